// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/fields.h"
#include "scenario/law_reader.h"
#include "scenario/node_reader.h"
#include "scenario/shelf.h"

#include "reading.h"
#include "schema_check.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace highwater;
using namespace highwater::test;

namespace {

QJsonObject jsonOf(const std::filesystem::path& file)
{
    QFile opened(QString::fromStdString(file.string()));
    return opened.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(opened.readAll()).object() : QJsonObject();
}

QJsonObject schema()
{
    QFile file(QStringLiteral(HIGHWATER_SOURCE_DIR) + QStringLiteral("/resources/scenario.schema.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QJsonObject definition(const QString& name)
{
    return schema()[QLatin1String("$defs")].toObject()[name].toObject();
}

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

/// The loader decides what a scenario is; the schema says the same to editors. They must not part.
class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSchemaIsThere()
    {
        QCOMPARE(schema()[QLatin1String("$schema")].toString(),
                 QStringLiteral("https://json-schema.org/draft/2020-12/schema"));
    }

    void everyObjectHasTheFieldsOfTheLoader()
    {
        QVERIFY(fields::all().size() >= 23);
        for (const FieldTable* table : fields::all()) {
            const QJsonObject object = table->object == "scenario" ? schema() : definition(toText(table->object));
            QStringList known;
            for (const std::string_view name : table->names) {
                known << toText(name);
            }
            QStringList described = object[QLatin1String("properties")].toObject().keys();
            known.sort();
            described.sort();
            QCOMPARE(described, known);
            QCOMPARE(object[QLatin1String("additionalProperties")], QJsonValue(false));
            QVERIFY(object[QLatin1String("patternProperties")].toObject().contains(QStringLiteral("^x-")));
        }
    }

    void everyLawAndSourceIsInItsPattern()
    {
        const QRegularExpression admission(
            definition(QStringLiteral("admission"))[QLatin1String("pattern")].toString());
        QVERIFY(admissionNames().size() >= 8);
        for (const std::string_view name : admissionNames()) {
            QVERIFY2(admission.match(toText(name) + QStringLiteral("(1)")).hasMatch(), std::string(name).c_str());
        }
        const QRegularExpression laws(definition(QStringLiteral("distribution"))[QLatin1String("pattern")].toString());
        const QRegularExpression sources(definition(QStringLiteral("arrivals"))[QLatin1String("pattern")].toString());
        QVERIFY(laws.isValid() && sources.isValid());
        for (const std::string_view name : distributionNames()) {
            QVERIFY2(laws.match(toText(name) + QStringLiteral("(1s)")).hasMatch(), std::string(name).c_str());
        }
        for (const std::string_view name : arrivalNames()) {
            const QString call = name == "saturated" ? toText(name) : toText(name) + QStringLiteral("(1/s)");
            QVERIFY2(sources.match(call).hasMatch(), std::string(name).c_str());
        }
        QVERIFY(!laws.match(QStringLiteral("poisson(1/s)")).hasMatch());
        QVERIFY(!laws.match(QStringLiteral("40ms")).hasMatch());
        QVERIFY(!sources.match(QStringLiteral("exponential(1s)")).hasMatch());
    }

    void patternsOfQuantitiesAgreeWithTheirReaders_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"100MB/s", "64KiB/min", "0.5kB/h", "1KB/s", "1B/d",       "1/s",   "1MB/ s", "5ms",   "1.5s",
              "2min",    "1h",        "250us",   "80ns",  "250\u00b5s", "1e3s",  "5",      "5 ms",  ".5s",
              "5.s",     "-5s",       "5x",      "",      "80/s",       "3/min", "2.5k/s", "1M/s",  "80/sec",
              "80",      "512B",      "64KiB",   "1MB",   "1KB",        "2TiB",  "0.1%",   "0.001", "5%%"}) {
            QTest::newRow(text) << QString::fromUtf8(text);
        }
    }
    void patternsOfQuantitiesAgreeWithTheirReaders()
    {
        QFETCH(QString, text);
        const auto matches = [&](const QString& pattern) { return QRegularExpression(pattern).match(text).hasMatch(); };
        const auto patternOf = [](const char* name) {
            return definition(QString::fromLatin1(name))[QLatin1String("pattern")].toString();
        };
        const std::string bytes = text.toStdString();
        QCOMPARE(matches(patternOf("duration")), parseDuration(bytes).has_value());
        QCOMPARE(matches(patternOf("rate")), parseRate(bytes).has_value());
        QCOMPARE(matches(patternOf("size")), parseBytes(bytes).has_value());
        QCOMPARE(matches(patternOf("bandwidth")), parseByteRate(bytes).has_value());
        const QJsonArray ratios = definition(QStringLiteral("ratio"))[QLatin1String("anyOf")].toArray();
        QCOMPARE(matches(ratios[1].toObject()[QLatin1String("pattern")].toString()), parseRatio(bytes).has_value());
    }

    void whatIsShippedIsAcceptedByBoth()
    {
        const SchemaCheck check(schema());
        qputenv("HIGHWATER_SCENARIOS", HIGHWATER_SOURCE_DIR "/scenarios");
        std::vector<std::filesystem::path> files{HIGHWATER_TEST_DATA "/everything.highwater.json"};
        for (const ShelfEntry& entry : shelf()) {
            files.push_back(entry.file);
        }
        qunsetenv("HIGHWATER_SCENARIOS");
        QVERIFY(files.size() >= 9);
        for (const auto& file : files) {
            const auto scenario = readScenario(Document::load(file).value());
            QVERIFY2(scenario, scenario ? "" : (file.string() + ": " + listed(scenario.error())).c_str());
            QVERIFY2(check.accepts(jsonOf(file)), file.c_str());
        }
    }

    /// expected.json marks the faults that no schema could tell: names that lead nowhere, bounds that depend on each
    /// other, arguments of expressions. A file with any other fault is refused by the schema too.
    void badFilesAreRefusedByBoth()
    {
        const SchemaCheck check(schema());
        const std::filesystem::path folder = HIGHWATER_TEST_DATA "/bad";
        const QJsonObject expected = jsonOf(folder / "expected.json");
        int told = 0;
        for (auto entry = expected.begin(); entry != expected.end(); ++entry) {
            const auto file = folder / entry.key().toStdString();
            if (!Document::load(file)) {
                continue; // no JSON
            }
            const QJsonArray faults = entry.value().toArray();
            const bool beyond = std::all_of(faults.begin(), faults.end(), [](const QJsonValue& fault) {
                return fault[QLatin1String("beyondSchema")].toBool();
            });
            QVERIFY2(check.accepts(jsonOf(file)) == beyond, file.c_str());
            told += beyond ? 0 : 1;
        }
        QVERIFY(told >= 100);
    }

    void everyValueInEveryPlaceIsJudgedAlike()
    {
        const SchemaCheck check(schema());
        const QJsonObject base = jsonOf(HIGHWATER_TEST_DATA "/everything.highwater.json");
        const QByteArray texts =
            R"j([null, true, 0, -1, 0.5, 2.0, "", "10%", "0s", "5ms", "0B", "grpc", "codel", "unlimited",
            "block", "processor-sharing", "watermark", [1], {}])j";
        const QJsonArray values = QJsonDocument::fromJson(texts).array();
        int accepted = 0;
        std::function<void(const QJsonValue&, const std::function<void(const QJsonValue&)>&)> walk =
            [&](const QJsonValue& place, const std::function<void(const QJsonValue&)>& put) {
                for (const QJsonValue& value : values) {
                    put(value);
                }
                const QJsonArray list = place.toArray();
                for (qsizetype i = 0; i < list.size(); ++i) {
                    walk(list[i], [&](const QJsonValue& value) {
                        QJsonArray changed = list;
                        changed[i] = value;
                        put(changed);
                    });
                }
                const QJsonObject object = place.toObject();
                for (auto member = object.begin(); member != object.end(); ++member) {
                    walk(member.value(), [&](const QJsonValue& value) {
                        QJsonObject changed = object;
                        changed[member.key()] = value;
                        put(changed);
                    });
                }
            };
        for (const QString& part : {QStringLiteral("nodes"), QStringLiteral("live")}) {
            walk(base[part], [&](const QJsonValue& value) {
                QJsonObject changed = base;
                changed[part] = value;
                changed.remove(QStringLiteral("schedule"));
                changed.remove(QStringLiteral("objectives"));
                const QByteArray text = QJsonDocument(changed).toJson(QJsonDocument::Compact);
                const Faults faults = faultsOf(text.toStdString(), HIGHWATER_TEST_DATA);
                // The loader may know more, but takes nothing that the schema refuses.
                if (faults.empty()) {
                    QVERIFY2(check.accepts(changed), text.constData());
                    ++accepted;
                }
                if (!faults.empty() && faults.front().code == Errc::WrongType &&
                    faults.front().message.find("argument") == std::string::npos) {
                    QVERIFY2(!check.accepts(changed), (listed(faults) + text.toStdString()).c_str());
                }
            });
        }
        QVERIFY2(accepted > 100, qPrintable(QString::number(accepted)));
    }
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"

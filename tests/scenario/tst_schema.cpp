// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/fields.h"
#include "scenario/law_reader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace highwater;

namespace {

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
        QVERIFY(fields::all().size() >= 9);
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
             {"5ms", "1.5s", "2min",  "1h",  "250us", "80ns", "250\u00b5s", "1e3s",   "5",    "5 ms",
              ".5s", "5.s",  "-5s",   "5x",  "",      "80/s", "3/min",      "2.5k/s", "1M/s", "80/sec",
              "80",  "512B", "64KiB", "1MB", "1KB",   "2TiB", "0.1%",       "0.001",  "5%%"}) {
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
        const QJsonArray ratios = definition(QStringLiteral("ratio"))[QLatin1String("anyOf")].toArray();
        QCOMPARE(matches(ratios[1].toObject()[QLatin1String("pattern")].toString()), parseRatio(bytes).has_value());
    }
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of the inspector against the reader of scenarios: what it writes is accepted and read as what was meant.
#include "inspector/parameters.h"
#include "kinds_scenario.h"
#include "scenario/document.h"

#include <QTest>

#include <cmath>

using namespace highwater;

namespace {

Document documentOf(const char* text)
{
    auto document = Document::parse(text);
    if (!document)
        qFatal("%s", document.error().front().message.c_str());
    return *document;
}

QByteArray firstFault(const Faults& faults)
{
    return QByteArray::fromStdString(faults.empty() ? std::string()
                                                    : faults.front().where + ": " + faults.front().message);
}

EditBase baseOf(const Document& document, const Node& node)
{
    const auto json = document.get("/nodes/" + node.name);
    return {node, QString::fromStdString(json ? *json : std::string())};
}

/// As the inspector does it, without its detour through whole objects.
Document applied(Document document, const std::string& node, const Edits& edits)
{
    for (const auto& edit : edits) {
        const std::string pointer = "/nodes/" + node + "/" + edit.path.toStdString();
        if (!edit.value && !document.get(pointer))
            continue;
        const auto next = edit.value ? document.with(pointer, edit.value->toStdString()) : document.without(pointer);
        if (!next)
            qFatal("%s: %s", pointer.c_str(), next.error().message.c_str());
        document = *next;
    }
    return document;
}

Scenario scenarioOf(const Document& document)
{
    const auto scenario = readScenario(document);
    if (!scenario)
        qFatal("%s", firstFault(scenario.error()).constData());
    return *scenario;
}

qsizetype ownFields(const Document& document)
{
    return QString::fromStdString(document.text()).count(QLatin1String("\"x-note\""));
}

template <typename Wanted>
std::vector<Wanted> rowsOf(const Node& node, const QStringList& names)
{
    std::vector<Wanted> rows;
    for (const auto& section : sectionsOf(node, names)) {
        for (const auto& parameter : section.rows) {
            if (const auto* row = std::get_if<Wanted>(&parameter))
                rows.push_back(*row);
        }
    }
    return rows;
}

/// Values that a hand may turn a number to.
std::vector<double> valuesFor(const NumberParameter& parameter, const Node& node, double now)
{
    const KnobScale scale = parameter.scale(node);
    std::vector<double> values{scale.valueAt(0.3), scale.valueAt(0.7), now};
    if (!parameter.infinite.isEmpty())
        values.push_back(std::numeric_limits<double>::infinity());
    std::erase_if(values, [&](double value) { return value < parameter.least; });
    return values;
}

} // namespace

class TestParameters final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyNumberIsReadAsItWasTurned_data() { scenarios(); }
    void everyNumberIsReadAsItWasTurned();
    void everyWordIsReadAsItWasPicked_data() { scenarios(); }
    void everyWordIsReadAsItWasPicked();
    void everyTextIsReadAsItIsShown_data() { scenarios(); }
    void everyTextIsReadAsItIsShown();
    void everyRowHasANameOfItsOwn_data() { scenarios(); }
    void everyRowHasANameOfItsOwn();

    void aRouteThatIsAnameBecomesAnObject();
    void aPolicyThatIsAWordBecomesAnObject();
    void membersOfAnAdmissionComeAndGo();
    void policiesAreReadAsTheyAreWritten_data();
    void policiesAreReadAsTheyAreWritten();
    void limitsPushEachOtherAlong();
    void differencesNameEveryKind();

private:
    static void scenarios()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("full") << QByteArray(fullScenario);
        QTest::newRow("bare") << QByteArray(bareScenario);
    }
};

void TestParameters::everyNumberIsReadAsItWasTurned()
{
    QFETCH(QByteArray, text);
    const Document document = documentOf(text.constData());
    const Scenario scenario = scenarioOf(document);
    int turned = 0;
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        const Node& node = scenario.nodes[i];
        for (const auto& parameter : rowsOf<NumberParameter>(node, namesOf(scenario))) {
            const auto now = parameter.read(node);
            if (!now)
                continue;
            for (const double value : valuesFor(parameter, node, *now)) {
                const QByteArray what =
                    node.name.c_str() + QByteArray("/") + parameter.key.toUtf8() + " = " + QByteArray::number(value);
                const Edits edits = parameter.write(baseOf(document, node), value);
                const Document next = applied(document, node.name, edits);
                const auto result = readScenario(next);
                // An autoscaler makes no sense of workers without number; the reader says so.
                if (parameter.key == QLatin1String("workers") && std::isinf(value) && node.stage()->autoscale &&
                    !result)
                    continue;
                QVERIFY2(result, (what + ": " + (result ? QByteArray() : firstFault(result.error()))).constData());
                const auto read = parameter.read(result->nodes[i]);
                if (!edits.isEmpty() && read) // a window that is off has no more to turn
                    QVERIFY2(*read == value || std::abs(*read - value) <= 1e-6 * std::abs(value),
                             (what + " is read as " + QByteArray::number(*read)).constData());
                const bool takenOut = std::any_of(edits.begin(), edits.end(), [](const Edit& edit) {
                    return !edit.value && !edit.path.contains(QLatin1Char('/')) && edit.path == QLatin1String("window");
                });
                QVERIFY2(takenOut || ownFields(next) == ownFields(document), what.constData());
                ++turned;
            }
        }
    }
    QVERIFY2(turned > 100, qPrintable(QString::number(turned)));
}

void TestParameters::everyWordIsReadAsItWasPicked()
{
    QFETCH(QByteArray, text);
    const Document document = documentOf(text.constData());
    const Scenario scenario = scenarioOf(document);
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        const Node& node = scenario.nodes[i];
        for (const auto& parameter : rowsOf<ChoiceParameter>(node, namesOf(scenario))) {
            if (parameter.read(node).isEmpty())
                continue;
            for (const auto& option : parameter.options) {
                const QByteArray what =
                    node.name.c_str() + QByteArray("/") + parameter.key.toUtf8() + " = " + option.id.toUtf8();
                const Edits edits = parameter.write ? parameter.write(baseOf(document, node), option.id)
                                                    : Edits{{parameter.path, option.id}};
                const auto result = readScenario(applied(document, node.name, edits));
                // Nothing waits where all share the workers, so that some words do not go together; the reader says so.
                if (option.id == QLatin1String("processor-sharing") && !result)
                    continue;
                QVERIFY2(result, (what + ": " + (result ? QByteArray() : firstFault(result.error()))).constData());
                QCOMPARE(parameter.read(result->nodes[i]), option.id);
            }
        }
    }
}

void TestParameters::everyTextIsReadAsItIsShown()
{
    QFETCH(QByteArray, text);
    const Document document = documentOf(text.constData());
    const Scenario scenario = scenarioOf(document);
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        const Node& node = scenario.nodes[i];
        for (const auto& parameter : rowsOf<TextParameter>(node, namesOf(scenario))) {
            const auto shown = parameter.read(node);
            if (!shown || parameter.fixed)
                continue;
            const QByteArray what = node.name.c_str() + QByteArray("/") + parameter.key.toUtf8();
            const Edits edits =
                parameter.write ? parameter.write(baseOf(document, node), *shown) : Edits{{parameter.path, *shown}};
            const Document next = applied(document, node.name, edits);
            const auto result = readScenario(next);
            QVERIFY2(result, (what + ": " + (result ? QByteArray() : firstFault(result.error()))).constData());
            QCOMPARE(parameter.read(result->nodes[i]), shown);
            QCOMPARE(ownFields(next), ownFields(document));
        }
    }
}

void TestParameters::everyRowHasANameOfItsOwn()
{
    QFETCH(QByteArray, text);
    const Scenario scenario = scenarioOf(documentOf(text.constData()));
    for (const Node& node : scenario.nodes) {
        QStringList keys;
        for (const auto& section : sectionsOf(node, namesOf(scenario))) {
            QVERIFY(section.title.isEmpty() == section.key.isEmpty());
            keys.append(section.key);
            for (const auto& parameter : section.rows)
                keys.append(keyOf(parameter));
        }
        const auto count = keys.size();
        QCOMPARE(keys.removeDuplicates(), 0);
        QVERIFY(count > 10);
    }
}

void TestParameters::aRouteThatIsAnameBecomesAnObject()
{
    const Document document = documentOf(bareScenario);
    const Scenario scenario = scenarioOf(document);
    const auto write = [&](int node, const char* key, double value) {
        for (const auto& parameter :
             rowsOf<NumberParameter>(scenario.nodes[static_cast<std::size_t>(node)], namesOf(scenario))) {
            if (parameter.key == QLatin1String(key))
                return applied(
                    document, scenario.nodes[static_cast<std::size_t>(node)].name,
                    parameter.write(baseOf(document, scenario.nodes[static_cast<std::size_t>(node)]), value));
        }
        qFatal("there is no row %s", key);
    };
    QCOMPARE(write(0, "link.0.latency", 0.002).get("/nodes/web/to/node").value_or(""), std::string("\"api\""));
    QCOMPARE(write(0, "link.0.sendBuffer", 65536).get("/nodes/web/to/sendBuffer").value_or(""),
             std::string("\"64KiB\""));
    QCOMPARE(write(2, "link.mail 2.0.bandwidth", 1e6).get("/nodes/events/consumers/mail 2/to/bandwidth").value_or(""),
             std::string("\"1MB/s\""));
    QCOMPARE(write(0, "link.0.sendBuffer", std::numeric_limits<double>::infinity()).get("/nodes/web/to").value_or(""),
             std::string("\"api\""));
}

void TestParameters::aPolicyThatIsAWordBecomesAnObject()
{
    const Document document = documentOf(fullScenario);
    const Scenario scenario = scenarioOf(document);
    for (const auto& parameter : rowsOf<NumberParameter>(scenario.nodes[1], namesOf(scenario))) {
        if (parameter.key != QLatin1String("retryBase"))
            continue;
        const Document next = applied(document, "envoy", parameter.write(baseOf(document, scenario.nodes[1]), 0.2));
        QCOMPARE(next.get("/nodes/envoy/retry/policy").value_or(""), std::string("\"envoy\""));
        QCOMPARE(next.get("/nodes/envoy/retry/base").value_or(""), std::string("\"0.2s\""));
    }
}

void TestParameters::membersOfAnAdmissionComeAndGo()
{
    const Document document = documentOf(fullScenario);
    const auto write = [&](const Document& before, int index, const QString& text) {
        const Scenario scenario = scenarioOf(before);
        const auto rows = rowsOf<TextParameter>(scenario.nodes[2], namesOf(scenario));
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& parameter) {
            return parameter.key == QStringLiteral("admission.%1").arg(index);
        });
        return applied(before, "api", row->write(baseOf(before, scenario.nodes[2]), text));
    };
    const auto list = [](const Document& next) {
        return QString::fromStdString(next.get("/nodes/api/admission").value_or("")).remove(QLatin1Char(' '));
    };
    const Document longer = write(document, 3, QStringLiteral("vegas"));
    QCOMPARE(list(longer),
             QStringLiteral("[\"token-bucket(100/s,20)\",\"concurrency(20,25)\",\"watermark\",\"vegas\"]"));
    const Document shorter = write(longer, 1, {});
    QCOMPARE(list(shorter), QStringLiteral("[\"token-bucket(100/s,20)\",\"watermark\",\"vegas\"]"));
    QCOMPARE(list(write(shorter, 0, QStringLiteral("quota(5/s)"))),
             QStringLiteral("[\"quota(5/s)\",\"watermark\",\"vegas\"]"));
    QCOMPARE(list(write(document, 3, {})), list(document));
    QCOMPARE(scenarioOf(shorter).nodes[2].stage()->admission.size(), std::size_t(3));
}

void TestParameters::policiesAreReadAsTheyAreWritten_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* pointer, const char* key, const char* text) {
        QTest::newRow(text) << QString::fromLatin1(pointer) << QString::fromLatin1(key) << QString::fromLatin1(text);
    };
    for (const char* text :
         {"codel(target=10ms, interval=0.2s)", "pie(target=5ms, update=10ms, burst=0.1s, alpha=0.5, beta=2)",
          "red(low=2, high=20, probability=0.2, weight=0.01)", "controlled-delay(target=10ms)"})
        row("/nodes/api/queue/aqm", "aqmText", text);
    for (const char* text :
         {"token-bucket(250/s, 7)", "concurrency(hard=9)", "concurrency(3, 9)", "watermark", "quota(10/s, 4)",
          "adaptive-throttle(k=1.5, window=30s)", "vegas(initial=30, max=90, probe=10)",
          "gradient2(initial=30, min=5, max=90, smoothing=0.5, queue=2, window=100, warmup=5, tolerance=2)",
          "aimd(initial=30, min=5, max=90, backoff=0.5, timeout=1s)"})
        row("/nodes/api/admission/0", "admission.0", text);
    for (const char* text : {"error", "hang", "hang(5s)", "slow(2.5x)"})
        row("/nodes/api/workers/failures/mode", "failureMode", text);
    row("/nodes/api/queue/measure", "measure", "custom(0:4, 1:2)");
}

void TestParameters::policiesAreReadAsTheyAreWritten()
{
    QFETCH(QString, pointer);
    QFETCH(QString, key);
    QFETCH(QString, text);
    const auto document = documentOf(fullScenario).with(pointer.toStdString(), text.toStdString());
    QVERIFY(document);
    const Scenario scenario = scenarioOf(*document);
    for (const auto& parameter : rowsOf<TextParameter>(scenario.nodes[2], namesOf(scenario))) {
        if (parameter.key == key)
            QCOMPARE(parameter.read(scenario.nodes[2]), std::optional(text));
    }
}

void TestParameters::limitsPushEachOtherAlong()
{
    const Document document = documentOf(fullScenario);
    const Scenario scenario = scenarioOf(document);
    const auto turned = [&](int node, const char* key, double value) {
        const Node& before = scenario.nodes[static_cast<std::size_t>(node)];
        for (const auto& parameter : rowsOf<NumberParameter>(before, namesOf(scenario))) {
            if (parameter.key == QLatin1String(key))
                return scenarioOf(applied(document, before.name, parameter.write(baseOf(document, before), value)))
                    .nodes[static_cast<std::size_t>(node)];
        }
        qFatal("there is no row %s", key);
    };
    QCOMPARE(*turned(6, "softLimit", 40).balancer()->policy.hardLimit, std::int64_t(41));
    QCOMPARE(turned(6, "hardLimit", 5).balancer()->policy.softLimit, std::int64_t(4));
    QCOMPARE(turned(6, "replicasMin", 9).balancer()->policy.max, std::int64_t(9));
    QCOMPARE(turned(4, "channel.lowWater", 90).channel()->marks->high, std::int64_t(91));
    const Node scaled = turned(2, "autoscaleMax", 3);
    QCOMPARE(scaled.stage()->autoscale->max, std::int64_t(3));
    QCOMPARE(*scaled.stage()->workers, std::int64_t(3));
    QCOMPARE(turned(2, "autoscaleMin", 12).stage()->autoscale->max, std::int64_t(12));
}

void TestParameters::differencesNameEveryKind()
{
    const Document document = documentOf(fullScenario);
    const Scenario before = scenarioOf(document);
    Document after = document;
    const auto set = [&](const char* pointer, const char* value) {
        after = after.with(pointer, value).value_or(after);
    };
    set("/nodes/api/queue/aqm", "pie");
    set("/nodes/events/consumers/audit/killed", "true");
    set("/nodes/pool/hardLimit", "30");
    set("/nodes/web/to/latency", "5ms");
    const QStringList lines = differences(scenarioOf(after), before);
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines[0], QStringLiteral("web: latency to api 2\u2009ms \u2192 5\u2009ms"));
    QVERIFY(lines.contains(QStringLiteral("api: queue management codel \u2192 pie")));
    QVERIFY(lines.contains(QStringLiteral("events: audit killed false \u2192 true")));
    QVERIFY(lines.contains(QStringLiteral("pool: hard limit 20 \u2192 30")));
    QVERIFY(differences(before, before).isEmpty());
}

QTEST_MAIN(TestParameters)
#include "tst_parameters.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What a report says about pressure in words: who is the root cause, why a queue passed its mark, what of it never drains.
#include "run/report.h"
#include "scenario/document.h"

#include <QtTest>

using namespace highwater;

namespace {

Report reportOf(const QByteArray& nodes)
{
    const std::string text = "{\"highwater\": 1, \"duration\": \"60s\", \"warmup\": \"5s\", \"seed\": 3, \"nodes\": {" + nodes.toStdString() + "}}";
    ExperimentOptions options;
    options.seed = 3;
    return highwater::reportOf(
        runExperiment(std::make_shared<const Scenario>(readScenario(Document::parse(text).value()).value()), options));
}

const Finding* findingOf(const Report& report, const std::string& rule, const std::string& where)
{
    for (const Finding& each : report.findings) {
        if (each.rule == rule && each.where == where) {
            return &each;
        }
    }
    return nullptr;
}

bool says(const Finding* finding, const char* words)
{
    return finding != nullptr && finding->text.find(words) != std::string::npos;
}

} // namespace

class PressureFindingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRootCauseOfAChainIsNamedAtEachBlockedStage()
    {
        const Report report = reportOf(R"json(
            "a": {"type": "stage", "queue": {"capacity": 5, "whenFull": "block"}, "workers": {"service": "constant(5ms)"}, "to": "b"},
            "b": {"type": "stage", "queue": {"capacity": 5, "whenFull": "block"}, "workers": {"service": "constant(5ms)"}, "to": "c"},
            "c": {"type": "stage", "queue": {"capacity": 5, "whenFull": "block"}, "workers": {"service": "constant(20ms)"}},
            "p": {"type": "producer", "arrivals": "saturated", "to": "a"})json");
        const Finding* a = findingOf(report, "blocked", "/nodes/a");
        QVERIFY(says(a, "\"b\" is blocked itself"));
        QVERIFY(says(a, "\"c\", at the end of the chain"));
        QCOMPARE(a->evidence[0].first, std::string("blocked"));
        QVERIFY(qAbs(a->evidence[0].second - 0.75) < 0.001); // 15 of 20 ms
        QCOMPARE(a->evidence[1].second, 2.0);
        QVERIFY(says(findingOf(report, "blocked", "/nodes/b"), "root cause"));
        QVERIFY(findingOf(report, "blocked", "/nodes/c") == nullptr);
        QVERIFY(!report.failed()); // a note is no fault
    }

    void aPeakAboveTheMarkNamesThoseWhoSentOn()
    {
        const Report report = reportOf(R"json(
            "s": {"type": "stage", "queue": {"capacity": 50, "highWater": 10}, "workers": {"service": "constant(20ms)"}},
            "deaf": {"type": "producer", "arrivals": "poisson(60/s)", "onPressure": "ignore", "to": "s"},
            "far": {"type": "producer", "arrivals": "poisson(10/s)", "onPressure": "wait",
                    "to": {"node": "s", "latency": "10ms", "sendBuffer": "64KiB"}},
            "good": {"type": "producer", "arrivals": "poisson(10/s)", "onPressure": "wait", "to": "s"})json");
        const Finding* peak = findingOf(report, "peak-above-mark", "/nodes/s");
        QVERIFY(says(peak, "rose to 50, 40 above the high-water mark"));
        QVERIFY(says(peak, "\"deaf\" ignores the signal"));
        QVERIFY(says(peak, "what \"far\" has sent is still on the wire"));
        QVERIFY(!says(peak, "good"));
    }

    void sendersThatHeedTheSignalLeaveNothingToExplain()
    {
        const Report report = reportOf(R"json(
            "s": {"type": "stage", "queue": {"capacity": 50, "highWater": 10}, "workers": {"service": "constant(20ms)"}},
            "p": {"type": "producer", "arrivals": "poisson(60/s)", "onPressure": "wait", "to": "s"})json");
        QVERIFY(findingOf(report, "peak-above-mark", "/nodes/s") == nullptr);
        QVERIFY(findingOf(report, "blocked", "/nodes/s") == nullptr);
    }

    void aQueueThatNeverDrainsIsToldFromBursts()
    {
        const Report standing = reportOf(R"json(
            "s": {"type": "stage", "queue": {"capacity": 50}, "workers": {"service": "constant(20ms)"}},
            "p": {"type": "producer", "arrivals": "poisson(80/s)", "to": "s"})json");
        const Finding* found = findingOf(standing, "standing-queue", "/nodes/s");
        QVERIFY(says(found, "never drains"));
        QVERIFY(found->evidence[0].second > 0.9 && found->evidence[0].second < 1.0); // 50 places of 20 ms, nearly all of them full
        const Report bursts = reportOf(R"json(
            "s": {"type": "stage", "queue": {"capacity": 50}, "workers": {"service": "constant(20ms)"}},
            "p": {"type": "producer", "arrivals": "batch(constant(1/s), size=constant(25))", "to": "s"})json");
        QVERIFY(findingOf(bursts, "standing-queue", "/nodes/s") == nullptr);
    }
};

QTEST_GUILESS_MAIN(PressureFindingsTest)
#include "tst_pressure_findings.moc"

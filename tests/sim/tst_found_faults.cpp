// SPDX-License-Identifier: GPL-3.0-or-later
// Faults that random cases have found in the engine, made small: each scenario runs to its end and keeps every rule on its way.
#include "scenario/document.h"
#include "sim/audit.h"

#include <QtTest>

using namespace highwater;

class FoundFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunKeepsTheRules_data()
    {
        QTest::addColumn<QByteArray>("nodes");
        QTest::addColumn<QByteArray>("schedule");
        const QByteArray none = "[]";
        QTest::newRow("a saturated source that heeds the signal makes no items behind a large one at a door")
            << QByteArray(R"json("s": {"type": "stage", "queue": {"measure": "bytes", "capacity": "4683B", "whenFull": "block"},
                                   "workers": {"service": "constant(18ms)"}},
                             "p": {"type": "producer", "arrivals": "saturated", "onPressure": "wait", "to": "s"},
                             "q": {"type": "producer", "arrivals": "poisson(46/s)", "size": "discrete(1B:0.9, 3000B:0.1)",
                                   "service": "constant(27ms)", "to": "s"})json") << none;
        QTest::newRow("a saturated source whose items are dropped on arrival tries again after a while")
            << QByteArray(R"json("s": {"type": "stage", "workers": {"service": "constant(10ms)"},
                                   "queue": {"capacity": 18, "whenFull": "block", "aqm": "red(low=1, high=8, probability=0.3, weight=0.2)"}},
                             "p": {"type": "producer", "arrivals": "saturated", "to": "s"})json") << none;
        QTest::newRow("the clients of a saturated source whose last item is dropped on arrival go home")
            << QByteArray(R"json("s": {"type": "stage", "workers": {"service": "constant(10ms)"},
                                   "queue": {"capacity": 18, "whenFull": "block", "aqm": "red(low=1, high=2, probability=1, weight=1)"}},
                             "p": {"type": "producer", "arrivals": "saturated", "clients": 3, "items": 120, "to": "s"})json") << none;
        QTest::newRow("its other clients go where the next item goes")
            << QByteArray(R"json("s1": {"type": "stage", "queue": {"capacity": 8, "aqm": "red(low=1, high=8, probability=0.3, weight=0.2)"},
                                    "workers": {"service": "mixture(0.5:4ms, 0.5:12ms)", "count": 4}},
                             "s2": {"type": "stage", "workers": {"service": "constant(13ms)"}},
                             "p": {"type": "producer", "arrivals": "saturated", "clients": 4, "onPressure": "wait",
                                   "to": [{"node": "s1"}, {"node": "s2", "weight": 0.5}]})json") << none;
        QTest::newRow("a saturated source asks a balancer for a replica")
            << QByteArray(R"json("s": {"type": "stage", "queue": {"capacity": 12, "whenFull": "block"}, "workers": {"service": "constant(5ms)"}},
                             "b": {"type": "balancer", "replicas": {"max": 4, "template": {"workers": {"service": "constant(20ms)"}}}},
                             "p": {"type": "producer", "arrivals": "saturated", "to": [{"node": "s"}, {"node": "b"}]})json") << none;
        QTest::newRow("users who do not think wait a little when they were refused at the other end of a wire")
            << QByteArray(R"json("s": {"type": "stage", "queue": {"capacity": 0}, "workers": {"service": "constant(32ms)"}},
                             "p": {"type": "producer", "arrivals": "closed(users=10, think=constant(0s))",
                                   "to": {"node": "s", "outages": []}})json") << none;
        QTest::newRow("items that share the workers keep their places while they wait for a place ahead")
            << QByteArray(R"json("s": {"type": "stage", "queue": {"capacity": 3, "order": "processor-sharing"},
                                   "workers": {"service": "hyperexponential(4ms, cv2=4)"}, "to": "t"},
                             "t": {"type": "stage", "queue": {"capacity": 8, "whenFull": "block", "blocking": "before-service"},
                                   "workers": {"service": "erlang(2, 24ms)"}},
                             "p": {"type": "producer", "arrivals": "poisson(100/s)", "to": "s"})json") << none;
        QTest::newRow("items that share the workers keep their places while they are blocked after service")
            << QByteArray(R"json("s": {"type": "stage", "queue": {"capacity": 3, "order": "processor-sharing", "highWater": 3, "lowWater": 1},
                                   "workers": {"service": "exponential(4ms)"}, "to": "t"},
                             "t": {"type": "stage", "queue": {"capacity": 2, "whenFull": "block"}, "workers": {"service": "constant(24ms)"}},
                             "p": {"type": "producer", "arrivals": "poisson(100/s)", "to": "s"})json") << none;
        QTest::newRow("who was interrupted shares the workers when they are shared from then on")
            << QByteArray(R"json("s": {"type": "stage", "queue": {"order": "priority-preemptive"}, "workers": {"service": "exponential(30ms)"}},
                             "p": {"type": "producer", "arrivals": "poisson(20/s)", "priority": 2, "to": "s"},
                             "q": {"type": "producer", "arrivals": "poisson(20/s)", "to": "s"})json")
            << QByteArray(R"json([{"at": "1s", "set": "/nodes/s/queue/order", "to": "processor-sharing"}])json");
        QTest::newRow("workers that scale share their items when each of them gets more permits")
            << QByteArray(R"json("s": {"type": "stage", "queue": {"order": "processor-sharing"},
                                   "workers": {"count": 1, "service": "exponential(30ms)"},
                                   "autoscale": {"metric": "utilisation", "target": 0.7, "min": 1, "max": 3}},
                             "p": {"type": "producer", "arrivals": "poisson(60/s)", "to": "s"})json")
            << QByteArray(R"json([{"at": "1s", "set": "/nodes/s/workers/concurrency", "to": 4}])json");
        QTest::newRow("users who do not think wait a little when a newcomer has thrown them out")
            << QByteArray(R"json("s": {"type": "stage", "queue": {"capacity": 2, "whenFull": "drop-oldest"}, "workers": {"service": "constant(11ms)"}},
                             "p": {"type": "producer", "arrivals": "closed(users=10, think=constant(0s))", "to": "s"})json") << none;
    }

    void aRunKeepsTheRules()
    {
        QFETCH(QByteArray, nodes);
        QFETCH(QByteArray, schedule);
        const std::string text = "{\"highwater\": 1, \"duration\": \"2s\", \"seed\": 7, \"nodes\": {" + nodes.toStdString() + "}, \"schedule\": "
                                 + schedule.toStdString() + "}";
        const auto document = Document::parse(text);
        QVERIFY(document.has_value());
        const auto scenario = readScenario(*document);
        QVERIFY2(scenario.has_value(), scenario ? "" : scenario.error().front().message.c_str());
        Simulation simulation(std::make_shared<const Scenario>(*scenario), 7, 0, SeriesOptions{});
        while (!simulation.runUntil(runStart + scenario->duration, 1)) {
            QVERIFY2(simulation.trouble().empty(), simulation.trouble().c_str());
            const std::string fault = auditOf(simulation);
            QVERIFY2(fault.empty(), fault.c_str());
            QVERIFY(simulation.conserved());
            QVERIFY(simulation.events() < 100'000);
        }
        QVERIFY(simulation.events() > 50);
    }

    void workersThatScaleStayWhenEachOfThemGetsMorePermits()
    {
        const auto read = [](int concurrency) {
            const auto document = Document::parse(R"json({"highwater": 1, "duration": "2s", "nodes": {
                "s": {"type": "stage", "workers": {"count": 3, "service": "constant(1ms)", "concurrency": )json" + std::to_string(concurrency) + R"json(},
                      "autoscale": {"metric": "depth", "target": 10, "min": 3, "max": 5}},
                "p": {"type": "producer", "arrivals": "poisson(60/s)", "to": "s"}}})json");
            return std::make_shared<const Scenario>(*readScenario(*document));
        };
        Simulation simulation(read(1), 7, 0, SeriesOptions{});
        simulation.runUntil(runStart + std::chrono::milliseconds(500));
        simulation.change(read(4));
        QCOMPARE(simulation.stageAt(simulation.nodes()[0]).flow.wip().limit(), 12);
        simulation.change(read(2));
        QCOMPARE(simulation.stageAt(simulation.nodes()[0]).flow.wip().limit(), 6);
    }

    void aBalancerThatIsRemovedStartsTheReplicaThatItsItemsWaitFor()
    {
        const auto read = [](const std::string& nodes) {
            const auto document = Document::parse("{\"highwater\": 1, \"duration\": \"2s\", \"nodes\": {" + nodes + "}}");
            return std::make_shared<const Scenario>(*readScenario(*document));
        };
        const std::string other = R"json("s": {"type": "stage", "workers": {"service": "constant(1ms)"}})json";
        const std::string balancer = R"json(, "b": {"type": "balancer", "startDelay": "40ms", "replicas": {"max": 2, "template":
            {"workers": {"service": "constant(2ms)"}}}}, "p": {"type": "producer", "arrivals": "poisson(600/s)", "to": "b"})json";
        Simulation simulation(read(other + balancer), 7, 0, SeriesOptions{});
        simulation.runUntil(runStart + std::chrono::milliseconds(30));
        const auto inside = simulation.stageAt(simulation.nodes()[1]).metrics.totals.inside;
        QVERIFY(inside > 0);
        simulation.change(read(other));
        simulation.runUntil(runStart + std::chrono::seconds(2));
        QCOMPARE(auditOf(simulation), std::string());
        QCOMPARE(simulation.stageAt(simulation.nodes()[1]).metrics.totals.inside, 0u);
        QCOMPARE(simulation.stageAt(simulation.nodes()[1]).metrics.totals.completed, simulation.stageAt(simulation.nodes()[1]).metrics.totals.accepted);
    }
};

QTEST_GUILESS_MAIN(FoundFaultsTest)
#include "tst_found_faults.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"
#include "scenario/shelf.h"

#include "reading.h"

#include <QDir>
#include <QElapsedTimer>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

class TestScenarioReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAbsentHasItsDefault()
    {
        const Scenario s = scenarioOf(twoNodes());
        QCOMPARE(s.seed, std::uint64_t{1});
        QCOMPARE(s.duration.count(), Duration(1min).count());
        QCOMPARE(s.warmup.count(), std::int64_t{0});
        QCOMPARE(s.nodes.size(), std::size_t{2});
        const ProducerNode& clients = *s.nodes[0].producer();
        QCOMPARE(clients.clients, 1);
        QVERIFY(!clients.items && !clients.timeout && clients.service.empty());
        QCOMPARE(clients.size.a, 1024.0);
        QCOMPARE(int(clients.onPressure), int(flow::OnPressure::Ignore));
        QCOMPARE(int(clients.retry.kind), int(flow::RetryPolicy::Kind::None));
        const StageNode& api = *s.nodes[1].stage();
        QVERIFY(api.queue == flow::QueuePolicy());
        QVERIFY(api.workers == 1 && api.concurrency == 1);
        QCOMPARE(api.service.a, 0.0);
        QVERIFY(api.to.empty());
        QCOMPARE(*s.find("api"), 1);
        QVERIFY(!s.find("nobody"));
    }

    /// What is read is judged alike when it was written and read again; -0 is written as 0.
    void aSeedOfMinusNothingIsNothing()
    {
        QCOMPARE(scenarioOf(twoNodes({}, {}, ", 'seed': -0")).seed, std::uint64_t{0});
    }

    void everyFieldIsRead()
    {
        const Scenario s = scenarioOf(twoNodes(
            ", 'items': 7, 'size': 'exponential(2KiB)', 'clients': 3, 'priority': 0, 'service': {'api': "
            "'constant(5ms)'}, 'onPressure': 'wait',"
            "'timeout': '10s', 'retry': {'policy': 'exponential', 'base': '50ms', 'cap': '2s', 'factor': 3, 'jitter': "
            "'decorrelated',"
            "'attempts': 4, 'budget': '10%'}, 'x-colour': 'red'",
            ", 'queue': {'capacity': '64KiB', 'highWater': '48KiB', 'lowWater': '1kB', 'measure': 'bytes', 'order': "
            "'lifo',"
            "'whenFull': 'drop-oldest', 'blocking': 'after-service', 'aqm': 'none', 'store': 'memory', 'x-why': 1},"
            "'workers': {'count': 4, 'concurrency': 2, 'service': 'erlang(2, 40ms)', 'outages': []}, 'admission': [], "
            "'acknowledge': 'enqueued',"
            "'retry': 'none', 'to': [{'node': 'api', 'weight': 0.25}, {'node': 'exit', 'weight': 3}]",
            ", 'name': 'N', 'description': 'D', 'seed': 18446744073709551615, 'duration': '5min', 'warmup': '30s', "
            "'x-own': {'any': []},"
            "'objectives': ['api.loss <= 0.1%'], 'lesson': {'text': 'a.md', 'steps': [{'any': 1}]}, 'live': {'listen': "
            "':8080'}"));
        QCOMPARE(s.live.port, std::uint16_t{8080});
        QCOMPARE(s.name, std::string("N"));
        QCOMPARE(s.description, std::string("D"));
        QCOMPARE(s.seed, UINT64_MAX);
        QCOMPARE(s.duration.count(), Duration(5min).count());
        QCOMPARE(s.warmup.count(), Duration(30s).count());
        QCOMPARE(s.objectives.size(), std::size_t{1});
        const ProducerNode& clients = *s.nodes[0].producer();
        QVERIFY(clients.items == 7 && clients.clients == 3);
        QCOMPARE(clients.size.a, 2048.0);
        QCOMPARE(clients.service.size(), std::size_t{1});
        QCOMPARE(clients.service[0].first, 1);
        QCOMPARE(clients.service[0].second.a, 0.005);
        QCOMPARE(int(clients.onPressure), int(flow::OnPressure::Wait));
        QCOMPARE(clients.timeout->count(), Duration(10s).count());
        QVERIFY(clients.retry == (flow::RetryPolicy{flow::RetryPolicy::Kind::Exponential, 50ms, 2s, 3.0,
                                                    flow::Jitter::Decorrelated, 4, 0.1}));
        QVERIFY(clients.to == std::vector<Route>{{1}});
        const StageNode& api = *s.nodes[1].stage();
        QVERIFY(api.queue == (flow::QueuePolicy{65'536, flow::Marks{49'152, 1000}, flow::Measure::Bytes,
                                                flow::Order::Lifo, flow::WhenFull::DropOldest}));
        QVERIFY(api.workers == 4 && api.concurrency == 2);
        QCOMPARE(api.service.phases, 2);
        QCOMPARE(api.to.size(), std::size_t{2});
        QVERIFY(api.to[0] == (Route{1, 0.25}));
        QVERIFY(api.to[1] == (Route{std::nullopt, 3.0}));
    }

    void marksFollowTheirRule_data()
    {
        QTest::addColumn<QByteArray>("queue");
        QTest::addColumn<qint64>("high");
        QTest::addColumn<qint64>("low");
        QTest::newRow("unlimited: none") << QByteArray("") << qint64(-1) << qint64(-1);
        QTest::newRow("written as unlimited: none")
            << QByteArray("'capacity': 'unlimited'") << qint64(-1) << qint64(-1);
        QTest::newRow("capacity 0: none") << QByteArray("'capacity': 0") << qint64(-1) << qint64(-1);
        QTest::newRow("capacity 1") << QByteArray("'capacity': 1") << qint64(1) << qint64(0);
        QTest::newRow("capacity 9: low is rounded down") << QByteArray("'capacity': 9") << qint64(9) << qint64(4);
        QTest::newRow("only high") << QByteArray("'capacity': 9, 'highWater': 7") << qint64(7) << qint64(3);
        QTest::newRow("only low") << QByteArray("'capacity': 9, 'lowWater': 8") << qint64(9) << qint64(8);
        QTest::newRow("low 0") << QByteArray("'capacity': 9, 'lowWater': 0") << qint64(9) << qint64(0);
        QTest::newRow("high without capacity") << QByteArray("'highWater': 7") << qint64(7) << qint64(3);
        QTest::newRow("both without capacity") << QByteArray("'highWater': 7, 'lowWater': 6") << qint64(7) << qint64(6);
        QTest::newRow("high is the capacity") << QByteArray("'capacity': 7, 'highWater': 7") << qint64(7) << qint64(3);
        QTest::newRow("whole number as 9.0") << QByteArray("'capacity': 9.0") << qint64(9) << qint64(4);
    }
    void marksFollowTheirRule()
    {
        QFETCH(QByteArray, queue);
        QFETCH(qint64, high);
        QFETCH(qint64, low);
        const Scenario s = scenarioOf(twoNodes({}, ", 'queue': {" + queue.toStdString() + "}"));
        const auto marks = s.nodes[1].stage()->queue.marks;
        QCOMPARE(marks.has_value(), high >= 0);
        if (marks) {
            QCOMPARE(qint64(marks->high), high);
            QCOMPARE(qint64(marks->low), low);
        }
    }

    void workersMayBeUnlimited()
    {
        QVERIFY(!scenarioOf(twoNodes({}, ", 'workers': {'count': 'unlimited'}")).nodes[1].stage()->workers);
    }

    void oneServiceMayStandForAllStages()
    {
        const Scenario s = scenarioOf(twoNodes(", 'service': 'constant(1s)'"));
        QCOMPARE(s.nodes[0].producer()->service.size(), std::size_t{1});
        QCOMPARE(s.nodes[0].producer()->service[0].first, -1);
    }

    void routesLeadForwardBackAndOut()
    {
        const Scenario s = scenarioOf(json(
            "{'highwater': 1, 'nodes': {'a': {'type': 'stage', 'to': 'b'}, 'b': {'type': 'stage', 'to': {'node': 'a'}},"
            "'c': {'type': 'stage', 'to': 'exit'}, 'self': {'type': 'stage', 'to': 'self'}}}"));
        QVERIFY(s.nodes[0].stage()->to == std::vector<Route>{{1}});
        QVERIFY(s.nodes[1].stage()->to == std::vector<Route>{{0}});
        QVERIFY(s.nodes[2].stage()->to == std::vector<Route>{{std::nullopt}});
        QVERIFY(s.nodes[3].stage()->to == std::vector<Route>{{3}});
    }

    void aSaturatedProducerNeedsSomethingThatHoldsIt()
    {
        const auto fits = [](const std::string& producer, const std::string& stage) {
            return faultsOf(
                       json("{'highwater': 1, 'nodes': {'p': {'type': 'producer', 'arrivals': 'saturated', 'to': 's'" +
                            producer + "}, 's': {'type': 'stage'" + stage + "}}}"))
                .empty();
        };
        QVERIFY(fits({}, ", 'queue': {'capacity': 0, 'whenFull': 'block'}"));
        QVERIFY(fits(", 'onPressure': 'wait'", ", 'queue': {'capacity': 3}"));
        QVERIFY(fits(", 'onPressure': 'wait'", ", 'queue': {'highWater': 3}"));
        QVERIFY(!fits({}, {}));
        QVERIFY(!fits({}, ", 'queue': {'whenFull': 'block'}"));
        QVERIFY(!fits({}, ", 'queue': {'capacity': 3}"));
        QVERIFY(!fits(", 'onPressure': 'wait'", {}));
        QVERIFY(!fits({}, ", 'queue': {'capacity': 3, 'whenFull': 'block'}, 'workers': {'count': 'unlimited'}"));
    }

    void namesHaveUpToAHundredCharacters()
    {
        const auto accepted = [](const std::string& name) {
            return faultsOf("{\"highwater\": 1, \"nodes\": {" + inJson(name) + ": {\"type\": \"stage\"}}}").empty();
        };
        QVERIFY(accepted("a.b <= c"));
        QVERIFY(accepted("~tilde \u00e9"));
        std::string hundred;
        for (int i = 0; i < 100; ++i) {
            hundred += "\u00e9";
        }
        QVERIFY(accepted(hundred));
        QVERIFY(!accepted(hundred + "x"));
        QVERIFY(!accepted("\x7f"));
    }

    void changesOfADocumentAreSeenByTheReader()
    {
        const Document document = Document::parse(twoNodes()).value();
        const Document changed = document.with("/nodes/api/queue/capacity", "200")
                                     .value()
                                     .with("/nodes/clients/arrivals", "constant(5/s)")
                                     .value();
        const Scenario s = readScenario(changed).value();
        QVERIFY(s.nodes[1].stage()->queue.capacity == 200);
        QCOMPARE(s.nodes[0].producer()->arrivals.rate, 5.0);
        QVERIFY(readScenario(changed.without("/nodes/api/queue").value()).value().nodes[1] ==
                scenarioOf(twoNodes()).nodes[1]);
    }

    void theShelfHoldsScenariosThatLoad()
    {
        qputenv("HIGHWATER_SCENARIOS", HIGHWATER_SOURCE_DIR "/scenarios");
        const std::vector<ShelfEntry> entries = shelf();
        QVERIFY2(entries.size() >= 8, "the shipped scenarios are missing");
        for (const ShelfEntry& entry : entries) {
            const Document document = Document::load(entry.file).value();
            const auto scenario = readScenario(document);
            QVERIFY2(scenario, scenario ? "" : (entry.id + ": " + listed(scenario.error())).c_str());
            QCOMPARE(scenario->name, entry.name);
            QVERIFY(!scenario->description.empty());
            QVERIFY(Document::parse(document.text(), document.folder()).value() == document);
        }
        QVERIFY(std::is_sorted(entries.begin(), entries.end(),
                               [](const ShelfEntry& a, const ShelfEntry& b) { return a.file < b.file; }));
        qunsetenv("HIGHWATER_SCENARIOS");
        QCOMPARE(shelf().size(), entries.size());
    }

    void aScenarioIsFoundByIdNameOrStem()
    {
        QTemporaryDir directory;
        writeFile(folderOf(directory) / "02-second.highwater.json", twoNodes({}, {}, ", 'name': 'The Second'"));
        writeFile(folderOf(directory) / "01-first-one.highwater.json", twoNodes());
        writeFile(folderOf(directory) / "broken.highwater.json", "{");
        writeFile(folderOf(directory) / "notes.txt", "no scenario");
        qputenv("HIGHWATER_SCENARIOS", directory.path().toUtf8());
        QCOMPARE(shelf().size(), std::size_t{2});
        QCOMPARE(shelf()[0].id, std::string("first-one"));
        QCOMPARE(shelf()[0].name, std::string("first-one"));
        QCOMPARE(findOnShelf("the second")->id, std::string("second"));
        QCOMPARE(findOnShelf("SECOND")->id, std::string("second"));
        QCOMPARE(findOnShelf("02-second")->id, std::string("second"));
        QVERIFY(!findOnShelf("third"));
        qunsetenv("HIGHWATER_SCENARIOS");
    }

    void aThousandNodesAreReadQuickly()
    {
        std::string text = json("{'highwater': 1, 'nodes': {");
        for (int i = 0; i < 1000; ++i) {
            text += json((i > 0 ? ", 'n" : "'n") + std::to_string(i) +
                         "': {'type': 'stage', 'queue': {'capacity': 100, 'highWater': 80}, 'workers': {'count': 4, "
                         "'service': 'exponential(40ms)'}, 'to': 'n" +
                         std::to_string((i + 1) % 1000) + "'}");
        }
        text += "}, \"schedule\": [";
        for (int i = 0; i < 100; ++i) {
            text += json((i > 0 ? "," : "") + std::string("{'at': '10s', 'set': '/nodes/n") + std::to_string(i * 7) +
                         "/workers/count', 'to': 5}");
        }
        const Document document = Document::parse(text + "]}").value();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(readScenario(document));
        // 20 ms without a sanitizer; anything quadratic in the nodes takes far longer than this.
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestScenarioReader)
#include "tst_scenario_reader.moc"

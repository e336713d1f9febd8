// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"

#include "reading.h"

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

/// A scenario with the producer and the stage of twoNodes(), and one more node of that type.
std::string withNode(const std::string& name, const std::string& members, const std::string& rest = {})
{
    return json("{'highwater': 1, 'nodes': {'clients': {'type': 'producer', 'to': '" + name +
                "', 'arrivals': 'poisson(80/s)'}, 'api': {'type': 'stage'}, '" + name + "': {" + members + "}}" + rest +
                "}");
}

ProducerNode producerWith(const std::string& members)
{
    const Scenario s = scenarioOf(twoNodes(", " + members));
    return s.nodes.size() == 2 ? *s.nodes[0].producer() : ProducerNode{};
}

std::optional<Hop> hopWith(const std::string& members)
{
    const Scenario s = scenarioOf(twoNodes({}, ", 'to': {'node': 'api'" + members + "}"));
    return s.nodes.size() == 2 ? s.nodes[1].stage()->to[0].hop : std::nullopt;
}

/// Whether a saturated producer with those members may send to a node with these.
bool mayBeSaturated(const std::string& producer, const std::string& target)
{
    return faultsOf(json("{'highwater': 1, 'nodes': {'p': {'type': 'producer', 'arrivals': 'saturated'" + producer +
                         "}, 't': {" + target + "}}}"))
        .empty();
}

} // namespace

/// Producers with all they can say, hops, channels and balancers.
class TestNodeTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aProducerLimitsTheTimeOfItsItems()
    {
        const ProducerNode clients = producerWith("'deadline': '1s', 'patience': 'exponential(2s)', 'priority': 3");
        QVERIFY(clients.deadline == Duration(1s));
        QCOMPARE(clients.patience->a, 2.0);
        QCOMPARE(clients.priority, 3);
    }

    void clientsMayBeUnlikeTheOthers()
    {
        const ProducerNode clients = producerWith("'clients': 4, 'hostile': 2.5, 'killed': [3, 1]");
        QVERIFY(clients.hostile == 2.5);
        QVERIFY(clients.killed == (std::vector<int>{1, 3}));
    }

    void aBatchMayEnterAsAWholeOnly()
    {
        const auto whole = [](const std::string& overflow) {
            const Document document = Document::parse(twoNodes()).value();
            const std::string arrivals = "batch(poisson(1/s), size=constant(3)" + overflow + ")";
            const Scenario s = readScenario(document.with("/nodes/clients/arrivals", arrivals).value()).value();
            return s.nodes[0].producer()->arrivals.wholeBatch;
        };
        QVERIFY(whole(", overflow=whole"));
        QVERIFY(!whole(", overflow=partial"));
        QVERIFY(!whole({}));
    }

    void aRouteWithoutAWordOfAWireHasNoHop() { QVERIFY(!hopWith(", 'weight': 2")); }

    void aHopSaysWhatItLimits()
    {
        Hop late;
        late.latency = 2ms;
        QVERIFY(hopWith(", 'latency': '2ms'") == late);
        QVERIFY(hopWith(", 'latency': '2ms', 'bandwidth': '6MB/min', 'sendBuffer': '64KiB', 'receiveBuffer': '1kB', "
                        "'loss': '1%', 'outages': [{'at': '1s', 'for': '2s'}]") ==
                (Hop{2ms, 100'000.0, 65'536, 1000, 0.01, {{runStart + 1s, Duration(2s)}}}));
    }

    void aChannelKeepsItsConsumersInOrder()
    {
        const Scenario s = scenarioOf(withNode(
            "news", "'type': 'channel', 'consumers': {'slow': {'service': 'constant(1s)', 'buffer': 5, 'to': 'api'}, "
                    "'fast': {'killed': true}}, 'highWater': 9, 'whenFull': 'drop-newest', 'killAbove': 100"));
        const ChannelNode& news = *s.nodes[2].channel();
        QCOMPARE(news.consumers.size(), std::size_t{2});
        QCOMPARE(news.consumers[0].name, std::string("slow"));
        QVERIFY(news.consumers[0].buffer == 5 && !news.consumers[0].killed);
        QCOMPARE(news.consumers[0].service.a, 1.0);
        QVERIFY(news.consumers[0].to == std::vector<Route>{{1}});
        QVERIFY(news.consumers[1].killed && !news.consumers[1].buffer);
        QVERIFY(news.marks == (flow::Marks{9, 4}));
        QCOMPARE(int(news.whenFull), int(flow::WhenFull::DropNewest));
        QVERIFY(news.killAbove == 100);
    }

    void aChannelWithoutMarksIsNeverPressedAndBlocks()
    {
        const Scenario s = scenarioOf(withNode("news", "'type': 'channel', 'consumers': {'a': {}}"));
        QVERIFY(!s.nodes[2].channel()->marks);
        QCOMPARE(int(s.nodes[2].channel()->whenFull), int(flow::WhenFull::Block));
    }

    void aBalancerHasATemplateAndLimits()
    {
        const Scenario s = scenarioOf(withNode(
            "pool", "'type': 'balancer', 'load': 'requests', 'replicas': {'min': 0, 'max': 4, 'template': {'queue': "
                    "{'capacity': 9}, 'workers': {'count': 2}, 'admission': ['watermark']}}, 'softLimit': 5, "
                    "'hardLimit': 6, 'startDelay': '3s', 'stopAfter': '1min', 'to': 'api'"));
        const BalancerNode& pool = *s.nodes[2].balancer();
        QVERIFY(pool.policy ==
                (flow::BalancerPolicy{flow::BalancerPolicy::Type::Requests, 0, 4, 5, 6, Duration(3s), Duration(1min)}));
        QVERIFY(pool.replica.queue.capacity == 9 && pool.replica.workers == 2);
        QCOMPARE(pool.replica.admission.size(), std::size_t{1});
        QVERIFY(pool.replica.to == std::vector<Route>{{1}});
    }

    void aBalancerHasTheDefaultsOfFly()
    {
        const Scenario s = scenarioOf(withNode("pool", "'type': 'balancer', 'replicas': {'max': 4, 'template': {}}"));
        flow::BalancerPolicy policy;
        policy.max = 4;
        QCOMPARE(policy.softLimit, std::int64_t{20});
        QVERIFY(s.nodes[2].balancer()->policy == policy);
    }

    void aProducerMayReplaceTheServiceOfAPool()
    {
        const std::string pool = "'type': 'balancer', 'replicas': {'max': 4, 'template': {}}";
        const Document document = Document::parse(withNode("pool", pool)).value();
        const Scenario s =
            readScenario(document.with("/nodes/clients/service", "{\"pool\": \"constant(1s)\"}").value()).value();
        QCOMPARE(s.nodes[0].producer()->service.front().first, 2);
    }

    void partsAreNamedAfterTheirNode()
    {
        const Scenario news = scenarioOf(withNode("news", "'type': 'channel', 'consumers': {'b': {}, 'a': {}}"));
        QVERIFY(partNames(news.nodes[2]) == (std::vector<std::string>{"news/b", "news/a"}));
        const Scenario pool =
            scenarioOf(withNode("pool", "'type': 'balancer', 'replicas': {'max': 3, 'template': {}}"));
        QVERIFY(partNames(pool.nodes[2]) == (std::vector<std::string>{"pool/1", "pool/2", "pool/3"}));
        QVERIFY(partNames(pool.nodes[0]).empty() && partNames(pool.nodes[1]).empty());
    }

    void objectivesMayBeAboutParts()
    {
        const Scenario s = scenarioOf(withNode("news", "'type': 'channel', 'consumers': {'a': {}, 'a.b': {}}",
                                               ", 'objectives': ['news/a.b.sojourn.p99 <= 1s', 'news/a.loss <= 1%']"));
        QCOMPARE(s.objectives[0].subject, std::string("news/a.b"));
        QCOMPARE(s.objectives[1].subject, std::string("news/a"));
    }

    void aSourceIsHeldBackByWhatSaysStop_data()
    {
        QTest::addColumn<QByteArray>("producer");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("held");
        const auto row = [](const char* name, const char* producer, const char* target, bool held) {
            QTest::newRow(name) << QByteArray(producer) << QByteArray(target) << held;
        };
        const char* to = ", 'to': 't'";
        const char* waits = ", 'to': 't', 'onPressure': 'wait'";
        row("nothing", to, "'type': 'stage'", false);
        row("window", to, "'type': 'stage', 'window': {'credits': 2, 'until': 't'}", true);
        row("soft limit, heeded", waits, "'type': 'stage', 'admission': ['concurrency(2, 4)']", true);
        row("soft limit, ignored", to, "'type': 'stage', 'admission': ['concurrency(2, 4)']", false);
        row("hard limit only", waits, "'type': 'stage', 'admission': ['concurrency(hard=4)']", false);
        row("slow wire with a send buffer", ", 'to': {'node': 't', 'sendBuffer': '1KiB', 'bandwidth': '1MB/s'}",
            "'type': 'stage'", true);
        row("long wire with a send buffer", ", 'to': {'node': 't', 'sendBuffer': '1KiB', 'latency': '1ms'}",
            "'type': 'stage'", true);
        row("wire at once with a send buffer", ", 'to': {'node': 't', 'sendBuffer': '1KiB'}", "'type': 'stage'", false);
        row("wire without a send buffer", ", 'onPressure': 'wait', 'to': {'node': 't', 'bandwidth': '1MB/s'}",
            "'type': 'stage', 'queue': {'capacity': 2, 'whenFull': 'block'}", false);
        row("two buffers before a queue that blocks",
            ", 'to': {'node': 't', 'sendBuffer': '1KiB', 'receiveBuffer': '1KiB'}",
            "'type': 'stage', 'queue': {'capacity': 2, 'whenFull': 'block'}", true);
        row("two buffers before a queue that refuses",
            ", 'to': {'node': 't', 'sendBuffer': '1KiB', 'receiveBuffer': '1KiB'}",
            "'type': 'stage', 'queue': {'capacity': 2}", false);
        row("channel without bounds", waits, "'type': 'channel', 'consumers': {'a': {}}", false);
        row("channel with a buffer", to, "'type': 'channel', 'consumers': {'a': {'buffer': 2}}", true);
        row("channel with marks", to, "'type': 'channel', 'consumers': {'a': {}}, 'highWater': 2", false);
        row("channel with marks, heeded", waits, "'type': 'channel', 'consumers': {'a': {}}, 'highWater': 2", true);
        row("channel that refuses", to, "'type': 'channel', 'consumers': {'a': {'buffer': 2}}, 'whenFull': 'reject'",
            false);
        row("channel that refuses, heeded", waits,
            "'type': 'channel', 'consumers': {'a': {'buffer': 2}}, 'whenFull': 'reject'", true);
        row("channel whose reader is dead", to, "'type': 'channel', 'consumers': {'a': {'buffer': 2, 'killed': true}}",
            false);
        row("queue in which its items weigh nothing", ", 'to': 't', 'priority': 2",
            "'type': 'stage', 'queue': {'capacity': 2, 'whenFull': 'block', 'measure': 'custom(1:3, 2:0)'}", false);
        row("queue in which its items weigh something", ", 'to': 't', 'priority': 1",
            "'type': 'stage', 'queue': {'capacity': 2, 'whenFull': 'block', 'measure': 'custom(1:3, 2:0)'}", true);
        row("channel that cuts its reader off before the buffer is full", to,
            "'type': 'channel', 'consumers': {'a': {'buffer': 6}}, 'killAbove': 5", false);
        row("channel that cuts its reader off above its buffer", to,
            "'type': 'channel', 'consumers': {'a': {'buffer': 5}}, 'killAbove': 5", true);
        row("channel that cuts its reader off below its mark, heeded", waits,
            "'type': 'channel', 'consumers': {'a': {}}, 'highWater': 6, 'killAbove': 5", false);
        row("pool, whose own line has no bound", waits,
            "'type': 'balancer', 'replicas': {'max': 2, 'template': {'queue': {'capacity': 2, 'whenFull': 'block'}}}",
            false);
    }
    void aSourceIsHeldBackByWhatSaysStop()
    {
        QFETCH(QByteArray, producer);
        QFETCH(QByteArray, target);
        QFETCH(bool, held);
        QCOMPARE(mayBeSaturated(producer.toStdString(), target.toStdString()), held);
    }

    void aScenarioMayHaveAChannelInsteadOfAStage()
    {
        QVERIFY(
            faultsOf(json("{'highwater': 1, 'nodes': {'news': {'type': 'channel', 'consumers': {'a': {}}}}}")).empty());
    }
};

QTEST_GUILESS_MAIN(TestNodeTypes)
#include "tst_node_types.moc"

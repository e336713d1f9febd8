// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"

#include "reading.h"

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

class TestSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAddUpInTheOrderOfTime()
    {
        const Scenario s =
            scenarioOf(twoNodes({}, ", 'queue': {'capacity': 100}",
                                ", 'schedule': [{'at': '30s', 'set': '/nodes/api/workers/count', 'to': 7},"
                                "{'at': '10s', 'set': '/nodes/api/queue/capacity', 'to': 50},"
                                "{'at': '10s', 'set': '/nodes/clients/arrivals', 'to': 'constant(5/s)'},"
                                "{'at': '20s', 'set': '/nodes/api/queue/whenFull', 'to': 'block'}]"));
        QCOMPARE(s.schedule.size(), std::size_t{4});
        QVERIFY(s.schedule[0].at == runStart + 10s);
        QCOMPARE(s.schedule[0].pointer, std::string("/nodes/api/queue/capacity"));
        QCOMPARE(s.schedule[0].value, std::string("50"));
        QCOMPARE(s.schedule[0].node, 1);
        QCOMPARE(s.schedule[1].value, std::string("\"constant(5/s)\""));
        QCOMPARE(s.schedule[1].after.producer()->arrivals.rate, 5.0);
        QVERIFY(s.schedule[2].after.stage()->queue.capacity == 50);
        QVERIFY(s.schedule[2].after.stage()->workers == 1);
        const StageNode& last = *s.schedule[3].after.stage();
        QVERIFY(s.schedule[3].at == runStart + 30s);
        QVERIFY(last.queue.capacity == 50);
        QCOMPARE(int(last.queue.whenFull), int(flow::WhenFull::Block));
        QVERIFY(last.workers == 7);
        // The start is not touched.
        QVERIFY(s.nodes[1].stage()->queue.capacity == 100);
    }

    void equalTimesKeepTheOrderOfTheFile()
    {
        const Scenario s =
            scenarioOf(twoNodes({}, {},
                                ", 'schedule': [{'at': '10s', 'set': '/nodes/api/workers/count', 'to': 2},"
                                "{'at': '10s', 'set': '/nodes/api/workers/count', 'to': 3}]"));
        QVERIFY(s.schedule[0].after.stage()->workers == 2);
        QVERIFY(s.schedule[1].after.stage()->workers == 3);
    }

    void marksThatWereNotWrittenFollowTheCapacity()
    {
        const Scenario s =
            scenarioOf(twoNodes({}, ", 'queue': {'capacity': 100}",
                                ", 'schedule': [{'at': '10s', 'set': '/nodes/api/queue/capacity', 'to': 20}]"));
        QVERIFY(s.nodes[1].stage()->queue.marks == (flow::Marks{100, 50}));
        QVERIFY(s.schedule[0].after.stage()->queue.marks == (flow::Marks{20, 10}));
    }

    void marksCanBeLoweredBeforeTheCapacity()
    {
        const std::string stage = ", 'queue': {'capacity': 100, 'highWater': 80, 'lowWater': 40}";
        const std::string marksFirst = ", 'schedule': [{'at': '10s', 'set': '/nodes/api/queue/lowWater', 'to': 5},"
                                       "{'at': '10s', 'set': '/nodes/api/queue/highWater', 'to': 10},"
                                       "{'at': '10s', 'set': '/nodes/api/queue/capacity', 'to': 10}]";
        QVERIFY(scenarioOf(twoNodes({}, stage, marksFirst)).schedule[2].after.stage()->queue.marks ==
                (flow::Marks{10, 5}));
    }

    void aRefusedChangeIsNotMade()
    {
        const Faults faults =
            faultsOf(twoNodes({}, {},
                              ", 'schedule': [{'at': '1s', 'set': '/nodes/api/workers/count', 'to': 0},"
                              "{'at': '2s', 'set': '/nodes/api/workers/concurrency', 'to': 2}]"));
        QCOMPARE(faults.size(), std::size_t{1});
        QCOMPARE(faults[0].where, std::string("/schedule/0/to"));
    }

    void aNodeWithFaultsOfItsOwnIsNotBlamedAgain()
    {
        const Faults faults =
            faultsOf(twoNodes({}, ", 'workers': {'count': 0}",
                              ", 'schedule': [{'at': '1s', 'set': '/nodes/api/queue/capacity', 'to': 5}]"));
        QCOMPARE(faults.size(), std::size_t{1});
        QCOMPARE(faults[0].where, std::string("/nodes/api/workers/count"));
    }

    void fieldsThatWereAbsentCanBeSet()
    {
        const Scenario s = scenarioOf(twoNodes(
            {}, {},
            ", 'schedule': [{'at': '0s', 'set': '/nodes/clients/retry', 'to': {'policy': 'fixed', 'base': '1s'}},"
            "{'at': '1s', 'set': '/nodes/clients/retry/attempts', 'to': 3}]"));
        QCOMPARE(int(s.schedule[0].after.producer()->retry.kind), int(flow::RetryPolicy::Kind::Fixed));
        QVERIFY(s.schedule[1].after.producer()->retry.attempts == 3);
        QVERIFY(s.schedule[1].after.producer()->retry.base == Duration(1s));
    }

    void changesReachIntoEveryKindOfNode()
    {
        const Scenario s = scenarioOf(json(
            "{'highwater': 1, 'nodes': {'api': {'type': 'stage', 'workers': {'outages': [{'at': '1s', 'for': '1s'}]}, "
            "'to': {'node': 'news', 'latency': '1ms'}},"
            "'news': {'type': 'channel', 'consumers': {'slow': {'buffer': 5}, 'fast': {}}},"
            "'pool': {'type': 'balancer', 'replicas': {'max': 3, 'template': {'workers': {'count': 1}}}}},"
            "'schedule': [{'at': '1s', 'set': '/nodes/news/consumers/slow/killed', 'to': true},"
            "{'at': '2s', 'set': '/nodes/pool/replicas/template/workers/count', 'to': 4},"
            "{'at': '3s', 'set': '/nodes/pool/replicas/min', 'to': 2},"
            "{'at': '4s', 'set': '/nodes/api/workers/outages', 'to': [{'at': '5s', 'for': '2s'}]},"
            "{'at': '5s', 'set': '/nodes/api/to/latency', 'to': '9ms'},"
            "{'at': '6s', 'set': '/nodes/api/admission', 'to': ['vegas']}]}"));
        QVERIFY(s.schedule[0].after.channel()->consumers[0].killed);
        QVERIFY(s.schedule[0].after.channel()->consumers[0].buffer == 5);
        QVERIFY(s.schedule[1].after.balancer()->replica.workers == 4);
        QVERIFY(s.schedule[2].after.balancer()->policy.min == 2);
        QVERIFY(s.schedule[2].after.balancer()->replica.workers == 4);
        QVERIFY(s.schedule[3].after.stage()->outages.front().at == runStart + 5s);
        QVERIFY(s.schedule[4].after.stage()->to.front().hop->latency == Duration(9ms));
        QCOMPARE(s.schedule[5].after.stage()->admission.size(), std::size_t{1});
    }

    void partsMayBeWrittenAgainAsTheyAre()
    {
        QVERIFY(
            faultsOf(
                json("{'highwater': 1, 'nodes': {'news': {'type': 'channel', 'consumers': {'a': {}, 'b': {}}},"
                     "'pool': {'type': 'balancer', 'replicas': {'max': 3, 'template': {}}}},"
                     "'schedule': [{'at': '1s', 'set': '/nodes/news/consumers', 'to': {'a': {'buffer': 3}, 'b': {}}},"
                     "{'at': '2s', 'set': '/nodes/pool/replicas/max', 'to': 3}]}"))
                .empty());
    }
};

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"

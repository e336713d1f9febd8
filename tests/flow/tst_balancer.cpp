// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/balancer.h"

#include <QtTest>

#include <algorithm>
#include <vector>

using namespace highwater;
using namespace highwater::flow;
using namespace std::chrono_literals;
using State = ReplicaSet::State;

namespace {

Instant at(Duration d) { return runStart + d; }

BalancerPolicy requests(std::int64_t least, std::int64_t most, std::int64_t soft)
{
    BalancerPolicy policy;
    policy.type = BalancerPolicy::Type::Requests;
    policy.min = least;
    policy.max = most;
    policy.softLimit = soft;
    return policy;
}

/// All of them running, with those loads.
ReplicaSet replicas(BalancerPolicy policy, const std::vector<int>& loads)
{
    const std::int64_t least = policy.min;
    policy.min = static_cast<std::int64_t>(loads.size());
    policy.max = std::max(policy.max, policy.min);
    ReplicaSet set;
    set.configure(policy, runStart);
    policy.min = least;
    set.configure(policy, runStart);
    std::uint64_t client = 0;
    for (std::size_t i = 0; i < loads.size(); ++i) {
        for (int item = 0; item < loads[i]; ++item) {
            set.onEnter(static_cast<int>(i), client++);
        }
    }
    return set;
}

int countOf(const ReplicaSet& set, State state)
{
    int count = 0;
    for (int i = 0; i < set.size(); ++i) {
        count += set.state(i) == state ? 1 : 0;
    }
    return count;
}

} // namespace

class BalancerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLookStopsAReplicaTooMany_data()
    {
        QTest::addColumn<std::vector<int>>("loads");
        QTest::addColumn<int>("running");
        QTest::newRow("2, none over") << std::vector{1, 1} << 1;
        QTest::newRow("2, one over") << std::vector{20, 1} << 2;
        QTest::newRow("3, one over") << std::vector{20, 1, 1} << 2;
        QTest::newRow("3, two over") << std::vector{20, 20, 1} << 3;
        QTest::newRow("1, without load") << std::vector{0} << 0;
        QTest::newRow("1, with load") << std::vector{1} << 1;
    }
    void aLookStopsAReplicaTooMany()
    {
        QFETCH(std::vector<int>, loads);
        QFETCH(int, running);
        BalancerPolicy policy = requests(0, 3, 20);
        policy.stopAfter = 5min;
        ReplicaSet set = replicas(policy, loads);
        QCOMPARE(set.next(), at(5min));
        set.onTime(at(5min) - 1ns);
        QCOMPARE(set.running(), static_cast<std::int64_t>(loads.size()));
        set.onTime(at(5min));
        QCOMPARE(set.running(), running);
        QCOMPARE(set.next(), at(10min));
    }

    void aLookStopsTheLeastLoadedWhichDrainsFirst()
    {
        BalancerPolicy policy = requests(0, 3, 20);
        policy.stopAfter = 1min;
        ReplicaSet set = replicas(policy, {5, 1, 3});
        set.onTime(at(1min));
        QCOMPARE(set.state(1), State::Draining);
        QCOMPARE(set.choose(99, 0.0), 2);
        set.onLeave(1, 5);
        QCOMPARE(set.state(1), State::Stopped);
    }

    void aLookNeverGoesBelowTheLeast()
    {
        BalancerPolicy policy = requests(2, 3, 20);
        policy.stopAfter = 1min;
        ReplicaSet set = replicas(policy, {0, 0, 0});
        set.onTime(at(1h)); // sixty looks at once
        QCOMPARE(set.running(), 2);
        QCOMPARE(set.next(), at(1h + 1min));
    }

    void theLeastLoadedIsChosenUpToTheHardLimit_data()
    {
        QTest::addColumn<std::vector<int>>("loads");
        QTest::addColumn<double>("uniform");
        QTest::addColumn<int>("chosen");
        QTest::newRow("least loaded below soft") << std::vector{3, 1, 2} << 0.9 << 1;
        QTest::newRow("below soft before soft") << std::vector{4, 3, 5} << 0.0 << 1;
        QTest::newRow("all at soft: least loaded") << std::vector{5, 4, 4} << 0.0 << 1;
        QTest::newRow("equals, low draw") << std::vector{2, 1, 1} << 0.49 << 1;
        QTest::newRow("equals, high draw") << std::vector{2, 1, 1} << 0.5 << 2;
        QTest::newRow("one below hard") << std::vector{6, 6, 5} << 0.0 << 2;
        QTest::newRow("all at hard") << std::vector{6, 6, 6} << 0.0 << -1;
        QTest::newRow("none runs") << std::vector<int>{} << 0.0 << -1;
    }
    void theLeastLoadedIsChosenUpToTheHardLimit()
    {
        QFETCH(std::vector<int>, loads);
        QFETCH(double, uniform);
        QFETCH(int, chosen);
        BalancerPolicy policy = requests(0, 3, 4);
        policy.hardLimit = 6;
        QCOMPARE(replicas(policy, loads).choose(1000, uniform), chosen);
    }

    void withoutAHardLimitSomebodyIsAlwaysChosen()
    {
        QCOMPARE(replicas(requests(0, 2, 1), {50, 49}).choose(1000, 0.5), 1);
    }

    void aRequestStartsOneReplicaWhenAllAreAtSoft()
    {
        BalancerPolicy policy = requests(1, 3, 2);
        policy.startDelay = 2s;
        ReplicaSet set = replicas(policy, {1});
        QCOMPARE(set.onRequest(at(1s)), -1);
        set.onEnter(0, 50);
        QCOMPARE(set.onRequest(at(1s)), 1);
        QCOMPARE(set.state(1), State::Starting);
        QCOMPARE(set.startsAt(1), at(3s));
        QCOMPARE(set.next(), at(3s));
        QCOMPARE(set.onRequest(at(2s)), -1); // one is on its way
        QCOMPARE(set.choose(51, 0.9), 0);
        set.onTime(at(3s));
        QCOMPARE(set.state(1), State::Running);
        QCOMPARE(set.choose(51, 0.9), 1);
        QCOMPARE(set.next(), Instant::max());
    }

    void aReplicaWithoutAStartDelayRunsAtOnce()
    {
        ReplicaSet set;
        set.configure(requests(0, 1, 2), runStart);
        QCOMPARE(set.choose(1, 0.5), -1);
        QCOMPARE(set.onRequest(runStart), 0);
        QCOMPARE(set.choose(1, 0.5), 0);
        set.onEnter(0, 1);
        set.onEnter(0, 1);
        QCOMPARE(set.onRequest(runStart), -1); // there is no other
    }

    void aConnectionIsAClientWithItemsInside()
    {
        BalancerPolicy policy = requests(2, 2, 2);
        policy.type = BalancerPolicy::Type::Connections;
        policy.hardLimit = 3;
        ReplicaSet set;
        set.configure(policy, runStart);
        set.onEnter(0, 7);
        set.onEnter(0, 7);
        QCOMPARE(set.load(0), 1);
        QCOMPARE(set.choose(7, 0.9), 0); // it stays where it is connected
        QCOMPARE(set.choose(8, 0.0), 1);
        for (const std::uint64_t client : {8U, 9U, 10U}) {
            set.onEnter(1, client);
            set.onEnter(0, client + 10);
        }
        QCOMPARE(set.load(0), 4);
        QCOMPARE(set.choose(99, 0.0), -1);
        QCOMPARE(set.choose(7, 0.0), 0); // even at the hard limit: the connection is there
        set.onLeave(0, 7);
        QCOMPARE(set.load(0), 4);
        set.onLeave(0, 7);
        QCOMPARE(set.load(0), 3);
        QCOMPARE(set.choose(7, 0.0), -1); // its connection is gone
    }

    void aConnectedClientStaysAtADrainingReplicaUntilItsItemsHaveLeft()
    {
        BalancerPolicy policy = requests(0, 2, 20);
        policy.type = BalancerPolicy::Type::Connections;
        policy.stopAfter = 1min;
        ReplicaSet set = replicas(policy, {2, 1});
        set.onTime(at(1min));
        QCOMPARE(set.state(1), State::Draining);
        QCOMPARE(set.choose(2, 0.0), 1);
        set.onLeave(1, 2);
        QCOMPARE(set.state(1), State::Stopped);
        QCOMPARE(set.choose(2, 0.0), 0);
    }

    void aChangeOfTypeLosesNoLoad()
    {
        BalancerPolicy policy = requests(1, 1, 20);
        ReplicaSet set;
        set.configure(policy, runStart);
        set.onEnter(0, 1);
        set.onEnter(0, 1);
        policy.type = BalancerPolicy::Type::Connections;
        set.configure(policy, runStart);
        set.onEnter(0, 1);
        set.onEnter(0, 1);
        QCOMPARE(set.load(0), 3);
        policy.type = BalancerPolicy::Type::Requests;
        set.configure(policy, runStart);
        for (int i = 0; i < 4; ++i) {
            set.onLeave(0, 1);
        }
        QCOMPARE(set.load(0), 0);
    }

    void fewerReplicasDrainAndMoreStart()
    {
        BalancerPolicy policy = requests(3, 3, 20);
        ReplicaSet set = replicas(policy, {1, 1, 1});
        policy.max = 1;
        policy.min = 1;
        set.configure(policy, at(1s));
        QCOMPARE(set.running(), 1);
        QCOMPARE(countOf(set, State::Draining), 2);
        policy.max = 5;
        policy.min = 4;
        policy.startDelay = 1s;
        set.configure(policy, at(2s));
        QCOMPARE(set.size(), 5);
        QCOMPARE(countOf(set, State::Starting), 2); // the draining two are not there yet
        QCOMPARE(set.next(), at(3s));
    }
};

QTEST_GUILESS_MAIN(BalancerTest)
#include "tst_balancer.moc"

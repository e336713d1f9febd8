// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/autoscaler.h"
#include "flow/balancer.h"

#include <QtTest>

#include <algorithm>

using namespace highwater;
using namespace highwater::flow;
using namespace std::chrono_literals;
using Metric = AutoscalePolicy::Metric;
using State = ReplicaSet::State;

namespace {

Instant at(Duration d) { return runStart + d; }

AutoscalePolicy scaling(Metric metric, double target, std::int64_t most)
{
    AutoscalePolicy policy;
    policy.metric = metric;
    policy.target = target;
    policy.max = most;
    policy.startDelay = 20s;
    policy.stopDelay = 20s;
    return policy;
}

Autoscaler scaler(const AutoscalePolicy& policy, std::int64_t workers)
{
    Autoscaler autoscaler;
    autoscaler.configure(policy, workers, runStart);
    return autoscaler;
}

ScaleReading reading(Duration when, std::int64_t workers)
{
    ScaleReading r;
    r.now = at(when);
    r.workers = workers;
    return r;
}

ScaleReading busy(Duration when, std::int64_t workers, double meanBusy)
{
    ScaleReading r = reading(when, workers);
    r.meanBusy = meanBusy;
    return r;
}

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

class ScalingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWishIsTheCurrentNumberTimesMetricOverTarget_data()
    {
        QTest::addColumn<int>("metric");
        QTest::addColumn<double>("target");
        QTest::addColumn<double>("figure");
        QTest::addColumn<int>("wanted");
        const auto row = [](const char* name, Metric metric, double target, double figure, int wanted) {
            QTest::newRow(name) << static_cast<int>(metric) << target << figure << wanted;
        };
        row("4 of 4 busy at 0.7: 5.7", Metric::Utilisation, 0.7, 4, 6);
        row("2.8 of 4 busy at 0.7: as it should be", Metric::Utilisation, 0.7, 2.8, 4);
        row("3.08 of 4: just within 10 %", Metric::Utilisation, 0.7, 3.08, 4);
        row("3.09 of 4: outside", Metric::Utilisation, 0.7, 3.09, 5);
        row("2.1 of 4 are exactly 3 at 0.7", Metric::Utilisation, 0.7, 2.1, 3);
        row("idle: the least", Metric::Utilisation, 0.7, 0, 1);
        row("60 waiting at 10 each", Metric::Depth, 10, 60, 6);
        row("61 waiting at 10 each", Metric::Depth, 10, 61, 7);
        row("10,000 waiting: the most", Metric::Depth, 10, 10'000, 10);
        row("6 s to drain instead of 4", Metric::DrainTime, 4, 6, 6);
        row("3 s old instead of 2", Metric::Lag, 2, 3, 6);
    }
    void theWishIsTheCurrentNumberTimesMetricOverTarget()
    {
        QFETCH(int, metric);
        QFETCH(double, target);
        QFETCH(double, figure);
        QFETCH(int, wanted);
        Autoscaler autoscaler = scaler(scaling(static_cast<Metric>(metric), target, 10), 4);
        ScaleReading r = reading(15s, 4);
        switch (static_cast<Metric>(metric)) {
        case Metric::Utilisation:
            r.meanBusy = figure;
            break;
        case Metric::Depth:
            r.waiting = static_cast<std::int64_t>(figure);
            break;
        case Metric::DrainTime:
            r.waiting = static_cast<std::int64_t>(figure * 50);
            r.throughput = 50;
            break;
        case Metric::Lag:
            r.oldest = fromSeconds(figure);
            break;
        }
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.wanted(), wanted);
    }

    void nothingDrainingAsksForTheMost()
    {
        Autoscaler autoscaler = scaler(scaling(Metric::DrainTime, 4, 10), 4);
        ScaleReading r = reading(15s, 4);
        r.waiting = 1;
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.wanted(), 10);
        QVERIFY(autoscaler.signal());
    }

    void aStartTakesItsDelayAndAStopItsOwn()
    {
        Autoscaler autoscaler = scaler(scaling(Metric::Utilisation, 0.5, 10), 2);
        QCOMPARE(autoscaler.nextEvaluation(), at(15s));
        QCOMPARE(autoscaler.nextChange(), Instant::max());
        autoscaler.evaluate(busy(15s, 2, 2));
        QCOMPARE(autoscaler.nextEvaluation(), at(30s));
        QCOMPARE(autoscaler.starting(), 2);
        QVERIFY(autoscaler.signal());
        QCOMPARE(autoscaler.nextChange(), at(35s));
        QCOMPARE(autoscaler.workersAt(at(35s) - 1ns), 2);
        QCOMPARE(autoscaler.workersAt(at(35s)), 4);
        QVERIFY(!autoscaler.signal());
        autoscaler.evaluate(busy(45s, 4, 0.2));
        QCOMPARE(autoscaler.stopping(), 3);
        QCOMPARE(autoscaler.nextChange(), at(65s));
        QCOMPARE(autoscaler.workersAt(at(64s)), 4);
        QCOMPARE(autoscaler.workersAt(at(65s)), 1);
        QCOMPARE(autoscaler.nextChange(), Instant::max());
    }

    void workersOnTheirWayAreNotAskedForTwice()
    {
        for (const Metric metric : {Metric::Utilisation, Metric::Depth, Metric::DrainTime, Metric::Lag}) {
            Autoscaler autoscaler = scaler(scaling(metric, 0.5, 1000), 2);
            for (int i = 1; i <= 4; ++i) { // startDelay 20 s, evaluated every 15 s: the same is read while they start
                ScaleReading r = busy(i * 15s, 2, 2);
                r.waiting = 2;
                r.throughput = 2;
                r.oldest = 1s;
                if (i == 1 || autoscaler.workersAt(r.now) == 2) {
                    autoscaler.evaluate(r);
                    QCOMPARE(autoscaler.wanted(), 4);
                }
            }
        }
    }

    void theToleranceCountsTheWorkersThatStart()
    {
        Autoscaler autoscaler = scaler(scaling(Metric::Depth, 10, 100), 10);
        ScaleReading r = reading(15s, 10);
        r.waiting = 200;
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.wanted(), 20);
        r.now = at(30s);
        r.waiting = 215; // 21.5 workers, within 10 % of the twenty
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.wanted(), 20);
    }

    void whenTheWishFallsStartsAreCalledOffBeforeWorkersStop()
    {
        Autoscaler autoscaler = scaler(scaling(Metric::Depth, 10, 100), 4);
        ScaleReading r = reading(15s, 4);
        r.waiting = 80;
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.starting(), 4);
        r.now = at(30s);
        r.waiting = 60;
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.starting(), 2);
        QCOMPARE(autoscaler.stopping(), 0);
        r.waiting = 30;
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.starting(), 0);
        QCOMPARE(autoscaler.stopping(), 1);
        QCOMPARE(autoscaler.workersAt(at(1h)), 3);
    }

    void aPlannedStopIsCalledOffWhenTheWishRisesAgain()
    {
        Autoscaler autoscaler = scaler(scaling(Metric::Depth, 10, 100), 10);
        ScaleReading r = reading(15s, 10);
        r.waiting = 50;
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.stopping(), 5);
        r.now = at(30s);
        r.waiting = 80;
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.stopping(), 2);
        QCOMPARE(autoscaler.starting(), 0);
        QCOMPARE(autoscaler.workersAt(at(35s)), 8);
        r.now = at(45s);
        r.workers = 8;
        r.waiting = 120;
        autoscaler.evaluate(r);
        QCOMPARE(autoscaler.starting(), 4);
    }

    void stopsWaitForTheHighestWishOfTheLastWhile()
    {
        AutoscalePolicy policy = scaling(Metric::Depth, 10, 100);
        policy.stabilisation = 45s;
        policy.stopDelay = 0s;
        Autoscaler autoscaler = scaler(policy, 10);
        const std::vector<std::pair<int, std::int64_t>> course = {{100, 10}, {60, 10}, {30, 10}, {20, 6}, {20, 3}, {20, 2}, {50, 5}};
        Duration when = 0s;
        for (const auto& [waiting, wanted] : course) {
            when += 15s;
            ScaleReading r = reading(when, autoscaler.workersAt(at(when)));
            r.waiting = waiting;
            autoscaler.evaluate(r);
            QCOMPARE(autoscaler.wanted(), wanted);
        }
    }

    void aSignalStaysWhileMoreWouldBeWantedThanAllowed()
    {
        Autoscaler autoscaler = scaler(scaling(Metric::Utilisation, 0.5, 2), 2);
        autoscaler.evaluate(busy(15s, 2, 2));
        QCOMPARE(autoscaler.starting(), 0);
        QVERIFY(autoscaler.signal());
        autoscaler.evaluate(busy(30s, 2, 1));
        QVERIFY(!autoscaler.signal());
    }

    void theSoftLimitAsksForOneMoreAtOnceUnlessOneStarts()
    {
        AutoscalePolicy policy = scaling(Metric::Utilisation, 0.5, 4);
        policy.softLimit = 5;
        Autoscaler autoscaler = scaler(policy, 2);
        QVERIFY(!autoscaler.onArrival(at(1s), 9, 2));
        QVERIFY(autoscaler.onArrival(at(1s), 10, 2));
        QCOMPARE(autoscaler.nextChange(), at(21s));
        QVERIFY(!autoscaler.onArrival(at(2s), 11, 2));
        QCOMPARE(autoscaler.workersAt(at(21s)), 3);
        QVERIFY(!autoscaler.onArrival(at(21s), 14, 3));
        QVERIFY(autoscaler.onArrival(at(21s), 15, 3));
        autoscaler.workersAt(at(41s));
        QVERIFY(!autoscaler.onArrival(at(41s), 100, 4)); // as many as it may have
        QVERIFY(autoscaler.signal());
        policy.softLimit.reset();
        QVERIFY(!scaler(policy, 2).onArrival(at(1s), 1'000'000, 2));
    }

    void newBoundsActAtOnceTheFirstTimeAndAsPlansLater()
    {
        AutoscalePolicy policy = scaling(Metric::Utilisation, 0.5, 8);
        policy.min = 3;
        Autoscaler autoscaler = scaler(policy, 1);
        QCOMPARE(autoscaler.workersAt(runStart), 3);
        policy.min = 5;
        autoscaler.configure(policy, 3, at(1s));
        QCOMPARE(autoscaler.nextChange(), at(21s));
        QCOMPARE(autoscaler.workersAt(at(21s)), 5);
        policy.min = 1;
        policy.max = 2;
        autoscaler.configure(policy, 5, at(30s));
        QCOMPARE(autoscaler.workersAt(at(49s)), 5);
        QCOMPARE(autoscaler.workersAt(at(50s)), 2);
        QCOMPARE(autoscaler.nextEvaluation(), at(15s)); // untouched, since the period is
    }

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

QTEST_GUILESS_MAIN(ScalingTest)
#include "tst_scaling.moc"

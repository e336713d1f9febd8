// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/autoscaler.h"

#include <QtTest>

#include <utility>
#include <vector>

using namespace highwater;
using namespace highwater::flow;
using namespace std::chrono_literals;
using Metric = AutoscalePolicy::Metric;

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
};

QTEST_GUILESS_MAIN(ScalingTest)
#include "tst_scaling.moc"

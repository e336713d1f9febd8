// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/aqm.h"

#include <QtTest>

#include <cmath>
#include <vector>

using namespace highwater;
using namespace highwater::flow;
using namespace std::chrono_literals;

namespace {

constexpr CodelPolicy codelPolicy;
constexpr PiePolicy piePolicy;

Instant at(Duration d) { return runStart + d; }

/// One take from a long queue whose items have all waited so long; returns how many were dropped.
int take(Codel& codel, Instant now, Duration sojourn)
{
    int dropped = 0;
    while (codel.drop(codelPolicy, now, sojourn, false)) {
        ++dropped;
    }
    return dropped;
}

/// When the next take drops, if takes come all the time from `from` on and every item stands: by halving, on copies.
Instant nextDrop(const Codel& codel, Instant from, const CodelPolicy& policy)
{
    Instant low = from;
    Instant high = from + policy.interval * 2;
    while (high - low > 1ns) {
        const Instant middle = low + (high - low) / 2;
        Codel copy = codel;
        (copy.drop(policy, middle, policy.target, false) ? high : low) = middle;
    }
    return high;
}

} // namespace

class AqmTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open45DropsOfAStandingQueueComeByTheControlLaw()
    {
        const std::vector<double> expected = {100.0,           200.0,          270.71067811865, 328.44570503762, 378.44570503762,
                                              423.16706458761, 463.991893634, 501.78834093492, 537.14367999425, 570.47701332758};
        Codel codel;
        QVERIFY(!codel.drop(codelPolicy, runStart, 6ms, false));
        Instant now = runStart;
        for (const double milliseconds : expected) {
            now = nextDrop(codel, now, codelPolicy);
            const double seen = static_cast<double>(now.time_since_epoch().count()) / 1e6;
            QVERIFY2(std::abs(seen - milliseconds) <= 1e-9 * milliseconds, qPrintable(QString::number(seen, 'g', 15)));
            QVERIFY(codel.drop(codelPolicy, now, 6ms, false));
            QVERIFY(!codel.drop(codelPolicy, now, 6ms, false)); // the next one of the same take is served
        }
    }

    void aThousandDropsDriftByLessThanANanosecond()
    {
        Codel codel;
        take(codel, runStart, 6ms);
        long double exact = 100e6L;
        Instant now = nextDrop(codel, runStart, codelPolicy);
        for (int count = 1; count <= 1000; ++count) {
            QCOMPARE(take(codel, now, 6ms), 1);
            exact += 100e6L / std::sqrt(static_cast<long double>(count));
            now = nextDrop(codel, now, codelPolicy);
            QVERIFY(std::abs(static_cast<double>(now.time_since_epoch().count() - exact)) < 1);
        }
    }

    void theNextDropIsCountedFromTheOneThatWasDueNotFromNow()
    {
        Codel codel;
        take(codel, runStart, 6ms);
        QCOMPARE(take(codel, at(130ms), 6ms), 1); // due at 100 ms, but nobody took anything: the next at 230 ms
        QCOMPARE(take(codel, at(229ms), 6ms), 0);
        QCOMPARE(take(codel, at(250ms), 6ms), 1); // the next at 230 + 70.7, not 250 + 70.7
        QCOMPARE(take(codel, at(300ms), 6ms), 0);
        QCOMPARE(take(codel, at(301ms), 6ms), 1);
    }

    void aLateTakeDropsAllThatWereDue()
    {
        Codel codel;
        take(codel, runStart, 6ms);
        take(codel, at(100ms), 6ms);
        QCOMPARE(take(codel, at(380ms), 6ms), 4); // due at 200, 270.7, 328.4 and 378.4 ms
        QCOMPARE(codel.count(), 5);
        QCOMPARE(take(codel, at(423ms), 6ms), 0);
    }

    void equalToTheTargetIsNotBelowIt()
    {
        Codel codel;
        take(codel, runStart, 5ms);
        QCOMPARE(take(codel, at(100ms), 5ms), 1);
        Codel other;
        take(other, runStart, 5ms - 1ns);
        QCOMPARE(take(other, at(100ms), 5ms), 0);
    }

    void aDelayAboveTheTargetForLessThanAnIntervalDropsNothing()
    {
        Codel codel;
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(take(codel, at(i * 100ms), 50ms), 0);
            QCOMPARE(take(codel, at(i * 100ms + 99ms), 50ms), 0);
            QCOMPARE(take(codel, at(i * 100ms + 99ms), 1ms), 0);
        }
    }

    void theOnlyWaitingItemIsNeverDroppedAndStartsAllOver()
    {
        Codel codel;
        take(codel, runStart, 1s);
        QVERIFY(!codel.drop(codelPolicy, at(100ms), 1s, true));
        QCOMPARE(take(codel, at(150ms), 1s), 0); // above again from here on
        QCOMPARE(take(codel, at(249ms), 1s), 0);
        QCOMPARE(take(codel, at(250ms), 1s), 1);
        QVERIFY(!codel.drop(codelPolicy, at(600ms), 1s, true));
        QVERIFY(!codel.dropping());
    }

    void anEmptyQueueStartsAllOver()
    {
        Codel codel;
        take(codel, runStart, 6ms);
        codel.onEmpty();
        QCOMPARE(take(codel, at(100ms), 6ms), 0);
        QCOMPARE(take(codel, at(199ms), 6ms), 0);
        QCOMPARE(take(codel, at(200ms), 6ms), 1);
    }

    void droppingEndsWhenTheDelayIsBelowTheTargetAlsoInTheMiddleOfATake()
    {
        Codel codel;
        take(codel, runStart, 6ms);
        take(codel, at(100ms), 6ms);
        QVERIFY(codel.drop(codelPolicy, at(200ms), 6ms, false));
        QVERIFY(!codel.drop(codelPolicy, at(200ms), 4ms, false));
        QVERIFY(!codel.dropping());
    }

    void theItemAfterTheFirstDropOfATakeIsKeptAndStillMeasured()
    {
        Codel codel;
        take(codel, runStart, 6ms);
        QVERIFY(codel.drop(codelPolicy, at(100ms), 6ms, false));
        QVERIFY(!codel.drop(codelPolicy, at(100ms), 1ms, false)); // below: "first above" is forgotten
        QCOMPARE(take(codel, at(110ms), 6ms), 0);
        QVERIFY(!codel.dropping());
    }

    void aSecondTimeOfDroppingSoonAfterGoesOnWhereTheFirstWas_data()
    {
        QTest::addColumn<qint64>("pauseMs");
        QTest::addColumn<qint64>("count");
        QTest::newRow("soon") << qint64{300} << qint64{9};
        QTest::newRow("just within 16 intervals") << qint64{1600} << qint64{9};
        QTest::newRow("later") << qint64{1800} << qint64{1};
    }
    void aSecondTimeOfDroppingSoonAfterGoesOnWhereTheFirstWas()
    {
        QFETCH(qint64, pauseMs);
        QFETCH(qint64, count);
        Codel codel;
        take(codel, runStart, 6ms);
        take(codel, at(100ms), 6ms);
        QCOMPARE(take(codel, at(571ms), 6ms), 9); // the tenth was due at 570.5 ms; the next is due at 602.1
        QCOMPARE(codel.count(), 10);
        take(codel, at(580ms), 1ms);
        const Instant again = at(571ms + std::chrono::milliseconds(pauseMs));
        take(codel, again - 100ms, 6ms);
        QCOMPARE(take(codel, again, 6ms), 1);
        QCOMPARE(codel.count(), count);
    }

    void pieKeepsAShortBurst()
    {
        Pie pie;
        for (int i = 0; i < 200; ++i) { // up to 150 ms: the delay climbs far above the target
            const Instant now = at(i * 1ms);
            const bool dropped = pie.dropOnArrival(piePolicy, now, i, 0.0);
            pie.onTake(piePolicy, now, i * 500us, i);
            QVERIFY2(!dropped || i >= 150, qPrintable(QString::number(i)));
        }
        QCOMPARE(pie.burstAllowance(), Duration::zero());
    }

    void pieMovesByTheFormulaOfTheRfc()
    {
        Pie pie;
        pie.onTake(piePolicy, runStart, 40ms, 10);
        double expected = 0;
        double old = 0;
        const auto divisor = [](double p) {
            return p < 1e-6 ? 2048 : p < 1e-5 ? 512 : p < 1e-4 ? 128 : p < 1e-3 ? 32 : p < 1e-2 ? 8 : p < 1e-1 ? 2 : 1;
        };
        for (int i = 1; i <= 2000; ++i) {
            const double step = (0.125 * (0.040 - 0.015) + 1.25 * (0.040 - old)) / divisor(expected);
            expected = std::min(1.0, expected + std::min(step, expected >= 0.1 ? 0.02 : 1.0));
            old = 0.040;
            pie.onTake(piePolicy, at(i * 15ms), 40ms, 10);
            QVERIFY(std::abs(pie.probability() - expected) < 1e-12);
        }
        QVERIFY(expected > 0.9);
    }

    void pieTakesItsFirstStepsAsReckonedByHand()
    {
        Pie pie;
        pie.onTake(piePolicy, runStart, 40ms, 10);
        pie.advance(piePolicy, at(15ms)); // (0.125 * 25 ms + 1.25 * 40 ms) / 2048
        QCOMPARE(pie.probability(), 0.053125 / 2048);
        pie.advance(piePolicy, at(30ms)); // + 0.125 * 25 ms / 128
        QCOMPARE(pie.probability(), 0.053125 / 2048 + 0.003125 / 128);
        pie.onTake(piePolicy, at(31ms), 10ms, 10);
        pie.advance(piePolicy, at(45ms)); // (-0.125 * 5 ms - 1.25 * 30 ms) / 128, at least 0
        QCOMPARE(pie.probability(), 0.0);
    }

    void pieCatchesUpWithThePeriodsThatHavePassed()
    {
        Pie step;
        Pie leap;
        for (Pie* pie : {&step, &leap}) {
            pie->onTake(piePolicy, runStart, 300ms, 10);
        }
        for (int i = 1; i <= 100; ++i) {
            step.advance(piePolicy, at(i * 15ms));
        }
        leap.advance(piePolicy, at(100 * 15ms + 14ms));
        QCOMPARE(leap.probability(), step.probability());
        QVERIFY(step.probability() > 0.01);
    }

    void pieForgetsInALongIdleTimeWithBoundedWork()
    {
        Pie pie;
        pie.onTake(piePolicy, runStart, 1s, 10);
        pie.advance(piePolicy, at(60s));
        QVERIFY(pie.probability() > 0.5);
        pie.onTake(piePolicy, at(60s), 1s, 0); // nobody waits any longer: the delay is 0
        pie.advance(piePolicy, at(std::chrono::hours(24 * 365 * 50)));
        QCOMPARE(pie.probability(), 0.0);
        QVERIFY(!pie.dropOnArrival(piePolicy, at(std::chrono::hours(24 * 365 * 51)), 100, 0.0));
        QCOMPARE(pie.burstAllowance(), piePolicy.burst);
    }

    void pieNeverDropsWithTwoWaitingOrWhileTheDelayIsSmall()
    {
        Pie pie;
        pie.onTake(piePolicy, runStart, 20ms, 10);
        Instant now = runStart;
        while (pie.probability() < 0.15) {
            now += 15ms;
            pie.advance(piePolicy, now);
        }
        QVERIFY(pie.dropOnArrival(piePolicy, now, 3, 0.0));
        QVERIFY(!pie.dropOnArrival(piePolicy, now, 2, 0.0));
        QVERIFY(!pie.dropOnArrival(piePolicy, now, 3, 0.999));
        pie.onTake(piePolicy, now, 7ms, 10);
        pie.advance(piePolicy, now + 15ms); // the last period's delay was below half the target
        QVERIFY(pie.probability() > 0.1);
        QVERIFY(!pie.dropOnArrival(piePolicy, now + 16ms, 3, 0.0));
        pie.onTake(piePolicy, now + 17ms, 9ms, 10);
        QVERIFY(pie.dropOnArrival(piePolicy, now + 30ms, 3, 0.0));
    }

    void pieHoldsTheDelayOfAnOverloadedQueueAtTheTarget()
    {
        // A server of 1 ms an item, 1.5 arrivals a ms: a third must go for the queue to stand, at 15 items. Draws come by the golden ratio.
        Pie pie;
        std::vector<Instant> queue;
        std::size_t head = 0;
        double draw = 0;
        int offered = 0;
        int dropped = 0;
        double delays = 0;
        int taken = 0;
        for (int tick = 0; tick < 120'000; ++tick) {
            const Instant now = at(tick * 1ms);
            const bool counted = tick >= 60'000;
            for (int i = 0; i < 1 + tick % 2; ++i) {
                draw = std::fmod(draw + 0.6180339887498949, 1.0);
                const auto waiting = static_cast<std::int64_t>(queue.size() - head);
                const bool gone = pie.dropOnArrival(piePolicy, now, waiting, draw);
                offered += counted ? 1 : 0;
                dropped += counted && gone ? 1 : 0;
                if (!gone) {
                    queue.push_back(now);
                }
            }
            if (head < queue.size()) {
                const Duration sojourn = now - queue[head++];
                pie.onTake(piePolicy, now, sojourn, static_cast<std::int64_t>(queue.size() - head));
                delays += counted ? toSeconds(sojourn) : 0;
                taken += counted ? 1 : 0;
            }
        }
        QVERIFY(std::abs(static_cast<double>(dropped) / offered - 1.0 / 3) < 0.01);
        const double mean = delays / taken;
        QVERIFY2(mean > 0.012 && mean < 0.018, qPrintable(QString::number(mean)));
    }

    void redDropsNothingBelowLowAndAllFromHighOn()
    {
        RedPolicy policy;
        policy.weight = 1; // the average is the queue that was found
        Red red;
        QVERIFY(!red.dropOnArrival(policy, runStart, 4, 0.0));
        QVERIFY(red.dropOnArrival(policy, runStart, 15, 0.999));
        QVERIFY(red.dropOnArrival(policy, runStart, 100, 0.999));
        QVERIFY(!red.dropOnArrival(policy, runStart, 4, 0.0));
        QCOMPARE(red.average(), 4.0);
    }

    void redSpreadsItsDropsEvenlyByCountingSinceTheLast()
    {
        RedPolicy policy;
        policy.weight = 1;
        Red red; // half way between: p = 0.05, so after a drop the n-th goes with p / (1 - n p), the 19th for certain
        QVERIFY(!red.dropOnArrival(policy, runStart, 10, 0.9)); // counts 0
        int kept = 0;
        while (!red.dropOnArrival(policy, runStart, 10, 0.99)) {
            ++kept;
        }
        QCOMPARE(kept, 18);
        const double atThird = 0.05 / (1 - 3 * 0.05);
        QVERIFY(!red.dropOnArrival(policy, runStart, 10, 0.99));
        QVERIFY(!red.dropOnArrival(policy, runStart, 10, 0.99));
        Red other = red;
        QVERIFY(red.dropOnArrival(policy, runStart, 10, atThird - 1e-9));
        QVERIFY(!other.dropOnArrival(policy, runStart, 10, atThird + 1e-9));
    }

    void redAveragesExponentially()
    {
        RedPolicy policy;
        policy.weight = 0.25;
        Red red;
        red.dropOnArrival(policy, runStart, 4, 0.5);
        QCOMPARE(red.average(), 1.0);
        red.dropOnArrival(policy, runStart, 5, 0.5);
        QCOMPARE(red.average(), 2.0);
    }

    void redLetsTheAverageFallWhileTheQueueIsIdle()
    {
        RedPolicy policy;
        policy.weight = 0.25;
        Red red;
        red.dropOnArrival(policy, runStart, 16, 0.5);
        QCOMPARE(red.average(), 4.0);
        for (int i = 0; i < 5; ++i) {
            red.onTake(at(i * 10ms)); // an item every 10 ms
        }
        red.onEmpty(at(40ms));
        red.dropOnArrival(policy, at(70ms), 0, 0.5); // 30 ms: three could have passed
        QVERIFY(std::abs(red.average() - 4 * std::pow(0.75, 3)) < 1e-12);
        red.dropOnArrival(policy, at(80ms), 0, 0.5); // went to a worker at once; idle since then
        QVERIFY(std::abs(red.average() - 4 * std::pow(0.75, 4)) < 1e-12);
    }

    void controlledDelayTellsAShortTimeOnlyWhileTheQueueStands()
    {
        Aqm aqm;
        aqm.configure(ControlledDelayPolicy{5ms, 100ms}, runStart);
        QVERIFY(!aqm.isStanding(at(1s)));
        aqm.onFilled(at(1s));
        QVERIFY(!aqm.isStanding(at(1100ms)));
        QVERIFY(aqm.isStanding(at(1100ms) + 1ns));
        aqm.onEmpty(at(1200ms));
        QVERIFY(!aqm.isStanding(at(1200ms)));
        aqm.onFilled(at(1250ms));
        QVERIFY(!aqm.isStanding(at(1350ms)));
        QVERIFY(aqm.isStanding(at(1351ms)));
        QVERIFY(!aqm.dropOnTake(at(2s), 5ms, 0, true));
        QVERIFY(aqm.dropOnTake(at(2s), 5ms + 1ns, 0, true));
        QVERIFY(!aqm.dropOnTake(at(2s), 100ms, 0, false));
        QVERIFY(aqm.dropOnTake(at(2s), 101ms, 0, false));
    }

    void anAqmLooksWhereItsKindLooks()
    {
        Aqm aqm;
        QVERIFY(!aqm.active());
        QVERIFY(!aqm.dropOnArrival(runStart, 1000, 0.0));
        QVERIFY(!aqm.dropOnTake(at(1s), 1s, 1000, true));
        aqm.configure(CodelPolicy{}, runStart);
        QVERIFY(aqm.active());
        QVERIFY(!aqm.looksAtArrivals());
        aqm.configure(RedPolicy{}, runStart);
        QVERIFY(aqm.looksAtArrivals());
        aqm.configure(PiePolicy{}, runStart);
        QVERIFY(aqm.looksAtArrivals());
    }

    void anAqmKeepsItsStateWhileItsKindStays()
    {
        Aqm aqm;
        aqm.configure(CodelPolicy{}, runStart);
        aqm.dropOnTake(runStart, 6ms, 9, false);
        aqm.configure(CodelPolicy{6ms, 100ms}, at(50ms));
        QVERIFY(aqm.dropOnTake(at(100ms), 6ms, 9, false));
        aqm.configure(PiePolicy{}, at(100ms));
        aqm.configure(CodelPolicy{}, at(100ms));
        QVERIFY(!aqm.codel().dropping());
    }

    void theFirstAndOnlyItemIsKnownByNobodyWaitingAfterIt()
    {
        Aqm aqm;
        aqm.configure(CodelPolicy{}, runStart);
        aqm.dropOnTake(runStart, 6ms, 1, false);
        Aqm other = aqm;
        QVERIFY(aqm.dropOnTake(at(100ms), 6ms, 1, false));
        QVERIFY(!other.dropOnTake(at(100ms), 6ms, 0, false));
    }
};

QTEST_GUILESS_MAIN(AqmTest)
#include "tst_aqm.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/adaptive_limit.h"

#include <QtTest>

#include <cmath>
#include <vector>

using namespace highwater;
using namespace highwater::flow;
using namespace std::chrono_literals;

namespace {

Instant at(Duration d) { return runStart + d; }

} // namespace

class AdaptiveLimitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open51Gradient2FollowsTheReference()
    {
        const std::vector<double> expected = {20.8, 21.6, 22.4, 23.2, 24.0, 24.8, 25.6, 26.4, 27.2, 28.0, 26.0, 24.2, 22.58, 21.122, 20};
        Gradient2Limit limit;
        limit.configure(Gradient2Policy());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            limit.onWindow(i < 10 ? 10ms : 40ms, static_cast<std::int64_t>(limit.limit()), false, 0.5);
            QVERIFY2(std::abs(limit.limit() - expected[i]) <= 1e-6 * expected[i], qPrintable(QString::number(limit.limit(), 'g', 12)));
        }
    }

    void open52VegasFollowsTheReference()
    {
        const std::vector<double> expected = {20, 26, 32, 38, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34};
        VegasPolicy policy;
        policy.probeMultiplier = 0;
        VegasLimit limit;
        limit.configure(policy);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            limit.onWindow(i < 5 ? 10ms : 20ms, static_cast<std::int64_t>(limit.limit()), false, 0.5);
            QCOMPARE(limit.limit(), expected[i]);
        }
    }

    void gradient2DoesNotGrowWhileLessThanHalfIsUsed()
    {
        Gradient2Limit limit;
        limit.configure(Gradient2Policy());
        limit.onWindow(10ms, 9, false, 0.5);
        QCOMPARE(limit.limit(), 20.0);
        limit.onWindow(10ms, 10, false, 0.5);
        QCOMPARE(limit.limit(), 20.8);
    }

    void gradient2StaysWithinItsBoundsAlsoWhenTheyChange()
    {
        Gradient2Policy policy;
        policy.max = 25;
        Gradient2Limit limit;
        limit.configure(policy);
        for (int i = 0; i < 100; ++i) {
            limit.onWindow(10ms, 100, false, 0.5);
        }
        QCOMPARE(limit.limit(), 25.0);
        policy.max = 22;
        limit.configure(policy);
        QCOMPARE(limit.limit(), 22.0);
    }

    void gradient2ShortensALongAverageThatIsTwiceTheTime()
    {
        // Twenty slow windows, then fast ones: with the plain average the gradient would be 1 at once; what shows is how soon 1.5 times
        // the average is below a middling time again.
        Gradient2Policy policy;
        policy.min = 1;
        policy.initial = 100;
        Gradient2Limit limit;
        limit.configure(policy);
        for (int i = 0; i < 10; ++i) {
            limit.onWindow(100ms, 200, false, 0.5);
        }
        Gradient2Limit middling = limit;
        middling.onWindow(120ms, 200, false, 0.5);
        QVERIFY(middling.limit() > limit.limit());
        for (int i = 0; i < 20; ++i) {
            limit.onWindow(10ms, 200, false, 0.5); // each takes 5 % and more off the average: 36 ms at most
        }
        const double before = limit.limit();
        limit.onWindow(120ms, 200, false, 0.5);
        QVERIFY(limit.limit() < before);
    }

    void vegasProbesAgainAfterJitterTimesMultiplierTimesLimitSamples()
    {
        VegasPolicy policy;
        policy.probeMultiplier = 2;
        VegasLimit limit;
        limit.configure(policy);
        limit.onWindow(10ms, 1, false, 0.5); // the shortest; jitter 0.75: the 30th sample is a probe
        for (int i = 2; i < 30; ++i) {
            limit.onWindow(20ms, 1, false, 0.5);
        }
        VegasLimit unprobed = limit;
        unprobed.onWindow(10ms, 20, false, 0.5);
        limit.onWindow(20ms, 20, false, 0.5); // this one: the shortest is now 20 ms, so that there is no queue
        QCOMPARE(limit.limit(), 20.0);
        limit.onWindow(20ms, 20, false, 0.5);
        QCOMPARE(limit.limit(), 26.0);
        unprobed.onWindow(20ms, 20, false, 0.5);
        QCOMPARE(unprobed.limit(), 19.0);
    }

    void vegasStepsDownOnALossAndStaysBetweenOneAndItsMost()
    {
        VegasPolicy policy;
        policy.initial = 250;
        policy.max = 260;
        VegasLimit limit;
        limit.configure(policy);
        limit.onWindow(10ms, 250, true, 0.5); // only measures
        limit.onWindow(10ms, 0, true, 0.5);
        QCOMPARE(limit.limit(), 248.0); // the step is 2 from 100 on
        limit.onWindow(10ms, 248, false, 0.5);
        QCOMPARE(limit.limit(), 260.0);
        for (int i = 0; i < 1000; ++i) {
            limit.onWindow(10ms, 0, true, 0.999);
        }
        QCOMPARE(limit.limit(), 1.0);
    }

    void aimdCutsByAShareAndGrowsByOne()
    {
        AimdLimit limit;
        AimdPolicy policy;
        policy.initial = 51;
        limit.configure(policy);
        limit.onWindow(10ms, 51, true, 0.5);
        QCOMPARE(limit.limit(), 45.0); // the whole part of 45.9
        limit.onWindow(5s, 23, false, 0.5);
        QCOMPARE(limit.limit(), 46.0);
        limit.onWindow(5s, 22, false, 0.5);
        QCOMPARE(limit.limit(), 46.0);
        limit.onWindow(5s + 1ns, 46, false, 0.5);
        QCOMPARE(limit.limit(), 41.0);
        for (int i = 0; i < 100; ++i) {
            limit.onWindow(10ms, 0, true, 0.5);
        }
        QCOMPARE(limit.limit(), 20.0);
    }

    void aWindowLastsASecondAndCountsFromTenItemsOn()
    {
        AdaptiveLimiter limiter;
        limiter.configure(AimdPolicy());
        limiter.onDone(at(1ms), 10ms, 20, false, 0.5); // starts the clock: the window ends after 1.001 s
        for (int i = 0; i < 9; ++i) {
            limiter.onDone(at(1001ms), 10ms, 20, false, 0.5);
        }
        AdaptiveLimiter other = limiter;
        limiter.onDone(at(1001ms), 10ms, 20, false, 0.5); // at the end is not after it
        QCOMPARE(limiter.limit(), 20.0);
        other.onDone(at(1002ms), 10ms, 20, false, 0.5);
        QCOMPARE(other.limit(), 21.0);
        for (int i = 0; i < 8; ++i) {
            other.onDone(at(2001ms), 10ms, 20, false, 0.5);
        }
        other.onDone(at(2003ms), 10ms, 20, false, 0.5); // nine items: forgotten
        QCOMPARE(other.limit(), 21.0);
    }

    void aWindowTellsItsMeanTimeItsMostInsideAndAnyLoss()
    {
        AimdPolicy policy;
        policy.initial = 40;
        policy.timeout = 30ms;
        AdaptiveLimiter start;
        start.configure(policy);
        start.onDone(at(1ms), 10ms, 40, false, 0.5);
        const auto window = [&](Duration one, std::int64_t most, bool lost) {
            AdaptiveLimiter limiter = start;
            for (int i = 0; i < 9; ++i) {
                limiter.onDone(at(500ms), 10ms, 1, false, 0.5);
            }
            limiter.onDone(at(2s), one, most, lost, 0.5);
            return limiter.limit();
        };
        QCOMPARE(window(10ms, 19, false), 40.0);
        QCOMPARE(window(10ms, 20, false), 41.0);
        QCOMPARE(window(10ms, 20, true), 36.0);
        QCOMPARE(window(210ms, 20, false), 41.0); // the mean is 30 ms
        QCOMPARE(window(220ms, 20, false), 36.0);
    }
};

QTEST_GUILESS_MAIN(AdaptiveLimitTest)
#include "tst_adaptive_limit.moc"

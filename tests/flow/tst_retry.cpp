// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/retry.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::flow;
using namespace std::chrono_literals;

class RetryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grpcDelaysDoubleUpToTheCapAndVaryByAFifth_data()
    {
        QTest::addColumn<qint64>("failed");
        QTest::addColumn<double>("uniform");
        QTest::addColumn<qint64>("microseconds");
        QTest::newRow("first, shortest") << qint64{1} << 0.0 << qint64{80'000};
        QTest::newRow("first, middle") << qint64{1} << 0.5 << qint64{100'000};
        QTest::newRow("second") << qint64{2} << 0.5 << qint64{200'000};
        QTest::newRow("fourth, three quarters") << qint64{4} << 0.75 << qint64{880'000};
        QTest::newRow("fifth, capped before the draw") << qint64{5} << 0.75 << qint64{1'100'000};
        QTest::newRow("far out") << qint64{1'000'000} << 0.0 << qint64{800'000};
    }
    void grpcDelaysDoubleUpToTheCapAndVaryByAFifth()
    {
        QFETCH(qint64, failed);
        QFETCH(double, uniform);
        QFETCH(qint64, microseconds);
        QCOMPARE(retryDelay(grpcDefaults(), failed, 0ns, uniform).count(), microseconds * 1000);
    }

    void envoyDelaysAreDrawnFromAGrowingRangeAndCut_data()
    {
        QTest::addColumn<qint64>("failed");
        QTest::addColumn<double>("uniform");
        QTest::addColumn<qint64>("microseconds");
        QTest::newRow("first, none") << qint64{1} << 0.0 << qint64{0};
        QTest::newRow("first of 25 ms") << qint64{1} << 0.5 << qint64{12'500};
        QTest::newRow("second of 75 ms") << qint64{2} << 0.5 << qint64{37'500};
        QTest::newRow("third of 175 ms") << qint64{3} << 0.5 << qint64{87'500};
        QTest::newRow("fourth of 375 ms") << qint64{4} << 0.5 << qint64{187'500};
        QTest::newRow("fourth, cut") << qint64{4} << 0.9 << qint64{250'000};
        QTest::newRow("far out") << qint64{1'000'000} << 0.1 << qint64{250'000};
        QTest::newRow("far out, none") << qint64{1'000'000} << 0.0 << qint64{0};
    }
    void envoyDelaysAreDrawnFromAGrowingRangeAndCut()
    {
        QFETCH(qint64, failed);
        QFETCH(double, uniform);
        QFETCH(qint64, microseconds);
        QCOMPARE(retryDelay(envoyDefaults(), failed, 0ns, uniform).count(), microseconds * 1000);
    }

    void theNamedPoliciesHaveTheirUsualAttempts()
    {
        QCOMPARE(grpcDefaults().attempts, std::optional<std::int64_t>(4));
        QCOMPARE(envoyDefaults().attempts, std::optional<std::int64_t>(2));
    }

    void aDelayIsNeverShorterThanTheRefusalAskedFor()
    {
        QCOMPARE(atLeast(10ms, 30ms), 30ms);
        QCOMPARE(atLeast(40ms, 30ms), 40ms);
        QCOMPARE(atLeast(40ms, 0ms), 40ms);
    }

    void aThrottleStopsRetriesAtHalfItsTokens()
    {
        RetryThrottle throttle;
        for (int i = 0; i < 4; ++i) {
            throttle.onFailure();
            QVERIFY(throttle.allows());
        }
        throttle.onFailure(); // five left are half, not more than half
        QVERIFY(!throttle.allows());
        throttle.onSuccess();
        QVERIFY(throttle.allows());
    }

    void aThrottleHoldsBetweenNoneAndAllOfItsTokens()
    {
        RetryThrottle throttle(10, 0.1);
        for (int i = 0; i < 100; ++i) {
            throttle.onFailure();
        }
        for (int i = 0; i < 50; ++i) {
            QVERIFY(!throttle.allows());
            throttle.onSuccess();
        }
        QVERIFY(!throttle.allows()); // fifty tenths, exactly half
        throttle.onSuccess();
        QVERIFY(throttle.allows());
        for (int i = 0; i < 1000; ++i) {
            throttle.onSuccess();
        }
        int failures = 0;
        while (throttle.allows()) {
            throttle.onFailure();
            ++failures;
        }
        QCOMPARE(failures, 5);
    }

    void aThrottleCountsThreeDecimals()
    {
        RetryThrottle throttle(1, 0.0019);
        throttle.onFailure();
        for (int i = 0; i < 500; ++i) {
            throttle.onSuccess(); // a thousandth each
        }
        QVERIFY(!throttle.allows());
        throttle.onSuccess();
        QVERIFY(throttle.allows());
    }

    void retriesUnderWayAreAShareOfTheRequestsButThreeInAnyCase()
    {
        RetryCap cap;
        for (int i = 0; i < 3; ++i) {
            QVERIFY(cap.allows(1));
            cap.onBegin();
        }
        QVERIFY(!cap.allows(1));
        QVERIFY(!cap.allows(19)); // the whole part of 3.8
        QVERIFY(cap.allows(20));
        cap.onBegin();
        QVERIFY(!cap.allows(20));
        cap.onEnd();
        cap.onEnd();
        QVERIFY(cap.allows(0));
        QCOMPARE(cap.underWay(), 2);
    }

    void theOlderPoliciesAreAsTheyWere()
    {
        RetryPolicy policy;
        policy.kind = RetryPolicy::Kind::Exponential;
        policy.base = 5ms;
        policy.cap = 2s;
        QCOMPARE(retryDelay(policy, 1, 0ns, 0.5), 10ms);
        QCOMPARE(retryDelay(policy, 20, 0ns, 0.5), 2s);
        policy.jitter = Jitter::Full;
        QCOMPARE(retryDelay(policy, 2, 0ns, 0.5), 10ms);
        policy.jitter = Jitter::Equal;
        QCOMPARE(retryDelay(policy, 2, 0ns, 0.5), 15ms);
        policy.jitter = Jitter::Decorrelated;
        QCOMPARE(retryDelay(policy, 2, 20ms, 0.5), Duration(32'500us));
        policy.kind = RetryPolicy::Kind::Fixed;
        policy.jitter = Jitter::Proportional;
        QCOMPARE(retryDelay(policy, 9, 0ns, 0.75), Duration(5'500us));
    }
};

QTEST_GUILESS_MAIN(RetryTest)
#include "tst_retry.moc"

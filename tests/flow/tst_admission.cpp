// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/admission.h"

#include <QtTest>

#include <cmath>
#include <unordered_map>
#include <vector>

using namespace highwater;
using namespace highwater::flow;
using namespace std::chrono_literals;

namespace {

Instant at(Duration d) { return runStart + d; }

/// Evenly spread draws from [0, 1), the same in every run: multiples of the golden ratio.
class Draws
{
public:
    double next() { return m_draw = std::fmod(m_draw + 0.6180339887498949, 1.0); }

private:
    double m_draw = 0;
};

/// One question with everything idle; the parts that matter are then set.
AdmissionFacts facts(Instant now, std::int64_t inside = 0)
{
    AdmissionFacts f;
    f.now = now;
    f.inside = inside;
    f.perItem = 10ms;
    f.uniform = 0.5;
    return f;
}

Admission chain(const AdmissionPolicies& policies)
{
    Admission admission;
    admission.configure(policies, runStart);
    return admission;
}

} // namespace

class AdmissionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open47ABucketAcceptsExactlyWhatItsTokensAllow()
    {
        TokenBucket bucket;
        bucket.configure(5, 10, runStart);
        int accepted = 0;
        int firstReject = -1;
        int acceptedLastSecond = 0;
        for (int i = 0; i < 80; ++i) {
            if (bucket.take(at(i * 50ms))) {
                ++accepted;
                acceptedLastSecond += i >= 60 ? 1 : 0;
            } else if (firstReject < 0) {
                firstReject = i;
            }
        }
        QCOMPARE(accepted, 29);
        QCOMPARE(firstReject, 13);
        QCOMPARE(acceptedLastSecond, 5);
    }

    void aRateIsTheFractionThatWasWritten_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<quint64>("numerator");
        QTest::addColumn<quint64>("denominator");
        QTest::newRow("5/s") << 5.0 << quint64{5} << quint64{1};
        QTest::newRow("0.3/s") << 0.3 << quint64{3} << quint64{10};
        QTest::newRow("3/min") << 3.0 / 60 << quint64{1} << quint64{20};
        QTest::newRow("1/h") << 1.0 / 3600 << quint64{1} << quint64{3600};
        QTest::newRow("a third") << 1.0 / 3 << quint64{1} << quint64{3};
        QTest::newRow("1e6/s") << 1e6 << quint64{1'000'000} << quint64{1};
        QTest::newRow("1000.1/s") << 1000.1 << quint64{10001} << quint64{10};
        QTest::newRow("7e-9/s") << 7e-9 << quint64{7} << quint64{1'000'000'000};
        QTest::newRow("nothing") << 0.0 << quint64{0} << quint64{1};
        QTest::newRow("far too much") << 1e30 << quint64{9'000'000'000'000'000'000U} << quint64{1};
    }
    void aRateIsTheFractionThatWasWritten()
    {
        QFETCH(double, rate);
        const Fraction fraction = fractionOf(rate);
        QTEST(quint64{fraction.numerator}, "numerator");
        QTEST(quint64{fraction.denominator}, "denominator");
    }

    void anyRateIsMetWithinOnePartInAMillionMillions()
    {
        for (const double rate : {M_PI, M_E * 1e-6, std::sqrt(2.0) * 1e9, 0.1 + 1e-7, 123456.789012345}) {
            const Fraction f = fractionOf(rate);
            QVERIFY(std::abs(static_cast<double>(f.numerator) / static_cast<double>(f.denominator) / rate - 1) <= 1e-12);
        }
    }

    void aBucketNeverDriftsHoweverOftenItIsAsked()
    {
        for (const double rate : {5.0, 0.3, 3.0 / 60, 1.0 / 3, 7.0}) {
            TokenBucket bucket;
            bucket.configure(rate, 1, runStart);
            QVERIFY(bucket.take(runStart));
            Instant now = runStart;
            for (std::int64_t token = 1; token <= 3000; ++token) {
                for (int i = 0; i < 3; ++i) {
                    now += bucket.untilToken(now) / 3; // asked in between
                    QVERIFY(bucket.untilToken(now) > 0ns);
                    QVERIFY(!bucket.take(now));
                }
                now += bucket.untilToken(now);
                QVERIFY(!TokenBucket(bucket).take(now - 1ns));
                QVERIFY(bucket.take(now));
                const auto due = static_cast<long double>(token) * 1e9L / static_cast<long double>(rate);
                // The bucket holds one token: what comes while it is full is lost, at most a nanosecond a token.
                QVERIFY(std::abs(static_cast<double>(now.time_since_epoch().count() - due)) <= static_cast<double>(token));
            }
        }
    }

    void aBucketOfRoomKeepsTheParts()
    {
        TokenBucket bucket;
        bucket.configure(0.3, 2, runStart); // a token every 3 1/3 s
        QVERIFY(bucket.take(runStart));
        QVERIFY(bucket.take(runStart));
        for (int i = 1; i <= 1000; ++i) {
            const Instant due = at(Duration((10'000'000'000 * std::int64_t{i} + 2) / 3));
            QVERIFY(!bucket.take(due - 1ns));
            QVERIFY(bucket.take(due));
        }
    }

    void aBucketHoldsNoMoreThanItsBurstAndSaysWhenTheNextTokenComes()
    {
        TokenBucket bucket;
        bucket.configure(4, 3, runStart);
        QCOMPARE(bucket.untilToken(runStart), 0ns);
        const Instant later = at(std::chrono::hours(24 * 365 * 90));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(bucket.take(later));
        }
        QVERIFY(!bucket.take(later));
        QCOMPARE(bucket.untilToken(later), 250ms);
        QCOMPARE(bucket.untilToken(later + 100ms), 150ms);
    }

    void aChangedBucketKeepsItsTokensCutToTheNewBurst()
    {
        TokenBucket bucket;
        bucket.configure(10, 8, runStart);
        for (int i = 0; i < 3; ++i) {
            bucket.take(runStart);
        }
        bucket.configure(0.3, 100, at(50ms)); // half a token has come
        QCOMPARE(bucket.tokens(at(50ms)), 5.5);
        bucket.configure(3, 2, at(50ms));
        QCOMPARE(bucket.tokens(at(50ms)), 2.0);
    }

    void open46ASteadyOverloadSendsTwiceWhatIsAccepted()
    {
        const AdaptiveThrottlePolicy policy;
        AdaptiveThrottle throttle;
        TokenBucket backEnd;
        backEnd.configure(100, 100, runStart); // as a fluid: it loses no capacity in a gap
        Draws draws;
        int refused = 0;
        int sent = 0;
        int accepted = 0;
        const int seconds = 600;
        for (int i = 0; i < seconds * 1000; ++i) {
            const Instant now = at(i * 1ms);
            const bool counted = i >= (seconds - 120) * 1000;
            if (throttle.refuse(policy, now, draws.next())) {
                refused += counted ? 1 : 0;
                continue;
            }
            sent += counted ? 1 : 0;
            if (backEnd.take(now)) {
                throttle.onAccept(policy, now);
                accepted += counted ? 1 : 0;
            }
        }
        const auto near = [](double seen, double expected) { return std::abs(seen - expected) <= 0.01 * expected; };
        QVERIFY2(near(refused / 120e3, 0.8), qPrintable(QString::number(refused)));
        QVERIFY2(near(sent / 120.0, 200), qPrintable(QString::number(sent)));
        QVERIFY2(near((sent - accepted) / 120.0, 100), qPrintable(QString::number(sent - accepted)));
        QVERIFY2(near(accepted / 120.0, 100), qPrintable(QString::number(accepted)));
    }

    void aThrottleGoesByTheFormulaAndCountsItsOwnRefusals()
    {
        const AdaptiveThrottlePolicy policy{2, 60s};
        AdaptiveThrottle throttle;
        QVERIFY(!throttle.refuse(policy, runStart, 0.0));
        QCOMPARE(throttle.probability(policy), 1.0 / 2);
        throttle.onAccept(policy, runStart);
        QCOMPARE(throttle.probability(policy), 0.0);
        for (int i = 0; i < 4; ++i) {
            throttle.refuse(policy, runStart, 0.0);
        }
        QCOMPARE(throttle.probability(policy), (5.0 - 2) / 6);
        QVERIFY(!throttle.refuse(policy, runStart, 0.5));
        QVERIFY(throttle.refuse(policy, runStart, (6.0 - 2) / 7 - 1e-9));
    }

    void aThrottleForgetsWhatHasLeftItsWindow()
    {
        const AdaptiveThrottlePolicy policy{2, 60s};
        AdaptiveThrottle throttle;
        for (int i = 0; i < 10; ++i) {
            throttle.refuse(policy, at(i * 1s), 0.999);
        }
        QVERIFY(throttle.refuse(policy, at(59s), 10.0 / 11 - 0.001));
        QVERIFY(!throttle.refuse(policy, at(64s), 6.0 / 7 + 0.01)); // five of the first ten, and one of 59 s
        QVERIFY(throttle.refuse(policy, at(64s), 0.8));
        throttle.refuse(policy, at(1h), 0.5);
        QCOMPARE(throttle.probability(policy), 1.0 / 2); // only that one
    }

    void aChangedWindowKeepsWhatWasCounted()
    {
        AdaptiveThrottle throttle;
        for (int i = 0; i < 9; ++i) {
            throttle.refuse({2, 120s}, runStart, 0.999);
        }
        QVERIFY(throttle.refuse({2, 60s}, at(1s), 0.89));
        QVERIFY(throttle.refuse({2, 60s}, at(60s), 0.89));
        throttle.refuse({2, 60s}, at(61s), 0.5);
        QCOMPARE(throttle.probability({2, 60s}), 2.0 / 3);
    }

    void theFirstRefusalEndsTheChainAndTokensTakenBeforeAreGone()
    {
        ConcurrencyPolicy concurrency;
        concurrency.hard = 5;
        Admission admission = chain({TokenBucketPolicy{1, 2}, concurrency});
        const auto refusal = admission.ask(facts(runStart, 5));
        QVERIFY(refusal && refusal->reason == RefusalReason::Concurrency);
        QVERIFY(!admission.ask(facts(runStart)));
        const auto empty = admission.ask(facts(runStart, 5));
        QVERIFY(empty && empty->reason == RefusalReason::TokenBucket);
        QCOMPARE(empty->retryAfter, 1s);
    }

    void aLevelLimitSaysWhenTheLevelWillHaveFallen()
    {
        ConcurrencyPolicy concurrency;
        concurrency.soft = 3;
        concurrency.hard = 5;
        Admission admission = chain({concurrency, WatermarkPolicy()});
        QVERIFY(!admission.ask(facts(runStart, 4)));
        QCOMPARE(admission.ask(facts(runStart, 5))->retryAfter, 10ms);
        QCOMPARE(admission.ask(facts(runStart, 8))->retryAfter, 40ms);
        AdmissionFacts pressed = facts(runStart, 2);
        pressed.pressed = true;
        pressed.aboveLow = 7;
        const auto refusal = admission.ask(pressed);
        QVERIFY(refusal && refusal->reason == RefusalReason::Watermark);
        QCOMPARE(refusal->retryAfter, 70ms);
        pressed.perItem = 0ns;
        QCOMPARE(admission.ask(pressed)->retryAfter, 0ns);
    }

    void theLowestSoftLimitIsTheOneThatCounts()
    {
        ConcurrencyPolicy wide{10, 20};
        ConcurrencyPolicy narrow{4, 20};
        QVERIFY(!chain({ConcurrencyPolicy{std::nullopt, 20}}).soft(1'000'000));
        const Admission admission = chain({wide, narrow});
        QVERIFY(!admission.soft(3));
        QVERIFY(admission.soft(4));
    }

    void retryAfterSaturates()
    {
        QCOMPARE(retryAfterOf(3, 10ms), 30ms);
        QCOMPARE(retryAfterOf(0, 10ms), 10ms);
        QCOMPARE(retryAfterOf(3, 0ns), 0ns);
        QCOMPARE(retryAfterOf(INT64_MAX, 1h), Duration(INT64_MAX / 2));
    }

    void eachClientHasItsOwnQuota()
    {
        Admission admission = chain({QuotaPolicy{2, 2}});
        AdmissionFacts f = facts(runStart);
        for (std::uint64_t client : {7U, 7U, 8U, 8U}) {
            f.client = client;
            QVERIFY(!admission.ask(f));
        }
        const auto refusal = admission.ask(f);
        QVERIFY(refusal && refusal->reason == RefusalReason::Quota);
        QCOMPARE(refusal->retryAfter, 500ms);
        f.client = 9;
        QVERIFY(!admission.ask(f));
        f.client = 8;
        f.now = at(500ms);
        QVERIFY(!admission.ask(f));
    }

    void aQuotaForgetsFullBucketsOnly()
    {
        ClientQuotas quotas;
        quotas.configure(1, 10, runStart);
        for (std::uint64_t client = 0; client < 100'000; ++client) {
            QVERIFY(quotas.take(client, at(std::chrono::milliseconds(client)))); // each is full again a second later
        }
        QVERIFY(quotas.size() < 5000);
        QVERIFY(quotas.size() >= 1000); // those of the last second are all known
        for (std::uint64_t client = 99'500; client < 100'000; ++client) {
            int taken = 0;
            while (quotas.take(client, at(100s - 1ms))) {
                ++taken;
            }
            QCOMPARE(taken, 9);
        }
    }

    void aQuotaIsBoundedAndForgetsFullBucketsFirst()
    {
        ClientQuotas quotas;
        quotas.configure(1e-3, 2, runStart);
        const auto most = std::uint64_t{ClientQuotas::mostClients};
        for (std::uint64_t client = 0; client < most; ++client) {
            quotas.take(client, runStart);
        }
        QCOMPARE(quotas.size(), ClientQuotas::mostClients);
        for (std::uint64_t client = most; client < most + 1000; ++client) {
            QVERIFY(quotas.take(client, at(1s)));
        }
        QCOMPARE(quotas.size(), ClientQuotas::mostClients);
        for (std::uint64_t client = most + 1000; client < most + 2000; ++client) {
            QVERIFY(quotas.take(client, at(1001s))); // the first ones are full again by now
            QVERIFY(quotas.take(client, at(1001s)));
        }
        QCOMPARE(quotas.size(), ClientQuotas::mostClients);
        for (std::uint64_t client = most + 1000; client < most + 2000; ++client) {
            QVERIFY(!quotas.take(client, at(1001s)));
        }
    }

    void aTableOfClientsBehavesLikeAMap()
    {
        ClientTable<int> table;
        std::unordered_map<std::uint64_t, int> model;
        std::uint64_t state = 1;
        for (int i = 0; i < 200'000; ++i) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            const std::uint64_t key = (state >> 33) % 700;
            if (const auto known = model.find(key); known != model.end()) {
                QVERIFY(table.find(key) && *table.find(key) == known->second);
                table.erase(key);
                model.erase(known);
            } else {
                QVERIFY(!table.find(key));
                table.insert(key, i);
                model.emplace(key, i);
            }
            if (i % 20'000 == 0) {
                table.eraseIf([](int value) { return value % 3 == 0; });
                std::erase_if(model, [](const auto& entry) { return entry.second % 3 == 0; });
            }
            QCOMPARE(table.size(), model.size());
        }
        for (const auto& [key, value] : model) {
            QCOMPARE(*table.find(key), value);
        }
    }

    void aThrottleInTheChainLearnsFromItemsThatEntered()
    {
        ConcurrencyPolicy none;
        none.hard = 1;
        Admission admission = chain({AdaptiveThrottlePolicy(), none});
        for (int i = 0; i < 9; ++i) {
            AdmissionFacts f = facts(runStart, 1);
            f.uniform = 0.999;
            QCOMPARE(admission.ask(f)->reason, RefusalReason::Concurrency);
        }
        AdmissionFacts f = facts(runStart);
        f.uniform = 0.89; // nine requests, none accepted: 9 / 10
        const auto refusal = admission.ask(f);
        QVERIFY(refusal && refusal->reason == RefusalReason::AdaptiveThrottle);
        for (int i = 0; i < 6; ++i) {
            admission.onEntered(runStart);
        }
        QVERIFY(!admission.ask(f));
    }

    void anAdaptiveLimitRefusesFromItsWholePartOn()
    {
        Admission admission = chain({Gradient2Policy(), VegasPolicy()});
        QCOMPARE(admission.adaptiveLimit(), 20.0);
        QVERIFY(!admission.ask(facts(runStart, 19)));
        const auto refusal = admission.ask(facts(runStart, 20));
        QVERIFY(refusal && refusal->reason == RefusalReason::Gradient2);
        for (int i = 0; i < 100; ++i) {
            admission.onDone(at(i * 50ms), 10ms, 20, false, 0.5);
        }
        QVERIFY(*admission.adaptiveLimit() > 20.8);
        QVERIFY(!admission.ask(facts(at(5s), 21)));
        QCOMPARE(admission.ask(facts(at(5s), 1000))->retryAfter, 10ms * (1000 - static_cast<int>(*admission.adaptiveLimit()) + 1));
        QVERIFY(!chain({WatermarkPolicy()}).adaptiveLimit());
    }

    void membersThatStayKeepWhatTheyHave()
    {
        Admission admission = chain({TokenBucketPolicy{1, 5}, AimdPolicy()});
        for (int i = 0; i < 5; ++i) {
            QVERIFY(!admission.ask(facts(runStart)));
        }
        admission.configure({WatermarkPolicy(), AimdPolicy(), TokenBucketPolicy{2, 5}, TokenBucketPolicy{1, 1}}, runStart);
        QCOMPARE(admission.ask(facts(runStart))->retryAfter, 500ms);
        QVERIFY(!admission.ask(facts(at(500ms))));
        const auto second = admission.ask(facts(at(1s)));
        QVERIFY(second && second->reason == RefusalReason::TokenBucket); // the one that came anew had one token
        admission.configure({}, at(1s));
        QVERIFY(admission.empty());
        QVERIFY(!admission.ask(facts(at(1s), 1'000'000)));
    }
};

QTEST_GUILESS_MAIN(AdmissionTest)
#include "tst_admission.moc"

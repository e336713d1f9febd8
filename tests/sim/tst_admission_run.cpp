// SPDX-License-Identifier: GPL-3.0-or-later
// The chain before a queue in a running simulation: who is turned away, why, and what the sender makes of it.
#include "story.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using flow::RefusalReason;
using flow::WhenFull;

class AdmissionRunTest : public QObject
{
    Q_OBJECT

    /// Items of the sources "1", "2", ... sent at those times to "a", the node after them.
    static Model sources(std::initializer_list<double> times, double service, flow::AdmissionPolicies admission)
    {
        Model m;
        m.duration(1000);
        int number = 0;
        for (const double when : times) {
            once(m, std::to_string(++number).c_str(), when, static_cast<int>(times.size()));
        }
        m.stage("a", constant(service)).admission = std::move(admission);
        return m;
    }
    static StageNode& stage(Model& m) { return std::get<StageNode>(m.scenario().nodes.back().kind); }
    static ProducerNode& source(Model& m, std::size_t number)
    {
        return std::get<ProducerNode>(m.scenario().nodes[number - 1].kind);
    }
    static flow::TokenBucketPolicy bucket(double rate, std::int64_t burst) { return {rate, burst}; }
    /// How often each reason is given to 50 items that come a second apart, each of which takes 1000 s.
    static std::array<std::uint64_t, flow::refusalReasonCount> reasonsOf(flow::AdmissionPolicies admission,
                                                                         std::optional<std::int64_t> capacity = {})
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 50;
        m.stage("a", constant(1000), capacity).admission = std::move(admission);
        Watched w(m);
        w.go(60);
        return stageOf(w.results(), 1).refusedBy;
    }

private Q_SLOTS:
    void aTokenBucketLetsInAtTheInstantItHasAToken()
    {
        Model m;
        m.duration(100).producer("p", every(0.25), 1).items = 16;
        m.stage("a", constant(0)).admission = {bucket(1, 2)};
        Watched w(m);
        // Two are there at 0.25 s; after the second the next are whole at 1.25, 2.25 and 3.25 s.
        QCOMPARE(w.entries(10), QByteArray("a@0.25 a@0.5 a@1.25 a@2.25 a@3.25"));
        QCOMPARE(stageOf(w.results(), 1).refusedBy[static_cast<std::size_t>(RefusalReason::TokenBucket)],
                 std::uint64_t{11});
    }

    void aRefusedItemIsNeverParked()
    {
        Model m = sources({1, 2}, 10, {bucket(0.001, 1)});
        stage(m).queue.whenFull = WhenFull::Block;
        stage(m).queue.capacity = 0;
        Watched w(m);
        QCOMPARE(w.losses(100), QByteArray("2@2"));
        QCOMPARE(producerIn(*w, 1).parked, 0);
    }

    void aRefusalIsToldToTheSenderEvenIfTheQueueDropsSilently()
    {
        Model m = sources({1, 2}, 10, {flow::ConcurrencyPolicy{{}, 1}});
        stage(m).queue.whenFull = WhenFull::DropNewest;
        source(m, 2).timeout = std::chrono::seconds(50);
        QCOMPARE(Watched(m).losses(100), QByteArray("2@2"));
        Model silent = sources({1, 2}, 10, {});
        stage(silent).queue.whenFull = WhenFull::DropNewest;
        stage(silent).queue.capacity = 0;
        source(silent, 2).timeout = std::chrono::seconds(50);
        QCOMPARE(Watched(silent).losses(100), QByteArray("2@52"));
    }

    void theHardLimitCountsWhatWaitsAndWhatIsServed()
    {
        Watched w(sources({1, 2, 3, 12}, 10, {flow::ConcurrencyPolicy{{}, 2}}));
        QCOMPARE(w.completions(100), QByteArray("1@11 2@21 4@31"));
        QCOMPARE(w.logged(), QByteArray("refused a@3"));
    }

    void theSoftLimitHoldsBackThoseWhoHeedIt()
    {
        Model m = sources({1, 2, 3}, 10, {flow::ConcurrencyPolicy{1, 3}});
        source(m, 2).onPressure = flow::OnPressure::Wait;
        Watched w(m);
        // 3 does not heed it and comes in at 3 s; 2 is let go when nobody is inside.
        QCOMPARE(w.completions(100), QByteArray("1@11 3@21 2@31"));
        QCOMPARE(stageOf(w.results(), 3).totals.refused, std::uint64_t{0});
    }

    void watermarkRefusesWhileTheSignalIsPressed()
    {
        Model m = sources({1, 2, 3, 4, 20.5, 21.5}, 10, {flow::WatermarkPolicy{}});
        stage(m).queue.capacity = 10;
        stage(m).queue.marks = flow::Marks{2, 0};
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("1@11 2@21 3@31 6@41"));
        QCOMPARE(w.logged(), QByteArray("pressed a@3, refused a@4, refused a@20.5, released a@21"));
    }

    void everyClientHasAQuotaOfItsOwn()
    {
        Model m = sources({1, 2}, 0, {flow::QuotaPolicy{0.1, 1}});
        source(m, 1).arrivals = every(1);
        source(m, 1).items = 12;
        source(m, 2).items = 1;
        Watched w(m);
        QCOMPARE(w.entries(100), QByteArray("a@1 a@2 a@11"));
        QCOMPARE(stageOf(w.results(), 2).refusedBy[static_cast<std::size_t>(RefusalReason::Quota)], std::uint64_t{10});
        QCOMPARE(producerIn(*w, 1).tally.completed, std::uint64_t{1});
    }

    void tokensThatWereTakenAreNotGivenBack()
    {
        Watched w(sources({1, 2, 12}, 10, {bucket(0.001, 2), flow::ConcurrencyPolicy{{}, 1}}));
        w.go(100);
        const auto by = stageOf(w.results(), 3).refusedBy;
        QCOMPARE(by[static_cast<std::size_t>(RefusalReason::Concurrency)], std::uint64_t{1});
        QCOMPARE(by[static_cast<std::size_t>(RefusalReason::TokenBucket)], std::uint64_t{1});
    }

    void theFirstRefusalEndsTheChain()
    {
        Watched w(sources({1, 2, 12}, 10, {flow::ConcurrencyPolicy{{}, 1}, bucket(0.001, 2)}));
        // 2 never comes to the bucket, so 3 finds a token.
        QCOMPARE(w.completions(100), QByteArray("1@11 3@22"));
    }

    void everyReasonIsCountedByItself()
    {
        const auto at = [](const auto& reasons, RefusalReason reason) {
            return reasons[static_cast<std::size_t>(reason)];
        };
        QCOMPARE(at(reasonsOf({}, 0), RefusalReason::QueueFull), std::uint64_t{49});
        QCOMPARE(at(reasonsOf({bucket(0.0001, 1)}), RefusalReason::TokenBucket), std::uint64_t{49});
        QCOMPARE(at(reasonsOf({flow::ConcurrencyPolicy{{}, 1}}), RefusalReason::Concurrency), std::uint64_t{49});
        QCOMPARE(at(reasonsOf({flow::QuotaPolicy{0.0001, 1}}), RefusalReason::Quota), std::uint64_t{49});
        flow::Gradient2Policy gradient;
        gradient.initial = gradient.min = gradient.max = 1;
        QCOMPARE(at(reasonsOf({gradient}), RefusalReason::Gradient2), std::uint64_t{49});
        flow::VegasPolicy vegas;
        vegas.initial = vegas.max = 1;
        QCOMPARE(at(reasonsOf({vegas}), RefusalReason::Vegas), std::uint64_t{49});
        flow::AimdPolicy aimd;
        aimd.initial = aimd.min = aimd.max = 1;
        QCOMPARE(at(reasonsOf({aimd}), RefusalReason::Aimd), std::uint64_t{49});
        const auto throttled = reasonsOf({flow::AdaptiveThrottlePolicy{}, flow::ConcurrencyPolicy{{}, 1}});
        QVERIFY(at(throttled, RefusalReason::AdaptiveThrottle) > 20);
        QVERIFY(at(throttled, RefusalReason::Concurrency) > 1);
        QCOMPARE(at(throttled, RefusalReason::AdaptiveThrottle) + at(throttled, RefusalReason::Concurrency),
                 std::uint64_t{49});
    }

    void aPlaceInTheQueueIsAskedForLast()
    {
        const auto reasons = reasonsOf({bucket(0.0001, 5)}, 1);
        QCOMPARE(reasons[static_cast<std::size_t>(RefusalReason::QueueFull)], std::uint64_t{3});
        QCOMPARE(reasons[static_cast<std::size_t>(RefusalReason::TokenBucket)], std::uint64_t{45});
    }

    void aThrottleCountsAsAcceptedWhatEnteredTheQueue()
    {
        // All that come are let in: nothing is refused, however many there are.
        const auto reasons = reasonsOf({flow::AdaptiveThrottlePolicy{}});
        QCOMPARE(reasons[static_cast<std::size_t>(RefusalReason::AdaptiveThrottle)], std::uint64_t{0});
    }

    void aSenderThatRespectsRetryAfterComesWhenThereIsAToken()
    {
        for (const bool respects : {true, false}) {
            Model m = sources({1, 2}, 0, {bucket(0.1, 1)});
            source(m, 2).retry.kind = flow::RetryPolicy::Kind::Fixed;
            source(m, 2).retry.base = std::chrono::seconds(1);
            source(m, 2).retry.respectRetryAfter = respects;
            Watched w(m);
            QCOMPARE(w.completions(100), QByteArray("1@1 2@11"));
            QCOMPARE(stageOf(w.results(), 2).totals.refused, respects ? std::uint64_t{1} : std::uint64_t{9});
        }
    }

    void retryAfterIsNoShorterThanTheDelayOfThePolicy()
    {
        Model m = sources({1, 2}, 0, {bucket(0.1, 1)});
        source(m, 2).retry.kind = flow::RetryPolicy::Kind::Fixed;
        source(m, 2).retry.base = std::chrono::seconds(20);
        source(m, 2).retry.respectRetryAfter = true;
        QCOMPARE(completionsOf(m, 100), QByteArray("1@1 2@22"));
    }

    void aHostileClientDoesNotRespectRetryAfter()
    {
        Model m = sources({1, 2}, 0, {bucket(0.1, 1)});
        source(m, 2).clients = 2;
        source(m, 2).hostile = 1e6;
        source(m, 2).retry.kind = flow::RetryPolicy::Kind::Fixed;
        source(m, 2).retry.base = std::chrono::seconds(1);
        source(m, 2).retry.respectRetryAfter = true;
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("1@1 2@11"));
        QCOMPARE(stageOf(w.results(), 2).totals.refused, std::uint64_t{9});
    }

    void aSaturatedSourceThatIsRefusedComesAgainWhenItMay()
    {
        Model m;
        m.duration(100).producer("p", saturated(), 1);
        m.stage("a", constant(0), 5, WhenFull::Block).admission = {bucket(1, 1)};
        Watched w(m);
        QCOMPARE(w.entries(4.5), QByteArray("a@1 a@2 a@3 a@4"));
    }

    void anAdmissionThatIsTakenAwayLetsEverybodyIn()
    {
        Model m = sources({1, 2, 6}, 0, {bucket(0.001, 1)});
        ScheduledChange change;
        change.at = at(5);
        change.node = 3;
        change.after = m.scenario().nodes[3];
        std::get<StageNode>(change.after.kind).admission.clear();
        m.scenario().schedule.push_back(change);
        QCOMPARE(completionsOf(m, 100), QByteArray("1@1 3@6"));
    }
};

QTEST_GUILESS_MAIN(AdmissionRunTest)
#include "tst_admission_run.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Producers, and stages that call others: what they do under pressure, and when they try again.
#include "story.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using flow::OnPressure;
using flow::RetryPolicy;
using flow::WhenFull;

class SendersTest : public QObject
{
    Q_OBJECT

    static flow::FailurePolicy failing() { return {1.0, flow::FailurePolicy::Mode::Error, 10, {}}; }
    static RetryPolicy fixed(double base, std::optional<std::int64_t> attempts = {})
    {
        RetryPolicy policy;
        policy.kind = RetryPolicy::Kind::Fixed;
        policy.base = fromSeconds(base);
        policy.attempts = attempts;
        return policy;
    }
    /// When the attempts of one request came that is always refused; the first at 1 s.
    static QByteArray attemptsOf(const RetryPolicy& policy, double until)
    {
        Model m;
        m.duration(1000);
        once(m, "p", 1, 1).retry = policy;
        m.stage("a", constant(1)).admission = {flow::TokenBucketPolicy{1e-6, 1}};
        once(m, "first", 0.5, 1);
        Watched w(m);
        w.go(until);
        return w.logged();
    }
    static std::uint64_t inClient(const ProducerState& producer, std::size_t client)
    {
        return producer.clients[client].sent;
    }

private Q_SLOTS:
    void aShedderThrowsAwayWhileTheTargetIsPressed()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(1), 1);
        p.onPressure = OnPressure::Shed;
        p.items = 8;
        m.stage("a", constant(5.5), 10).queue.marks = flow::Marks{2, 1};
        Watched w(m);
        // Pressed at 3 s with two waiting, released at 6.5 s, pressed again by the next.
        QCOMPARE(w.entries(50), QByteArray("a@1 a@2 a@3 a@7"));
        const RunResult r = w.results();
        QCOMPARE(producerOf(r, 0).shed, std::uint64_t{4});
        QCOMPARE(producerOf(r, 0).sent, std::uint64_t{4});
        QCOMPARE(*producerOf(r, 0).loss, 0.5);
        QCOMPARE(stageOf(r, 1).totals.offered, std::uint64_t{4});
    }

    void withoutMarksAShedderSeesAFullQueueOnly()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(1), 1);
        p.onPressure = OnPressure::Shed;
        p.items = 4;
        m.stage("a", constant(50), 1);
        Watched w(m);
        QCOMPARE(w.entries(50), QByteArray("a@1 a@2"));
        QCOMPARE(producerOf(w.results(), 0).shed, std::uint64_t{2});
    }

    void whoWaitsForTheSignalIsLetGoInOrderWhenItIsReleased()
    {
        Model m;
        m.duration(100);
        for (int i = 1; i <= 5; ++i) {
            once(m, std::to_string(i).c_str(), i, 5).onPressure = OnPressure::Wait;
        }
        m.stage("a", constant(10), 10).queue.marks = flow::Marks{2, 0};
        Watched w(m);
        // Pressed at 3 s; released at 21 s, when 4 and 5 come in one after the other and press it again.
        QCOMPARE(w.entries(100), QByteArray("a@1 a@2 a@3 a@21 a@21"));
        QCOMPARE(w.logged(), QByteArray("pressed a@3, released a@21, pressed a@21, released a@41"));
        QCOMPARE(*producerOf(w.results(), 3).sojourn.max, 37.0);
    }

    void anExponentialDelayDoublesUpToItsCap()
    {
        RetryPolicy policy = fixed(1, 6);
        policy.kind = RetryPolicy::Kind::Exponential;
        policy.cap = std::chrono::seconds(10);
        // 2, 4, 8, 10 and 10 s.
        QCOMPARE(attemptsOf(policy, 100),
                 QByteArray("refused a@1, refused a@3, refused a@7, refused a@15, refused a@25, refused a@35"));
    }

    void aFixedDelayStaysTheSame()
    {
        QCOMPARE(attemptsOf(fixed(3, 4), 100), QByteArray("refused a@1, refused a@4, refused a@7, refused a@10"));
    }

    void grpcRetriesWhileMoreThanHalfOfItsTokensAreLeft()
    {
        Model m;
        auto& p = m.duration(2000).producer("p", every(100), 1);
        p.items = 5;
        p.retry = flow::grpcDefaults();
        m.stage("a", constant(1)).failures = failing();
        Watched w(m);
        w.go(1000);
        // Of ten tokens nine are left after the first failure, six after the fourth attempt of the first request; then
        // there are five.
        QCOMPARE(producerOf(w.results(), 0).sent, std::uint64_t{8});
        QCOMPARE(producerOf(w.results(), 0).retried, std::uint64_t{3});
        QCOMPARE(producerOf(w.results(), 0).lost, std::uint64_t{5});
    }

    void grpcEarnsATenthOfATokenWithEachSuccess()
    {
        Model m;
        auto& p = m.duration(20000).producer("p", every(100), 1);
        p.items = 20;
        p.retry = flow::grpcDefaults();
        m.stage("a", constant(1)).failures = failing();
        ScheduledChange mended;
        mended.at = at(250);
        mended.node = 1;
        mended.after = m.scenario().nodes[1];
        std::get<StageNode>(mended.after.kind).failures.reset();
        ScheduledChange broken = mended;
        broken.at = at(1550);
        std::get<StageNode>(broken.after.kind).failures = failing();
        m.scenario().schedule = {mended, broken};
        Watched w(m);
        w.go(3000);
        // Five tokens are left at 250 s; thirteen successes make it 6.3, so the next failure leaves 5.3, which allows
        // one retry.
        QCOMPARE(producerOf(w.results(), 0).completed, std::uint64_t{13});
        QCOMPARE(producerOf(w.results(), 0).retried, std::uint64_t{3 + 1});
    }

    void envoyBoundsTheRetriesThatAreUnderWay()
    {
        for (const std::int64_t requests : {10, 40}) {
            Model m;
            Arrivals batch = every(1);
            batch.batch = constant(static_cast<double>(requests));
            auto& p = m.duration(100).producer("p", batch, 1);
            p.items = requests;
            p.retry = flow::envoyDefaults();
            auto& stage = m.stage("a", constant(1));
            stage.workers.reset();
            stage.failures = failing();
            Watched w(m);
            w.go(50);
            // A fifth of all that are under way, or three.
            QCOMPARE(producerOf(w.results(), 0).retried, requests == 10 ? std::uint64_t{3} : std::uint64_t{8});
            QCOMPARE(producerOf(w.results(), 0).lost, static_cast<std::uint64_t>(requests));
        }
    }

    void aClientThatWasCutOffSendsNothing()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(0.5), 1);
        p.clients = 3;
        m.stage("a", constant(0.1));
        ScheduledChange change;
        change.at = at(20);
        change.node = 0;
        change.after = m.scenario().nodes[0];
        std::get<ProducerNode>(change.after.kind).killed = {1};
        m.scenario().schedule.push_back(change);
        Watched w(m);
        w.go(20);
        const std::uint64_t before = inClient(producerIn(*w, 0), 1);
        const std::uint64_t others = inClient(producerIn(*w, 0), 0);
        QVERIFY(before > 3);
        w.go(80);
        QCOMPARE(inClient(producerIn(*w, 0), 1), before);
        QVERIFY(inClient(producerIn(*w, 0), 0) > 2 * others);
    }

    void aHostileClientIgnoresTheSignal()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(1), 1);
        p.onPressure = OnPressure::Wait;
        p.clients = 2;
        m.stage("a", constant(1000), 100).queue.marks = flow::Marks{1, 0};
        {
            Watched w(m);
            w.go(50);
            QVERIFY(stageIn(*w, 1).metrics.totals.offered <= 2);
        }
        std::get<ProducerNode>(m.scenario().nodes[0].kind).hostile = 1e6;
        Watched w(m);
        w.go(50.5);
        QCOMPARE(stageIn(*w, 1).metrics.totals.offered, std::uint64_t{50});
        QCOMPARE(w.results().nodes[0].name, std::string("p"));
        const auto clients = producerOf(w.results(), 0).clients;
        QVERIFY(clients);
        QCOMPARE(clients->worst, std::uint64_t{0});
        QCOMPARE(clients->worstSent, std::uint64_t{50});
    }

    void aStageMakesARefusedCallAgainWithoutKeepingItsWorker()
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 3);
        once(m, "2", 2, 3);
        once(m, "3", 4, 3);
        m.stage("a", constant(1), {}, WhenFull::Reject, 4).retry = fixed(4);
        m.stage("b", constant(10), 0);
        Watched w(m);
        // 2 calls at 3, 7, 11, 15, 19 and 23 s, 3 at 5, 9 and 13 s.
        QCOMPARE(w.completions(100), QByteArray("1@12 3@23 2@33"));
        const RunResult r = w.results();
        QCOMPARE(*stageOf(r, 3).sojourn.max, 1.0);
        QCOMPARE(stageOf(r, 3).totals.completed, std::uint64_t{3});
        QCOMPARE(stageOf(r, 4).totals.refused, std::uint64_t{7});
        QCOMPARE(stageOf(r, 4).totals.retried, std::uint64_t{7});
        QCOMPARE(*producerOf(r, 1).sojourn.max, 31.0);
    }

    void aStageMakesAFailedCallAgainAsOftenAsItMay()
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 1);
        m.stage("a", constant(1), {}, WhenFull::Reject, 2).retry = fixed(2, 3);
        m.stage("b", constant(1)).failures = failing();
        Watched w(m);
        QCOMPARE(w.losses(100), QByteArray("1@9"));
        QCOMPARE(w.logged(), QByteArray("failed b@3, failed b@6, failed b@9"));
        QCOMPARE(producerIn(*w, 0).tally.sent, std::uint64_t{1});
    }

    void callsOfSeveralLayersMultiplyAndEndWithTheSender()
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 1).retry = fixed(10, 2);
        m.stage("a", constant(0), {}, WhenFull::Reject, 2).retry = fixed(1, 2);
        m.stage("b", constant(0), {}, WhenFull::Reject, 3).retry = fixed(0.25, 2);
        m.stage("c", constant(0)).failures = failing();
        Watched w(m);
        QCOMPARE(w.losses(100), QByteArray("1@14"));
        QCOMPARE(w.logged(), QByteArray("failed c@1, failed c@1.25, failed c@2.25, failed c@2.5, "
                                        "failed c@12.5, failed c@12.75, failed c@13.75, failed c@14"));
        const RunResult r = w.results();
        QCOMPARE(stageOf(r, 1).totals.retried, std::uint64_t{1});
        QCOMPARE(stageOf(r, 2).totals.retried, std::uint64_t{3});
        QCOMPARE(stageOf(r, 3).totals.retried, std::uint64_t{7});
    }

    void aStageThatCallsNobodyEndsTheCall()
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 1);
        m.stage("a", constant(0), {}, WhenFull::Reject, 2).retry = fixed(1, 5);
        m.stage("b", constant(1), {}, WhenFull::Reject, 3);
        m.stage("c", constant(1)).failures = failing();
        Watched w(m);
        // b has done what a asked for.
        QCOMPARE(w.losses(100), QByteArray("1@3"));
    }

    void aCallThatIsRepeatedTakesNoSecondCredit()
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 2);
        once(m, "2", 20, 2);
        m.stage("a", constant(0), {}, WhenFull::Reject, 3).retry = fixed(2, 3);
        auto& b = m.stage("b", constant(1), {}, WhenFull::Reject, 4);
        b.window = Window{1, 4};
        b.failures = failing();
        m.stage("c", constant(1));
        Watched w(m);
        w.go(100);
        QCOMPARE(w.logged(), QByteArray("failed b@2, failed b@5, failed b@8, failed b@21, failed b@24, failed b@27"));
        QCOMPARE(stageIn(*w, 3).flow.credits(), 1);
    }

    void aCallThatFindsADoorWaitsThere()
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 2);
        once(m, "2", 1, 2);
        m.stage("a", constant(0), {}, WhenFull::Reject, 3).retry = fixed(2);
        auto& b = m.stage("b", constant(10), 0, WhenFull::Block);
        b.admission = {flow::TokenBucketPolicy{0.5, 1}};
        Watched w(m);
        // 2 is refused at 1 s, has a token at 3 s, and waits at the door until 11 s.
        QCOMPARE(w.completions(100), QByteArray("1@11 2@21"));
        QCOMPARE(stageOf(w.results(), 3).totals.refused, std::uint64_t{1});
    }

    void aBudgetOfAStageBoundsItsCalls()
    {
        Model m;
        m.duration(2000).producer("p", every(1), 1).items = 1000;
        m.stage("a", constant(0), {}, WhenFull::Reject, 2).retry = fixed(0.25);
        std::get<StageNode>(m.scenario().nodes[1].kind).retry.budget = 0.1;
        m.stage("b", constant(0.1)).failures = failing();
        Simulation s = m.simulation();
        s.runUntil(at(1500));
        QCOMPARE(stageIn(s, 2).metrics.totals.retried, std::uint64_t{100});
    }
};

QTEST_GUILESS_MAIN(SendersTest)
#include "tst_senders.moc"

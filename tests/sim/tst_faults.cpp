// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong and what is changed on the way: outages, hung and slow workers, errors, scaling, the schedule.
#include "story.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using flow::FailurePolicy;
using flow::WhenFull;

class FaultsTest : public QObject
{
    Q_OBJECT

    /// Items of the sources "1", "2", ... sent at those times to "a", the node after them.
    static Model sources(std::initializer_list<double> times, double service)
    {
        Model m;
        m.duration(1000);
        int number = 0;
        for (const double when : times) {
            once(m, std::to_string(++number).c_str(), when, static_cast<int>(times.size()));
        }
        m.stage("a", constant(service));
        return m;
    }
    static StageNode& stage(Model& m) { return std::get<StageNode>(m.scenario().nodes.back().kind); }
    static ProducerNode& source(Model& m, std::size_t number)
    {
        return std::get<ProducerNode>(m.scenario().nodes[number - 1].kind);
    }
    static flow::Outage outage(double from, double length) { return {at(from), fromSeconds(length)}; }
    static FailurePolicy always(FailurePolicy::Mode mode, std::optional<Duration> hang = {})
    {
        return {1.0, mode, 10, hang};
    }
    /// A change of the last node, which later changes build upon.
    template <typename Change>
    static void changeAt(Model& m, double when, Change change)
    {
        ScheduledChange planned;
        planned.at = at(when);
        planned.node = static_cast<int>(m.scenario().nodes.size()) - 1;
        planned.after = m.scenario().schedule.empty() ? m.scenario().nodes.back() : m.scenario().schedule.back().after;
        change(std::get<StageNode>(planned.after.kind));
        m.scenario().schedule.push_back(planned);
    }

private Q_SLOTS:
    void anOutageStopsTheWorkAndItGoesOnAfterwards()
    {
        Model m = sources({1, 4, 20}, 4);
        stage(m).outages = {outage(3, 5), outage(21, 1)};
        Watched w(m);
        // 1 has 2 s left when it goes on at 8 s; 2 came meanwhile; 3 works 20-21 and 22-25.
        QCOMPARE(w.completions(30), QByteArray("1@10 2@14 3@25"));
        const RunResult r = w.results();
        QCOMPARE(*stageOf(r, 3).utilisation, 12.0 / 30.0);
        QCOMPARE(*stageOf(r, 3).blocked, 6.0 / 30.0);
        QCOMPARE(*producerOf(r, 1).wait.max, 6.0);
    }

    void nobodyBeginsDuringAnOutage()
    {
        Model m = sources({4}, 1);
        stage(m).outages = {outage(3, 5)};
        QCOMPARE(completionsOf(m, 100), QByteArray("1@9"));
    }

    void anOutageComesBeforeTheDeparturesOfItsInstant()
    {
        Model m = sources({1}, 2);
        stage(m).outages = {outage(3, 5)};
        QCOMPARE(completionsOf(m, 100), QByteArray("1@8"));
    }

    void anOutagePausesWhatSharesTheWorkers()
    {
        Model m = sources({1, 2}, 2);
        stage(m).queue.order = flow::Order::ProcessorSharing;
        stage(m).outages = {outage(3, 5)};
        // By 3 s the first has had 1.5 s of work, the second 0.5 s.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@9 2@10"));
    }

    void deadlinesAndPatienceRunOnDuringAnOutage()
    {
        Model m = sources({1, 2, 2.5}, 4);
        source(m, 2).patience = constant(4);
        source(m, 3).deadline = std::chrono::seconds(6);
        stage(m).outages = {outage(3, 5)};
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("1@10"));
        QCOMPARE(w.logged(), QByteArray("expired a@6, expired a@10"));
    }

    void aWorkerThatHangsIsOccupiedForGood()
    {
        Model m = sources({1, 2, 3}, 1);
        stage(m).workers = 2;
        stage(m).failures = always(FailurePolicy::Mode::Hang);
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray());
        const RunResult r = w.results();
        QCOMPARE(stageOf(r, 3).totals.inside, std::uint64_t{3});
        QCOMPARE(*stageOf(r, 3).utilisation, (99.0 + 98.0) / 200.0);
        QCOMPARE(stageOf(r, 3).depthMax, std::uint64_t{1});
    }

    void workersThatHangAreStartedAnewWhenTheFaultIsTakenAway()
    {
        Model m = sources({1, 2}, 1);
        stage(m).failures = always(FailurePolicy::Mode::Hang);
        changeAt(m, 10, [](StageNode& a) { a.failures.reset(); });
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("2@11"));
        QCOMPARE(w.logged(), QByteArray("failed a@10"));
    }

    void aWorkerMayHangForATime()
    {
        Model m = sources({1, 2}, 1);
        stage(m).failures = always(FailurePolicy::Mode::Hang, std::chrono::seconds(5));
        QCOMPARE(completionsOf(m, 100), QByteArray("1@7 2@13"));
    }

    void aSlowWorkerTakesTimesAsLong()
    {
        Model m = sources({1, 2}, 1);
        stage(m).failures = always(FailurePolicy::Mode::Slow);
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("1@11 2@21"));
        QCOMPARE(*stageOf(w.results(), 2).service.max, 10.0);
    }

    void anErrorShowsWhenTheWorkEndsAndTheSenderRetries()
    {
        Model m = sources({1}, 2);
        stage(m).failures = always(FailurePolicy::Mode::Error);
        source(m, 1).retry.kind = flow::RetryPolicy::Kind::Fixed;
        source(m, 1).retry.base = std::chrono::seconds(1);
        source(m, 1).retry.attempts = 2;
        Watched w(m);
        QCOMPARE(w.losses(10), QByteArray("1@6"));
        QCOMPARE(w.logged(), QByteArray("failed a@3, failed a@6"));
        const RunResult r = w.results();
        QCOMPARE(stageOf(r, 1).totals.failed, std::uint64_t{2});
        QCOMPARE(stageOf(r, 1).totals.retried, std::uint64_t{1});
        QCOMPARE(*stageOf(r, 1).utilisation, 0.4);
        QCOMPARE(stageOf(r, 1).sojourn.count, std::uint64_t{0});
        QCOMPARE(*stageOf(r, 1).loss, 1.0);
    }

    void workersOfDifferentSpeedsTakeTheirTime()
    {
        Model m = sources({1, 1, 2, 12}, 4);
        stage(m).workers = 2;
        stage(m).speeds = {2, 0.5};
        // The first takes 2 s, the second 8 s; of idle ones the first in the list begins.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@3 3@5 2@9 4@14"));
    }

    void aNewWorkerBeginsAfterItsStartDelay()
    {
        Model m = sources({1, 2, 3}, 100);
        flow::AutoscalePolicy scaling;
        scaling.metric = flow::AutoscalePolicy::Metric::Depth;
        scaling.target = 1;
        scaling.max = 2;
        scaling.evaluate = std::chrono::seconds(10);
        scaling.startDelay = std::chrono::seconds(5);
        scaling.stabilisation = std::chrono::seconds(1000);
        stage(m).autoscale = scaling;
        Watched w(m);
        w.go(14.9);
        QCOMPARE(stageIn(*w, 3).flow.wip().limit(), 1);
        w.go(15.1);
        QCOMPARE(stageIn(*w, 3).flow.wip().limit(), 2);
        QCOMPARE(stageIn(*w, 3).flow.wip().busy(), 2);
        // 3 follows the first.
        QCOMPARE(w.completions(300), QByteArray("1@101 2@115 3@201"));
        const StageResult r = stageOf(w.results(), 3);
        QCOMPARE(r.scaling->starts, std::uint64_t{1});
        QCOMPARE(r.scaling->workers, 2);
    }

    void aStopInterruptsNobodyAndHasItsDelay()
    {
        Model m = sources({1, 2}, 12);
        stage(m).workers = 2;
        flow::AutoscalePolicy scaling;
        scaling.metric = flow::AutoscalePolicy::Metric::Depth;
        scaling.target = 1;
        scaling.max = 2;
        scaling.evaluate = std::chrono::seconds(10);
        scaling.stopDelay = std::chrono::seconds(1);
        stage(m).autoscale = scaling;
        Watched w(m);
        w.go(10.9);
        QCOMPARE(stageIn(*w, 2).flow.wip().limit(), 2);
        w.go(11.1);
        QCOMPARE(stageIn(*w, 2).flow.wip().limit(), 1);
        QCOMPARE(w.completions(100), QByteArray("1@13 2@14"));
        QCOMPARE(stageOf(w.results(), 2).scaling->stops, std::uint64_t{1});
    }

    void anArrivalAtTheSoftLimitAsksForAWorkerAtOnce()
    {
        Model m = sources({1, 2, 3}, 100);
        flow::AutoscalePolicy scaling;
        scaling.max = 2;
        scaling.evaluate = std::chrono::seconds(1000);
        scaling.startDelay = std::chrono::seconds(5);
        scaling.softLimit = 2;
        stage(m).autoscale = scaling;
        // 3 finds two inside.
        QCOMPARE(Watched(m).completions(300), QByteArray("1@101 2@108 3@201"));
    }

    void moreWorkersBeginAtOnceAndFewerInterruptNobody()
    {
        Model m = sources({1, 1, 1, 1}, 10);
        changeAt(m, 5, [](StageNode& a) { a.workers = 3; });
        changeAt(m, 6, [](StageNode& a) { a.workers = 1; });
        // 4 begins when the work in progress has fallen below one.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 2@15 3@15 4@25"));
    }

    void anotherServiceTimeActsOnWhatBeginsAfterwards()
    {
        Model m = sources({1, 2}, 10);
        changeAt(m, 5, [](StageNode& a) { a.service = constant(1); });
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 2@12"));
    }

    void anotherOrderActsOnThoseWhoWait()
    {
        Model m = sources({1, 2, 3, 4, 5}, 10);
        source(m, 3).priority = 1;
        source(m, 2).priority = 2;
        source(m, 4).priority = 2;
        source(m, 5).priority = 3;
        changeAt(m, 6, [](StageNode& a) { a.queue.order = flow::Order::Priority; });
        changeAt(m, 25, [](StageNode& a) { a.queue.order = flow::Order::Lifo; });
        // By class first 3, then 2; the newest of those that are left is 5.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 3@21 2@31 5@41 4@51"));
    }

    void whoSharesTheWorkersQueuesWhenTheOrderChangesAndTheOtherWayRound()
    {
        Model m = sources({1, 2}, 4);
        changeAt(m, 3, [](StageNode& a) { a.queue.order = flow::Order::ProcessorSharing; });
        changeAt(m, 5, [](StageNode& a) { a.queue.order = flow::Order::Fifo; });
        Watched w(m);
        w.go(4);
        QCOMPARE(stageIn(*w, 2).flow.queue().items(), 0);
        // 1 has worked 1-3 alone and a second's worth until 5 s; then each goes on with what it has left.
        QCOMPARE(w.completions(100), QByteArray("1@6 2@9"));
    }

    void newMarksPressAndReleaseAtOnce()
    {
        Model m = sources({1, 2, 3}, 50);
        stage(m).queue.capacity = 10;
        changeAt(m, 5, [](StageNode& a) { a.queue.marks = flow::Marks{2, 1}; });
        changeAt(m, 6, [](StageNode& a) { a.queue.marks = flow::Marks{5, 2}; });
        Watched w(m);
        w.go(10);
        QCOMPARE(w.logged(), QByteArray("pressed a@5, released a@6"));
    }

    void otherArrivalsDrawTheTimeToTheNextAnew()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1);
        m.stage("a", constant(0));
        ScheduledChange change;
        change.at = at(4.5);
        change.node = 0;
        change.after = m.scenario().nodes[0];
        std::get<ProducerNode>(change.after.kind).arrivals = every(3);
        m.scenario().schedule.push_back(change);
        QCOMPARE(completionsOf(m, 12), QByteArray("p@1 p@2 p@3 p@4 p@7.5 p@10.5"));
    }

    void anotherWayActsOnTheNextItem()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 3;
        m.stage("b", constant(0.25));
        m.stage("c", constant(0.5));
        ScheduledChange change;
        change.at = at(2);
        change.node = 0;
        change.after = m.scenario().nodes[0];
        std::get<ProducerNode>(change.after.kind).to = {{2, 1.0}};
        m.scenario().schedule.push_back(change);
        Watched w(m);
        QCOMPARE(w.departures(10), QByteArray("b@1.25 c@2.5 c@3.5"));
    }

    void changesOfOneInstantActInTheOrderOfTheFile()
    {
        Model m = sources({1, 5}, 1);
        changeAt(m, 5, [](StageNode& a) { a.service = constant(2); });
        changeAt(m, 5, [](StageNode& a) { a.service = constant(3); });
        QCOMPARE(completionsOf(m, 100), QByteArray("1@2 2@8"));
    }

    void countersAddUpWhateverHappens()
    {
        Model m;
        auto& p = m.duration(400).producer("p", poisson(6), 2);
        p.deadline = std::chrono::seconds(2);
        p.timeout = std::chrono::seconds(3);
        p.retry.kind = flow::RetryPolicy::Kind::Exponential;
        p.retry.attempts = 3;
        auto& q = m.producer("q", poisson(3), 2);
        q.patience = exponential(1);
        q.priority = 1;
        auto& a = m.stage("a", exponential(0.25), 8, WhenFull::DropOldest, 3);
        a.workers = 2;
        a.queue.order = flow::Order::PriorityPreemptive;
        a.admission = {flow::TokenBucketPolicy{8, 4}};
        a.failures = FailurePolicy{0.1, FailurePolicy::Mode::Error, 10, {}};
        a.outages = {outage(50, 5), outage(200, 20)};
        m.stage("b", exponential(0.1), 3, WhenFull::Block).queue.aqm = flow::CodelPolicy{};
        Watched w(m, 3);
        w.go(400);
        const RunResult r = w.results();
        for (const std::size_t node : {2u, 3u}) {
            const Counters& t = stageOf(r, node).totals;
            QCOMPARE(t.offered, t.accepted + t.refused);
            QCOMPARE(t.accepted, t.completed + t.dropped + t.expired + t.failed + t.inside);
            std::uint64_t refused = 0;
            for (const std::uint64_t each : stageOf(r, node).refusedBy) {
                refused += each;
            }
            QCOMPARE(refused, t.refused);
        }
        const Counters& t = stageOf(r, 2).totals;
        QVERIFY(t.refused > 50 && t.dropped > 5 && t.expired > 50 && t.failed > 50 && t.retried > 50);
        QVERIFY(stageOf(r, 3).totals.dropped > 0);
        for (const std::size_t node : {0u, 1u}) {
            const ProducerResult& s = producerOf(r, node);
            QCOMPARE(s.sent - s.retried, s.completed + s.lost + s.inside);
        }
        QVERIFY(r.conserved);
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "tst_faults.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of scenario-format, one by one, on deterministic models.
#include "models.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace highwater;
using namespace highwater::test;
using flow::WhenFull;

class SimulationTest : public QObject
{
    Q_OBJECT

    static const StageState& stageIn(const Simulation& s, std::size_t node) { return s.stageAt(s.nodes()[node]); }
    static const ProducerState& producerIn(const Simulation& s, std::size_t node) { return s.producerAt(s.nodes()[node]); }

private Q_SLOTS:
    void aConstantSourceBeginsWithAFullGapAndDoesNotDrift()
    {
        Model m;
        m.duration(100).producer("p", every(1.0 / 30.0), 1);
        m.stage("a", constant(0.001));
        Simulation s = m.simulation();
        s.runUntil(at(1.0 / 30.0));
        QCOMPARE(stageIn(s, 1).metrics.totals.offered, std::uint64_t{0});
        s.runUntil(at(1.0 / 30.0) + Duration(1));
        QCOMPARE(stageIn(s, 1).metrics.totals.offered, std::uint64_t{1});
        s.runUntil(at(100.0) + Duration(1));
        QCOMPARE(stageIn(s, 1).metrics.totals.offered, std::uint64_t{3000});
    }

    void atOneInstantDeparturesComeBeforeArrivals()
    {
        Model m;
        m.duration(1000.5).producer("p", every(1.0), 1);
        m.stage("a", constant(1.0), 0);
        const RunResult r = m.run();
        QCOMPARE(stageOf(r, 1).totals.refused, std::uint64_t{0});
        QCOMPARE(stageOf(r, 1).totals.completed, std::uint64_t{999});
        QCOMPARE(*stageOf(r, 1).wait.max, 0.0);
    }

    void aRunCoversItsStartButNotItsEnd()
    {
        Model m;
        m.duration(10).producer("p", every(1.0), 1);
        m.stage("a", constant(0.5));
        QCOMPARE(stageOf(m.run(), 1).totals.offered, std::uint64_t{9});
    }

    void theNewcomerIsTurnedAwayAtAFullQueue()
    {
        Model m;
        m.duration(10.05).producer("p", every(0.1), 1);
        m.stage("a", constant(1000), 3);
        const RunResult r = m.run();
        QCOMPARE(stageOf(r, 1).totals.accepted, std::uint64_t{4});
        QCOMPARE(stageOf(r, 1).totals.refused, std::uint64_t{96});
        QCOMPARE(stageOf(r, 1).refusedBy[0], std::uint64_t{96});
        QCOMPARE(producerOf(r, 0).lost, std::uint64_t{96});
    }

    void dropOldestLosesTheOneThatWaitedLongestNeverOneInService()
    {
        Model m;
        m.duration(10.05).producer("p", every(0.1), 1);
        m.stage("a", constant(1000), 3, WhenFull::DropOldest);
        Simulation s = m.simulation();
        s.runUntil(at(10.05));
        const StageState& a = stageIn(s, 1);
        QCOMPARE(a.metrics.totals.dropped, std::uint64_t{96});
        QCOMPARE(a.metrics.totals.refused, std::uint64_t{0});
        QCOMPARE(a.flow.queue().items(), 3);
        QCOMPARE(toSeconds(a.flow.queue().oldest().since), 9.8);
    }

    void survivorsOfDropOldestWaitLessAndTheLossIsTheSame()
    {
        std::array<double, 2> waits{};
        std::array<double, 2> losses{};
        for (const int which : {0, 1}) {
            Model m;
            m.duration(200000, 1000).producer("p", poisson(1.2), 1);
            m.stage("a", exponential(1.0), 10, which == 0 ? WhenFull::DropNewest : WhenFull::DropOldest);
            const RunResult r = m.run();
            waits[static_cast<std::size_t>(which)] = *stageOf(r, 1).wait.mean;
            losses[static_cast<std::size_t>(which)] = *stageOf(r, 1).loss;
        }
        QVERIFY(waits[1] < 0.8 * waits[0]);
        QVERIFY(std::abs(losses[1] - losses[0]) < 0.01);
    }

    void anObedientProducerStopsAtTheHighMarkAndGoesOnAtTheLowMark()
    {
        Model m;
        m.duration(100).producer("p", every(0.01), 1).onPressure = flow::OnPressure::Wait;
        m.stage("a", constant(0.1), 20).queue.marks = flow::Marks{10, 4};
        Simulation s = m.simulation();
        s.runUntil(at(0.5));
        QVERIFY(stageIn(s, 1).flow.queue().pressed());
        QCOMPARE(producerIn(s, 0).held, 1);
        std::int64_t most = 0;
        std::int64_t least = 100;
        for (int i = 0; i < 2000; ++i) {
            s.step();
            most = std::max(most, stageIn(s, 1).flow.queue().items());
            least = std::min(least, stageIn(s, 1).flow.queue().items());
        }
        QCOMPARE(most, 10);
        QCOMPARE(least, 5); // at 4 it is let go, and its item enters at the same instant
        QCOMPARE(stageIn(s, 1).metrics.totals.refused, std::uint64_t{0});
    }

    void aHeldItemKeepsTheInstantAtWhichItWasDue()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(1.0), 1);
        p.onPressure = flow::OnPressure::Wait;
        p.items = 2;
        m.stage("a", constant(10.0), 0);
        Simulation s = m.simulation();
        s.runUntil(at(100));
        // Due at 2 s, let go at 11 s when the worker is free, done at 21 s.
        QCOMPARE(*s.results().endToEndSojourn.max, 19.0);
        QCOMPARE(*stageOf(s.results(), 1).wait.max, 0.0);
    }

    void everyClientOfAProducerIsHeldByItself()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(0.1), 1);
        p.onPressure = flow::OnPressure::Wait;
        p.clients = 3;
        m.stage("a", constant(1000), 0);
        Simulation s = m.simulation();
        s.runUntil(at(50));
        QCOMPARE(producerIn(s, 0).held, 3);
        QCOMPARE(producerIn(s, 0).born, std::uint64_t{4});
    }

    void aSheddingProducerDropsAtTheSourceWhilePressed()
    {
        Model m;
        m.duration(100).producer("p", every(0.05), 1).onPressure = flow::OnPressure::Shed;
        m.stage("a", constant(0.1), 20).queue.marks = flow::Marks{10, 4};
        const RunResult r = m.run();
        QVERIFY(producerOf(r, 0).shed > 800);
        QCOMPARE(stageOf(r, 1).totals.refused, std::uint64_t{0});
        QCOMPARE(stageOf(r, 1).depthMax, std::uint64_t{10});
        QCOMPARE(producerOf(r, 0).sent, stageOf(r, 1).totals.offered);
    }

    void aBlockingQueueParksSendersInOrderAndLosesNothing()
    {
        Model m;
        m.duration(1000).producer("p", every(0.5), 1).items = 20;
        m.stage("a", constant(1.0), 2, WhenFull::Block);
        Simulation s = m.simulation();
        s.runUntil(at(8.25));
        QCOMPARE(producerIn(s, 0).parked, 6);
        // A parked item is offered only when it is let in.
        QCOMPARE(stageIn(s, 1).metrics.totals.offered, std::uint64_t{10});
        s.runUntil(at(1000));
        const RunResult r = s.results();
        QCOMPARE(stageOf(r, 1).totals.completed, std::uint64_t{20});
        QCOMPARE(*r.endToEndSojourn.max, 20.5 - 10.0);
    }

    void aCapacityOfZeroWithBlockHandsOverWhenAWorkerIsFree()
    {
        Model m;
        m.duration(100.5).producer("p", saturated(), 1);
        m.stage("a", constant(1.0), 0, WhenFull::Block);
        const RunResult r = m.run();
        QCOMPARE(stageOf(r, 1).totals.completed, std::uint64_t{100});
        QCOMPARE(*stageOf(r, 1).utilisation, 1.0);
        QCOMPARE(*stageOf(r, 1).wait.max, 0.0);
        QCOMPARE(*r.endToEndSojourn.max, 1.0); // born when it is let in
    }

    void aWorkerKeepsTheFinishedItemUntilThereIsRoomDownstream()
    {
        Model m;
        m.duration(100).producer("p", saturated(), 1);
        m.stage("a", constant(1.0), 0, WhenFull::Block, 2);
        m.stage("b", constant(3.0), 0, WhenFull::Block);
        Simulation s = m.simulation();
        s.runUntil(at(2.5));
        QCOMPARE(stageIn(s, 1).flow.wip().blocked(), 1);
        QCOMPARE(stageIn(s, 1).flow.wip().busy(), 0);
        QCOMPARE(stageIn(s, 1).metrics.totals.inside, std::uint64_t{1});
        s.runUntil(at(100));
        const RunResult r = s.results();
        QVERIFY(std::abs(*stageOf(r, 1).blocked - 2.0 / 3.0) < 0.02);
        QVERIFY(std::abs(*stageOf(r, 1).utilisation - 1.0 / 3.0) < 0.02);
        QCOMPARE(*stageOf(r, 1).sojourn.p50, 3.0);
    }

    void pressureTravelsUpAChainToTheSource()
    {
        Model m;
        m.duration(2000).producer("p", every(1.0), 1);
        for (int i = 1; i < 4; ++i) {
            m.stage(i == 1 ? "a" : i == 2 ? "b" : "c", constant(0.5), 5, i == 1 ? WhenFull::Reject : WhenFull::Block, i + 1);
        }
        m.stage("d", constant(2.0), 5, WhenFull::Block);
        const RunResult r = m.run();
        for (std::size_t i = 1; i < 4; ++i) {
            QVERIFY(*stageOf(r, i).blocked > 0.7);
            QCOMPARE(stageOf(r, i).depthMax, std::uint64_t{5});
        }
        QVERIFY(std::abs(*stageOf(r, 1).loss - 0.5) < 0.02);
    }

    void sendersAtOneDoorAreLetInFirstComeFirstServed()
    {
        Model m;
        m.duration(100).producer("p", every(1.0), 2).items = 3;
        m.producer("q", every(1.5), 2).items = 2;
        m.stage("a", constant(10.0), 0, WhenFull::Block);
        Simulation s = m.simulation();
        // Due: p 1, q 1.5, p 2, p 3, q 3: the tie goes to the one planned first.
        s.runUntil(at(35));
        QCOMPARE(producerIn(s, 0).tally.completed, std::uint64_t{2});
        QCOMPARE(producerIn(s, 1).tally.completed, std::uint64_t{1});
    }

    void aRetryComesAfterItsDelayAndKeepsTheFirstCreation()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(1.0), 1);
        p.items = 2;
        p.retry.kind = flow::RetryPolicy::Kind::Fixed;
        p.retry.base = std::chrono::milliseconds(3500);
        m.stage("a", constant(4.0), 0);
        const RunResult r = m.run();
        // Second item: due 2 s, refused; again at 5.5 s, when the first has left at 5 s; done at 9.5 s.
        QCOMPARE(stageOf(r, 1).totals.offered, std::uint64_t{3});
        QCOMPARE(stageOf(r, 1).totals.retried, std::uint64_t{1});
        QCOMPARE(producerOf(r, 0).completed, std::uint64_t{2});
        QCOMPARE(*r.endToEndSojourn.max, 7.5);
    }

    void attemptsCountTheFirstTry()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(1.0), 1);
        p.items = 2;
        p.retry.kind = flow::RetryPolicy::Kind::Fixed;
        p.retry.base = std::chrono::milliseconds(100);
        p.retry.attempts = 4;
        m.stage("a", constant(1000), 0);
        const RunResult r = m.run();
        QCOMPARE(producerOf(r, 0).sent, std::uint64_t{5});
        QCOMPARE(producerOf(r, 0).retried, std::uint64_t{3});
        QCOMPARE(producerOf(r, 0).lost, std::uint64_t{1});
    }

    void aBudgetOfTenPercentAllowsOneRetryInTen()
    {
        Model m;
        auto& p = m.duration(1000.5).producer("p", every(1.0), 1);
        p.retry.kind = flow::RetryPolicy::Kind::Fixed;
        p.retry.base = std::chrono::milliseconds(1);
        p.retry.budget = 0.1;
        m.stage("a", constant(1e6), 0);
        const RunResult r = m.run();
        QCOMPARE(producerOf(r, 0).sent - producerOf(r, 0).retried, std::uint64_t{1000});
        QCOMPARE(producerOf(r, 0).retried, std::uint64_t{100});
    }

    void aTimeoutDoesNotCancelTheWorkThatIsQueued()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(1.0), 1);
        p.items = 3;
        p.timeout = std::chrono::milliseconds(2500);
        m.stage("a", constant(2.0));
        const RunResult r = m.run();
        // Done at 3, 5 and 7 s; due at 1, 2 and 3 s: the last two come too late, and are worked on all the same.
        QCOMPARE(stageOf(r, 1).totals.completed, std::uint64_t{3});
        QCOMPARE(producerOf(r, 0).completed, std::uint64_t{1});
        QCOMPARE(producerOf(r, 0).lost, std::uint64_t{2});
        QCOMPARE(*r.endToEndLoss, 2.0 / 3.0);
    }

    void anOfferIsWithdrawnWhenItsSenderGivesUpAtTheDoor()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(1.0), 1);
        p.items = 3;
        p.timeout = std::chrono::milliseconds(2500);
        m.stage("a", constant(10.0), 0, WhenFull::Block);
        const RunResult r = m.run();
        QCOMPARE(stageOf(r, 1).totals.offered, std::uint64_t{1});
        QCOMPARE(producerOf(r, 0).lost, std::uint64_t{3});
        QCOMPARE(producerOf(r, 0).inside, std::uint64_t{0});
    }

    void whatIsDroppedSilentlyIsLearntFromTheTimeout()
    {
        Model m;
        auto& p = m.duration(100).producer("p", every(1.0), 1);
        p.items = 3;
        p.timeout = std::chrono::seconds(5);
        p.retry.kind = flow::RetryPolicy::Kind::Fixed;
        p.retry.base = std::chrono::seconds(30);
        p.retry.attempts = 2;
        m.stage("a", constant(20.0), 1, WhenFull::DropOldest);
        Simulation s = m.simulation();
        s.runUntil(at(4));
        QCOMPARE(stageIn(s, 1).metrics.totals.dropped, std::uint64_t{1});
        QCOMPARE(producerIn(s, 0).tally.lost, std::uint64_t{0});
        s.runUntil(at(37.5));
        // Dropped at 3 s, noticed at 7 s, sent again at 37 s.
        QCOMPARE(producerIn(s, 0).tally.retried, std::uint64_t{2});
    }

    void closedUsersThinkFirstAndAreNeverMoreThanTheyAre()
    {
        Model m;
        m.duration(1000).producer("p", closed(5, constant(1.0)), 1);
        m.stage("a", constant(1.0));
        Simulation s = m.simulation();
        s.runUntil(at(1.0));
        QCOMPARE(stageIn(s, 1).metrics.totals.offered, std::uint64_t{0});
        s.runUntil(at(1000));
        const RunResult r = s.results();
        QCOMPARE(stageOf(r, 1).inSystemMax, std::uint64_t{5});
        QVERIFY(std::abs(stageOf(r, 1).throughput - 1.0) < 0.01);
    }

    void aRefusedUserWithoutThinkTimeWaitsForRoom()
    {
        Model m;
        m.duration(100).producer("p", closed(4, constant(0.0)), 1);
        m.stage("a", constant(1.0), 1);
        const RunResult r = m.run();
        QCOMPARE(stageOf(r, 1).totals.completed, std::uint64_t{99});
        QVERIFY(r.events < 1000);
    }

    void aChangeActsBeforeEverythingElseOfItsInstant()
    {
        Model m;
        m.duration(100).producer("p", every(1.0), 1);
        m.stage("a", constant(0.5), 0);
        ScheduledChange change;
        change.at = at(10);
        change.node = 1;
        change.after = m.scenario().nodes[1];
        std::get<StageNode>(change.after.kind).service = constant(0.25);
        m.scenario().schedule.push_back(change);
        Simulation s = m.simulation();
        s.runUntil(at(10.3));
        QCOMPARE(stageIn(s, 1).metrics.totals.completed, std::uint64_t{10});
    }

    void workInProgressKeepsItsServiceTime()
    {
        Model m;
        m.duration(100).producer("p", every(1.0), 1).items = 1;
        m.stage("a", constant(10.0));
        ScheduledChange change;
        change.at = at(5);
        change.node = 1;
        change.after = m.scenario().nodes[1];
        std::get<StageNode>(change.after.kind).service = constant(0.1);
        m.scenario().schedule.push_back(change);
        QCOMPARE(*stageOf(m.run(), 1).service.max, 10.0);
    }

    void theWindowOfStatisticsLeavesTheWarmUpOutButTotalsDoNot()
    {
        Model m;
        m.duration(100, 50).producer("p", every(1.0), 1);
        m.stage("a", constant(0.5));
        const RunResult r = m.run();
        QCOMPARE(stageOf(r, 1).totals.completed, std::uint64_t{99});
        QCOMPARE(stageOf(r, 1).service.count, std::uint64_t{50});
        QCOMPARE(stageOf(r, 1).throughput, 1.0);
        QCOMPARE(*stageOf(r, 1).utilisation, 0.5);
    }

    void unlimitedWorkersMakeNobodyWait()
    {
        Model m;
        m.duration(1000).producer("p", poisson(50), 1);
        m.stage("a", exponential(10.0)).workers.reset();
        const RunResult r = m.run();
        QCOMPARE(*stageOf(r, 1).wait.max, 0.0);
        QVERIFY(!stageOf(r, 1).utilisation);
        QVERIFY(stageOf(r, 1).inSystemMean > 400);
    }

    void aProducerCanBringItsOwnServiceTime()
    {
        Model m;
        m.duration(100).producer("p", every(1.0), 2).service = {{-1, constant(0.25)}};
        m.producer("q", every(1.0), 2);
        m.stage("a", constant(0.5));
        const RunResult r = m.run();
        QCOMPARE(*producerOf(r, 0).service.max, 0.25);
        QCOMPARE(*producerOf(r, 1).service.max, 0.5);
    }

    void littlesLawIsExactWhenEverybodyHasLeft()
    {
        Model m;
        auto& p = m.duration(50000).producer("p", poisson(0.9), 1);
        p.items = 40000;
        m.stage("a", exponential(1.0), {}, WhenFull::Reject, 2);
        m.stage("b", exponential(0.9));
        const RunResult r = m.run();
        for (const std::size_t node : {1u, 2u}) {
            const StageResult& s = stageOf(r, node);
            QCOMPARE(s.totals.inside, std::uint64_t{0});
            const double product = s.throughput * *s.sojourn.mean;
            QVERIFY(std::abs(s.inSystemMean - product) / product < 1e-9);
        }
    }

    void aLoopWithoutTimeIsReportedInsteadOfHanging()
    {
        Model m;
        m.duration(100).producer("p", saturated(), 1);
        m.stage("a", constant(0.0), 5, WhenFull::Block);
        Simulation s = m.simulation();
        QVERIFY(!s.runUntil(at(100)));
        QVERIFY(!s.trouble().empty());
    }

    void aCopyGoesOnExactlyLikeTheOriginal()
    {
        Model m;
        auto& p = m.duration(2000).producer("p", poisson(3.0), 1);
        p.timeout = std::chrono::seconds(4);
        p.retry.kind = flow::RetryPolicy::Kind::Exponential;
        p.retry.jitter = flow::Jitter::Full;
        p.retry.attempts = 3;
        m.stage("a", exponential(0.5), 10, WhenFull::Reject, 2).workers = 2;
        m.stage("b", exponential(0.3), 4, WhenFull::Block);
        Simulation original = m.simulation(5, SeriesOptions::forDuration(std::chrono::seconds(2000)));
        original.runUntil(at(700));
        Simulation copy = original;
        original.runUntil(at(2000));
        copy.runUntil(at(2000));
        QCOMPARE(copy.events(), original.events());
        const RunResult one = original.results();
        const RunResult two = copy.results();
        for (const std::size_t node : {1u, 2u}) {
            QVERIFY(stageOf(one, node).totals == stageOf(two, node).totals);
            QCOMPARE(*stageOf(one, node).sojourn.mean, *stageOf(two, node).sojourn.mean);
        }
        QCOMPARE(producerOf(one, 0).retried, producerOf(two, 0).retried);
    }

    void slicesOfARunMakeNoDifference()
    {
        Model m;
        m.duration(500, 20).producer("p", poisson(3.0), 1);
        m.stage("a", exponential(0.3), 20);
        Simulation whole = m.simulation(3);
        whole.runUntil(at(500));
        Simulation sliced = m.simulation(3);
        for (double t = 0; t < 500; t += 0.37) {
            sliced.runUntil(at(t));
        }
        while (!sliced.runUntil(at(500), 7)) {
        }
        QCOMPARE(sliced.events(), whole.events());
        QCOMPARE(stageOf(sliced.results(), 1).inSystemMean, stageOf(whole.results(), 1).inSystemMean);
    }

    void anotherNodeDoesNotMoveTheDrawsOfTheFirst()
    {
        Model alone;
        alone.duration(1000).producer("p", poisson(3.0), 1);
        alone.stage("a", exponential(0.3));
        Model together;
        together.duration(1000).producer("p", poisson(3.0), 1);
        together.stage("a", exponential(0.3));
        together.producer("q", poisson(5.0), 3);
        together.stage("b", exponential(0.1));
        const RunResult one = alone.run(9);
        const RunResult two = together.run(9);
        QCOMPARE(*stageOf(one, 1).sojourn.mean, *stageOf(two, 1).sojourn.mean);
        QCOMPARE(stageOf(one, 1).totals.offered, stageOf(two, 1).totals.offered);
    }

    void neighbouringSeedsAndReplicationsShareNothing()
    {
        Model m;
        m.duration(100).producer("p", poisson(3.0), 1);
        m.stage("a", exponential(0.3));
        std::set<double> means;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            for (std::uint64_t replication = 0; replication < 5; ++replication) {
                Simulation s(m.share(), seed, replication, {});
                s.runUntil(at(100));
                means.insert(*stageOf(s.results(), 1).sojourn.mean);
            }
        }
        QCOMPARE(means.size(), std::size_t{100});
    }

    void columnsAddUpToTheTotalsAndAverageToTheMeans()
    {
        Model m;
        m.duration(300).producer("p", poisson(10.0), 1);
        m.stage("a", exponential(0.09), 50).queue.marks = flow::Marks{40, 20};
        SeriesOptions options;
        options.interval = std::chrono::milliseconds(250);
        options.window = 8;
        Simulation s = m.simulation(4, options);
        s.runUntil(at(300));
        const Series series = stageIn(s, 1).recorder.series();
        QCOMPARE(series.end, 1200);
        std::uint64_t offered = 0, completed = 0, flips = 0;
        double depth = 0;
        for (std::int64_t i = series.first; i < series.end; ++i) {
            const Column& c = series.at(i);
            offered += c.offered;
            completed += c.completed;
            flips += c.flips;
            depth += static_cast<double>(c.depthMean) / 1200.0;
            QVERIFY(c.depthMin <= c.depthMean && c.depthMean <= c.depthMax);
            const float shares = c.share[0] + c.share[1] + c.share[2] + c.share[3];
            QVERIFY(std::abs(shares - 1.0f) < 1e-4f);
            QVERIFY(std::isnan(c.sojournP99) || (c.sojournP50 <= c.sojournP99 && c.sojournP99 <= c.sojournMax));
        }
        const StageResult r = stageOf(s.results(), 1);
        QCOMPARE(offered, r.totals.offered);
        QCOMPARE(completed, r.totals.completed);
        QCOMPARE(flips, r.pressureFlips);
        QVERIFY(std::abs(depth - r.depthMean) < 1e-3 * r.depthMean);
    }

    void seriesDoNotChangeTheFigures()
    {
        Model m;
        m.duration(300, 33.3).producer("p", poisson(10.0), 1);
        m.stage("a", exponential(0.09), 50);
        Simulation with = m.simulation(4, SeriesOptions::forDuration(std::chrono::seconds(300)));
        with.runUntil(at(300));
        const StageResult one = stageOf(with.results(), 1);
        const RunResult without = m.run(4);
        const StageResult& two = stageOf(without, 1);
        QCOMPARE(*one.sojourn.p99, *two.sojourn.p99);
        QCOMPARE(*one.wait.sd, *two.wait.sd);
        QCOMPARE(one.inSystemMean, two.inSystemMean);
        QCOMPARE(one.sojourn.count, two.sojourn.count);
    }

    /// The visits of very many stages are gathered before they are counted.
    void howManyStagesThereAreDoesNotChangeTheFiguresOfOne()
    {
        const auto firstOf = [](int stages, const SeriesOptions& series) {
            Model m;
            m.duration(60, 3.3).producer("p", poisson(10.0), 1);
            std::vector<std::string> names;
            for (int i = 1; i <= stages; ++i) {
                names.push_back("s" + std::to_string(i));
            }
            for (int i = 1; i <= stages; ++i) {
                StageNode& stage = m.stage(names[static_cast<std::size_t>(i) - 1].c_str(), exponential(0.09), 5000);
                if (i < stages) {
                    stage.to = {{i + 1, 1.0}};
                }
            }
            Simulation s = m.simulation(4, series);
            s.runUntil(at(60));
            return stageOf(s.results(), 1);
        };
        for (const SeriesOptions& series : {SeriesOptions{}, SeriesOptions::forDuration(std::chrono::seconds(60))}) {
            const StageResult few = firstOf(2, series);
            const StageResult many = firstOf(70, series);
            QVERIFY(few.sojourn.count > 400);
            QCOMPARE(many.sojourn.count, few.sojourn.count);
            QCOMPARE(*many.wait.sd, *few.wait.sd);
            QCOMPARE(*many.wait.p50, *few.wait.p50);
            QCOMPARE(*many.service.p99, *few.service.p99);
            QCOMPARE(*many.service.mean, *few.service.mean);
            QCOMPARE(*many.sojourn.p99, *few.sojourn.p99);
            QCOMPARE(*many.sojourn.max, *few.sojourn.max);
        }
    }
};

QTEST_GUILESS_MAIN(SimulationTest)
#include "tst_simulation.moc"

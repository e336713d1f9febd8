// SPDX-License-Identifier: GPL-3.0-or-later
// Places and those who wait for them: batches, doors, workers that block before and after service, windows of credits.
#include "run/deadlock.h"
#include "story.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using flow::Blocking;
using flow::WhenFull;

class BlockingTest : public QObject
{
    Q_OBJECT

    static Arrivals inBatches(double every_, double size, bool whole)
    {
        Arrivals a = every(every_);
        a.batch = constant(size);
        a.wholeBatch = whole;
        return a;
    }
    /// Two workers, one of which may be busy from 0.5 s on, and two waiting places; a batch comes at 1 s.
    static Counters afterABatch(double size, bool whole, bool oneBusy, WhenFull whenFull = WhenFull::Reject)
    {
        Model m;
        m.duration(100);
        if (oneBusy) {
            once(m, "busy", 0.5, 2);
        } else {
            once(m, "late", 50, 2);
        }
        m.producer("p", inBatches(1, size, whole), 2).items = static_cast<std::int64_t>(size);
        m.stage("a", constant(1000), 2, whenFull).workers = 2;
        Watched w(m);
        w.go(2);
        return stageIn(*w, 2).metrics.totals;
    }
    static StageNode& stageNode(Model& m, std::size_t node)
    {
        return std::get<StageNode>(m.scenario().nodes[node].kind);
    }
    static void fail(StageNode& stage)
    {
        stage.failures = flow::FailurePolicy{1.0, flow::FailurePolicy::Mode::Error, 10, {}};
    }

    /// "p" sends at 1, 2 and 5 s to a (1 s) and on to b (3 s); a window of one credit from a to `until`.
    static Model window(int until)
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 3);
        once(m, "2", 2, 3);
        once(m, "3", 5, 3);
        m.stage("a", constant(1), {}, WhenFull::Reject, 4).window = Window{1, until};
        m.stage("b", constant(3));
        m.stage("c", constant(1));
        return m;
    }

private Q_SLOTS:
    void ofAPartialBatchAsManyEnterAsFindRoom()
    {
        const Counters totals = afterABatch(5, false, false);
        QCOMPARE(totals.offered, std::uint64_t{5});
        QCOMPARE(totals.accepted, std::uint64_t{4});
        QCOMPARE(totals.refused, std::uint64_t{1});
    }

    void aWholeBatchEntersWhenIdleWorkersAndPlacesSufficeForAll()
    {
        QCOMPARE(afterABatch(4, true, false).accepted, std::uint64_t{4});
        QCOMPARE(afterABatch(5, true, false).accepted, std::uint64_t{0});
        QCOMPARE(afterABatch(5, true, false).refused, std::uint64_t{5});
        QCOMPARE(afterABatch(3, true, true).accepted, std::uint64_t{4});
        QCOMPARE(afterABatch(4, true, true).accepted, std::uint64_t{1});
        QCOMPARE(afterABatch(4, true, true).refused, std::uint64_t{4});
    }

    void aWholeBatchPushesOutOthersButNotItsOwnItems()
    {
        // One worker is idle, and two places can be made.
        QCOMPARE(afterABatch(3, true, true, WhenFull::DropOldest).accepted, std::uint64_t{4});
        QCOMPARE(afterABatch(4, true, true, WhenFull::DropOldest).refused, std::uint64_t{4});
        Model m;
        m.duration(100);
        m.producer("before", every(0.5), 2).items = 3;
        m.producer("p", inBatches(2, 2, true), 2).items = 2;
        m.stage("a", constant(1000), 2, WhenFull::DropOldest);
        Watched w(m);
        w.go(3);
        QCOMPARE(w.logged(), QByteArray("dropped a@2, dropped a@2"));
    }

    void aWholeBatchSeesPlacesWhereItemsShareTheWorkersAndWhereBytesAreCounted()
    {
        Model sharing;
        sharing.duration(100).producer("before", every(0.25), 2).items = 2;
        sharing.producer("p", inBatches(1, 2, true), 2).items = 4;
        auto& shared = sharing.stage("a", constant(1000), 3);
        shared.queue.order = flow::Order::ProcessorSharing;
        Watched w(sharing);
        w.go(3);
        // Of four that one worker and three places allow, two are inside: one batch fits.
        QCOMPARE(stageIn(*w, 2).metrics.totals.accepted, std::uint64_t{4});
        QCOMPARE(w.logged(), QByteArray("refused a@2, refused a@2"));

        Model bytes;
        bytes.duration(100).producer("p", inBatches(1, 4, true), 1).items = 5;
        std::get<ProducerNode>(bytes.scenario().nodes[0].kind).size = constant(1000);
        bytes.stage("a", constant(1000), 3000).queue.measure = flow::Measure::Bytes;
        Watched v(bytes);
        v.go(3);
        QCOMPARE(stageIn(*v, 1).metrics.totals.accepted, std::uint64_t{4});
    }

    void withoutWaitingPlacesAnItemIsHandedOverWhenAWorkerIsFree()
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 2);
        once(m, "2", 2, 2);
        m.stage("a", constant(3), 0, WhenFull::Block);
        Watched w(m);
        QCOMPARE(w.completions(20), QByteArray("1@4 2@7"));
        const RunResult r = w.results();
        QCOMPARE(*stageOf(r, 2).wait.max, 0.0);
        QCOMPARE(stageOf(r, 2).depthMax, std::uint64_t{0});
        QCOMPARE(*producerOf(r, 1).sojourn.max, 5.0);
    }

    void withoutWaitingPlacesTheOldestCannotBeDroppedAndTheNewcomerIsRefused()
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 2);
        once(m, "2", 2, 2);
        m.stage("a", constant(3), 0, WhenFull::DropOldest);
        Watched w(m);
        QCOMPARE(w.completions(20), QByteArray("1@4"));
        QCOMPARE(w.logged(), QByteArray("refused a@2"));
    }

    void blockingBeforeServiceTheWorkerHoldsTheItemAndDoesNoWork()
    {
        Model m;
        m.duration(100).producer("p", saturated(), 1);
        m.stage("a", constant(1), 0, WhenFull::Block, 2);
        m.stage("b", constant(3), 1, WhenFull::Block).queue.blocking = Blocking::BeforeService;
        Watched w(m);
        QCOMPARE(w.departures(10), QByteArray("a@1 a@2 b@4 a@5 b@7 a@8"));
        // Works until 2 s, then from 4 and from 7 s on for a second each; waits for a place in between.
        QCOMPARE(*stageOf(w.results(), 1).utilisation, 0.4);
        QCOMPARE(*stageOf(w.results(), 1).blocked, 0.6);
    }

    void blockingAfterServiceTheWorkerFinishesFirst()
    {
        Model m;
        m.duration(100).producer("p", saturated(), 1);
        m.stage("a", constant(1), 0, WhenFull::Block, 2);
        m.stage("b", constant(3), 1, WhenFull::Block);
        Watched w(m);
        QCOMPARE(w.departures(10), QByteArray("a@1 a@2 a@4 b@4 a@7 b@7"));
        QCOMPARE(*stageOf(w.results(), 1).utilisation, 0.5);
        QCOMPARE(*stageOf(w.results(), 1).blocked, 0.5);
    }

    void reservationsAndProducersAreLetInFirstComeFirstServed()
    {
        Model m;
        m.duration(100);
        once(m, "r", 1, 6);
        once(m, "x", 2, 4);
        once(m, "q", 3, 6);
        once(m, "y", 4, 5);
        m.stage("a1", constant(1), {}, WhenFull::Reject, 6);
        m.stage("a2", constant(1), {}, WhenFull::Reject, 6);
        m.stage("b", constant(10), 0, WhenFull::Block).queue.blocking = Blocking::BeforeService;
        // x is promised the worker at 11 s and comes at 12 s; q gets it at 22 s; y is promised it at 32 s.
        QCOMPARE(completionsOf(m, 100), QByteArray("r@11 x@22 q@32 y@43"));
        stageNode(m, 6).queue.blocking = Blocking::AfterService;
        QCOMPARE(completionsOf(m, 100), QByteArray("r@11 x@21 q@31 y@41"));
    }

    void aPlaceIsPromisedOnlyOnce()
    {
        Model m;
        m.duration(100);
        once(m, "x", 1, 3);
        once(m, "y", 1.5, 4);
        once(m, "q", 2, 5);
        m.stage("a1", constant(4), {}, WhenFull::Reject, 5);
        m.stage("a2", constant(4), {}, WhenFull::Reject, 5);
        m.stage("b", constant(10), 1, WhenFull::Block).queue.blocking = Blocking::BeforeService;
        // One worker and one place, promised to x and y: q waits although nobody is there yet.
        Watched w(m);
        QCOMPARE(w.entries(30), QByteArray("a1@1 a2@1.5 b@5 b@5.5 b@15"));
    }

    void aFailureGivesThePromisedPlaceBack()
    {
        Model m;
        m.duration(100);
        once(m, "x", 1, 2);
        once(m, "y", 2, 3);
        fail(m.stage("a1", constant(2), {}, WhenFull::Reject, 4));
        m.stage("a2", constant(1), {}, WhenFull::Reject, 4);
        m.stage("b", constant(5), 0, WhenFull::Block).queue.blocking = Blocking::BeforeService;
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("y@9"));
        QCOMPARE(w.logged(), QByteArray("failed a1@3"));
        QCOMPARE(*stageOf(w.results(), 3).sojourn.max, 2.0);
    }

    void aCircleOfBlockedWorkersIsNamedAndDoesNotHang()
    {
        Model m;
        m.duration(100);
        once(m, "1", 1, 2);
        once(m, "2", 2, 2);
        m.stage("a", constant(1), 0, WhenFull::Block, 3);
        m.stage("b", constant(1), 0, WhenFull::Block, 2);
        Watched w(m);
        w.go(100);
        QCOMPARE(stageIn(*w, 2).flow.wip().blocked(), 1);
        QCOMPARE(stageIn(*w, 3).flow.wip().blocked(), 1);
        const std::vector<std::string> names = deadlockedStages(*w);
        QCOMPARE(names.size(), std::size_t{2});
        QCOMPARE(names[0], std::string("a"));
        QCOMPARE(names[1], std::string("b"));
        QCOMPARE(*stageOf(w.results(), 2).blocked, 0.97);
    }

    void aCreditComesBackWhenTheItemHasLeftTheLastStageOfTheWindow()
    {
        Model m = window(4);
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("1@5 3@9"));
        QCOMPARE(w.logged(), QByteArray("refused a@2"));
        Model shorter = window(3);
        QCOMPARE(completionsOf(shorter, 100), QByteArray("1@5 2@8 3@11"));
    }

    void withoutACreditTheQueueCountsAsFull()
    {
        Model m = window(4);
        stageNode(m, 3).queue.whenFull = WhenFull::Block;
        // 2 waits at the door until 1 is through, 3 until 2 is.
        Watched w(m);
        QCOMPARE(w.entries(100), QByteArray("a@1 b@2 a@5 b@6 a@9 b@10"));
    }

    void aCreditComesBackWhenTheItemIsLost()
    {
        Model failing = window(4);
        fail(stageNode(failing, 4));
        Watched w(failing);
        w.go(100);
        QCOMPARE(w.logged(), QByteArray("refused a@2, failed b@5, failed b@9"));
        Model refusing = window(4);
        once(refusing, "other", 1.5, 0);
        std::get<ProducerNode>(refusing.scenario().nodes[6].kind).to = {{4, 1.0}};
        stageNode(refusing, 4).queue.capacity = 0;
        Watched v(refusing);
        v.go(100);
        // 1 finds b busy at 2 s: its credit is there again when 2 comes at that instant.
        QCOMPARE(v.logged(), QByteArray("refused b@2, refused b@3"));
    }

    void aCreditComesBackWhenTheItemHasLeftTheNetwork()
    {
        Model m = window(5);
        // It never comes to c.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@5 3@9"));
    }

    void aCreditComesBackWhenTheItemRunsOutOfPatience()
    {
        Model m = window(4);
        stageNode(m, 3).window = Window{2, 4};
        stageNode(m, 3).service = constant(3);
        std::get<ProducerNode>(m.scenario().nodes[1].kind).patience = constant(1);
        Watched w(m);
        // 2 waits from 2 to 3 s; 3 takes its credit at 5 s, while 1 holds the other until 7 s.
        QCOMPARE(w.entries(6), QByteArray("a@1 a@2 b@4 a@5"));
        QCOMPARE(w.logged(), QByteArray("expired a@3"));
    }

    void aWindowBoundsWhatASaturatedSourceKeepsInside()
    {
        Model m;
        m.duration(100).producer("p", saturated(), 1);
        m.stage("a", constant(1), {}, WhenFull::Block, 2).window = Window{3, 2};
        m.stage("b", constant(2));
        Watched w(m);
        w.go(50, [&] { QVERIFY(stageIn(*w, 1).metrics.totals.inside + stageIn(*w, 2).metrics.totals.inside <= 3); });
        QCOMPARE(stageIn(*w, 1).metrics.totals.inside + stageIn(*w, 2).metrics.totals.inside, std::uint64_t{3});
        // The three that came at once took up to 7 s.
        QCOMPARE(*w.results().endToEndSojourn.max, 7.0);
        w->restartWindow();
        w.go(99);
        QCOMPARE(*w.results().endToEndSojourn.max, 6.0);
    }

    void aSmallerCapacityThrowsNothingOut()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 8;
        m.stage("a", constant(5.5), 4);
        ScheduledChange change;
        change.at = at(5.1);
        change.node = 1;
        change.after = m.scenario().nodes[1];
        std::get<StageNode>(change.after.kind).queue.capacity = 1;
        m.scenario().schedule.push_back(change);
        Watched w(m);
        // Four wait; three, when 7 and 8 come after the first has left at 6.5 s.
        w.go(5.5);
        QCOMPARE(stageIn(*w, 1).flow.queue().items(), 4);
        w.go(100);
        QCOMPARE(w.logged(), QByteArray("refused a@6, refused a@7, refused a@8"));
        QCOMPARE(stageIn(*w, 1).metrics.totals.completed, std::uint64_t{5});
    }

    void aLargerCapacityLetsThoseInWhoWaitAtTheDoor()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 5;
        m.stage("a", constant(50), 1, WhenFull::Block);
        ScheduledChange change;
        change.at = at(10);
        change.node = 1;
        change.after = m.scenario().nodes[1];
        std::get<StageNode>(change.after.kind).queue.capacity = 3;
        m.scenario().schedule.push_back(change);
        Watched w(m);
        QCOMPARE(w.entries(40), QByteArray("a@1 a@2 a@10 a@10"));
    }
};

QTEST_GUILESS_MAIN(BlockingTest)
#include "tst_blocking.moc"

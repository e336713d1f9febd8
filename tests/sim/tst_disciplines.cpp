// SPDX-License-Identifier: GPL-3.0-or-later
// Who is served next, and who is not served any more: each order, deadlines and patience, worked out by hand.
#include "story.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using flow::Order;
using flow::WhenFull;

class DisciplinesTest : public QObject
{
    Q_OBJECT

    /// Items of the sources "1", "2", ... sent at those times to the node after them.
    static Model sources(std::initializer_list<double> times)
    {
        Model m;
        m.duration(1000);
        int number = 0;
        for (const double when : times) {
            once(m, std::to_string(++number).c_str(), when, static_cast<int>(times.size()));
        }
        return m;
    }
    static ProducerNode& source(Model& m, std::size_t number)
    {
        return std::get<ProducerNode>(m.scenario().nodes[number - 1].kind);
    }
    static void classes(Model& m, std::initializer_list<int> priorities)
    {
        std::size_t number = 0;
        for (const int priority : priorities) {
            source(m, ++number).priority = priority;
        }
    }

private Q_SLOTS:
    void lifoTakesTheNewestAndNeverInterrupts()
    {
        Model m = sources({1, 2, 3, 4});
        m.stage("a", constant(10)).queue.order = Order::Lifo;
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 4@21 3@31 2@41"));
    }

    void adaptiveLifoTakesTheNewestWhileThePressureStands()
    {
        Model m = sources({1, 2, 3, 4, 5});
        auto& stage = m.stage("a", constant(10), 10);
        stage.queue.order = Order::AdaptiveLifo;
        stage.queue.marks = flow::Marks{3, 1};
        // Pressed at 4 s with three waiting; released at 31 s, when one waits.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 5@21 4@31 3@41 2@51"));
        Model released = sources({1, 2, 3, 4, 40, 40.5});
        released.scenario().nodes.push_back(m.scenario().nodes.back());
        // Of two that wait while nothing is pressed the older one is first.
        QCOMPARE(completionsOf(released, 100), QByteArray("1@11 4@21 3@31 2@41 5@51 6@61"));
    }

    void adaptiveLifoWithoutMarksTurnsAroundWhenTheQueueHasStoodForATenthOfASecond()
    {
        Model m = sources({1, 1.05, 1.06, 1.07});
        m.stage("a", constant(0.09)).queue.order = Order::AdaptiveLifo;
        // Filled at 1.05 s: 40 ms before the first is taken, 130 ms before the next.
        QCOMPARE(completionsOf(m, 10), QByteArray("1@1.09 2@1.18 4@1.27 3@1.36"));
    }

    void priorityServesTheMostUrgentFirstAndEqualsAsTheyCame()
    {
        Model m = sources({1, 2, 3, 4, 5});
        classes(m, {1, 2, 1, 0, 1});
        m.stage("a", constant(10)).queue.order = Order::Priority;
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 4@21 3@31 5@41 2@51"));
    }

    void priorityOfOneClassIsFirstComeFirstServed()
    {
        for (const Order order : {Order::Priority, Order::PriorityPreemptive}) {
            Model m;
            m.duration(2000).producer("p", poisson(0.9), 1).priority = 3;
            m.stage("a", exponential(1.0));
            const RunResult plain = m.run();
            std::get<StageNode>(m.scenario().nodes[1].kind).queue.order = order;
            const RunResult byClass = m.run();
            QCOMPARE(*stageOf(byClass, 1).sojourn.mean, *stageOf(plain, 1).sojourn.mean);
            QCOMPARE(*stageOf(byClass, 1).wait.sd, *stageOf(plain, 1).wait.sd);
            QCOMPARE(*stageOf(byClass, 1).wait.p99, *stageOf(plain, 1).wait.p99);
        }
    }

    void priorityDoesNotInterrupt()
    {
        Model m = sources({1, 2});
        classes(m, {1, 0});
        m.stage("a", constant(10)).queue.order = Order::Priority;
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 2@21"));
    }

    void anInterruptedItemKeepsTheWorkThatWasDone()
    {
        Model m = sources({1, 4});
        classes(m, {1, 0});
        source(m, 2).service = {{-1, constant(3)}};
        m.stage("a", constant(10)).queue.order = Order::PriorityPreemptive;
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("2@7 1@14"));
        const RunResult r = w.results();
        QCOMPARE(*producerOf(r, 0).wait.max, 3.0);
        QCOMPARE(*producerOf(r, 0).service.max, 10.0);
        QCOMPARE(*producerOf(r, 1).wait.max, 0.0);
        QCOMPARE(stageOf(r, 2).totals.offered, std::uint64_t{2});
        QCOMPARE(*stageOf(r, 2).utilisation, 0.13);
    }

    void anItemMayBeInterruptedMoreThanOnce()
    {
        Model m = sources({1, 3, 6, 7});
        classes(m, {2, 1, 1, 0});
        source(m, 2).service = {{-1, constant(2)}};
        source(m, 3).service = {{-1, constant(3)}};
        source(m, 4).service = {{-1, constant(1)}};
        m.stage("a", constant(10)).queue.order = Order::PriorityPreemptive;
        // 1 works 1-3 and 5-6; 3 works 6-7 and 8-10; 1 has 7 s left.
        QCOMPARE(completionsOf(m, 100), QByteArray("2@5 4@8 3@10 1@17"));
    }

    void anInterruptedItemStandsAtTheHeadOfItsClass()
    {
        Model m = sources({1, 2, 4});
        classes(m, {1, 1, 0});
        source(m, 3).service = {{-1, constant(2)}};
        m.stage("a", constant(10)).queue.order = Order::PriorityPreemptive;
        QCOMPARE(completionsOf(m, 100), QByteArray("3@6 1@13 2@23"));
    }

    void anInterruptedItemMayExceedTheCapacity()
    {
        Model m = sources({1, 2, 3, 3.5});
        classes(m, {1, 1, 0, 1});
        m.stage("a", constant(10), 1).queue.order = Order::PriorityPreemptive;
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("3@13 1@21 2@31"));
        QCOMPARE(w.logged(), QByteArray("refused a@3.5"));
        QCOMPARE(stageOf(w.results(), 4).depthMax, std::uint64_t{2});
    }

    void ofSeveralWorkersTheLeastUrgentLatestBegunIsInterrupted()
    {
        Model m = sources({1, 2, 3, 4});
        classes(m, {2, 2, 1, 0});
        auto& stage = m.stage("a", constant(10));
        stage.queue.order = Order::PriorityPreemptive;
        stage.workers = 3;
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 3@13 4@14 2@19"));
    }

    void equalsAndTheMoreUrgentAreNotInterrupted()
    {
        Model m = sources({1, 2, 3});
        classes(m, {1, 1, 2});
        m.stage("a", constant(10)).queue.order = Order::PriorityPreemptive;
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 2@21 3@31"));
    }

    void sharedWorkersGiveEachItemItsPart()
    {
        Model m = sources({1, 2, 3});
        auto& stage = m.stage("a", constant(4));
        stage.queue.order = Order::ProcessorSharing;
        stage.workers = 2;
        m.duration(10);
        Watched w(m);
        // At full speed until 3 s; then three share two workers: 1 has 2 s of work left, 2 has 3 s, 3 has 4 s.
        QCOMPARE(w.completions(10), QByteArray("1@6 2@7 3@8"));
        const RunResult r = w.results();
        QCOMPARE(*stageOf(r, 3).utilisation, 12.0 / 20.0);
        QCOMPARE(*stageOf(r, 3).wait.max, 0.0);
        QCOMPARE(*stageOf(r, 3).service.max, 5.0);
    }

    void sharedWorkersOfAnotherNumberChangeTheRate()
    {
        Model m = sources({1, 2});
        m.stage("a", constant(4)).queue.order = Order::ProcessorSharing;
        ScheduledChange change;
        change.at = at(4);
        change.node = 2;
        change.after = m.scenario().nodes[2];
        std::get<StageNode>(change.after.kind).workers = 2;
        m.scenario().schedule.push_back(change);
        // By 4 s the first has had 2 s of work, the second 1 s.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@6 2@7"));
    }

    void aCapacityBoundsWhatSharesBeyondTheWorkers()
    {
        Model m = sources({1, 2, 3, 4});
        auto& stage = m.stage("a", constant(10), 1);
        stage.queue.order = Order::ProcessorSharing;
        stage.workers = 2;
        stage.queue.marks = flow::Marks{1, 0};
        Watched w(m);
        // Three share two workers from 3 s on; by then 1 has 8 s left, 2 has 9 s: 1 ends at 15 s, 2 a second later, 3
        // another second later.
        QCOMPARE(w.completions(100), QByteArray("1@15 2@16 3@17"));
        QCOMPARE(w.logged(), QByteArray("pressed a@3, refused a@4, released a@15"));
        QCOMPARE(stageOf(w.results(), 4).inSystemMax, std::uint64_t{3});
    }

    void aDeadlineThatIsMetToTheInstantIsMet()
    {
        Model m = sources({1, 2});
        source(m, 2).deadline = std::chrono::seconds(1);
        m.stage("a", constant(2));
        QCOMPARE(completionsOf(m, 100), QByteArray("1@3 2@5"));
    }

    void anItemPastItsDeadlineKeepsItsPlaceUntilItsTurnComes()
    {
        Model m = sources({1, 2, 2.7, 3.5});
        source(m, 2).deadline = std::chrono::milliseconds(500);
        m.stage("a", constant(2), 1);
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("1@3 4@5.5"));
        QCOMPARE(w.logged(), QByteArray("refused a@2.7, expired a@3"));
        QCOMPARE(stageOf(w.results(), 4).totals.expired, std::uint64_t{1});
    }

    void aDeadlineDoesNotTouchAnItemInService()
    {
        Model m = sources({1});
        source(m, 1).deadline = std::chrono::seconds(1);
        m.stage("a", constant(5), {}, WhenFull::Reject, 2);
        m.stage("b", constant(5));
        Watched w(m);
        // It counts in every queue: the second worker sees it at 6 s.
        QCOMPARE(w.completions(100), QByteArray());
        QCOMPARE(w.logged(), QByteArray("expired b@6"));
    }

    void aDeadlineOfARetryRunsFromThatAttempt()
    {
        Model m = sources({1, 2, 3});
        source(m, 2).patience = constant(3);
        source(m, 3).deadline = std::chrono::seconds(4);
        source(m, 3).retry.kind = flow::RetryPolicy::Kind::Fixed;
        source(m, 3).retry.base = std::chrono::seconds(6);
        m.stage("a", constant(10), 1);
        Watched w(m);
        // 2 waits until 5 s, so 3 is refused at 3 s; it waits from 9 s on and is taken at 11 s, before 13 s.
        QCOMPARE(w.completions(100), QByteArray("1@11 3@21"));
        QCOMPARE(w.logged(), QByteArray("refused a@3, expired a@5"));
    }

    void patienceRemovesAnItemAtTheInstantItEnds()
    {
        Model m = sources({1, 2, 3, 6});
        source(m, 2).patience = constant(3);
        m.stage("a", constant(10), 2);
        Watched w(m);
        // The place of 2 is free from 5 s on, so 4 finds one.
        QCOMPARE(w.completions(100), QByteArray("1@11 3@21 4@31"));
        QCOMPARE(w.logged(), QByteArray("expired a@5"));
    }

    void patienceDoesNotTouchAnItemInServiceAndBeginsAnewAtEachStage()
    {
        Model m = sources({1, 2});
        source(m, 2).patience = constant(4);
        m.stage("a", constant(4), {}, WhenFull::Reject, 3);
        m.stage("b", constant(7));
        // 2 waits 3 s at the first stage and 3 s at the second, and is served longer than its patience at both.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@12 2@19"));
    }

    void atOneInstantTheExpiryOrTheDepartureThatWasPlannedFirstIsFirst()
    {
        Model early = sources({1, 2});
        source(early, 2).patience = constant(2);
        early.stage("a", constant(3));
        QCOMPARE(completionsOf(early, 100), QByteArray("1@4 2@7"));
        // The service that ends at 4 s begins at 3 s, after the patience was planned.
        Model late = sources({1, 1.5, 2});
        source(late, 2).service = {{-1, constant(1)}};
        source(late, 3).patience = constant(2);
        late.stage("a", constant(2));
        Watched w(late);
        QCOMPARE(w.completions(100), QByteArray("1@3 2@4"));
        QCOMPARE(w.logged(), QByteArray("expired a@4"));
    }

    void whoRanOutOfPatienceInTheMiddleLeavesTheOthersInOrder()
    {
        Model m = sources({1, 2, 3, 4, 5});
        source(m, 3).patience = constant(1.5);
        source(m, 4).patience = constant(1);
        m.stage("a", constant(10));
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("1@11 2@21 5@31"));
        QCOMPARE(w.logged(), QByteArray("expired a@4.5, expired a@5"));
    }
};

QTEST_GUILESS_MAIN(DisciplinesTest)
#include "tst_disciplines.moc"

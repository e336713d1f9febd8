// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/retry.h"
#include "flow/stage.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::flow;
using Switch = WatermarkGate::Switch;
using Answer = Stage::Answer;

Q_DECLARE_METATYPE(std::vector<int>)

namespace {

QueuePolicy bounded(std::int64_t capacity, WhenFull whenFull)
{
    QueuePolicy policy;
    policy.capacity = capacity;
    policy.whenFull = whenFull;
    return policy;
}

Waiting waiting(ItemHandle item, std::int64_t bytes = 1)
{
    return {Instant(), bytes, item};
}

} // namespace

class KernelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signalFollowsTheLevelWithHysteresis_data()
    {
        QTest::addColumn<std::vector<int>>("levels");
        QTest::addColumn<QString>("answers"); // P pressed, R released, - nothing
        QTest::newRow("below high nothing happens") << std::vector{1, 7} << "--";
        QTest::newRow("high water itself presses") << std::vector{8} << "P";
        QTest::newRow("above high presses once") << std::vector{9, 10, 9} << "P--";
        QTest::newRow("between the marks the signal stands") << std::vector{8, 7, 3, 7} << "P---";
        QTest::newRow("low water itself releases") << std::vector{8, 2} << "PR";
        QTest::newRow("below low releases") << std::vector{8, 0} << "PR";
        QTest::newRow("rising again from between does not press") << std::vector{8, 2, 5, 7, 8} << "PR--P";
    }
    void signalFollowsTheLevelWithHysteresis()
    {
        QFETCH(std::vector<int>, levels);
        QFETCH(QString, answers);
        WatermarkGate gate(Marks{8, 2});
        QString seen;
        for (const int level : levels) {
            const Switch change = gate.onLevel(level);
            seen += QLatin1Char(change == Switch::Pressed ? 'P' : change == Switch::Released ? 'R' : '-');
        }
        QCOMPARE(seen, answers);
    }

    void aGateWithoutMarksIsNeverPressed()
    {
        WatermarkGate gate;
        QCOMPARE(gate.onLevel(1'000'000'000), Switch::None);
        QVERIFY(!gate.pressed());
        QVERIFY(!gate.hasMarks());
    }

    void newMarksActAtOnceOnTheLevelAsItIs()
    {
        WatermarkGate gate(Marks{100, 50});
        QCOMPARE(gate.onLevel(60), Switch::None);
        QCOMPARE(gate.setMarks(Marks{60, 20}, 60), Switch::Pressed);
        QCOMPARE(gate.setMarks(Marks{200, 60}, 60), Switch::Released);
        QCOMPARE(gate.onLevel(200), Switch::Pressed);
        QCOMPARE(gate.setMarks(std::nullopt, 200), Switch::Released);
    }

    void aQueueServesInItsOrder()
    {
        for (const Order order : {Order::Fifo, Order::Lifo}) {
            QueuePolicy policy;
            policy.order = order;
            BoundedQueue queue(policy);
            for (ItemHandle i = 0; i < 40; ++i) {
                queue.push(waiting(i));
            }
            for (ItemHandle i = 0; i < 40; ++i) {
                Waiting next;
                queue.popNext(next);
                QCOMPARE(next.item, order == Order::Fifo ? i : 39 - i);
            }
            QVERIFY(queue.empty());
        }
    }

    void theOldestIsTheOneThatCameFirstInEveryOrder()
    {
        QueuePolicy policy;
        policy.order = Order::Lifo;
        BoundedQueue queue(policy);
        queue.push(waiting(1));
        queue.push(waiting(2));
        QCOMPARE(queue.oldest().item, ItemHandle{1});
        Waiting out;
        queue.popOldest(out);
        QCOMPARE(out.item, ItemHandle{1});
    }

    void aQueueOfBytesCountsBytes()
    {
        QueuePolicy policy = bounded(100, WhenFull::Reject);
        policy.measure = Measure::Bytes;
        policy.marks = Marks{80, 40};
        BoundedQueue queue(policy);
        QVERIFY(queue.hasPlaceFor(100));
        QVERIFY(!queue.canEverHold(101));
        QCOMPARE(queue.push(waiting(1, 70)), Switch::None);
        QVERIFY(!queue.hasPlaceFor(31));
        QVERIFY(queue.hasPlaceFor(30));
        QCOMPARE(queue.push(waiting(2, 10)), Switch::Pressed);
        QCOMPARE(queue.level(), 80);
        QCOMPARE(queue.items(), 2);
        Waiting out;
        QCOMPARE(queue.popNext(out), Switch::Released);
        QCOMPARE(queue.bytes(), 10);
    }

    void aSmallerCapacityThrowsNothingOut()
    {
        BoundedQueue queue(bounded(10, WhenFull::Reject));
        for (ItemHandle i = 0; i < 10; ++i) {
            queue.push(waiting(i));
        }
        queue.configure(bounded(3, WhenFull::Reject));
        QCOMPARE(queue.items(), 10);
        QVERIFY(!queue.hasPlaceFor(1));
    }

    void aFullStageAnswersByItsPolicy_data()
    {
        QTest::addColumn<int>("whenFull");
        QTest::addColumn<int>("capacity");
        QTest::addColumn<int>("answer");
        const auto row = [](const char* name, WhenFull whenFull, int capacity, Answer answer) {
            QTest::newRow(name) << static_cast<int>(whenFull) << capacity << static_cast<int>(answer);
        };
        row("reject", WhenFull::Reject, 2, Answer::Refuse);
        row("drop-newest", WhenFull::DropNewest, 2, Answer::Refuse);
        row("drop-oldest", WhenFull::DropOldest, 2, Answer::MakeRoom);
        row("block", WhenFull::Block, 2, Answer::Park);
        row("drop-oldest without places turns the newcomer away", WhenFull::DropOldest, 0, Answer::Refuse);
        row("block without places hands over", WhenFull::Block, 0, Answer::Park);
        row("reject without places", WhenFull::Reject, 0, Answer::Refuse);
    }
    void aFullStageAnswersByItsPolicy()
    {
        QFETCH(int, whenFull);
        QFETCH(int, capacity);
        QFETCH(int, answer);
        Stage stage;
        stage.configure(bounded(capacity, static_cast<WhenFull>(whenFull)), 1);
        QCOMPARE(stage.offer(1), Answer::Start);
        stage.wip().start();
        for (int i = 0; i < capacity; ++i) {
            QCOMPARE(stage.offer(1), Answer::Queue);
            stage.queue().push(waiting(static_cast<ItemHandle>(i)));
        }
        QCOMPARE(static_cast<int>(stage.offer(1)), answer);
    }

    void nobodyOvertakesASenderAtTheDoor()
    {
        Stage stage;
        stage.configure(bounded(1, WhenFull::Block), 1);
        stage.door().pushBack({Instant(), 0, 5});
        QCOMPARE(stage.offer(1), Answer::Park);
    }

    void anItemThatCanNeverFitIsRefusedRatherThanParkedForEver()
    {
        QueuePolicy policy = bounded(100, WhenFull::Block);
        policy.measure = Measure::Bytes;
        Stage stage;
        stage.configure(policy, 1);
        stage.wip().start();
        QCOMPARE(stage.offer(101), Answer::Refuse);
        QCOMPARE(stage.offer(100), Answer::Queue);
    }

    void aBlockedItemKeepsItsPermit()
    {
        WipLimiter wip;
        wip.setLimit(1);
        wip.start();
        wip.finish();
        wip.hold();
        QVERIFY(!wip.hasPermit());
        QCOMPARE(wip.busy(), 0);
        QCOMPARE(wip.blocked(), 1);
        wip.unblock();
        QVERIFY(wip.hasPermit());
    }

    void aSmallerLimitInterruptsNobody()
    {
        WipLimiter wip;
        wip.setLimit(4);
        for (int i = 0; i < 4; ++i) {
            wip.start();
        }
        wip.setLimit(2);
        QCOMPARE(wip.busy(), 4);
        wip.finish();
        wip.finish();
        QVERIFY(!wip.hasPermit());
        wip.finish();
        QVERIFY(wip.hasPermit());
    }

    void retryDelaysFollowTheirFormula_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("jitter");
        QTest::addColumn<int>("failed");
        QTest::addColumn<double>("uniform");
        QTest::addColumn<int>("previousMs");
        QTest::addColumn<double>("expectedMs");
        using Kind = RetryPolicy::Kind;
        const auto row = [](const char* name, Kind kind, Jitter jitter, int failed, double u, int previous, double expected) {
            QTest::newRow(name) << static_cast<int>(kind) << static_cast<int>(jitter) << failed << u << previous << expected;
        };
        row("fixed is always the base", Kind::Fixed, Jitter::None, 7, 0.9, 5, 5.0);
        row("first exponential delay", Kind::Exponential, Jitter::None, 1, 0.5, 0, 10.0);
        row("third exponential delay", Kind::Exponential, Jitter::None, 3, 0.5, 20, 40.0);
        row("the cap holds", Kind::Exponential, Jitter::None, 30, 0.5, 20, 2000.0);
        row("full jitter", Kind::Exponential, Jitter::Full, 3, 0.25, 20, 10.0);
        row("full jitter is capped before the draw", Kind::Exponential, Jitter::Full, 30, 0.5, 20, 1000.0);
        row("equal jitter", Kind::Exponential, Jitter::Equal, 3, 0.25, 20, 25.0);
        row("decorrelated starts from the base", Kind::Exponential, Jitter::Decorrelated, 1, 0.5, 0, 10.0);
        row("decorrelated grows from the delay before", Kind::Exponential, Jitter::Decorrelated, 2, 1.0, 100, 300.0);
        row("decorrelated is capped after the draw", Kind::Exponential, Jitter::Decorrelated, 2, 1.0, 1000, 2000.0);
    }
    void retryDelaysFollowTheirFormula()
    {
        QFETCH(int, kind);
        QFETCH(int, jitter);
        QFETCH(int, failed);
        QFETCH(double, uniform);
        QFETCH(int, previousMs);
        QFETCH(double, expectedMs);
        RetryPolicy policy;
        policy.kind = static_cast<RetryPolicy::Kind>(kind);
        policy.jitter = static_cast<Jitter>(jitter);
        policy.base = std::chrono::milliseconds(5);
        policy.cap = std::chrono::milliseconds(2000);
        const Duration delay = retryDelay(policy, failed, std::chrono::milliseconds(previousMs), uniform);
        QCOMPARE(static_cast<double>(delay.count()) / 1e6, expectedMs);
    }

    void tenFirstTriesAtATenthEarnExactlyOneRetry()
    {
        RetryBudget budget;
        QVERIFY(!budget.take());
        for (int i = 0; i < 9; ++i) {
            budget.onFirstTry(0.1);
        }
        QVERIFY(!budget.take());
        budget.onFirstTry(0.1);
        QVERIFY(budget.take());
        QVERIFY(!budget.take());
    }

    void aBudgetKeepsTenRetriesAtMost()
    {
        RetryBudget budget;
        for (int i = 0; i < 1000; ++i) {
            budget.onFirstTry(0.5);
        }
        int taken = 0;
        while (budget.take()) {
            ++taken;
        }
        QCOMPARE(taken, 10);
    }

    void aRingKeepsItsOrderWhileItGrowsAndWraps()
    {
        Ring<int> ring;
        int in = 0;
        int out = 0;
        for (int round = 0; round < 200; ++round) {
            for (int i = 0; i < round % 7 + 3; ++i) {
                ring.pushBack(in++);
            }
            for (int i = 0; i < round % 5 + 1; ++i) {
                QCOMPARE(ring.popFront(), out++);
            }
        }
        QCOMPARE(static_cast<int>(ring.size()), in - out);
        QCOMPARE(ring[0], out);
        QCOMPARE(ring.popBack(), in - 1);
    }
};

QTEST_GUILESS_MAIN(KernelTest)
#include "tst_kernel.moc"

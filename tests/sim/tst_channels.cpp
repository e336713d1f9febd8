// SPDX-License-Identifier: GPL-3.0-or-later
// Fan-out: every consumer sees every item, the slowest one decides, and killing it frees the others.
#include "story.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using flow::WhenFull;

class ChannelsTest : public QObject
{
    Q_OBJECT

    static Consumer consumer(const char* name, double service, std::optional<std::int64_t> buffer = {})
    {
        Consumer c;
        c.name = name;
        c.service = constant(service);
        c.buffer = buffer;
        return c;
    }
    static ChannelNode& channel(Model& m, std::vector<Consumer> consumers)
    {
        ChannelNode node;
        node.consumers = std::move(consumers);
        m.scenario().nodes.push_back({"news", node});
        return std::get<ChannelNode>(m.scenario().nodes.back().kind);
    }
    /// One item a second to a channel whose slow consumer takes 10 s.
    static Model busy(std::int64_t items, std::optional<std::int64_t> buffer = {})
    {
        Model m;
        m.duration(1000).producer("p", every(1), 1).items = items;
        channel(m, {consumer("fast", 0.5), consumer("slow", 10, buffer)});
        return m;
    }
    static void killAt(Model& m, double when, std::size_t node, bool killed)
    {
        ScheduledChange change;
        change.at = at(when);
        change.node = static_cast<int>(node);
        change.after = m.scenario().nodes[node];
        std::get<ChannelNode>(change.after.kind).consumers[1].killed = killed;
        m.scenario().schedule.push_back(change);
    }

private Q_SLOTS:
    void everyConsumerSeesEveryItemInOrder()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 3;
        channel(m, {consumer("fast", 0.5), consumer("slow", 2)});
        Watched w(m);
        QCOMPARE(
            w.departures(20),
            QByteArray(
                "news/fast@1.5 news/fast@2.5 news@3 news/slow@3 news/fast@3.5 news@5 news/slow@5 news@7 news/slow@7"));
        const RunResult r = w.results();
        QCOMPARE(producerOf(r, 0).completed, std::uint64_t{3});
        QCOMPARE(*producerOf(r, 0).sojourn.max, 4.0);
        QCOMPARE(r.nodes[2].name, std::string("news/fast"));
        QCOMPARE(stageOf(r, 2).totals.completed, std::uint64_t{3});
        QCOMPARE(stageOf(r, 3).totals.completed, std::uint64_t{3});
    }

    void aRequestIsThroughWhenItsLastCopyIs()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 3;
        channel(m, {consumer("fast", 0.5), consumer("slow", 2)});
        QCOMPARE(completionsOf(m, 20), QByteArray("p@3 p@5 p@7"));
    }

    /// An item a second, and one read in ten: 9 are unread after ten seconds, one more or less within them.
    void theChartOfAChannelShowsWhatItsSlowestConsumerHasNotRead()
    {
        const Model m = busy(100);
        SeriesOptions series;
        series.interval = std::chrono::seconds(10);
        series.columnsKept = 100;
        Simulation s = m.simulation(1, series);
        s.runUntil(at(100));
        const Series& columns = s.stageAt(s.nodes()[1]).recorder.series();
        QCOMPARE(columns.end, std::int64_t(10));
        for (std::int64_t i = 1; i < columns.end; ++i) {
            const Column& column = columns.at(i);
            QVERIFY(column.depthMean > column.depthMin && column.depthMean < column.depthMax);
            QVERIFY(std::abs(static_cast<double>(column.depthMean) - (9.0 * static_cast<double>(i) + 4)) < 2);
        }
    }

    void theSlowestConsumerHoldsTheWriterUp()
    {
        Watched w(busy(5, 2));
        // 1 is read from 1 s on, 2 and 3 fill the buffer; 4 and 5 come in as the slow one goes on.
        QCOMPARE(
            w.entries(25),
            QByteArray("news@1 news/fast@1 news/slow@1 news@2 news/fast@2 news/slow@2 news@3 news/fast@3 news/slow@3 "
                       "news@11 news/fast@11 news/slow@11 news@21 news/fast@21 news/slow@21"));
        QCOMPARE(stageOf(w.results(), 1).depthMax, std::uint64_t{2});
    }

    void aChannelThatRejectsRefusesWhatTheSlowestHasNoRoomFor()
    {
        Model m = busy(5, 2);
        std::get<ChannelNode>(m.scenario().nodes[1].kind).whenFull = WhenFull::Reject;
        Watched w(m);
        w.go(50);
        QCOMPARE(w.logged(), QByteArray("refused news@4, refused news@5"));
        QCOMPARE(producerIn(*w, 0).tally.lost, std::uint64_t{2});
    }

    void theSignalFollowsTheUnreadItemsOfTheSlowest()
    {
        Model m = busy(3);
        std::get<ChannelNode>(m.scenario().nodes[1].kind).marks = flow::Marks{2, 0};
        Watched w(m);
        w.go(50);
        QCOMPARE(w.logged(), QByteArray("pressed news@3, released news@21"));
        QCOMPARE(stageOf(w.results(), 1).pressedFraction, 18.0 / 50.0);
    }

    void aWorkerBlocksBeforeAFullChannel()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 4;
        m.stage("a", constant(1), {}, WhenFull::Reject, 2);
        channel(m, {consumer("only", 10, 1)});
        Watched w(m);
        // 1 comes at 2 s, 2 waits from 3 s on, 3 is done at 4 s and stays with its worker until 12 s.
        QCOMPARE(w.departures(23), QByteArray("a@2 a@3 a@12 news@12 news/only@12 a@22 news@22 news/only@22"));
        QCOMPARE(stageOf(w.results(), 1).inSystemMax, std::uint64_t{2});
    }

    void aKillDropsTheUnreadAtOnceAndLetsTheWriterGo()
    {
        Model m = busy(4, 2);
        std::get<ChannelNode>(m.scenario().nodes[1].kind).marks = flow::Marks{2, 0};
        killAt(m, 5, 1, true);
        Watched w(m);
        // The copy in service goes on: 1 is through at 11 s. 2 and 3 have been read by the fast one; 4 waited at the
        // door.
        QCOMPARE(w.completions(50), QByteArray("p@5 p@5 p@5.5 p@11"));
        QCOMPARE(w.logged(),
                 QByteArray(
                     "pressed news@3, killed news/slow@5, dropped news/slow@5, dropped news/slow@5, released news@5"));
        QCOMPARE(stageOf(w.results(), 3).totals.dropped, std::uint64_t{2});
        QCOMPARE(stageOf(w.results(), 3).totals.completed, std::uint64_t{1});
    }

    void aConsumerThatFallsTooFarBehindIsKilled()
    {
        Model m = busy(6);
        std::get<ChannelNode>(m.scenario().nodes[1].kind).killAbove = 2;
        Watched w(m);
        // The third unread item, at 4 s, is one too many.
        QCOMPARE(w.completions(50), QByteArray("p@4 p@4 p@4.5 p@5.5 p@6.5 p@11"));
        QCOMPARE(w.logged(),
                 QByteArray("killed news/slow@4, dropped news/slow@4, dropped news/slow@4, dropped news/slow@4"));
    }

    void aRevivedConsumerReadsFromTheNewestItemOn()
    {
        Model m;
        m.duration(100);
        int number = 0;
        for (const double when : {1.0, 2.0, 6.0, 8.0}) {
            once(m, std::to_string(++number).c_str(), when, 4);
        }
        channel(m, {consumer("fast", 0.5), consumer("slow", 10)});
        killAt(m, 5, 4, true);
        killAt(m, 7, 4, false);
        Watched w(m);
        // The copy of 1 is in its hands until 11 s; of 3 it has none.
        QCOMPARE(w.completions(50), QByteArray("2@5 3@6.5 1@11 4@21"));
        QCOMPARE(stageOf(w.results(), 6).totals.offered, std::uint64_t{3});
    }

    void withoutConsumersItemsGoStraightThrough()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 2;
        channel(m, {consumer("one", 5), consumer("two", 5)});
        for (Consumer& each : std::get<ChannelNode>(m.scenario().nodes[1].kind).consumers) {
            each.killed = true;
        }
        QCOMPARE(completionsOf(m, 50), QByteArray("p@1 p@2"));
    }

    void copiesGoOnWhereTheirConsumerSendsThem()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 1;
        auto& news = channel(m, {consumer("fast", 0.5), consumer("slow", 2)});
        news.consumers[0].to = {{2, 1.0}};
        m.stage("b", constant(4));
        Watched w(m);
        QCOMPARE(w.completions(50), QByteArray("p@5.5"));
        QCOMPARE(stageOf(w.results(), 4).totals.completed, std::uint64_t{1});
    }

    void aRequestIsLostOnlyWhenAllItsCopiesAre()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 1;
        auto& news = channel(m, {consumer("fast", 0.5), consumer("slow", 2)});
        news.consumers[0].to = {{2, 1.0}};
        m.stage("b", constant(4)).failures = flow::FailurePolicy{1.0, flow::FailurePolicy::Mode::Error, 10, {}};
        Watched one(m);
        QCOMPARE(one.completions(50), QByteArray("p@5.5"));
        std::get<ChannelNode>(m.scenario().nodes[1].kind).consumers[1].to = {{2, 1.0}};
        Watched both(m);
        QCOMPARE(both.losses(50), QByteArray("p@9.5"));
        QCOMPARE(both.logged(), QByteArray("failed b@5.5, failed b@9.5"));
    }
};

QTEST_GUILESS_MAIN(ChannelsTest)
#include "tst_channels.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Wires: latency and bandwidth, the buffers at both ends, links that are lost for a while and items that are lost for
// good.
#include "story.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using flow::WhenFull;

class HopsTest : public QObject
{
    Q_OBJECT

    /// Items of 1000 bytes of the sources "1", "2", ... sent at those times over that hop to the node after them.
    static Model sources(std::initializer_list<double> times, const Hop& hop)
    {
        Model m;
        m.duration(1000);
        const int target = static_cast<int>(times.size());
        int number = 0;
        for (const double when : times) {
            ProducerNode& producer = once(m, std::to_string(++number).c_str(), when, target);
            producer.size = constant(1000);
            producer.to = {{target, 1.0, hop}};
        }
        return m;
    }
    static Hop wire(double latency, std::optional<double> bandwidth = {})
    {
        Hop hop;
        hop.latency = fromSeconds(latency);
        hop.bandwidth = bandwidth;
        return hop;
    }
    static ProducerNode& source(Model& m, std::size_t number)
    {
        return std::get<ProducerNode>(m.scenario().nodes[number - 1].kind);
    }

private Q_SLOTS:
    void anItemArrivesAfterItWasSentAndTheWireWasCrossed()
    {
        Model m;
        m.duration(100).producer("p", every(0.5), 1).items = 3;
        source(m, 1).size = constant(1000);
        source(m, 1).to = {{1, 1.0, wire(1, 1000)}};
        m.stage("a", constant(0.5));
        // A second to send, a second to cross; the next is sent when the one before it has been.
        QCOMPARE(completionsOf(m, 100), QByteArray("p@3 p@4 p@5"));
    }

    void everyWayHasAWireOfItsOwn()
    {
        Model m = sources({1, 1.5}, wire(1, 1000));
        m.stage("a", constant(0));
        QCOMPARE(completionsOf(m, 100), QByteArray("1@3 2@3.5"));
    }

    void withoutABandwidthOnlyTheLatencyCounts()
    {
        Model m = sources({1, 1.5, 1.6}, wire(2));
        m.stage("a", constant(0));
        QCOMPARE(completionsOf(m, 100), QByteArray("1@3 2@3.5 3@3.6"));
    }

    void aFullSendBufferBlocksTheWorker()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 3;
        std::get<ProducerNode>(m.scenario().nodes[0].kind).size = constant(1000);
        Hop hop = wire(0, 100);
        hop.sendBuffer = 1000;
        m.stage("a", constant(1)).to = {{2, 1.0, hop}};
        m.stage("b", constant(0));
        Watched w(m);
        QCOMPARE(w.departures(40), QByteArray("a@2 a@12 b@12 a@22 b@22 b@32"));
        const RunResult r = w.results();
        // Held from 3 to 12 s and from 13 to 22 s.
        QCOMPARE(*stageOf(r, 1).blocked, 18.0 / 40.0);
        QCOMPARE(r.hops[0].carried, std::uint64_t{3});
        QCOMPARE(r.hops[0].applicationMean, 18000.0 / 40.0);
        QCOMPARE(r.hops[0].sendMean, 30000.0 / 40.0);
        QCOMPARE(r.hops[0].sendMax, 1000);
    }

    void whatTheReceiverDoesNotTakeFillsBothBuffers()
    {
        Hop hop = wire(1);
        hop.receiveBuffer = 1000;
        hop.sendBuffer = 1000;
        Model m;
        m.duration(100).producer("p", every(1), 1).size = constant(1000);
        source(m, 1).to = {{1, 1.0, hop}};
        source(m, 1).items = 5;
        m.stage("a", constant(10), 0, WhenFull::Block);
        Watched w(m);
        w.go(8);
        const HopState& state = w->hops()[0];
        // 1 is in service since 2 s, 2 was received at 3 s, 3 may not be sent; 4 and 5 are still the sender's.
        QCOMPARE(state.receiveBytes, 1000);
        QCOMPARE(state.sendBytes, 1000);
        QCOMPARE(state.doorBytes, 2000);
        QCOMPARE(producerIn(*w, 0).parked, 2);
        // At 12 s the worker takes 2, 3 goes on the wire, and 4 gets its place in the send buffer when 3 has arrived.
        QCOMPARE(w.completions(100), QByteArray("p@12 p@22 p@32 p@42 p@52"));
        QCOMPARE(w.results().hops[0].receiveMax, 1000);
    }

    void anItemLargerThanABufferGoesThroughAnEmptyOne()
    {
        Hop hop = wire(1);
        hop.receiveBuffer = 100;
        hop.sendBuffer = 100;
        Model m = sources({1}, hop);
        m.stage("a", constant(1));
        QCOMPARE(completionsOf(m, 100), QByteArray("1@3"));
    }

    void aLostLinkDelaysWhatIsOnTheWireAndWhatIsSent()
    {
        Hop hop = wire(2);
        hop.outages = {{at(2), std::chrono::seconds(5)}};
        Model m = sources({1, 3}, hop);
        m.stage("a", constant(0));
        // 1 would have arrived at 3 s; 2 is put on the wire at 7 s.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@7 2@9"));
    }

    void aLostLinkKeepsTheOrder()
    {
        Hop hop = wire(1);
        hop.outages = {{at(2.5), std::chrono::seconds(3)}};
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 5;
        source(m, 1).to = {{1, 1.0, hop}};
        m.stage("a", constant(0));
        // 2 is on the wire when it is lost; 3, 4 and 5 are sent when it is back.
        QCOMPARE(completionsOf(m, 100), QByteArray("p@2 p@5.5 p@6.5 p@6.5 p@6.5"));
    }

    void aLossTellsNobody()
    {
        Hop hop = wire(2);
        hop.loss = 1;
        Model m = sources({1}, hop);
        source(m, 1).timeout = std::chrono::seconds(5);
        source(m, 1).retry.kind = flow::RetryPolicy::Kind::Fixed;
        source(m, 1).retry.base = std::chrono::seconds(1);
        source(m, 1).retry.attempts = 2;
        m.stage("a", constant(0));
        Watched w(m);
        w.go(5.5);
        QCOMPARE(producerIn(*w, 0).tally.retried, std::uint64_t{0});
        // Noticed at 6 s, sent again at 7 s, noticed at 12 s.
        QCOMPARE(w.losses(100), QByteArray("1@12"));
        QCOMPARE(w.logged(), QByteArray());
        QCOMPARE(w.results().hops[0].lost, std::uint64_t{2});
        QCOMPARE(stageOf(w.results(), 1).totals.offered, std::uint64_t{0});
    }

    void aLossWithoutATimeoutEndsTheRequestWhereItHappens()
    {
        Hop hop = wire(2);
        hop.loss = 1;
        Model m = sources({1}, hop);
        m.stage("a", constant(0));
        Watched w(m);
        QCOMPARE(w.losses(100), QByteArray("1@3"));
    }

    void aSenderBehindAHopSeesOnlyItsOwnBuffer()
    {
        Hop hop = wire(1);
        hop.sendBuffer = 1000;
        Model m;
        m.duration(100).producer("p", every(0.25), 1).items = 3;
        source(m, 1).size = constant(1000);
        source(m, 1).onPressure = flow::OnPressure::Wait;
        source(m, 1).to = {{1, 1.0, hop}};
        m.stage("a", constant(100), 5).queue.marks = flow::Marks{1, 0};
        Watched w(m);
        // Pressed from 2.25 s on, which it does not know; each item has to have crossed before the next may be sent.
        QCOMPARE(w.entries(50), QByteArray("a@1.25 a@2.25 a@3.25"));
    }

    void aRefusalBehindAHopIsToldToTheSender()
    {
        Model m = sources({1, 2}, wire(1));
        source(m, 2).retry.kind = flow::RetryPolicy::Kind::Fixed;
        source(m, 2).retry.base = std::chrono::seconds(10);
        m.stage("a", constant(5), 0);
        Watched w(m);
        // Refused at 3 s, again on the way at 13 s.
        QCOMPARE(w.completions(100), QByteArray("1@7 2@19"));
        QCOMPARE(w.logged(), QByteArray("refused a@3"));
    }

    void aFasterWireActsOnWhatIsSentAfterTheChange()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 2;
        source(m, 1).size = constant(1000);
        source(m, 1).to = {{1, 1.0, wire(0, 100)}};
        m.stage("a", constant(0));
        ScheduledChange change;
        change.at = at(5);
        change.node = 0;
        change.after = m.scenario().nodes[0];
        std::get<ProducerNode>(change.after.kind).to[0].hop->bandwidth = 1000;
        m.scenario().schedule.push_back(change);
        // The first is being sent, and takes 10 s; the second takes one.
        QCOMPARE(completionsOf(m, 100), QByteArray("p@11 p@12"));
    }
};

QTEST_GUILESS_MAIN(HopsTest)
#include "tst_hops.moc"

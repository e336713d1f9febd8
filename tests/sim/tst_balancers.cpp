// SPDX-License-Identifier: GPL-3.0-or-later
// Replicas behind a balancer: who gets a request, who waits, who is started and stopped.
#include "story.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using flow::BalancerPolicy;

class BalancersTest : public QObject
{
    Q_OBJECT

    /// Items of the sources "1", "2", ... sent at those times to "pool", the node after them, whose replicas have one
    /// worker each.
    static Model pool(std::initializer_list<double> times, double service, std::int64_t min, std::int64_t max)
    {
        Model m;
        m.duration(1000);
        int number = 0;
        for (const double when : times) {
            once(m, std::to_string(++number).c_str(), when, static_cast<int>(times.size()));
        }
        BalancerNode node;
        node.policy.type = BalancerPolicy::Type::Requests;
        node.policy.min = min;
        node.policy.max = max;
        node.replica.service = constant(service);
        m.scenario().nodes.push_back({"pool", node});
        return m;
    }
    static BalancerNode& balancer(Model& m) { return std::get<BalancerNode>(m.scenario().nodes.back().kind); }
    static BalancerPolicy& policy(Model& m) { return balancer(m).policy; }
    static const StageResult& result(const RunResult& run, const char* name)
    {
        for (const NodeResult& node : run.nodes) {
            if (node.name == name) {
                return std::get<StageResult>(node.figures);
            }
        }
        qFatal("no such node");
    }

private Q_SLOTS:
    void theLeastLoadedReplicaGetsTheRequest()
    {
        Watched w(pool({1, 2, 3, 4}, 10, 2, 2));
        w.go(5);
        const RunResult r = w.results();
        QCOMPARE(result(r, "pool/1").totals.accepted, std::uint64_t{2});
        QCOMPARE(result(r, "pool/2").totals.accepted, std::uint64_t{2});
        QCOMPARE(result(r, "pool").totals.accepted, std::uint64_t{4});
    }

    void aReplicaThatHasLessLeftIsPreferred()
    {
        // 3 comes when the replica of 1 has nothing left, 4 when that of 2 has.
        Model m = pool({1, 5, 12, 16}, 10, 2, 2);
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 2@15 3@22 4@26"));
    }

    void aboveTheHardLimitRequestsWaitInTheBalancer()
    {
        Model m = pool({1, 2, 3, 4}, 10, 1, 1);
        policy(m).softLimit = 1;
        policy(m).hardLimit = 2;
        Watched w(m);
        w.go(5);
        QCOMPARE(stageIn(*w, 4).flow.queue().items(), 2);
        QCOMPARE(result(w.results(), "pool/1").totals.inside, std::uint64_t{2});
        QCOMPARE(w.completions(100), QByteArray("1@11 2@21 3@31 4@41"));
        const StageResult r = result(w.results(), "pool");
        QCOMPARE(r.totals.completed, std::uint64_t{4});
        QCOMPARE(*r.sojourn.max, 37.0);
        QCOMPARE(*r.wait.max, 27.0);
        QCOMPARE(r.depthMax, std::uint64_t{2});
    }

    void aRequestThatFindsAllAtTheSoftLimitStartsOneMore()
    {
        Model m = pool({1, 2, 8}, 10, 1, 2);
        policy(m).softLimit = 1;
        policy(m).startDelay = std::chrono::seconds(5);
        Watched w(m);
        // 2 joins the first replica's queue and has the second one started, which runs from 7 s on and serves 3.
        QCOMPARE(w.completions(100), QByteArray("1@11 3@18 2@21"));
        QCOMPARE(result(w.results(), "pool").scaling->starts, std::uint64_t{1});
        QCOMPARE(result(w.results(), "pool").scaling->workers, 2);
    }

    void whoWaitsInTheBalancerIsTakenByTheReplicaThatHasStarted()
    {
        Model m = pool({1, 2, 3}, 10, 1, 2);
        policy(m).softLimit = 1;
        policy(m).hardLimit = 2;
        policy(m).startDelay = std::chrono::seconds(5);
        // 2 is below the hard limit of the first; 3 is not, and gets the second at 7 s.
        QCOMPARE(completionsOf(m, 100), QByteArray("1@11 3@17 2@21"));
    }

    void withoutAReplicaTheFirstRequestStartsOne()
    {
        Model m = pool({1, 2}, 2, 0, 1);
        policy(m).startDelay = std::chrono::seconds(3);
        Watched w(m);
        QCOMPARE(w.completions(100), QByteArray("1@6 2@8"));
        QCOMPARE(result(w.results(), "pool").scaling->starts, std::uint64_t{1});
    }

    void aReplicaTooManyIsStoppedAtTheNextLook()
    {
        Model m = pool({1, 2}, 3, 1, 2);
        policy(m).softLimit = 1;
        policy(m).stopAfter = std::chrono::seconds(10);
        Watched w(m);
        w.go(9);
        QCOMPARE(result(w.results(), "pool").scaling->workers, 2);
        w.go(11);
        QCOMPARE(result(w.results(), "pool").scaling->workers, 1);
        QCOMPARE(result(w.results(), "pool").scaling->stops, std::uint64_t{1});
        w.go(100);
        QCOMPARE(result(w.results(), "pool").scaling->workers, 1);
    }

    void noReplicaIsStoppedWhileTheOthersAreAtTheSoftLimit()
    {
        Model m = pool({1, 2}, 15, 1, 2);
        policy(m).softLimit = 1;
        policy(m).stopAfter = std::chrono::seconds(10);
        Watched w(m);
        // At 10 s both are at the soft limit; at 20 s neither is.
        w.go(19);
        QCOMPARE(result(w.results(), "pool").scaling->workers, 2);
        w.go(21);
        QCOMPARE(result(w.results(), "pool").scaling->workers, 1);
    }

    void aReplicaThatIsStoppedFinishesWhatItHas()
    {
        Model m = pool({1, 1, 12}, 15, 2, 2);
        policy(m).softLimit = 2;
        policy(m).stopAfter = std::chrono::seconds(10);
        ScheduledChange change;
        change.at = at(5);
        change.node = 3;
        change.after = m.scenario().nodes[3];
        std::get<BalancerNode>(change.after.kind).policy.min = 1;
        m.scenario().schedule.push_back(change);
        Watched w(m);
        // Of two with one request each the last one is stopped at 10 s; its request goes on, and 3 waits for the other.
        w.go(11);
        QCOMPARE(result(w.results(), "pool").scaling->workers, 1);
        QCOMPARE(result(w.results(), "pool/2").totals.inside, std::uint64_t{1});
        QCOMPARE(w.completions(100), QByteArray("1@16 2@16 3@31"));
        QCOMPARE(result(w.results(), "pool").totals.completed, std::uint64_t{3});
        QCOMPARE(result(w.results(), "pool/1").totals.completed, std::uint64_t{2});
    }

    void whatAReplicaRefusesIsRefusedByTheBalancer()
    {
        Model m = pool({1, 2}, 10, 1, 1);
        balancer(m).replica.queue.capacity = 0;
        Watched w(m);
        QCOMPARE(w.losses(100), QByteArray("2@2"));
        const RunResult r = w.results();
        for (const char* name : {"pool", "pool/1"}) {
            QCOMPARE(result(r, name).totals.offered, std::uint64_t{2});
            QCOMPARE(result(r, name).totals.refused, std::uint64_t{1});
            QCOMPARE(result(r, name).refusedBy[static_cast<std::size_t>(flow::RefusalReason::QueueFull)],
                     std::uint64_t{1});
        }
    }

    void whatFailsInAReplicaFailsInTheBalancer()
    {
        Model m = pool({1, 2}, 10, 1, 1);
        balancer(m).replica.failures = flow::FailurePolicy{1.0, flow::FailurePolicy::Mode::Error, 10, {}};
        Watched w(m);
        QCOMPARE(w.losses(100), QByteArray("1@11 2@21"));
        const RunResult r = w.results();
        QCOMPARE(result(r, "pool").totals.failed, std::uint64_t{2});
        QCOMPARE(result(r, "pool/1").totals.failed, std::uint64_t{2});
        QVERIFY(r.conserved);
    }

    void aReplicaThatBlocksLeavesTheRequestInTheBalancer()
    {
        Model m = pool({1, 2, 3}, 10, 1, 1);
        balancer(m).replica.queue.capacity = 1;
        balancer(m).replica.queue.whenFull = flow::WhenFull::Block;
        Watched w(m);
        w.go(5);
        QCOMPARE(stageIn(*w, 3).flow.queue().items(), 1);
        QCOMPARE(w.completions(100), QByteArray("1@11 2@21 3@31"));
    }

    void aClientStaysWithTheReplicaThatHasItsConnection()
    {
        Model m;
        m.duration(100);
        auto& producer = m.producer("p", every(1), 1);
        producer.clients = 2;
        producer.killed = {1};
        BalancerNode node;
        node.policy.min = node.policy.max = 2;
        node.policy.softLimit = 1;
        node.policy.hardLimit = 2;
        node.replica.service = constant(1000);
        m.scenario().nodes.push_back({"pool", node});
        Watched w(m);
        w.go(50);
        const RunResult r = w.results();
        const std::uint64_t one = result(r, "pool/1").totals.accepted;
        const std::uint64_t two = result(r, "pool/2").totals.accepted;
        // Even above the hard limit: it counts connections, and this is one.
        QVERIFY(one + two > 10);
        QVERIFY(one == 0 || two == 0);
    }

    void requestsOfASourceThatDoesNotTellItsClientsApartAreConnectionsOfTheirOwn()
    {
        Model m = pool({1, 2, 3}, 10, 2, 2);
        policy(m).type = BalancerPolicy::Type::Connections;
        policy(m).softLimit = 1;
        policy(m).hardLimit = 2;
        QCOMPARE(completionsOf(m, 100).left(9), QByteArray("1@11 2@12"));
    }

    void aSenderThatHeedsTheSignalWaitsWhileTheBalancerQueues()
    {
        Model m = pool({1, 2, 3, 4}, 10, 1, 1);
        policy(m).softLimit = 1;
        policy(m).hardLimit = 2;
        for (std::size_t i = 0; i < 4; ++i) {
            std::get<ProducerNode>(m.scenario().nodes[i].kind).onPressure = flow::OnPressure::Wait;
        }
        Watched w(m);
        // 3 queues, for nobody did when it came; 4 sees it, and comes in its place at 11 s.
        w.go(10);
        QCOMPARE(result(w.results(), "pool").totals.offered, std::uint64_t{3});
        w.go(12);
        QCOMPARE(result(w.results(), "pool").totals.offered, std::uint64_t{4});
        QCOMPARE(result(w.results(), "pool").depthMax, std::uint64_t{1});
    }

    void itemsGoOnFromTheReplicas()
    {
        Model m = pool({1, 2}, 10, 2, 2);
        balancer(m).replica.to = {{3, 1.0}};
        m.stage("b", constant(4));
        QCOMPARE(completionsOf(m, 100), QByteArray("1@15 2@19"));
    }
};

QTEST_GUILESS_MAIN(BalancersTest)
#include "tst_balancers.moc"

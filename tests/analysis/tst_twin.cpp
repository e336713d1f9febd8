// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a measured run beside the simulation of the same scenario.
#include "analysis/twin.h"

#include <QtTest>

using namespace highwater;
using Outcome = TwinVerdict::Outcome;

namespace {

NodeView stage(const char* name, double throughput, double mean, double p95, std::uint64_t count = 1000)
{
    NodeView view;
    view.name = name;
    view.windowThroughput = throughput;
    view.sojourn.count = count;
    view.sojourn.mean = mean;
    view.sojourn.p95 = p95;
    return view;
}

Snapshot picture(std::vector<NodeView> nodes)
{
    Snapshot snapshot;
    snapshot.nodes = std::move(nodes);
    return snapshot;
}

bool says(const TwinVerdict& verdict, const char* words)
{
    return verdict.sentence.find(words) != std::string::npos;
}

} // namespace

class TwinTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewItemsProveNothing()
    {
        const auto verdict = compareTwins(picture({stage("api", 300, 0.002, 0.006, 99)}), picture({stage("api", 300, 0.002, 0.006)}));
        QVERIFY(verdict.outcome == Outcome::Waiting);
        QVERIFY(verdict.stage.empty());
    }

    void theyAgreeWithinThreePercentOfThroughputAndFifteenOfTime()
    {
        const auto verdict = compareTwins(picture({stage("api", 308, 0.00228, 0.0066)}), picture({stage("api", 300, 0.002, 0.006)}));
        QVERIFY(verdict.outcome == Outcome::Agree);
        QVERIFY(says(verdict, "2.28\u2009ms measured, 2.00\u2009ms simulated (+14.0\u2009%)"));
        QVERIFY(says(verdict, "They agree."));
    }

    void beyondThatTheyDifferAndTheWorstStageIsNamed()
    {
        const auto verdict = compareTwins(picture({stage("api", 300, 0.0021, 0.006), stage("db", 300, 0.012, 0.03)}),
                                          picture({stage("api", 300, 0.002, 0.006), stage("db", 300, 0.008, 0.03)}));
        QVERIFY(verdict.outcome == Outcome::Differ);
        QCOMPARE(verdict.stage, std::string("db"));
        QVERIFY(says(verdict, "+50.0"));
    }

    void aFewHundredMicrosecondsMoreAreTheMachines()
    {
        const auto verdict = compareTwins(picture({stage("api", 300, 0.0004, 0.0006)}), picture({stage("api", 300, 0.0002, 0.0005)}));
        QVERIFY(verdict.outcome == Outcome::Differ);
        QVERIFY(says(verdict, "Waking up, sockets and the scheduler cost 200"));
    }

    void sendersThatWaitLearnOfPressureLater()
    {
        NodeView full = stage("api", 300, 0.3, 0.6);
        full.peakLevel = 200;
        NodeView held = stage("api", 300, 0.2, 0.4);
        held.peakLevel = 160;
        Snapshot measured = picture({full});
        auto scenario = std::make_shared<Scenario>();
        ProducerNode sender;
        sender.onPressure = flow::OnPressure::Wait;
        scenario->nodes.push_back({"clients", sender});
        measured.scenario = scenario;
        QVERIFY(says(compareTwins(measured, picture({held})), "learn of pressure by a refusal"));
    }

    void clientsThatTheModelDoesNotKnowAreTheReasonWhenThereAreSome()
    {
        NodeView outside;
        outside.name = "external";
        outside.isProducer = true;
        outside.totals.accepted = 5;
        const auto verdict = compareTwins(picture({stage("api", 400, 0.002, 0.006), outside}), picture({stage("api", 300, 0.002, 0.006)}));
        QVERIFY(verdict.outcome == Outcome::Differ);
        QVERIFY(says(verdict, "throughput 400/s measured, 300/s simulated (+33.3"));
        QVERIFY(says(verdict, "Clients from outside"));
    }
};

QTEST_GUILESS_MAIN(TwinTest)
#include "tst_twin.moc"

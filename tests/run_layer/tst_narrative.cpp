// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/narrative.h"

#include <QTest>

using namespace highwater;

namespace {

/// clients -> api (capacity 1000, marks 600 and 300) -> db, all at rest; a test sets what it is about.
struct Picture
{
    std::shared_ptr<Scenario> scenario = std::make_shared<Scenario>();
    Snapshot snapshot;

    Picture()
    {
        ProducerNode clients;
        clients.to = {Route{1, 1}};
        StageNode api;
        api.queue.capacity = 1000;
        api.queue.marks = flow::Marks{600, 300};
        api.to = {Route{2, 1}};
        scenario->nodes = {Node{"clients", clients}, Node{"api", api}, Node{"db", StageNode{}}};
        snapshot.scenario = scenario;
        snapshot.state = RunState::Running;
        snapshot.nodes.resize(3);
        for (std::size_t i = 0; i < 3; ++i)
            snapshot.nodes[i].name = scenario->nodes[i].name;
        snapshot.nodes[0].isProducer = true;
        api_().workers = 8;
        db().workers = 1;
    }
    NodeView& clients() { return snapshot.nodes[0]; }
    NodeView& api_() { return snapshot.nodes[1]; }
    NodeView& db() { return snapshot.nodes[2]; }
    StageNode& apiStage() { return std::get<StageNode>(scenario->nodes[1].kind); }

    void set(NodeView& node, NodeState state, double offered, double completed, std::int64_t level, double slope)
    {
        node.state = state;
        node.offeredRate = node.acceptedRate = offered;
        node.completedRate = completed;
        node.level = node.waiting = level;
        node.levelSlope = slope;
    }
    [[nodiscard]] QString sentence() const { return QString::fromStdString(narrate(snapshot).sentence); }
    [[nodiscard]] QString word() const { return QString::fromStdString(narrate(snapshot).stateWord); }
    [[nodiscard]] QString subject() const { return QString::fromStdString(narrate(snapshot).subject); }
};

} // namespace

class TestNarrative : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyStageSaysHowBusyItIs();
    void aPressedStageSaysWhoWaitsAndForHowLong();
    void aPressedStageThatNobodyHeedsSaysWhenItIsFull();
    void aFillingStageSaysWhenItReachesTheHighMark();
    void aFillingStageWhoseMarkIsItsCapacitySaysWhenItIsFull();
    void aQueueWithoutALimitGrows();
    void aBlockedStageNamesTheOneThatHasNoRoom();
    void aChainOfBlockedStagesIsToldFromItsRoot();
    void aStageThatIsBlockedMostOfTheTimeIsToldSoInBetween();
    void stagesThatBlockEachOtherAreACircle();
    void aRefusingStageSaysHowManyAreTurnedAway();
    void aRefusalByAPolicyNamesIt();
    void repeatsAreToldApart();
    void aPressedChannelNamesItsSlowestReader();
    void aBalancerSaysWhatRunsWaitsAndStarts();
    void anOutageIsToldAsSuch();
    void aQueueThatNeverDrainsHasItsPriceNamed();
    void troubleIsToldBeforeAllElse();
    void theWorstStageIsTheSubject_data();
    void theWorstStageIsTheSubject();
    void aScenarioWithoutAStageIsToldAsEmpty();
};

void TestNarrative::aHealthyStageSaysHowBusyItIs()
{
    Picture p;
    p.set(p.api_(), NodeState::Flowing, 640, 638, 0, 0);
    p.api_().busyShare = 0.64;
    QCOMPARE(narrate(p.snapshot).node, 1);
    QCOMPARE(p.subject(), QStringLiteral("api"));
    QCOMPARE(p.word(), QStringLiteral("flowing"));
    QCOMPARE(p.sentence(), QStringLiteral("638/s pass, 64\u2009% busy, nobody waits."));
    QVERIFY(!narrate(p.snapshot).tryNext.empty());
}

void TestNarrative::aPressedStageSaysWhoWaitsAndForHowLong()
{
    Picture p;
    p.set(p.api_(), NodeState::Pressed, 640, 700, 564, -60);
    p.api_().pressed = true;
    p.clients().state = NodeState::Waiting;
    p.clients().waitsFor = 1;
    QCOMPARE(p.sentence(), QStringLiteral("640/s arrive, 700/s leave. clients waits until the queue falls to 300, in about 4.4\u2009s."));
    p.api_().levelSlope = 0.1;
    QCOMPARE(p.sentence(), QStringLiteral("640/s arrive, 700/s leave. clients waits until the queue falls to 300."));
}

void TestNarrative::aPressedStageThatNobodyHeedsSaysWhenItIsFull()
{
    Picture p;
    p.set(p.api_(), NodeState::Pressed, 120, 100, 800, 20);
    p.api_().pressed = true;
    QVERIFY(p.sentence().endsWith(QStringLiteral("Nobody heeds the signal: the queue is full in 10\u2009s.")));
}

void TestNarrative::aFillingStageSaysWhenItReachesTheHighMark()
{
    Picture p;
    p.set(p.api_(), NodeState::Filling, 120, 100, 440, 20);
    QCOMPARE(p.sentence(), QStringLiteral("Arrivals 120/s, drain 100/s: the high mark at 600 is reached in 8.0\u2009s."));
}

void TestNarrative::aFillingStageWhoseMarkIsItsCapacitySaysWhenItIsFull()
{
    Picture p;
    p.apiStage().queue.marks = flow::Marks{1000, 500};
    p.set(p.api_(), NodeState::Filling, 120, 100, 760, 20);
    QCOMPARE(p.sentence(), QStringLiteral("Arrivals 120/s, drain 100/s: the queue is full in 12\u2009s."));
}

void TestNarrative::aQueueWithoutALimitGrows()
{
    Picture p;
    p.apiStage().queue = flow::QueuePolicy{};
    p.set(p.api_(), NodeState::Flowing, 120, 100, 5000, 20);
    p.api_().busyShare = 1;
    p.api_().idleShare = 0;
    QCOMPARE(p.word(), QStringLiteral("growing"));
    QVERIFY(p.sentence().contains(QStringLiteral("no limit and grows by 20 every second")));
}

void TestNarrative::aBlockedStageNamesTheOneThatHasNoRoom()
{
    Picture p;
    p.set(p.api_(), NodeState::Blocked, 100, 100, 1000, 0);
    p.api_().waitsFor = 2;
    p.set(p.db(), NodeState::Pressed, 100, 90, 10, 0);
    p.clients().state = NodeState::Waiting;
    p.clients().waitsFor = 1;
    QCOMPARE(p.subject(), QStringLiteral("api"));
    QCOMPARE(p.word(), QStringLiteral("blocked"));
    QCOMPARE(p.sentence(), QStringLiteral("db has no room: 90.0/s leave it. clients waits behind."));
    QVERIFY(narrate(p.snapshot).tryNext.find("db") != std::string::npos);
}

void TestNarrative::aChainOfBlockedStagesIsToldFromItsRoot()
{
    Picture p;
    p.scenario->nodes.push_back(Node{"disk", StageNode{}});
    p.snapshot.nodes.emplace_back();
    p.snapshot.nodes[3].name = "disk";
    p.snapshot.nodes[3].state = NodeState::Filling;
    p.api_().state = NodeState::Blocked;
    p.api_().waitsFor = 2;
    p.api_().busyShare = 0.9;
    p.db().state = NodeState::Blocked;
    p.db().waitsFor = 3;
    QCOMPARE(p.subject(), QStringLiteral("db"));
    QCOMPARE(narrate(p.snapshot).node, 2);
    QVERIFY(p.sentence().startsWith(QStringLiteral("disk has no room")));
    QVERIFY(p.sentence().endsWith(QStringLiteral("api waits behind.")));
}

void TestNarrative::aStageThatIsBlockedMostOfTheTimeIsToldSoInBetween()
{
    Picture p;
    p.set(p.api_(), NodeState::Dropping, 230, 90, 1000, 0);
    p.api_().refusedRate = 140;
    p.api_().waitsFor = 2;
    p.api_().blockedShare = 0.5;
    p.set(p.db(), NodeState::Pressed, 90, 90, 20, 0);
    QCOMPARE(p.word(), QStringLiteral("blocked"));
    QCOMPARE(narrate(p.snapshot).state, NodeState::Blocked);
    QCOMPARE(p.sentence(), QStringLiteral("db has no room: 90.0/s leave it. api turns 140/s away."));
    p.api_().blockedShare = 0.1;
    QCOMPARE(p.word(), QStringLiteral("dropping"));
    QVERIFY(QString::fromStdString(narrate(p.snapshot).tryNext).startsWith(QStringLiteral("Select db")));
}

void TestNarrative::stagesThatBlockEachOtherAreACircle()
{
    Picture p;
    p.api_().state = p.db().state = NodeState::Blocked;
    p.api_().waitsFor = 2;
    p.db().waitsFor = 1;
    QVERIFY(p.sentence().contains(QStringLiteral("wait for each other in a circle")));
}

void TestNarrative::aRefusingStageSaysHowManyAreTurnedAway()
{
    Picture p;
    p.set(p.api_(), NodeState::Dropping, 640, 500, 1000, 0);
    p.api_().acceptedRate = 500;
    p.api_().refusedRate = 140;
    p.api_().totals.refused = 900;
    QCOMPARE(p.word(), QStringLiteral("refusing"));
    QCOMPARE(p.sentence(), QStringLiteral("140/s of 640/s are turned away: its queue is full. 500/s leave."));
}

void TestNarrative::repeatsAreToldApart()
{
    Picture p;
    p.set(p.api_(), NodeState::Dropping, 400, 190, 1000, 0);
    p.api_().refusedRate = 210;
    p.api_().totals.refused = 900;
    p.api_().acceptedRate = 190;
    p.api_().retriedRate = 210;
    QVERIFY(p.sentence().endsWith(QStringLiteral("Retries: 210/s of the 400/s are repeats.")));
    p.api_().retriedRate = 10;
    QVERIFY(!p.sentence().contains(QStringLiteral("repeats")));
}

void TestNarrative::aQueueThatNeverDrainsHasItsPriceNamed()
{
    Picture p;
    p.set(p.api_(), NodeState::Filling, 500, 500, 412, 0);
    p.api_().bloat.standing = 0.31;
    p.api_().service.mean = 0.01;
    QCOMPARE(p.sentence(), QStringLiteral("500/s arrive, 500/s leave. The queue stands at 412. The queue never drains: it adds "
                                          "310\u2009ms to every item and no throughput."));
}

void TestNarrative::troubleIsToldBeforeAllElse()
{
    Picture p;
    p.set(p.api_(), NodeState::Pressed, 640, 700, 566, -60);
    p.snapshot.trouble = "time stands still";
    QCOMPARE(narrate(p.snapshot).node, -1);
    QCOMPARE(p.word(), QStringLiteral("stopped"));
    QCOMPARE(p.sentence(), QStringLiteral("time stands still"));
}

void TestNarrative::theWorstStageIsTheSubject_data()
{
    QTest::addColumn<int>("api");
    QTest::addColumn<int>("db");
    QTest::addColumn<QString>("subject");
    const auto row = [](const char* name, NodeState api, NodeState db, const char* subject) {
        QTest::newRow(name) << static_cast<int>(api) << static_cast<int>(db) << QString::fromLatin1(subject);
    };
    row("refusing before pressed", NodeState::Pressed, NodeState::Dropping, "db");
    row("blocked before refusing", NodeState::Blocked, NodeState::Dropping, "api");
    row("pressed before filling", NodeState::Pressed, NodeState::Filling, "api");
    row("filling before flowing", NodeState::Flowing, NodeState::Filling, "db");
    row("flowing before idle", NodeState::Idle, NodeState::Flowing, "db");
    row("the busier of two equals", NodeState::Flowing, NodeState::Flowing, "db");
}

void TestNarrative::theWorstStageIsTheSubject()
{
    QFETCH(int, api);
    QFETCH(int, db);
    QFETCH(QString, subject);
    Picture p;
    p.api_().state = static_cast<NodeState>(api);
    p.db().state = static_cast<NodeState>(db);
    p.api_().busyShare = 0.4;
    p.db().busyShare = 0.7;
    QCOMPARE(p.subject(), subject);
}

void TestNarrative::aScenarioWithoutAStageIsToldAsEmpty()
{
    QCOMPARE(narrate(Snapshot{}).node, -1);
    Picture p;
    p.scenario->nodes.resize(1);
    p.snapshot.nodes.resize(1);
    QCOMPARE(p.word(), QStringLiteral("empty"));
}

void TestNarrative::aRefusalByAPolicyNamesIt()
{
    Picture p;
    p.set(p.api_(), NodeState::Dropping, 960, 800, 300, 0);
    p.api_().acceptedRate = 800;
    p.api_().refusedRate = 160;
    p.api_().totals.refused = 1000;
    p.api_().refusedBy = {{flow::RefusalReason::TokenBucket, 1000}};
    QVERIFY(p.sentence().startsWith(QStringLiteral("160/s of 960/s are turned away by its token bucket.")));
    QVERIFY(narrate(p.snapshot).tryNext.find("admission") != std::string::npos);
}

void TestNarrative::aPressedChannelNamesItsSlowestReader()
{
    Picture p;
    ChannelNode channel;
    channel.marks = flow::Marks{80, 40};
    p.scenario->nodes[1].kind = channel;
    p.set(p.api_(), NodeState::Pressed, 60, 40, 880, 0);
    p.api_().pressed = true;
    p.api_().consumers.resize(3);
    p.api_().consumers[0].name = "audit";
    p.api_().consumers[1].name = "search";
    p.api_().consumers[1].unread = 880;
    p.api_().consumers[1].lag = std::chrono::milliseconds(9400);
    p.api_().consumers[2].killed = true;
    p.clients().state = NodeState::Waiting;
    p.clients().waitsFor = 1;
    QCOMPARE(p.sentence(), QStringLiteral("60.0/s arrive, 40.0/s leave. search is the slowest reader, 9.40\u2009s and 880 items behind, and sets "
                                          "the pace for all. clients waits for it. 1 was killed."));
    QVERIFY(narrate(p.snapshot).tryNext.find("search") != std::string::npos);
    p.api_().consumers[0].killed = p.api_().consumers[1].killed = true;
    QVERIFY(p.sentence().contains(QStringLiteral("Nobody reads any more")));
    p.set(p.api_(), NodeState::Blocked, 60, 0, 880, 0); // what is told of all kinds alike works without a queue, too
    p.api_().waitsFor = 2;
    QVERIFY(p.sentence().startsWith(QStringLiteral("db has no room")));
    p.set(p.api_(), NodeState::Dropping, 60, 0, 880, 0);
    QVERIFY(!p.sentence().isEmpty());
}

void TestNarrative::aBalancerSaysWhatRunsWaitsAndStarts()
{
    Picture p;
    BalancerNode balancer;
    balancer.policy.max = 5;
    p.scenario->nodes[1].kind = balancer;
    p.set(p.api_(), NodeState::Pressed, 500, 490, 14, 0);
    p.api_().replicas.resize(4);
    for (std::size_t i = 0; i < 3; ++i)
        p.api_().replicas[i].state = ReplicaView::State::Running;
    p.api_().replicas[3].state = ReplicaView::State::Starting;
    p.api_().replicas[3].startsIn = std::chrono::milliseconds(2100);
    QCOMPARE(p.sentence(), QStringLiteral("490/s pass over 3 of 5 replicas. All are at their hard limit: 14 wait. 1 more starts in 2.1\u2009s."));
    p.api_().waiting = 0;
    QVERIFY(!p.sentence().contains(QStringLiteral("hard limit")));
    p.set(p.api_(), NodeState::Dropping, 500, 490, 14, 0);
    QVERIFY(!p.sentence().isEmpty());
}

void TestNarrative::anOutageIsToldAsSuch()
{
    Picture p;
    p.set(p.api_(), NodeState::Pressed, 640, 0, 900, 640);
    p.api_().down = true;
    QCOMPARE(p.word(), QStringLiteral("down"));
    QCOMPARE(p.sentence(), QStringLiteral("Nobody works during the outage: 640/s arrive and 900 wait."));
}

QTEST_GUILESS_MAIN(TestNarrative)
#include "tst_narrative.moc"

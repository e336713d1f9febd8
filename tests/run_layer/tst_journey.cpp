// SPDX-License-Identifier: GPL-3.0-or-later
#include "../sim/models.h"
#include "run/journey_finder.h"
#include "run/run_history.h"
#include "run/views.h"
#include "scenario/shelf.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using flow::WhenFull;

namespace {

QByteArray seconds(Instant at)
{
    return QByteArray::number(toSeconds(at), 'g', 9);
}

QByteArray wordOf(Stay stay)
{
    static constexpr const char* words[stayCount] = {"earlier", "held", "door",    "unsent",  "wire",    "received", "queue", "reserving", "service",
                                                     "paused",  "hung", "blocked", "backoff", "calling", "vanished",  "spread"};
    return words[static_cast<std::size_t>(stay)];
}
QByteArray wordOf(Fate fate)
{
    static constexpr const char* words[] = {"inside", "completed", "refused", "dropped", "expired", "failed", "timeout", "wire", "shed", "lost"};
    return words[static_cast<std::size_t>(fate)];
}

/// "queue a 2-2.5, service a 2.5-4 | refused a@2 | completed@4"; from the second attempt on with its number.
QByteArray told(const Journey& journey)
{
    QByteArrayList stays;
    for (const JourneySegment& segment : journey.segments) {
        const QByteArray from = segment.from.empty() ? QByteArray() : " from " + QByteArray::fromStdString(segment.from);
        const QByteArray number = segment.attempt > 1 ? " #" + QByteArray::number(segment.attempt) : QByteArray();
        stays << wordOf(segment.stay) + ' ' + QByteArray::fromStdString(segment.node) + from + ' ' + seconds(segment.begin) + '-' +
                     seconds(segment.end) + number;
    }
    QByteArray text = stays.join(", ");
    for (const Setback& setback : journey.setbacks)
        text += " | " + wordOf(setback.fate) + ' ' + QByteArray::fromStdString(setback.node) + '@' + seconds(setback.at);
    return text + " | " + wordOf(journey.fate) + '@' + seconds(journey.end);
}

LookBack whole(const Model& model, double until)
{
    return {model.simulation(), at(until)};
}
/// The journeys of a run from its beginning, the first request first.
QByteArrayList journeysOf(const Model& model, double until)
{
    SlowestItems slowest = slowestItems(whole(model, until), runStart, 1000);
    std::sort(slowest.journeys.begin(), slowest.journeys.end(), [](const Journey& a, const Journey& b) { return a.begin < b.begin; });
    QByteArrayList all;
    for (const Journey& journey : slowest.journeys)
        all << told(journey);
    return all;
}

/// Without a gap from begin to end, and the parts add up to the whole.
void checkSums(const Journey& journey)
{
    Instant reached = journey.begin;
    for (const JourneySegment& segment : journey.segments) {
        QCOMPARE(segment.begin, reached);
        QVERIFY(segment.end > segment.begin);
        reached = segment.end;
    }
    QCOMPARE(reached, journey.end);
    QCOMPARE(timeSpent(journey).total(), journey.total());
}

flow::RetryPolicy again(int attempts, double delay)
{
    flow::RetryPolicy policy;
    policy.kind = flow::RetryPolicy::Kind::Fixed;
    policy.base = fromSeconds(delay);
    policy.attempts = attempts;
    policy.jitter = flow::Jitter::None;
    return policy;
}

struct Known
{
    Document document;
    std::shared_ptr<const Scenario> scenario;
};
Known parsed(const std::string& json)
{
    auto document = Document::parse(json);
    if (!document)
        qFatal("%s", document.error().front().message.c_str());
    auto scenario = readScenario(*document);
    if (!scenario)
        qFatal("%s", scenario.error().front().message.c_str());
    return {*document, std::make_shared<const Scenario>(std::move(*scenario))};
}

const char* const changing = R"json({"highwater": 1, "name": "history", "seed": 7, "duration": "60s",
  "nodes": {
    "web": {"type": "producer", "arrivals": "poisson(90/s)", "timeout": "2s", "retry": {"policy": "exponential", "base": "100ms", "attempts": 3}, "to": "api"},
    "api": {"type": "stage", "queue": {"capacity": 100, "whenFull": "reject"}, "workers": {"count": 1, "service": "exponential(10ms)"}}},
  "schedule": [{"at": "20s", "set": "/nodes/web/arrivals", "to": "poisson(120/s)"}]})json";

RunHistory historyOf(const Known& known)
{
    return RunHistory(known.scenario, 7, seriesFor(*known.scenario), std::make_shared<const Standing>(Standing{known.document, {}}),
                      Checkpoints::Distance{std::chrono::milliseconds(300)});
}
/// In slices, as an engine does: copies are kept between them only.
void advance(RunHistory& history, double to)
{
    while (history.now() < at(to))
        history.advance(std::min(at(to), history.now() + fromSeconds(0.25)), UINT64_MAX);
}
/// Two workers from here on.
void widen(RunHistory& history)
{
    const Document wider = *history.standing()->document.with("/nodes/api/workers/count", "2");
    StandingChanges changes = history.standing()->changes;
    auto scenario = changes.scenarioAfter(wider, history.standing()->document, *readScenario(wider), history.now());
    QVERIFY(scenario.has_value());
    history.change(std::make_shared<const Scenario>(std::move(*scenario)), "workers 1 → 2",
                   std::make_shared<const Standing>(Standing{wider, changes}));
}

} // namespace

class JourneyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anItemWaitsForThoseBeforeItAndIsServed()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 3;
        m.stage("a", constant(1.5));
        QCOMPARE(journeysOf(m, 50), (QByteArrayList{"service a 1-2.5 | completed@2.5", "queue a 2-2.5, service a 2.5-4 | completed@4",
                                                    "queue a 3-4, service a 4-5.5 | completed@5.5"}));
    }

    void theSlowestComeFirst()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1);
        m.stage("a", constant(1.5));
        // Item k comes at k and is done at 1 + 1.5 k: those done before 20 are the first twelve.
        const SlowestItems slowest = slowestItems(whole(m, 20), runStart, 3);
        QCOMPARE(slowest.ended, std::uint64_t{12});
        QVERIFY(slowest.complete);
        QCOMPARE(slowest.journeys.size(), std::size_t{3});
        QCOMPARE(told(slowest.journeys[0]), QByteArray("queue a 12-17.5, service a 17.5-19 | completed@19"));
        QCOMPARE(slowest.journeys[1].total(), fromSeconds(6.5));
        QCOMPARE(slowest.journeys[2].total(), fromSeconds(6));
        QCOMPARE(timeSpent(slowest.journeys[0]).waiting, fromSeconds(5.5));
        QCOMPARE(timeSpent(slowest.journeys[0]).service, fromSeconds(1.5));
    }

    void onlyWhatEndedInTheSpanIsInTheTable()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1);
        m.stage("a", constant(1.5));
        const SlowestItems slowest = slowestItems(whole(m, 20), at(15), 100);
        QCOMPARE(slowest.ended, std::uint64_t{3}); // done at 16, 17.5 and 19
        QCOMPARE(slowest.journeys.size(), std::size_t{3});
        QCOMPARE(slowest.journeys.back().end, at(16));
    }

    void aWorkerHoldsWhatFindsNoRoomAhead()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 2;
        m.stage("a", constant(1), {}, WhenFull::Reject, 2);
        m.stage("b", constant(3), 0, WhenFull::Block);
        QCOMPARE(journeysOf(m, 50),
                 (QByteArrayList{"service a 1-2, service b 2-5 | completed@5", "service a 2-3, blocked a 3-5, service b 5-8 | completed@8"}));
    }

    void aWorkerThatReservesAheadIsNotSaidToServe()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 2;
        m.stage("a", constant(1), {}, WhenFull::Reject, 2);
        m.stage("b", constant(3), 0, WhenFull::Block).queue.blocking = flow::Blocking::BeforeService;
        QCOMPARE(journeysOf(m, 50).back(), QByteArray("reserving a 2-5, service a 5-6, service b 6-9 | completed@9"));
    }

    void timeoutsEndAttempts()
    {
        Model m;
        ProducerNode& p = m.duration(100).producer("p", every(1), 1);
        p.items = 1;
        p.timeout = fromSeconds(1);
        p.retry = again(2, 0.5);
        m.stage("a", constant(3));
        // The first attempt is dead work from 2 on, and the second one waits for it.
        QCOMPARE(journeysOf(m, 50),
                 (QByteArrayList{"service a 1-2, backoff p 2-2.5 #2, queue a 2.5-3.5 #2 | timeout a@2 | timeout a@3.5 | timeout@3.5"}));
    }

    void refusedRequestsComeAgain()
    {
        Model m;
        ProducerNode& p = m.duration(100).producer("p", every(1), 1);
        p.items = 2;
        p.retry = again(3, 1.25);
        m.stage("a", constant(3), 0, WhenFull::Reject);
        QCOMPARE(journeysOf(m, 50),
                 (QByteArrayList{"service a 1-4 | completed@4", "backoff p 2-3.25 #2, backoff p 3.25-4.5 #3, service a 4.5-7.5 #3 "
                                                                "| refused a@2 | refused a@3.25 | completed@7.5"}));
    }

    void aRequestThatIsRefusedTooOftenIsLost()
    {
        Model m;
        ProducerNode& p = m.duration(100).producer("p", every(1), 1);
        p.items = 2;
        p.retry = again(2, 1.25);
        m.stage("a", constant(3), 0, WhenFull::Reject);
        const auto journeys = journeysOf(m, 50);
        QCOMPARE(journeys.back(), QByteArray("backoff p 2-3.25 #2 | refused a@2 | refused a@3.25 | refused@3.25"));
    }

    void itemsCrossAWire()
    {
        Model m;
        Hop hop;
        hop.latency = fromSeconds(2);
        m.duration(100).producer("p", every(1), 1).items = 1;
        std::get<ProducerNode>(m.scenario().nodes[0].kind).to = {{1, 1.0, hop}};
        m.stage("a", constant(1));
        QCOMPARE(journeysOf(m, 50), (QByteArrayList{"wire a from p 1-3, service a 3-4 | completed@4"}));
    }

    void itemsLieInTheBuffersOfAWire()
    {
        Model m;
        ProducerNode& p = m.duration(100).producer("p", every(0.25), 1);
        p.items = 3;
        p.size = constant(1000);
        Hop hop;
        hop.latency = fromSeconds(1);
        hop.bandwidth = 1000;
        p.to = {{1, 1.0, hop}};
        m.stage("a", constant(4), 0, WhenFull::Block);
        // A second to send each, one to cross; each waits in the receive buffer until the one before it has been served.
        QCOMPARE(journeysOf(m, 50), (QByteArrayList{"wire a from p 0.25-2.25, service a 2.25-6.25 | completed@6.25",
                                                    "unsent a from p 0.5-1.25, wire a from p 1.25-3.25, received a from p 3.25-6.25, "
                                                    "service a 6.25-10.25 | completed@10.25",
                                                    "unsent a from p 0.75-2.25, wire a from p 2.25-4.25, received a from p 4.25-10.25, "
                                                    "service a 10.25-14.25 | completed@14.25"}));
    }

    void sendersWaitForTheSignalOrForRoom()
    {
        Model waits;
        ProducerNode& heeding = waits.duration(100).producer("p", every(1), 1);
        heeding.items = 2;
        heeding.onPressure = flow::OnPressure::Wait;
        waits.stage("a", constant(3), 0, WhenFull::Block);
        QCOMPARE(journeysOf(waits, 50).back(), QByteArray("held a 2-4, service a 4-7 | completed@7"));
        Model parks;
        parks.duration(100).producer("p", every(1), 1).items = 2;
        parks.stage("a", constant(3), 0, WhenFull::Block);
        QCOMPARE(journeysOf(parks, 50).back(), QByteArray("door a 2-4, service a 4-7 | completed@7"));
    }

    void itemsThatAreThrownAwayAreMissedAfterTheTimeout()
    {
        Model m;
        ProducerNode& p = m.duration(100).producer("p", every(1), 1);
        p.items = 2;
        p.timeout = fromSeconds(4);
        m.stage("a", constant(3), 0, WhenFull::DropNewest);
        QCOMPARE(journeysOf(m, 50).back(), QByteArray("vanished a 2-6 | refused a@2 | timeout a@6 | timeout@6"));
    }

    void anOutageStopsTheWork()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 1;
        m.stage("a", constant(2)).outages = {{at(2), fromSeconds(3)}};
        QCOMPARE(journeysOf(m, 50), (QByteArrayList{"service a 1-2, paused a 2-5, service a 5-6 | completed@6"}));
    }

    void theConsumersOfAChannelWorkOnCopies()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 1;
        ChannelNode channel;
        channel.consumers.resize(2);
        channel.consumers[0].name = "fast";
        channel.consumers[0].service = constant(0.5);
        channel.consumers[1].name = "slow";
        channel.consumers[1].service = constant(2);
        m.scenario().nodes.push_back({"news", channel});
        QCOMPARE(journeysOf(m, 50), (QByteArrayList{"spread news 1-3 | completed@3"}));
    }

    void whatTheScheduleChangesHappensAtItsInstant()
    {
        Model m;
        ProducerNode& p = m.duration(100).producer("p", every(1), 1);
        p.items = 2;
        m.stage("a", constant(10), 0, WhenFull::Block);
        ScheduledChange more;
        more.at = at(3.25);
        more.node = 1;
        more.after = m.scenario().nodes[1];
        std::get<StageNode>(more.after.kind).workers = 2;
        m.scenario().schedule.push_back(more);
        QCOMPARE(journeysOf(m, 50).back(), QByteArray("door a 2-3.25, service a 3.25-13.25 | completed@13.25"));
    }

    void theTimesOfAllJourneysAreThoseOfTheStage()
    {
        Model m;
        m.duration(200).producer("p", poisson(9), 1).items = 1500;
        m.stage("a", exponential(0.1));
        Simulation run = m.simulation();
        run.runUntil(at(400));
        const RunResult figures = run.results();
        const StageResult& stage = test::stageOf(figures, 1);
        const SlowestItems all = slowestItems(whole(m, 400), runStart, 5000);
        QCOMPARE(all.journeys.size(), std::size_t{1500});
        QCOMPARE(stage.wait.count, std::uint64_t{1500});
        Duration waiting{};
        Duration service{};
        for (const Journey& journey : all.journeys) {
            checkSums(journey);
            waiting += timeSpent(journey).waiting;
            service += timeSpent(journey).service;
        }
        const auto mean = [](Duration sum) { return toSeconds(sum) / 1500; };
        QVERIFY(std::abs(mean(waiting) - *stage.wait.mean) < 1e-9);
        QVERIFY(std::abs(mean(service) - *stage.service.mean) < 1e-9);
        QCOMPARE(toSeconds(all.journeys.front().total()), *test::producerOf(figures, 0).sojourn.max);
    }

    void everyScenarioOfTheShelfHasJourneysThatAddUp_data()
    {
        QTest::addColumn<QString>("file");
        qputenv("HIGHWATER_SCENARIOS", HIGHWATER_SOURCE_DIR "/scenarios");
        for (const ShelfEntry& entry : shelf())
            QTest::newRow(entry.id.c_str()) << QString::fromStdU16String(entry.file.u16string());
    }
    void everyScenarioOfTheShelfHasJourneysThatAddUp()
    {
        QFETCH(QString, file);
        const auto document = Document::load(file.toStdString());
        QVERIFY(document.has_value());
        auto read = readScenario(*document);
        QVERIFY(read.has_value());
        const auto scenario = std::make_shared<const Scenario>(std::move(*read));
        const Instant end = runStart + std::min<Duration>(scenario->duration, std::chrono::seconds(40));
        Simulation world(scenario, scenario->seed, 0, seriesFor(*scenario));
        world.runUntil(end);
        // The producers' own figures begin anew with the end of the warm-up.
        const Instant since = end > runStart + scenario->warmup ? runStart + scenario->warmup : runStart;
        std::int64_t longest = 0;
        for (const SimNode& node : world.nodes())
            longest = std::max(longest, node.isProducer ? world.producerAt(node).sojourn.moments().max : 0);
        const SlowestItems slowest = slowestItems(LookBack(Simulation(scenario, scenario->seed, 0, seriesFor(*scenario)), end), since, 20);
        QVERIFY(slowest.complete);
        std::int64_t longestAnswered = 0;
        for (const Journey& journey : slowest.journeys) {
            checkSums(journey);
            QVERIFY(journey.end >= since && journey.end <= end);
            QVERIFY(journey.segments.empty() || journey.segments.front().stay != Stay::Earlier);
            if (journey.fate == Fate::Completed)
                longestAnswered = std::max(longestAnswered, journey.total().count());
        }
        if (longestAnswered > 0)
            QCOMPARE(longestAnswered, longest);
        else
            QVERIFY(slowest.ended == 0 || slowest.journeys.size() == 20); // lost requests were slower than all answered ones
    }

    void aPastThatBeginsAmidAJourneySaysWhatItDoesNotKnow()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 2;
        m.stage("a", constant(4), {}, WhenFull::Reject, 2);
        m.stage("b", constant(1));
        Simulation world = m.simulation();
        world.runUntil(at(7)); // the second item is served in a since 5
        const SlowestItems amid = slowestItems(LookBack(world, at(50)), at(7), 10);
        QCOMPARE(amid.journeys.size(), std::size_t{1});
        checkSums(amid.journeys[0]);
        QCOMPARE(told(amid.journeys[0]), QByteArray("queue a 2-5, service a 5-9, service b 9-10 | completed@10"));
        world.runUntil(at(9.5)); // and in b since 9
        const SlowestItems late = slowestItems(LookBack(world, at(50)), at(7), 10);
        QCOMPARE(told(late.journeys.at(0)), QByteArray("earlier  2-9, service b 9-10 | completed@10"));
        checkSums(late.journeys[0]);
    }

    void theJourneyOfOneThatIsInsideReachesUntilNow()
    {
        Model m;
        m.duration(100).producer("p", every(1), 1).items = 3;
        m.stage("a", constant(4));
        Simulation world = m.simulation();
        world.runUntil(at(6.5));
        const auto oldest = oldestIn(world, "a");
        QVERIFY(oldest.has_value());
        QCOMPARE(oldest->created, at(2));
        QVERIFY(!oldestIn(world, "b").has_value());
        QCOMPARE(oldestIn(world, "p"), oldest);
        const auto journey = journeyOf(whole(m, 6.5), *oldest);
        QVERIFY(journey.has_value());
        QCOMPARE(told(*journey), QByteArray("queue a 2-5, service a 5-6.5 | inside@6.5"));
        checkSums(*journey);
        const auto inside = itemsInside(world, 10);
        QCOMPARE(inside.size(), std::size_t{2});
        QCOMPARE(inside[0].stay, Stay::Serving);
        QCOMPARE(inside[1].stay, Stay::Waiting);
        QCOMPARE(inside[1].id.created, at(3));
        QCOMPARE(itemsInside(world, 1).size(), std::size_t{1});
        QCOMPARE(itemsInside(world, 1)[0].id, *oldest);
    }

    void aRunIsToldAgainWithTheChangesOfItsUser()
    {
        const Known file = parsed(changing);
        RunHistory history = historyOf(file);
        advance(history, 30);
        history.step();
        widen(history);
        history.step();
        widen(history);
        advance(history, 45);
        history.step();
        for (const double from : {0.0, 10.0, 29.9, 40.0, 45.0}) {
            const LookBack past = history.lookBack(at(from));
            QVERIFY(past.from() <= at(from));
            QVERIFY(past.from() >= at(from - 1));
            Retelling telling(past);
            Instant before = telling.now();
            while (telling.step()) {
                QVERIFY(telling.now() >= before);
                before = telling.now();
            }
            QCOMPARE(telling.now(), history.now());
            QCOMPARE(telling.world().events(), history.world().events());
            QCOMPARE(telling.world().completed(), history.world().completed());
        }
        // A past is told up to the instant that is shown, whatever came later.
        history.seek(at(25));
        Retelling telling(history.lookBack(at(20)));
        while (telling.step()) {
        }
        QCOMPARE(telling.now(), at(25));
        QCOMPARE(telling.world().events(), history.world().events());
    }

    void theSameRequestsAreFoundFromAnyCopy()
    {
        const Known file = parsed(changing);
        RunHistory history = historyOf(file);
        advance(history, 25);
        widen(history);
        advance(history, 50);
        const SlowestItems late = slowestItems(history.lookBack(at(15)), at(20), 30);
        const SlowestItems early = slowestItems(history.lookBack(runStart), at(20), 30);
        QCOMPARE(late.journeys.size(), std::size_t{30});
        QCOMPARE(late.ended, early.ended);
        for (std::size_t i = 0; i < 30; ++i) {
            checkSums(late.journeys[i]);
            QCOMPARE(told(late.journeys[i]), told(early.journeys[i]));
        }
    }

    void aBudgetEndsTheSearchAndTheAnswerSaysSo()
    {
        Model m;
        m.duration(1000).producer("p", poisson(900), 1);
        m.stage("a", exponential(0.001));
        const SlowestItems cut = slowestItems(whole(m, 1000), runStart, 10, {std::chrono::milliseconds(20), nullptr});
        QVERIFY(!cut.complete);
        QVERIFY(cut.until < at(1000));
        for (const Journey& journey : cut.journeys)
            checkSums(journey);
        const std::atomic<bool> stop{true};
        QElapsedTimer clock;
        clock.start();
        QVERIFY(!slowestItems(whole(m, 1000), runStart, 10, {std::chrono::microseconds(0), &stop}).complete);
        QVERIFY(clock.elapsed() < 1000);
    }

    void theFinderAnswersTheLatestQuestion()
    {
        Model m;
        m.duration(1000).producer("p", poisson(900), 1);
        m.stage("a", exponential(0.001));
        JourneyFinder finder;
        QVERIFY(!finder.newest());
        finder.ask({whole(m, 100'000), runStart, 10, {}, std::chrono::microseconds(0)}, 1); // would take minutes
        finder.ask({whole(m, 2), at(1), 5, {}, std::chrono::milliseconds(500)}, 2);
        QTRY_VERIFY(finder.newest() && !finder.busy());
        QCOMPARE(finder.newest()->request, std::uint64_t{2});
        QVERIFY(finder.newest()->slowest.complete);
        QCOMPARE(finder.newest()->slowest.journeys.size(), std::size_t{5});
        const RequestId slowest = finder.newest()->slowest.journeys[0].id;
        finder.ask({whole(m, 2), at(1), 5, slowest, {}}, 3);
        QTRY_COMPARE(finder.newest()->request, std::uint64_t{3});
        QVERIFY(finder.newest()->aboutItem);
        QCOMPARE(finder.newest()->item->id, slowest);
    }

    void aSearchThatIsCutShortIsMadeWholeAfterwards()
    {
        Model m;
        m.duration(1000).producer("p", poisson(900), 1);
        m.stage("a", exponential(0.001));
        JourneyFinder finder;
        finder.ask({whole(m, 60), runStart, 10, {}, std::chrono::milliseconds(5)}, 1);
        QTRY_VERIFY_WITH_TIMEOUT(finder.newest() && finder.newest()->slowest.complete, 20'000);
        QCOMPARE(finder.newest()->slowest.until, at(60));
    }
};

QTEST_GUILESS_MAIN(JourneyTest)
#include "tst_journey.moc"

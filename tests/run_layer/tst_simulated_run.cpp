// SPDX-License-Identifier: GPL-3.0-or-later
// The engine thread behind the dashboard. Wall time only bounds how long a test waits.
#include "run/simulated_run.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace highwater;

namespace {

constexpr const char* text = R"json({
  "highwater": 1, "name": "Test", "seed": 7, "duration": "1min",
  "nodes": {
    "clients": { "type": "producer", "arrivals": "poisson(80/s)", "to": "api" },
    "api": { "type": "stage", "queue": { "capacity": 100, "highWater": 80, "lowWater": 40 },
             "workers": { "count": 4, "service": "exponential(40ms)" } }
  },
  "schedule": [ { "at": "20s", "set": "/nodes/clients/arrivals", "to": "poisson(160/s)" } ]
})json";

constexpr double fast = std::numeric_limits<double>::infinity();

Document document()
{
    auto parsed = Document::parse(text);
    if (!parsed) {
        qFatal("the test's scenario is wrong");
    }
    return *parsed;
}

std::unique_ptr<SimulatedRun> newRun()
{
    auto run = SimulatedRun::create(document());
    if (!run) {
        qFatal("the test's scenario is refused: %s", run.error().front().message.c_str());
    }
    return std::move(*run);
}

Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
}

void runTo(SimulatedRun& run, double seconds)
{
    run.runTo(at(seconds));
    QTRY_COMPARE_WITH_TIMEOUT(run.latest()->now.time_since_epoch().count(), at(seconds).time_since_epoch().count(), 20000);
}

} // namespace

class SimulatedRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewRunIsPausedAtZeroAndHasAPicture()
    {
        const auto run = newRun();
        const auto picture = run->latest();
        QVERIFY(picture);
        QCOMPARE(picture->state, RunState::Paused);
        QCOMPARE(picture->now, runStart);
        QCOMPARE(picture->nodes.size(), std::size_t{2});
        QCOMPARE(picture->nodes[1].name, std::string("api"));
        QVERIFY(picture->mode == Mode::Simulated);
    }

    void runningToAnInstantIsTheSameEveryTime()
    {
        const auto one = newRun();
        const auto two = newRun();
        runTo(*one, 30);
        two->setSpeed(fast);
        runTo(*two, 10);
        runTo(*two, 30);
        QCOMPARE(one->latest()->events, two->latest()->events);
        QVERIFY(one->latest()->nodes[1].totals == two->latest()->nodes[1].totals);
        QVERIFY(one->latest()->conserved);
        QCOMPARE(one->latest()->state, RunState::Paused);
    }

    void timePassesWhileItRunsAndStandsWhenItIsPaused()
    {
        const auto run = newRun();
        run->setSpeed(100);
        run->start();
        QTRY_VERIFY(run->latest()->now > at(1));
        run->pause();
        QTRY_COMPARE(run->latest()->state, RunState::Paused);
        const Instant stood = run->latest()->now;
        QTest::qWait(30);
        QCOMPARE(run->latest()->now, stood);
    }

    void asFastAsPossibleGoesOnAfterTheScenariosDuration()
    {
        const auto run = newRun();
        run->setSpeed(fast);
        run->start();
        QTRY_VERIFY(run->latest()->now > at(200));
        const auto& series = run->latest()->nodes[1].series;
        QVERIFY(series.first > 0);
        QVERIFY(series.end - series.first < 3000);
    }

    void oneStepIsOneEvent()
    {
        const auto run = newRun();
        run->step(StepUnit::Event, false);
        QTRY_COMPARE(run->latest()->events, std::uint64_t{1});
        run->step(StepUnit::Event, false);
        QTRY_COMPARE(run->latest()->events, std::uint64_t{2});
        QCOMPARE(run->latest()->state, RunState::Paused);
    }

    void aChangeActsNowAndIsMarked()
    {
        const auto run = newRun();
        runTo(*run, 5);
        const auto changed = run->document().with("/nodes/api/workers/count", "8");
        QVERIFY(changed);
        QVERIFY(run->change(*changed, "workers 4 → 8"));
        QTRY_COMPARE(run->latest()->nodes[1].workers, std::optional<std::int64_t>(8));
        const auto picture = run->latest();
        QCOMPARE(picture->changes.size(), std::size_t{1});
        QCOMPARE(picture->changes[0].at, at(5));
        QCOMPARE(picture->changes[0].text, std::string("workers 4 → 8"));
        QVERIFY(picture->changes[0].byUser);
        QCOMPARE(picture->scenario->nodes[1].stage()->workers, std::optional<std::int64_t>(8));
    }

    void aFaultyChangeIsRefusedAndChangesNothing()
    {
        const auto run = newRun();
        const auto changed = run->document().with("/nodes/api/queue/highWater", "900");
        const auto result = run->change(*changed, "high 80 → 900");
        QVERIFY(!result);
        QCOMPARE(result.error().front().where, std::string("/nodes/api/queue/highWater"));
        QVERIFY(run->document() == document());
        QVERIFY(run->latest()->changes.empty());
    }

    void theScheduleActsIsMarkedAndSurvivesAnotherChange()
    {
        const auto run = newRun();
        runTo(*run, 25);
        QCOMPARE(run->latest()->changes.size(), std::size_t{1});
        QVERIFY(!run->latest()->changes[0].byUser);
        QCOMPARE(run->latest()->nodes[0].wantedRate, 160.0);
        QVERIFY(run->change(*run->document().with("/nodes/api/workers/count", "5"), "workers 4 → 5"));
        QTRY_COMPARE(run->latest()->nodes[1].workers, std::optional<std::int64_t>(5));
        QCOMPARE(run->latest()->nodes[0].wantedRate, 160.0);
        QCOMPARE(run->latest()->changes.size(), std::size_t{2});
    }

    void theUserOverrulesWhatTheScheduleDid()
    {
        const auto run = newRun();
        runTo(*run, 25);
        QVERIFY(run->change(*run->document().with("/nodes/clients/arrivals", "poisson(20/s)"), "arrivals"));
        QTRY_COMPARE(run->latest()->nodes[0].wantedRate, 20.0);
        QVERIFY(run->change(*run->document().with("/nodes/api/workers/count", "5"), "workers"));
        QTRY_COMPARE(run->latest()->nodes[1].workers, std::optional<std::int64_t>(5));
        QCOMPARE(run->latest()->nodes[0].wantedRate, 20.0);
        run->restart(7);
        QTRY_COMPARE(run->latest()->now, runStart);
        runTo(*run, 25);
        QCOMPARE(run->latest()->nodes[0].wantedRate, 160.0);
    }

    void aRestartWithTheSameSeedRepeatsTheRun()
    {
        const auto run = newRun();
        runTo(*run, 15);
        const Counters first = run->latest()->nodes[1].totals;
        const auto generation = run->latest()->generation;
        run->restart(7);
        QTRY_COMPARE(run->latest()->now, runStart);
        QVERIFY(run->latest()->generation > generation);
        runTo(*run, 15);
        QVERIFY(run->latest()->nodes[1].totals == first);
        run->restart(8);
        QTRY_COMPARE(run->latest()->seed, std::uint64_t{8});
        runTo(*run, 15);
        QVERIFY(!(run->latest()->nodes[1].totals == first));
    }

    void itWaitsForItsOwnerAtAnInstantHoweverFastItRuns()
    {
        const auto run = newRun();
        run->setSpeed(fast);
        run->start();
        QTRY_VERIFY(run->latest()->now > at(100));
        QVERIFY(run->change(*run->document().with("/nodes/api/workers/count", "8"), "more"));
        run->waitAfterChange(std::chrono::seconds(5));
        const auto changes = [&] { return run->latest()->changes; };
        QTRY_COMPARE(changes().size(), std::size_t{2}); // one is of the schedule
        const Instant end = changes().back().at + std::chrono::seconds(5);
        QTRY_COMPARE(run->latest()->now, end);
        QCOMPARE(run->latest()->state, RunState::Running);
        QVERIFY(run->change(*run->document().with("/nodes/api/workers/count", "4"), "less"));
        QTRY_COMPARE(changes().size(), std::size_t{3});
        QCOMPARE(changes().back().at, end);
        QTRY_VERIFY(run->latest()->now > end + std::chrono::seconds(100));
    }

    void itDoesNotWaitForAnOrderThatNeverComes()
    {
        const auto run = newRun();
        run->setSpeed(fast);
        run->start();
        run->waitAfterChange(std::chrono::seconds(5));
        QTRY_VERIFY(run->latest()->now > at(50));
    }

    void aProducerJoinsAndLeavesWhileTheRunGoesOn()
    {
        const auto run = newRun();
        runTo(*run, 5);
        const auto more = run->document().with("/nodes/clients 2", R"json({"type":"producer","arrivals":"poisson(500/s)","to":"api"})json");
        QVERIFY(run->change(*more, "+ clients 2"));
        QTRY_COMPARE(run->latest()->nodes.size(), std::size_t{3});
        runTo(*run, 8);
        QVERIFY(run->latest()->nodes[2].totals.offered > 1000);
        QVERIFY(run->change(*run->document().without("/nodes/clients 2"), "- clients 2"));
        QTRY_VERIFY(run->latest()->nodes[2].retired);
        const auto before = run->latest()->nodes[2].totals.offered;
        runTo(*run, 12);
        QCOMPARE(run->latest()->nodes[2].totals.offered, before);
        QVERIFY(run->latest()->conserved);
        QCOMPARE(run->latest()->scenario->nodes.size(), std::size_t{2});
    }

    void picturesAreWholeAndTheirLinksNameNodes()
    {
        const auto run = newRun();
        runTo(*run, 30);
        const auto picture = run->latest();
        QCOMPARE(picture->links.size(), std::size_t{2});
        for (const LinkView& link : picture->links) {
            QVERIFY(link.from >= 0 && link.from < 2);
            QVERIFY(link.items > 0);
        }
        const NodeView& api = picture->nodes[1];
        QVERIFY(std::abs(api.busyShare + api.blockedShare + api.idleShare - 1.0) < 1e-6);
        QVERIFY(api.sojourn.count > 1000);
        QVERIFY(api.series.end > 100);
        QCOMPARE(picture->endToEnd.offered, picture->endToEnd.completed + picture->endToEnd.dropped + picture->endToEnd.refused + picture->endToEnd.inside);
    }
};

QTEST_GUILESS_MAIN(SimulatedRunTest)
#include "tst_simulated_run.moc"

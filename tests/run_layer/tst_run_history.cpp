// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run_history.h"
#include "run/views.h"

#include <QtTest>

#include <cstring>

using namespace highwater;
using namespace std::chrono_literals;

namespace {

const char* const text = R"json({"highwater": 1, "name": "history", "seed": 7, "duration": "60s",
  "nodes": {
    "web": {"type": "producer", "arrivals": "poisson(90/s)", "to": "api"},
    "api": {"type": "stage", "queue": {"capacity": 100, "whenFull": "reject"}, "workers": {"count": 1, "service": "exponential(10ms)"}}},
  "schedule": [{"at": "20s", "set": "/nodes/web/arrivals", "to": "poisson(120/s)"}]})json";

Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
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
        qFatal("%s: %s", scenario.error().front().where.c_str(), scenario.error().front().message.c_str());
    return {*document, std::make_shared<const Scenario>(std::move(*scenario))};
}

RunHistory historyOf(const Known& known, const std::optional<Checkpoints::Distance>& apart)
{
    return RunHistory(known.scenario, 7, seriesFor(*known.scenario), std::make_shared<const Standing>(Standing{known.document, {}, {}}), apart);
}

/// With many copies.
RunHistory historyOf(const Known& known)
{
    return historyOf(known, Checkpoints::Distance{300ms});
}

/// All columns of the stage, as bytes.
QByteArray seriesOf(const Simulation& world)
{
    Snapshot picture;
    picture.scenario = std::make_shared<const Scenario>(world.scenario());
    ViewBuilder().fill(world, true, picture);
    const Series& series = picture.nodes[1].series;
    QByteArray bytes;
    for (std::int64_t i = series.first; i < series.end; ++i)
        bytes.append(reinterpret_cast<const char*>(&series.at(i)), sizeof(Column));
    return bytes;
}

struct Mark
{
    double seconds;
    std::string label;
    bool operator==(const Mark&) const = default;
};

std::vector<Mark> marksOf(const RunHistory& history)
{
    std::vector<Mark> marks;
    for (const ChangeView& mark : history.marks())
        marks.push_back({toSeconds(mark.at), mark.text});
    return marks;
}

} // namespace

class RunHistoryTest : public QObject
{
    Q_OBJECT

    Known m_file = parsed(text);

    /// Two workers from here on.
    void widen(RunHistory& history) const
    {
        const Document wider = *history.standing()->document.with("/nodes/api/workers/count", "2");
        StandingChanges changes = history.standing()->changes;
        auto scenario = changes.scenarioAfter(wider, history.standing()->document, *readScenario(wider), history.now());
        QVERIFY(scenario.has_value());
        history.change(std::make_shared<const Scenario>(std::move(*scenario)), "workers 1 → 2", std::make_shared<const Standing>(Standing{wider, changes, {}}));
    }

private Q_SLOTS:
    void everyInstantCanBeHadAgain()
    {
        RunHistory history = historyOf(m_file);
        std::map<int, std::pair<std::uint64_t, QByteArray>> seen;
        for (int second = 0; second <= 60; ++second) {
            QVERIFY(history.advance(at(second), UINT64_MAX));
            seen[second] = {history.world().events(), seriesOf(history.world())};
        }
        for (const int second : {60, 3, 17, 0, 59, 20, 21, 40}) {
            history.seek(at(second));
            QCOMPARE(history.now(), at(second));
            QCOMPARE(history.world().events(), seen[second].first);
            QCOMPARE(seriesOf(history.world()), seen[second].second);
            QCOMPARE(history.inPast(), second < 60);
            QCOMPARE(history.end(), at(60));
        }
    }

    void howeverFarItGoesAtOnceCopiesAreMadeOnTheWay()
    {
        RunHistory history = historyOf(m_file, {});
        history.advance(at(1200), UINT64_MAX);
        const double perSecond = static_cast<double>(history.world().events()) / 1200;
        for (const double second : {1190.0, 1000.0, 700.0, 400.0}) {
            const Instant from = history.lookBack(at(second)).from();
            QVERIFY(from < at(second));
            QVERIFY2(toSeconds(at(second) - from) * perSecond < 40'000, qPrintable(QString::number(toSeconds(at(second) - from))));
        }
        RunHistory slices = historyOf(m_file, {});
        while (!slices.advance(at(1200), 777)) {
        }
        for (const double second : {1200.0, 333.3, 801.0, 0.5}) {
            history.seek(at(second));
            slices.seek(at(second));
            QCOMPARE(history.world().events(), slices.world().events());
            QVERIFY(seriesOf(history.world()) == seriesOf(slices.world()));
        }
    }

    void anInstantAtWhichMuchHappensIsTheSameAgainThoughACopyWasMadeAmidIt()
    {
        const Known busy = parsed(R"json({"highwater": 1, "name": "busy", "seed": 7, "duration": "60s",
          "nodes": {
            "web": {"type": "producer", "arrivals": "batch(constant(10/s), size=constant(40))", "to": "api"},
            "api": {"type": "stage", "queue": {"capacity": 1000, "whenFull": "reject"}, "workers": {"count": 40, "service": "constant(100ms)"}}}})json");
        RunHistory history = historyOf(busy);
        std::map<int, std::uint64_t> seen;
        for (int tenth = 0; tenth <= 1200; ++tenth) {
            history.advance(at(tenth / 10.0), UINT64_MAX);
            seen[tenth] = history.world().events();
        }
        RunHistory slices = historyOf(busy, {});
        while (!slices.advance(at(120), 1)) {
        }
        for (int tenth = 1199; tenth >= 0; --tenth) {
            slices.seek(at(tenth / 10.0));
            QCOMPARE(slices.world().events(), seen[tenth]);
        }
    }

    void goneOnWithoutAChangeTheRunDoesAgainWhatItDidTheChangesOfTheUserIncluded()
    {
        RunHistory history = historyOf(m_file);
        history.advance(at(30), UINT64_MAX);
        widen(history);
        history.advance(at(50), UINT64_MAX);
        const auto events = history.world().events();
        const auto series = seriesOf(history.world());
        const auto marks = marksOf(history);
        QCOMPARE(marks, (std::vector<Mark>{{20, "web arrivals → poisson(120/s)"}, {30, "workers 1 → 2"}}));
        history.seek(at(10));
        QVERIFY(marksOf(history).empty());
        QCOMPARE(history.standing()->document.get("/nodes/api/workers/count").value(), std::string("1"));
        // In slices, as an engine does.
        while (!history.advance(at(50), 100)) {
        }
        QCOMPARE(history.world().events(), events);
        QCOMPARE(seriesOf(history.world()), series);
        QCOMPARE(marksOf(history), marks);
        QCOMPARE(history.standing()->document.get("/nodes/api/workers/count").value(), std::string("2"));
        QCOMPARE(history.branch(), std::uint64_t{0});
    }

    void aChangeInThePastBeginsAnotherFuture()
    {
        RunHistory history = historyOf(m_file);
        history.advance(at(50), UINT64_MAX);
        history.seek(at(25));
        widen(history);
        QCOMPARE(history.branch(), std::uint64_t{1});
        QVERIFY(!history.inPast());
        QCOMPARE(history.end(), at(25));
        history.advance(at(50), UINT64_MAX);
        QCOMPARE(marksOf(history), (std::vector<Mark>{{20, "web arrivals → poisson(120/s)"}, {25, "workers 1 → 2"}}));
        const auto branch = seriesOf(history.world());
        // The same as a run that was changed there in the first place.
        RunHistory other = historyOf(m_file);
        other.advance(at(25), UINT64_MAX);
        widen(other);
        other.advance(at(50), UINT64_MAX);
        QCOMPARE(branch, seriesOf(other.world()));
        // And what came before is still there.
        history.seek(at(10));
        QCOMPARE(history.standing()->document.get("/nodes/api/workers/count").value(), std::string("1"));
    }

    void stepsBackUndoStepsForward()
    {
        RunHistory history = historyOf(m_file);
        history.advance(at(5), UINT64_MAX);
        std::vector<std::pair<std::uint64_t, Instant>> places;
        for (int i = 0; i < 20; ++i) {
            history.step();
            places.emplace_back(history.world().events(), history.now());
        }
        for (auto place = places.rbegin() + 1; place != places.rend(); ++place) {
            history.stepBack();
            QCOMPARE(history.world().events(), place->first);
            QCOMPARE(history.now(), place->second);
        }
    }

    void itemStepsStopWhereARequestWasAnswered()
    {
        RunHistory history = historyOf(m_file);
        history.advance(at(5), UINT64_MAX);
        std::vector<std::uint64_t> places;
        for (int i = 0; i < 10; ++i) {
            const auto done = history.world().completed();
            history.stepItem(UINT64_MAX);
            QCOMPARE(history.world().completed(), done + 1);
            places.push_back(history.world().events());
        }
        for (auto place = places.rbegin() + 1; place != places.rend(); ++place) {
            history.stepItemBack();
            QCOMPARE(history.world().events(), *place);
        }
    }

    void itemStepsFindAnAnswerRightAfterWhichACopyWasMade()
    {
        RunHistory history = historyOf(m_file, Checkpoints::Distance{Duration(1)}); // after every step
        std::vector<std::uint64_t> places;
        for (int i = 0; i < 20; ++i) {
            history.stepItem(UINT64_MAX);
            places.push_back(history.world().events());
        }
        for (auto place = places.rbegin() + 1; place != places.rend(); ++place) {
            history.stepItemBack();
            QCOMPARE(history.world().events(), *place);
        }
    }

    void beforeTheFirstAnswerThereIsTheBeginning()
    {
        RunHistory history = historyOf(m_file);
        history.stepItem(UINT64_MAX);
        history.stepItemBack();
        QCOMPARE(history.now(), runStart);
        QCOMPARE(history.world().events(), std::uint64_t{0});
        history.stepBack();
        QCOMPARE(history.now(), runStart);
    }

    void changesBetweenTwoEventsOfOneInstantComeBackBetweenThem()
    {
        RunHistory history = historyOf(m_file);
        history.advance(at(5), UINT64_MAX);
        history.step();
        widen(history);
        history.step();
        widen(history);
        history.advance(at(30), UINT64_MAX);
        const auto series = seriesOf(history.world());
        const auto marks = marksOf(history);
        history.seek(at(1));
        history.advance(at(30), UINT64_MAX);
        QCOMPARE(seriesOf(history.world()), series);
        QCOMPARE(marksOf(history), marks);
    }

    void aChangeAtTheVeryInstantOfACopyIsMarkedOnce()
    {
        RunHistory history = historyOf(m_file);
        history.advance(at(5), UINT64_MAX);
        widen(history);
        history.advance(at(9), UINT64_MAX);
        history.seek(at(7));
        QCOMPARE(marksOf(history), (std::vector<Mark>{{5, "workers 1 → 2"}}));
        history.seek(at(5));
        QCOMPARE(marksOf(history), (std::vector<Mark>{{5, "workers 1 → 2"}}));
        history.seek(at(4));
        QVERIFY(marksOf(history).empty());
    }
};

QTEST_GUILESS_MAIN(RunHistoryTest)
#include "tst_run_history.moc"

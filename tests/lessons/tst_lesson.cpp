// SPDX-License-Identifier: GPL-3.0-or-later
// What a lesson's file says, and what is said of one that is wrong; goals held against pictures of a run.
#include "lessons/goal.h"
#include "lessons/lesson.h"
#include "lessons/progress.h"
#include "lessons/rehearsal.h"

#include <QtTest>

#include <cmath>

using namespace highwater;
using namespace highwater::lessons;

namespace {

const std::filesystem::path scenarios = HIGHWATER_SOURCE_DIR "/scenarios";

const char* good = R"(---
title: A big buffer
scenario: lessons/05-buffer-bloat.highwater.json
node: api
over: 20s
goal: p99 of api <= 200 ms and throughput of api >= 390/s
solution:
  /nodes/api/queue/capacity = 40
facts:
  start gives p50 of api = 2.5 s
  /nodes/api/queue/capacity = 10 ; /nodes/api/workers/count = 5 gives refused share of api = 1 %
---
## One

Text about `api`.

### Watch
The *depth*.

### Predict
What is the depth?
- guess: mean depth of api
- set: /nodes/api/queue/capacity = 100
- sketch: p99 of api up to 3s over 60s

## Two
More.

### Try next
Something.
)";

Checked<Lesson> read(QString text)
{
    return readLesson(text.toStdString(), "/there/05-big-buffer.md", scenarios);
}

/// The good lesson with one thing else.
QString with(const char* was, const char* is)
{
    QString text = QString::fromUtf8(good);
    Q_ASSERT(text.contains(QString::fromUtf8(was)));
    return text.replace(QString::fromUtf8(was), QString::fromUtf8(is));
}

Document scenarioOf(const char* stem)
{
    return Document::load(scenarios / (std::string(stem) + ".highwater.json")).value();
}

Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
}

} // namespace

class TestLesson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLessonIsReadWhole()
    {
        const auto lesson = read(QString::fromUtf8(good));
        QVERIFY2(lesson.has_value(), lesson ? "" : lesson.error().front().message.c_str());
        QCOMPARE(lesson->id, std::string("big-buffer"));
        QCOMPARE(lesson->title, std::string("A big buffer"));
        QCOMPARE(lesson->node, std::string("api"));
        QCOMPARE(lesson->secondsNeeded, 20.0);
        QCOMPARE(lesson->goal.conditions.size(), std::size_t{2});
        QCOMPARE(lesson->goal.conditions[0].bound.limit, 0.2);
        QCOMPARE(lesson->solution.size(), std::size_t{1});
        QCOMPARE(lesson->solution[0].pointer, std::string("/nodes/api/queue/capacity"));
        QCOMPARE(lesson->solution[0].value, std::string("40"));
        QCOMPARE(lesson->facts.size(), std::size_t{2});
        QCOMPARE(lesson->facts[0].value, 2.5);
        QCOMPARE(lesson->facts[1].with.size(), std::size_t{2});
        QCOMPARE(lesson->steps.size(), std::size_t{2});
        const Step& step = lesson->steps[0];
        QCOMPARE(step.title, std::string("One"));
        QCOMPARE(step.text, std::string("Text about `api`."));
        QCOMPARE(step.watch, std::string("The *depth*."));
        QVERIFY(step.prediction);
        QCOMPARE(step.prediction->question, std::string("What is the depth?"));
        QCOMPARE(step.prediction->what.text, std::string("mean depth of api"));
        QCOMPARE(step.prediction->experiment.size(), std::size_t{1});
        QVERIFY(step.prediction->sketch);
        QCOMPARE(step.prediction->sketch->top, 3.0);
        QCOMPARE(step.prediction->sketch->seconds, 60.0);
        QCOMPARE(lesson->steps[1].tryNext, std::string("Something."));
        QVERIFY(!lesson->steps[1].prediction);
    }

    void whatIsWrongIsSaidWithItsPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QString& text, const char* where, const char* says) {
            QTest::newRow(name) << text << QString::fromUtf8(where) << QString::fromUtf8(says);
        };
        row("no head", QStringLiteral("## One\n"), "line 1", "---");
        row("an unknown field", with("over: 20s", "over: 20s\nnodes: x"), "line 6", "did you mean \"node\"");
        row("a field twice", with("over: 20s", "over: 20s\nover: 3s"), "line 6", "second time");
        row("a field without a colon", with("over: 20s", "over 20s"), "line 5", "name: value");
        row("a missing field", with("node: api\n", ""), "", "\"node\" is missing");
        row("no such node", with("node: api\n", "node: apo\n"), "line 4", "did you mean \"api\"");
        row("no such figure", with("p99 of api <=", "p98 of api <="), "line 6", "\"p99\"");
        row("a figure of a stage at a producer", with("throughput of api >=", "switches of clients >="), "line 6", "a producer has no");
        row("no such node in the goal", with("p99 of api <=", "p99 of app <="), "line 6", "there is no node \"app\"");
        row("a goal without a bound", with("throughput of api >= 390/s", "throughput of api"), "line 6", "comparison is missing");
        row("a limit in a wrong unit", with("200 ms", "200/s"), "line 6", "200/s");
        row("a solution that is none", with("capacity = 40\nfacts", "capacity 40\nfacts"), "line 8", "/pointer = value");
        row("a solution that the scenario refuses", with("capacity = 40\nfacts", "capacity = -4\nfacts"), "line 7", "/nodes/api/queue/capacity");
        row("a fact without a figure", with("gives p50 of api = 2.5 s", "gives 2.5 s"), "line 10", "start gives");
        row("a node in the text that does not exist", with("Text about `api`", "Text about `queue`"), "line 13", "\"queue\"");
        row("a backtick alone", with("`api`", "`api"), "line 13", "backtick");
        row("an unknown part", with("### Watch", "### Look"), "line 17", "\"Watch\"");
        row("text before the first step", with("## One\n", "Hello\n"), "line 13", "before the first step");
        row("a guess of nothing", with("- guess: mean depth of api\n", ""), "line 20", "guess");
        row("an unknown entry", with("- set:", "- sett:"), "line 23", "did you mean \"set\"");
        row("a sketch without an axis", with("up to 3s ", ""), "line 24", "up to");
    }
    void whatIsWrongIsSaidWithItsPlace()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, where);
        QFETCH(const QString, says);
        const auto lesson = read(text);
        QVERIFY(!lesson);
        const auto fits = [&](const Error& fault) {
            return fault.where == where.toStdString() && QString::fromStdString(fault.message).contains(says);
        };
        QString all;
        for (const Error& fault : lesson.error()) {
            all += QString::fromStdString(fault.where + ": " + fault.message + "\n");
        }
        QVERIFY2(std::any_of(lesson.error().begin(), lesson.error().end(), fits), qPrintable(all));
    }
    void aScenarioThatIsNotThereIsAFault()
    {
        const auto lesson = read(with("lessons/05-buffer-bloat", "lessons/05-nothing"));
        QVERIFY(!lesson);
        QCOMPARE(lesson.error().front().code, Errc::NotFound);
    }
    void everyFaultIsReportedAtOnce()
    {
        const auto lesson = read(with("p99 of api <=", "p98 of api <=").replace(QStringLiteral("over: 20s"), QStringLiteral("over: soon")));
        QVERIFY(!lesson);
        QVERIFY(lesson.error().size() >= 2);
    }

    void aNodeMayHaveTheWordAndInItsName()
    {
        const auto document = Document::parse(R"json({ "highwater": 1, "name": "x", "duration": "1min", "nodes": {
            "bread and butter": { "type": "producer", "arrivals": "poisson(1/s)", "to": "of course" },
            "of course": { "type": "stage", "workers": { "count": 1, "service": "constant(1ms)" } } } })json");
        QVERIFY(document);
        const auto scenario = readScenario(*document);
        QVERIFY(scenario);
        const auto goal = readGoal("throughput of bread and butter >= 1/s and p99 of of course < 2 ms", *scenario);
        QVERIFY2(goal.has_value(), goal ? "" : goal.error().message.c_str());
        QCOMPARE(goal->conditions.size(), std::size_t{2});
        QCOMPARE(goal->conditions[0].what.node, std::string("bread and butter"));
        QCOMPARE(goal->conditions[1].what.node, std::string("of course"));
    }

    void aValueReadsBackAsItIsShown()
    {
        QCOMPARE(readValue("200 ms", Unit::Seconds).value(), 0.2);
        QCOMPARE(readValue("1 %", Unit::Share).value(), 0.01);
        QCOMPARE(readValue("6/min", Unit::PerMinute).value(), 0.1);
        QCOMPARE(readValue("40", Unit::Items).value(), 40.0);
        QVERIFY(!readValue("40", Unit::Seconds));
        QVERIFY(!readValue("-4", Unit::Items));
        QCOMPARE(QString::fromStdString(displayValue(0.1, Unit::PerMinute)), QStringLiteral("6.00/min"));
    }

    void duringTheWarmUpThereIsNotEnoughData()
    {
        const Document document = scenarioOf("lessons/05-buffer-bloat");
        auto run = Rehearsal::of(document);
        QVERIFY(run);
        const auto goal = readGoal("p99 of api <= 200 ms", run->scenario());
        QVERIFY(goal);
        run->runUntil(at(9));
        const GoalState state = judge(*goal, run->picture(), 20);
        QCOMPARE(state.verdict, Verdict::NotEnoughData);
        QVERIFY(!state.conditions[0].measured.value);
    }

    void timeAndSamplesAreBothNeeded()
    {
        const Document document = scenarioOf("lessons/05-buffer-bloat");
        auto run = Rehearsal::of(document);
        QVERIFY(run);
        const auto goal = readGoal("p99 of api >= 1 s", run->scenario());
        QVERIFY(goal);
        run->runUntil(at(12)); // some 800 samples
        QCOMPARE(judge(*goal, run->picture(), 0).verdict, Verdict::NotEnoughData);
        run->runUntil(at(20)); // enough samples, but not enough time
        const GoalState early = judge(*goal, run->picture(), 20);
        QCOMPARE(early.verdict, Verdict::NotEnoughData);
        QVERIFY(std::abs(early.conditions[0].measured.progress() - 0.5) < 0.02);
        run->runUntil(at(30));
        QCOMPARE(judge(*goal, run->picture(), 20).verdict, Verdict::Met);
    }

    void aChangeBeginsTheWindowAnew()
    {
        const Document document = scenarioOf("lessons/07-the-knee");
        auto run = Rehearsal::of(document);
        QVERIFY(run);
        const auto goal = readGoal("utilisation of api <= 90 %", run->scenario());
        QVERIFY(goal);
        run->runUntil(at(100));
        QCOMPARE(judge(*goal, run->picture(), 20).verdict, Verdict::NotYet);
        const auto more = document.with("/nodes/api/workers/count", "6");
        QVERIFY(more && run->change(*more));
        run->runUntil(at(110));
        QCOMPARE(judge(*goal, run->picture(), 20).verdict, Verdict::NotEnoughData);
        run->runUntil(at(125));
        QCOMPARE(judge(*goal, run->picture(), 20).verdict, Verdict::Met);
    }

    void oneBrokenBoundIsEnoughForNotYet()
    {
        const Document document = scenarioOf("lessons/05-buffer-bloat");
        auto run = Rehearsal::of(document);
        QVERIFY(run);
        const auto goal = readGoal("p99 of api <= 200 ms and throughput of api >= 390/s", run->scenario());
        QVERIFY(goal);
        run->runUntil(at(60));
        const GoalState state = judge(*goal, run->picture(), 20);
        QCOMPARE(state.verdict, Verdict::NotYet);
        QCOMPARE(state.conditions[0].verdict, Verdict::NotYet);
        QCOMPARE(state.conditions[1].verdict, Verdict::Met);
    }

    void figuresOfTheWindowAgreeWithTheResults()
    {
        const Document document = scenarioOf("lessons/03-marks");
        auto run = Rehearsal::of(document);
        QVERIFY(run);
        run->runUntil(runStart + run->scenario().duration);
        const Snapshot picture = run->picture();
        const auto valueOf = [&](const char* text) {
            return measure(readYardstick(text, run->scenario()).value(), picture, 0).value.value_or(-1);
        };
        const NodeView& api = picture.nodes[1];
        QCOMPARE(valueOf("p99 of api"), *api.sojourn.p99);
        QVERIFY(std::abs(valueOf("throughput of api") - api.windowThroughput) < 0.5);
        QVERIFY(std::abs(valueOf("mean depth of api") + 2 - api.meanInSystem) < 0.2); // both workers are busy
        QCOMPARE(valueOf("utilisation of api"), 1.0);
        QCOMPARE(valueOf("lost share of import"), 0.0);
        QVERIFY(valueOf("held share of import") > 0.2);
        QCOMPARE(valueOf("peak depth of api") >= 200, true);
    }

    void progressRemembersStepsAndGoals()
    {
        Progress progress;
        progress.markStep("bloat", 1);
        progress.markAt("bloat", 2);
        QVERIFY(!progress.isDone("bloat"));
        progress.markGoal("bloat");
        QVERIFY(progress.isDone("bloat"));
        QCOMPARE(progress.of("bloat").at, 2);
        QVERIFY(progress.of("bloat").steps.count(1) == 1);
        QVERIFY(!progress.isDone("other"));
    }
};

QTEST_GUILESS_MAIN(TestLesson)
#include "tst_lesson.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Every lesson is played: its start does not meet the goal, its solution does, and the figures that its text tells come out of the simulator.
#include "lessons/lesson.h"
#include "lessons/rehearsal.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace highwater;
using namespace highwater::lessons;

namespace {

QString listed(const Faults& faults)
{
    QString text;
    for (const Error& fault : faults) {
        text += QString::fromStdString(fault.where + ": " + fault.message + "\n");
    }
    return text;
}

Lesson lessonOf(const QString& name)
{
    auto lesson = loadLesson(lessonFolder() / name.toStdString());
    if (!lesson) {
        qFatal("%s", qPrintable(listed(lesson.error())));
    }
    return *lesson;
}

/// The picture at the end of a run of its own, or at another instant of it.
Snapshot endOf(const Lesson& lesson, const Settings& settings, std::optional<double> seconds = {})
{
    const Document file = Document::load(lesson.scenario).value();
    auto run = Rehearsal::of(withSettings(file, settings).value()).value();
    run.runUntil(runStart + (seconds ? fromSeconds(*seconds) : run.scenario().duration));
    return run.picture();
}

QString storyOf(const Lesson& lesson, const GoalState& state)
{
    QString text;
    for (std::size_t i = 0; i < state.conditions.size(); ++i) {
        const Condition& condition = lesson.goal.conditions[i];
        const Measured& measured = state.conditions[i].measured;
        text += QStringLiteral("%1: %2 (%3 samples, %4 s)\n")
                    .arg(QString::fromStdString(condition.text), measured.value ? QString::fromStdString(displayValue(*measured.value, condition.what.unit))
                                                                                : QStringLiteral("no value"))
                    .arg(measured.samples)
                    .arg(measured.seconds);
    }
    return text;
}

/// All that a learner reads, without the points between thousands.
QString wordsOf(const Lesson& lesson)
{
    QString words;
    for (const Step& step : lesson.steps) {
        for (const std::string* part : {&step.text, &step.watch, &step.tryNext}) {
            words += QString::fromStdString(*part) + u'\n';
        }
        words += step.prediction ? QString::fromStdString(step.prediction->question) : QString();
    }
    return words.remove(u',');
}

void addLessons()
{
    QTest::addColumn<QString>("name");
    for (const auto& file : lessonFiles()) {
        const QString name = QString::fromStdString(file.filename().string());
        QTest::newRow(qPrintable(name)) << name;
    }
}

} // namespace

class TestLessonsPlay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("HIGHWATER_LESSONS", HIGHWATER_SOURCE_DIR "/resources/lessons");
        qputenv("HIGHWATER_SCENARIOS", HIGHWATER_SOURCE_DIR "/scenarios");
    }

    void thereAreSixteenAndAllCanBeRead()
    {
        const auto files = lessonFiles();
        QCOMPARE(files.size(), std::size_t{16});
        std::set<std::string> ids;
        std::set<std::string> titles;
        for (std::size_t i = 0; i < files.size(); ++i) {
            const QString name = QString::fromStdString(files[i].filename().string());
            QVERIFY2(name.startsWith(QStringLiteral("%1-").arg(i + 1, 2, 10, QLatin1Char('0'))), qPrintable(name));
            const auto lesson = loadLesson(files[i]);
            QVERIFY2(lesson.has_value(), qPrintable(name + u'\n' + (lesson ? QString() : listed(lesson.error()))));
            QVERIFY(ids.insert(lesson->id).second);
            QVERIFY(titles.insert(lesson->title).second);
        }
    }

    void theStartDoesNotMeetTheGoal_data() { addLessons(); }
    void theStartDoesNotMeetTheGoal()
    {
        QFETCH(const QString, name);
        const Lesson lesson = lessonOf(name);
        const GoalState state = judge(lesson.goal, endOf(lesson, {}), lesson.secondsNeeded);
        QVERIFY2(state.verdict == Verdict::NotYet, qPrintable(storyOf(lesson, state)));
    }

    void theSolutionMeetsTheGoal_data() { addLessons(); }
    void theSolutionMeetsTheGoal()
    {
        QFETCH(const QString, name);
        const Lesson lesson = lessonOf(name);
        const GoalState state = judge(lesson.goal, endOf(lesson, lesson.solution), lesson.secondsNeeded);
        QVERIFY2(state.verdict == Verdict::Met, qPrintable(storyOf(lesson, state)));
    }

    /// As the panel shows it: the solution is set while the model runs, which then starts again.
    void theGoalIsReachedSoonAfterTheStart_data() { addLessons(); }
    void theGoalIsReachedSoonAfterTheStart()
    {
        QFETCH(const QString, name);
        const Lesson lesson = lessonOf(name);
        const Document solved = withSettings(Document::load(lesson.scenario).value(), lesson.solution).value();
        auto run = Rehearsal::of(solved).value();
        const double end = toSeconds(run.scenario().duration);
        double t = toSeconds(run.scenario().warmup);
        GoalState state;
        while (t < end && state.verdict != Verdict::Met) {
            run.runUntil(runStart + fromSeconds(t += 2));
            state = judge(lesson.goal, run.picture(), lesson.secondsNeeded);
        }
        const double wanted = toSeconds(run.scenario().warmup) + lesson.secondsNeeded + 60;
        QVERIFY2(t <= wanted, qPrintable(QStringLiteral("met at %1 s only\n").arg(t) + storyOf(lesson, state)));
    }

    void whatTheTextTellsComesOutOfTheSimulator_data() { addLessons(); }
    void whatTheTextTellsComesOutOfTheSimulator()
    {
        QFETCH(const QString, name);
        const Lesson lesson = lessonOf(name);
        QVERIFY(lesson.facts.size() >= 3);
        QString wrong;
        for (const Fact& fact : lesson.facts) {
            const Measured measured = measure(fact.what, endOf(lesson, fact.with), 0);
            // A share of nothing may be a few items.
            const double slack = std::max(0.1 * fact.value, fact.what.unit == Unit::Share ? 0.0005 : 0.0);
            if (!measured.value || std::abs(*measured.value - fact.value) > slack) {
                wrong += QString::fromStdString(fact.text) + QStringLiteral(", but measured ")
                         + (measured.value ? QString::fromStdString(displayValue(*measured.value, fact.what.unit)) : QStringLiteral("nothing")) + u'\n';
            }
            if (!wordsOf(lesson).contains(QString::fromStdString(fact.literal))) {
                wrong += QString::fromStdString(fact.text) + QStringLiteral(", which the text does not tell\n");
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void whatIsGuessedCanBeMeasured_data() { addLessons(); }
    void whatIsGuessedCanBeMeasured()
    {
        QFETCH(const QString, name);
        const Lesson lesson = lessonOf(name);
        int questions = 0;
        for (const Step& step : lesson.steps) {
            if (!step.prediction) {
                continue;
            }
            ++questions;
            const Snapshot end = endOf(lesson, step.prediction->experiment, step.prediction->after);
            const Measured measured = measure(step.prediction->what, end, lesson.secondsNeeded);
            QVERIFY2(measured.enough(), step.prediction->what.text.c_str());
            if (const auto& sketch = step.prediction->sketch) {
                const auto node = end.scenario->find(sketch->node);
                QVERIFY(node && *node < static_cast<int>(end.nodes.size()));
                const NodeView& view = end.nodes[static_cast<std::size_t>(*node)];
                QVERIFY2(!view.isProducer, "a producer has no curve of depth or p99");
                QVERIFY2(sketch->seconds <= toSeconds(end.scenario->duration), "the curve goes on after the run");
                double most = 0;
                const auto last = static_cast<std::int64_t>(sketch->seconds / toSeconds(view.series.interval));
                for (std::int64_t i = view.series.first; i < std::min(last, view.series.end); ++i) {
                    const Column& column = view.series.at(i);
                    const auto value = static_cast<double>(sketch->curve == Sketch::Curve::Depth ? column.depthMean : column.sojournP99);
                    most = std::isnan(value) ? most : std::max(most, value);
                }
                QVERIFY2(most <= sketch->top && most >= 0.1 * sketch->top, qPrintable(QStringLiteral("the curve rises to %1").arg(most)));
            }
        }
        QVERIFY(questions >= 1);
    }

    void lessonsAreShort_data() { addLessons(); }
    void lessonsAreShort()
    {
        QFETCH(const QString, name);
        const Lesson lesson = lessonOf(name);
        QVERIFY(lesson.steps.size() >= 3 && lesson.steps.size() <= 6);
        for (const Step& step : lesson.steps) {
            const qsizetype words = QString::fromStdString(step.text).split(u' ', Qt::SkipEmptyParts).size();
            QVERIFY2(words >= 15 && words <= 110, qPrintable(QStringLiteral("%1: %2 words").arg(QString::fromStdString(step.title)).arg(words)));
            QVERIFY2(!step.watch.empty() || !step.tryNext.empty() || step.prediction, step.title.c_str());
        }
        QVERIFY(!lesson.steps.back().tryNext.empty());
    }

    /// Scenarios that no lesson plays would rot.
    void everyScenarioOfTheLessonsIsPlayed()
    {
        std::set<std::filesystem::path> played;
        for (const auto& file : lessonFiles()) {
            const auto lesson = loadLesson(file);
            QVERIFY(lesson);
            played.insert(std::filesystem::weakly_canonical(lesson->scenario));
        }
        for (const auto& entry : std::filesystem::directory_iterator(HIGHWATER_SOURCE_DIR "/scenarios/lessons")) {
            QVERIFY2(played.count(std::filesystem::weakly_canonical(entry.path())) == 1, entry.path().c_str());
            QVERIFY2(entry.file_size() < 4096, entry.path().c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestLessonsPlay)
#include "tst_lessons_play.moc"

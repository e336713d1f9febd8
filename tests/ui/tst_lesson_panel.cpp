// SPDX-License-Identifier: GPL-3.0-or-later
// The lesson panel beside a simulated run: steps, guesses, goals, and what is remembered of them.
#include "lesson/goal_card.h"
#include "lesson/guess_card.h"
#include "lesson/guess_text.h"
#include "lesson/lesson_list.h"
#include "lesson/lesson_page.h"
#include "lesson/lesson_panel.h"
#include "lesson/panel_button.h"
#include "lesson/sketch_pad.h"
#include "lesson/step_bars.h"
#include "pixels.h"
#include "session/session.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace highwater;
using lessons::Unit;
using lessons::Verdict;

namespace {

const QString bloat = QStringLiteral("buffer-bloat");
const QString capacity = QStringLiteral("/nodes/api/queue/capacity");

/// A panel that gets the files it asks for, beside a run that goes as fast as it can.
struct Bench
{
    Theme theme{Theme::Choice::Dark};
    Session session;
    LessonPanel panel;

    explicit Bench(QSettings* settings = nullptr) : panel(session, theme, settings)
    {
        QObject::connect(&panel, &LessonPanel::openWanted, &session, &Session::open);
        session.setSpeed(std::numeric_limits<double>::infinity());
        panel.resize(256, 640);
        panel.show();
    }
    void openLast(const QString& id)
    {
        panel.openLesson(id);
        while (panel.findChild<GoalCard*>()->isHidden())
            panel.next();
    }
    template <typename Widget>
    [[nodiscard]] Widget* the() const { return panel.findChild<Widget*>(); }
    [[nodiscard]] PanelButton* button(const char* text) const
    {
        for (auto* each : panel.findChildren<PanelButton*>()) {
            if (each->text() == QString::fromUtf8(text))
                return each;
        }
        return nullptr;
    }
};

/// By the keyboard, as a person without a mouse would.
void press(QWidget* widget)
{
    widget->setFocus();
    QTest::keyClick(widget, Qt::Key_Return);
}

} // namespace

class TestLessonPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("HIGHWATER_LESSONS", HIGHWATER_SOURCE_DIR "/resources/lessons");
        qputenv("HIGHWATER_SCENARIOS", HIGHWATER_SOURCE_DIR "/scenarios");
    }

    void theListIsAProperModel()
    {
        LessonListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({{QStringLiteral("One"), QStringLiteral("done"), true, false}, {QStringLiteral("Two"), QStringLiteral("line 3: no"), false, true}});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!model.flags(model.index(1)).testFlag(Qt::ItemIsEnabled));
        model.setRows({{QStringLiteral("One"), QStringLiteral("done"), true, false}, {QStringLiteral("Two"), QStringLiteral("not begun"), false, false}});
        QVERIFY(model.flags(model.index(1)).testFlag(Qt::ItemIsEnabled));
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    void theListShowsAllLessonsAndEnterBeginsOne()
    {
        Bench bench;
        auto* list = bench.the<QListView>();
        QCOMPARE(list->model()->rowCount(), 16);
        QCOMPARE(list->model()->index(4, 0).data().toString(), QStringLiteral("Buffer bloat"));
        QCOMPARE(list->model()->index(4, 0).data(LessonListModel::LineRole).toString(), QStringLiteral("not begun"));
        list->setCurrentIndex(list->model()->index(4, 0));
        press(list);
        QCOMPARE(bench.panel.lesson(), bloat);
        QCOMPARE(bench.panel.step(), 0);
    }

    void aLessonAsksForItsScenarioAndSelectsItsNode()
    {
        Bench bench;
        QSignalSpy wanted(&bench.panel, &LessonPanel::openWanted);
        bench.panel.openLesson(QStringLiteral("upstream"));
        QCOMPARE(wanted.count(), 1);
        QVERIFY(bench.session.file().endsWith(QStringLiteral("06-chain-of-three.highwater.json")));
        QCOMPARE(bench.session.selectedNode(), QStringLiteral("database"));
        bench.panel.openLesson(QStringLiteral("upstream")); // it is open already
        QCOMPARE(wanted.count(), 1);
    }

    void anUnknownLessonShowsTheList()
    {
        Bench bench;
        bench.panel.openLesson(bloat);
        bench.panel.openLesson(QStringLiteral("no such"));
        QCOMPARE(bench.panel.lesson(), QString());
        QVERIFY(bench.the<QListView>()->isVisible());
    }

    void stepsGoForthAndBackByTheKeyboard()
    {
        Bench bench;
        bench.panel.openLesson(bloat);
        PanelButton* next = bench.button("Next");
        PanelButton* back = bench.button("Back");
        QVERIFY(!back->isEnabled());
        press(next);
        QCOMPARE(bench.panel.step(), 1);
        QCOMPARE(bench.the<StepBars>()->accessibleName(), QStringLiteral("step 2 of 3, 1 done"));
        press(back);
        QCOMPARE(bench.panel.step(), 0);
        QTest::keyClick(next, Qt::Key_Space); // belongs to the run
        QCOMPARE(bench.panel.step(), 0);
    }

    void afterTheLastStepComesTheNextLesson()
    {
        Bench bench;
        bench.openLast(bloat);
        bench.panel.next();
        QCOMPARE(bench.panel.lesson(), QStringLiteral("littles-law"));
        bench.openLast(QStringLiteral("percentiles"));
        bench.panel.next();
        QCOMPARE(bench.panel.lesson(), QString());
    }

    void theGoalIsCheckedWhileTheModelRuns()
    {
        Bench bench;
        bench.openLast(bloat);
        auto* card = bench.the<GoalCard>();
        QTRY_COMPARE(bench.panel.goalState().verdict, Verdict::NotYet);
        QCOMPARE(card->stateWord(), QStringLiteral("not yet"));
        QVERIFY(!bench.panel.progress().isDone(bloat.toStdString()));
        QSignalSpy done(&bench.panel, &LessonPanel::lessonDone);
        QVERIFY(bench.session.setParameter(capacity, QStringLiteral("30"), QStringLiteral("capacity → 30")));
        press(bench.button("Start again"));
        QTRY_COMPARE(bench.panel.goalState().verdict, Verdict::Met);
        QCOMPARE(card->stateWord(), QStringLiteral("met"));
        QCOMPARE(done.count(), 1);
        const lessons::LessonProgress progress = bench.panel.progress().of(bloat.toStdString());
        QVERIFY(progress.goalMet && !progress.solutionShown);
        bench.panel.showList();
        QCOMPARE(bench.the<QListView>()->model()->index(4, 0).data(LessonListModel::LineRole).toString(), QStringLiteral("done"));
    }

    void theSolutionIsOneStepThatCanBeUndone()
    {
        Bench bench;
        bench.openLast(bloat);
        press(bench.button("Show the solution"));
        QCOMPARE(bench.session.parameter(capacity), QStringLiteral("40"));
        QCOMPARE(bench.session.undoStack()->count(), 1);
        QTRY_COMPARE(bench.panel.goalState().verdict, Verdict::Met);
        QVERIFY(bench.panel.progress().of(bloat.toStdString()).solutionShown);
        bench.session.undo();
        QCOMPARE(bench.session.parameter(capacity), QStringLiteral("1000"));
    }

    void whoFindsAWayAfterTheSolutionWasShownHasFoundIt()
    {
        Bench bench;
        bench.openLast(bloat);
        press(bench.button("Show the solution"));
        QTRY_VERIFY(bench.panel.progress().of(bloat.toStdString()).goalMet);
        QVERIFY(bench.session.setParameter(capacity, QStringLiteral("30"), QStringLiteral("capacity → 30")));
        QTRY_VERIFY(!bench.panel.progress().of(bloat.toStdString()).solutionShown);
    }

    void aGuessIsPutBesideWhatComesOut()
    {
        Bench bench;
        bench.panel.openLesson(bloat);
        bench.panel.next();
        auto* field = bench.the<QLineEdit>();
        PanelButton* run = bench.button("Run and compare");
        auto* compare = bench.the<CompareView>();
        QVERIFY(!run->isEnabled());
        QTest::keyClicks(field, QStringLiteral("300"));
        QVERIFY(run->isEnabled());
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(bench.session.parameter(capacity), QStringLiteral("100"));
        QTRY_COMPARE(bench.the<GuessCard>()->run().state(), LessonRun::State::Done);
        const QString words = compare->words();
        QVERIFY2(words.contains(QStringLiteral("300/s")) && words.contains(QStringLiteral("simulated 39")) && words.contains(QStringLiteral("too low")),
                 qPrintable(words));
    }

    void aGuessThatCannotBeReadIsExplained()
    {
        Bench bench;
        bench.panel.openLesson(QStringLiteral("utilisation"));
        bench.panel.next();
        auto* field = bench.the<QLineEdit>();
        QTest::keyClicks(field, QStringLiteral("5")); // of what?
        QVERIFY(!bench.button("Run and compare")->isEnabled());
        QVERIFY(bench.the<CompareView>()->words().contains(QStringLiteral("ms")));
        QTest::keyClicks(field, QStringLiteral(" ms"));
        QVERIFY(bench.button("Run and compare")->isEnabled());
        QCOMPARE(bench.the<CompareView>()->words(), QString());
    }

    void aChangeMeanwhileEndsTheComparison()
    {
        Bench bench;
        bench.panel.openLesson(QStringLiteral("bounded-queues"));
        bench.session.setSpeed(1);
        QTest::keyClicks(bench.the<QLineEdit>(), QStringLiteral("1 s"));
        press(bench.button("Run and compare"));
        QVERIFY(bench.session.setParameter(QStringLiteral("/nodes/api/workers/count"), QStringLiteral("5"), QStringLiteral("workers → 5")));
        QTRY_COMPARE(bench.the<GuessCard>()->run().state(), LessonRun::State::Disturbed);
        QVERIFY(bench.the<CompareView>()->words().contains(QStringLiteral("run again")));
    }

    void theRunDrawsOverTheSketch()
    {
        Bench bench;
        bench.panel.openLesson(bloat);
        bench.panel.next();
        auto* pad = bench.the<SketchPad>();
        QVERIFY(pad->isVisible() && !pad->isDrawn());
        const QRectF plot = pad->plot();
        const auto at = [&](double x, double y) { return QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height()).toPoint(); };
        QTest::mousePress(pad, Qt::LeftButton, {}, at(0.1, 0.0));
        QTest::mouseMove(pad, at(0.5, 0.5));
        QTest::mouseMove(pad, at(0.9, 0.5));
        QTest::mouseRelease(pad, Qt::LeftButton, {}, at(0.9, 0.5));
        QVERIFY(std::isnan(pad->valueAt(0.05)));
        QVERIFY(std::abs(pad->valueAt(0.3) - 0.75) < 0.1);
        QVERIFY(std::abs(pad->valueAt(0.7) - 1.5) < 0.1);
        QVERIFY(std::isnan(pad->meanError()));
        QTest::keyClicks(bench.the<QLineEdit>(), QStringLiteral("100/s"));
        press(bench.button("Run and compare"));
        QTRY_VERIFY(bench.the<GuessCard>()->run().curve().size() >= 100);
        QTRY_VERIFY(bench.the<GuessCard>()->run().curve().last().x() > 59);
        QVERIFY(pad->meanError() > 0.1 && pad->meanError() < 0.6);
        QVERIFY(pad->accessibleDescription().contains(QStringLiteral("the run differs")));
    }

    void aCurveCanBeDrawnWithTheKeyboard()
    {
        Theme theme(Theme::Choice::Light);
        SketchPad pad(theme, nullptr);
        pad.resize(228, 124);
        pad.setAxes(QStringLiteral("depth of api"), 100, QStringLiteral("100"), 60, Token::Text);
        pad.show();
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(&pad, Qt::Key_Up);
        for (int i = 0; i < 6; ++i)
            QTest::keyClick(&pad, Qt::Key_Right);
        QTest::keyClick(&pad, Qt::Key_Down);
        QVERIFY(std::abs(pad.valueAt(0.0) - 20) < 1e-6);
        QVERIFY(std::abs(pad.valueAt(0.2) - 20) < 1e-6);
        QVERIFY(std::abs(pad.valueAt(0.255) - 15) < 1e-6);
        QVERIFY(std::isnan(pad.valueAt(0.5)));
        QTest::keyClick(&pad, Qt::Key_Delete);
        QVERIFY(!pad.isDrawn());
    }

    void guessesAreReadAndJudgedInWords()
    {
        QCOMPARE(readGuess(QStringLiteral("5"), Unit::Share).value(), 0.05);
        QCOMPARE(readGuess(QStringLiteral("40"), Unit::PerMinute).value(), 40.0 / 60);
        QCOMPARE(readGuess(QStringLiteral("90/s"), Unit::PerSecond).value(), 90.0);
        QCOMPARE(readGuess(QStringLiteral("5 ms"), Unit::Seconds).value(), 0.005);
        QVERIFY(!readGuess(QStringLiteral("many"), Unit::Items));
        QCOMPARE(guessVerdict(0, 0), QStringLiteral("exactly right"));
        QCOMPARE(guessVerdict(105, 100), QStringLiteral("close"));
        QCOMPARE(guessVerdict(130, 100), QStringLiteral("30 % too high"));
        QCOMPARE(guessVerdict(70, 100), QStringLiteral("30 % too low"));
        QCOMPARE(guessVerdict(410, 100), QStringLiteral("4.1 times too high"));
        QCOMPARE(guessVerdict(5, 100), QStringLiteral("20 times too low"));
        QCOMPARE(guessVerdict(5, 0), QStringLiteral("too high"));
    }

    void namesInTheTextSelectTheirNodes()
    {
        Bench bench;
        bench.panel.openLesson(QStringLiteral("upstream"));
        QCOMPARE(bench.session.selectedNode(), QStringLiteral("database"));
        auto* text = bench.the<MarkdownView>();
        text->setFocus();
        QTest::keyClick(text, Qt::Key_Tab);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(bench.session.selectedNode(), QStringLiteral("gateway"));
    }

    void withAnotherScenarioTheLessonOffersItsOwn()
    {
        Bench bench;
        bench.openLast(bloat);
        QTRY_VERIFY(bench.panel.goalState().verdict != Verdict::NotEnoughData);
        QVERIFY(bench.session.open(QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/01-steady.highwater.json")));
        QVERIFY(!bench.button("Show the solution")->isEnabled());
        PanelButton* open = bench.button("Open the lesson's");
        QVERIFY(open->isVisible());
        press(open);
        QVERIFY(bench.session.file().endsWith(QStringLiteral("05-buffer-bloat.highwater.json")));
        QVERIFY(!open->isVisible());
        QVERIFY(bench.button("Show the solution")->isEnabled());
    }

    void progressIsRememberedFromOneStartToTheNext()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        {
            Bench bench(&settings);
            bench.openLast(bloat);
            press(bench.button("Show the solution"));
            QTRY_VERIFY(bench.panel.progress().isDone(bloat.toStdString()));
            bench.panel.openLesson(QStringLiteral("why-a-queue"));
            bench.panel.next();
        }
        Bench bench(&settings);
        auto* model = bench.the<QListView>()->model();
        QCOMPARE(model->index(4, 0).data(LessonListModel::LineRole).toString(), QStringLiteral("done, with the solution shown"));
        QVERIFY(model->index(4, 0).data(LessonListModel::DoneRole).toBool());
        QCOMPARE(model->index(0, 0).data(LessonListModel::LineRole).toString(), QStringLiteral("step 2 of 3"));
        bench.panel.openLesson(QStringLiteral("why-a-queue"));
        QCOMPARE(bench.panel.step(), 1);
    }

    void everythingThatTakesTheFocusHasAName()
    {
        Bench bench;
        const QStringList all{QStringLiteral("why-a-queue"), bloat, QStringLiteral("percentiles")};
        for (const QString& id : all) {
            bench.panel.openLesson(id);
            for (int step = 0; step < 3; ++step) {
                for (const auto* widget : bench.panel.findChildren<QWidget*>()) {
                    if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && widget->focusProxy() == nullptr)
                        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
                }
                if (step < 2)
                    bench.panel.next();
            }
        }
    }

    void nothingIsWiderThanTheDock_data() { lessonRows(); }
    void nothingIsWiderThanTheDock()
    {
        QFETCH(const QString, id);
        Bench bench;
        bench.panel.openLesson(id);
        const QString lesson = bench.panel.lesson();
        while (bench.panel.lesson() == lesson) {
            QCoreApplication::processEvents();
            auto* page = bench.the<LessonPage>();
            QVERIFY(page->width() <= 256);
            for (const auto* child : page->findChildren<QWidget*>()) {
                if (!child->isVisible())
                    continue;
                const QRect where(child->mapTo(page, QPoint()), child->size());
                QVERIFY2(where.left() >= 0 && where.right() < page->width() && where.bottom() <= page->height(), child->metaObject()->className());
            }
            for (const auto* text : page->findChildren<MarkdownView*>()) {
                const auto fits = [text] { return !text->isVisible() || std::abs(text->height() - text->heightForWidth(text->width())) <= 1; };
                QTRY_VERIFY2_WITH_TIMEOUT(fits(), qPrintable(QStringLiteral("%1 is %2 high in %3 instead of %4")
                                                                 .arg(text->accessibleName())
                                                                 .arg(text->height())
                                                                 .arg(text->parentWidget()->height())
                                                                 .arg(text->heightForWidth(text->width()))), 2000);
            }
            bench.panel.next();
        }
    }

    void picturesForAPersonToLookAt_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
    void picturesForAPersonToLookAt()
    {
        QFETCH(const bool, dark);
        Bench bench;
        bench.theme.setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        const QString tone = dark ? QStringLiteral("dark") : QStringLiteral("light");
        bench.panel.resize(256, 900);
        QTRY_VERIFY(!bench.the<QListView>()->visualRect(bench.the<QListView>()->model()->index(0, 0)).isEmpty()); // it lays out later
        const QImage list = bench.panel.grab().toImage();
        keepPicture(list, QStringLiteral("lessons-list-") + tone);
        QVERIFY(countPixels(list, QRectF(40, 40, 180, 700), Theme::colorOf(Token::Text, dark)) > 1000);
        bench.panel.openLesson(bloat);
        QCoreApplication::processEvents();
        keepPicture(bench.panel.grab().toImage(), QStringLiteral("lessons-first-") + tone);
        bench.panel.next();
        auto* pad = bench.the<SketchPad>();
        const QRectF plot = pad->plot();
        QTest::mousePress(pad, Qt::LeftButton, {}, QPointF(plot.left() + 4, plot.bottom() - 4).toPoint());
        QTest::mouseMove(pad, QPointF(plot.left() + 90, plot.top() + 50).toPoint());
        QTest::mouseMove(pad, QPointF(plot.right() - 8, plot.top() + 30).toPoint());
        QTest::mouseRelease(pad, Qt::LeftButton, {}, QPointF(plot.right() - 8, plot.top() + 30).toPoint());
        QTest::keyClicks(bench.the<QLineEdit>(), QStringLiteral("340"));
        press(bench.button("Run and compare"));
        QTRY_COMPARE(bench.the<GuessCard>()->run().state(), LessonRun::State::Done);
        QTRY_VERIFY(bench.the<GuessCard>()->run().curve().size() >= 100);
        const QImage compared = bench.panel.grab().toImage();
        keepPicture(compared, QStringLiteral("lessons-guess-") + tone);
        bench.panel.next();
        QTRY_VERIFY(bench.panel.goalState().verdict != Verdict::NotEnoughData);
        const QImage goal = bench.panel.grab().toImage();
        keepPicture(goal, QStringLiteral("lessons-goal-") + tone);
        QVERIFY(compared != goal);
        QCOMPARE(goal.pixelColor(2, 60), Theme::colorOf(Token::Surface, dark));
    }

private:
    void lessonRows()
    {
        QTest::addColumn<QString>("id");
        for (const auto& file : lessons::lessonFiles()) {
            const QString id = QString::fromStdString(file.stem().string()).mid(3);
            QTest::newRow(qPrintable(id)) << id;
        }
    }
};

QTEST_MAIN(TestLessonPanel)
#include "tst_lesson_panel.moc"

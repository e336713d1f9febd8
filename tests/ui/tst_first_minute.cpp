// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_panel.h"
#include "charts/chart_stack.h"
#include "charts/chart_view.h"
#include "compare/compare_model.h"
#include "compare/compare_panel.h"
#include "findings/findings_panel.h"
#include "run/simulated_run.h"
#include "session/session.h"
#include "shell/actions.h"
#include "shell/main_window.h"
#include "shell/sentence_strip.h"
#include "shell/settings.h"
#include "theme/theme.h"
#include "time/scrubber.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QMimeData>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace highwater;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int slowness = 8; ///< what a sanitizer costs at most
#else
constexpr int slowness = 1;
#endif

} // namespace

/// What somebody who has never seen the program does in the first minute, with keys and mouse, on the real window with a real run. The lines
/// build on each other. Pictures of each go to HIGHWATER_ARTEFACTS, when that is set.
class FirstMinute : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    QString m_firstSentence;

    [[nodiscard]] std::shared_ptr<const Snapshot> picture() const { return m_session->snapshot(); }
    [[nodiscard]] double now() const { return toSeconds(picture()->now); }
    [[nodiscard]] const NodeView& node(const char* name) const
    {
        const auto index = picture()->scenario->find(name);
        return picture()->nodes[static_cast<std::size_t>(*index)];
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_window.get(), static_cast<Qt::Key>(key), modifiers); }
    template <class T> [[nodiscard]] T* part() const { return m_window->findChild<T*>(); }
    void keepPicture(const char* name) const
    {
        const QString folder = qEnvironmentVariable("HIGHWATER_ARTEFACTS");
        if (!folder.isEmpty() && QDir().mkpath(folder))
            m_window->grab().save(QStringLiteral("%1/%2.png").arg(folder, QLatin1String(name)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings = openSettings(m_folder.filePath(QStringLiteral("settings.ini")));
        m_theme = std::make_unique<Theme>(Theme::Choice::Dark);
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_session.reset();
    }

    void second0AHealthyScenarioRunsAlreadyAndOneSentenceSaysWhatHappens()
    {
        QElapsedTimer clock;
        clock.start();
        m_session = std::make_unique<Session>();
        m_window = std::make_unique<MainWindow>(m_session.get(), m_theme.get(), m_settings.get());
        m_window->openLast();
        m_window->resize(1600, 1000);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QSignalSpy painted(m_window.get(), &MainWindow::painted);
        QTRY_VERIFY(painted.size() >= 2 && now() > 0);
        QVERIFY2(clock.elapsed() < 2000 * slowness, qPrintable(QStringLiteral("%1 ms").arg(clock.elapsed())));
        QVERIFY(!QApplication::activeModalWidget());
        QTRY_VERIFY(now() > 15);
        QCOMPARE(node("api").state, NodeState::Flowing);
        QTRY_VERIFY(m_window->sentence()->text().contains(QStringLiteral("api")));
        m_firstSentence = m_window->sentence()->text();
        keepPicture("1-start");
    }

    void second3OneMoreProducerFillsTheQueueToItsHighMark()
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QElapsedTimer clock;
        clock.start();
        press(Qt::Key_P);
        const auto producers = [this] { return std::count_if(picture()->nodes.begin(), picture()->nodes.end(), [](const NodeView& one) { return one.isProducer; }); };
        QTRY_COMPARE(producers(), 2);
        QVERIFY2(clock.elapsed() < 300 * slowness, qPrintable(QStringLiteral("%1 ms").arg(clock.elapsed())));
        QTRY_VERIFY(node("api").pressed);
        QVERIFY2(clock.elapsed() < 5000 * slowness, qPrintable(QStringLiteral("%1 ms").arg(clock.elapsed())));
        QTRY_VERIFY(m_window->sentence()->text() != m_firstSentence);
        keepPicture("2-filling");
    }

    void second12TheProducersWaitAndTheCauseIsPointedAt()
    {
        QTRY_VERIFY(node("web clients").state == NodeState::Waiting);
        QTRY_VERIFY(!node("web clients").chain.empty());
        const auto root = static_cast<std::size_t>(node("web clients").chain.back());
        QCOMPARE(picture()->nodes[root].name, std::string("api"));
        press(Qt::Key_W);
        QTRY_VERIFY(m_window->actionSet()->whoWaits->isChecked());
        keepPicture("3-who-waits");
        press(Qt::Key_W);
    }

    void second20AMarkIsDraggedOnTheChartAndUndone()
    {
        auto* flag = part<ChartPanel>()->stack()->handles()->flag(Mark::High);
        const QString pointer = QStringLiteral("/nodes/api/queue/highWater");
        const auto changes = picture()->changes.size();
        const QPoint from = flag->rect().center();
        QTest::mousePress(flag, Qt::LeftButton, {}, from);
        for (int y = 2; y <= 10; y += 2) {
            QTest::mouseMove(flag, from + QPoint(0, y));
            QTest::qWait(20);
        }
        QTest::mouseRelease(flag, Qt::LeftButton, {}, from + QPoint(0, 10));
        const int dragged = m_session->parameter(pointer).toInt();
        QVERIFY2(dragged > 400 && dragged < 800, qPrintable(m_session->parameter(pointer)));
        QCOMPARE(dragged % 10, 0);
        QTRY_VERIFY(picture()->changes.size() > changes);
        QTRY_COMPARE(picture()->scenario->nodes[1].stage()->queue.marks->high, std::int64_t{dragged});
        keepPicture("4-mark");
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(m_session->parameter(pointer), QStringLiteral("800"));
    }

    void second28ASpikeMovesTheP99AndNotTheThroughputAndTheSentenceNamesIt()
    {
        const double before = node("api").completedRate;
        press(Qt::Key_S);
        QTRY_VERIFY(m_session->spiking());
        QTRY_VERIFY(node("api").recentSojournP99 > 0.5);
        QVERIFY(std::abs(node("api").completedRate - before) < 0.1 * before);
        // Which of the two depends on how the marks swing just then.
        const auto isNamed = [this] {
            const auto report = part<FindingsPanel>()->report();
            const auto never = [](const Advice& one) { return one.title.find("never empty") != std::string::npos; };
            return m_window->sentence()->text().contains(QStringLiteral("no throughput"))
                   || (report && std::any_of(report->advice.begin(), report->advice.end(), never));
        };
        QTRY_VERIFY_WITH_TIMEOUT(isNamed(), 15000 * slowness);
        keepPicture("5-spike");
    }

    void second35PauseStepScrubBackAndReadOneInstantInAllCharts()
    {
        press(Qt::Key_Space);
        QTRY_VERIFY(!m_session->isRunning());
        QTRY_COMPARE(picture()->state, RunState::Paused);
        const auto events = picture()->events;
        press(Qt::Key_Period);
        QTRY_COMPARE(picture()->events, events + 1);
        auto* scrubber = part<Scrubber>();
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(scrubber, Qt::LeftButton, {}, QPoint(qRound(scrubber->x(now() / 2)), scrubber->height() / 2));
        QTRY_VERIFY(m_session->inPast());
        QVERIFY2(clock.elapsed() < 300 * slowness, qPrintable(QStringLiteral("%1 ms").arg(clock.elapsed())));
        auto* chart = part<ChartPanel>()->stack()->chart(ChartKind::Time);
        const QRectF plot = chart->geometryOfPlot().plot;
        QTest::mouseMove(chart->viewport(), QPoint(qRound(plot.left() + plot.width() / 40), qRound(plot.center().y())));
        QTRY_VERIFY(m_session->crosshair());
        keepPicture("6-scrubbed");
        QTest::keyClick(scrubber, Qt::Key_End);
        QTRY_VERIFY(!m_session->inPast());
        press(Qt::Key_Escape);
        QTRY_VERIFY(!m_session->crosshair());
        press(Qt::Key_Space);
        QTRY_VERIFY(m_session->isRunning());
    }

    void second42ABaselineStaysWhileOneThingIsChanged()
    {
        // Since the last change, so much that there are intervals.
        QTRY_VERIFY(picture()->now - picture()->statisticsSince > std::chrono::seconds(30));
        press(Qt::Key_B);
        QTRY_VERIFY(m_session->baseline());
        press(Qt::Key_C);
        auto* compared = part<ComparePanel>();
        QTRY_VERIFY(compared->isVisible());
        QTRY_VERIFY(compared->model()->rowCount() > 4);
        QTRY_VERIFY(compared->model()->index(1, CompareModel::Difference).data().toString().contains(QChar(0x00b1)));
        keepPicture("7-baseline");
    }

    void second50AnotherScenarioIsOneKeyAwayAndThePreviousOneIsNotLost()
    {
        QElapsedTimer clock;
        clock.start();
        press(Qt::Key_2);
        QTRY_COMPARE(QString::fromStdString(picture()->scenario->name), QStringLiteral("Slow consumer"));
        QTRY_VERIFY(now() > 0);
        QVERIFY2(clock.elapsed() < 1000 * slowness, qPrintable(QStringLiteral("%1 ms").arg(clock.elapsed())));
        keepPicture("8-another");
        press(Qt::Key_1);
        QTRY_COMPARE(QString::fromStdString(picture()->scenario->name), QStringLiteral("Steady and healthy"));
    }

    void second57ThePictureIsCopiedAndAFileGivesTheSameRunAgain()
    {
        QApplication::clipboard()->clear();
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(QApplication::clipboard()->mimeData()->hasImage());
        press(Qt::Key_C);
        const QString file = m_folder.filePath(QStringLiteral("mine.highwater.json"));
        QVERIFY(m_session->saveAs(file));
        press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!QApplication::activeModalWidget());
        const auto figures = [this, &file] {
            if (!m_session->open(file))
                return std::pair<std::uint64_t, std::uint64_t>{};
            m_session->runTo(20);
            if (!QTest::qWaitFor([this] { return now() == 20; }))
                return std::pair<std::uint64_t, std::uint64_t>{};
            return std::pair(picture()->events, picture()->endToEnd.completed);
        };
        const auto first = figures();
        QVERIFY(first.first > 0);
        QCOMPARE(figures(), first);
    }

    void allAlongEveryKeyIsShownByTheQuestionMark()
    {
        press(Qt::Key_Question, Qt::ShiftModifier);
        QTRY_VERIFY(m_window->actionSet()->keys->isChecked());
        keepPicture("9-keys");
        press(Qt::Key_Escape);
        QTRY_VERIFY(!m_window->actionSet()->keys->isChecked());
    }
};

QTEST_MAIN(FirstMinute)
#include "tst_first_minute.moc"

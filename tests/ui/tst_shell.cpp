// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_run.h"
#include "library/shelf_panel.h"
#include "session/session.h"
#include "shell/action_button.h"
#include "shell/actions.h"
#include "shell/fault_banner.h"
#include "shell/keys_overlay.h"
#include "shell/main_window.h"
#include "shell/run_bar.h"
#include "shell/sentence_strip.h"
#include "shell/settings.h"
#include "shell/status_line.h"
#include "theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace highwater;

namespace {

const char* const scenarioText = R"json({
  "highwater": 1, "name": "One stage", "seed": 7, "duration": "5min",
  "nodes": {
    "clients": { "type": "producer", "arrivals": "poisson(80/s)", "to": "api" },
    "api": { "type": "stage", "queue": { "capacity": 1000, "highWater": 800, "lowWater": 400 },
             "workers": { "count": 2, "service": "exponential(10ms)" } }
  }
})json";

} // namespace

class TestShell : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void everyActionHasAKeyAToolTipAndNoKeyIsGivenTwice();
    void everyButtonSaysWhatItIs();
    void everyMenuEntryDoesSomething();
    void keysActOnTheSession();
    void keysOpenScenariosOfTheShelf();
    void keysDoNotActWhileSomebodyTypes();
    void fastAndBackAgain();
    void bracketsStepThroughTheSpeeds();
    void aButtonIsPressedByEnterAndSpaceStillRuns();
    void theBannerPagesThroughFaultsAndPushesTheContentDown();
    void theBannerGoesWhenTheNextAttemptSucceeds();
    void questionMarkShowsTheKeysWithoutBlockingAnything();
    void escapeClosesOneThingAtATime();
    void theSentenceTellsTheWorstStage();
    void theStatusLineSaysSumSeedAndUndo();
    void theTitleNamesTheDocumentAndItsChanges();
    void aNarrowWindowFoldsTheScenarios();
    void theSmallestWindowKeepsEveryButtonInSight();
    void theToolBarKeepsItsPartsApartAtEveryWidth();
    void severalLanesGetMoreOfTheWindowUnlessSomebodyMovedTheLine();
    void theThemeAndTheLayoutAreRemembered();
    void theLastScenarioIsOpenedAgain();
    void recentFilesLeaveOutWhatIsGone();
    void aFileThatIsDroppedIsOpened();
    void thePictureCopiedIsThatOfTheWindow();
    void reducedMotionReachesTheThemeAndIsRemembered();
    void paintingIsSaidToTheSession();

private:
    QString write(const QString& name, const QByteArray& text = scenarioText)
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
    }
    void makeWindow(QSize size = {1600, 1000})
    {
        m_window.reset();
        m_session = std::make_unique<Session>([this](const Document& document) -> Checked<std::unique_ptr<Run>> {
            auto scenario = readScenario(document);
            if (!scenario)
                return tl::unexpected(scenario.error());
            auto run = std::make_unique<FakeRun>(document, std::move(*scenario));
            m_run = run.get();
            return std::unique_ptr<Run>(std::move(run));
        });
        m_window = std::make_unique<MainWindow>(m_session.get(), m_theme.get(), m_settings.get());
        if (size.isValid())
            m_window->resize(size);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    [[nodiscard]] Actions& actions() const { return *m_window->actionSet(); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(m_window.get(), static_cast<Qt::Key>(key), modifiers); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    FakeRun* m_run = nullptr;
};

void TestShell::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = openSettings(m_folder->filePath(QStringLiteral("settings.ini")));
    m_theme = std::make_unique<Theme>(Theme::Choice::Dark);
    makeWindow();
    QVERIFY(m_window->openFile(write(QStringLiteral("one.highwater.json"))));
}

void TestShell::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void TestShell::everyActionHasAKeyAToolTipAndNoKeyIsGivenTwice()
{
    QSet<QString> keys;
    for (const QAction* action : actions().all()) {
        const QByteArray name = action->text().toUtf8();
        QVERIFY2(!action->shortcut().isEmpty(), name.constData());
        QVERIFY2(action->toolTip().contains(keyText(action)), name.constData());
        QVERIFY2(!keys.contains(keyText(action)), name.constData());
        keys.insert(keyText(action));
    }
}

void TestShell::everyButtonSaysWhatItIs()
{
    const auto buttons = m_window->findChildren<QAbstractButton*>();
    QVERIFY(buttons.size() > 12);
    for (const QAbstractButton* button : buttons) {
        if (qobject_cast<const ActionButton*>(button)) {
            QVERIFY(!button->accessibleName().isEmpty());
            QVERIFY(!button->toolTip().isEmpty());
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
        }
    }
}

void TestShell::everyMenuEntryDoesSomething()
{
    const auto menus = m_window->findChildren<QMenuBar*>().constFirst()->actions();
    QStringList titles;
    for (const QAction* menu : menus) {
        titles << menu->text();
        for (QAction* entry : menu->menu()->actions())
            QVERIFY2(entry->isSeparator() || entry->menu() || !entry->text().isEmpty(), qPrintable(menu->text()));
    }
    QCOMPARE(titles, (QStringList{QStringLiteral("&File"), QStringLiteral("&Edit"), QStringLiteral("&Run"), QStringLiteral("&View"), QStringLiteral("&Help")}));
}

void TestShell::keysActOnTheSession()
{
    QVERIFY(m_session->isRunning());
    press(Qt::Key_Space);
    QVERIFY(!m_session->isRunning());
    QCOMPARE(actions().run->iconText(), QStringLiteral("Run"));
    press(Qt::Key_Space);
    QVERIFY(m_session->isRunning());
    press(Qt::Key_Period);
    QVERIFY(!m_session->isRunning());
    press(Qt::Key_P);
    QVERIFY(m_run->latest()->scenario->find("clients 2"));
    QTRY_VERIFY(actions().removeProducer->isEnabled());
    press(Qt::Key_P, Qt::ShiftModifier);
    QVERIFY(!m_run->latest()->scenario->find("clients 2"));
    press(Qt::Key_C);
    QCOMPARE(m_session->parameter(QStringLiteral("/nodes/api/workers/count")), QStringLiteral("3"));
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_session->parameter(QStringLiteral("/nodes/api/workers/count")), QStringLiteral("2"));
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_session->parameter(QStringLiteral("/nodes/api/workers/count")), QStringLiteral("3"));
    press(Qt::Key_S);
    QVERIFY(m_session->spiking());
    press(Qt::Key_R);
    QCOMPARE(m_run->latest()->generation, std::uint64_t{1});
    press(Qt::Key_R, Qt::ShiftModifier);
    QCOMPARE(m_run->latest()->generation, std::uint64_t{2});
    press(Qt::Key_W);
    QVERIFY(actions().whoWaits->isChecked());
}

void TestShell::keysOpenScenariosOfTheShelf()
{
    press(Qt::Key_2);
    QVERIFY(m_session->fromShelf());
    QVERIFY(m_session->file().contains(QStringLiteral("/02-")));
}

void TestShell::keysDoNotActWhileSomebodyTypes()
{
    QLineEdit field(m_window.get());
    field.show();
    field.setFocus();
    QTest::keyClicks(&field, QStringLiteral("scp 12."));
    QCOMPARE(field.text(), QStringLiteral("scp 12."));
    QCOMPARE(m_session->undoStack()->count(), 0);
    QVERIFY(m_session->isRunning());
    QVERIFY(!m_session->fromShelf());
}

void TestShell::fastAndBackAgain()
{
    m_session->setSpeed(5);
    press(Qt::Key_F6);
    QCOMPARE(m_session->speed(), 100.0);
    QVERIFY(actions().fast->isChecked());
    press(Qt::Key_F7);
    QVERIFY(std::isinf(m_session->speed()));
    QVERIFY(!actions().fast->isChecked());
    press(Qt::Key_F7);
    QCOMPARE(m_session->speed(), 5.0);
    QVERIFY(!actions().fullSpeed->isChecked());
}

void TestShell::bracketsStepThroughTheSpeeds()
{
    m_session->setSpeed(10);
    press(Qt::Key_BracketRight);
    QCOMPARE(m_session->speed(), 20.0);
    m_session->setSpeed(7);
    press(Qt::Key_BracketLeft);
    QCOMPARE(m_session->speed(), 5.0);
    m_session->setSpeed(0.1);
    press(Qt::Key_BracketLeft);
    QCOMPARE(m_session->speed(), 0.1);
}

void TestShell::aButtonIsPressedByEnterAndSpaceStillRuns()
{
    for (ActionButton* button : m_window->findChildren<ActionButton*>()) {
        if (button->shownAction() != actions().addConsumer)
            continue;
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Return);
        QCOMPARE(m_session->parameter(QStringLiteral("/nodes/api/workers/count")), QStringLiteral("3"));
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(!m_session->isRunning());
        QCOMPARE(m_session->parameter(QStringLiteral("/nodes/api/workers/count")), QStringLiteral("3"));
        return;
    }
    QFAIL("there is no button for a consumer");
}

void TestShell::theBannerPagesThroughFaultsAndPushesTheContentDown()
{
    FaultBanner* banner = m_window->banner();
    QVERIFY(banner->isHidden());
    const int before = m_window->centralWidget()->y();
    const QString bad = write(QStringLiteral("bad.highwater.json"), QByteArray(scenarioText).replace("800", "5000").replace("poisson(80/s)", "poisson(fast)"));
    QVERIFY(!m_window->openFile(bad));
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->pageCount(), 2);
    QTRY_COMPARE(m_window->centralWidget()->y(), before + FaultBanner::bannerHeight);
    const QString first = banner->text();
    QVERIFY(first.contains(QStringLiteral("/nodes/")));
    for (ActionButton* button : banner->findChildren<ActionButton*>()) {
        if (button->accessibleName() == QStringLiteral("Next fault"))
            button->click();
    }
    QCOMPARE(banner->page(), 1);
    QVERIFY(banner->text() != first);
    press(Qt::Key_Escape);
    QTRY_COMPARE(m_window->centralWidget()->y(), before);
    QVERIFY(m_session->file().endsWith(QStringLiteral("one.highwater.json")));
}

void TestShell::theBannerGoesWhenTheNextAttemptSucceeds()
{
    press(Qt::Key_C, Qt::ShiftModifier);
    m_session->removeConsumer();
    QVERIFY(m_window->banner()->isVisible());
    press(Qt::Key_C);
    QVERIFY(m_window->banner()->isHidden());
}

void TestShell::questionMarkShowsTheKeysWithoutBlockingAnything()
{
    press(Qt::Key_Question, Qt::ShiftModifier);
    QVERIFY(m_window->keysOverlay()->isVisible());
    press(Qt::Key_Space);
    QVERIFY(!m_session->isRunning());
    press(Qt::Key_Escape);
    QVERIFY(m_window->keysOverlay()->isHidden());
    QVERIFY(!actions().keys->isChecked());
}

void TestShell::escapeClosesOneThingAtATime()
{
    m_session->setCrosshair(3.0);
    actions().whoWaits->trigger();
    actions().keys->trigger();
    press(Qt::Key_Escape);
    QVERIFY(m_window->keysOverlay()->isHidden());
    QVERIFY(actions().whoWaits->isChecked());
    press(Qt::Key_Escape);
    QVERIFY(!actions().whoWaits->isChecked());
    QVERIFY(m_session->crosshair());
    press(Qt::Key_Escape);
    QVERIFY(!m_session->crosshair());
}

void TestShell::theSentenceTellsTheWorstStage()
{
    QTRY_VERIFY(m_window->sentence()->text().startsWith(QStringLiteral("api is idle. Nothing arrives.")));
    QCOMPARE(m_window->sentence()->toolTip(), m_window->sentence()->text());
    QCOMPARE(m_window->sentence()->accessibleName(), m_window->sentence()->text());
}

void TestShell::theStatusLineSaysSumSeedAndUndo()
{
    m_session->setRunning(false);
    m_session->addConsumer();
    QTRY_VERIFY(m_window->statusLine()->note().contains(QStringLiteral("Ctrl+Z undoes “workers 2 → 3”")));
    QVERIFY(m_window->statusLine()->note().startsWith(QStringLiteral("changes not saved")));
    const QStringList columns = m_window->statusLine()->columns();
    QCOMPARE(columns.constLast(), QStringLiteral("offered 0 = completed 0 + refused 0 + inside 0"));
    QVERIFY(columns.constFirst().startsWith(QStringLiteral("seed ")));
}

void TestShell::theTitleNamesTheDocumentAndItsChanges()
{
    QCOMPARE(m_window->windowTitle(), QStringLiteral("one.highwater.json — Highwater"));
    m_session->addConsumer();
    QCOMPARE(m_window->windowTitle(), QStringLiteral("one.highwater.json* — Highwater"));
    m_session->undo();
    QCOMPARE(m_window->windowTitle(), QStringLiteral("one.highwater.json — Highwater"));
}

void TestShell::aNarrowWindowFoldsTheScenarios()
{
    QVERIFY(!m_window->shelfPanel()->isFolded());
    QTRY_COMPARE(m_window->shelfPanel()->width(), 256);
    m_window->resize(1200, 800);
    QVERIFY(m_window->shelfPanel()->isFolded());
    QTRY_COMPARE(m_window->shelfPanel()->width(), 44);
    m_window->resize(1500, 800);
    QVERIFY(!m_window->shelfPanel()->isFolded());
    QTRY_COMPARE(m_window->shelfPanel()->width(), 256);
}

void TestShell::theSmallestWindowKeepsEveryButtonInSight()
{
    m_window->resize(1100, 700);
    QTRY_COMPARE(m_window->size(), QSize(1100, 700));
    // The bar gives up words when it is resized, and is laid out after that.
    QCoreApplication::processEvents();
    const auto* bar = m_window->findChildren<RunBar*>().constFirst();
    QRect last;
    for (const ActionButton* button : bar->findChildren<ActionButton*>()) {
        const QRect place(button->mapTo(bar, QPoint(0, 0)), button->size());
        QVERIFY2(bar->rect().contains(place), qPrintable(button->accessibleName()));
        QVERIFY2(!place.intersects(last), qPrintable(button->accessibleName()));
        last = place;
    }
}

void TestShell::theToolBarKeepsItsPartsApartAtEveryWidth()
{
    const auto* bar = m_window->findChildren<RunBar*>().constFirst();
    for (const int width : {1100, 1280, 1366, 1440, 1500, 1560, 1600, 1680, 1920, 1500, 1100}) {
        m_window->resize(width, 800);
        QTRY_COMPARE(bar->width(), width);
        QCoreApplication::processEvents();
        auto parts = bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
        std::sort(parts.begin(), parts.end(), [](const QWidget* a, const QWidget* b) { return a->x() < b->x(); });
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const QString where = QStringLiteral("%1 at %2").arg(parts[i]->accessibleName()).arg(width);
            QVERIFY2(bar->rect().contains(parts[i]->geometry()), qPrintable(where));
            QVERIFY2(i == 0 || !parts[i]->geometry().intersects(parts[i - 1]->geometry()), qPrintable(where));
        }
    }
}

void TestShell::severalLanesGetMoreOfTheWindowUnlessSomebodyMovedTheLine()
{
    auto* line = m_window->findChild<QSplitter*>();
    QVERIFY(line);
    const auto lanes = [](int count) {
        QByteArray nodes;
        for (const char lane : QByteArray("abcd").first(count)) {
            const QByteArray name(1, lane);
            nodes += QByteArray(nodes.isEmpty() ? "" : ",") + "\"p" + name + R"json(": {"type": "producer", "arrivals": "poisson(80/s)", "to": ")json" + name
                     + "\"}, \"" + name + R"json(": {"type": "stage", "workers": {"service": "constant(10ms)"}})json";
        }
        return "{\"highwater\": 1, \"nodes\": {" + nodes + "}}";
    };
    const auto canvasWith = [&](int count) {
        const QString file = write(QStringLiteral("lanes%1.highwater.json").arg(count), lanes(count));
        if (file.isEmpty() || !m_window->openFile(file))
            return -1;
        QTest::qWait(100);
        return line->sizes().first();
    };
    const int one = canvasWith(1);
    QVERIFY(one > 0);
    QVERIFY(canvasWith(2) > one + 50);
    QCOMPARE(canvasWith(1), one);
    line->setSizes({one + 20, line->sizes().last() - 20});
    Q_EMIT line->splitterMoved(one + 20, 1);
    const int chosen = line->sizes().first();
    QCOMPARE(canvasWith(2), chosen);
}

void TestShell::theThemeAndTheLayoutAreRemembered()
{
    actions().themeToggle->trigger();
    QVERIFY(!m_theme->isDark());
    m_window->resize(1400, 900);
    for (QDockWidget* dock : m_window->findChildren<QDockWidget*>())
        dock->setVisible(dock->objectName() != QStringLiteral("events"));
    m_window->close();
    QCOMPARE(m_settings->value(QStringLiteral("look/theme")).toInt(), static_cast<int>(Theme::Choice::Light));

    makeWindow(QSize());
    QCOMPARE(m_window->size(), QSize(1400, 900));
    for (const QDockWidget* dock : m_window->findChildren<QDockWidget*>())
        QCOMPARE(dock->isVisible(), dock->objectName() != QStringLiteral("events"));
}

void TestShell::theLastScenarioIsOpenedAgain()
{
    const QString file = m_session->file();
    makeWindow();
    m_window->openLast();
    QCOMPARE(m_session->file(), file);
    QVERIFY(QFile::remove(file));
    makeWindow();
    m_window->openLast();
    QVERIFY(m_session->fromShelf());
}

void TestShell::recentFilesLeaveOutWhatIsGone()
{
    const QString second = write(QStringLiteral("two.highwater.json"));
    QVERIFY(m_window->openFile(second));
    press(Qt::Key_1); // of the shelf: has a key already
    QCOMPARE(recentFiles(*m_settings), (QStringList{second, m_folder->filePath(QStringLiteral("one.highwater.json"))}));
    QVERIFY(QFile::remove(second));
    QCOMPARE(recentFiles(*m_settings), QStringList{m_folder->filePath(QStringLiteral("one.highwater.json"))});
}

void TestShell::aFileThatIsDroppedIsOpened()
{
    const QString file = write(QStringLiteral("dropped.highwater.json"));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QVERIFY(QCoreApplication::sendEvent(m_window.get(), &enter));
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QVERIFY(QCoreApplication::sendEvent(m_window.get(), &drop));
    QCOMPARE(m_session->file(), file);
}

void TestShell::thePictureCopiedIsThatOfTheWindow()
{
    actions().copyPicture->trigger();
    QCOMPARE(QApplication::clipboard()->pixmap().size(), m_window->size());
}

void TestShell::reducedMotionReachesTheThemeAndIsRemembered()
{
    const auto menus = m_window->findChildren<QMenuBar*>().constFirst()->actions();
    for (const QAction* menu : menus) {
        for (QAction* entry : menu->menu()->actions()) {
            if (entry->text().contains(QStringLiteral("educed motion")))
                entry->trigger();
        }
    }
    QVERIFY(m_theme->reducedMotion());
    m_theme->setReducedMotion(false);
    makeWindow();
    QVERIFY(m_theme->reducedMotion());
}

void TestShell::paintingIsSaidToTheSession()
{
    QSignalSpy painted(m_window.get(), &MainWindow::painted);
    m_window->update();
    QVERIFY(painted.wait());
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/main_window.h"

#include "charts/chart_panel.h"
#include "editor/editor_panel.h"
#include "library/shelf_panel.h"
#include "session/session.h"
#include "lesson/lesson_panel.h"
#include "shell/action_button.h"
#include "shell/actions.h"
#include "shell/chrome.h"
#include "shell/fault_banner.h"
#include "shell/keys_overlay.h"
#include "shell/live_strip.h"
#include "shell/settings.h"
#include "takeaway/share_menu.h"
#include "time/marker_line.h"
#include "time/run_until_bar.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QStandardPaths>
#include <QUndoStack>

#include <algorithm>

namespace highwater {

namespace {

const QString suffix = QStringLiteral(".highwater.json");

} // namespace

void MainWindow::buildMenus()
{
    Actions& a = *m_actions;
    QMenu* file = m_menuBar->addMenu(tr("&File"));
    file->addAction(a.open);
    QMenu* recent = file->addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { buildRecentMenu(recent); });
    file->addAction(a.save);
    file->addAction(a.saveAs);
    file->addSeparator();
    file->addAction(a.copyPicture);
    file->addAction(a.savePicture);
    m_share->setTitle(tr("&Take away"));
    file->addMenu(m_share);
    file->addSeparator();
    file->addAction(a.quit);

    QMenu* edit = m_menuBar->addMenu(tr("&Edit"));
    edit->addAction(a.undo);
    edit->addAction(a.redo);
    edit->addSeparator();
    for (QAction* action : m_canvas->actions().editMenu())
        action ? edit->addAction(action) : static_cast<void>(edit->addSeparator());
    QMenu* insert = edit->addMenu(tr("&Insert"));
    for (QAction* action : m_canvas->actions().insertMenu())
        action ? insert->addAction(action) : static_cast<void>(insert->addSeparator());

    QMenu* run = m_menuBar->addMenu(tr("&Run"));
    run->addActions({a.run, a.restart, a.newSeed});
    run->addSeparator();
    run->addActions({a.stepBack, a.step, a.stepItemBack, a.stepItem, a.stepSecondBack, a.stepSecond, a.runUntil});
    run->addSeparator();
    run->addActions({a.live, a.copyCurl});
    run->addSeparator();
    run->addActions({a.slower, a.faster, a.fast, a.fullSpeed});
    run->addSeparator();
    run->addActions({a.addProducer, a.removeProducer, a.addConsumer, a.removeConsumer, a.spike});

    buildViewMenu(m_menuBar->addMenu(tr("&View")));

    QMenu* help = m_menuBar->addMenu(tr("&Help"));
    help->addAction(a.lessons);
    help->addAction(a.keys);
    QAction* about = help->addAction(tr("&About Highwater"));
    connect(about, &QAction::triggered, this, [this] {
        m_banner->showNote(tr("Highwater %1").arg(QApplication::applicationVersion()),
                           tr("Understand, plan and debug backpressure. Free software under the GNU General Public License, version 3 or later."));
    });
}

void MainWindow::buildViewMenu(QMenu* menu)
{
    menu->addActions({m_actions->whoWaits, m_actions->forecast, m_actions->baseline, m_actions->journeys, m_actions->marker});
    menu->addAction(m_actions->toNow);
    menu->addSeparator();
    QMenu* themes = menu->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(this);
    const QList<QPair<QString, Theme::Choice>> choices{
        {tr("As the &system"), Theme::Choice::System}, {tr("&Dark"), Theme::Choice::Dark}, {tr("&Light"), Theme::Choice::Light}};
    for (const auto& [text, choice] : choices) {
        QAction* action = themes->addAction(text);
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] { setThemeChoice(choice); });
        connect(themes, &QMenu::aboutToShow, action, [this, action, choice = choice] { action->setChecked(m_theme->choice() == choice); });
    }
    themes->addSeparator();
    themes->addAction(m_actions->themeToggle);
    QAction* calm = menu->addAction(tr("&Reduced motion"));
    calm->setCheckable(true);
    connect(calm, &QAction::triggered, this, &MainWindow::setReducedMotion);
    connect(menu, &QMenu::aboutToShow, calm, [this, calm] { calm->setChecked(m_theme->reducedMotion()); });
    menu->addSeparator();
    m_charts->chartsMenu()->setTitle(tr("&Charts"));
    menu->addMenu(m_charts->chartsMenu());
    for (QDockWidget* dock : {m_shelfDock, m_lessonDock, m_inspectorDock, m_eventsDock})
        menu->addAction(dock->toggleViewAction());
    connect(menu->addAction(tr("Restore &default layout")), &QAction::triggered, this, &MainWindow::defaultLayout);
}

void MainWindow::buildRecentMenu(QMenu* menu)
{
    menu->clear();
    const QStringList files = recentFiles(*m_settings);
    for (const QString& file : files) {
        QAction* action = menu->addAction(QFileInfo(file).fileName());
        action->setToolTip(file);
        connect(action, &QAction::triggered, this, [this, file] { openFile(file); });
    }
    if (files.isEmpty())
        menu->addAction(tr("No file of your own yet"))->setEnabled(false);
}

void MainWindow::connectActions()
{
    Actions& a = *m_actions;
    connect(a.open, &QAction::triggered, this, &MainWindow::askForFile);
    connect(a.save, &QAction::triggered, this, &MainWindow::save);
    connect(a.saveAs, &QAction::triggered, this, &MainWindow::askAndSave);
    connect(a.copyPicture, &QAction::triggered, this, &MainWindow::copyPicture);
    connect(a.savePicture, &QAction::triggered, this, &MainWindow::savePicture);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.copyCurl, &QAction::triggered, this, [this] {
        QApplication::clipboard()->setText(m_liveStrip->curl());
        m_banner->showNote(tr("Copied"), m_liveStrip->curl());
    });
    connect(a.toNow, &QAction::triggered, this, &MainWindow::escape);
    connect(a.keys, &QAction::triggered, this, &MainWindow::showKeys);
    connect(a.lessons, &QAction::triggered, this, [this] {
        m_lessonDock->show();
        m_lessons->showList();
        m_lessons->setFocus();
    });
    connect(a.share, &QAction::triggered, this, [this] {
        const auto buttons = findChildren<ActionButton*>();
        const auto at = std::find_if(buttons.begin(), buttons.end(), [this](const ActionButton* each) { return each->shownAction() == m_actions->share; });
        m_share->popup(at != buttons.end() ? (*at)->mapToGlobal(QPoint(0, (*at)->height())) : mapToGlobal(rect().center()));
    });
    connect(m_keys, &KeysOverlay::closed, a.keys, [this] { m_actions->keys->setChecked(false); });
    connect(a.whoWaits, &QAction::triggered, this, [this](bool on) { m_canvas->canvas().setWhoWaits(on); });
    connect(&m_canvas->canvas(), &PipelineCanvas::whoWaitsChanged, a.whoWaits, &QAction::setChecked);
    connect(a.themeToggle, &QAction::triggered, this,
            [this] { setThemeChoice(m_theme->isDark() ? Theme::Choice::Light : Theme::Choice::Dark); });
    for (int i = 0; i < a.scenarios.size(); ++i)
        connect(a.scenarios[i], &QAction::triggered, this, [this, i] { openFromShelf(i + 1); });

    connect(a.runUntil, &QAction::triggered, m_runUntil, &RunUntilBar::ask);
    connect(a.marker, &QAction::triggered, m_marker, &MarkerLine::ask);

    connect(m_session, &Session::scenarioOpened, this, [this] {
        m_settings->setValue(QStringLiteral("files/last"), m_session->file());
        updateTitle();
    });
    connect(m_session->undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateTitle);
    connect(m_session->undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::updateTitle);
}

// --- files

void MainWindow::openLast()
{
    const QString last = m_settings->value(QStringLiteral("files/last")).toString();
    if (QFileInfo::exists(last) && openFile(last))
        return;
    openFromShelf(1);
}

bool MainWindow::openFile(const QString& file)
{
    if (file.endsWith(QStringLiteral(".hwrec")))
        return openRecording(file);
    if (!m_session->open(file))
        return false;
    remember(m_session->file());
    return true;
}

void MainWindow::remember(const QString& file)
{
    m_settings->setValue(QStringLiteral("files/last"), file);
    if (!m_session->fromShelf())
        addRecentFile(*m_settings, file);
}

void MainWindow::openFromShelf(int number)
{
    m_shelf->openByNumber(number);
}

QString MainWindow::lastFolder() const
{
    const QStringList files = recentFiles(*m_settings);
    return files.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : QFileInfo(files.constFirst()).absolutePath();
}

void MainWindow::askForFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a scenario"), lastFolder(), tr("Scenarios and recordings (*.highwater.json *.json *.hwrec);;All files (*)"));
    if (!file.isEmpty())
        openFile(file);
}

bool MainWindow::save()
{
    return m_session->file().isEmpty() || m_session->fromShelf() ? askAndSave() : m_session->save();
}

bool MainWindow::askAndSave()
{
    const QString name = QFileInfo(m_session->file()).fileName();
    QString file = QFileDialog::getSaveFileName(this, tr("Save the scenario"), lastFolder() + QLatin1Char('/') + name,
                                                tr("Scenarios (*.highwater.json)"));
    if (file.isEmpty())
        return false;
    if (!file.endsWith(QStringLiteral(".json")))
        file += suffix;
    if (!m_session->saveAs(file))
        return false;
    remember(m_session->file());
    updateTitle();
    return true;
}

void MainWindow::copyPicture()
{
    QApplication::clipboard()->setPixmap(grab());
}

void MainWindow::savePicture()
{
    const QPixmap picture = grab();
    QString file = QFileDialog::getSaveFileName(this, tr("Save the picture"), lastFolder() + QStringLiteral("/highwater.png"), tr("Pictures (*.png)"));
    if (file.isEmpty())
        return;
    if (!file.endsWith(QStringLiteral(".png")))
        file += QStringLiteral(".png");
    if (!picture.save(file))
        m_banner->showFaults(tr("Not saved"), Faults{Error{Errc::Io, file.toStdString(), tr("The picture cannot be written there.").toStdString()}});
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (!urls.isEmpty() && openFile(urls.constFirst().toLocalFile()))
        event->acceptProposedAction();
}

// --- what is shown

/// Escape reaches the window only when nothing with the focus needs it. It closes one thing at a time.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        m_actions->toNow->trigger();
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::escape()
{
    if (m_keys->isVisible())
        showKeys(false);
    else if (m_canvas->canvas().whoWaits())
        m_canvas->canvas().setWhoWaits(false);
    else if (m_session->crosshair())
        m_session->setCrosshair({});
    else
        m_banner->clear();
}

void MainWindow::showKeys(bool on)
{
    m_actions->keys->setChecked(on);
    m_keys->setVisible(on);
    m_keys->place();
}

void MainWindow::setThemeChoice(Theme::Choice choice)
{
    m_theme->setChoice(choice);
    m_settings->setValue(QStringLiteral("look/theme"), static_cast<int>(choice));
}

void MainWindow::setReducedMotion(bool on)
{
    m_theme->setReducedMotion(on);
    m_session->setCalm(on);
    m_settings->setValue(QStringLiteral("look/reducedMotion"), on);
}

} // namespace highwater

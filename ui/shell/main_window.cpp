// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/main_window.h"

#include "charts/chart_panel.h"
#include "inspector/inspector_panel.h"
#include "editor/editor_panel.h"
#include "library/bytes_panel.h"
#include "lesson/lesson_panel.h"
#include "library/shelf_panel.h"
#include "session/session.h"
#include "shell/actions.h"
#include "shell/chrome.h"
#include "shell/fault_banner.h"
#include "shell/keys_overlay.h"
#include "shell/live_strip.h"
#include "shell/run_bar.h"
#include "shell/sentence_strip.h"
#include "shell/status_line.h"
#include "shell/tab_deck.h"
#include "time/forecast_guide.h"
#include "time/marker_line.h"
#include "time/run_until_bar.h"
#include "time/scrubber.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QGuiApplication>
#include <QScreen>
#include <QVBoxLayout>

namespace highwater {

namespace {

constexpr QSize defaultSize(1600, 1000);
constexpr QSize smallestSize(1100, 700);
constexpr int shelfWidth = 256;
constexpr int inspectorWidth = 312;
constexpr int lessonHeight = 520; ///< of a page, at least
constexpr int eventsHeight = 134 + 28;
constexpr int canvasHeight = 248;
constexpr int chartsHeight = 478;
constexpr int layoutVersion = 2;

QString key(const char* name)
{
    return QLatin1String("window/") + QLatin1String(name);
}

} // namespace

MainWindow::MainWindow(Session* session, Theme* theme, QSettings* settings, QWidget* parent)
    : QMainWindow(parent), m_session(session), m_theme(theme), m_settings(settings), m_actions(new Actions(session, this))
{
    setMinimumSize(smallestSize);
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    auto* lines = new DockLines(theme);
    lines->setParent(this);
    setStyle(lines);

    buildTop();
    buildCentre();
    buildDocks();
    m_status = new StatusLine(session, theme, this);
    setStatusBar(m_status);
    buildShare();
    watchFile();
    m_keys = new KeysOverlay(m_actions->keyTable() + m_canvas->actions().keyTable(), theme, this);
    buildMenus();
    addActions(m_actions->all());
    connectActions();
    connectCharts();
    setReducedMotion(m_settings->value(QStringLiteral("look/reducedMotion"), theme->reducedMotion()).toBool());
    restoreLayout();
    updateTitle();
    // The keys belong to the run until somebody chooses a control; a list that has the focus would ring for no reason.
    setFocusPolicy(Qt::ClickFocus);
    setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildTop()
{
    auto* top = new QWidget(this);
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_menuBar = new TitledMenuBar(m_theme, top);
    m_banner = new FaultBanner(m_theme, top);
    column->addWidget(m_menuBar);
    column->addWidget(new RunBar(m_session, m_actions, m_theme, top));
    column->addWidget(m_banner);
    setMenuWidget(top);
    connect(m_session, &Session::fault, m_banner, &FaultBanner::showFaults);
    connect(m_session, &Session::noFault, m_banner, &FaultBanner::clear);
}

void MainWindow::buildCentre()
{
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_sentence = new SentenceStrip(m_session, m_actions, m_theme, centre);
    m_centre = new LineSplitter(Qt::Vertical, m_theme, centre);
    m_canvas = new EditorPanel(*m_session, *m_theme, m_centre);
    m_centre->addWidget(m_canvas);
    m_charts = new ChartPanel(*m_session, *m_theme, m_centre);
    m_centre->addWidget(m_charts);
    m_centre->setStretchFactor(0, 1);
    m_centre->setStretchFactor(1, 2);
    connect(m_centre, &QSplitter::splitterMoved, this, [this] { m_canvasSized = true; });
    connect(&m_canvas->canvas(), &PipelineCanvas::structureChanged, this, &MainWindow::giveCanvasRoom);
    m_liveStrip = new LiveStrip(m_session, m_actions, m_theme, centre);
    column->addWidget(m_liveStrip);
    m_runUntil = new RunUntilBar(*m_session, *m_theme, centre);
    m_forecast = new ForecastGuide(*m_session, this);
    column->addWidget(m_sentence);
    column->addWidget(m_runUntil);
    m_marker = new MarkerLine(*m_session, *m_theme, centre);
    column->addWidget(m_marker);
    column->addWidget(m_centre, 1);
    column->addWidget(new Scrubber(*m_session, *m_theme, centre));
    setCentralWidget(centre);
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setFeatures(QDockWidget::DockWidgetClosable);
    // The panels have heads of their own. Without a layout it would be asked for its height and say -1.
    auto* noTitle = new QWidget(dock);
    (new QHBoxLayout(noTitle))->setContentsMargins(0, 0, 0, 0);
    dock->setTitleBarWidget(noTitle);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::buildDocks()
{
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setDockOptions({});
    m_shelf = new ShelfPanel(m_session, m_theme, this);
    m_shelfDock = addDock(QStringLiteral("scenarios"), tr("Scenarios"), m_shelf, Qt::LeftDockWidgetArea);
    m_inspectorDock = addDock(QStringLiteral("inspector"), tr("Inspector"), new InspectorPanel(m_session, m_theme, this), Qt::RightDockWidgetArea);

    m_lessons = new LessonPanel(*m_session, *m_theme, m_settings, this);
    m_lessonDock = addDock(QStringLiteral("lessons"), tr("Lessons"), m_lessons, Qt::LeftDockWidgetArea);
    connect(m_lessons, &LessonPanel::openWanted, this, [this](const QString& file) {
        openFile(file);
        giveLessonRoom();
    });

    buildDeck();
    m_eventsDock = addDock(QStringLiteral("events"), tr("Findings, events, comparison"), m_deck, Qt::BottomDockWidgetArea);

    auto* bytes = new QWidget(this);
    auto* bytesColumn = new QVBoxLayout(bytes);
    bytesColumn->setContentsMargins(0, 0, 0, 0);
    bytesColumn->setSpacing(0);
    bytesColumn->addWidget(new TabHead(tr("Where the bytes are"), m_theme, bytes));
    bytesColumn->addWidget(new BytesPanel(m_session, m_theme, bytes), 1);
    m_bytesDock = addDock(QStringLiteral("bytes"), tr("Where the bytes are"), bytes, Qt::BottomDockWidgetArea);
    m_bytesDock->hide();
    connect(m_session, &Session::liveChanged, this, [this] {
        m_bytesDock->setVisible(m_session->isLive());
        if (m_session->isLive())
            resizeDocks({m_eventsDock, m_bytesDock}, {1, 1}, Qt::Horizontal);
    });
}

void MainWindow::restoreLayout()
{
    const QSize room = QGuiApplication::primaryScreen()->availableSize();
    if (!restoreGeometry(m_settings->value(key("geometry")).toByteArray()))
        resize(defaultSize.boundedTo(room).expandedTo(smallestSize));
    if (!restoreState(m_settings->value(key("docks")).toByteArray(), layoutVersion))
        defaultLayout();
    else if (m_settings->value(key("canvasSized")).toBool())
        m_canvasSized = m_centre->restoreState(m_settings->value(key("centre")).toByteArray());
    foldIfNarrow();
}

void MainWindow::defaultLayout()
{
    for (QDockWidget* dock : {m_shelfDock, m_lessonDock, m_inspectorDock, m_eventsDock})
        dock->show();
    resizeDocks({m_shelfDock, m_inspectorDock}, {m_folded ? m_shelf->minimumWidth() : shelfWidth, inspectorWidth}, Qt::Horizontal);
    resizeDocks({m_eventsDock}, {eventsHeight}, Qt::Vertical);
    resizeDocks({m_shelfDock, m_lessonDock}, {1, 1}, Qt::Vertical);
    m_centre->setSizes({canvasHeight, chartsHeight});
    m_canvasSized = false;
    giveCanvasRoom();
}

/// A scenario with several lanes needs more height than a chain, at most half of what there is, unless the user has said how much.
void MainWindow::giveCanvasRoom()
{
    const QList<int> sizes = m_centre->sizes();
    const int all = sizes[0] + sizes[1];
    if (m_canvasSized || all <= 0)
        return;
    const int canvas = std::clamp(m_canvas->canvas().preferredHeight(), canvasHeight, std::max(canvasHeight, all / 2));
    if (canvas != sizes[0])
        m_centre->setSizes({canvas, all - canvas});
}

/// A page wants more height than a list.
void MainWindow::giveLessonRoom()
{
    const int all = m_shelfDock->height() + m_lessonDock->height();
    if (!m_lessonDock->isFloating() && m_lessonDock->height() < lessonHeight)
        resizeDocks({m_shelfDock, m_lessonDock}, {std::max(all - lessonHeight, all / 4), lessonHeight}, Qt::Vertical);
}

void MainWindow::foldIfNarrow()
{
    const bool narrow = width() < foldBelow;
    if (narrow == m_folded)
        return;
    m_folded = narrow;
    m_shelf->setFolded(narrow);
    m_lessonDock->setVisible(!narrow);
    resizeDocks({m_shelfDock}, {narrow ? m_shelf->minimumWidth() : shelfWidth}, Qt::Horizontal);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    foldIfNarrow();
    m_keys->place();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_settings->setValue(key("geometry"), saveGeometry());
    m_settings->setValue(key("docks"), saveState(layoutVersion));
    m_settings->setValue(key("centre"), m_centre->saveState());
    m_settings->setValue(key("canvasSized"), m_canvasSized);
    m_settings->sync();
    QMainWindow::closeEvent(event);
}

/// Painting is the other half of a frame's cost; the session keeps account of both.
bool MainWindow::event(QEvent* event)
{
    if (event->type() != QEvent::UpdateRequest)
        return QMainWindow::event(event);
    QElapsedTimer timer;
    timer.start();
    const bool handled = QMainWindow::event(event);
    m_session->framePainted(timer.nsecsElapsed());
    Q_EMIT painted();
    return handled;
}

void MainWindow::updateTitle()
{
    const auto snapshot = m_session->snapshot();
    QString name = m_session->file().section(QLatin1Char('/'), -1);
    if ((m_session->fromShelf() || name.isEmpty()) && snapshot)
        name = QString::fromStdString(snapshot->scenario->name);
    if (m_session->modified())
        name += QLatin1Char('*');
    const QString title = name.isEmpty() ? QStringLiteral("Highwater") : QStringLiteral("%1 — Highwater").arg(name);
    setWindowTitle(title);
    m_menuBar->setTitle(title);
}

} // namespace highwater

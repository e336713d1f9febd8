// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_manners.h"

#include "canvas/pipeline_canvas.h"
#include "charts/chart_panel.h"
#include "charts/chart_stack.h"
#include "charts/header_button.h"
#include "manners/autosave.h"
#include "manners/language.h"
#include "session/session.h"
#include "shell/action_button.h"
#include "shell/actions.h"
#include "shell/chrome.h"
#include "shell/fault_banner.h"
#include "shell/live_strip.h"
#include "shell/main_window.h"
#include "shell/run_bar.h"
#include "shell/sentence_strip.h"
#include "shell/status_line.h"
#include "time/scrubber.h"

#include <QActionGroup>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

namespace highwater {

namespace {

const QString chartsOfPresentation = QStringLiteral("depth,time;"); ///< the rest as it was
constexpr int canvasMargin = 12;
constexpr int legendRoom = 28; ///< under the picture
constexpr double largestType = 1.5; ///< of the canvas before an audience, as of all other type
const QString contrastKey = QStringLiteral("look/highContrast");

QMenu* menuWith(QMenuBar* bar, const QAction* entry)
{
    for (const QAction* title : bar->actions()) {
        if (title->menu() && title->menu()->actions().contains(entry))
            return title->menu();
    }
    return nullptr;
}

ActionButton* buttonOf(const QWidget* window, const QAction* action)
{
    const auto buttons = window->findChildren<ActionButton*>();
    const auto there = std::find_if(buttons.begin(), buttons.end(), [&](const ActionButton* each) { return each->shownAction() == action; });
    return there != buttons.end() ? *there : nullptr;
}

} // namespace

WindowManners::WindowManners(MainWindow* window, Session* session, Theme* theme, QSettings* settings, QObject* parent)
    : QObject(parent), m_window(window), m_session(session), m_theme(theme), m_settings(settings), m_presentation(window, theme),
      m_tips(window, *theme, settings), m_present(makeAction(tr("&Presentation"), QKeySequence(Qt::Key_F11))),
      m_showTips(makeAction(tr("Show &tips again"))), m_contrast(makeAction(tr("High &contrast"))), m_restore(makeAction(tr("Restore"))),
      m_forget(makeAction(tr("Forget"))), m_canvas(window->findChild<PipelineCanvas*>())
{
    m_present->setCheckable(true);
    m_contrast->setCheckable(true);
    window->addAction(m_present);
    window->installEventFilter(this);
    connect(m_present, &QAction::triggered, &m_presentation, &Presentation::setOn);
    connect(&m_presentation, &Presentation::changed, this, &WindowManners::follow);
    connect(m_showTips, &QAction::triggered, &m_tips, &Tips::showAgain);
    connect(m_contrast, &QAction::triggered, this, [this](bool on) {
        m_theme->setHighContrast(on);
        m_settings->setValue(contrastKey, on);
    });
    m_theme->setHighContrast(m_settings->value(contrastKey).toBool());
    m_contrast->setChecked(m_theme->highContrast());
    if (m_canvas)
        m_canvas->installEventFilter(this);
    fillMenus();
    hideForPresentation();
    addTips();
}

QAction* WindowManners::makeAction(const QString& text, const QKeySequence& key)
{
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setIconText(QString(text).remove(QLatin1Char('&')));
    return action;
}

void WindowManners::fillMenus()
{
    auto* bar = m_window->findChild<TitledMenuBar*>();
    if (!bar)
        return;
    if (QMenu* view = menuWith(bar, m_window->actionSet()->whoWaits)) {
        view->addSeparator();
        view->addActions({m_present, m_contrast});
        QMenu* languages = view->addMenu(tr("&Language"));
        auto* group = new QActionGroup(this);
        for (const auto& [code, name] : language::offered()) {
            QAction* action = languages->addAction(name);
            action->setCheckable(true);
            action->setChecked(language::chosen(*m_settings) == code);
            group->addAction(action);
            connect(action, &QAction::triggered, this, [this, code = code] {
                language::choose(*m_settings, code);
                m_window->banner()->showNote(tr("Language"), tr("Highwater speaks it when it is started next."));
            });
        }
    }
    if (QMenu* help = menuWith(bar, m_window->actionSet()->keys))
        help->addAction(m_showTips);
}

// --- before an audience

void WindowManners::hideForPresentation()
{
    QList<QWidget*> away{m_window->findChild<TitledMenuBar*>(), m_window->findChild<RunBar*>(), m_window->findChild<Scrubber*>(),
                         m_window->statusLine(), m_window->liveStrip()};
    away.removeAll(nullptr);
    for (HeaderButton* button : m_window->findChildren<HeaderButton*>())
        away.append(button);
    m_presentation.setHidden(away);
}

void WindowManners::follow()
{
    const bool on = m_presentation.isOn();
    m_present->setChecked(on);
    m_tips.setSuspended(on);
    if (auto* charts = m_window->findChild<ChartPanel*>()) {
        if (on)
            m_chartsBefore = charts->layout();
        charts->setLayout(on ? chartsOfPresentation + m_chartsBefore.section(QLatin1Char(';'), 1) : m_chartsBefore);
    }
    if (!m_canvas)
        return;
    if (on) {
        m_fittedBefore = m_canvas->isFitted();
        m_zoomBefore = m_canvas->zoom();
        m_scrollBefore = {m_canvas->horizontalScrollBar()->value(), m_canvas->verticalScrollBar()->value()};
        // The window has its new size by then.
        QTimer::singleShot(0, this, &WindowManners::enlargeCanvas);
    } else {
        QTimer::singleShot(0, this, &WindowManners::restoreCanvas);
    }
}

/// Fitting never draws larger than life; a room needs it. What has no room for that is fitted.
void WindowManners::enlargeCanvas()
{
    if (!m_presentation.isOn() || !m_canvas)
        return;
    m_canvas->fit();
    const QRectF all = m_canvas->picture().layout().bounds;
    if (m_canvas->zoom() < 1 || all.isEmpty())
        return;
    const QSizeF room = m_canvas->viewport()->size() - QSize(2 * canvasMargin, 2 * canvasMargin + legendRoom);
    const double zoom = std::min({largestType, room.width() / all.width(), room.height() / all.height()});
    if (zoom <= 1.02)
        return;
    m_canvas->setZoom(zoom);
    m_canvas->centerOn(m_canvas->picture().layout().bounds.center() + QPointF(0, legendRoom / 2.0 / zoom));
}

void WindowManners::restoreCanvas()
{
    if (m_presentation.isOn() || !m_canvas)
        return;
    m_canvas->fit();
    if (m_fittedBefore)
        return;
    m_canvas->setZoom(m_zoomBefore);
    m_canvas->horizontalScrollBar()->setValue(m_scrollBefore.x());
    m_canvas->verticalScrollBar()->setValue(m_scrollBefore.y());
}

/// Escape leaves, unless the keys or the chain of waiting are shown, which it closes first. A window that closes must not remember how it looked before an audience.
bool WindowManners::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Close)
        m_presentation.setOn(false);
    // The desktop makes the window larger when it finds the time.
    if (watched == m_canvas && event->type() == QEvent::Resize && m_presentation.isOn())
        QTimer::singleShot(0, this, &WindowManners::enlargeCanvas);
    const bool escape = watched == m_window && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (escape && m_presentation.isOn() && !m_window->actionSet()->keys->isChecked() && !(m_canvas && m_canvas->whoWaits())) {
        m_presentation.setOn(false);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

// --- the first start

void WindowManners::addTips()
{
    const Actions& actions = *m_window->actionSet();
    const auto onAction = [this](const QAction* action, const QString& id) {
        connect(action, &QAction::triggered, this, [this, id] { m_tips.done(id); });
    };
    const auto onHistory = [this](const QString& id, std::function<bool()> isDone) {
        connect(m_session, &Session::frame, this, [this, id, isDone = std::move(isDone)] {
            if (m_tips.shown() == id && isDone())
                m_tips.done(id);
        });
    };
    if (auto* button = buttonOf(m_window, actions.addProducer))
        m_tips.add(QStringLiteral("producer"), tr("Press P: another producer"), button);
    onAction(actions.addProducer, QStringLiteral("producer"));
    if (auto* charts = m_window->findChild<ChartStack*>()) {
        m_tips.add(QStringLiteral("mark"), tr("Drag the high mark"), charts->handles()->flag(Mark::High));
        connect(charts, &ChartStack::marksDragged, this, [this] { m_tips.done(QStringLiteral("mark")); });
    }
    if (auto* scrubber = m_window->findChild<Scrubber*>()) {
        m_tips.add(QStringLiteral("time"), tr("Drag the time line to go back"), scrubber);
        onHistory(QStringLiteral("time"), [this] { return m_session->inPast(); });
    }
    if (auto* button = buttonOf(m_window, actions.baseline))
        m_tips.add(QStringLiteral("baseline"), tr("B keeps a baseline"), button);
    if (auto* button = buttonOf(m_window, actions.keys))
        m_tips.add(QStringLiteral("keys"), tr("? shows all keys"), button);
    onAction(actions.baseline, QStringLiteral("baseline"));
    onAction(actions.keys, QStringLiteral("keys"));
}

// --- after a crash

void WindowManners::offerFrom(Autosave* autosave)
{
    connect(autosave, &Autosave::found, this,
            [this](const QString& title, const QString& text) { m_window->banner()->offer(title, text, {m_restore, m_forget}); });
    connect(m_restore, &QAction::triggered, autosave, &Autosave::restore);
    connect(m_forget, &QAction::triggered, autosave, &Autosave::forget);
    autosave->look();
}

} // namespace highwater

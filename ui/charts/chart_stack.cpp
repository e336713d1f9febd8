// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_stack.h"

#include "charts/chart_legend.h"
#include "charts/chart_view.h"
#include "charts/time_axis.h"
#include "charts/title_row.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using namespace std::chrono_literals;

constexpr std::array kinds{ChartKind::Depth, ChartKind::Time, ChartKind::Throughput, ChartKind::Bloat};
/// How the height that titles and axis leave is shared between the plots.
constexpr std::array<double, chartCount> weights{0.36, 0.26, 0.17, 0.21};

} // namespace

ChartStack::ChartStack(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_values(100ms, [this] { showValues(); }), m_speech(1s, [this] { speakValues(); })
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(QStringLiteral("Charts; left and right move the crosshair, Escape returns to now"));
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        m_titles[i] = new TitleRow(theme, this);
        m_views[i] = new ChartView(kinds[i], theme, this);
        connect(m_views[i], &ChartView::pointed, this, &ChartStack::point);
    }
    m_axis = new TimeAxis(theme, this);
    m_handles = new MarkHandles(theme, this);
    connect(m_handles, &MarkHandles::dragged, this, &ChartStack::marksDragged);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    m_clock.start();
    layOut();
}

void ChartStack::layOut()
{
    int fixed = TimeAxis::axisHeight - m_views.back()->bottomMargin();
    for (const auto* view : m_views)
        fixed += TitleRow::rowHeight + view->topMargin() + view->bottomMargin();
    const int room = std::max(height() - fixed, 0);
    int y = 0;
    int left = room;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const bool last = i + 1 == kinds.size();
        const int plot = last ? left : static_cast<int>(std::lround(room * weights[i]));
        left -= plot;
        m_titles[i]->setGeometry(0, y, width(), TitleRow::rowHeight);
        y += TitleRow::rowHeight;
        const int tall = m_views[i]->topMargin() + plot + m_views[i]->bottomMargin();
        m_views[i]->setGeometry(0, y, width(), tall);
        y += tall;
    }
    // The axis begins at the last plot's lower edge, over that view's margin.
    m_axis->setGeometry(0, y - m_views.back()->bottomMargin(), width(), TimeAxis::axisHeight);
    m_axis->raise();
}

void ChartStack::show(const std::shared_ptr<const Snapshot>& snapshot, int stage, std::optional<double> crosshair,
                      const std::shared_ptr<const Snapshot>& twin)
{
    m_frame.twin = twin;
    const bool otherStage = stage != m_frame.stage;
    const bool asked = otherStage || crosshair != m_frame.crosshair;
    m_frame.snapshot = snapshot;
    m_frame.stage = stage;
    m_frame.crosshair = crosshair;
    m_frame.clock = static_cast<double>(m_clock.elapsed()) / 1000;
    if (snapshot) {
        m_frame.window = windowOf(*snapshot);
        m_history.observe(*snapshot);
    }
    for (auto* view : m_views)
        view->showFrame(m_frame, m_history);
    m_axis->showFrame(m_frame, ChartView::leftMargin, width() - ChartView::rightMargin);
    showHandles();
    if (asked)
        m_values.now();
    else
        m_values.request();
    if (otherStage)
        m_speech.now();
    else
        m_speech.request();
}

void ChartStack::showHandles()
{
    const auto* view = chart(ChartKind::Depth);
    auto geometry = view->geometryOfPlot();
    geometry.plot.translate(view->pos());
    MarkBounds bounds;
    if (const auto* node = m_frame.node())
        bounds = {node->queue.marks, node->queue.capacity, measurandOf(ChartKind::Depth, node)};
    m_handles->show(geometry, bounds, m_frame.clock);
}

void ChartStack::showValues()
{
    for (std::size_t i = 0; i < kinds.size(); ++i)
        m_titles[i]->setLegend(legendOf(kinds[i], m_frame));
}

void ChartStack::speakValues()
{
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const auto legend = legendOf(kinds[i], m_frame);
        m_views[i]->setAccessibleName(legend.title);
        m_views[i]->setAccessibleDescription(spokenLegend(legend, m_frame));
    }
}

void ChartStack::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layOut();
    show(m_frame.snapshot, m_frame.stage, m_frame.crosshair, m_frame.twin);
}

void ChartStack::paintEvent(QPaintEvent* /*event*/)
{
    QPainter(this).fillRect(rect(), m_theme.color(Token::Surface));
}

void ChartStack::point(std::optional<double> seconds)
{
    if (seconds) {
        const auto newest = newestInstant();
        seconds = snappedToColumn(m_frame.view(), newest ? std::min(*seconds, *newest) : *seconds);
    }
    if (seconds != m_frame.crosshair)
        Q_EMIT crosshairMoved(seconds);
}

std::optional<double> ChartStack::newestInstant() const
{
    const auto* view = m_frame.view();
    if (!view || view->series.end <= view->series.first)
        return std::nullopt;
    return (static_cast<double>(view->series.end) - 0.5) * toSeconds(view->series.interval);
}

void ChartStack::moveByColumns(int columns)
{
    const auto newest = newestInstant();
    if (!newest)
        return;
    const double from = m_frame.crosshair.value_or(*newest);
    const double to = from + columns * toSeconds(m_frame.view()->series.interval);
    point(std::max({to, 0.0, m_frame.window.from}));
}

bool ChartStack::returnToNow()
{
    if (!m_frame.crosshair)
        return false;
    Q_EMIT crosshairMoved(std::nullopt);
    return true;
}

void ChartStack::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        moveByColumns(event->key() == Qt::Key_Left ? -1 : 1);
    else if (event->key() != Qt::Key_Escape || !returnToNow())
        QWidget::keyPressEvent(event);
}

void ChartStack::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    QWidget::mousePressEvent(event);
}

void ChartStack::focusInEvent(QFocusEvent* event)
{
    m_axis->setRing(event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason);
    QWidget::focusInEvent(event);
}

void ChartStack::focusOutEvent(QFocusEvent* event)
{
    m_axis->setRing(false);
    QWidget::focusOutEvent(event);
}

void ChartStack::enterEvent(QEnterEvent* event)
{
    // While the pointer is here, Escape takes the crosshair away wherever the keyboard's focus is.
    qApp->installEventFilter(this);
    QWidget::enterEvent(event);
}

void ChartStack::leaveEvent(QEvent* event)
{
    qApp->removeEventFilter(this);
    point(std::nullopt);
    QWidget::leaveEvent(event);
}

bool ChartStack::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && watched->isWidgetType() &&
        !QApplication::activePopupWidget() && QApplication::mouseButtons() == Qt::NoButton && returnToNow())
        return true;
    return QWidget::eventFilter(watched, event);
}

} // namespace highwater

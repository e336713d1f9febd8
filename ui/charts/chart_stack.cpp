// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_stack.h"

#include "charts/chart_legend.h"
#include "charts/chart_view.h"
#include "charts/node_rows.h"
#include "charts/time_axis.h"
#include "charts/title_row.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using namespace std::chrono_literals;

} // namespace

ChartStack::ChartStack(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_values(100ms, [this] { showValues(); }), m_speech(1s, [this] { speakValues(); })
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Charts; left and right move the crosshair, Escape returns to now"));
    m_axis = new TimeAxis(theme, this);
    m_scroll = new QScrollBar(Qt::Vertical, this);
    m_scroll->setAccessibleName(tr("Scroll the charts"));
    m_scroll->hide();
    connect(m_scroll, &QScrollBar::valueChanged, this, [this] {
        layOut();
        refresh();
    });
    m_handles = new MarkHandles(theme, this);
    connect(m_handles, &MarkHandles::dragged, this, &ChartStack::marksDragged);
    connect(&theme, &Theme::changed, this, [this] {
        layOut(); // rows are higher while presenting
        update();
    });
    m_clock.start();
    for (const auto kind : m_layout.shown())
        slot(kind);
    layOut();
}

void ChartStack::show(const std::shared_ptr<const Snapshot>& snapshot, int stage, std::optional<double> crosshair)
{
    const bool otherStage = stage != m_frame.stage;
    const bool asked = otherStage || crosshair != m_frame.crosshair;
    m_frame.snapshot = snapshot;
    m_frame.stage = stage;
    m_frame.crosshair = crosshair;
    m_frame.clock = static_cast<double>(m_clock.elapsed()) / 1000;
    m_frame.logarithmic = m_layout.logarithmic;
    m_frame.heatMap = m_layout.heatMap;
    if (m_frame.second && *m_frame.second > m_frame.now())
        m_frame.second.reset(); // of a run that began again
    if (snapshot) {
        m_frame.window = windowOf(*snapshot, m_frame.forecast ? m_frame.forecast->end() : 0);
        m_history.observe(*snapshot);
    }
    for (const auto kind : inSight())
        m_slots[static_cast<std::size_t>(kind)].face->showFrame(m_frame, m_history);
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

void ChartStack::refresh()
{
    show(m_frame.snapshot, m_frame.stage, m_frame.crosshair);
}

void ChartStack::showHandles()
{
    const auto* view = chart(ChartKind::Depth);
    MarkBounds bounds;
    if (!view || view->isHidden()) {
        m_handles->show({}, bounds, m_frame.clock);
        return;
    }
    auto geometry = view->geometryOfPlot();
    geometry.plot.translate(view->pos());
    if (const auto* node = m_frame.node())
        bounds = {node->queue.marks, node->queue.capacity, measurandOf(ChartKind::Depth, node)};
    m_handles->show(geometry, bounds, m_frame.clock);
}

void ChartStack::showValues()
{
    for (const auto kind : inSight()) {
        const auto& each = m_slots[static_cast<std::size_t>(kind)];
        auto legend = legendOf(kind, m_frame);
        if (each.view)
            legend.fullestCell = each.view->model().fullestCell();
        each.title->setLegend(legend);
    }
}

void ChartStack::speakValues()
{
    for (const auto kind : inSight()) {
        const auto legend = legendOf(kind, m_frame);
        auto* widget = m_slots[static_cast<std::size_t>(kind)].face->widget();
        widget->setAccessibleName(legend.title);
        widget->setAccessibleDescription(looksOf(kind).empty() ? spokenLegend(legend, m_frame) : spokenRows(kind, m_frame));
    }
}

void ChartStack::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layOut();
    refresh();
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
    if (m_frame.second) {
        setSecond(std::nullopt);
        return true;
    }
    if (!m_frame.crosshair)
        return false;
    Q_EMIT crosshairMoved(std::nullopt);
    return true;
}

/// What Escape ends, one after the other.
bool ChartStack::stepBack()
{
    if (returnToNow())
        return true;
    const bool ends = m_enlarged.has_value();
    enlarge(std::nullopt);
    return ends;
}

void ChartStack::setSecond(std::optional<double> seconds)
{
    const auto newest = newestInstant();
    if (seconds)
        seconds = snappedToColumn(m_frame.view(), newest ? std::min(*seconds, *newest) : *seconds);
    if (seconds == m_frame.second)
        return;
    m_frame.second = seconds;
    refresh();
    m_values.now();
    Q_EMIT secondMoved(seconds);
}

void ChartStack::keyPressEvent(QKeyEvent* event)
{
    const bool bare = event->modifiers() == Qt::NoModifier;
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        moveByColumns(event->key() == Qt::Key_Left ? -1 : 1);
    } else if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown) {
        m_scroll->triggerAction(event->key() == Qt::Key_PageUp ? QAbstractSlider::SliderPageStepSub : QAbstractSlider::SliderPageStepAdd);
    } else if (event->key() == Qt::Key_H && bare) {
        auto layout = m_layout;
        layout.heatMap = !layout.heatMap;
        applyLayout(layout);
    } else if (event->key() == Qt::Key_L && bare) {
        auto layout = m_layout;
        layout.logarithmic = !layout.logarithmic;
        applyLayout(layout);
    } else if (event->key() == Qt::Key_X && bare) {
        setSecond(m_frame.crosshair ? m_frame.crosshair : newestInstant());
    } else if (event->key() != Qt::Key_Escape || m_theme.presenting() || !stepBack()) {
        QWidget::keyPressEvent(event);
    }
}

void ChartStack::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    QWidget::mousePressEvent(event);
}

void ChartStack::wheelEvent(QWheelEvent* event)
{
    if (m_scroll->isHidden()) {
        QWidget::wheelEvent(event);
        return;
    }
    const int pixels = !event->pixelDelta().isNull() ? event->pixelDelta().y() : event->angleDelta().y() / 2;
    m_scroll->setValue(m_scroll->value() - pixels);
    event->accept();
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
    if (m_theme.presenting())
        return QWidget::eventFilter(watched, event); // there Escape ends the presentation
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && watched->isWidgetType() &&
        !QApplication::activePopupWidget() && QApplication::mouseButtons() == Qt::NoButton && returnToNow())
        return true;
    return QWidget::eventFilter(watched, event);
}

} // namespace highwater

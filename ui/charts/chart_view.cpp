// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_view.h"

#include "charts/plot_item.h"

#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>
#include <cmath>

namespace highwater {

ChartView::ChartView(ChartKind kind, const Theme& theme, QWidget* parent) : QChartView(parent), m_theme(theme), m_model(kind)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setMinimumSize(leftMargin + rightMargin + 100, topMargin() + bottomMargin() + 24);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);

    chart()->legend()->hide();
    chart()->setBackgroundRoundness(0);
    chart()->setMargins(QMargins());
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    m_axis = new QCategoryAxis;
    m_axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_axis->setLineVisible(false);
    m_axis->setTruncateLabels(false);
    chart()->addAxis(m_axis, Qt::AlignLeft);
    m_item = new PlotItem(m_model, theme, chart());

    // The chart lays its axis out when it gets round to it; the pixmap follows.
    connect(scene(), &QGraphicsScene::changed, this, [this] {
        m_stillStale = true;
        viewport()->update();
    });
    connect(&theme, &Theme::changed, this, &ChartView::applyTheme);
    applyTheme();
}

ChartView::~ChartView()
{
    // The item refers to the model, which is gone before the scene is.
    delete m_item;
}

int ChartView::topMargin() const
{
    return m_item && m_item->isLeading() ? 12 : 8; // the circles of the changes; half a label
}

int ChartView::bottomMargin() const
{
    return 10; // half a label, and the depth's ribbon
}

void ChartView::setLeading(bool on)
{
    if (on == m_item->isLeading())
        return;
    m_item->setLeading(on);
    placePlot();
    viewport()->update();
}

const PlotGeometry& ChartView::geometryOfPlot() const
{
    return m_item->geometry();
}

void ChartView::applyTheme()
{
    chart()->setBackgroundBrush(m_theme.color(Token::Surface));
    chart()->setBackgroundPen(Qt::NoPen);
    setBackgroundBrush(m_theme.color(Token::Surface));
    // The margin for them stays as it is, so that the plots of all charts align with the time axis.
    m_axis->setLabelsFont(Theme::sceneFont(10.5 * std::min(Theme::typeFactor(), 1.25)));
    m_axis->setLabelsBrush(m_theme.color(Token::Muted));
    m_axis->setGridLinePen(QPen(m_theme.color(Token::Grid), 1));
    m_stillStale = true;
    viewport()->update();
}

void ChartView::applyAxis()
{
    for (const auto& label : m_axis->categoriesLabels())
        m_axis->remove(label);
    // From 0 to 1 whatever the scale is: an axis of categories has no logarithmic one.
    PlotGeometry scale;
    scale.top = m_model.top();
    scale.floor = m_model.floor();
    m_axis->setStartValue(0);
    m_axis->setRange(0, 1);
    for (const auto& [tick, label] : m_model.ticks())
        m_axis->append(label, scale.share(tick));
    m_stillStale = true;
}

void ChartView::placePlot()
{
    const QRectF area = QRectF(viewport()->rect()).adjusted(leftMargin, topMargin(), -rightMargin, -bottomMargin());
    chart()->setPlotArea(area);
    m_layoutStale = true;
    auto geometry = m_item->geometry();
    geometry.plot = area;
    m_item->setGeometry(geometry, QRectF(viewport()->rect()));
    m_stillStale = true;
}

void ChartView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    placePlot();
}

bool ChartView::momentMoved(const ChartFrame& frame) const
{
    const auto& geometry = m_item->geometry();
    const auto& before = m_item->frame();
    const auto pixel = [&](double seconds) { return std::llround(std::floor(geometry.x(seconds))); };
    return pixel(frame.now()) != pixel(before.now()) || frame.crosshair != before.crosshair || frame.second != before.second;
}

void ChartView::showFrame(const ChartFrame& frame, const MarkHistory& history)
{
    auto geometry = m_item->geometry();
    const auto change = m_model.update(frame, history, geometry.plot.size().toSize());
    geometry.window = frame.window;
    geometry.top = m_model.top();
    geometry.floor = m_model.floor();

    const auto& before = m_item->frame();
    const auto changes = [](const ChartFrame& f) { return f.snapshot ? f.snapshot->changes.size() : 0; };
    const auto scenario = [](const ChartFrame& f) { return f.snapshot ? f.snapshot->scenario : nullptr; };
    const bool picture = change != ChartModel::Change::Nothing || geometry != m_item->geometry() ||
                         changes(frame) != changes(before) || scenario(frame) != scenario(before) || frame.stage != before.stage ||
                         frame.notes != before.notes;
    const bool moment = momentMoved(frame);
    m_item->setFrame(frame);
    m_item->setGeometry(geometry, QRectF(viewport()->rect()));
    if (change == ChartModel::Change::Axis)
        applyAxis();
    if (picture)
        m_pictureStale = true;
    if (picture || moment)
        viewport()->update();
}

void ChartView::renderStill()
{
    // A plot area that was set while the chart already had its size is laid out only when it is asked for; asked at every picture, the
    // scene would change at every picture.
    if (std::exchange(m_layoutStale, false))
        chart()->layout()->invalidate();
    chart()->layout()->activate();
    const qreal ratio = viewport()->devicePixelRatioF();
    const QSize pixels = (QSizeF(viewport()->size()) * ratio).toSize();
    if (m_still.size() != pixels || m_still.devicePixelRatio() != ratio) {
        m_still = QPixmap(pixels);
        m_still.setDevicePixelRatio(ratio);
    }
    QPainter painter(&m_still);
    m_item->setStandingBack(true);
    render(&painter, QRectF(viewport()->rect()), viewport()->rect());
    m_item->setStandingBack(false);
    m_stillStale = false;
    m_pictureStale = true;
}

void ChartView::paintEvent(QPaintEvent* /*event*/)
{
    const qreal ratio = viewport()->devicePixelRatioF();
    if (m_stillStale || m_still.devicePixelRatio() != ratio)
        renderStill();
    if (m_pictureStale) {
        m_model.layOut(m_item->geometry());
        m_picture = m_still;
        QPainter painter(&m_picture);
        m_item->drawPicture(painter);
        m_pictureStale = false;
    }
    QPainter painter(viewport());
    painter.drawPixmap(0, 0, m_picture);
    m_item->drawMoment(painter);
}

std::optional<double> ChartView::instantAt(const QPointF& at) const
{
    const auto& geometry = m_item->geometry();
    // The right edge counts as inside, so that the newest instant can be pointed at.
    if (at.x() < geometry.plot.left() || at.x() > geometry.plot.right() + 1)
        return std::nullopt;
    return std::clamp(geometry.timeAt(at.x()), geometry.window.from, geometry.window.to);
}

void ChartView::mousePressEvent(QMouseEvent* event)
{
    const auto at = instantAt(event->position());
    if (at && event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ControlModifier))
        Q_EMIT secondWanted(*at);
    // Nothing in the scene takes the mouse, and QChartView 6.4 follows a null pointer when no item is under it (QTBUG-118669).
    event->ignore();
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    event->ignore();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto at = instantAt(event->position());
    if (at && event->button() == Qt::LeftButton && !event->modifiers().testFlag(Qt::ControlModifier))
        Q_EMIT noteWanted(*at);
    event->accept();
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    Q_EMIT pointed(instantAt(event->position()));
    event->accept();
}

void ChartView::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // the stack scrolls
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/pipeline_canvas.h"

#include "canvas/canvas_legend.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double margin = 16;
constexpr double topMargin = 14;
constexpr double gridStep = 24;
constexpr double fadedOpacity = 0.35;
constexpr int fadeMilliseconds = 120;
constexpr int laterMilliseconds = 60;
constexpr qint64 describeEvery = 1000;
constexpr double zoomStep = 1.15;
constexpr double lowestWithLegend = 160;

} // namespace

PipelineCanvas::PipelineCanvas(Theme* theme, QWidget* parent)
    : QGraphicsView(parent), m_theme(theme), m_picture(m_scene, *theme), m_clock([this] { return m_elapsed.elapsed(); })
{
    m_elapsed.start();
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    setScene(&m_scene);
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Grid and links are painted once into a cache; a frame is then a few copies of pixmaps, so that clipping it into
    // small regions would cost more than it saves.
    setCacheMode(QGraphicsView::CacheBackground);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setOptimizationFlag(QGraphicsView::DontSavePainterState);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Pipeline"));
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] { refresh(false); });
    m_fading.setDuration(fadeMilliseconds);
    connect(&m_fading, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_fade = value.toDouble();
        refresh(false);
    });
    connect(m_theme, &Theme::changed, this, &PipelineCanvas::applyColors);
    applyColors();
}

PipelineCanvas::~PipelineCanvas() = default;

void PipelineCanvas::setTheme(Theme* theme)
{
    disconnect(m_theme, &Theme::changed, this, &PipelineCanvas::applyColors);
    m_theme = theme;
    connect(m_theme, &Theme::changed, this, &PipelineCanvas::applyColors);
    applyColors();
}

void PipelineCanvas::applyColors()
{
    setBackgroundBrush(m_theme->color(Token::Canvas));
    m_picture.setTheme(*m_theme);
    resetCachedContent();
    refresh(true);
    viewport()->update();
}

void PipelineCanvas::setReducedMotion(bool on)
{
    m_reducedMotion = on;
    refresh(true);
}

bool PipelineCanvas::motion() const
{
    return !m_reducedMotion && !m_theme->reducedMotion();
}

void PipelineCanvas::setClock(std::function<qint64()> milliseconds)
{
    m_clock = std::move(milliseconds);
}

void PipelineCanvas::show(const std::shared_ptr<const Snapshot>& snapshot, const QString& selected)
{
    const bool picked = selected != m_selected;
    m_snapshot = snapshot;
    m_selected = selected;
    if (isEmpty()) {
        m_picture.clear();
        resetCachedContent();
        viewport()->update();
    }
    refresh(picked);
}

void PipelineCanvas::refresh(bool everything)
{
    if (isEmpty())
        return;
    const PipelinePicture::View view{m_selected, hasFocus(), motion(), m_whoWaits, m_fade, m_clock()};
    auto changes = m_picture.show(m_snapshot, view, everything);
    if (changes.structure) {
        rearrange();
        return;
    }
    const bool dots = motion() && m_picture.dotCount() > 0;
    if (const std::uint64_t perDot = dots ? m_picture.itemsPerDot() : 0; perDot != m_legendDots) {
        m_legendDots = perDot;
        viewport()->update();
    }
    if (changes.background) {
        resetCachedContent();
        viewport()->update();
    }
    if (m_whoWaits)
        viewport()->update();
    if (changes.pending && !m_later.isActive())
        m_later.start(laterMilliseconds);
    describe();
}

void PipelineCanvas::rearrange()
{
    if (isEmpty())
        return;
    const QSizeF view = viewport()->size();
    const double foot = m_whoWaits ? waitCardHeight : view.height() < lowestWithLegend ? topMargin : legendHeight;
    const QSizeF space(std::max(40.0, view.width() - 2 * margin), std::max(40.0, view.height() - topMargin - foot));
    if (m_fitted)
        m_zoom = m_picture.fittingZoom(space);
    const double notesFoot = m_whoWaits ? waitCardTop : legendTop;
    m_picture.place(m_zoom, QRectF(QPointF(margin, topMargin), space),
                    QRectF(0, 0, view.width(), view.height() - notesFoot));
    const double scale = std::max(1.0, m_zoom);
    setTransform(QTransform::fromScale(scale, scale));
    QRectF area(QPointF(), view / scale);
    if (!m_fitted)
        area |= m_picture.layout().bounds.adjusted(-margin, -topMargin, margin, foot);
    setSceneRect(area);
    resetCachedContent();
    refresh(true);
    viewport()->update();
}

void PipelineCanvas::fit()
{
    m_fitted = true;
    rearrange();
}

void PipelineCanvas::setZoom(double zoom)
{
    zoomAt(zoom, QPointF(viewport()->rect().center()));
}

void PipelineCanvas::zoomAt(double zoom, QPointF viewPoint)
{
    if (isEmpty())
        return;
    // Cards do not grow evenly with the zoom, so the place under the pointer is kept as a part of the whole picture.
    const QRectF before = m_picture.layout().bounds;
    const QPointF point = mapToScene(viewPoint.toPoint());
    const QPointF part((point.x() - before.x()) / std::max(1.0, before.width()),
                       (point.y() - before.y()) / std::max(1.0, before.height()));
    m_fitted = false;
    m_zoom = std::clamp(zoom, smallestZoom, largestZoom);
    rearrange();
    const QRectF after = m_picture.layout().bounds;
    const QPointF target(after.x() + part.x() * after.width(), after.y() + part.y() * after.height());
    const QPointF offset = QPointF(mapFromScene(target)) - viewPoint;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(offset.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(offset.y()));
}

void PipelineCanvas::setWhoWaits(bool on)
{
    if (on == m_whoWaits)
        return;
    m_whoWaits = on;
    m_fading.stop();
    m_fade = fadedOpacity;
    if (on && motion() && isVisible()) {
        m_fade = 1;
        m_fading.setStartValue(1.0);
        m_fading.setEndValue(fadedOpacity);
        m_fading.start();
    }
    rearrange();
    viewport()->update();
    Q_EMIT whoWaitsChanged(on);
}

void PipelineCanvas::describe()
{
    const qint64 now = m_clock();
    if (m_describedAt >= 0 && now - m_describedAt < describeEvery)
        return;
    m_describedAt = now;
    setAccessibleDescription(m_picture.sentences());
}

void PipelineCanvas::drawBackground(QPainter* painter, const QRectF& rect)
{
    painter->fillRect(rect, m_theme->color(Token::Canvas));
    const QColor dot = m_theme->color(Token::Border);
    const double pixel = 1 / transform().m11();
    for (double x = std::ceil(rect.left() / gridStep) * gridStep; x < rect.right(); x += gridStep) {
        for (double y = std::ceil(rect.top() / gridStep) * gridStep; y < rect.bottom(); y += gridStep)
            painter->fillRect(QRectF(x, y, pixel, pixel), dot);
    }
    if (!isEmpty())
        m_picture.paintLinks(*painter);
}

void PipelineCanvas::drawForeground(QPainter* painter, const QRectF&)
{
    // Legend and card belong to the view, not to the picture that is zoomed and dragged.
    painter->save();
    painter->resetTransform();
    const QSizeF view = viewport()->size();
    if (isEmpty())
        paintNothing(*painter, *m_theme, view);
    else if (m_whoWaits)
        paintWaitCard(*painter, *m_theme, view, m_picture.chain());
    else if (view.height() >= lowestWithLegend)
        paintLegend(*painter, *m_theme, view, m_legendDots);
    if (hasFocus() && !selectedNode()) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme->color(Token::Accent), 2));
        painter->drawRect(QRectF(QPointF(1, 1), view - QSizeF(2, 2)));
    }
    painter->restore();
}

void PipelineCanvas::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    rearrange();
}

void PipelineCanvas::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void PipelineCanvas::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomAt(m_zoom * std::pow(zoomStep, event->angleDelta().y() / 120.0), event->position());
        event->accept();
        return;
    }
    QGraphicsView::wheelEvent(event);
}

void PipelineCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_pressedAt = event->position().toPoint();
    m_draggedFrom = *m_pressedAt;
    m_dragging = false;
    event->accept();
}

void PipelineCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint here = event->position().toPoint();
    if (!m_pressedAt || !event->buttons().testFlag(Qt::LeftButton)) {
        const bool overNode = !isEmpty() && m_picture.nodeAt(mapToScene(here)).has_value();
        viewport()->setCursor(overNode ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    if (!m_dragging && (here - *m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragging = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (here - m_draggedFrom).x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - (here - m_draggedFrom).y());
    m_draggedFrom = here;
}

void PipelineCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pressedAt)
        return;
    m_pressedAt.reset();
    viewport()->unsetCursor();
    if (m_dragging || isEmpty())
        return;
    if (const auto node = m_picture.nodeAt(mapToScene(event->position().toPoint())))
        choose(*node);
}

void PipelineCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_pressedAt.reset();
    fit();
    event->accept();
}

void PipelineCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        chooseTowards({-1, 0});
        return;
    case Qt::Key_Right:
        chooseTowards({1, 0});
        return;
    case Qt::Key_Up:
        chooseTowards({0, -1});
        return;
    case Qt::Key_Down:
        chooseTowards({0, 1});
        return;
    case Qt::Key_F:
        fit();
        return;
    case Qt::Key_W:
        setWhoWaits(!m_whoWaits);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        setZoom(m_zoom * zoomStep);
        return;
    case Qt::Key_Minus:
        setZoom(m_zoom / zoomStep);
        return;
    case Qt::Key_Escape:
        if (m_whoWaits) {
            setWhoWaits(false);
            return;
        }
        break;
    default:
        break;
    }
    event->ignore();
}

void PipelineCanvas::focusInEvent(QFocusEvent* event)
{
    QGraphicsView::focusInEvent(event);
    refresh(false);
    viewport()->update();
}

void PipelineCanvas::focusOutEvent(QFocusEvent* event)
{
    QGraphicsView::focusOutEvent(event);
    refresh(false);
    viewport()->update();
}

bool PipelineCanvas::focusNextPrevChild(bool next)
{
    const auto order = readingOrder();
    const auto selected = selectedNode();
    const auto here = selected ? std::find(order.begin(), order.end(), *selected) : order.end();
    if (hasFocus() && !order.empty()) {
        if (here == order.end()) {
            choose(next ? order.front() : order.back());
            return true;
        }
        if (next ? here + 1 != order.end() : here != order.begin()) {
            choose(next ? *(here + 1) : *(here - 1));
            return true;
        }
    }
    return QGraphicsView::focusNextPrevChild(next);
}

std::optional<int> PipelineCanvas::selectedNode() const
{
    const auto& nodes = m_picture.nodes();
    const auto it =
        std::find_if(nodes.begin(), nodes.end(), [&](const NodeItem* node) { return node->face().name == m_selected; });
    if (m_selected.isEmpty() || it == nodes.end())
        return {};
    return static_cast<int>(it - nodes.begin());
}

std::vector<int> PipelineCanvas::readingOrder() const
{
    const auto& placed = m_picture.layout().nodes;
    std::vector<int> order;
    for (int i = 0; i < static_cast<int>(placed.size()); ++i)
        order.push_back(i);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        const auto& left = placed[static_cast<std::size_t>(a)];
        const auto& right = placed[static_cast<std::size_t>(b)];
        return std::pair(left.column, left.rect.top()) < std::pair(right.column, right.rect.top());
    });
    return order;
}

void PipelineCanvas::choose(int node)
{
    const auto* item = m_picture.nodes()[static_cast<std::size_t>(node)];
    ensureVisible(item, 8, 8);
    Q_EMIT nodeClicked(item->face().name);
}

/// The nearest node in a direction; what lies aside counts double.
bool PipelineCanvas::chooseTowards(QPointF direction)
{
    const auto order = readingOrder();
    if (order.empty())
        return false;
    const auto selected = selectedNode();
    if (!selected) {
        choose(order.front());
        return true;
    }
    const auto& placed = m_picture.layout().nodes;
    const QPointF from = placed[static_cast<std::size_t>(*selected)].rect.center();
    std::optional<int> best;
    double bestDistance = 0;
    for (const int node : order) {
        const QPointF way = placed[static_cast<std::size_t>(node)].rect.center() - from;
        const double ahead = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y()) + std::abs(way.y() * direction.x());
        if (node == *selected || ahead <= 0 || ahead < aside / 4)
            continue;
        if (const double distance = ahead + 2 * aside; !best || distance < bestDistance) {
            best = node;
            bestDistance = distance;
        }
    }
    if (best)
        choose(*best);
    return best.has_value();
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do on the canvas.
#include "canvas/pipeline_canvas.h"

#include <QApplication>
#include <QDragMoveEvent>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double zoomStep = 1.15;

} // namespace

void PipelineCanvas::setTool(CanvasTool* tool)
{
    m_tool = tool;
    setAcceptDrops(tool != nullptr);
    viewport()->setMouseTracking(true);
    viewport()->update();
}

void PipelineCanvas::pan(QPoint way)
{
    if (isEmpty())
        return;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - way.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - way.y());
}

/// A wheel zooms about the pointer. Two fingers on a pad, which tell pixels, and a wheel with Shift or Alt move the picture.
void PipelineCanvas::wheelEvent(QWheelEvent* event)
{
    event->accept();
    const bool wantsZoom = event->modifiers().testFlag(Qt::ControlModifier);
    const QPoint pixels = event->pixelDelta();
    if (!wantsZoom && (!pixels.isNull() || event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier))) {
        QPoint way = pixels.isNull() ? event->angleDelta() / 2 : pixels;
        if (event->modifiers().testFlag(Qt::ShiftModifier) && way.x() == 0)
            way = {way.y(), 0};
        pan(way);
        return;
    }
    zoomAt(m_zoom * std::pow(zoomStep, event->angleDelta().y() / 120.0), event->position());
}

bool PipelineCanvas::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(m_zoom * (1 + gesture->value()), gesture->position());
            return true;
        }
    }
    if (event->type() == QEvent::Gesture) {
        const auto* pinch = static_cast<QPinchGesture*>(static_cast<QGestureEvent*>(event)->gesture(Qt::PinchGesture));
        if (pinch && pinch->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
            zoomAt(m_zoom * pinch->scaleFactor(), QPointF(viewport()->mapFromGlobal(pinch->hotSpot().toPoint())));
        if (pinch)
            return true;
    }
    return QGraphicsView::viewportEvent(event);
}

void PipelineCanvas::mousePressEvent(QMouseEvent* event)
{
    const bool pans = event->button() == Qt::MiddleButton;
    if (!pans && m_tool && !isEmpty() && m_tool->press(event)) {
        event->accept();
        return;
    }
    if (!pans && event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_pressedAt = event->position().toPoint();
    m_draggedFrom = *m_pressedAt;
    m_dragging = pans;
    if (pans && m_fitted && !isEmpty()) {
        m_fitted = false;
        rearrange();
    }
    if (pans)
        viewport()->setCursor(Qt::ClosedHandCursor);
    event->accept();
}

void PipelineCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint here = event->position().toPoint();
    if (!m_pressedAt && m_tool && !isEmpty() && m_tool->move(event))
        return;
    if (!m_pressedAt || !(event->buttons() & (Qt::LeftButton | Qt::MiddleButton))) {
        const bool overNode = !isEmpty() && m_picture.nodeAt(mapToScene(here)).has_value();
        viewport()->setCursor(overNode ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    if (!m_dragging && (here - *m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragging = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    pan(here - m_draggedFrom);
    m_draggedFrom = here;
}

void PipelineCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_pressedAt && m_tool && !isEmpty() && m_tool->release(event))
        return;
    if ((event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) || !m_pressedAt)
        return;
    m_pressedAt.reset();
    viewport()->unsetCursor();
    if (m_dragging || isEmpty())
        return;
    if (const auto node = m_picture.nodeAt(mapToScene(event->position().toPoint()))) {
        choose(*node);
        showWaitOf(*node);
    }
}

/// Who clicks a node that waits wants to know for what; the next click on one that does not ends it.
void PipelineCanvas::showWaitOf(int node)
{
    const bool waits = !chainFrom(*m_snapshot, node).steps.empty();
    if (waits && !m_whoWaits) {
        setWhoWaits(true);
        m_askedByClick = true;
    } else if (!waits && m_askedByClick) {
        setWhoWaits(false);
    }
}

void PipelineCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_pressedAt.reset();
    event->accept();
    if (!m_tool || isEmpty() || !m_tool->doubleClick(event))
        fit();
}

void PipelineCanvas::dragEnterEvent(QDragEnterEvent* event)
{
    dragMoveEvent(event);
}

void PipelineCanvas::dragMoveEvent(QDragMoveEvent* event)
{
    if (!m_tool || isEmpty() || !m_tool->dragOver(event))
        event->ignore(); // a file belongs to the window
}

void PipelineCanvas::dragLeaveEvent(QDragLeaveEvent*)
{
    if (m_tool)
        m_tool->dragLeft();
}

void PipelineCanvas::dropEvent(QDropEvent* event)
{
    if (!m_tool || isEmpty() || !m_tool->drop(event))
        event->ignore();
}

void PipelineCanvas::keyPressEvent(QKeyEvent* event)
{
    if (m_tool && !isEmpty() && m_tool->key(event))
        return;
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        event->ignore();
        return;
    }
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
    case Qt::Key_0:
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

// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do while the picture is edited.
#include "editor/canvas_editor.h"

#include "canvas/painting.h"
#include "session/pointers.h"
#include "session/session.h"

#include <QApplication>
#include <QDragMoveEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double portReach = 11;
constexpr double hoverMargin = 14; ///< beside a card, so that its port can be reached
constexpr double linkReach = 6;

QPointF snappedTo(QPointF place)
{
    return {std::round(place.x() / gridStep) * gridStep, std::round(place.y() / gridStep) * gridStep};
}

} // namespace

// --- what stands where

QString CanvasEditor::nameAt(QPointF scenePoint) const
{
    const auto node = m_canvas.picture().nodeAt(scenePoint);
    return node ? m_canvas.picture().nodes()[static_cast<std::size_t>(*node)]->face().name : QString();
}

std::optional<CanvasEditor::Link> CanvasEditor::linkAt(QPointF scenePoint, double reach) const
{
    const auto& picture = m_canvas.picture();
    const auto index = picture.linkAt(scenePoint, reach);
    if (!index)
        return {};
    const auto& edge = picture.graph().edges[static_cast<std::size_t>(*index)];
    const auto name = [&](int node) { return picture.nodes()[static_cast<std::size_t>(node)]->face().name; };
    return Link(name(edge.from), edge.to ? name(*edge.to) : QStringLiteral("exit"));
}

std::optional<QRectF> CanvasEditor::cardOf(const QString& name) const
{
    for (const NodeItem* node : m_canvas.picture().nodes()) {
        if (node->face().name == name)
            return node->placed().rect;
    }
    return {};
}

/// Where a link to be leaves a card: below its own links, which stand about the middle of the side.
QPointF CanvasEditor::portOf(const QRectF& card) const
{
    return {card.right(), card.center().y()};
}

QString CanvasEditor::portAt(QPointF scenePoint) const
{
    const QStringList names = m_marked + QStringList{m_hovered};
    for (const QString& name : names) {
        const auto card = cardOf(name);
        if (card && QLineF(portOf(*card), scenePoint).length() <= portReach)
            return name;
    }
    return {};
}

QString CanvasEditor::nearestTaker(QPointF scenePoint) const
{
    QString nearest;
    double least = 0;
    for (const NodeItem* node : m_canvas.picture().nodes()) {
        const double distance = QLineF(node->placed().rect.center(), scenePoint).length();
        if (node->face().kind == NodeKind::Producer || !exists(node->face().name) || (!nearest.isEmpty() && distance >= least))
            continue;
        nearest = node->face().name;
        least = distance;
    }
    return nearest;
}

/// The place of a card whose middle is there.
QPointF CanvasEditor::placeFor(Piece piece, QPointF scenePoint, bool snapped) const
{
    const QSizeF size = cardSizeOf(piece);
    const QPointF place = m_canvas.placeAt(scenePoint) - QPointF(size.width(), size.height()) / 2;
    return snapped ? snappedTo(place) : QPointF(place.toPoint());
}

// --- mouse

bool CanvasEditor::press(QMouseEvent* event)
{
    if (!m_editing || event->button() != Qt::LeftButton)
        return false;
    endRename(true);
    const QPointF point = m_canvas.mapToScene(event->position().toPoint());
    m_pressedAt = point;
    m_pointer = point;
    m_gesture = Gesture::Pressed;
    if (m_armed)
        return true;
    if (const QString port = portAt(point); !port.isEmpty()) {
        m_grabbed = port;
        m_gesture = Gesture::Connect;
        aim(point);
        return true;
    }
    m_grabbed = nameAt(point);
    const bool more = event->modifiers().testFlag(Qt::ShiftModifier);
    if (!m_grabbed.isEmpty() && !m_marked.contains(m_grabbed)) {
        setMarked(more ? QStringList(m_marked) << m_grabbed : QStringList{m_grabbed}, m_grabbed);
        m_link.reset();
    } else if (!m_grabbed.isEmpty() && more && m_marked.size() > 1) {
        QStringList fewer = m_marked;
        fewer.removeAll(m_grabbed);
        mark(fewer);
        m_gesture = Gesture::None;
    }
    return true;
}

bool CanvasEditor::move(QMouseEvent* event)
{
    if (!m_editing)
        return false;
    const QPointF point = m_canvas.mapToScene(event->position().toPoint());
    m_pointer = point;
    if (m_gesture == Gesture::None) {
        hover(point);
        return true;
    }
    const bool far = (m_canvas.mapFromScene(m_pressedAt) - event->position().toPoint()).manhattanLength() >= QApplication::startDragDistance();
    if (m_gesture == Gesture::Pressed && far && !m_armed) {
        if (m_grabbed.isEmpty()) {
            m_gesture = Gesture::Band;
        } else if (exists(m_grabbed)) {
            beginMove();
        }
    }
    if (m_gesture == Gesture::Move)
        moveTo(point, !event->modifiers().testFlag(Qt::ShiftModifier));
    else if (m_gesture == Gesture::Connect)
        aim(point);
    update();
    return true;
}

bool CanvasEditor::release(QMouseEvent* event)
{
    if (!m_editing || event->button() != Qt::LeftButton || m_gesture == Gesture::None)
        return m_editing;
    endGesture(m_canvas.mapToScene(event->position().toPoint()), event->modifiers());
    return true;
}

bool CanvasEditor::doubleClick(QMouseEvent* event)
{
    if (!m_editing)
        return false;
    const QString name = nameAt(m_canvas.mapToScene(event->position().toPoint()));
    if (name.isEmpty())
        return false;
    setMarked({name}, name);
    beginRename();
    return true;
}

void CanvasEditor::hover(QPointF scenePoint)
{
    QString found = nameAt(scenePoint);
    for (const NodeItem* node : m_canvas.picture().nodes()) {
        if (found.isEmpty() && node->placed().rect.adjusted(0, 0, hoverMargin, 0).contains(scenePoint))
            found = node->face().name;
    }
    const QString before = std::exchange(m_hovered, found);
    const bool port = !portAt(scenePoint).isEmpty();
    m_canvas.viewport()->setCursor(m_armed || port ? Qt::CrossCursor : !found.isEmpty() ? Qt::SizeAllCursor : Qt::ArrowCursor);
    if (before != found || m_armed)
        update();
}

void CanvasEditor::beginMove()
{
    // The point under the pointer stays there while all nodes get places of their own.
    const bool wasFree = m_canvas.picture().isFree();
    const auto before = cardOf(m_grabbed);
    m_before = m_canvas.standFreely();
    const auto after = cardOf(m_grabbed);
    if (!wasFree && before && after)
        m_pressedAt += after->center() - before->center();
    m_places = m_before;
    m_gesture = Gesture::Move;
    m_canvas.viewport()->setCursor(Qt::ClosedHandCursor);
}

void CanvasEditor::moveTo(QPointF scenePoint, bool snapped)
{
    const QPointF way = m_canvas.placeAt(scenePoint) - m_canvas.placeAt(m_pressedAt);
    const QPointF from = m_before.value(m_grabbed);
    const QPointF step = (snapped ? snappedTo(from + way) : QPointF((from + way).toPoint())) - from;
    const QStringList moved = m_marked.contains(m_grabbed) ? m_marked : QStringList{m_grabbed};
    for (const QString& name : moved)
        m_places[name] = m_before.value(name) + step;
    m_canvas.setPlaces(m_places);
}

/// Finds out where the rubber link would lead, and why it may not.
void CanvasEditor::aim(QPointF scenePoint)
{
    QString target = nameAt(scenePoint);
    const auto& exit = m_canvas.picture().layout().exit;
    if (target.isEmpty() && exit && exit->rect.contains(scenePoint))
        target = QStringLiteral("exit");
    if (target == m_grabbed)
        target.clear();
    if (target == m_aim)
        return;
    m_aim = target;
    m_refusal.clear();
    if (m_aim.isEmpty())
        return;
    const auto linked = topology::connectNodes(m_session.document(), m_grabbed.toStdString(), m_aim.toStdString());
    if (!linked)
        m_refusal = QString::fromStdString(linked.error().message);
}

void CanvasEditor::endGesture(QPointF scenePoint, Qt::KeyboardModifiers modifiers)
{
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    m_canvas.viewport()->unsetCursor();
    if (m_armed) {
        const Piece piece = *m_armed;
        // With Shift the next one follows.
        if (!modifiers.testFlag(Qt::ShiftModifier))
            arm({});
        insertAt(piece, scenePoint);
    } else if (gesture == Gesture::Move) {
        const QStringList moved = m_marked.contains(m_grabbed) ? m_marked : QStringList{m_grabbed};
        if (m_places != m_before)
            commitPlaces(m_places, tr("%1 moved").arg(labelOf(moved)));
    } else if (gesture == Gesture::Connect) {
        const QString target = std::exchange(m_aim, {});
        if (!target.isEmpty())
            connectNodes(m_grabbed, target);
    } else if (gesture == Gesture::Band) {
        const QRectF band = QRectF(m_pressedAt, scenePoint).normalized();
        QStringList names = modifiers.testFlag(Qt::ShiftModifier) ? m_marked : QStringList();
        for (const NodeItem* node : m_canvas.picture().nodes()) {
            if (node->placed().rect.intersects(band) && !names.contains(node->face().name))
                names << node->face().name;
        }
        mark(names);
    } else if (gesture == Gesture::Pressed && m_grabbed.isEmpty()) {
        const auto link = linkAt(scenePoint, linkReach);
        m_link = link;
        mark(QStringList());
    } else if (gesture == Gesture::Pressed && !modifiers.testFlag(Qt::ShiftModifier)) {
        setMarked({m_grabbed}, m_grabbed);
    }
    m_grabbed.clear();
    m_refusal.clear();
    update();
}

/// Everything is as it was before the press.
void CanvasEditor::cancel()
{
    if (m_gesture == Gesture::Move) {
        m_places = m_before;
        m_canvas.setPlaces(m_before);
    }
    m_gesture = Gesture::None;
    m_grabbed.clear();
    m_aim.clear();
    m_refusal.clear();
    m_dragged.reset();
    endRename(false);
    arm({});
    update();
}

// --- keys

bool CanvasEditor::key(QKeyEvent* event)
{
    const bool busy = m_gesture != Gesture::None || m_armed || m_dragged;
    if (event->key() == Qt::Key_Escape && busy) {
        cancel();
        return true;
    }
    if (!m_editing)
        return false;
    if (event->key() == Qt::Key_Escape && (m_marked.size() > 1 || m_link)) {
        m_link.reset();
        mark({m_session.selectedNode()});
        return true;
    }
    // By steps of the grid with Ctrl, by one pixel with Alt.
    const auto modifiers = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier);
    const bool fine = modifiers == Qt::AltModifier;
    if (modifiers != Qt::ControlModifier && !fine)
        return false;
    switch (event->key()) {
    case Qt::Key_Left:
        return nudge({-1, 0}, fine);
    case Qt::Key_Right:
        return nudge({1, 0}, fine);
    case Qt::Key_Up:
        return nudge({0, -1}, fine);
    case Qt::Key_Down:
        return nudge({0, 1}, fine);
    default:
        return false;
    }
}

// --- from the palette

bool CanvasEditor::dragOver(QDragMoveEvent* event)
{
    const auto piece = pieceIn(event->mimeData());
    if (!piece)
        return false;
    m_dragged = piece;
    m_pointer = m_canvas.mapToScene(event->position().toPoint());
    event->acceptProposedAction();
    update();
    return true;
}

void CanvasEditor::dragLeft()
{
    m_dragged.reset();
    update();
}

bool CanvasEditor::drop(QDropEvent* event)
{
    const auto piece = pieceIn(event->mimeData());
    m_dragged.reset();
    if (!piece)
        return false;
    event->acceptProposedAction();
    setEditing(true);
    insertAt(*piece, m_canvas.mapToScene(event->position().toPoint()));
    update();
    return true;
}

// --- the name in place

void CanvasEditor::beginRename()
{
    const QString name = m_marked.size() == 1 ? m_marked.constFirst() : m_session.selectedNode();
    const auto card = cardOf(name);
    if (!card || !exists(name))
        return;
    endRename(false);
    m_renamed = name;
    auto* field = new QLineEdit(name, m_canvas.viewport());
    m_nameField = field;
    field->setAccessibleName(tr("Name of %1").arg(name));
    field->setFont(Theme::font(13, Weight::Medium));
    field->setStyleSheet(QStringLiteral("QLineEdit { background: %1; color: %2; border: 1px solid %3; border-radius: 3px; padding: 0 4px; }")
                             .arg(m_theme.color(Token::Raised).name(), m_theme.color(Token::Text).name(), m_theme.color(Token::Accent).name()));
    const QRect place = m_canvas.mapFromScene(*card).boundingRect();
    const int width = std::clamp(std::max(place.width() - 40, static_cast<int>(textWidth(name, field->font())) + 24), 96, 320);
    field->setGeometry(std::max(2, place.left() + 28), std::max(2, place.top() + 3), width, 26);
    field->installEventFilter(this);
    connect(field, &QLineEdit::editingFinished, this, [this] { endRename(true); });
    field->selectAll();
    field->show();
    field->setFocus();
}

void CanvasEditor::endRename(bool take)
{
    if (!m_nameField)
        return;
    QLineEdit* field = m_nameField;
    m_nameField.clear();
    field->removeEventFilter(this);
    field->disconnect(this);
    const QString name = field->text().trimmed();
    const bool hadFocus = field->hasFocus();
    field->hide();
    field->deleteLater();
    if (hadFocus)
        m_canvas.setFocus();
    if (take)
        renameNode(m_renamed, name);
}

bool CanvasEditor::eventFilter(QObject* object, QEvent* event)
{
    if (object != m_nameField)
        return QObject::eventFilter(object, event);
    // Letters are keys of the window; while a name is written they are letters.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        endRename(false);
        return true;
    }
    return false;
}

} // namespace highwater

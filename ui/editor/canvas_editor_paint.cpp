// SPDX-License-Identifier: GPL-3.0-or-later
// What an editor draws above the cards.
#include "editor/canvas_editor.h"

#include "canvas/painting.h"
#include "theme/icons.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double portRadius = 6;

QPen outline(const QColor& color, double width, Qt::PenStyle style = Qt::SolidLine)
{
    QPen pen(color, width, style);
    pen.setJoinStyle(Qt::MiterJoin);
    return pen;
}

} // namespace

void CanvasEditor::paint(QPainter& painter)
{
    if (!m_editing && !m_dragged)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    paintMarks(painter);
    if (m_gesture == Gesture::Connect)
        paintRubberLink(painter);
    if (m_gesture == Gesture::Band) {
        QColor fill = m_theme.color(Token::Accent);
        fill.setAlphaF(0.12F);
        painter.setPen(outline(m_theme.color(Token::Accent), 1));
        painter.setBrush(fill);
        painter.drawRect(QRectF(m_pressedAt, m_pointer).normalized());
    }
    if (m_armed || m_dragged)
        paintGhost(painter);
}

void CanvasEditor::paintMarks(QPainter& painter) const
{
    const QColor accent = m_theme.color(Token::Accent);
    painter.setBrush(Qt::NoBrush);
    for (const QString& name : m_marked) {
        const auto card = cardOf(name);
        if (!card || m_marked.size() < 2)
            continue;
        painter.setPen(outline(accent, 2));
        painter.drawRoundedRect(card->adjusted(-3, -3, 3, 3), 8, 8);
    }
    const auto& picture = m_canvas.picture();
    if (m_link) {
        const auto nameOf = [&](int node) { return picture.nodes()[static_cast<std::size_t>(node)]->face().name; };
        const auto& edges = picture.graph().edges;
        for (std::size_t e = 0; e < edges.size() && e < picture.layout().edges.size(); ++e) {
            if (nameOf(edges[e].from) != m_link->first || (edges[e].to ? nameOf(*edges[e].to) : QStringLiteral("exit")) != m_link->second)
                continue;
            painter.setPen(outline(accent, 3));
            painter.drawPath(picture.layout().edges[e].path);
        }
    }
    if (m_gesture != Gesture::None || m_armed)
        return;
    // A port is a ring with a plus: something can be drawn out of it.
    const QStringList names = m_marked + QStringList{m_hovered};
    for (const QString& name : names) {
        const auto card = cardOf(name);
        if (!card)
            continue;
        const QPointF port = portOf(*card);
        painter.setPen(outline(accent, 1.5));
        painter.setBrush(m_theme.color(Token::Surface));
        painter.drawEllipse(port, portRadius, portRadius);
        painter.drawLine(port - QPointF(3, 0), port + QPointF(3, 0));
        painter.drawLine(port - QPointF(0, 3), port + QPointF(0, 3));
    }
}

void CanvasEditor::paintRubberLink(QPainter& painter) const
{
    const auto card = cardOf(m_grabbed);
    if (!card)
        return;
    const bool refused = !m_refusal.isEmpty();
    const QColor ink = m_theme.color(refused ? Token::Dropped : Token::Accent);
    const QPointF from = portOf(*card);
    QPointF to = m_pointer;
    const auto& exit = m_canvas.picture().layout().exit;
    const auto target = m_aim == QLatin1String("exit") && exit ? std::optional(exit->rect) : cardOf(m_aim);
    if (target && !m_aim.isEmpty()) {
        to = QPointF(target->left(), target->center().y());
        painter.setPen(outline(ink, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(target->adjusted(-4, -4, 4, 4), 9, 9);
    }
    const double bend = to.x() > from.x() ? std::max(24.0, (to.x() - from.x()) / 2) : 60.0;
    QPainterPath path(from);
    path.cubicTo(from.x() + bend, from.y(), to.x() - bend, to.y(), to.x(), to.y());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(outline(ink, 2, refused ? Qt::DotLine : Qt::DashLine));
    painter.drawPath(path);
    painter.setBrush(ink);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(from, portRadius - 2, portRadius - 2);
    painter.drawEllipse(to, 4, 4);
    if (!refused)
        return;
    const QFont font = Theme::font(11.5);
    const double width = std::ceil(textWidth(m_refusal, font)) + 16;
    const QRectF view = m_canvas.mapToScene(m_canvas.viewport()->rect()).boundingRect();
    const double left = std::clamp(m_pointer.x() + 12, view.left() + 4, std::max(view.left() + 4, view.right() - width - 4));
    const QRectF box(std::round(left), std::round(std::min(m_pointer.y() + 14, view.bottom() - 28)), width, 22);
    paintBox(painter, box, m_theme.color(Token::Raised), ink, 4);
    paintText(painter, box.x() + 8, box.y() + 15, m_refusal, font, m_theme.color(Token::Text));
}

/// The card that would come, as an outline.
void CanvasEditor::paintGhost(QPainter& painter) const
{
    const Piece piece = m_dragged ? *m_dragged : *m_armed;
    const QColor accent = m_theme.color(Token::Accent);
    QColor fill = accent;
    fill.setAlphaF(0.1F);
    const auto link = piece == Piece::Producer ? std::nullopt : m_canvas.picture().linkAt(m_pointer, kindOf(piece) ? 8 : 16);
    if (link) {
        painter.setPen(outline(accent, 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(m_canvas.picture().layout().edges[static_cast<std::size_t>(*link)].path);
    }
    const double zoom = std::min(1.0, m_canvas.zoom());
    const QSizeF size = cardSizeOf(piece) * zoom;
    const bool snapped = kindOf(piece) && m_canvas.picture().isFree();
    const QPointF corner = snapped ? m_canvas.scenePointOf(placeFor(piece, m_pointer, true)) : m_pointer - QPointF(size.width(), size.height()) / 2;
    const QRectF card(corner, size);
    painter.setPen(outline(accent, 1.5, Qt::DashLine));
    painter.setBrush(fill);
    painter.drawRoundedRect(card, 6, 6);
    if (card.width() < 90)
        return;
    paintIcon(painter, std::round(card.x() + 12), std::round(card.y() + 8), drawingOf(piece), 16, accent);
    paintText(painter, card.x() + 36, card.y() + 21, wordOf(piece), Theme::font(13, Weight::Medium), accent);
}

} // namespace highwater

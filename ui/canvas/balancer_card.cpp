// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/card_painter.h"
#include "canvas/painting.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using State = ReplicaView::State;
constexpr double pad = CardPainter::pad;
constexpr double top = 38;
constexpr double high = 30;

/// Width of a replica and the gap to the next one, so that all of them fit into the card.
struct Spacing
{
    double width = 36;
    double gap = 6;
};

std::optional<Spacing> spacingFor(std::size_t count, double room)
{
    for (const Spacing spacing : {Spacing{36, 6}, Spacing{16, 4}, Spacing{8, 2}, Spacing{4, 1}}) {
        if (static_cast<double>(count) * (spacing.width + spacing.gap) - spacing.gap <= room)
            return spacing;
    }
    return std::nullopt;
}

/// A ring that closes as the start comes nearer.
void paintStarting(CardPainter& card, const QRectF& box, int sixteenths)
{
    const double side = std::min({16.0, box.width() - 2, box.height()});
    if (side < 6) {
        card.p.fillRect(QRectF(box.center().x() - 0.5, box.bottom() - 8, 1, 6), card.color(Token::Busy));
        return;
    }
    const QRectF ring(std::round(box.center().x() - side / 2), std::round(box.center().y() - side / 2), side, side);
    const QRectF line = ring.adjusted(2, 2, -2, -2);
    card.p.setBrush(Qt::NoBrush);
    card.p.setPen(QPen(card.color(Token::Border), 1.5));
    card.p.drawEllipse(line);
    const int gone = 16 - std::clamp(sixteenths, 1, 15);
    card.p.setPen(QPen(card.color(Token::Busy), 1.8, Qt::SolidLine, Qt::FlatCap));
    card.p.drawArc(line, 90 * 16, -gone * 360);
}

void paintDash(CardPainter& card, const QRectF& box, Token ink)
{
    const double length = std::min(9.0, box.width() - 4);
    card.p.fillRect(QRectF(std::round(box.center().x() - length / 2), std::round(box.center().y()) - 1, length, 2),
                    card.color(ink));
}

void paintReplica(CardPainter& card, const ReplicaBar& replica, const QRectF& box)
{
    const bool runs = replica.state == State::Running || replica.state == State::Draining;
    card.p.setClipRect(box);
    // Without a hard limit the bar is open at its top.
    const QRectF outline = runs && !card.face.shape.bounded ? box.adjusted(0, -6, 0, 0) : box;
    paintBox(card.p, outline, Qt::transparent, card.color(runs ? Token::Strong : Token::Border), 3);
    card.p.setClipping(false);
    if (replica.state == State::Starting) {
        paintStarting(card, box, replica.starts);
        return;
    }
    if (replica.state == State::Stopped) {
        paintDash(card, box, Token::Idle);
        return;
    }
    const double fill = std::min<double>(replica.fill, box.height() - 2);
    card.p.fillRect(QRectF(box.x() + 1, box.bottom() - 1 - fill, box.width() - 2, fill), card.color(replica.token));
    if (replica.state == State::Draining)
        paintDash(card, box.adjusted(0, 0, 0, -14), Token::Text);
}

/// The soft limit, dashed across the replicas that run; its seam keeps it apart from any fill.
void paintSoftLimit(CardPainter& card, const QRectF& box)
{
    const double y = box.bottom() - 1 - card.face.shape.high;
    card.p.fillRect(QRectF(box.left() + 1, y - 1, box.width() - 2, 3), card.color(Token::Surface));
    for (double x = box.left() - 2; x < box.right() + 2; x += 5)
        card.p.fillRect(QRectF(x, y, std::min(3.0, box.right() + 2 - x), 1), card.color(Token::Text));
}

} // namespace

void paintBalancerBody(CardPainter& card)
{
    const NodeWords& words = card.face.words;
    const auto& replicas = card.face.shape.replicas;
    const double room = card.width() - 2 * pad;
    if (const auto spacing = spacingFor(replicas.size(), room)) {
        for (std::size_t i = 0; i < replicas.size(); ++i) {
            const QRectF box =
                card.box(pad + static_cast<double>(i) * (spacing->width + spacing->gap), top, spacing->width, high);
            paintReplica(card, replicas[i], box);
            if (card.face.shape.high > 0 && replicas[i].state == State::Running)
                paintSoftLimit(card, box);
        }
    } else {
        // Too many to be told apart: their load together, and how many run.
        card.text(pad, top + 11, words.servers, Theme::sceneFont(11), Token::Text);
        card.gauge(card.box(pad, top + 18, room, 10), false, card.face.shape.fill * (room - 2) / replicaBarHeight);
    }
    card.elided(pad, 84, words.line, Theme::sceneFont(11), Token::Text, card.width() - 20);
    card.elided(pad, 98, words.shortLine, Theme::sceneFont(10.5), Token::Muted, card.width() - 20);
}

} // namespace highwater

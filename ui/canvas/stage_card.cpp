// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/card_painter.h"
#include "canvas/painting.h"
#include "theme/display_text.h"
#include "theme/picture_words.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double pad = CardPainter::pad;

/// Busy from the left, then those that hang, the blocked, the idle, and those that are on their way.
void paintSlots(CardPainter& card, double y, double side, double gap)
{
    const NodeShape& shape = card.face.shape;
    const auto box = [&](const QRectF& slot, Token token) {
        paintBox(card.p, slot, Qt::transparent, card.color(token), 2);
    };
    for (std::int64_t i = 0; i < shape.workers + shape.starting; ++i) {
        const QRectF slot = card.box(pad + static_cast<double>(i) * (side + gap), y, side, side);
        if (i >= shape.workers) {
            card.p.setPen(QPen(card.color(Token::Busy), 1.2, Qt::DotLine));
            card.p.setBrush(Qt::NoBrush);
            card.p.drawEllipse(slot.adjusted(1, 1, -1, -1));
        } else if (i < shape.busy) {
            card.p.setPen(Qt::NoPen);
            card.p.setBrush(card.color(Token::Busy));
            card.p.drawRoundedRect(slot, 2, 2);
        } else if (i < shape.busy + shape.hung) {
            box(slot, Token::Dropped);
            card.crossed(slot, Token::Dropped);
        } else if (i < shape.busy + shape.hung + shape.blocked) {
            card.hatched(slot, 4, Token::Blocked);
            box(slot, Token::Blocked);
        } else {
            box(slot, Token::Idle);
        }
    }
}

/// All workers as one bar: busy, hanging, blocked, idle.
void paintBar(CardPainter& card, const QRectF& r)
{
    const NodeShape& shape = card.face.shape;
    paintBox(card.p, r, Qt::transparent, card.color(Token::Idle), 2);
    const double inner = r.width() - 2;
    double from = 0;
    const auto part = [&](std::int64_t count) {
        const double share = static_cast<double>(count) / static_cast<double>(shape.workers);
        const double length = std::min(std::round(inner * share), inner - from);
        const QRectF piece(r.x() + 1 + from, r.y() + 1, length, r.height() - 2);
        from += length;
        return piece;
    };
    card.p.fillRect(part(shape.busy), card.color(Token::Busy));
    if (const QRectF hung = part(shape.hung); hung.width() > 0)
        card.hatched(hung, 3, Token::Dropped);
    if (const QRectF blocked = part(shape.blocked); blocked.width() > 0)
        card.hatched(blocked, 4, Token::Blocked);
}

/// Items that share all workers: each is filled as far as its part of a worker goes.
void paintShares(CardPainter& card, double room)
{
    const NodeShape& shape = card.face.shape;
    const auto items = std::max<std::int64_t>(shape.sharing, 0);
    const double share = items > shape.workers ? static_cast<double>(shape.workers) / static_cast<double>(items) : 1.0;
    const double count = static_cast<double>(items);
    const bool wide = items <= 9 && count * 18 - 4 <= room;
    if (!wide && (items > 20 || count * 10 - 2 > room)) {
        const QRectF bar = card.box(pad, 104, room, 10);
        paintBox(card.p, bar, Qt::transparent, card.color(Token::Busy), 2);
        card.p.fillRect(
            QRectF(bar.x() + 1, bar.bottom() - 1 - std::round(8 * share), bar.width() - 2, std::round(8 * share)),
            card.color(Token::Busy));
        return;
    }
    const double side = wide ? 14 : 8;
    for (std::int64_t i = 0; i < items; ++i) {
        const QRectF slot =
            card.box(pad + static_cast<double>(i) * (side + (wide ? 4 : 2)), wide ? 102 : 105, side, side);
        paintBox(card.p, slot, Qt::transparent, card.color(Token::Busy), 2);
        const double high = std::round(share * (side - 2));
        card.p.fillRect(QRectF(slot.x() + 1, slot.bottom() - 1 - high, side - 2, high), card.color(Token::Busy));
    }
    if (items == 0)
        card.elided(pad, 113, Painted::tr("shared by all"), Theme::sceneFont(11), Token::Muted, room);
}

/// One slot for each worker while they fit, else one bar.
void paintServers(CardPainter& card, double room)
{
    const NodeShape& shape = card.face.shape;
    if (shape.workers <= 0) {
        card.elided(pad, 113, card.face.words.servers, Theme::sceneFont(11), Token::Text, room);
        return;
    }
    if (shape.sharing >= 0) {
        paintShares(card, room);
        return;
    }
    const auto slots = shape.workers + shape.starting;
    const auto count = static_cast<double>(slots);
    if (slots <= 9 && count * 18 - 4 <= room)
        paintSlots(card, 102, 14, 4);
    else if (slots <= 20 && count * 10 - 2 <= room)
        paintSlots(card, 105, 8, 2);
    else
        paintBar(card, card.box(pad, 104, room, 10));
}

/// As much as there is room for: what is special about the stage before what all stages say.
QString footOf(const NodeWords& words, const QFont& font, double room)
{
    if (words.extras.isEmpty())
        return textWidth(words.line, font) <= room ? words.line : words.shortLine;
    for (qsizetype extras = words.extras.size(); extras > 0; --extras) {
        const QString special = words.extras.mid(0, extras).join(separator());
        for (const QString& rest : {words.shortLine, words.shortLine.section(separator(), 0, 0)}) {
            const QString all = special + separator() + rest;
            if (textWidth(all, font) <= room)
                return all;
        }
        if (textWidth(special, font) <= room)
            return special;
    }
    return words.extras.front();
}

} // namespace

void paintStageBody(CardPainter& card)
{
    const NodeWords& words = card.face.words;
    const double width = card.width();
    card.gauge(card.box(pad, 46, width - 2 * pad, 18), true);
    const QFont depthFont = Theme::sceneFont(13, Weight::Medium);
    const QFont small = Theme::sceneFont(11);
    card.text(pad, 90, words.depth, depthFont, Token::Text);
    card.text(pad + textWidth(words.depth, depthFont) + 4, 90, words.capacity, small, Token::Muted);
    card.text(width - pad, 90, words.age, small, Token::Muted, Qt::AlignRight);

    const QFont rateFont = Theme::sceneFont(11, Weight::Medium);
    card.text(width - pad, 113, words.rate, rateFont, Token::Text, Qt::AlignRight);
    paintServers(card, width - 2 * pad - textWidth(words.rate, rateFont) - 10);

    const QFont foot = Theme::sceneFont(10.5);
    const double room = width - 24;
    card.elided(pad, 131, footOf(words, foot, room), foot, Token::Muted, room);
}

} // namespace highwater

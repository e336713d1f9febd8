// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/card_painter.h"
#include "canvas/painting.h"

#include <algorithm>

namespace highwater {

namespace {

constexpr double firstRow = 42;
constexpr double rowStep = 24;

/// One reader: a line that ends at the newest item, a pointer at its cursor, and what it has not read behind it.
void paintRow(CardPainter& card, const RowWords& words, const LagBar& bar, double y)
{
    const QFont small = Theme::sceneFont(11);
    const double left = channelLineLeft;
    const double length = card.width() - channelLineLeft - channelLineRight;
    const Token ink = bar.killed ? Token::Muted : Token::Text;
    card.elided(CardPainter::pad, y + 10, words.name, small, ink, left - CardPainter::pad - 6);
    card.text(card.width() - CardPainter::pad, y + 10, words.lag, small, Token::Muted, Qt::AlignRight);
    card.p.fillRect(card.box(left, y + 6, length, 1), card.color(Token::Strong));
    if (bar.killed) {
        card.icon(left + length / 2 - 6, y, u"killed", 12, Token::Muted);
        return;
    }
    const double lag = std::min<double>(bar.lag, length);
    const QRectF unread = card.box(left + length - lag, y + 2, lag, 8);
    if (bar.blocked) {
        paintBox(card.p, unread, Qt::transparent, card.color(bar.token), 1);
        card.hatched(unread, 4, bar.token);
    } else {
        card.p.fillRect(unread, card.color(bar.token));
    }
    const QPointF tip = unread.topLeft() + QPointF(-6, 4);
    card.p.setPen(Qt::NoPen);
    card.p.setBrush(card.color(Token::Text));
    card.p.drawPolygon(QPolygonF{tip, tip + QPointF(6, -7), tip + QPointF(6, 7)});
}

} // namespace

void paintChannelBody(CardPainter& card)
{
    const NodeWords& words = card.face.words;
    const auto rows = std::min(words.rows.size(), card.face.shape.lags.size());
    double y = firstRow;
    for (std::size_t i = 0; i < rows; ++i, y += rowStep)
        paintRow(card, words.rows[i], card.face.shape.lags[i], y);
    if (!words.more.isEmpty())
        card.text(CardPainter::pad, y + 10, words.more, Theme::sceneFont(11), Token::Muted);
}

} // namespace highwater

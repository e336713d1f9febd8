// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/node_painter.h"

#include "canvas/card_painter.h"
#include "canvas/painting.h"

#include <cmath>

namespace highwater {

bool operator==(const NodeFace& a, const NodeFace& b)
{
    return a.name == b.name && a.kind == b.kind && a.look.token == b.look.token && a.look.icon == b.look.icon &&
           a.look.word == b.look.word && a.words == b.words && a.shape == b.shape && a.selected == b.selected &&
           a.focused == b.focused && a.root == b.root;
}

int gaugeWidth(Detail detail, NodeKind kind, double cardWidth)
{
    if (kind == NodeKind::Producer || detail == Detail::Mark)
        return 0;
    if (detail == Detail::Tile)
        return static_cast<int>(cardWidth) - 4;
    if (detail == Detail::Compact)
        return static_cast<int>(cardWidth) - 19;
    if (kind == NodeKind::Channel)
        return static_cast<int>(cardWidth - channelLineLeft - channelLineRight);
    return kind == NodeKind::Balancer ? replicaBarHeight : static_cast<int>(cardWidth) - 30;
}

void paintNode(QPainter& painter, const Theme& theme, const NodeFace& face, const QRectF& rect, Detail detail)
{
    painter.setRenderHint(QPainter::Antialiasing);
    CardPainter card(painter, theme, face, rect);
    switch (detail) {
    case Detail::Full:
        card.full();
        break;
    case Detail::Compact:
        card.compact();
        break;
    case Detail::Tile:
        card.tile();
        break;
    case Detail::Mark:
        card.mark();
        break;
    }
    card.outlines(detail);
}

void paintExit(QPainter& painter, const Theme& theme, const QString& rate, const QRectF& rect, Detail detail)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const bool card = detail == Detail::Full || detail == Detail::Compact;
    if (detail == Detail::Mark) {
        painter.fillRect(rect.adjusted(rect.width() / 2 - 1, 0, 1 - rect.width() / 2, 0), theme.color(Token::Muted));
        return;
    }
    paintBox(painter, rect, theme.color(Token::Surface), theme.color(Token::Border), card ? 6 : 4);
    const int size = card ? 16 : 13;
    const double top = card ? rect.y() + 6 : std::round(rect.center().y() - size / 2.0);
    paintIcon(painter, std::round(rect.center().x() - size / 2.0), top, u"exit", size, theme.color(Token::Muted));
    if (card)
        paintText(painter, rect.center().x(), rect.bottom() - 10, rate, Theme::sceneFont(12, Weight::Medium),
                  theme.color(Token::Text), Qt::AlignHCenter);
}

} // namespace highwater

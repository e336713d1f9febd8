// SPDX-License-Identifier: GPL-3.0-or-later
#include "journey/stay_look.h"

#include <QPainter>

#include <algorithm>

namespace highwater {

namespace {

constexpr double lineStep = 4;
constexpr double hatchStep = 5;

using Pattern = StayLook::Pattern;

void paintLines(QPainter& painter, const QRectF& bar)
{
    for (double x = bar.left() + 2.5; x < bar.right(); x += lineStep)
        painter.drawLine(QPointF(x, bar.top() + 1), QPointF(x, bar.bottom() - 1));
}

void paintHatch(QPainter& painter, const QRectF& bar)
{
    painter.save();
    painter.setClipRect(bar);
    painter.setRenderHint(QPainter::Antialiasing);
    for (double x = bar.left() - bar.height(); x < bar.right(); x += hatchStep)
        painter.drawLine(QPointF(x, bar.bottom()), QPointF(x + bar.height(), bar.top()));
    painter.restore();
}

} // namespace

StayLook lookOf(Stay stay)
{
    switch (stay) {
    case Stay::Held:
    case Stay::AtDoor:
        return {Token::Pressed, Pattern::Hatch};
    case Stay::Unsent:
        return {Token::Ghost, Pattern::Lines};
    case Stay::Received:
        return {Token::Ghost, Pattern::Hatch};
    case Stay::OnWire:
        return {Token::Ghost, Pattern::Dashes};
    case Stay::Waiting:
        return {Token::Filling, Pattern::Lines};
    case Stay::Serving:
        return {Token::Busy, Pattern::Solid};
    case Stay::Reserving:
    case Stay::Blocked:
        return {Token::Blocked, Pattern::Hatch};
    case Stay::Paused:
    case Stay::Hung:
    case Stay::Vanished:
        return {Token::Dropped, Pattern::Lines};
    case Stay::BackingOff:
    case Stay::Calling:
        return {Token::Strong, Pattern::Frame};
    case Stay::Spread:
        return {Token::Busy, Pattern::Hatch};
    case Stay::Earlier:
        break;
    }
    return {Token::Strong, Pattern::Dashes};
}

void paintStay(QPainter& painter, const QRectF& bar, Stay stay, const Theme& theme)
{
    const StayLook look = lookOf(stay);
    const QColor color = theme.color(look.token);
    const QRectF box(bar.left(), bar.top(), std::max(2.0, bar.width()), bar.height());
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (look.pattern == Pattern::Solid) {
        painter.fillRect(box, color);
        return;
    }
    if (look.pattern == Pattern::Dashes) {
        const double middle = box.center().y();
        for (double x = box.left(); x < box.right(); x += 6)
            painter.fillRect(QRectF(x, middle - 1, std::min(4.0, box.right() - x), 2), color);
        painter.fillRect(QRectF(box.left(), middle - 3, 1, 6), color);
        painter.fillRect(QRectF(box.right() - 1, middle - 3, 1, 6), color);
        return;
    }
    painter.setPen(QPen(color, 1));
    if (look.pattern != Pattern::Frame) {
        QColor tint = color;
        tint.setAlphaF(0.28F);
        painter.fillRect(box, tint);
        look.pattern == Pattern::Lines ? paintLines(painter, box) : paintHatch(painter, box);
    }
    painter.setBrush(Qt::NoBrush);
    if (box.width() > 2)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    else
        painter.fillRect(box, color);
}

FateLook lookOf(Fate fate)
{
    switch (fate) {
    case Fate::Completed:
        return {Token::Flowing, QStringLiteral("check")};
    case Fate::Inside:
        return {Token::Muted, QStringLiteral("waiting")};
    case Fate::Refused:
        return {Token::Dropped, QStringLiteral("refused")};
    case Fate::TimedOut:
    case Fate::Expired:
        return {Token::Dropped, QStringLiteral("clock")};
    case Fate::Failed:
        return {Token::Dropped, QStringLiteral("killed")};
    case Fate::Dropped:
    case Fate::LostOnWire:
    case Fate::Shed:
    case Fate::Lost:
        break;
    }
    return {Token::Dropped, QStringLiteral("dropped")};
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/paint.h"

#include <QFontMetricsF>
#include <QPen>

#include <cmath>

namespace highwater::paint {

qreal widthOf(const QString& text, const QFont& font)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

void text(QPainter& painter, qreal x, qreal baseline, const QString& text, const QFont& font, const QColor& color,
          Align align)
{
    const qreal width = align == Align::Left ? 0 : widthOf(text, font);
    const qreal left = align == Align::Left ? x : align == Align::Right ? x - width : x - width / 2;
    painter.setFont(font);
    painter.setPen(color);
    // Whole pixels: text that slides by fractions looks blurred and shakes.
    painter.drawText(QPointF(std::round(left), baseline), text);
}

void elided(QPainter& painter, qreal x, qreal baseline, qreal width, const QString& line, const QFont& font,
            const QColor& color)
{
    text(painter, x, baseline, QFontMetricsF(font).elidedText(line, Qt::ElideRight, width), font, color);
}

void box(QPainter& painter, const QRectF& box, qreal radius, const QColor& fillColor, const QColor& outline)
{
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    painter.setBrush(fillColor);
    painter.setPen(QPen(outline, 1));
    const QRectF inner = box.adjusted(0.5, 0.5, -0.5, -0.5);
    if (radius > 0)
        painter.drawRoundedRect(inner, radius, radius);
    else
        painter.drawRect(inner);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void fill(QPainter& painter, const QRectF& box, qreal radius, const QColor& color)
{
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    painter.setBrush(color);
    painter.setPen(Qt::NoPen);
    if (radius > 0)
        painter.drawRoundedRect(box, radius, radius);
    else
        painter.fillRect(box, color);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void rule(QPainter& painter, int left, int right, int y, const QColor& color)
{
    painter.fillRect(QRect(left, y, right - left, 1), color);
}

void focusRing(QPainter& painter, const QRectF& box, qreal radius, const Theme& theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Token::Accent), 2));
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace highwater::paint

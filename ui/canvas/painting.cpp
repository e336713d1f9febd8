// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/painting.h"

#include "theme/icons.h"

#include <QFontMetricsF>
#include <QPaintDevice>

#include <algorithm>
#include <cmath>

namespace highwater {

void paintBox(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& outline, double radius)
{
    painter.setPen(QPen(outline, 1));
    painter.setBrush(fill.alpha() == 0 ? QBrush(Qt::NoBrush) : QBrush(fill));
    const double r = std::max(0.0, radius - 0.5);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), r, r);
}

double textWidth(const QString& text, const QFont& font)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

void paintText(QPainter& painter, double x, double y, const QString& text, const QFont& font, const QColor& color,
               Qt::Alignment alignment)
{
    if (text.isEmpty())
        return;
    if (alignment & Qt::AlignRight)
        x -= textWidth(text, font);
    else if (alignment & Qt::AlignHCenter)
        x -= textWidth(text, font) / 2;
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QPointF(std::round(x), y), text);
}

void paintIcon(QPainter& painter, double x, double y, QStringView name, int size, const QColor& color)
{
    const double scale = painter.worldTransform().m11();
    const double ratio = painter.device()->devicePixelRatioF() * scale;
    QPixmap pixmap = iconPixmap(name, size, color, ratio);
    painter.drawPixmap(QRectF(x, y, size, size), pixmap, QRectF(pixmap.rect()));
}

} // namespace highwater

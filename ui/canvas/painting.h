// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <QStringView>

namespace highwater {

/// A 1 px outline that is sharp: rect in whole pixels, filled, rounded.
void paintBox(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& outline, double radius);
/// text whose base line begins, ends or is centred at x, y.
void paintText(QPainter& painter, double x, double y, const QString& text, const QFont& font, const QColor& color,
               Qt::Alignment alignment = Qt::AlignLeft);
double textWidth(const QString& text, const QFont& font);
/// An icon with its top left corner at x, y, sharp on the painter's device.
void paintIcon(QPainter& painter, double x, double y, QStringView name, int size, const QColor& color);

} // namespace highwater

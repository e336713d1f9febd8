// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QFont>
#include <QPainter>
#include <QRect>
#include <QString>

namespace highwater::paint {

enum class Align { Left, Centre, Right };

/// One line of text: x is the left end, middle or right end by align, y the baseline.
void text(QPainter& painter, qreal x, qreal baseline, const QString& text, const QFont& font, const QColor& color,
          Align align = Align::Left);
/// The same, elided at width.
void elided(QPainter& painter, qreal x, qreal baseline, qreal width, const QString& text, const QFont& font,
            const QColor& color);
qreal widthOf(const QString& text, const QFont& font);
/// A box on whole pixels with an outline of 1 px inside it.
void box(QPainter& painter, const QRectF& box, qreal radius, const QColor& fill, const QColor& outline);
/// A filled round rectangle without an outline.
void fill(QPainter& painter, const QRectF& box, qreal radius, const QColor& color);
/// A horizontal line of 1 px whose pixels are the row y.
void rule(QPainter& painter, int left, int right, int y, const QColor& color);
/// The focus ring: 2 px accent, its outer edge at the rectangle's edge.
void focusRing(QPainter& painter, const QRectF& box, qreal radius, const Theme& theme);

} // namespace highwater::paint

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/node_face.h"
#include "canvas/pipeline_layout.h"

#include <QPainter>
#include <QRectF>

namespace highwater {

/// Everything that decides how a node looks.
struct NodeFace
{
    QString name;
    bool producer = false;
    StateLook look; ///< of the chip, the tile and the mark
    NodeWords words;
    NodeShape shape;
    bool selected = false;
    bool focused = false;
    bool root = false; ///< it is what all others wait for: a second outline
};
bool operator==(const NodeFace& a, const NodeFace& b);

/// How far selection, focus and root outlines stand out of the card.
inline constexpr int outlineMargin = 8;

/// Width of the gauge inside a card; 0 where there is none.
int gaugeWidth(Detail detail, bool producer, double cardWidth);

/// Paints a card with its outlines; rect is the card, in whole logical pixels.
void paintNode(QPainter& painter, const Theme& theme, const NodeFace& face, const QRectF& rect, Detail detail);
/// The exit: icon and what leaves.
void paintExit(QPainter& painter, const Theme& theme, const QString& rate, const QRectF& rect, Detail detail);

} // namespace highwater

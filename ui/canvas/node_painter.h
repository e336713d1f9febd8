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
    NodeKind kind = NodeKind::Stage;
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

/// Where the line of a consumer begins and ends in a channel's card, from its sides.
inline constexpr double channelLineLeft = 70;
inline constexpr double channelLineRight = 58;
inline constexpr int replicaBarHeight = 28;

/// Pixels of the gauge inside a card: its length, or the height of a replica's bar in a balancer's full card; 0 where
/// there is none.
int gaugeWidth(Detail detail, NodeKind kind, double cardWidth);

/// Paints a card with its outlines; rect is the card, in whole logical pixels.
void paintNode(QPainter& painter, const Theme& theme, const NodeFace& face, const QRectF& rect, Detail detail);
/// The exit: icon and what leaves.
void paintExit(QPainter& painter, const Theme& theme, const QString& rate, const QRectF& rect, Detail detail);

} // namespace highwater

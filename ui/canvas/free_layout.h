// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/pipeline_layout.h"

#include <QPointF>

#include <optional>
#include <vector>

namespace highwater {

/// Where somebody put the nodes: the top left corners of their cards at full size, one for each node of a graph; absent: nobody has.
using Places = std::vector<std::optional<QPointF>>;

/// Places for those that have none, beside the nodes that they are linked to; who stands exactly where another one stands is moved
/// down and to the right a little.
std::vector<QPointF> completed(const Graph& graph, const Places& places);

/// Places a pipeline as it was put, with the exit on the right. Distances shrink with the zoom, cards as their level of detail wants,
/// about their middles. The place (0, 0) is the point (0, 0). zoom: smallestZoom to 1.
Layout layOutFreely(const Graph& graph, const std::vector<QPointF>& places, double zoom);
/// What that covers, loops below the cards included, without finding the ways of the links.
QRectF freeBounds(const Graph& graph, const std::vector<QPointF>& places, double zoom);
/// The largest zoom, at most 1, at which everything fits into the space; smallestZoom when nothing does.
double freeFittingZoom(const Graph& graph, const std::vector<QPointF>& places, QSizeF space);

/// The place at which a card that stands there at that zoom would have been put.
QPointF placeOf(const Graph& graph, int node, const QRectF& card, double zoom);

} // namespace highwater

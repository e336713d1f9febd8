// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <QPainterPath>
#include <QRectF>
#include <QSizeF>

#include <cstdint>
#include <optional>
#include <vector>

namespace highwater {

/// How much of a node is drawn. Text is never scaled: a smaller node shows less.
enum class Detail : std::uint8_t {
    Full,    ///< the whole card
    Compact, ///< shape, name, depth and gauge
    Tile,    ///< shape and level
    Mark     ///< a sign of the state
};
/// By the width of a stage on the screen in logical pixels: 200 and more full, 90 compact, 24 tile, else mark.
Detail detailOf(double stageWidth);

/// Width of a stage's card at a zoom of 1.
inline constexpr double stageWidth = 232;
/// Between two places to which a card snaps that is moved by hand, at a zoom of 1.
inline constexpr double gridStep = 24;
/// Bounds of the zoom: beyond 1 the drawing is enlarged, below it shows less and moves closer together.
inline constexpr double smallestZoom = 0.03;
inline constexpr double largestZoom = 2.0;

/// What decides how high a node's full card is.
struct CardForm
{
    NodeKind kind = NodeKind::Stage;
    int rows = 0; ///< of a channel: one for each consumer that is shown
    bool operator==(const CardForm&) const = default;
};

/// What the layout needs to know of a pipeline. Indices are positions in nodes.
struct Graph
{
    struct Edge
    {
        int from = 0;
        std::optional<int> to; ///< absent: the exit
        bool hop = false;      ///< it goes through kernel buffers, which have a card of their own
        bool operator==(const Edge&) const = default;
        [[nodiscard]] bool leads(int source, std::optional<int> target) const { return from == source && to == target; }
    };
    std::vector<bool> producers; ///< one for each node
    std::vector<Edge> edges;
    std::vector<CardForm> forms{}; ///< one for each node; empty: all but the producers are stages
    bool operator==(const Graph&) const = default;
};

struct PlacedNode
{
    QRectF rect; ///< whole pixels
    Detail detail = Detail::Full;
    int column = 0;
};

inline constexpr double pointStep = 3;

struct PlacedEdge
{
    QPainterPath path;             ///< from the right side of the source to the left side of the target
    std::vector<QPointF> points;   ///< the same at even distances of pointStep or a little less, both ends included
    double length = 0;             ///< of the path
    bool feedback = false;         ///< leads back to the left; drawn below the cards
    std::optional<PlacedNode> hop; ///< the card of its kernel buffers; a link that leads back has none
};

/// Where everything stands, in logical pixels from the top left corner of the space that was given.
struct Layout
{
    std::vector<PlacedNode> nodes;
    std::optional<PlacedNode> exit; ///< absent when no edge leads out
    std::vector<PlacedEdge> edges;  ///< one for each edge of the graph
    QRectF bounds;                  ///< of all cards; may exceed the space when the zoom was chosen by the user
};

/// The layout, moved.
void translate(Layout& layout, QPointF offset);

/// Places a pipeline from left to right: columns by the longest way from a producer (edges that close a loop do not
/// count), rows by the barycentre of their neighbours, the exit on the right. Spare space is shared between the gaps up
/// to a limit and then becomes margin. zoom: smallestZoom to 1.
Layout layOut(const Graph& graph, double zoom, QSizeF space);

/// The largest zoom, at most 1, at which everything fits into the space; smallestZoom when nothing does.
double fittingZoom(const Graph& graph, QSizeF space);

} // namespace highwater

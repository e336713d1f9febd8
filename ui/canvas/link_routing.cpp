// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/link_routing.h"

#include <QLineF>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

constexpr double mostPortStep = 30; ///< between two edges at one side of a card
constexpr double mostLoopReach = 26;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

void samplePoints(PlacedEdge& edge)
{
    // Bends are flattened once: asking the path itself for a point would measure its curves each time.
    const QPolygonF line = edge.path.toSubpathPolygons().value(0);
    std::vector<double> lengths;
    for (qsizetype i = 1; i < line.size(); ++i) {
        lengths.push_back(QLineF(line[i - 1], line[i]).length());
        edge.length += lengths.back();
    }
    const int steps = std::max(1, static_cast<int>(std::ceil(edge.length / pointStep)));
    const double step = edge.length / steps;
    edge.points.reserve(static_cast<std::size_t>(steps) + 1);
    double behind = 0; // length up to the segment's begin
    std::size_t segment = 0;
    for (int i = 0; i < steps && segment < lengths.size(); ++i) {
        while (behind + lengths[segment] < i * step && segment + 1 < lengths.size())
            behind += lengths[segment++];
        const auto from = static_cast<qsizetype>(segment);
        const QLineF piece(line[from], line[from + 1]);
        edge.points.push_back(lengths[segment] > 0 ? piece.pointAt((i * step - behind) / lengths[segment]) : piece.p1());
    }
    edge.points.push_back(edge.path.currentPosition());
}

/// Heights at which the edges touch one side of a cell: in the order of the cells at their other ends, loops last.
std::vector<double> portsOf(const GraphOrder& order, const std::vector<QRectF>& cells, bool arriving)
{
    struct End
    {
        std::size_t edge;
        double key;
    };
    std::vector<std::vector<End>> ends(cells.size());
    for (std::size_t e = 0; e < order.ways.size(); ++e) {
        const auto& way = order.ways[e];
        const int here = arriving ? way.back() : way.front();
        const int there = arriving ? way[way.size() - 2] : way[1];
        const double key = order.feedback[e] ? std::numeric_limits<double>::max() : cells[at(there)].center().y();
        ends[at(here)].push_back({e, key});
    }
    std::vector<double> heights(order.ways.size());
    for (std::size_t cell = 0; cell < ends.size(); ++cell) {
        auto& list = ends[cell];
        std::stable_sort(list.begin(), list.end(), [](const End& a, const End& b) { return a.key < b.key; });
        const double count = static_cast<double>(list.size());
        const double step = std::min(mostPortStep, (cells[cell].height() - 8) / std::max(1.0, count));
        for (std::size_t i = 0; i < list.size(); ++i) {
            const double offset = (static_cast<double>(i) - (count - 1) / 2) * step;
            heights[list[i].edge] = std::round(cells[cell].center().y() + offset);
        }
    }
    return heights;
}

QPainterPath loopPath(QPointF from, QPointF to, double height, double reach)
{
    QPainterPath path(from);
    path.cubicTo(from.x() + reach, from.y(), from.x() + reach, height, from.x(), height);
    path.lineTo(to.x(), height);
    path.cubicTo(to.x() - reach, height, to.x() - reach, to.y(), to.x(), to.y());
    return path;
}

QPainterPath forwardPath(const std::vector<int>& way, const std::vector<QRectF>& cells, QPointF from, QPointF to)
{
    QPainterPath path(from);
    QPointF here = from;
    for (std::size_t i = 1; i < way.size(); ++i) {
        const bool last = i + 1 == way.size();
        const QRectF& cell = cells[at(way[i])];
        const QPointF next = last ? to : QPointF(cell.left(), cell.center().y());
        const double bend = (next.x() - here.x()) / 2;
        path.cubicTo(here.x() + bend, here.y(), next.x() - bend, next.y(), next.x(), next.y());
        here = next;
        if (!last) {
            here.setX(cell.right());
            path.lineTo(here);
        }
    }
    return path;
}

} // namespace

std::vector<PlacedEdge> routeLinks(const GraphOrder& order, const std::vector<QRectF>& cells, double loopTop,
                                   double columnGap, const std::vector<std::optional<double>>& turns)
{
    const auto leave = portsOf(order, cells, false);
    const auto enter = portsOf(order, cells, true);
    std::vector<PlacedEdge> edges;
    for (std::size_t e = 0; e < order.ways.size(); ++e) {
        const auto& way = order.ways[e];
        const QPointF from(cells[at(way.front())].right(), leave[e]);
        const QPointF to(cells[at(way.back())].left(), enter[e]);
        PlacedEdge edge;
        edge.feedback = order.feedback[e];
        if (edge.feedback) {
            const std::optional<double> turn = e < turns.size() ? turns[e] : std::nullopt;
            edge.path = loopPath(from, to, turn.value_or(loopTop), std::min(mostLoopReach, columnGap * 0.6));
            loopTop += turn ? 0 : loopStep;
        } else {
            edge.path = forwardPath(way, cells, from, to);
        }
        samplePoints(edge);
        edges.push_back(std::move(edge));
    }
    return edges;
}

} // namespace highwater

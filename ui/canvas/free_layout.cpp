// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/free_layout.h"

#include "canvas/card_measures.h"
#include "canvas/graph_order.h"
#include "canvas/link_routing.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double loopMargin = 8;
constexpr double besideGap = 64;   ///< between two columns of full cards
constexpr double belowGap = 28;    ///< between two rows of them
constexpr double stackedStep = 24; ///< of a card that would hide another one
constexpr double leastForward = 16;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

Measures measuresAt(double zoom)
{
    return measuresOf(detailOf(stageWidth * zoom), zoom);
}

QSizeF fullSize(const Graph& graph, int node)
{
    return cardSize(graph, node, measuresOf(Detail::Full, 1));
}

QRectF scaledCard(const Graph& graph, int node, QPointF place, double zoom, const Measures& measures)
{
    const QSizeF full = fullSize(graph, node);
    const QSizeF size = cardSize(graph, node, measures);
    const QPointF center = (place + QPointF(full.width(), full.height()) / 2) * zoom;
    return QRectF(std::round(center.x() - size.width() / 2), std::round(center.y() - size.height() / 2), size.width(), size.height());
}

/// All cards at one zoom: those of the nodes, and that of the exit, which may be empty.
struct Cards
{
    std::vector<QRectF> nodes;
    QRectF exit;
    QRectF bounds; ///< of both
};

Cards cardsOf(const Graph& graph, const std::vector<QPointF>& places, double zoom)
{
    const Measures measures = measuresAt(zoom);
    Cards cards;
    for (int i = 0; i < static_cast<int>(places.size()); ++i) {
        cards.nodes.push_back(scaledCard(graph, i, places[at(i)], zoom, measures));
        cards.bounds |= cards.nodes.back();
    }
    double height = 0;
    int leaving = 0;
    for (const auto& edge : graph.edges) {
        if (edge.to)
            continue;
        height += cards.nodes[at(edge.from)].center().y();
        ++leaving;
    }
    if (leaving > 0) {
        cards.exit = QRectF(std::round(cards.bounds.right() + std::max(measures.columnGap, besideGap * zoom)),
                            std::round(height / leaving - measures.exitHigh / 2), measures.exit, measures.exitHigh);
        cards.bounds |= cards.exit;
    }
    return cards;
}

bool leadsBack(const QRectF& from, const QRectF& to)
{
    return to.left() < from.right() + leastForward;
}

const QRectF& targetCard(const Graph::Edge& edge, const Cards& cards)
{
    return edge.to ? cards.nodes[at(*edge.to)] : cards.exit;
}

/// Between two cards that stand one above the other a link turns in the gap; nothing: it has to go round below all.
std::optional<double> turnBetween(const QRectF& from, const QRectF& to)
{
    const double gap = to.top() > from.bottom() ? to.top() - from.bottom() : from.top() - to.bottom();
    if (gap < 12)
        return {};
    return std::round(to.top() > from.bottom() ? from.bottom() + gap / 2 : to.bottom() + gap / 2);
}

struct Ways
{
    GraphOrder order;
    std::vector<QRectF> cells;
    std::vector<std::optional<double>> turns; ///< for each edge that leads back
    int loops = 0;                            ///< below all cards
};

Ways waysOf(const Graph& graph, const Cards& cards, const Measures& measures)
{
    Ways ways;
    ways.cells = cards.nodes;
    ways.cells.push_back(cards.exit);
    const int exit = static_cast<int>(cards.nodes.size());
    for (const auto& edge : graph.edges) {
        const QRectF& from = cards.nodes[at(edge.from)];
        const QRectF& to = targetCard(edge, cards);
        const bool back = leadsBack(from, to);
        std::vector<int> way{edge.from};
        int hop = -1;
        if (edge.hop && !back && to.left() - from.right() >= measures.hop.width() + 2 * leastForward) {
            QRectF card(QPointF(), QSizeF(measures.hop.width(), measures.hop.height() + 2 * measures.caption));
            card.moveCenter({(from.right() + to.left()) / 2, (from.center().y() + to.center().y()) / 2});
            hop = static_cast<int>(ways.cells.size());
            ways.cells.push_back(QRectF(card.topLeft().toPoint(), card.size()));
            way.push_back(hop);
        }
        way.push_back(edge.to.value_or(exit));
        ways.order.ways.push_back(std::move(way));
        ways.order.hops.push_back(hop);
        ways.order.feedback.push_back(back);
        ways.turns.push_back(back ? turnBetween(from, to) : std::nullopt);
        ways.loops += back && !ways.turns.back() ? 1 : 0;
    }
    return ways;
}

QRectF withLoops(const Graph& graph, const Cards& cards)
{
    int loops = 0;
    for (const auto& edge : graph.edges) {
        const QRectF& from = cards.nodes[at(edge.from)];
        const QRectF& to = targetCard(edge, cards);
        loops += leadsBack(from, to) && !turnBetween(from, to) ? 1 : 0;
    }
    return cards.bounds.adjusted(0, 0, 0, loops > 0 ? loopMargin + std::min(loops, 3) * loopStep : 0);
}

} // namespace

std::vector<QPointF> completed(const Graph& graph, const Places& places)
{
    const auto count = graph.producers.size();
    std::vector<std::optional<QPointF>> found(count);
    const auto isTaken = [&](QPointF place) {
        return std::any_of(found.begin(), found.end(), [&](const auto& other) { return other && *other == place; });
    };
    for (std::size_t i = 0; i < count && i < places.size(); ++i) {
        if (!places[i])
            continue;
        QPointF place = *places[i];
        while (isTaken(place))
            place += QPointF(stackedStep, stackedStep);
        found[i] = place;
    }
    const auto cardAt = [&](std::size_t node, QPointF place) { return QRectF(place, fullSize(graph, static_cast<int>(node))); };
    const auto hits = [&](const QRectF& card) {
        for (std::size_t i = 0; i < count; ++i) {
            if (found[i] && cardAt(i, *found[i]).adjusted(0, -belowGap / 2, 0, belowGap / 2).intersects(card))
                return true;
        }
        return false;
    };
    for (std::size_t i = 0; i < count; ++i) {
        if (found[i])
            continue;
        const QSizeF size = fullSize(graph, static_cast<int>(i));
        QPointF place(0, 0);
        for (const auto& edge : graph.edges) {
            if (edge.to && at(*edge.to) == i && found[at(edge.from)])
                place = cardAt(at(edge.from), *found[at(edge.from)]).topRight() + QPointF(besideGap, 0);
            else if (at(edge.from) == i && edge.to && found[at(*edge.to)])
                place = *found[at(*edge.to)] - QPointF(besideGap + size.width(), 0);
            else
                continue;
            break;
        }
        while (hits(QRectF(place, size)))
            place.ry() += stackedStep;
        found[i] = place;
    }
    std::vector<QPointF> result;
    for (const auto& place : found)
        result.push_back(*place);
    return result;
}

Layout layOutFreely(const Graph& graph, const std::vector<QPointF>& places, double zoom)
{
    Layout layout;
    if (places.empty())
        return layout;
    const Detail detail = detailOf(stageWidth * zoom);
    const Measures measures = measuresAt(zoom);
    const Cards cards = cardsOf(graph, places, zoom);
    for (const QRectF& card : cards.nodes)
        layout.nodes.push_back({card, detail, static_cast<int>(std::lround(card.left()))});
    if (!cards.exit.isNull())
        layout.exit = PlacedNode{cards.exit, detail, static_cast<int>(std::lround(cards.exit.left()))};
    const Ways ways = waysOf(graph, cards, measures);
    layout.bounds = cards.bounds;
    layout.edges = routeLinks(ways.order, ways.cells, cards.bounds.bottom() + loopMargin, measures.columnGap, ways.turns);
    for (std::size_t e = 0; e < layout.edges.size(); ++e) {
        if (const int hop = ways.order.hops[e]; hop >= 0)
            layout.edges[e].hop = PlacedNode{ways.cells[at(hop)].adjusted(0, measures.caption, 0, -measures.caption), detail, 0};
    }
    return layout;
}

QRectF freeBounds(const Graph& graph, const std::vector<QPointF>& places, double zoom)
{
    return places.empty() ? QRectF() : withLoops(graph, cardsOf(graph, places, zoom));
}

double freeFittingZoom(const Graph& graph, const std::vector<QPointF>& places, QSizeF space)
{
    for (double width = stageWidth; width >= stageWidth * smallestZoom; width -= 1) {
        const QSizeF size = freeBounds(graph, places, width / stageWidth).size();
        if (size.width() <= space.width() && size.height() <= space.height())
            return width / stageWidth;
    }
    return smallestZoom;
}

QPointF placeOf(const Graph& graph, int node, const QRectF& card, double zoom)
{
    const QSizeF full = fullSize(graph, node);
    const QPointF corner = card.center() / zoom - QPointF(full.width(), full.height()) / 2;
    return {std::round(corner.x()), std::round(corner.y())};
}

} // namespace highwater

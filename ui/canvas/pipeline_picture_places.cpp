// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything in a picture stands, and what stands at a point.
#include "canvas/pipeline_picture.h"

#include <algorithm>
#include <limits>

namespace highwater {

namespace {

constexpr double linkMargin = 14; ///< half of the widest line or of a gate, and a chevron

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

bool PipelinePicture::setPlaces(const QHash<QString, QPointF>& places)
{
    if (places == m_places)
        return false;
    m_places = places;
    const auto before = m_free;
    findPlaces();
    return m_free != before;
}

void PipelinePicture::findPlaces()
{
    Places places;
    bool any = false;
    for (const QString& name : m_names) {
        const auto place = m_places.constFind(name);
        places.push_back(place == m_places.cend() ? std::nullopt : std::optional(*place));
        any = any || places.back().has_value();
    }
    m_free = any ? completed(m_graph, places) : std::vector<QPointF>();
}

QHash<QString, QPointF> PipelinePicture::standingPlaces(double zoom, QPointF origin) const
{
    const double scale = std::min(zoom, 1.0);
    const Detail detail = detailOf(stageWidth * scale);
    // A column of cards that show less would be one of cards that lie on each other: such a picture is spread out.
    const bool even = std::all_of(m_layout.nodes.begin(), m_layout.nodes.end(), [&](const PlacedNode& node) { return node.detail == detail; });
    Layout spread;
    if (!isFree() && !even) {
        spread = layOut(m_graph, 1, QSizeF(m_layout.bounds.width(), 1e5));
        translate(spread, -spread.bounds.topLeft());
    }
    QHash<QString, QPointF> places;
    for (std::size_t i = 0; i < m_names.size() && i < m_layout.nodes.size(); ++i) {
        const int node = static_cast<int>(i);
        places.insert(m_names[i], isFree() ? m_free[i]
                                  : even   ? placeOf(m_graph, node, m_layout.nodes[i].rect.translated(-origin), scale)
                                           : placeOf(m_graph, node, spread.nodes[i].rect, 1));
    }
    return places;
}

double PipelinePicture::fittingZoom(QSizeF space) const
{
    return isFree() ? freeFittingZoom(m_graph, m_free, space) : highwater::fittingZoom(m_graph, space);
}

double PipelinePicture::heightFor(double width) const
{
    const QSizeF tall(width, 1e5);
    const double zoom = fittingZoom(tall);
    return isFree() ? freeBounds(zoom).height() : layOut(m_graph, zoom, tall).bounds.height();
}

void PipelinePicture::place(double zoom, const QRectF& area, const QRectF& notesArea)
{
    m_layout = layOut(m_graph, std::min(zoom, 1.0), area.size());
    translate(m_layout, area.topLeft());
    takeLayout(notesArea);
}

void PipelinePicture::placeFreely(double zoom, QPointF origin, const QRectF& notesArea)
{
    m_layout = layOutFreely(m_graph, m_free, std::min(zoom, 1.0));
    translate(m_layout, origin);
    takeLayout(notesArea);
}

void PipelinePicture::takeLayout(const QRectF& notesArea)
{
    m_linkBounds.clear();
    for (const PlacedEdge& edge : m_layout.edges)
        m_linkBounds.push_back(edge.path.controlPointRect().adjusted(-linkMargin, -linkMargin, linkMargin, linkMargin));
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        m_nodes[i]->place(m_layout.nodes[i]);
    for (std::size_t e = 0; e < m_hops.size(); ++e) {
        if (!m_hops[e])
            continue;
        const auto& placed = m_layout.edges[e].hop;
        m_hops[e]->setVisible(placed.has_value());
        if (placed)
            m_hops[e]->place(*placed);
    }
    if (m_layout.exit)
        m_exit->place(*m_layout.exit);
    m_exit->setVisible(m_layout.exit.has_value());
    m_traffic.setEdges(m_layout.edges);
    m_dots->setPositions({});
    m_notesArea = notesArea;
    const QRectF all = (m_layout.bounds | notesArea).adjusted(-60, -60, 60, 60);
    m_dots->setArea(all);
    m_annotations->setArea(all);
    m_placed = true;
}

std::optional<int> PipelinePicture::nodeAt(QPointF scenePoint) const
{
    // A mark is smaller than a finger or a shaky hand: some pixels around it count too.
    for (int i = 0; i < static_cast<int>(m_layout.nodes.size()); ++i) {
        const auto& node = m_layout.nodes[at(i)];
        const double margin = node.detail == Detail::Mark ? 3 : 0;
        if (node.rect.adjusted(-margin, -margin, margin, margin).contains(scenePoint))
            return i;
    }
    for (std::size_t e = 0; e < m_layout.edges.size(); ++e) {
        const auto& hop = m_layout.edges[e].hop;
        if (hop && hop->rect.contains(scenePoint))
            return m_graph.edges[e].from;
    }
    return {};
}

std::optional<int> PipelinePicture::linkAt(QPointF scenePoint, double reach) const
{
    std::optional<int> nearest;
    double least = reach * reach;
    for (std::size_t e = 0; e < m_layout.edges.size(); ++e) {
        for (const QPointF& point : m_layout.edges[e].points) {
            const QPointF way = point - scenePoint;
            if (const double distance = QPointF::dotProduct(way, way); distance <= least) {
                least = distance;
                nearest = static_cast<int>(e);
            }
        }
    }
    return nearest;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/pipeline_picture.h"

#include "session/node_kind.h"
#include "theme/display_text.h"
#include "theme/picture_words.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr qint64 wordsEvery = 100;  ///< milliseconds
constexpr double longestStep = 0.1; ///< seconds that dots move at once, after a stall

enum Layer { DotsLayer = 1, NodesLayer = 2, NotesLayer = 3 };

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// The part of a link's length that leads up to the far side of its buffers.
double hiddenPart(const PlacedEdge& edge)
{
    if (!edge.hop)
        return 0;
    const auto behind = std::count_if(edge.points.begin(), edge.points.end(),
                                      [&](QPointF point) { return point.x() < edge.hop->rect.right(); });
    return static_cast<double>(behind) / static_cast<double>(edge.points.size());
}

} // namespace

Graph graphOf(const Snapshot& snapshot)
{
    Graph graph;
    const auto& nodes = snapshot.scenario->nodes;
    const int count = static_cast<int>(std::min(nodes.size(), snapshot.nodes.size()));
    const auto add = [&](int from, const Route& route) {
        if (route.node && *route.node >= count)
            return;
        const auto known = std::find_if(graph.edges.begin(), graph.edges.end(),
                                        [&](const auto& edge) { return edge.leads(from, route.node); });
        if (known == graph.edges.end())
            graph.edges.push_back({from, route.node, route.hop.has_value()});
        else
            known->hop = known->hop || route.hop.has_value();
    };
    for (int node = 0; node < count; ++node) {
        const NodeKind kind = kindOf(nodes[at(node)]);
        graph.producers.push_back(kind == NodeKind::Producer);
        graph.forms.push_back(
            {kind, kind == NodeKind::Channel ? consumerRows(snapshot.nodes[at(node)].consumers.size()) : 0});
        for (const auto& route : routesOf(nodes[at(node)]))
            add(node, route);
    }
    return graph;
}

PipelinePicture::PipelinePicture(QGraphicsScene& scene, const Theme& theme)
    : m_scene(scene), m_theme(&theme), m_exit(new ExitItem(theme)), m_annotations(new AnnotationsItem(theme)),
      m_dots(new DotsItem(theme))
{
    m_dots->setZValue(DotsLayer);
    m_exit->setZValue(NodesLayer);
    m_annotations->setZValue(NotesLayer);
    m_exit->hide();
    m_scene.addItem(m_exit);
    m_scene.addItem(m_annotations);
    m_scene.addItem(m_dots);
}

void PipelinePicture::setTheme(const Theme& theme)
{
    m_theme = &theme;
    for (auto* node : m_nodes)
        node->setTheme(theme);
    for (auto* hop : m_hops) {
        if (hop)
            hop->setTheme(theme);
    }
    m_exit->setTheme(theme);
    m_annotations->setTheme(theme);
    m_dots->setTheme(theme);
}

void PipelinePicture::clear()
{
    qDeleteAll(m_nodes);
    m_nodes.clear();
    qDeleteAll(m_hops);
    m_hops.clear();
    m_memory.clear();
    m_graph = {};
    m_layout = {};
    m_links.clear();
    m_chain = {};
    m_exit->hide();
    m_traffic.setEdges({});
    m_dots->setPositions({});
    m_annotations->setAnnotations({}, 1);
}

void PipelinePicture::rebuild(const Snapshot& snapshot)
{
    Graph graph = graphOf(snapshot);
    clear();
    m_graph = std::move(graph);
    m_names.clear();
    for (std::size_t i = 0; i < m_graph.producers.size(); ++i) {
        m_names.push_back(nodeName(snapshot, static_cast<int>(i)));
        m_nodes.push_back(new NodeItem(*m_theme));
        m_nodes.back()->setZValue(NodesLayer);
        m_scene.addItem(m_nodes.back());
    }
    for (const auto& edge : m_graph.edges) {
        m_hops.push_back(edge.hop ? new HopItem(*m_theme) : nullptr);
        if (!edge.hop)
            continue;
        m_hops.back()->setZValue(NodesLayer);
        m_scene.addItem(m_hops.back());
    }
    m_memory.resize(m_nodes.size());
    m_links.resize(m_graph.edges.size());
    m_placed = false;
    findPlaces();
}

PipelinePicture::Changes PipelinePicture::show(const std::shared_ptr<const Snapshot>& snapshot, const View& view,
                                               bool everything)
{
    Changes changes;
    if (graphOf(*snapshot) != m_graph) {
        rebuild(*snapshot);
        changes.structure = true;
    }
    const bool words = everything || changes.structure || m_wordsAt < 0 || view.now - m_wordsAt >= wordsEvery ||
                       m_generation != snapshot->generation || snapshot->state != RunState::Running;
    m_generation = snapshot->generation;
    if (words)
        m_wordsAt = view.now;
    const auto& nodes = snapshot->scenario->nodes;
    const std::string name = view.selected.toStdString();
    const auto selected = std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.name == name; });
    m_chain = longestChain(*snapshot, selected == nodes.end() ? -1 : static_cast<int>(selected - nodes.begin()));
    changes.background = showLinks(*snapshot) || m_whoWaits != view.whoWaits || m_fade != view.fade;
    m_whoWaits = view.whoWaits;
    m_fade = view.fade;
    changes.pending = showNodes(*snapshot, view, words) || !words;
    showHops(*snapshot, view, words);
    showDots(*snapshot, view);
    if (m_placed)
        annotate(*snapshot, view);
    return changes;
}

bool PipelinePicture::showNodes(const Snapshot& snapshot, const View& view, bool words)
{
    bool behind = false;
    const auto root = m_chain.root();
    const bool showRoot =
        root && (view.whoWaits || std::any_of(m_chain.steps.begin(), m_chain.steps.end(), [&](const auto& step) {
                     return snapshot.nodes[at(step.waiter)].state == NodeState::Blocked;
                 }));
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i) {
        NodeItem& item = *m_nodes[at(i)];
        NodeMemory& memory = m_memory[at(i)];
        const NodeView& node = snapshot.nodes[at(i)];
        NodeFace face = item.face();
        // A change of state brings its words along at once.
        if (words || memory.state != node.state)
            face.words = wordsOf(snapshot, i);
        memory.state = node.state;
        face.name = nodeName(snapshot, i);
        face.kind = m_graph.forms[at(i)].kind;
        const StateLook look = lookOf(node);
        face.look = snapshot.state == RunState::Running ? memory.held.update(look, view.now) : look;
        behind = behind || (snapshot.state == RunState::Running && memory.held.isBehind());
        memory.scale = scaleOf(snapshot, i, memory.scale);
        const auto& placed = item.placed();
        face.shape = shapeOf(snapshot, i, gaugeWidth(placed.detail, face.kind, placed.rect.width()), memory.scale);
        face.selected = face.name == view.selected;
        face.focused = face.selected && view.focused;
        face.root = showRoot && root == i;
        item.setFace(face);
        item.setOpacity(view.whoWaits && !m_chain.contains(i) ? view.fade : 1.0);
    }
    double leaving = 0;
    for (std::size_t e = 0; e < m_graph.edges.size(); ++e)
        leaving += m_graph.edges[e].to ? 0 : m_rates[e];
    if (words)
        m_exit->setRate(rateText(leaving));
    m_exit->setOpacity(view.whoWaits ? view.fade : 1.0);
    return behind;
}

bool PipelinePicture::showLinks(const Snapshot& snapshot)
{
    m_rates.assign(m_graph.edges.size(), 0);
    m_items.assign(m_graph.edges.size(), 0);
    bool changed = false;
    for (std::size_t e = 0; e < m_graph.edges.size(); ++e) {
        const auto& edge = m_graph.edges[e];
        for (const auto& link : snapshot.links) {
            if (edge.leads(link.from, link.to)) {
                m_rates[e] += link.rate;
                m_items[e] += link.items;
            }
        }
        const LinkFace face{linkStateOf(snapshot, edge.from, edge.to, m_rates[e]),
                            steadyWidth(linkWidth(m_rates[e]), m_links[e].width)};
        changed = changed || face != m_links[e];
        m_links[e] = face;
    }
    return changed;
}

void PipelinePicture::showHops(const Snapshot& snapshot, const View& view, bool words)
{
    for (std::size_t e = 0; e < m_hops.size(); ++e) {
        if (!m_hops[e])
            continue;
        const auto& edge = m_graph.edges[e];
        const auto link = std::find_if(snapshot.links.begin(), snapshot.links.end(), [&](const LinkView& candidate) {
            return candidate.hop && edge.leads(candidate.from, candidate.to);
        });
        const HopView hop = link == snapshot.links.end() ? HopView{} : *link->hop;
        const QString to = edge.to ? nodeName(snapshot, *edge.to) : Painted::tr("the exit");
        m_hops[e]->setFace(
            hopFaceOf(hop, nodeName(snapshot, edge.from), to, m_rates[e], hopGaugeWidth(m_hops[e]->placed().detail)),
            words);
        m_hops[e]->setOpacity(isShown(edge) ? 1.0 : view.fade);
    }
}

void PipelinePicture::showDots(const Snapshot& snapshot, const View& view)
{
    const bool large = std::none_of(m_layout.nodes.begin(), m_layout.nodes.end(), [](const auto& node) {
        return node.detail == Detail::Tile || node.detail == Detail::Mark;
    });
    if (!m_placed || !view.motion || !large || isTooFastForDots(snapshot)) {
        m_traffic.clear();
        m_dots->setPositions({});
        m_dotsAt = -1;
        return;
    }
    m_dots->setOpacity(view.whoWaits ? view.fade : 1.0);
    if (snapshot.state != RunState::Running) {
        m_dotsAt = -1;
        return;
    }
    const double seconds =
        m_dotsAt < 0 ? 0 : std::clamp(static_cast<double>(view.now - m_dotsAt) / 1000, 0.0, longestStep);
    m_dotsAt = view.now;
    m_traffic.advance(seconds, m_items);
    m_dots->setPositions(m_traffic.positions());
}

const PlacedEdge* PipelinePicture::linkBetween(int from, int to) const
{
    for (std::size_t e = 0; e < m_graph.edges.size(); ++e) {
        if (m_graph.edges[e].leads(from, to))
            return &m_layout.edges[e];
    }
    return nullptr;
}

bool PipelinePicture::isShown(const Graph::Edge& edge) const
{
    return !m_whoWaits || (edge.to && m_chain.contains(edge.from, *edge.to));
}

void PipelinePicture::paintLinks(QPainter& painter, const QRectF& exposed) const
{
    for (std::size_t e = 0; e < m_layout.edges.size() && e < m_links.size(); ++e) {
        if (!m_linkBounds[e].intersects(exposed))
            continue;
        painter.setOpacity(isShown(m_graph.edges[e]) ? 1.0 : m_fade);
        const int from = m_graph.edges[e].from;
        const Detail detail = m_layout.nodes[at(from)].detail;
        paintLink(painter, *m_theme, m_layout.edges[e].path, m_links[e],
                  detail == Detail::Tile || detail == Detail::Mark, hiddenPart(m_layout.edges[e]));
    }
    painter.setOpacity(1);
}

QString PipelinePicture::sentences() const
{
    QStringList list;
    for (const auto* node : m_nodes)
        list.push_back(node->face().words.sentence);
    for (const auto* hop : m_hops) {
        if (hop)
            list.push_back(hop->face().sentence);
    }
    return list.join(QLatin1Char(' '));
}

} // namespace highwater

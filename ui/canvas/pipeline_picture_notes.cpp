// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the cards of a picture: senders before gates, rates, the chain of waiting, names of the worst.
#include "canvas/pipeline_picture.h"

#include "theme/display_text.h"
#include "theme/picture_words.h"

#include <algorithm>
#include <numeric>

namespace highwater {

namespace {

constexpr int namedMarks = 10;
constexpr double fastestWithDots = 100;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// How much a node needs to be looked at, for the names in the smallest pictures.
int severityOf(const NodeView& node)
{
    switch (node.state) {
    case NodeState::Dropping:
        return 5;
    case NodeState::Blocked:
        return 4;
    case NodeState::Pressed:
        return 3;
    case NodeState::Waiting:
        return 2;
    case NodeState::Filling:
        return 1;
    case NodeState::Flowing:
    case NodeState::Idle:
        break;
    }
    return 0;
}

} // namespace

bool isTooFastForDots(const Snapshot& snapshot)
{
    return !(snapshot.speedWanted <= fastestWithDots);
}

void PipelinePicture::annotate(const Snapshot& snapshot, const View& view)
{
    std::vector<Annotation> list;
    const Detail detail = m_layout.nodes.empty() ? Detail::Full : m_layout.nodes.front().detail;
    const bool large = detail == Detail::Full || detail == Detail::Compact;
    for (std::size_t e = 0; large && e < m_graph.edges.size(); ++e) {
        const auto& edge = m_graph.edges[e];
        const PlacedEdge& placed = m_layout.edges[e];
        if (const Queueing queueing = queueingAt(snapshot, edge.from, edge.to); queueing.count > 0) {
            const Token token = m_links[e].state == LinkState::Blocked ? Token::Blocked : Token::Pressed;
            list.push_back(queueAnnotation(queueing, placed, token));
            list.back().faded = !isShown(edge);
        } else if ((isTooFastForDots(snapshot) || !view.motion) && m_rates[e] > 0) {
            list.push_back(rateAnnotation(rateText(m_rates[e]), placed, m_links[e].width));
            list.back().faded = !isShown(edge);
        }
    }
    if (large)
        annotateChain(snapshot, view, list);
    if (detail == Detail::Mark)
        annotateWorst(snapshot, list);
    m_annotations->setAnnotations(std::move(list), view.fade);
}

/// In "Who waits?" the whole chain, numbered; else only the steps of stages that are blocked, since those cannot help
/// themselves.
void PipelinePicture::annotateChain(const Snapshot& snapshot, const View& view, std::vector<Annotation>& list) const
{
    int number = 0;
    std::vector<Annotation> arrows;
    std::vector<QString> limits;
    for (const auto& step : m_chain.steps) {
        ++number;
        if (at(std::max(step.waiter, step.blocker)) >= m_nodes.size())
            continue; // a node that was removed meanwhile
        if (!view.whoWaits && snapshot.nodes[at(step.waiter)].state != NodeState::Blocked)
            continue;
        Annotation arrow = arrowFor(step, view.whoWaits ? number : 0, m_layout, linkBetween(step.waiter, step.blocker), m_notesArea,
                                    view.whoWaits ? arrows : std::vector<Annotation>());
        if (arrow.kind != Annotation::Kind::Arrow && !view.whoWaits)
            continue;
        arrows.push_back(std::move(arrow));
        limits.push_back(step.limit);
    }
    // Every reason comes first; what was hit has the room that is left.
    for (std::size_t i = 0; view.whoWaits && i < arrows.size(); ++i)
        addLimit(arrows[i], limits[i], m_layout, m_notesArea, arrows);
    list.insert(list.end(), arrows.begin(), arrows.end());
    const auto root = m_chain.root();
    if (root && at(*root) < m_nodes.size() && m_nodes[at(*root)]->face().root) {
        const QPointF corner = m_layout.nodes[at(*root)].rect.topLeft() - QPointF(4, 4);
        list.push_back({Annotation::Kind::Root,
                        corner,
                        {},
                        m_chain.circle ? Painted::tr("circle") : Painted::tr("root"),
                        0,
                        Token::Text,
                        false,
                        {}});
    }
}

void PipelinePicture::annotateWorst(const Snapshot& snapshot, std::vector<Annotation>& list) const
{
    std::vector<int> order(m_nodes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return severityOf(snapshot.nodes[at(a)]) > severityOf(snapshot.nodes[at(b)]);
    });
    for (int i = 0; i < std::min<int>(namedMarks, static_cast<int>(order.size())); ++i) {
        const int node = order[at(i)];
        if (severityOf(snapshot.nodes[at(node)]) == 0)
            break;
        const QRectF& rect = m_layout.nodes[at(node)].rect;
        list.push_back({Annotation::Kind::Name,
                        QPointF(rect.center().x(), rect.top() - 7),
                        {},
                        nodeName(snapshot, node),
                        0,
                        Token::Text,
                        m_whoWaits && !m_chain.contains(node),
                        {}});
    }
}

} // namespace highwater

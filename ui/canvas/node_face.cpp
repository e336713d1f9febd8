// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/node_face.h"

#include "canvas/faces.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr qint64 holdMilliseconds = 250;
/// Without a hard limit, the part of a replica's bar that the soft limit stands at.
constexpr double softPart = 0.8;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

int pixelsOf(double level, double scale, int width)
{
    if (!(level > 0) || !(scale > 0))
        return 0;
    return std::max(1, static_cast<int>(std::lround(std::min(level / scale, 1.0) * width)));
}

NodeWords wordsOf(const Snapshot& snapshot, int node)
{
    const NodeView& view = snapshot.nodes[at(node)];
    const Node& kind = snapshot.scenario->nodes[at(node)];
    if (const auto* producer = kind.producer())
        return producerWords(view, *producer);
    if (const auto* balancer = kind.balancer())
        return balancerWords(view, *balancer);
    return kind.stage() ? stageWords(snapshot, view, *kind.stage()) : channelWords(view);
}

NodeShape shapeOf(const Snapshot& snapshot, int node, int gaugeWidth, double scale)
{
    const NodeView& view = snapshot.nodes[at(node)];
    const Node& kind = snapshot.scenario->nodes[at(node)];
    NodeShape shape;
    shape.state = shape.fillToken = lookOf(view).token;
    shape.outlined = view.down || (view.state != NodeState::Idle && view.state != NodeState::Flowing);
    if (const auto* producer = kind.producer())
        shapeProducer(shape, view, *producer);
    else if (const auto* stage = kind.stage())
        shapeStage(shape, view, *stage, gaugeWidth, scale);
    else if (const auto* channel = kind.channel())
        shapeChannel(shape, view, *channel, gaugeWidth, scale);
    else if (const auto* balancer = kind.balancer())
        shapeBalancer(shape, view, *balancer, gaugeWidth, scale);
    return shape;
}

double roundScale(double level, double high, double scaleBefore)
{
    const double needed = std::max({level, high, 10.0});
    if (scaleBefore >= needed && (level > scaleBefore / 5 || high > scaleBefore / 2.5 || scaleBefore <= 10))
        return scaleBefore;
    const double decade = std::pow(10.0, std::floor(std::log10(needed)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * decade >= needed)
            return step * decade;
    }
    return 10 * decade;
}

double gaugeScale(const NodeView& view, const flow::QueuePolicy& queue, double scaleBefore)
{
    if (queue.capacity)
        return static_cast<double>(*queue.capacity);
    const double high = queue.marks ? static_cast<double>(queue.marks->high) * 1.25 : 0.0;
    return roundScale(static_cast<double>(view.level), high, scaleBefore);
}

double scaleOf(const Snapshot& snapshot, int node, double scaleBefore)
{
    const NodeView& view = snapshot.nodes[at(node)];
    const Node& kind = snapshot.scenario->nodes[at(node)];
    if (const auto* stage = kind.stage())
        return gaugeScale(view, stage->queue, scaleBefore);
    if (const auto* balancer = kind.balancer()) {
        const auto& policy = balancer->policy;
        return policy.hardLimit ? static_cast<double>(*policy.hardLimit)
                                : static_cast<double>(policy.softLimit) / softPart;
    }
    if (const auto* channel = kind.channel()) {
        std::int64_t most = 0;
        for (const auto& consumer : view.consumers)
            most = std::max(most, consumer.killed ? 0 : consumer.unread);
        const double high = channel->marks ? static_cast<double>(channel->marks->high) * 1.25 : 0.0;
        return roundScale(static_cast<double>(most), high, scaleBefore);
    }
    return scaleBefore;
}

const StateLook& HeldLook::update(const StateLook& look, qint64 now)
{
    if (!m_shown || (m_shown->word != look.word && now - m_since >= holdMilliseconds)) {
        m_shown = look;
        m_since = now;
    }
    m_behind = m_shown->word != look.word;
    return *m_shown;
}

} // namespace highwater

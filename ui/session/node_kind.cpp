// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/node_kind.h"

namespace highwater {

namespace {

void addRoutes(std::vector<Route>& all, const std::vector<Route>& routes)
{
    all.insert(all.end(), routes.begin(), routes.end());
    if (routes.empty())
        all.push_back({});
}

} // namespace

NodeKind kindOf(const Node& node)
{
    if (node.producer())
        return NodeKind::Producer;
    if (node.channel())
        return NodeKind::Channel;
    return node.balancer() ? NodeKind::Balancer : NodeKind::Stage;
}

NodeKind kindOf(const NodeView& view)
{
    return view.isProducer ? NodeKind::Producer : view.kind;
}

QStringView nameOf(NodeKind kind)
{
    switch (kind) {
    case NodeKind::Producer:
        return u"producer";
    case NodeKind::Channel:
        return u"channel";
    case NodeKind::Balancer:
        return u"balancer";
    case NodeKind::Stage:
        break;
    }
    return u"stage";
}

std::vector<Route> routesOf(const Node& node)
{
    std::vector<Route> all;
    if (const auto* producer = node.producer()) {
        addRoutes(all, producer->to);
    } else if (const auto* stage = node.stage()) {
        addRoutes(all, stage->to);
    } else if (const auto* balancer = node.balancer()) {
        addRoutes(all, balancer->replica.to);
    } else if (const auto* channel = node.channel()) {
        for (const auto& consumer : channel->consumers)
            addRoutes(all, consumer.to);
    }
    return all;
}

} // namespace highwater

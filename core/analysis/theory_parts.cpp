// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/theory_parts.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace highwater::analysis {

namespace {

/// Applies f to every index of a node that a node holds.
template <typename F>
void forEachLink(Node& node, F f)
{
    const auto routes = [&f](std::vector<Route>& to) {
        for (Route& route : to) {
            if (route.node) {
                f(*route.node);
            }
        }
    };
    if (auto* producer = std::get_if<ProducerNode>(&node.kind)) {
        routes(producer->to);
        for (auto& [stage, service] : producer->service) {
            if (stage >= 0) {
                f(stage);
            }
        }
    } else if (auto* stage = std::get_if<StageNode>(&node.kind)) {
        routes(stage->to);
        if (stage->window) {
            f(stage->window->until);
        }
    } else if (auto* channel = std::get_if<ChannelNode>(&node.kind)) {
        for (Consumer& consumer : channel->consumers) {
            routes(consumer.to);
        }
    } else if (auto* balancer = std::get_if<BalancerNode>(&node.kind)) {
        routes(balancer->replica.to);
    }
}

} // namespace

std::vector<Scenario> partsOf(const Scenario& scenario)
{
    const std::size_t size = scenario.nodes.size();
    // The lowest index that a node is tied to stands for its part.
    std::vector<std::size_t> part(size);
    std::iota(part.begin(), part.end(), std::size_t{0});
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < size; ++i) {
            Node node = scenario.nodes[i];
            forEachLink(node, [&](int linked) {
                auto& other = part[static_cast<std::size_t>(linked)];
                changed = changed || other != part[i];
                other = part[i] = std::min(other, part[i]);
            });
        }
    }
    std::vector<Scenario> parts;
    for (std::size_t first = 0; first < size; ++first) {
        if (part[first] != first) {
            continue;
        }
        Scenario one = scenario;
        one.nodes.clear();
        one.schedule.clear();
        std::vector<int> place(size, -1);
        for (std::size_t i = 0; i < size; ++i) {
            if (part[i] == first) {
                place[i] = static_cast<int>(one.nodes.size());
                one.nodes.push_back(scenario.nodes[i]);
            }
        }
        for (Node& node : one.nodes) {
            forEachLink(node, [&](int& linked) { linked = place[static_cast<std::size_t>(linked)]; });
        }
        for (const ScheduledChange& change : scenario.schedule) {
            if (place[static_cast<std::size_t>(change.node)] >= 0) {
                one.schedule.push_back(change);
                one.schedule.back().node = place[static_cast<std::size_t>(change.node)];
            }
        }
        parts.push_back(std::move(one));
    }
    return parts;
}

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/live_scenario.h"

#include <algorithm>

namespace highwater {

namespace {

Node silenced(Node node)
{
    if (auto* producer = std::get_if<ProducerNode>(&node.kind)) {
        producer->arrivals = {};
        producer->arrivals.kind = Arrivals::Kind::Trace;
        producer->arrivals.times = std::make_shared<const std::vector<double>>();
        producer->arrivals.text = "from outside";
        producer->items.reset();
        producer->timeout.reset();
        producer->retry = {};
        producer->onPressure = flow::OnPressure::Ignore;
        producer->hostile.reset();
        for (Route& route : producer->to) {
            route.hop.reset(); // the socket is real
        }
    }
    return node;
}

} // namespace

std::string externalName(const Scenario& scenario)
{
    std::string name = "external";
    for (int number = 2; scenario.find(name); ++number) {
        name = "external-" + std::to_string(number);
    }
    return name;
}

int entryOf(const Scenario& scenario, const std::optional<int>& into)
{
    if (into) {
        return *into;
    }
    const auto first = std::find_if(scenario.nodes.begin(), scenario.nodes.end(), [](const Node& node) { return !node.producer(); });
    return static_cast<int>(first - scenario.nodes.begin());
}

std::shared_ptr<const Scenario> liveScenario(const Scenario& scenario)
{
    auto live = std::make_shared<Scenario>(scenario);
    for (Node& node : live->nodes) {
        node = silenced(std::move(node));
    }
    for (ScheduledChange& change : live->schedule) {
        change.after = silenced(std::move(change.after));
    }
    ProducerNode external;
    external.to = {Route{entryOf(scenario, scenario.live.into), 1.0, {}}};
    live->nodes.push_back(silenced({externalName(scenario), external}));
    return live;
}

} // namespace highwater

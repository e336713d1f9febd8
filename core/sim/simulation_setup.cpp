// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

#include <algorithm>

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

namespace {

/// A node as it stands at an instant: with the latest of its scheduled changes up to then.
const Node& nodeAt(const Scenario& scenario, std::size_t index, Instant now)
{
    const Node* latest = &scenario.nodes[index];
    for (const ScheduledChange& change : scenario.schedule) {
        if (change.at <= now && static_cast<std::size_t>(change.node) == index) {
            latest = &change.after;
        }
    }
    return *latest;
}

} // namespace

/// A stage's own name, or that of a channel's consumer or a balancer's replica.
std::uint16_t Simulation::join(const std::string& name, bool isProducer)
{
    SimNode node;
    node.isProducer = isProducer;
    if (isProducer) {
        node.index = static_cast<std::uint16_t>(m_producers.size());
        ProducerState& producer = m_producers.emplace_back();
        keyProducer(producer, name);
        producer.recorder = SeriesRecorder(m_series, m_now);
        producer.holdingSince = m_now;
    } else {
        node.index = static_cast<std::uint16_t>(m_stages.size());
        StageState& stage = m_stages.emplace_back();
        keyStage(stage, name);
        stage.recorder = SeriesRecorder(m_series, m_now);
        stage.metrics.advance(m_now, stage.flow);
        if (m_inWindow) {
            stage.metrics.beginWindow(m_now, stage.flow);
        }
    }
    m_nodes.push_back(std::move(node));
    return static_cast<std::uint16_t>(m_nodes.size() - 1);
}

/// Finds the node of a scenario again by its name and kind, or lets it join.
std::uint16_t Simulation::nodeFor(const Node& node)
{
    std::optional<std::uint16_t> found;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const SimNode& each = m_nodes[i];
        if (each.config && each.config->name == node.name && each.config->kind.index() == node.kind.index()) {
            found = static_cast<std::uint16_t>(i);
        }
    }
    const std::uint16_t index = found ? *found : join(node.name, node.producer() != nullptr);
    if (!found) {
        m_nodes[index].config = std::make_shared<const Node>(node);
        m_nodes[index].fresh = true;
    }
    return index;
}

void Simulation::configureAll()
{
    const std::size_t before = m_nodes.size();
    std::vector<bool> kept(before, false);
    m_nodeOfScenario.clear();
    for (const Node& node : m_scenario->nodes) {
        const std::uint16_t index = nodeFor(node);
        m_nodeOfScenario.push_back(index);
        if (index < before) {
            kept[index] = true;
            if (m_nodes[index].isProducer) {
                continue;
            }
            for (const std::uint16_t part : stageOf(index).extras.parts) {
                kept[part] = true;
            }
        }
    }
    for (std::size_t i = 0; i < before; ++i) {
        if (!kept[i] && !m_nodes[i].retired) {
            retire(static_cast<std::uint16_t>(i));
        }
    }
    // Stages first, so that the first arrivals find them as they should be.
    for (const bool producers : {false, true}) {
        for (std::size_t i = 0; i < m_scenario->nodes.size(); ++i) {
            if ((m_scenario->nodes[i].producer() != nullptr) == producers) {
                reconfigure(m_nodeOfScenario[i], std::make_shared<const Node>(nodeAt(*m_scenario, i, m_now)));
            }
        }
        if (!producers) {
            overrideServices();
            noteBlocking();
        }
    }
    overrideServices();
    settle();
}

void Simulation::change(std::shared_ptr<const Scenario> scenario)
{
    advanceAll();
    m_scenario = std::move(scenario);
    m_nextChange = 0;
    while (m_nextChange < m_scenario->schedule.size() && m_scenario->schedule[m_nextChange].at <= m_now) {
        ++m_nextChange;
    }
    configureAll();
    planBoundary();
}

void Simulation::reconfigure(std::uint16_t node, std::shared_ptr<const Node> config)
{
    const bool returns = m_nodes[node].retired || m_nodes[node].fresh;
    const std::shared_ptr<const Node> before = returns ? nullptr : m_nodes[node].config;
    m_nodes[node].config = std::move(config);
    m_nodes[node].retired = m_nodes[node].fresh = false;
    const Node& now = *m_nodes[node].config;
    if (const StageNode* stage = now.stage()) {
        configureStage(node, *stage);
    } else if (const ChannelNode* channel = now.channel()) {
        configureChannel(node, *channel);
    } else if (const BalancerNode* balancer = now.balancer()) {
        configureBalancer(node, *balancer);
    } else {
        configureProducer(node, before ? before->producer() : nullptr);
        if (before && before->producer()->service != now.producer()->service) {
            overrideServices();
        }
    }
}

/// The hop of a route is found again as long as it leads from and to the same nodes.
Way Simulation::makeWay(std::uint16_t from, const Route& route)
{
    Way way;
    if (!route.node) {
        return way;
    }
    way.node = m_nodeOfScenario[static_cast<std::size_t>(*route.node)];
    if (!route.hop) {
        return way;
    }
    std::size_t hop = 0;
    while (hop < m_hops.size() && (m_hops[hop].from != from || m_hops[hop].to != way.node)) {
        ++hop;
    }
    way.hop = static_cast<std::uint16_t>(hop);
    if (hop == m_hops.size()) {
        HopState& made = m_hops.emplace_back();
        made.from = from;
        made.to = way.node;
        made.since = m_now;
        made.loss = lossDraws(made);
    }
    configureHop(way.hop, *route.hop);
    return way;
}

Exits Simulation::makeExits(std::uint16_t from, const std::vector<Route>& routes)
{
    Exits exits;
    if (routes.size() == 1) {
        exits.only = makeWay(from, routes.front());
        return exits;
    }
    double sum = 0.0;
    for (const Route& route : routes) {
        if (route.weight > 0.0) {
            sum += route.weight;
            exits.ways.push_back({sum, makeWay(from, route)});
        }
    }
    return exits;
}

void Simulation::addLinks(const Exits& exits, LinkTallies& links) const
{
    const auto add = [&links](Way way) {
        if (std::none_of(links.begin(), links.end(), [way](const LinkTally& link) { return link.to == way.node && link.hop == way.hop; })) {
            links.push_back({way.node, way.hop, 0});
        }
    };
    if (exits.ways.empty()) {
        add(exits.only);
    }
    for (const Exits::Choice& choice : exits.ways) {
        add(choice.way);
    }
}

/// What a stage has to do because of others: ways that block before service, windows that end there. A plain stage has nothing but a queue
/// and workers.
void Simulation::noteBlocking()
{
    const auto blocksBefore = [this](Way way) {
        if (way.node == Way::out || way.hop != Way::direct || stageOf(way.node).role != Role::Stage) {
            return false;
        }
        const flow::QueuePolicy& queue = stageOf(way.node).flow.queue().policy();
        return queue.whenFull == flow::WhenFull::Block && queue.blocking == flow::Blocking::BeforeService;
    };
    for (const StageState& stage : m_stages) {
        if (stage.extras.windowUntil != Way::out) {
            stageOf(stage.extras.windowUntil).windowed = true;
        }
    }
    for (StageState& stage : m_stages) {
        Exits& exits = stage.exits;
        exits.anyBefore = blocksBefore(exits.only)
                          || std::any_of(exits.ways.begin(), exits.ways.end(), [&](const Exits::Choice& choice) { return blocksBefore(choice.way); });
        stage.everSpecial = stage.everSpecial || stage.role != Role::Stage || stage.asks || stage.managed || stage.shared || stage.preemptive
                            || stage.tracksService || stage.fails || stage.windowed || stage.repeatsCalls || exits.anyBefore
                            || stage.flow.hasCredits() || stage.extras.autoscaler || !stage.extras.speeds.empty() || stage.worksOutside;
        stage.plain = !stage.everSpecial;
    }
}

void Simulation::retire(std::uint16_t node)
{
    m_nodes[node].retired = true;
    if (m_nodes[node].isProducer) {
        ProducerState& producer = producerOf(node);
        purgeWaiting(node, false);
        ++producer.epoch;
        producer.stalled = false;
        producer.users -= producer.thinking;
        producer.thinking = 0;
    }
}

void Simulation::overrideService(std::uint16_t node, std::size_t producer, const Distribution& service)
{
    StageState& stage = stageOf(node);
    stage.serviceOf.resize(m_producers.size());
    stage.hasServiceOf.resize(m_producers.size());
    stage.serviceOf[producer] = Sampler(service, 1e9);
    stage.hasServiceOf[producer] = true;
}

/// Service times that a producer brings along for its own items.
void Simulation::overrideServices()
{
    for (StageState& stage : m_stages) {
        stage.serviceOf.clear();
        stage.hasServiceOf.clear();
    }
    for (const SimNode& node : m_nodes) {
        if (!node.isProducer || node.retired) {
            continue;
        }
        for (const auto& [stageIndex, service] : node.config->producer()->service) {
            for (std::size_t i = 0; i < m_scenario->nodes.size(); ++i) {
                if (m_scenario->nodes[i].producer() || (stageIndex >= 0 && static_cast<std::size_t>(stageIndex) != i)) {
                    continue;
                }
                overrideService(m_nodeOfScenario[i], node.index, service);
                for (const std::uint16_t part : stageOf(m_nodeOfScenario[i]).extras.parts) {
                    overrideService(part, node.index, service);
                }
            }
        }
    }
}

} // namespace highwater

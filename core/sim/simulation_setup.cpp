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

std::uint16_t Simulation::join(const std::string& name, bool isProducer)
{
    SimNode node;
    node.isProducer = isProducer;
    if (isProducer) {
        node.index = static_cast<std::uint16_t>(m_producers.size());
        ProducerState& producer = m_producers.emplace_back();
        producer.itemKey = key(name, Purpose::Items);
        producer.sizeKey = key(name, Purpose::Size);
        producer.routeKey = key(name, Purpose::Route);
        producer.retryKey = key(name, Purpose::Retry);
        producer.batchDraws = Draws(key(name, Purpose::Batches));
        producer.thinkDraws = Draws(key(name, Purpose::Thinking));
        producer.recorder = SeriesRecorder(m_series, m_now);
        producer.holdingSince = m_now;
    } else {
        node.index = static_cast<std::uint16_t>(m_stages.size());
        StageState& stage = m_stages.emplace_back();
        stage.serviceKey = key(name, Purpose::Service);
        stage.routeKey = key(name, Purpose::Route);
        stage.recorder = SeriesRecorder(m_series, m_now);
        stage.metrics.advance(m_now, stage.flow);
        if (m_inWindow) {
            stage.metrics.beginWindow(m_now, stage.flow);
        }
    }
    m_nodes.push_back(std::move(node));
    return static_cast<std::uint16_t>(m_nodes.size() - 1);
}

void Simulation::configureAll()
{
    const std::vector<SimNode> before = m_nodes;
    std::vector<bool> kept(before.size(), false);
    m_nodeOfScenario.clear();
    for (const Node& node : m_scenario->nodes) {
        const bool isProducer = node.producer() != nullptr;
        std::size_t found = before.size();
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (before[i].isProducer == isProducer && before[i].config->name == node.name) {
                found = i;
            }
        }
        if (found < before.size()) {
            kept[found] = true;
            m_nodeOfScenario.push_back(static_cast<std::uint16_t>(found));
        } else {
            m_nodeOfScenario.push_back(join(node.name, isProducer));
        }
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (!kept[i] && !before[i].retired) {
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
    const std::shared_ptr<const Node> before = std::move(m_nodes[node].config);
    const bool returns = m_nodes[node].retired;
    m_nodes[node].config = std::move(config);
    m_nodes[node].retired = false;
    if (!m_nodes[node].isProducer) {
        configureStage(node);
        return;
    }
    configureProducer(node, before && !returns ? before->producer() : nullptr);
    if (before && before->producer()->service != m_nodes[node].config->producer()->service) {
        overrideServices();
    }
}

Exits Simulation::makeExits(const std::vector<Route>& routes) const
{
    Exits exits;
    const auto nodeOf = [this](const Route& route) {
        return route.node ? m_nodeOfScenario[static_cast<std::size_t>(*route.node)] : Exits::out;
    };
    if (routes.size() == 1) {
        exits.only = nodeOf(routes.front());
        return exits;
    }
    double sum = 0.0;
    for (const Route& route : routes) {
        if (route.weight > 0.0) {
            sum += route.weight;
            exits.ways.push_back({sum, nodeOf(route)});
        }
    }
    return exits;
}

void Simulation::addLinks(const Exits& exits, std::vector<LinkTally>& links) const
{
    const auto add = [&links](std::uint16_t to) {
        if (std::none_of(links.begin(), links.end(), [to](const LinkTally& link) { return link.to == to; })) {
            links.push_back({to, 0});
        }
    };
    if (exits.ways.empty()) {
        add(exits.only);
    }
    for (const Exits::Way& way : exits.ways) {
        add(way.node);
    }
}

void Simulation::configureStage(std::uint16_t node)
{
    const StageNode& config = *m_nodes[node].config->stage();
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    stage.metrics.noteLimit(stage.flow.wip().limit());
    const auto limit = config.workers ? std::optional(*config.workers * config.concurrency) : std::nullopt;
    noteSwitch(node, stage.flow.configure(config.queue, limit));
    stage.service = Sampler(config.service, 1e9);
    stage.exits = makeExits(config.to);
    addLinks(stage.exits, stage.links);
    markDirty(node);
}

void Simulation::configureProducer(std::uint16_t node, const ProducerNode* before)
{
    const ProducerNode& config = producerConfig(node);
    ProducerState& producer = producerOf(node);
    producer.size = Sampler(config.size, 1.0);
    producer.itemLimit = config.items ? static_cast<std::uint64_t>(*config.items) : UINT64_MAX;
    producer.onPressure = config.onPressure;
    producer.closed = config.arrivals.kind == Arrivals::Kind::Closed;
    producer.timeout = config.timeout;
    producer.budgetRatio = config.retry.budget;
    producer.exits = makeExits(config.to);
    addLinks(producer.exits, producer.links);
    if (!before || !(before->arrivals == config.arrivals)) {
        startSource(node);
    } else if (before->onPressure != config.onPressure) {
        purgeWaiting(node, false);
        queueClients(node);
        releaseSource(node);
    }
}

void Simulation::queueClients(std::uint16_t node)
{
    for (int i = 0; i < producerConfig(node).clients; ++i) {
        queueSaturated(node);
    }
}

/// Begins the arrivals anew: what was planned is void, and the time to the next arrival is drawn from now.
void Simulation::startSource(std::uint16_t node)
{
    const ProducerNode& config = producerConfig(node);
    ProducerState& producer = producerOf(node);
    purgeWaiting(node, config.onPressure == flow::OnPressure::Wait);
    ++producer.epoch;
    producer.stalled = false;
    producer.batchLeft = 0;
    producer.users -= producer.thinking;
    producer.thinking = 0;
    const std::uint64_t arrivalKey = mix64(key(m_nodes[node].config->name, Purpose::Arrivals) + producer.epoch);
    producer.process = ArrivalProcess(config.arrivals, m_now, arrivalKey);
    producer.hasBatch = config.arrivals.batch.has_value();
    if (producer.hasBatch) {
        producer.batch = Sampler(*config.arrivals.batch, 1.0);
    }
    switch (config.arrivals.kind) {
    case Arrivals::Kind::Saturated:
        queueClients(node);
        break;
    case Arrivals::Kind::Closed:
        producer.think = Sampler(config.arrivals.gap, 1e9);
        while (producer.users < config.arrivals.users) {
            ++producer.users;
            userThinks(node, false);
        }
        break;
    default:
        planArrival(node, m_now);
        break;
    }
}

/// Takes a producer's senders out of every line in which they wait: the saturated ones always, the held ones unless told otherwise.
void Simulation::purgeWaiting(std::uint16_t node, bool saturatedOnly)
{
    std::vector<ItemHandle> sendNow;
    for (StageState& stage : m_stages) {
        auto& door = stage.flow.door();
        for (std::size_t left = door.size(); left > 0; --left) {
            const flow::Sender sender = door.popFront();
            if (sender.node == node && sender.item == noItem) {
                noteHolding(producerOf(node), 0, -1);
            } else {
                door.pushBack(sender);
            }
        }
        for (std::size_t left = stage.held.size(); left > 0; --left) {
            const HeldSender sender = stage.held.popFront();
            if (sender.producer != node || (sender.item != noItem && saturatedOnly)) {
                stage.held.pushBack(sender);
                continue;
            }
            noteHolding(producerOf(node), -1, 0);
            if (sender.item != noItem) {
                sendNow.push_back(sender.item);
            }
        }
    }
    for (const ItemHandle handle : sendNow) {
        if (m_nodes[node].retired) {
            // A sender that leaves takes along what it had not sent.
            const Item item = m_items[handle];
            producerOf(node).tally.lost += item.attempt > 1 ? 1u : 0u;
            producerOf(node).users -= item.ofUser ? 1 : 0;
            m_items.release(handle);
        } else {
            send(node, handle);
        }
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
                StageState& stage = stageOf(m_nodeOfScenario[i]);
                stage.serviceOf.resize(m_producers.size());
                stage.hasServiceOf.resize(m_producers.size());
                stage.serviceOf[node.index] = Sampler(service, 1e9);
                stage.hasServiceOf[node.index] = true;
            }
        }
    }
}

} // namespace highwater

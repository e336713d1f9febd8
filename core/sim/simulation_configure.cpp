// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

#include <algorithm>

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

void Simulation::configureStage(std::uint16_t node, const StageNode& config)
{
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    stage.metrics.gatherVisits(m_stages.size() > manyStages);
    stage.metrics.noteLimit(stage.flow.wip().limit());
    const bool shared = config.queue.order == flow::Order::ProcessorSharing;
    if (shared != stage.shared) {
        configureShared(node, shared);
    }
    auto limit = config.workers ? std::optional(*config.workers * config.concurrency) : std::nullopt;
    if (config.autoscale && stage.extras.autoscaler) {
        limit = stage.extras.autoscaler->running() * config.concurrency; // the workers stay, whatever each of them may hold
    }
    noteSwitch(node, stage.flow.configure(config.queue, limit));
    stage.flow.queue().renumber([this](ItemHandle item, std::uint32_t position) { m_items[item].position = position; });
    weighReserved(node);
    stage.service = Sampler(config.service, 1e9);
    stage.exits = makeExits(node, config.to);
    addLinks(stage.exits, stage.links);
    configureExtras(node, config);
    markDirty(node);
}

void Simulation::configureExtras(std::uint16_t node, const StageNode& config)
{
    StageState& stage = stageOf(node);
    StageExtras& extras = stage.extras;
    extras.admission.configure(config.admission, m_now);
    extras.aqm.configure(config.queue.aqm, m_now);
    stage.asks = !config.admission.empty();
    stage.managed = extras.aqm.active();
    stage.preemptive = config.queue.order == flow::Order::PriorityPreemptive;
    stage.repeatsCalls = config.retry.kind != flow::RetryPolicy::Kind::None;
    stage.fails = config.failures && config.failures->probability > 0.0;
    extras.windowUntil = config.window ? m_nodeOfScenario[static_cast<std::size_t>(config.window->until)] : Way::out;
    stage.flow.setCredits(config.window ? std::optional(config.window->credits) : std::nullopt);
    if (stage.shared) {
        extras.shared.configure(m_now, stage.flow.wip().limit(), stage.flow.wip().down());
        planShared(node);
    }
    if ((stage.preemptive || !config.outages.empty()) && !stage.tracksService) {
        trackService(node);
    }
    configureSpeeds(node, config);
    configureScaling(node, config);
    if (!config.failures && !extras.hung.empty()) {
        giveUpHung(node);
    }
    if (!config.outages.empty() || extras.autoscaler || stage.flow.wip().down()) {
        control(node);
    }
}

/// As many places as the workers have, those of one worker side by side; whoever is at work keeps its place.
void Simulation::configureSpeeds(std::uint16_t node, const StageNode& config)
{
    StageExtras& extras = stageOf(node).extras;
    const std::size_t places = config.speeds.size() * static_cast<std::size_t>(config.concurrency);
    const bool same = extras.speeds == config.speeds && extras.workerBusy.size() == places;
    extras.speeds = config.speeds;
    if (same) {
        return;
    }
    extras.workerBusy.assign(places, false);
    for (std::size_t i = 0; i < m_items.slotCount(); ++i) {
        Item& item = m_items[static_cast<ItemHandle>(i)];
        if (item.place == Item::Place::Free || item.node != node || item.worker == Item::nowhere) {
            continue;
        }
        if (item.worker < places) {
            extras.workerBusy[item.worker] = true;
        } else {
            item.worker = Item::nowhere;
        }
    }
}

void Simulation::configureScaling(std::uint16_t node, const StageNode& config)
{
    StageExtras& extras = stageOf(node).extras;
    if (!config.autoscale) {
        extras.autoscaler.reset();
        return;
    }
    if (!extras.autoscaler) {
        extras.autoscaler.emplace();
        extras.evaluatedAt = m_now;
        extras.busyAtEvaluation = stageOf(node).metrics.busyEver();
        extras.completedAtEvaluation = stageOf(node).metrics.totals.completed;
    }
    extras.autoscaler->configure(*config.autoscale, stageOf(node).flow.wip().limit() / config.concurrency, m_now);
}

/// What was promised in one measure is redeemed in another.
void Simulation::weighReserved(std::uint16_t node)
{
    flow::Stage& stage = stageOf(node).flow;
    if (stage.reserved() == 0) {
        return;
    }
    std::int64_t weight = 0;
    for (std::size_t i = 0; i < m_items.slotCount(); ++i) {
        const Item& item = m_items[static_cast<ItemHandle>(i)];
        const bool promised = item.place != Item::Place::Free && item.place != Item::Place::Reserving && item.onward == node;
        weight += promised ? stage.queue().weightOf(item.bytes, item.priority) : 0;
    }
    stage.weighReserved(weight);
}

/// From a queue to shared workers, or back, with everybody who is inside.
void Simulation::configureShared(std::uint16_t node, bool shared)
{
    StageState& stage = stageOf(node);
    stage.shared = shared;
    if (shared) {
        stage.extras.shared = {};
        stage.extras.shared.configure(m_now, stage.flow.wip().limit(), stage.flow.wip().down());
        for (std::size_t i = 0; i < m_items.slotCount(); ++i) {
            const auto handle = static_cast<ItemHandle>(i);
            Item& item = m_items[handle];
            if (item.node != node || (item.place != Item::Place::InService && item.place != Item::Place::Paused)) {
                continue;
            }
            if (item.place == Item::Place::Paused) {
                stage.flow.wip().resume();
                item.endsAt = m_now + item.remaining;
            }
            ++item.stamp;
            item.place = Item::Place::Sharing;
            stage.extras.shared.join(m_now, handle, std::max(item.endsAt - m_now, Duration::zero()));
        }
        stage.extras.serving.clear();
        return;
    }
    ++stage.extras.sharedEpoch;
    noteSwitch(node, stage.flow.queue().setOutside(0));
    stage.extras.shared.drain(m_now, [&](ItemHandle handle, Duration left) {
        Item& item = m_items[handle];
        ++item.stamp;
        item.interrupted = true;
        item.remaining = left;
        item.serviceTime = m_now - item.began + left;
        item.place = Item::Place::Waiting;
        stage.flow.wip().finish();
        noteSwitch(node, stage.flow.queue().push({item.entered, item.bytes, handle, item.priority}, item.position));
    });
}

/// From now on the stage knows which items it works on.
void Simulation::trackService(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    stage.tracksService = true;
    for (std::size_t i = 0; i < m_items.slotCount(); ++i) {
        const auto handle = static_cast<ItemHandle>(i);
        if (m_items[handle].node == node && m_items[handle].place == Item::Place::InService) {
            addServing(stage, handle);
        }
    }
}

/// A stage of its own for a consumer or a replica.
std::uint16_t Simulation::configurePart(std::uint16_t owner, std::size_t number, Role role, Node config)
{
    if (number == stageOf(owner).extras.parts.size()) {
        const std::uint16_t joined = join(config.name, false);
        stageOf(owner).extras.parts.push_back(joined);
        stageOf(owner).extras.alive.push_back(true);
    }
    const std::uint16_t node = stageOf(owner).extras.parts[number];
    m_nodes[node].config = std::make_shared<const Node>(std::move(config));
    m_nodes[node].retired = false;
    StageState& stage = stageOf(node);
    stage.role = role;
    stage.owner = owner;
    stage.part = static_cast<std::uint16_t>(number);
    configureStage(node, *m_nodes[node].config->stage());
    return node;
}

void Simulation::configureChannel(std::uint16_t node, const ChannelNode& config)
{
    flow::QueuePolicy queue;
    queue.marks = config.marks;
    queue.whenFull = config.whenFull;
    stageOf(node).role = Role::Channel;
    stageOf(node).metrics.advance(m_now, stageOf(node).flow);
    noteSwitch(node, stageOf(node).flow.configure(queue, std::nullopt));
    stageOf(node).extras.killAbove = config.killAbove;
    for (std::size_t i = 0; i < config.consumers.size(); ++i) {
        const Consumer& consumer = config.consumers[i];
        StageNode reader;
        reader.queue.capacity = consumer.buffer;
        reader.service = consumer.service;
        reader.to = consumer.to;
        const std::uint16_t part = configurePart(node, i, Role::Consumer, {m_nodes[node].config->name + '/' + consumer.name, reader});
        if (consumer.killed) {
            cutOff(part);
        } else if (!stageOf(node).extras.alive[i]) {
            stageOf(node).extras.alive[i] = true; // it reads again, from the newest item on
        }
    }
    markDirty(node);
}

void Simulation::configureBalancer(std::uint16_t node, const BalancerNode& config)
{
    stageOf(node).role = Role::Balancer;
    stageOf(node).metrics.advance(m_now, stageOf(node).flow);
    noteSwitch(node, stageOf(node).flow.configure({}, std::nullopt));
    const auto replicas = std::max(static_cast<std::size_t>(config.policy.max), stageOf(node).extras.parts.size());
    for (std::size_t i = 0; i < replicas; ++i) {
        configurePart(node, i, Role::Replica, {m_nodes[node].config->name + '/' + std::to_string(i + 1), config.replica});
    }
    stageOf(node).extras.replicas.configure(config.policy, m_now);
    noteReplicas(stageOf(node).extras);
    planControl(node);
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
    producer.many = config.clients > 1;
    producer.hostile = config.hostile.has_value();
    producer.wholeBatch = config.arrivals.batch.has_value() && config.arrivals.wholeBatch;
    producer.priority = config.priority;
    producer.timeout = config.timeout;
    producer.deadline = config.deadline;
    producer.hasPatience = config.patience.has_value();
    if (producer.hasPatience) {
        m_patience = true;
        producer.patience = Sampler(*config.patience, 1e9);
    }
    if (producer.many) {
        producer.clients.resize(std::max(producer.clients.size(), std::min(static_cast<std::size_t>(config.clients), ProducerState::clientsTold)));
    }
    producer.budgetRatio = config.retry.budget;
    producer.countsEnds = config.retry.kind == flow::RetryPolicy::Kind::Grpc || config.retry.kind == flow::RetryPolicy::Kind::Envoy;
    producer.exits = makeExits(node, config.to);
    addLinks(producerOf(node).exits, producerOf(node).links);
    const bool spentBefore = before && before->items && producer.born >= static_cast<std::uint64_t>(*before->items);
    if (!before || !(before->arrivals == config.arrivals) || (spentBefore && !spent(node))) {
        startSource(node);
    } else if (before->onPressure != config.onPressure || before->clients != config.clients || before->to != config.to) {
        const bool saturated = config.arrivals.kind == Arrivals::Kind::Saturated;
        producer.epoch += saturated ? 1 : 0; // those that wait to try again are among the ones that are queued anew
        producer.pausing = 0;
        purgeWaiting(node, before->onPressure == config.onPressure);
        queueClients(node);
        releaseSource(node);
    } else if (spent(node)) {
        purgeWaiting(node, true); // it may make fewer items than it has made: its clients have nothing to send
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
    producer.pausing = 0;
    producer.stalled = false;
    producer.batchLeft = 0;
    producer.users -= producer.thinking;
    producer.thinking = 0;
    producer.process = ArrivalProcess(config.arrivals, m_now, arrivalKey(node));
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

/// Takes a producer's saturated senders out of the line at a door.
void Simulation::purgeLine(flow::Ring<flow::Sender>& door, std::uint16_t node)
{
    for (std::size_t left = door.size(); left > 0; --left) {
        const flow::Sender sender = door.popFront();
        if (sender.node == node && sender.item == noItem) {
            noteHolding(producerOf(node), 0, -1);
        } else {
            door.pushBack(sender);
        }
    }
}

/// The same for those that are held; out: the items of those that held one, which saturatedOnly leaves where they are.
void Simulation::purgeLine(flow::Ring<HeldSender>& held, std::uint16_t node, bool saturatedOnly, std::vector<ItemHandle>& out)
{
    for (std::size_t left = held.size(); left > 0; --left) {
        const HeldSender sender = held.popFront();
        if (sender.producer != node || (sender.item != noItem && saturatedOnly)) {
            held.pushBack(sender);
            continue;
        }
        noteHolding(producerOf(node), -1, 0);
        if (sender.item != noItem) {
            out.push_back(sender.item);
        }
    }
}

/// Takes a producer's senders out of every line in which they wait: the saturated ones always, the held ones unless told otherwise.
void Simulation::purgeWaiting(std::uint16_t node, bool saturatedOnly)
{
    std::vector<ItemHandle> sendNow;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (!m_nodes[i].isProducer) {
            StageState& stage = m_stages[m_nodes[i].index];
            const std::size_t before = stage.flow.door().size() + stage.held.size();
            purgeLine(stage.flow.door(), node);
            purgeLine(stage.held, node, saturatedOnly, sendNow);
            if (stage.flow.door().size() + stage.held.size() < before) {
                markDirty(static_cast<std::uint16_t>(i)); // whoever stood behind it is first now
            }
        }
    }
    for (std::size_t i = 0; i < m_hops.size(); ++i) {
        HopState& hop = m_hops[i];
        const std::size_t before = hop.door.size() + hop.held.size();
        purgeLine(hop.door, node);
        purgeLine(hop.held, node, saturatedOnly, sendNow);
        if (hop.door.size() + hop.held.size() < before) {
            markHopDirty(static_cast<std::uint16_t>(i));
        }
    }
    for (const ItemHandle handle : sendNow) {
        if (m_nodes[node].retired) {
            // A sender that leaves takes along what it had not sent.
            const Item item = m_items[handle];
            m_items.release(handle);
            producerOf(node).users -= item.ofUser ? 1 : 0;
            if (item.attempt > 1) {
                endAttempt(item, false);
                Item counted = item;
                counted.ofUser = false;
                loseRequest(node, counted, false);
            }
        } else {
            send(node, handle);
        }
    }
}

} // namespace highwater

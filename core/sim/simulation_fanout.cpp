// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

#include <algorithm>

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

const std::vector<std::uint16_t>& Simulation::partsOf(std::uint16_t node) const
{
    return m_stages[m_nodes[node].index].extras.parts;
}

/// A channel has room while each of its consumers has.
Simulation::Answer Simulation::askChannel(std::uint16_t node, ItemHandle handle)
{
    const StageState& stage = stageOf(node);
    const bool blocks = stage.flow.queue().policy().whenFull == flow::WhenFull::Block;
    if (blocks && !stage.flow.door().empty()) {
        return Answer::Park;
    }
    const Item& item = m_items[handle];
    return admits(node, item.bytes, item.priority) ? Answer::Start : blocks ? Answer::Park : Answer::Refuse;
}

/// Gives a copy to every consumer; the item itself stays in the channel until the last one has finished with it.
void Simulation::spread(std::uint16_t node, ItemHandle handle)
{
    const StageExtras& extras = stageOf(node).extras;
    const auto alive = static_cast<std::uint32_t>(std::count(extras.alive.begin(), extras.alive.end(), true));
    Item& parent = m_items[handle];
    parent.place = Item::Place::Spread;
    parent.began = m_now;
    parent.serviceTime = Duration::zero();
    parent.readers = parent.copies = alive;
    parent.anyCompleted = alive == 0;
    stageOf(node).flow.wip().start();
    if (alive == 0) {
        stageOf(node).flow.wip().finish();
        leave(node, handle);
        completeRequest(handle);
        return;
    }
    const std::size_t consumers = extras.parts.size();
    for (std::size_t i = 0; i < consumers; ++i) {
        if (!stageOf(node).extras.alive[i]) {
            continue;
        }
        const std::uint16_t consumer = stageOf(node).extras.parts[i];
        const ItemHandle copyHandle = m_items.allocate();
        const Item& original = m_items[handle];
        Item& copy = m_items[copyHandle];
        copy.created = original.created;
        copy.identity = mix64(original.identity ^ stageOf(consumer).extras.copyKey);
        copy.bytes = original.bytes;
        copy.priority = original.priority;
        copy.visits = original.visits;
        copy.attempt = original.attempt;
        copy.producer = original.producer;
        copy.client = original.client;
        copy.ofClient = original.ofClient;
        copy.deadline = original.deadline;
        copy.tag = original.tag;
        copy.parent = handle;
        copy.place = Item::Place::Waiting;
        StageState& stage = stageOf(consumer);
        stage.metrics.advance(m_now, stage.flow);
        accept(consumer, copyHandle, stage.flow.startsAtOnce());
    }
    noteSlowest(node);
    const auto killAbove = stageOf(node).extras.killAbove;
    for (std::size_t i = 0; killAbove && i < consumers; ++i) {
        const std::uint16_t consumer = stageOf(node).extras.parts[i];
        if (stageOf(node).extras.alive[i] && stageOf(consumer).flow.queue().items() > *killAbove) {
            cutOff(consumer);
        }
    }
}

/// A consumer has finished with its copy, or lost it. With the last one the item leaves the channel.
void Simulation::noteRead(ItemHandle copy)
{
    const ItemHandle handle = m_items[copy].parent;
    Item& parent = m_items[handle];
    assert(parent.readers > 0);
    if (--parent.readers > 0) {
        return;
    }
    const std::uint16_t channel = parent.node;
    StageState& stage = stageOf(channel);
    stage.metrics.advance(m_now, stage.flow);
    stage.flow.wip().finish();
    leave(channel, handle);
    markDirty(channel);
}

/// The unread items of a channel's slowest consumer are the channel's level.
void Simulation::noteSlowest(std::uint16_t channel)
{
    StageState& stage = stageOf(channel);
    std::int64_t most = 0;
    for (std::size_t i = 0; i < stage.extras.parts.size(); ++i) {
        if (stage.extras.alive[i]) {
            most = std::max(most, stageOf(stage.extras.parts[i]).flow.queue().items());
        }
    }
    if (most != stage.flow.queue().outside()) {
        stage.metrics.advance(m_now, stage.flow);
        noteSwitch(channel, stage.flow.queue().setOutside(most));
        stage.metrics.noteLevel(most);
    }
    if (!stage.flow.door().empty() || !stage.held.empty()) {
        markDirty(channel);
    }
}

void Simulation::killConsumer(std::uint16_t node)
{
    cutOff(node);
    settle();
}

void Simulation::cutOff(std::uint16_t node)
{
    StageState& consumer = stageOf(node);
    const std::uint16_t channel = consumer.owner;
    StageState& stage = stageOf(channel);
    if (!stage.extras.alive[consumer.part]) {
        return;
    }
    stage.extras.alive[consumer.part] = false;
    log(LoggedEvent::Kind::Killed, node, 0);
    consumer.metrics.advance(m_now, consumer.flow);
    while (!stageOf(node).flow.queue().empty()) {
        flow::Waiting unread;
        noteSwitch(node, stageOf(node).flow.queue().popOldest(unread));
        stageOf(node).metrics.noteShorter(stageOf(node).flow.queue());
        lose(node, unread.item, Loss::Dropped, false);
    }
    noteSlowest(channel);
    markDirty(channel);
}

/// Of several clients each keeps a connection; a producer that does not tell its clients apart opens one for every item.
std::uint64_t Simulation::connectionOf(const Item& item) const
{
    constexpr std::uint64_t own = std::uint64_t{1} << 63;
    return item.ofClient ? clientOf(item) : (item.identity | own) - 1;
}

/// A balancer queues what no replica may take now. The item is asked of the replica that is chosen for it.
Simulation::Answer Simulation::askBalancer(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    if (stage.extras.replicas.onRequest(m_now) >= 0) {
        ++stage.extras.starts;
        noteReplicas(stage.extras);
        planControl(node);
    }
    if (!stage.flow.queue().empty()) {
        return Answer::Queue;
    }
    m_chosen = stage.extras.replicas.choose(connectionOf(m_items[handle]), stage.extras.draws.uniform());
    if (m_chosen < 0) {
        return Answer::Queue;
    }
    const int chosen = m_chosen;
    const std::uint16_t replica = stage.extras.parts[static_cast<std::size_t>(chosen)];
    const Answer answer = ask(replica, handle);
    m_chosen = chosen;
    if (answer == Answer::Park) {
        return Answer::Queue;
    }
    if (answer == Answer::Refuse) {
        noteRefusedBy(replica);
        return Answer::Refuse;
    }
    m_chosenAnswer = answer;
    return Answer::Start;
}

/// A replica has refused an item of its balancer, for what m_refusal says.
void Simulation::noteRefusedBy(std::uint16_t replica)
{
    StageState& target = stageOf(replica);
    if (target.plain) {
        m_refusal = {};
    }
    target.metrics.advance(m_now, target.flow);
    ++target.metrics.totals.offered;
    ++target.metrics.totals.refused;
    ++target.refusedBy[static_cast<std::size_t>(m_refusal.reason)];
}

/// A replica takes an item of its balancer, in which it stays until the replica is done with it.
void Simulation::handOver(std::uint16_t node, ItemHandle handle, int chosen, Answer answer)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    stage.flow.wip().start();
    stage.extras.replicas.onEnter(chosen, connectionOf(item));
    item.outer = node;
    item.outerEntered = item.entered;
    ++item.stamp;
    const std::uint16_t replica = stage.extras.parts[static_cast<std::size_t>(chosen)];
    count(stage.links, {replica, Way::direct});
    enter(replica, handle, answer);
}

/// Hands on what waits in a balancer, first come, first served.
void Simulation::drainBalancer(std::uint16_t node)
{
    for (;;) {
        StageState& stage = stageOf(node);
        if (stage.flow.queue().empty()) {
            return;
        }
        flow::ReplicaSet& replicas = stage.extras.replicas;
        if (replicas.running() == 0 && replicas.onRequest(m_now) >= 0) {
            // The last one has stopped, and those who wait are no new requests.
            ++stage.extras.starts;
            noteReplicas(stage.extras);
            planControl(node);
        }
        const ItemHandle handle = stage.flow.queue().oldest().item;
        const int chosen = stage.extras.replicas.choose(connectionOf(m_items[handle]), stage.extras.draws.uniform());
        if (chosen < 0) {
            return;
        }
        const std::uint16_t replica = stage.extras.parts[static_cast<std::size_t>(chosen)];
        const Answer answer = ask(replica, handle);
        if (answer == Answer::Park) {
            return;
        }
        flow::Waiting next;
        noteSwitch(node, stage.flow.queue().popOldest(next));
        stage.metrics.noteShorter(stage.flow.queue());
        if (answer == Answer::Refuse) {
            noteRefusedBy(replica);
            lose(node, handle, Loss::Dropped, true); // it had been let in before
            continue;
        }
        handOver(node, handle, chosen, answer);
    }
}

/// The number of running replicas may be another one from now on.
void Simulation::noteReplicas(StageExtras& extras) const
{
    extras.runningArea += static_cast<std::uint64_t>(extras.runningNow * (m_now - extras.runningSince).count());
    extras.runningSince = m_now;
    extras.runningNow = extras.replicas.running();
}

/// An item leaves a replica, and with that its balancer.
void Simulation::leaveOuter(std::uint16_t replica, ItemHandle handle)
{
    Item& item = m_items[handle];
    const std::uint16_t node = item.outer;
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    stage.flow.wip().finish();
    stage.extras.replicas.onLeave(stageOf(replica).part, connectionOf(item));
    stage.metrics.noteVisit(item.began - item.outerEntered, item.serviceTime, m_now - item.outerEntered);
    ++stage.metrics.totals.completed;
    --stage.metrics.totals.inside;
    item.waited += item.entered - item.outerEntered;
    item.outer = Item::nowhere;
    if (stage.windowed) {
        returnCredit(handle, node);
    }
    markDirty(node);
    planControl(node);
}

void Simulation::loseOuter(std::uint16_t replica, ItemHandle handle, Loss loss)
{
    Item& item = m_items[handle];
    const std::uint16_t node = item.outer;
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    stage.flow.wip().finish();
    stage.extras.replicas.onLeave(stageOf(replica).part, connectionOf(item));
    Counters& totals = stage.metrics.totals;
    ++(loss == Loss::Dropped ? totals.dropped : loss == Loss::Expired ? totals.expired : totals.failed);
    --totals.inside;
    item.outer = Item::nowhere;
    markDirty(node);
    planControl(node);
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

void Simulation::markDirty(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    if (!stage.dirty) {
        stage.dirty = true;
        m_dirty.push_back(node);
    }
}

void Simulation::markHopDirty(std::uint16_t hop)
{
    if (!m_hops[hop].dirty) {
        m_hops[hop].dirty = true;
        m_dirtyHops.push_back(hop);
    }
}

/// Lets everybody in who can be, until nothing moves. A list instead of recursion: a chain of a thousand stages is not a deep stack.
void Simulation::settle()
{
    std::uint64_t moves = 0;
    while (!m_dirty.empty() || !m_dirtyHops.empty()) {
        for (std::size_t i = 0; i < m_dirty.size(); ++i) {
            const std::uint16_t node = m_dirty[i];
            stageOf(node).dirty = false;
            settleStage(node);
            if (!m_trouble.empty()) [[unlikely]] {
                break;
            }
            if (++moves > standstillMoves) [[unlikely]] {
                m_trouble = "time stands still: items move in a circle at one instant without end";
                break;
            }
        }
        m_dirty.clear();
        for (std::size_t i = 0; i < m_dirtyHops.size(); ++i) {
            const std::uint16_t hop = m_dirtyHops[i];
            m_hops[hop].dirty = false;
            pumpHop(hop);
        }
        m_dirtyHops.clear();
        if (!m_trouble.empty()) [[unlikely]] {
            break;
        }
    }
}

void Simulation::settleStage(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    std::uint64_t moves = 0;
    do {
        if (stage.role == Role::Balancer) {
            drainBalancer(node);
        } else {
            startWaiting(stage, node);
        }
        if (++moves > standstillMoves) [[unlikely]] {
            m_trouble = "time stands still: a saturated source never finds its target full";
            return;
        }
    } while (admitFromDoor(node) || admitHeld(node));
    if (stage.role == Role::Consumer) {
        noteSlowest(stage.owner);
    } else if (stage.role == Role::Replica && !stageOf(stage.owner).flow.queue().empty()) {
        markDirty(stage.owner); // its queue may have room now
    }
}

/// Senders that gave up while they waited have withdrawn their offer: the door passes over them. bytes: of a hop, what its senders hold.
void Simulation::passWithdrawn(flow::Ring<flow::Sender>& door, std::int64_t* bytes)
{
    while (!door.empty() && door.front().item != noItem && m_items[door.front().item].abandoned
           && m_items[door.front().item].place == Item::Place::AtDoor) {
        const ItemHandle handle = door.popFront().item;
        if (bytes != nullptr) {
            *bytes -= m_items[handle].bytes;
        }
        m_items.release(handle);
    }
}

/// The sender at the head of a door lets go of its item (a saturated one makes it first). The visit of a worker's item ends with that.
ItemHandle Simulation::takeFrom(const flow::Sender& sender, Way way)
{
    if ((sender.node & hopSender) != 0) {
        HopState& hop = m_hops[sender.node & 0xffffu];
        advanceHop(hop);
        hop.atDoor = false;
        hop.received.popFront();
        hop.receiveBytes -= m_items[sender.item].bytes;
        return sender.item;
    }
    const auto from = static_cast<std::uint16_t>(sender.node);
    if (m_nodes[from].isProducer) {
        ProducerState& producer = producerOf(from);
        noteHolding(producer, 0, -1);
        const ItemHandle handle = sender.item == noItem ? makeItem(from, m_now) : sender.item;
        countSent(m_items[handle]);
        count(producer.links, way);
        if (sender.item == noItem && producer.timeout) {
            promiseTimeout(from, handle, *producer.timeout);
        }
        return handle;
    }
    if (m_items[sender.item].place != Item::Place::Calling) {
        StageState& upstream = stageOf(from);
        upstream.metrics.advance(m_now, upstream.flow);
        upstream.flow.wip().unblock();
        leave(from, sender.item);
        if (upstream.shared) {
            planShared(from);
        }
        count(upstream.links, way);
        markDirty(from);
    }
    return sender.item;
}

void Simulation::afterTaking(const flow::Sender& sender)
{
    if ((sender.node & hopSender) != 0) {
        markHopDirty(static_cast<std::uint16_t>(sender.node & 0xffffu));
    } else if (sender.item == noItem) {
        queueSaturated(static_cast<std::uint16_t>(sender.node));
    }
}

/// Lets in the sender that has waited longest, if there is room for its item.
bool Simulation::admitFromDoor(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    auto& door = stage.flow.door();
    passWithdrawn(door, nullptr);
    if (door.empty()) {
        return false;
    }
    const flow::Sender sender = door.front();
    const auto from = static_cast<std::uint16_t>(sender.node);
    const bool saturated = sender.item == noItem;
    if (saturated) {
        const Item next = nextOf(from);
        if (!admits(node, next.bytes, next.priority)) {
            return false;
        }
    } else if (!admits(node, m_items[sender.item].bytes, m_items[sender.item].priority)) {
        return false;
    }
    door.popFront();
    if (!saturated && m_items[sender.item].place == Item::Place::Reserving) {
        stage.flow.reserve(m_items[sender.item].bytes, m_items[sender.item].priority);
        beginReserved(from, sender.item);
        return true;
    }
    const ItemHandle handle = takeFrom(sender, {node, Way::direct});
    bool startsAtOnce = stage.role == Role::Channel || stage.flow.startsAtOnce();
    if (saturated && (stage.asks || stage.role == Role::Balancer)) {
        // Nobody asked for it before: it was not born yet.
        const Answer answer = ask(node, handle);
        if (answer == Answer::Refuse) {
            const flow::Refusal refusal = m_refusal;
            refuse(node, handle);
            m_refusal = refusal;
            pauseSaturated(from);
            return true;
        }
        startsAtOnce = stage.role == Role::Balancer ? answer == Answer::Start : startsAtOnce;
    }
    m_droppedOnArrival = false;
    accept(node, handle, startsAtOnce);
    if (saturated && m_droppedOnArrival) [[unlikely]] {
        pauseSaturated(from);
    } else {
        afterTaking(sender);
    }
    return true;
}

/// Whether a sender that was held may send now.
bool Simulation::mayMove(const HeldSender& sender) const
{
    if (sender.item == noItem) {
        // Not behind others at a door: it would be born there again and again.
        const Item next = nextOf(sender.producer);
        const auto& door = next.hop == Way::direct ? m_stages[m_nodes[next.node].index].flow.door() : m_hops[next.hop].door;
        return door.empty() && !holdsBack(next);
    }
    const Item& item = m_items[sender.item];
    if (item.untilRoom) {
        return item.hop == Way::direct ? admits(item.node, item.bytes, item.priority) : hopHasRoom(m_hops[item.hop], item.bytes);
    }
    return !holdsBack(item);
}

void Simulation::letGo(const HeldSender& sender)
{
    noteHolding(producerOf(sender.producer), -1, 0);
    if (sender.item == noItem) {
        m_droppedOnArrival = false;
        if (dispatch(sender.producer, makeItem(sender.producer, m_now)) && !m_droppedOnArrival) {
            queueSaturated(sender.producer);
        } else {
            pauseSaturated(sender.producer);
        }
    } else {
        dispatch(sender.producer, sender.item);
        releaseSource(sender.producer);
    }
}

/// Lets go the sender that has waited longest for the signal, if it need not wait any more.
bool Simulation::admitHeld(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    if (stage.held.empty() || !mayMove(stage.held.front())) {
        return false;
    }
    letGo(stage.held.popFront());
    return true;
}

} // namespace highwater

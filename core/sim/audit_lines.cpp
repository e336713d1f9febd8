// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/audit.h"

namespace highwater {

using flow::ItemHandle;
using flow::noItem;
using Place = Item::Place;

/// A line or list holds the item.
void Audit::see(std::uint16_t node, ItemHandle handle, const char* where)
{
    if (handle >= m_seen.size() || item(handle).place == Place::Free) {
        blame(node, std::string("an item that does not exist stands ") + where);
    } else if (m_seen[handle] < UINT8_MAX) {
        ++m_seen[handle];
    }
}

void Audit::walkStages()
{
    for (std::size_t i = 0; i < m_sim.m_nodes.size(); ++i) {
        if (m_sim.m_nodes[i].isProducer) {
            continue;
        }
        const auto node = static_cast<std::uint16_t>(i);
        walkQueue(node, stage(node));
        walkWorkers(node, stage(node));
        walkDoor(node, stage(node).flow.door(), Way::direct);
        walkHeld(node, stage(node).held, Way::direct);
    }
}

void Audit::walkQueue(std::uint16_t node, const StageState& stage)
{
    const flow::BoundedQueue& queue = stage.flow.queue();
    std::int64_t items = 0;
    std::int64_t bytes = 0;
    const flow::Waiting* before = nullptr;
    queue.forEach([&](const flow::Waiting& each) {
        see(node, each.item, "in the queue");
        if (!m_fault.empty()) {
            return;
        }
        ++items;
        bytes += each.bytes;
        const Item& waiting = item(each.item);
        expect(waiting.place == Place::Waiting && waiting.node == node, node, "an item in the queue says that it is elsewhere");
        expect(queue.itemAt(waiting.position, waiting.priority) == each.item, node, "an item in the queue does not know its position");
        expect(each.since == waiting.entered && each.bytes == waiting.bytes && each.priority == waiting.priority, node,
               "an entry of the queue differs from its item");
        const bool sameLine = before && (before->priority == each.priority || !queue.byClass());
        expect(!sameLine || waiting.interrupted || item(before->item).interrupted || before->since <= each.since, node,
               "items do not stand in the order in which they came");
        before = &each;
    });
    expectEqual(queue.items(), items, node, "items in the queue");
    expectEqual(queue.bytes(), bytes, node, "bytes in the queue");
}

void Audit::walkWorkers(std::uint16_t node, const StageState& stage)
{
    const StageExtras& extras = stage.extras;
    for (std::size_t i = 0; i < extras.serving.size(); ++i) {
        see(node, extras.serving[i], "in the list of items in service");
        if (!m_fault.empty()) {
            return;
        }
        const Item& served = item(extras.serving[i]);
        expect(served.node == node && (served.place == Place::InService || served.place == Place::Paused) && served.serving == i, node,
               "the list of items in service holds one that is not");
    }
    for (const ItemHandle handle : extras.hung) {
        see(node, handle, "in the list of items that hang");
        expect(m_fault.empty() && item(handle).node == node && item(handle).place == Place::Hung, node, "an item does not hang that should");
    }
    std::int64_t sharing = 0;
    extras.shared.forEach([&](ItemHandle handle) {
        ++sharing;
        see(node, handle, "with shared workers");
        expect(m_fault.empty() && item(handle).node == node && item(handle).place == Place::Sharing, node,
               "an item does not share the workers that should");
    });
    expect(stage.shared || sharing == 0, node, "items share workers that are not shared");
}

void Audit::walkDoor(std::uint16_t node, const flow::Ring<flow::Sender>& door, std::uint16_t hop)
{
    for (std::size_t i = 0; i < door.size() && m_fault.empty(); ++i) {
        const flow::Sender& sender = door[i];
        if ((sender.node & Simulation::hopSender) != 0) {
            const HopState& wire = m_sim.m_hops[sender.node & 0xffffU];
            expect(wire.atDoor && wire.to == node && !wire.received.empty() && wire.received.front() == sender.item, node,
                   "a wire waits at the door with another item than the first that it received");
            continue;
        }
        const auto from = static_cast<std::uint16_t>(sender.node);
        if (sender.item == noItem) {
            expect(m_sim.m_nodes[from].isProducer, node, "a stage waits at the door without an item");
            auto& producer = m_producers[m_sim.m_nodes[from].index];
            ++producer.parked;
            ++producer.saturated;
            continue;
        }
        see(node, sender.item, "at the door");
        if (!m_fault.empty()) {
            return;
        }
        const Item& waits = item(sender.item);
        if (m_sim.m_nodes[from].isProducer) {
            expect(waits.place == Place::AtDoor && waits.producer == from && waits.hop == hop && waits.node == node, node,
                   "a producer's item at the door says that it is elsewhere");
        } else if (waits.place == Place::Calling) {
            expect(m_sim.m_calls[waits.call].caller == from && waits.node == node, node, "a call that waits at the door is somebody else's");
        } else if (waits.place == Place::Reserving) {
            expect(waits.node == from && waits.onward == node, node, "a worker waits for a place at the wrong door");
        } else {
            expect(waits.place == Place::Blocked && waits.node == from, node, "a worker's item at the door says that it is elsewhere");
        }
    }
}

void Audit::walkHeld(std::uint16_t node, const flow::Ring<HeldSender>& held, std::uint16_t hop)
{
    for (std::size_t i = 0; i < held.size() && m_fault.empty(); ++i) {
        const HeldSender& sender = held[i];
        if (sender.item == noItem) {
            auto& producer = m_producers[m_sim.m_nodes[sender.producer].index];
            ++producer.held;
            ++producer.saturated;
            continue;
        }
        see(node, sender.item, "among the held");
        if (m_fault.empty()) {
            const Item& waits = item(sender.item);
            expect(waits.place == Place::Held && waits.producer == sender.producer && waits.hop == hop && waits.node == node, node,
                   "a held item says that it is elsewhere");
        }
    }
}

void Audit::walkRing(std::uint16_t index, const flow::Ring<ItemHandle>& ring, std::int64_t& bytes)
{
    const HopState& hop = m_sim.m_hops[index];
    for (std::size_t i = 0; i < ring.size() && m_fault.empty(); ++i) {
        see(hop.from, ring[i], "on the wire");
        if (m_fault.empty()) {
            bytes += item(ring[i]).bytes;
            expect(item(ring[i]).place == Place::OnHop && item(ring[i]).hop == index && item(ring[i]).node == hop.to, hop.from,
                   "an item on the wire says that it is elsewhere");
        }
    }
}

void Audit::walkHops()
{
    for (std::size_t i = 0; i < m_sim.m_hops.size() && m_fault.empty(); ++i) {
        checkHop(static_cast<std::uint16_t>(i));
    }
}

void Audit::checkHop(std::uint16_t index)
{
    const HopState& hop = m_sim.m_hops[index];
    std::int64_t unsent = 0;
    std::int64_t wire = 0;
    std::int64_t received = 0;
    walkRing(index, hop.unsent, unsent);
    walkRing(index, hop.wire, wire);
    walkRing(index, hop.received, received);
    walkDoor(hop.to, hop.door, index);
    walkHeld(hop.to, hop.held, index);
    if (!m_fault.empty()) {
        return;
    }
    std::int64_t outside = 0;
    for (std::size_t i = 0; i < hop.door.size(); ++i) {
        outside += hop.door[i].item == noItem ? 0 : item(hop.door[i].item).bytes;
    }
    expectEqual(hop.sendBytes, unsent + wire, hop.from, "bytes in the send buffer");
    expectEqual(hop.wireBytes, wire, hop.from, "bytes on the wire");
    expectEqual(hop.receiveBytes, received, hop.to, "bytes in the receive buffer");
    expectEqual(hop.doorBytes, outside, hop.from, "bytes before the send buffer");

    const auto fits = [](std::int64_t held, std::int64_t bytes, const std::optional<std::int64_t>& buffer) {
        return !buffer || held == 0 || bytes <= *buffer - held;
    };
    expect(hop.received.empty() || hop.atDoor, hop.to, "an item in the receive buffer is not offered");
    expect(!hop.dirty, hop.from, "a wire was left unsettled");
    if (!hop.sending && !hop.down && !hop.unsent.empty()) {
        expect(!fits(hop.receiveBytes + hop.wireBytes, item(hop.unsent.front()).bytes, hop.config.receiveBuffer), hop.from,
               "the wire is free and an item is not sent");
    }
    if (!hop.door.empty()) {
        const flow::Sender& first = hop.door.front();
        const std::int64_t bytes =
            first.item == noItem ? m_sim.nextOf(static_cast<std::uint16_t>(first.node)).bytes : item(first.item).bytes;
        expect(!fits(hop.sendBytes, bytes, hop.config.sendBuffer), hop.from, "a sender sleeps before a send buffer with room");
    } else if (!hop.held.empty()) {
        expect(!m_sim.mayMove(hop.held.front()), hop.from, "a held sender sleeps before a send buffer with room");
    }
}

} // namespace highwater

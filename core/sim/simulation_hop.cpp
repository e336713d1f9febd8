// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

#include <algorithm>

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

namespace {

/// An item that is larger than a whole buffer goes through an empty one.
bool fits(std::int64_t held, std::int64_t bytes, const std::optional<std::int64_t>& buffer)
{
    return !buffer || held == 0 || bytes <= *buffer - held;
}

} // namespace

void Simulation::configureHop(std::uint16_t index, const Hop& config)
{
    HopState& hop = m_hops[index];
    hop.config = config;
    controlHop(index);
    markHopDirty(index);
}

/// Looks whether the link is down, and plans the next look.
void Simulation::controlHop(std::uint16_t index)
{
    HopState& hop = m_hops[index];
    Instant next = Instant::max();
    hop.down = false;
    for (const flow::Outage& outage : hop.config.outages) {
        const Instant end = outage.at + outage.length;
        hop.down = hop.down || (outage.at <= m_now && m_now < end);
        next = outage.at > m_now ? std::min(next, outage.at) : next;
        next = end > m_now ? std::min(next, end) : next;
    }
    if (next != hop.controlAt) {
        hop.controlAt = next;
        if (next != Instant::max()) {
            m_heap.push(next, EventKind::LinkControl, index, 0);
        }
    }
    markHopDirty(index);
}

void Simulation::advanceHop(HopState& hop) const
{
    const auto elapsed = static_cast<std::uint64_t>((m_now - hop.since).count());
    hop.since = m_now;
    hop.sendArea += wideProduct(static_cast<std::uint64_t>(hop.sendBytes), elapsed);
    hop.receiveArea += wideProduct(static_cast<std::uint64_t>(hop.receiveBytes), elapsed);
    hop.doorArea += wideProduct(static_cast<std::uint64_t>(hop.doorBytes), elapsed);
}

bool Simulation::hopHasRoom(const HopState& hop, std::int64_t bytes) const
{
    return fits(hop.sendBytes, bytes, hop.config.sendBuffer);
}

/// The sender's kernel takes the item over.
void Simulation::enterHop(std::uint16_t index, ItemHandle handle)
{
    HopState& hop = m_hops[index];
    advanceHop(hop);
    Item& item = m_items[handle];
    item.place = Item::Place::OnHop;
    item.hop = index;
    item.node = hop.to;
    hop.sendBytes += item.bytes;
    hop.sendMax = std::max(hop.sendMax, hop.sendBytes);
    hop.unsent.pushBack(handle);
    markHopDirty(index);
}

void Simulation::pumpHop(std::uint16_t index)
{
    deliver(index);
    transmit(index);
    while (admitToHop(index)) {
    }
    transmit(index);
}

/// The receiver reads what it has room for.
void Simulation::deliver(std::uint16_t index)
{
    while (!m_hops[index].atDoor && !m_hops[index].received.empty()) {
        HopState& hop = m_hops[index];
        const ItemHandle handle = hop.received.front();
        const Answer answer = ask(hop.to, handle);
        if (answer == Answer::Park) {
            hop.atDoor = true;
            stageOf(hop.to).flow.door().pushBack({m_now, hopSender | index, handle});
            return;
        }
        advanceHop(hop);
        hop.received.popFront();
        hop.receiveBytes -= m_items[handle].bytes;
        m_items[handle].hop = Item::nowhere;
        enter(hop.to, handle, answer);
    }
}

/// Puts the next item on the wire, when that is free and the receiver's window allows it.
void Simulation::transmit(std::uint16_t index)
{
    for (;;) {
        HopState& hop = m_hops[index];
        if (hop.sending || hop.down || hop.unsent.empty()) {
            return;
        }
        const ItemHandle handle = hop.unsent.front();
        const std::int64_t bytes = m_items[handle].bytes;
        if (!fits(hop.receiveBytes + hop.wireBytes, bytes, hop.config.receiveBuffer)) {
            return;
        }
        hop.unsent.popFront();
        hop.wire.pushBack(handle);
        hop.wireBytes += bytes;
        Duration sending{};
        if (hop.config.bandwidth) {
            const double ns = static_cast<double>(bytes) / *hop.config.bandwidth * 1e9;
            sending = Duration(static_cast<std::int64_t>(std::min(ns, 0x1p61) + 0.5));
            hop.sending = true;
            m_heap.push(m_now + sending, EventKind::HopSent, index, 0);
        }
        m_heap.push(m_now + sending + hop.config.latency, EventKind::HopArrive, index, handle);
    }
}

/// Lets the sender in that has waited longest for room in the send buffer, or for the signal, which is the same here.
bool Simulation::admitToHop(std::uint16_t index)
{
    HopState& hop = m_hops[index];
    advanceHop(hop);
    passWithdrawn(hop.door, &hop.doorBytes);
    if (hop.door.empty()) {
        if (hop.held.empty() || !mayMove(hop.held.front())) {
            return false;
        }
        letGo(m_hops[index].held.popFront());
        return true;
    }
    const flow::Sender sender = hop.door.front();
    const bool saturated = sender.item == noItem;
    const std::int64_t bytes = saturated ? nextOf(static_cast<std::uint16_t>(sender.node)).bytes : m_items[sender.item].bytes;
    if (!hopHasRoom(hop, bytes)) {
        return false;
    }
    hop.door.popFront();
    hop.doorBytes -= saturated ? 0 : bytes;
    const ItemHandle handle = takeFrom(sender, {hop.to, index});
    enterHop(index, handle);
    afterTaking(sender);
    return true;
}

void Simulation::hopSent(std::uint16_t index)
{
    m_hops[index].sending = false;
    markHopDirty(index);
}

void Simulation::hopArrives(std::uint16_t index, ItemHandle handle)
{
    HopState& hop = m_hops[index];
    if (hop.down) {
        // Nothing moves on the wire: it arrives when the link is back.
        Instant back = m_now;
        for (const flow::Outage& outage : hop.config.outages) {
            if (outage.at <= back && back < outage.at + outage.length) {
                back = outage.at + outage.length;
            }
        }
        m_heap.push(back, EventKind::HopArrive, index, handle);
        return;
    }
    advanceHop(hop);
    handle = hop.wire.popFront(); // what was sent first arrives first, whatever happened to the link in between
    const std::int64_t bytes = m_items[handle].bytes;
    hop.wireBytes -= bytes;
    hop.sendBytes -= bytes;
    markHopDirty(index);
    if (hop.config.loss > 0.0 && hop.loss.uniform() < hop.config.loss) {
        ++hop.lost;
        m_refusal = {};
        loseAttempt(handle, false);
        return;
    }
    ++hop.carried;
    hop.receiveBytes += bytes;
    hop.receiveMax = std::max(hop.receiveMax, hop.receiveBytes);
    hop.received.pushBack(handle);
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
// The network under real time: somebody else has the clock, brings items, and does work.
#include "sim/simulation.h"

#include <algorithm>

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

void Simulation::advanceTo(Instant now)
{
    while (m_trouble.empty()) {
        const Event* next = m_heap.next();
        const std::int64_t at = next ? next->at : INT64_MAX;
        if (m_boundary <= std::min(at, now.time_since_epoch().count())) {
            crossBoundary(std::max(m_now, Instant(Duration(m_boundary))));
        } else if (at <= now.time_since_epoch().count()) {
            m_now = std::max(m_now, now);
            handleNext(*next);
        } else {
            break;
        }
    }
    m_now = std::max(m_now, now);
}

Instant Simulation::nextDue()
{
    const Event* next = m_heap.next();
    const std::int64_t at = std::min(next ? next->at : INT64_MAX, m_boundary);
    return at == INT64_MAX ? Instant::max() : Instant(Duration(at));
}

void Simulation::notice(OutsideNotice::Kind kind, const Item& item, std::uint16_t node)
{
    if (m_outside == nullptr) {
        return;
    }
    OutsideNotice told;
    told.kind = kind;
    told.loss = m_lostBy;
    told.node = node;
    told.ref = {static_cast<ItemHandle>(&item - &m_items[0]), item.generation};
    told.tag = item.tag;
    told.refusal = m_refusal;
    m_outside->push_back(told);
}

/// What was brought from outside did not get in, or will not get through. Whether it comes again is its bringer's decision: until it does, the
/// request counts as lost.
void Simulation::loseOutside(ItemHandle handle)
{
    const Item item = m_items[handle];
    notice(item.letIn ? OutsideNotice::Kind::Lost : OutsideNotice::Kind::Refused, m_items[handle], item.node);
    m_items.release(handle);
    if (!item.abandoned) {
        loseRequest(item.producer, item, true);
    }
}

ItemHandle Simulation::makeOutside(std::uint16_t producer, const OutsideItem& from)
{
    const ItemHandle handle = makeItem(producer, std::min(from.created, m_now));
    Item& item = m_items[handle];
    ProducerState& sender = producerOf(producer);
    item.outside = true;
    item.tag = from.tag;
    item.bytes = from.bytes;
    item.priority = from.priority;
    item.attempt = from.attempt;
    item.client = from.client;
    item.ofClient = from.client < sender.clients.size();
    if (from.to != Way::out) {
        item.node = from.to;
        item.hop = Way::direct;
    }
    if (from.attempt > 1 && sender.tally.lost == 0) {
        item.attempt = 1; // whatever came before, it was not here: after a restart, or a client that says anything
    } else if (from.attempt > 1) {
        --sender.tally.lost; // the request is tried again, after all
        if (item.ofClient && sender.clients[item.client].lost > 0) {
            --sender.clients[item.client].lost;
            ++sender.clients[item.client].inside;
        }
    }
    return handle;
}

OutsideRef Simulation::bring(std::uint16_t producer, const OutsideItem& from)
{
    const ItemHandle handle = makeOutside(producer, from);
    const OutsideRef ref{handle, m_items[handle].generation};
    dispatch(producer, handle);
    settle();
    return ref;
}

OutsideRef Simulation::bringBack(std::uint16_t producer, const OutsideItem& from)
{
    const ItemHandle handle = makeOutside(producer, from);
    const OutsideRef ref{handle, m_items[handle].generation};
    const std::uint16_t node = m_items[handle].node;
    StageState& stage = stageOf(node);
    countSent(m_items[handle]);
    if (stage.role != Role::Stage) {
        enter(node, handle, ask(node, handle) == Answer::Start ? Answer::Start : Answer::Queue);
    } else {
        stage.metrics.advance(m_now, stage.flow);
        accept(node, handle, stage.flow.startsAtOnce());
    }
    settle();
    return ref;
}

bool Simulation::isThere(OutsideRef ref) const
{
    return ref.item < m_items.slotCount() && m_items[ref.item].generation == ref.generation && m_items[ref.item].place != Item::Place::Free;
}

void Simulation::leaveAlone(OutsideRef ref)
{
    if (!isThere(ref) || m_items[ref.item].abandoned || !m_items[ref.item].outside) {
        return;
    }
    Item& item = m_items[ref.item];
    item.abandoned = true;
    if (item.place == Item::Place::AtDoor) {
        withdraw(item);
    }
    loseRequest(item.producer, item, false);
    settle();
}

void Simulation::workOutside(std::uint16_t node, bool on)
{
    StageState& stage = stageOf(node);
    stage.worksOutside = on;
    noteBlocking();
}

/// The work is the driver's.
void Simulation::handOut(std::uint16_t node, ItemHandle handle, Duration service)
{
    Item& item = m_items[handle];
    item.place = Item::Place::InService;
    item.endsAt = Instant::max();
    item.serviceTime = service;
    notice(OutsideNotice::Kind::Work, item, node);
    if (m_outside != nullptr) {
        m_outside->back().work = service;
    }
}

void Simulation::endWork(OutsideRef ref, bool failed)
{
    if (!isThere(ref) || m_items[ref.item].place != Item::Place::InService || m_items[ref.item].endsAt != Instant::max()) {
        return;
    }
    Item& item = m_items[ref.item];
    item.serviceTime = m_now - item.began;
    item.endsAt = m_now;
    item.failing = item.failing || failed;
    endWork(item.node, ref.item);
    settle();
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

void Simulation::count(std::vector<LinkTally>& links, std::uint16_t to)
{
    for (LinkTally& link : links) {
        if (link.to == to) {
            ++link.items;
            return;
        }
    }
}

void Simulation::log(LoggedEvent::Kind kind, std::uint16_t node, std::uint64_t item)
{
    if (m_log) [[unlikely]] {
        m_log->push_back({m_now, node, kind, item});
    }
}

void Simulation::noteSwitch(std::uint16_t node, flow::WatermarkGate::Switch change)
{
    using Switch = flow::WatermarkGate::Switch;
    if (change != Switch::None) {
        ++stageOf(node).metrics.flips;
        stageOf(node).metrics.switchedAt = m_now;
        log(change == Switch::Pressed ? LoggedEvent::Kind::Pressed : LoggedEvent::Kind::Released, node, 0);
    }
}

std::uint16_t Simulation::chooseWay(const Exits& exits, std::uint64_t routeKey, const Item& item) const
{
    if (exits.ways.empty()) {
        return exits.only;
    }
    Draws draws((item.identity ^ routeKey) + item.visits * 0xd1342543de82ef95u);
    const double u = draws.uniform() * exits.ways.back().upTo;
    for (const Exits::Way& way : exits.ways) {
        if (u < way.upTo) {
            return way.node;
        }
    }
    return exits.ways.back().node;
}

/// The item reaches a stage's door; whoever brings it has let go of it already. answer: what the stage said to it.
void Simulation::enter(std::uint16_t node, ItemHandle handle, flow::Stage::Answer answer)
{
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    for (;; answer = stage.flow.offer(m_items[handle].bytes)) {
        switch (answer) {
        case flow::Stage::Answer::Start:
            accept(node, handle, true);
            return;
        case flow::Stage::Answer::Queue:
            accept(node, handle, false);
            return;
        case flow::Stage::Answer::Refuse:
            refuse(node, handle);
            return;
        case flow::Stage::Answer::MakeRoom: {
            flow::Waiting victim;
            noteSwitch(node, stage.flow.queue().popOldest(victim));
            stage.metrics.noteShorter(stage.flow.queue());
            ++stage.metrics.totals.dropped;
            log(LoggedEvent::Kind::Dropped, node, m_items[victim.item].identity);
            --stage.metrics.totals.inside;
            loseAttempt(victim.item, false);
            markDirty(node); // more room than the newcomer needs may let others in
            break;
        }
        case flow::Stage::Answer::Park:
            // Only a sender can wait at a door; the callers ask before they let go.
            assert(false);
            return;
        }
    }
}

void Simulation::accept(std::uint16_t node, ItemHandle handle, bool startsAtOnce)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    Counters& totals = stage.metrics.totals;
    ++totals.offered;
    ++totals.accepted;
    ++totals.inside;
    totals.retried += item.attempt > 1 ? 1u : 0u;
    stage.metrics.noteInside();
    item.place = Item::Place::Inside;
    item.node = node;
    item.entered = m_now;
    if (startsAtOnce) {
        startService(node, handle);
    } else {
        noteSwitch(node, stage.flow.queue().push({m_now, item.bytes, handle}));
        stage.metrics.noteLonger(stage.flow.queue());
        if (stage.flow.canStart()) {
            // A worker is idle although others wait: it takes the one whose turn it is.
            markDirty(node);
        }
    }
}

void Simulation::refuse(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    ++stage.metrics.totals.offered;
    ++stage.metrics.totals.refused;
    ++stage.refusedQueueFull;
    log(LoggedEvent::Kind::Refused, node, m_items[handle].identity);
    stage.metrics.totals.retried += m_items[handle].attempt > 1 ? 1u : 0u;
    loseAttempt(handle, stage.flow.queue().policy().whenFull != flow::WhenFull::DropNewest);
}

void Simulation::startService(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    item.began = m_now;
    stage.metrics.noteDequeue(m_now, m_now - item.entered);
    stage.flow.wip().start();
    ++item.visits;
    Draws draws((item.identity ^ stage.serviceKey) + item.visits * 0xd1342543de82ef95u);
    const bool own = !stage.hasServiceOf.empty() && stage.hasServiceOf[m_nodes[item.producer].index];
    const Duration service = own ? stage.serviceOf[m_nodes[item.producer].index].duration(draws) : stage.service.duration(draws);
    item.serviceTime = service;
    m_heap.push((m_now + service).time_since_epoch(), EventKind::ServiceEnd, node, handle);
}

void Simulation::finishService(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    Item& item = m_items[handle];
    const std::uint16_t to = chooseWay(stage.exits, stage.routeKey, item);
    stage.flow.wip().finish();
    if (to == Exits::out) {
        leave(node, handle);
        count(stage.links, to);
        completeRequest(handle);
    } else {
        flow::Stage& target = stageOf(to).flow;
        const flow::Stage::Answer answer = target.offer(item.bytes);
        if (answer == flow::Stage::Answer::Park) {
            // Blocking after service: the worker keeps the finished item until there is room.
            stage.flow.wip().hold();
            item.place = Item::Place::Blocked;
            target.door().pushBack({m_now, node, handle});
            return;
        }
        leave(node, handle);
        count(stage.links, to);
        enter(to, handle, answer);
    }
    if (stage.flow.door().empty() && stage.held.empty()) {
        startWaiting(stage, node); // nobody outside waits for what became free
    } else {
        markDirty(node);
    }
}

/// Idle workers take the items whose turn it is.
void Simulation::startWaiting(StageState& stage, std::uint16_t node)
{
    while (stage.flow.canStart()) {
        flow::Waiting next;
        noteSwitch(node, stage.flow.queue().popNext(next));
        stage.metrics.noteShorter(stage.flow.queue());
        startService(node, next.item);
    }
}

/// The visit is over: the item is no longer in the stage, and its worker is free.
void Simulation::leave(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    const Duration wait = item.began - item.entered;
    stage.metrics.noteVisit(wait, item.serviceTime, m_now - item.entered);
    ++stage.metrics.totals.completed;
    --stage.metrics.totals.inside;
    item.waited += wait;
    item.served += item.serviceTime;
}

void Simulation::markDirty(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    if (!stage.dirty) {
        stage.dirty = true;
        m_dirty.push_back(node);
    }
}

/// Lets everybody in who can be, until nothing moves. A list instead of recursion: a chain of a thousand stages is not a deep stack.
void Simulation::settle()
{
    for (std::size_t i = 0; i < m_dirty.size(); ++i) {
        const std::uint16_t node = m_dirty[i];
        stageOf(node).dirty = false;
        settleStage(node);
        if (i > standstillMoves) [[unlikely]] {
            m_trouble = "time stands still: items move in a circle at one instant without end";
            break;
        }
    }
    m_dirty.clear();
}

void Simulation::settleStage(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    std::uint64_t moves = 0;
    do {
        startWaiting(stage, node);
        if (++moves > standstillMoves) [[unlikely]] {
            m_trouble = "time stands still: a saturated source never finds its target full";
            return;
        }
    } while (admitFromDoor(node) || admitHeld(node));
}

/// Lets in the sender that has waited longest, if there is room for its item.
bool Simulation::admitFromDoor(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    auto& door = stage.flow.door();
    while (!door.empty() && door.front().item != noItem && m_items[door.front().item].abandoned
           && m_items[door.front().item].place == Item::Place::AtDoor) {
        // Its sender gave up while it waited: the offer was withdrawn.
        m_items.release(door.popFront().item);
    }
    if (door.empty()) {
        return false;
    }
    const flow::Sender sender = door.front();
    const bool saturated = sender.item == noItem;
    const std::int64_t bytes = saturated ? sizeOfNext(producerOf(static_cast<std::uint16_t>(sender.node))) : m_items[sender.item].bytes;
    if (!stage.flow.admits(bytes)) {
        return false;
    }
    door.popFront();
    const auto from = static_cast<std::uint16_t>(sender.node);
    const bool startsAtOnce = stage.flow.wip().hasPermit() && stage.flow.queue().empty();
    if (!m_nodes[from].isProducer) {
        StageState& upstream = stageOf(from);
        upstream.metrics.advance(m_now, upstream.flow);
        upstream.flow.wip().unblock();
        leave(from, sender.item);
        count(upstream.links, node);
        markDirty(from);
        accept(node, sender.item, startsAtOnce);
        return true;
    }
    ProducerState& producer = producerOf(from);
    noteHolding(producer, 0, -1);
    ItemHandle handle = sender.item;
    if (saturated) {
        handle = makeItem(from, m_now);
    }
    countSent(m_items[handle]);
    count(producer.links, node);
    if (saturated && producer.timeout) {
        promiseTimeout(from, handle, *producer.timeout);
    }
    accept(node, handle, startsAtOnce);
    if (saturated) {
        queueSaturated(from);
    }
    return true;
}

/// Lets go the sender that has waited longest for the signal, if it need not wait any more.
bool Simulation::admitHeld(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    if (stage.held.empty()) {
        return false;
    }
    const HeldSender sender = stage.held.front();
    const bool saturated = sender.item == noItem;
    const std::int64_t bytes = saturated ? sizeOfNext(producerOf(sender.producer)) : m_items[sender.item].bytes;
    const bool untilRoom = !saturated && m_items[sender.item].untilRoom;
    if (untilRoom ? !stage.flow.admits(bytes) : stage.flow.holdsBack(bytes)) {
        return false;
    }
    stage.held.popFront();
    noteHolding(producerOf(sender.producer), -1, 0);
    if (saturated) {
        dispatch(sender.producer, makeItem(sender.producer, m_now));
        queueSaturated(sender.producer);
    } else {
        dispatch(sender.producer, sender.item);
        releaseSource(sender.producer);
    }
    return true;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

namespace {

constexpr std::uint64_t itemStep = 0x9e3779b97f4a7c15u;

std::uint64_t identityOf(const ProducerState& producer, std::uint64_t number)
{
    return mix64(producer.itemKey + number * itemStep);
}

std::int64_t sizeOf(const ProducerState& producer, std::uint64_t identity)
{
    if (producer.size.isConstant()) {
        return producer.size.constant();
    }
    Draws draws(identity ^ producer.sizeKey);
    return producer.size.whole(draws);
}

} // namespace

ItemHandle Simulation::makeItem(std::uint16_t node, Instant created)
{
    ProducerState& producer = producerOf(node);
    const ItemHandle handle = m_items.allocate();
    Item& item = m_items[handle];
    item.created = created;
    item.producer = node;
    item.identity = identityOf(producer, producer.born++);
    item.bytes = sizeOf(producer, item.identity);
    item.node = chooseWay(producer.exits, producer.routeKey, item);
    item.ofUser = producer.closed;
    item.place = Item::Place::Held;
    return handle;
}

/// The source has made as many items as it may.
bool Simulation::spent(std::uint16_t node) const
{
    const ProducerState& producer = m_producers[m_nodes[node].index];
    return producer.born >= producer.itemLimit;
}

std::int64_t Simulation::sizeOfNext(const ProducerState& producer) const
{
    return sizeOf(producer, identityOf(producer, producer.born));
}

void Simulation::planArrival(std::uint16_t node, Instant from)
{
    ProducerState& producer = producerOf(node);
    if (m_nodes[node].retired || spent(node)) {
        return;
    }
    if (const Instant at = producer.process.next(from); at != ArrivalProcess::never) {
        m_heap.push(at.time_since_epoch(), EventKind::Arrival, node, producer.epoch);
    }
}

void Simulation::arrive(std::uint16_t node)
{
    ProducerState& producer = producerOf(node);
    produce(node, producer.hasBatch ? producer.batch.whole(producer.batchDraws) : 1);
}

/// Makes and sends the items of one instant. When every client is held back by the signal, production stops: what is left of the batch and
/// the next gap wait until one is let go.
void Simulation::produce(std::uint16_t node, std::int64_t items)
{
    for (std::int64_t i = 0; i < items; ++i) {
        if (spent(node)) {
            return;
        }
        const ItemHandle handle = makeItem(node, m_now);
        if (send(node, handle) == Sent::Held && producerOf(node).held >= producerConfig(node).clients) {
            producerOf(node).batchLeft = items - i - 1;
            producerOf(node).stalled = true;
            return;
        }
    }
    planArrival(node, m_now);
}

/// A sender has an item (or another attempt) to send, and looks at the signal first.
Simulation::Sent Simulation::send(std::uint16_t node, ItemHandle handle)
{
    const flow::Stage& target = stageOf(m_items[handle].node).flow;
    const std::int64_t bytes = m_items[handle].bytes;
    switch (producerOf(node).onPressure) {
    case flow::OnPressure::Ignore:
        break;
    case flow::OnPressure::Wait:
        if (target.holdsBack(bytes)) {
            hold(node, handle);
            return Sent::Held;
        }
        break;
    case flow::OnPressure::Shed:
        if (target.queue().hasMarks() ? target.queue().pressed() : !target.admits(bytes)) {
            shed(node, handle);
            return Sent::Gone;
        }
        break;
    }
    dispatch(node, handle);
    return Sent::Gone;
}

void Simulation::hold(std::uint16_t node, ItemHandle handle)
{
    Item& item = m_items[handle];
    item.place = Item::Place::Held;
    stageOf(item.node).held.pushBack({m_now, node, handle});
    noteHolding(producerOf(node), 1, 0);
}

void Simulation::shed(std::uint16_t node, ItemHandle handle)
{
    ProducerState& producer = producerOf(node);
    const Item item = m_items[handle];
    // A first try that is shed was never sent; a later one ends a request that was.
    ++(item.attempt == 1 ? producer.tally.shed : producer.tally.lost);
    m_items.release(handle);
    endRequest(node, item.ofUser, true);
}

/// The item leaves its sender: into the stage, or to its door.
void Simulation::dispatch(std::uint16_t node, ItemHandle handle)
{
    ProducerState& producer = producerOf(node);
    Item& item = m_items[handle];
    if (producer.budgetRatio && item.attempt == 1) {
        producer.budget.onFirstTry(*producer.budgetRatio);
    }
    if (producer.timeout) {
        promiseTimeout(node, handle, *producer.timeout);
    }
    flow::Stage& target = stageOf(item.node).flow;
    const flow::Stage::Answer answer = target.offer(item.bytes);
    if (answer == flow::Stage::Answer::Park) {
        item.place = Item::Place::AtDoor;
        target.door().pushBack({m_now, node, handle});
        noteHolding(producer, 0, 1);
        return;
    }
    countSent(item);
    count(producer.links, item.node);
    enter(item.node, handle, answer);
}

void Simulation::countSent(const Item& item)
{
    ProducerTally& tally = producerOf(item.producer).tally;
    ++tally.sent;
    tally.retried += item.attempt > 1 ? 1u : 0u;
}

/// A held item was let go: a source that had stopped goes on from now.
void Simulation::releaseSource(std::uint16_t node)
{
    ProducerState& producer = producerOf(node);
    if (producer.stalled && producer.held < producerConfig(node).clients) {
        producer.stalled = false;
        const std::int64_t left = producer.batchLeft;
        producer.batchLeft = 0;
        produce(node, left);
    }
}

/// A saturated source always has one more item, which is born when it is let in.
void Simulation::queueSaturated(std::uint16_t node)
{
    ProducerState& producer = producerOf(node);
    const ProducerNode& config = producerConfig(node);
    if (m_nodes[node].retired || spent(node) || config.arrivals.kind != Arrivals::Kind::Saturated) {
        return;
    }
    Item next;
    next.identity = identityOf(producer, producer.born);
    const std::uint16_t to = chooseWay(producer.exits, producer.routeKey, next);
    if (config.onPressure == flow::OnPressure::Wait) {
        stageOf(to).held.pushBack({m_now, node, noItem});
        noteHolding(producer, 1, 0);
    } else {
        stageOf(to).flow.door().pushBack({m_now, node, noItem});
        noteHolding(producer, 0, 1);
    }
    markDirty(to);
}

void Simulation::noteHolding(ProducerState& producer, std::int64_t heldMore, std::int64_t parkedMore) const
{
    if (producer.held + producer.parked > 0) {
        producer.tally.heldTime += static_cast<std::uint64_t>((m_now - producer.holdingSince).count());
    }
    if (producer.held + producer.parked == 0) {
        producer.waitingSince = m_now;
    }
    producer.holdingSince = m_now;
    producer.held += heldMore;
    producer.parked += parkedMore;
}

void Simulation::promiseTimeout(std::uint16_t node, ItemHandle handle, Duration timeout)
{
    ProducerState& producer = producerOf(node);
    m_items[handle].hasTimeout = true;
    const TimeoutEntry entry{m_now + timeout, handle, m_items[handle].generation};
    auto& line = producer.timeouts;
    if (!line.empty() && line[line.size() - 1].at > entry.at) {
        // The timeout was shortened while the run went on: put the entry where it belongs.
        flow::Ring<TimeoutEntry> sorted;
        bool placed = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (!placed && line[i].at > entry.at) {
                sorted.pushBack(entry);
                placed = true;
            }
            sorted.pushBack(line[i]);
        }
        line = std::move(sorted);
        producer.timeoutPlanned = false;
    } else {
        line.pushBack(entry);
    }
    if (!producer.timeoutPlanned) {
        planTimeout(node);
    }
}

/// Only the first entry that still matters is an event: most timeouts never come.
void Simulation::planTimeout(std::uint16_t node)
{
    ProducerState& producer = producerOf(node);
    auto& line = producer.timeouts;
    while (!line.empty()) {
        const TimeoutEntry& entry = line.front();
        const Item& item = m_items[entry.item];
        if (item.generation == entry.generation && item.place != Item::Place::Free && !item.abandoned) {
            m_heap.push(entry.at.time_since_epoch(), EventKind::Timeout, node, 0);
            producer.timeoutPlanned = true;
            return;
        }
        line.popFront();
    }
}

void Simulation::timeOut(std::uint16_t node)
{
    ProducerState& producer = producerOf(node);
    producer.timeoutPlanned = false;
    auto& line = producer.timeouts;
    while (!line.empty() && line.front().at <= m_now) {
        const TimeoutEntry entry = line.popFront();
        const Item& item = m_items[entry.item];
        if (item.generation == entry.generation && item.place != Item::Place::Free && !item.abandoned) {
            expire(entry.item);
        }
    }
    planTimeout(node);
}

/// The sender gives up. Work that was queued is not cancelled: it goes on as dead work.
void Simulation::expire(ItemHandle handle)
{
    Item& item = m_items[handle];
    const Item::Place place = item.place;
    item.abandoned = true;
    if (place == Item::Place::AtDoor) {
        // It never got in: the offer is withdrawn, and the door passes over it.
        countSent(item);
        noteHolding(producerOf(item.producer), 0, -1);
        markDirty(item.node);
    }
    failAttempt(handle, false);
    if (place == Item::Place::Vanished) {
        m_items.release(handle);
    }
}

/// An attempt was turned away or thrown away. told: its sender knows at once; else only the timeout, if there is one, tells it.
void Simulation::loseAttempt(ItemHandle handle, bool told)
{
    Item& item = m_items[handle];
    if (item.abandoned) {
        m_items.release(handle);
        return;
    }
    if (told) {
        failAttempt(handle, true);
        m_items.release(handle);
        return;
    }
    if (item.hasTimeout) {
        item.place = Item::Place::Vanished;
        return;
    }
    const std::uint16_t node = item.producer;
    const bool ofUser = item.ofUser;
    ++producerOf(node).tally.lost;
    m_items.release(handle);
    endRequest(node, ofUser, true);
}

/// The sender knows that an attempt failed: it tries again, if its policy and its budget allow, or the request is lost.
void Simulation::failAttempt(ItemHandle handle, bool refused)
{
    const Item failed = m_items[handle];
    const std::uint16_t node = failed.producer;
    ProducerState& producer = producerOf(node);
    const flow::RetryPolicy& policy = producerConfig(node).retry;
    const bool allowed = policy.kind != flow::RetryPolicy::Kind::None && !m_nodes[node].retired
                         && (!policy.attempts || failed.attempt < *policy.attempts);
    if (!allowed || (policy.budget && !producer.budget.take())) {
        ++producer.tally.lost;
        endRequest(node, failed.ofUser, refused);
        return;
    }
    Draws draws((failed.identity ^ producer.retryKey) + failed.attempt * 0xd1342543de82ef95u);
    const Duration delay = flow::retryDelay(policy, failed.attempt, failed.backoff, draws.uniform());
    const ItemHandle next = m_items.allocate();
    Item& item = m_items[next];
    item.created = failed.created;
    item.producer = node;
    item.identity = failed.identity;
    item.bytes = failed.bytes;
    item.attempt = failed.attempt + 1;
    item.visits = failed.visits;
    item.backoff = delay;
    item.ofUser = failed.ofUser;
    item.place = Item::Place::BackingOff;
    item.node = chooseWay(producer.exits, producer.routeKey, item);
    m_heap.push((m_now + delay).time_since_epoch(), EventKind::RetryDue, node, next);
}

/// The item has left the network.
void Simulation::completeRequest(ItemHandle handle)
{
    const Item& item = m_items[handle];
    if (item.abandoned) {
        m_items.release(handle);
        return;
    }
    const std::uint16_t node = item.producer;
    const bool ofUser = item.ofUser;
    ProducerState& producer = producerOf(node);
    ++producer.tally.completed;
    ++m_completed;
    producer.wait.record(item.waited);
    producer.service.record(item.served);
    producer.sojourn.record(m_now - item.created);
    m_items.release(handle);
    endRequest(node, ofUser, false);
}

void Simulation::endRequest(std::uint16_t node, bool ofUser, bool refused)
{
    if (!ofUser) {
        return;
    }
    ProducerState& producer = producerOf(node);
    const Arrivals& arrivals = producerConfig(node).arrivals;
    if (m_nodes[node].retired || arrivals.kind != Arrivals::Kind::Closed || producer.users > arrivals.users || spent(node)) {
        --producer.users;
        return;
    }
    userThinks(node, refused);
}

void Simulation::userThinks(std::uint16_t node, bool refused)
{
    ProducerState& producer = producerOf(node);
    const Duration thinking = producer.think.duration(producer.thinkDraws);
    if (thinking == Duration::zero() && refused) {
        // Sending again at the same instant would be refused again, for ever: the user waits until there is room.
        const ItemHandle handle = makeItem(node, m_now);
        m_items[handle].untilRoom = true;
        hold(node, handle);
        return;
    }
    ++producer.thinking;
    m_heap.push((m_now + thinking).time_since_epoch(), EventKind::ThinkEnd, node, producer.epoch);
}

void Simulation::userSends(std::uint16_t node)
{
    ProducerState& producer = producerOf(node);
    const ProducerNode& config = producerConfig(node);
    --producer.thinking;
    if (producer.users > config.arrivals.users || spent(node)) {
        --producer.users;
        return;
    }
    send(node, makeItem(node, m_now));
}

} // namespace highwater

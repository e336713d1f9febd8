// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

/// An attempt leaves its sender.
void Simulation::countSent(const Item& item)
{
    ProducerState& producer = producerOf(item.producer);
    ++producer.tally.sent;
    producer.tally.retried += item.attempt > 1 ? 1u : 0u;
    if (item.ofClient && item.client < producer.clients.size()) {
        ClientTally& client = producer.clients[item.client];
        ++client.sent;
        client.inside += item.attempt == 1 ? 1 : 0;
        client.insideMax = std::max(client.insideMax, client.inside);
    }
}

void Simulation::promiseTimeout(std::uint16_t node, ItemHandle handle, Duration timeout)
{
    ProducerState& producer = producerOf(node);
    m_items[handle].hasTimeout = true;
    const TimeoutEntry entry{m_now + timeout, handle, m_items[handle].generation};
    auto& line = producer.timeouts;
    if (!line.empty() && line.back().at > entry.at) {
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
            m_heap.push(entry.at, EventKind::Timeout, node, 0);
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
            giveUp(entry.item);
        }
    }
    planTimeout(node);
}

/// The sender gives up. Work that was queued is not cancelled: it goes on as dead work.
void Simulation::giveUp(ItemHandle handle)
{
    Item& item = m_items[handle];
    const Item::Place place = item.place;
    item.abandoned = true;
    ++producerOf(item.producer).tally.timedOut;
    if (place == Item::Place::AtDoor) {
        withdraw(item);
    }
    m_refusal = {};
    failAttempt(handle, false);
    if (place == Item::Place::Vanished) {
        m_items.release(handle);
    }
}

/// An item at a door never got in: its offer is withdrawn, and the door passes over it.
void Simulation::withdraw(const Item& item)
{
    countSent(item);
    noteHolding(producerOf(item.producer), 0, -1);
    item.hop == Way::direct ? markDirty(item.node) : markHopDirty(item.hop);
}

/// What ends with an attempt, whatever comes next.
void Simulation::endAttempt(const Item& item, bool completed)
{
    ProducerState& producer = producerOf(item.producer);
    switch (producerConfig(item.producer).retry.kind) {
    case flow::RetryPolicy::Kind::Grpc:
        completed ? producer.throttle.onSuccess() : producer.throttle.onFailure();
        break;
    case flow::RetryPolicy::Kind::Envoy:
        if (item.attempt > 1) {
            producer.cap.onEnd();
        }
        break;
    default:
        break;
    }
}

bool Simulation::mayRetry(std::uint16_t node, const Item& failed)
{
    using Policy = flow::RetryPolicy::Kind;
    ProducerState& producer = producerOf(node);
    const flow::RetryPolicy& policy = producerConfig(node).retry;
    if (policy.kind == Policy::None || m_nodes[node].retired || (policy.attempts && failed.attempt >= *policy.attempts)) {
        return false;
    }
    if (policy.kind == Policy::Grpc && !producer.throttle.allows()) {
        return false;
    }
    if (policy.kind == Policy::Envoy) {
        const ProducerTally& tally = producer.tally;
        const auto underWay = static_cast<std::int64_t>(tally.sent - tally.retried - tally.completed - tally.lost);
        if (!producer.cap.allows(underWay)) {
            return false;
        }
    }
    if (policy.budget && !producer.budget.take()) {
        return false;
    }
    if (policy.kind == Policy::Envoy) {
        producer.cap.onBegin();
    }
    return true;
}

/// The sender knows that an attempt failed: it tries again, if its policy and its budget allow, or the request is lost.
void Simulation::failAttempt(ItemHandle handle, bool refused)
{
    const Item failed = m_items[handle];
    const std::uint16_t node = failed.producer;
    endAttempt(failed, false);
    if (!mayRetry(node, failed)) {
        loseRequest(node, failed, refused);
        return;
    }
    ProducerState& producer = producerOf(node);
    const flow::RetryPolicy& policy = producerConfig(node).retry;
    Draws draws((failed.identity ^ producer.retryKey) + failed.attempt * 0xd1342543de82ef95u);
    Duration delay = flow::retryDelay(policy, failed.attempt, failed.backoff, draws.uniform());
    if (policy.respectRetryAfter && !(producer.hostile && failed.client == 0)) {
        delay = flow::atLeast(delay, m_refusal.retryAfter);
    }
    const ItemHandle next = m_items.allocate();
    Item& item = m_items[next];
    item.created = failed.created;
    item.producer = node;
    item.identity = failed.identity;
    item.bytes = failed.bytes;
    item.priority = failed.priority;
    item.client = failed.client;
    item.ofClient = failed.ofClient;
    item.attempt = failed.attempt + 1;
    item.visits = failed.visits;
    item.backoff = delay;
    item.ofUser = failed.ofUser;
    item.place = Item::Place::BackingOff;
    if (producer.deadline) {
        item.deadline = m_now + delay + *producer.deadline;
    }
    const Way way = chooseWay(producer.exits, producer.routeKey, item);
    item.node = way.node;
    item.hop = way.hop;
    m_heap.push(m_now + delay, EventKind::RetryDue, node, next);
}

void Simulation::loseRequest(std::uint16_t node, const Item& item, bool refused)
{
    ProducerState& producer = producerOf(node);
    ++producer.tally.lost;
    if (item.ofClient && item.client < producer.clients.size()) {
        ++producer.clients[item.client].lost;
        --producer.clients[item.client].inside;
    }
    endRequest(node, item.ofUser, refused);
}

/// The item has left the network.
void Simulation::completeRequest(ItemHandle handle)
{
    const Item& item = m_items[handle];
    if (item.credit != Item::noCredit || item.call != Item::noCall) [[unlikely]] {
        returnCredits(handle);
        endCalls(handle);
    }
    if (item.parent != noItem) {
        endCopy(handle, true);
        return;
    }
    if (item.outside) [[unlikely]] {
        notice(OutsideNotice::Kind::Completed, item, item.node);
    }
    if (item.abandoned) {
        ++producerOf(item.producer).tally.dead;
        m_items.release(handle);
        return;
    }
    const std::uint16_t node = item.producer;
    const bool ofUser = item.ofUser;
    ProducerState& producer = producerOf(node);
    if (producer.countsEnds) [[unlikely]] {
        endAttempt(item, true);
    }
    ++producer.tally.completed;
    ++m_completed;
    producer.wait.record(item.waited);
    producer.service.record(item.served);
    producer.sojourn.record(m_now - item.created);
    if (item.ofClient && item.client < producer.clients.size()) {
        ++producer.clients[item.client].completed;
        --producer.clients[item.client].inside;
    }
    m_items.release(handle);
    endRequest(node, ofUser, false);
}

} // namespace highwater

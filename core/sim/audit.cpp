// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/audit.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace highwater {

using flow::ItemHandle;
using flow::noItem;
using Place = Item::Place;

std::string auditOf(const Simulation& simulation)
{
    return Audit(simulation).fault();
}

Audit::Audit(const Simulation& simulation)
    : m_sim(simulation), m_seen(simulation.m_items.slotCount()), m_stages(simulation.m_stages.size()), m_producers(simulation.m_producers.size())
{
}

std::string Audit::fault()
{
    for (std::size_t i = 0; i < m_producers.size(); ++i) {
        m_producers[i].clients.resize(m_sim.m_producers[i].clients.size());
    }
    walkStages();
    walkHops();
    if (m_fault.empty()) {
        walkItems();
    }
    if (m_fault.empty()) {
        checkFamilies();
    }
    for (std::size_t i = 0; i < m_sim.m_nodes.size() && m_fault.empty(); ++i) {
        const auto node = static_cast<std::uint16_t>(i);
        m_sim.m_nodes[i].isProducer ? checkProducer(node) : checkStage(node);
    }
    return m_fault;
}

void Audit::blame(std::uint16_t node, const std::string& what)
{
    if (m_fault.empty()) {
        const auto& config = m_sim.m_nodes[node].config;
        m_fault = (config ? config->name : "a node") + (m_sim.m_nodes[node].retired ? " (retired): " : ": ") + what;
    }
}

void Audit::expect(bool good, std::uint16_t node, const char* what)
{
    if (!good) {
        blame(node, what);
    }
}

void Audit::expectEqual(std::int64_t found, std::int64_t wanted, std::uint16_t node, const char* what)
{
    if (found != wanted) {
        blame(node, std::string(what) + ": it says " + std::to_string(found) + ", there are " + std::to_string(wanted));
    }
}

/// Whether an item is inside the stage that it names.
bool Audit::isInStage(const Item& item)
{
    switch (item.place) {
    case Place::Waiting:
    case Place::InService:
    case Place::Paused:
    case Place::Hung:
    case Place::Reserving:
    case Place::Blocked:
    case Place::Sharing:
        return true;
    case Place::Spread:
        return item.readers > 0;
    default:
        return false;
    }
}

void Audit::walkItems()
{
    std::size_t alive = 0;
    std::size_t credits = 0;
    std::size_t calls = 0;
    for (std::size_t i = 0; i < m_seen.size() && m_fault.empty(); ++i) {
        const auto handle = static_cast<ItemHandle>(i);
        const Item& each = item(handle);
        if (each.place == Place::Free) {
            continue;
        }
        ++alive;
        countAtStage(each, m_seen[i]);
        countForProducer(each);
        countFamily(handle);
        for (std::uint32_t credit = each.credit; credit != Item::noCredit; credit = m_sim.m_credits[credit].next) {
            ++at(m_sim.m_credits[credit].window).credits;
            ++credits;
            if (credits > m_sim.m_credits.size()) {
                blame(each.node, "a credit is held twice");
                return;
            }
        }
        for (std::uint32_t call = each.call; call != Item::noCall; call = m_sim.m_calls[call].outer) {
            if (++calls > m_sim.m_calls.size()) {
                blame(each.node, "a call is answered twice");
                return;
            }
        }
    }
    for (std::uint32_t call = m_sim.m_freeCall; call != Item::noCall; call = m_sim.m_calls[call].outer) {
        ++calls;
    }
    if (m_fault.empty() && calls != m_sim.m_calls.size()) {
        m_fault = std::to_string(m_sim.m_calls.size() - calls) + " calls are answered by nobody";
    }
    if (m_fault.empty() && alive != m_sim.m_items.inUse()) {
        m_fault = std::to_string(m_sim.m_items.inUse()) + " items are in use, " + std::to_string(alive) + " are somewhere";
    }
}

void Audit::countAtStage(const Item& each, std::uint8_t seen)
{
    static constexpr std::array<const char*, 15> names{"free",      "backing off", "held",   "at a door", "waiting",
                                                       "in service", "paused",      "hung",   "reserving", "blocked",
                                                       "sharing",   "on a wire",   "calling", "spread",    "vanished"};
    std::uint8_t least = 1;
    std::uint8_t most = 1;
    if (m_sim.m_nodes[each.node].isProducer) {
        blame(each.node, "an item says that it is in a producer");
        return;
    }
    const StageState& where = stage(each.node);
    StageCount& count = at(each.node);
    switch (each.place) {
    case Place::Free:
        break;
    case Place::BackingOff:
    case Place::Vanished:
        least = most = 0;
        break;
    case Place::Calling:
        least = 0;
        break;
    case Place::Spread:
        least = most = 0;
        count.spread += each.readers > 0 ? 1 : 0;
        expect(each.readers == 0 || where.role == Role::Channel, each.node, "an item is spread where there is no channel");
        break;
    case Place::Waiting:
        ++count.waiting;
        break;
    case Place::InService:
        ++count.serving;
        least = most = where.tracksService ? 1 : 0;
        expect(each.endsAt >= m_sim.m_now, each.node, "a service should have ended");
        expect(!where.flow.wip().down() && !where.shared, each.node, "an item is in service while nobody works, or all share");
        break;
    case Place::Paused:
        ++count.paused;
        expect(where.flow.wip().down(), each.node, "an item is paused although its stage is up");
        break;
    case Place::Hung:
        ++count.hung;
        break;
    case Place::Sharing:
        ++count.shared;
        break;
    case Place::Reserving:
        ++count.reserving;
        break;
    case Place::Blocked:
        ++count.blocked;
        break;
    case Place::Held:
    case Place::AtDoor:
    case Place::OnHop:
        break;
    }
    if (seen < least || seen > most) {
        blame(each.node, std::string("an item that is ") + names[static_cast<std::size_t>(each.place)] + " stands in "
                             + std::to_string(seen) + " lines");
    }
    if (each.worker != Item::nowhere) {
        ++count.workers;
        expect(each.worker < where.extras.workerBusy.size() && where.extras.workerBusy[each.worker], each.node,
               "a worker does not know that it works");
    }
    if (each.onward != Item::nowhere && each.place != Place::Reserving) {
        ++at(each.onward).promised;
        at(each.onward).promisedWeight += stage(each.onward).flow.queue().weightOf(each.bytes, each.priority);
        expect(isInStage(each), each.node, "a place is promised to an item that is in no stage");
    }
    expect(!each.interrupted || each.place == Place::Waiting, each.node, "an item is interrupted and does not wait");
    const bool inReplica = isInStage(each) && where.role == Role::Replica;
    expect(inReplica ? each.outer == where.owner : each.outer == Item::nowhere, each.node,
           "an item does not know whether it is inside a balancer");
    if (inReplica) {
        StageCount& pool = at(where.owner);
        ++pool.inPool;
        pool.inPart.resize(stage(where.owner).extras.parts.size());
        ++pool.inPart[where.part];
    }
}

/// Of the attempts of a request at most one counts: that which its sender has not given up.
void Audit::countForProducer(const Item& each)
{
    if (each.parent != noItem || (each.abandoned && each.place != Place::AtDoor)) {
        return;
    }
    const auto index = m_sim.m_nodes[each.producer].index;
    ProducerCount& count = m_producers[index];
    if (each.abandoned) {
        return;
    }
    count.held += each.place == Place::Held ? 1 : 0;
    count.parked += each.place == Place::AtDoor ? 1 : 0;
    count.users += each.ofUser ? 1 : 0;
    count.promisedTimeouts += each.hasTimeout ? 1 : 0;
    if (each.attempt > 1 || (each.place != Place::Held && each.place != Place::AtDoor)) {
        ++count.underWay;
        if (each.ofClient && each.client < count.clients.size()) {
            ++count.clients[each.client];
        }
    }
}

void Audit::countFamily(ItemHandle handle)
{
    const Item& each = item(handle);
    if (each.parent == noItem && each.copies == 0) {
        return;
    }
    if (!m_families) {
        m_families = true;
        m_copies.resize(m_seen.size());
        m_readers.resize(m_seen.size());
    }
    if (each.parent == noItem) {
        return;
    }
    if (each.parent >= m_seen.size() || item(each.parent).place != Place::Spread) {
        blame(each.node, "a copy has no parent");
        return;
    }
    ++m_copies[each.parent];
    if (isInStage(each) && stage(each.node).role == Role::Consumer) {
        ++m_readers[each.parent];
        expect(stage(each.node).owner == item(each.parent).node || item(each.parent).readers == 0, each.node,
               "a copy is read in another channel than its parent's");
    }
}

void Audit::checkFamilies()
{
    for (std::size_t i = 0; m_families && i < m_seen.size(); ++i) {
        const Item& each = item(static_cast<ItemHandle>(i));
        if (each.place == Place::Spread) {
            expectEqual(each.copies, m_copies[i], each.node, "copies of an item");
            expectEqual(each.readers, m_readers[i], each.node, "consumers that have not finished with an item");
        }
    }
}

void Audit::checkStage(std::uint16_t node)
{
    const StageState& state = stage(node);
    const StageCount& count = at(node);
    const flow::WipLimiter& wip = state.flow.wip();
    const Counters& totals = state.metrics.totals;
    const std::int64_t busy = state.role == Role::Channel    ? count.spread
                              : state.role == Role::Balancer ? count.inPool
                                                             : count.serving + count.shared + count.hung;
    expectEqual(wip.busy(), busy, node, "busy workers");
    expectEqual(wip.blocked(), count.blocked + count.reserving + count.paused, node, "blocked workers");
    expectEqual(state.flow.queue().items(), count.waiting, node, "waiting items");
    expectEqual(static_cast<std::int64_t>(totals.inside), state.flow.queue().items() + wip.busy() + wip.blocked(), node, "items inside");
    expect(totals.conserved(), node, "its counters do not add up");
    const auto refused = std::accumulate(state.refusedBy.begin(), state.refusedBy.end(), std::uint64_t{0});
    expectEqual(static_cast<std::int64_t>(totals.refused), static_cast<std::int64_t>(refused), node, "refusals by their reasons");
    if (state.role != Role::Channel && state.role != Role::Balancer) {
        std::uint64_t gone = 0;
        for (const LinkTally& link : state.links) {
            gone += link.items;
        }
        expectEqual(static_cast<std::int64_t>(totals.completed), static_cast<std::int64_t>(gone), node, "items that left along its links");
    }
    expectEqual(std::count(state.extras.workerBusy.begin(), state.extras.workerBusy.end(), true), count.workers, node,
                "workers of their own speed that are taken");
    expectEqual(state.flow.reserved(), count.promised, node, "promised places");
    expectEqual(state.flow.reservedWeight(), count.promisedWeight, node, "weight of the promised places");
    expectEqual(state.flow.creditsOut(), count.credits, node, "credits that are out");
    expect(!state.dirty, node, "it was left unsettled");
    checkQueue(node);
    checkWakeUps(node);
    if (state.role == Role::Channel) {
        checkChannel(node);
    } else if (state.role == Role::Balancer) {
        checkBalancer(node);
    }
}

void Audit::checkQueue(std::uint16_t node)
{
    const StageState& state = stage(node);
    const flow::BoundedQueue& queue = state.flow.queue();
    const auto& marks = queue.policy().marks;
    expect(marks || !queue.pressed(), node, "pressed without marks");
    expect(!marks || queue.level() < marks->high || queue.pressed(), node, "at the high mark and not pressed");
    expect(!marks || queue.level() > marks->low || !queue.pressed(), node, "at the low mark and still pressed");
    if (state.role != Role::Channel) {
        const std::int64_t inside = state.flow.wip().busy() + state.flow.wip().blocked();
        const std::int64_t outside = state.shared ? std::max<std::int64_t>(0, inside - state.flow.wip().limit()) : 0;
        expectEqual(queue.outside(), outside, node, "items that share the workers beyond their number");
    }
    std::int64_t weight = queue.outside();
    queue.forEach([&](const flow::Waiting& each) { weight += queue.weightOf(each.bytes, each.priority); });
    expectEqual(queue.level(), weight, node, "level of the queue");
}

/// Nobody waits who could move.
void Audit::checkWakeUps(std::uint16_t node)
{
    const StageState& state = stage(node);
    expect(state.role == Role::Balancer || !state.flow.canStart(), node, "an idle worker does not take a waiting item");
    if (!state.flow.door().empty()) {
        const flow::Sender& first = state.flow.door().front();
        const Item& next = first.item == noItem ? m_sim.nextOf(static_cast<std::uint16_t>(first.node)) : item(first.item);
        expect(!next.abandoned || next.place != Place::AtDoor, node, "an offer that was withdrawn stands first at the door");
        expect(!m_sim.admits(node, next.bytes, next.priority), node, "a sender sleeps at an open door");
    }
    if (!state.held.empty()) {
        expect(!m_sim.mayMove(state.held.front()), node, "a held sender sleeps although nothing holds it");
    }
}

/// The slowest of its living consumers is its level.
void Audit::checkChannel(std::uint16_t node)
{
    const StageExtras& extras = stage(node).extras;
    std::int64_t most = 0;
    for (std::size_t i = 0; i < extras.parts.size(); ++i) {
        const std::int64_t unread = stage(extras.parts[i]).flow.queue().items();
        most = extras.alive[i] ? std::max(most, unread) : most;
        expect(extras.alive[i] || unread == 0, extras.parts[i], "a consumer that was killed has unread items");
    }
    expectEqual(stage(node).flow.queue().outside(), most, node, "unread items of the slowest consumer");
}

void Audit::checkBalancer(std::uint16_t node)
{
    using State = flow::ReplicaSet::State;
    const StageState& state = stage(node);
    const flow::ReplicaSet& replicas = state.extras.replicas;
    StageCount& count = at(node);
    count.inPart.resize(state.extras.parts.size());
    bool onTheWay = false;
    bool startable = false;
    for (int i = 0; i < replicas.size(); ++i) {
        const std::int64_t inside = count.inPart[static_cast<std::size_t>(i)];
        const State now = replicas.state(i);
        expect(replicas.load(i) <= inside && (replicas.load(i) > 0) == (inside > 0), node, "a replica's load differs from what is inside it");
        expect(now != State::Draining || replicas.load(i) > 0, node, "a replica without load is draining");
        expect(now != State::Starting || replicas.startsAt(i) >= m_sim.m_now, node, "a replica should have started");
        onTheWay = onTheWay || now == State::Starting || now == State::Running;
        startable = startable || (now == State::Stopped && i < replicas.policy().max);
    }
    const flow::BoundedQueue& queue = state.flow.queue();
    if (queue.empty()) {
        return;
    }
    expect(onTheWay || !startable, node, "an item waits, and no replica is started");
    const Item& first = item(queue.oldest().item);
    bool taken = true;
    for (const double uniform : {0.0, 0.25, 0.5, 0.75, 0.999}) {
        const int chosen = replicas.choose(m_sim.connectionOf(first), uniform);
        taken = taken && chosen >= 0
                && stage(state.extras.parts[static_cast<std::size_t>(chosen)]).flow.offer(first.bytes, first.priority)
                       != flow::Stage::Answer::Park;
    }
    expect(!taken, node, "an item waits that a replica would take");
}

void Audit::checkProducer(std::uint16_t node)
{
    const ProducerState& producer = m_sim.m_producers[m_sim.m_nodes[node].index];
    const ProducerCount& count = m_producers[m_sim.m_nodes[node].index];
    const ProducerTally& tally = producer.tally;
    expectEqual(producer.held, count.held, node, "held senders");
    expectEqual(producer.parked, count.parked, node, "senders at doors");
    expectEqual(producer.users, producer.thinking + count.users, node, "users");
    expectEqual(static_cast<std::int64_t>(tally.sent - tally.retried - tally.completed - tally.lost), count.underWay, node,
                "requests under way");
    for (std::size_t i = 0; i < producer.clients.size(); ++i) {
        expectEqual(producer.clients[i].inside, count.clients[i], node, "requests of a client under way");
    }
    const ProducerNode& config = *m_sim.m_nodes[node].config->producer();
    const bool alive = !m_sim.m_nodes[node].retired;
    expect(!alive || !producer.stalled || producer.held >= config.clients, node, "the source stands still although a client is free");
    if (alive && config.arrivals.kind == Arrivals::Kind::Saturated && !m_sim.spent(node)) {
        expectEqual(count.saturated + producer.pausing, config.clients, node, "clients of a saturated source that wait");
    } else {
        expectEqual(count.saturated, 0, node, "saturated senders");
    }
    checkTimeouts(node);
}

void Audit::checkTimeouts(std::uint16_t node)
{
    const ProducerState& producer = m_sim.m_producers[m_sim.m_nodes[node].index];
    const auto& line = producer.timeouts;
    std::int64_t good = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const Item& each = item(line[i].item);
        good += each.generation == line[i].generation && each.place != Place::Free && !each.abandoned ? 1 : 0;
        expect(i == 0 || line[i - 1].at <= line[i].at, node, "timeouts do not stand in the order of time");
    }
    expectEqual(good, m_producers[m_sim.m_nodes[node].index].promisedTimeouts, node, "promised timeouts");
    expect(good == 0 || producer.timeoutPlanned, node, "timeouts are promised, and none is planned");
}

} // namespace highwater

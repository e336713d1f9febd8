// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

#include <algorithm>

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

/// Which of several clients sends the item. A hostile one, number 0, sends more than its share.
std::uint32_t Simulation::drawClient(std::uint16_t node, std::uint64_t identity) const
{
    const ProducerNode& config = *m_nodes[node].config->producer();
    Draws draws(identity ^ m_producers[m_nodes[node].index].clientKey);
    const double weight = config.hostile.value_or(1.0);
    const double u = draws.uniform() * (weight + config.clients - 1);
    return u < weight ? 0 : std::min(static_cast<std::uint32_t>(u - weight) + 1, static_cast<std::uint32_t>(config.clients - 1));
}

/// The item that a producer would send next, as far as its way and its size go.
Item Simulation::nextOf(std::uint16_t node) const
{
    const ProducerState& producer = m_producers[m_nodes[node].index];
    Item next;
    next.producer = node;
    next.identity = identityOf(producer, producer.born);
    next.bytes = sizeOf(producer, next.identity);
    next.priority = producer.priority;
    next.client = producer.many ? drawClient(node, next.identity) : 0;
    const Way way = chooseWay(producer.exits, producer.routeKey, next);
    next.node = way.node;
    next.hop = way.hop;
    return next;
}

ItemHandle Simulation::makeItem(std::uint16_t node, Instant created)
{
    ProducerState& producer = producerOf(node);
    const ItemHandle handle = m_items.allocate();
    Item& item = m_items[handle];
    item.created = created;
    item.producer = node;
    item.identity = identityOf(producer, producer.born++);
    item.bytes = sizeOf(producer, item.identity);
    item.priority = producer.priority;
    const Way way = chooseWay(producer.exits, producer.routeKey, item);
    item.node = way.node;
    item.hop = way.hop;
    item.ofUser = producer.closed;
    item.place = Item::Place::Held;
    if (producer.many) {
        item.client = drawClient(node, item.identity);
        item.ofClient = true;
    }
    if (producer.deadline) {
        item.deadline = created + *producer.deadline;
    }
    return handle;
}

/// The source has made as many items as it may.
bool Simulation::spent(std::uint16_t node) const
{
    const ProducerState& producer = m_producers[m_nodes[node].index];
    return producer.born >= producer.itemLimit;
}

void Simulation::planArrival(std::uint16_t node, Instant from)
{
    ProducerState& producer = producerOf(node);
    if (m_nodes[node].retired || spent(node)) {
        return;
    }
    if (const Instant at = producer.process.next(from); at != ArrivalProcess::never) {
        m_heap.push(at, EventKind::Arrival, node, producer.epoch);
    }
}

void Simulation::arrive(std::uint16_t node)
{
    ProducerState& producer = producerOf(node);
    if (producerConfig(node).arrivals.kind == Arrivals::Kind::Saturated) {
        --producer.pausing;
        queueSaturated(node); // it was refused, and tries again
        return;
    }
    produce(node, producer.hasBatch ? producer.batch.whole(producer.batchDraws) : 1);
}

/// Whether a batch that enters whole or not at all finds room. Of one that leads over a hop, or to several stages, each item is looked at
/// as it comes.
bool Simulation::wholeBatchFits(std::uint16_t node, std::int64_t items)
{
    const Item next = nextOf(node);
    if (next.hop != Way::direct || stageOf(next.node).role != Role::Stage) {
        return true;
    }
    const flow::Stage& target = stageOf(next.node).flow;
    const flow::BoundedQueue& queue = target.queue();
    const flow::WhenFull whenFull = queue.policy().whenFull;
    if (whenFull == flow::WhenFull::Block) {
        return true; // who finds no room waits
    }
    // Idle workers take items out at once; those that would be dropped make room, but no item of the batch for another one of it.
    const std::int64_t idle = std::max<std::int64_t>(0, target.wip().limit() - target.wip().busy() - target.wip().blocked());
    const std::int64_t free = whenFull == flow::WhenFull::DropOldest ? queue.capacity() : queue.capacity() - queue.level();
    const std::int64_t places = free / std::max<std::int64_t>(1, queue.weightOf(next.bytes, next.priority)) - target.reserved();
    return items - idle <= places && (!target.hasCredits() || items <= target.credits());
}

/// Makes and sends the items of one instant. When every client is held back by the signal, production stops: what is left of the batch and
/// the next gap wait until one is let go.
void Simulation::produce(std::uint16_t node, std::int64_t items)
{
    const bool refused = producerOf(node).wholeBatch && items > 0 && !wholeBatchFits(node, items);
    for (std::int64_t i = 0; i < items; ++i) {
        if (spent(node)) {
            return;
        }
        const ItemHandle handle = makeItem(node, m_now);
        const auto& killed = producerConfig(node).killed;
        if (!killed.empty() && std::find(killed.begin(), killed.end(), static_cast<int>(m_items[handle].client)) != killed.end()) {
            m_items.release(handle); // a client that was cut off sends nothing
            continue;
        }
        m_refuseBatch = refused;
        const Sent sent = send(node, handle);
        m_refuseBatch = false;
        if (sent == Sent::Held && producerOf(node).held >= producerConfig(node).clients) {
            producerOf(node).batchLeft = items - i - 1;
            producerOf(node).stalled = true;
            return;
        }
    }
    planArrival(node, m_now);
}

/// Whether a sender that heeds the signal keeps the item: the target is pressed or full, or has as many inside as it likes. Behind a hop it
/// sees its own send buffer only.
bool Simulation::holdsBack(const Item& item) const
{
    if (item.hop != Way::direct) {
        return !hopHasRoom(m_hops[item.hop], item.bytes);
    }
    const StageState& target = m_stages[m_nodes[item.node].index];
    if (target.plain) {
        return target.flow.holdsBack(item.bytes, item.priority);
    }
    if (target.role == Role::Balancer) {
        return !target.flow.queue().empty();
    }
    return target.flow.queue().pressed() || !admits(item.node, item.bytes, item.priority)
           || (target.asks && target.extras.admission.soft(static_cast<std::int64_t>(target.metrics.totals.inside)));
}

bool Simulation::pressesShedder(const Item& item) const
{
    if (item.hop == Way::direct && stageAt(m_nodes[item.node]).flow.queue().hasMarks()) {
        return stageAt(m_nodes[item.node]).flow.queue().pressed();
    }
    return holdsBack(item);
}

/// A sender has an item (or another attempt) to send, and looks at the signal first.
Simulation::Sent Simulation::send(std::uint16_t node, ItemHandle handle)
{
    const Item& item = m_items[handle];
    const ProducerState& producer = producerOf(node);
    switch (producer.hostile && item.client == 0 ? flow::OnPressure::Ignore : producer.onPressure) {
    case flow::OnPressure::Ignore:
        break;
    case flow::OnPressure::Wait:
        if (holdsBack(item)) {
            hold(node, handle);
            return Sent::Held;
        }
        break;
    case flow::OnPressure::Shed:
        if (pressesShedder(item)) {
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
    (item.hop == Way::direct ? stageOf(item.node).held : m_hops[item.hop].held).pushBack({m_now, node, handle});
    noteHolding(producerOf(node), 1, 0);
}

void Simulation::shed(std::uint16_t node, ItemHandle handle)
{
    const Item item = m_items[handle];
    m_items.release(handle);
    if (item.attempt > 1) {
        // A first try that is shed was never sent; a later one ends a request that was.
        endAttempt(item, false);
        loseRequest(node, item, true);
        return;
    }
    ++producerOf(node).tally.shed;
    endRequest(node, item.ofUser, true);
}

/// The item leaves its sender: into the stage or the wire, or to the door before it. False: it was refused.
bool Simulation::dispatch(std::uint16_t node, ItemHandle handle)
{
    ProducerState& producer = producerOf(node);
    Item& item = m_items[handle];
    if (producer.budgetRatio && item.attempt == 1) {
        producer.budget.onFirstTry(*producer.budgetRatio);
    }
    if (producer.timeout) {
        promiseTimeout(node, handle, *producer.timeout);
    }
    if (item.hop != Way::direct) {
        HopState& hop = m_hops[item.hop];
        if (!hop.door.empty() || !hopHasRoom(hop, item.bytes)) {
            advanceHop(hop);
            hop.doorBytes += item.bytes;
            item.place = Item::Place::AtDoor;
            hop.door.pushBack({m_now, node, handle});
            noteHolding(producer, 0, 1);
            return true;
        }
        countSent(item);
        count(producer.links, {item.node, item.hop});
        enterHop(item.hop, handle);
        return true;
    }
    const Answer answer = m_refuseBatch ? Answer::Refuse : ask(item.node, handle);
    if (answer == Answer::Park) {
        item.place = Item::Place::AtDoor;
        stageOf(item.node).flow.door().pushBack({m_now, node, handle});
        noteHolding(producer, 0, 1);
        return true;
    }
    countSent(item);
    count(producer.links, {item.node, Way::direct});
    enter(item.node, handle, answer);
    return answer != Answer::Refuse;
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
    if (m_nodes[node].retired || config.arrivals.kind != Arrivals::Kind::Saturated) {
        return;
    }
    if (spent(node)) {
        purgeWaiting(node, true); // the last item is out: the other clients have nothing to send
        return;
    }
    const Item next = nextOf(node);
    const bool waits = config.onPressure == flow::OnPressure::Wait;
    if (next.hop != Way::direct) {
        HopState& hop = m_hops[next.hop];
        waits ? static_cast<void>(hop.held.pushBack({m_now, node, noItem})) : static_cast<void>(hop.door.pushBack({m_now, node, noItem}));
        markHopDirty(next.hop);
    } else {
        StageState& target = stageOf(next.node);
        waits ? static_cast<void>(target.held.pushBack({m_now, node, noItem}))
              : static_cast<void>(target.flow.door().pushBack({m_now, node, noItem}));
        markDirty(next.node);
    }
    noteHolding(producer, waits ? 1 : 0, waits ? 0 : 1);
    if (producer.many && !producer.size.isConstant()) {
        wakeTargets(producer.exits); // another item is the next one for all of its clients: it may be smaller
    }
}

void Simulation::wakeTargets(const Exits& exits)
{
    const auto wake = [this](Way way) { way.hop == Way::direct ? markDirty(way.node) : markHopDirty(way.hop); };
    if (exits.ways.empty()) {
        wake(exits.only);
    }
    for (const Exits::Choice& choice : exits.ways) {
        wake(choice.way);
    }
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
    Duration thinking = producer.think.duration(producer.thinkDraws);
    if (thinking == Duration::zero() && refused) {
        // Sending again at the same instant would be refused again, for ever: the user waits until there is room.
        const Item next = nextOf(node);
        const bool shedding = producer.onPressure == flow::OnPressure::Shed && pressesShedder(next);
        const bool room = next.hop == Way::direct ? admits(next.node, next.bytes, next.priority) : hopHasRoom(m_hops[next.hop], next.bytes);
        if (shedding || !room) {
            const ItemHandle handle = makeItem(node, m_now);
            m_items[handle].untilRoom = !shedding;
            hold(node, handle);
            return;
        }
        thinking = m_turnedAway || next.hop != Way::direct ? pauseAfterRefusal() : thinking; // what is behind a hop nobody sees
    }
    ++producer.thinking;
    m_heap.push(m_now + thinking, EventKind::ThinkEnd, node, producer.epoch);
}

/// For those who would try again at once although there was room.
Duration Simulation::pauseAfterRefusal() const
{
    return std::max<Duration>(m_refusal.retryAfter, std::chrono::milliseconds(1));
}

/// A client of a saturated source that was turned away although there was room.
void Simulation::pauseSaturated(std::uint16_t node)
{
    if (spent(node)) {
        queueSaturated(node); // that was the last item: nobody has anything to try again with
        return;
    }
    ProducerState& producer = producerOf(node);
    m_heap.push(m_now + pauseAfterRefusal(), EventKind::Arrival, node, producer.epoch);
    ++producer.pausing;
    if (producer.many && !producer.exits.ways.empty()) {
        // Another item is the next one for the other clients, and it may go elsewhere.
        purgeWaiting(node, true);
        for (std::int64_t left = producerConfig(node).clients - producer.pausing; left > 0; --left) {
            queueSaturated(node);
        }
    } else if (producer.many) {
        wakeTargets(producer.exits);
    }
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

#include <algorithm>

namespace highwater {

using flow::ItemHandle;

namespace {

Duration scaled(Duration time, double factor)
{
    return Duration(static_cast<std::int64_t>(std::min(0x1p62, static_cast<double>(time.count()) * factor) + 0.5));
}

} // namespace

/// A worker takes an item.
void Simulation::startService(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    if (m_items[handle].deadline < m_now && expiresNow(node, handle)) [[unlikely]] {
        return;
    }
    if (!stage.plain && startSpecially(node, handle)) {
        return;
    }
    Item& item = m_items[handle];
    item.began = m_now;
    stage.metrics.noteDequeue(m_now, m_now - item.entered);
    stage.flow.wip().start();
    work(node, handle);
}

/// What only some stages do. True: the item has been dealt with.
bool Simulation::startSpecially(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    if (stage.role == Role::Balancer) {
        return false;
    }
    if (item.interrupted) {
        item.interrupted = false;
        ++item.stamp;
        stage.flow.wip().start();
        const Duration left = stage.extras.speeds.empty() ? item.remaining : scaled(item.remaining, 1.0 / takeWorker(node, item));
        if (stage.shared) {
            share(node, handle, left); // it was interrupted before the workers were shared
            return true;
        }
        item.place = Item::Place::InService;
        item.endsAt = m_now + left;
        if (stage.tracksService) {
            addServing(stage, handle);
        }
        m_heap.push(item.endsAt, EventKind::ServiceEnd, node, handle, item.stamp);
        return true;
    }
    return stage.exits.anyBefore && reserveAhead(node, handle);
}

/// Blocking before service: draws the way now and asks for a place there. True: the worker has to wait for it.
bool Simulation::reserveAhead(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    ++item.visits;
    const Way way = chooseWay(stage.exits, stage.routeKey, item);
    --item.visits;
    if (way.node == Way::out || way.hop != Way::direct) {
        return false;
    }
    StageState& target = stageOf(way.node);
    const flow::QueuePolicy& queue = target.flow.queue().policy();
    if (queue.whenFull != flow::WhenFull::Block || queue.blocking != flow::Blocking::BeforeService) {
        return false;
    }
    item.onward = way.node;
    if (target.flow.door().empty() && target.flow.admits(item.bytes, item.priority)) {
        target.metrics.advance(m_now, target.flow);
        target.flow.reserve(item.bytes, item.priority);
        return false;
    }
    ++item.stamp;
    item.place = Item::Place::Reserving;
    item.began = m_now;
    stage.metrics.noteDequeue(m_now, m_now - item.entered);
    stage.flow.wip().hold();
    target.flow.door().pushBack({m_now, node, handle});
    if (stage.shared) {
        planShared(node);
    }
    return true;
}

/// The place ahead was promised: the worker that waited for it begins.
void Simulation::beginReserved(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    stage.flow.wip().resume();
    work(node, handle);
    if (stage.flow.wip().down() && m_items[handle].place == Item::Place::InService) {
        pause(stage, handle); // it was given its place during an outage
    }
}

/// Draws the service and plans its end; the worker has been taken.
void Simulation::work(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    ++item.visits;
    ++item.stamp;
    Duration service = drawService(node, item);
    if (!stage.plain) {
        if (stage.fails && drawFailure(node, item, service)) {
            if (stage.shared) {
                planShared(node);
            }
            return;
        }
        if (stage.shared) {
            share(node, handle, service);
            return;
        }
        if (stage.tracksService) {
            addServing(stage, handle);
        }
        if (stage.worksOutside) {
            handOut(node, handle, service);
            return;
        }
    }
    item.serviceTime = service;
    item.place = Item::Place::InService;
    item.endsAt = m_now + service;
    m_heap.push(item.endsAt, EventKind::ServiceEnd, node, handle, item.stamp);
}

Duration Simulation::drawService(std::uint16_t node, Item& item)
{
    StageState& stage = stageOf(node);
    Draws draws((item.identity ^ stage.serviceKey) + item.visits * 0xd1342543de82ef95u);
    const bool own = !stage.hasServiceOf.empty() && stage.hasServiceOf[m_nodes[item.producer].index];
    const Duration service = own ? stage.serviceOf[m_nodes[item.producer].index].duration(draws) : stage.service.duration(draws);
    if (stage.plain || stage.extras.speeds.empty()) {
        return service;
    }
    return scaled(service, 1.0 / takeWorker(node, item));
}

/// The first idle worker of the list takes the item, and keeps it until it leaves or is interrupted. Returns its speed.
double Simulation::takeWorker(std::uint16_t node, Item& item)
{
    auto& busy = stageOf(node).extras.workerBusy;
    const auto idle = std::find(busy.begin(), busy.end(), false);
    if (idle != busy.end()) {
        *idle = true;
        item.worker = static_cast<std::uint16_t>(idle - busy.begin());
    }
    return speedOf(node, item);
}

double Simulation::speedOf(std::uint16_t node, const Item& item) const
{
    const StageExtras& extras = m_stages[m_nodes[node].index].extras;
    const auto worker = item.worker / static_cast<std::size_t>(m_nodes[node].config->stage()->concurrency);
    return item.worker != Item::nowhere && worker < extras.speeds.size() ? extras.speeds[worker] : 1.0;
}

void Simulation::freeWorker(StageState& stage, Item& item)
{
    if (item.worker < stage.extras.workerBusy.size()) {
        stage.extras.workerBusy[item.worker] = false;
    }
    item.worker = Item::nowhere;
}

/// True: the worker hangs in the item for good.
bool Simulation::drawFailure(std::uint16_t node, Item& item, Duration& service)
{
    StageState& stage = stageOf(node);
    const flow::FailurePolicy& failures = *m_nodes[node].config->stage()->failures;
    Draws draws((item.identity ^ stage.failureKey) + item.visits * 0xd1342543de82ef95u);
    if (draws.uniform() >= failures.probability) {
        return false;
    }
    switch (failures.mode) {
    case flow::FailurePolicy::Mode::Error:
        item.failing = true;
        return false;
    case flow::FailurePolicy::Mode::Slow:
        service = Duration(static_cast<std::int64_t>(std::min(0x1p62, static_cast<double>(service.count()) * failures.factor) + 0.5));
        return false;
    case flow::FailurePolicy::Mode::Hang:
        break;
    }
    if (failures.hang) {
        service += *failures.hang;
        return false;
    }
    item.place = Item::Place::Hung;
    item.serviceTime = service;
    stage.extras.hung.push_back(static_cast<ItemHandle>(&item - &m_items[0]));
    return true;
}

void Simulation::share(std::uint16_t node, ItemHandle handle, Duration service)
{
    StageState& stage = stageOf(node);
    m_items[handle].place = Item::Place::Sharing;
    stage.extras.shared.join(m_now, handle, service);
    planShared(node);
}

/// The number of items that share the workers has changed: the next end comes at another time.
void Simulation::planShared(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    noteSwitch(node, stage.flow.queue().setOutside(stage.flow.wip().beyondWorkers()));
    stage.metrics.noteLevel(stage.flow.queue().level());
    const std::uint8_t epoch = ++stage.extras.sharedEpoch;
    stage.extras.sharedEndsAt = stage.extras.shared.nextEnd(m_now);
    if (stage.extras.sharedEndsAt != Instant::max()) {
        m_heap.push(stage.extras.sharedEndsAt, EventKind::SharedEnd, node, 0, epoch);
    }
}

void Simulation::finishShared(std::uint16_t node, std::uint8_t epoch, Instant due)
{
    StageState& stage = stageOf(node);
    if (epoch != stage.extras.sharedEpoch || stage.extras.sharedEndsAt != due) {
        return;
    }
    stage.metrics.advance(m_now, stage.flow);
    const ItemHandle handle = stage.extras.shared.popNext(m_now);
    Item& item = m_items[handle];
    item.serviceTime = m_now - item.began;
    item.endsAt = m_now;
    endWork(node, handle);
    planShared(node);
}

/// The worker has done what there was to do.
void Simulation::endWork(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    stage.flow.wip().finish();
    if (!stage.plain) {
        Item& item = m_items[handle];
        if (stage.tracksService && item.place == Item::Place::InService) {
            removeServing(stage, handle);
        }
        if (item.failing) {
            item.failing = false;
            lose(node, handle, Loss::Failed, true);
            afterDeparture(node);
            return;
        }
    }
    finishService(node, handle);
}

/// The least urgent item in service, the latest begun of several, if it is less urgent than `than`.
std::optional<ItemHandle> Simulation::leastUrgent(const StageState& stage, std::int32_t than) const
{
    std::optional<ItemHandle> found;
    for (const ItemHandle handle : stage.extras.serving) {
        const Item& item = m_items[handle];
        if (item.place != Item::Place::InService || item.priority <= than) {
            continue;
        }
        const Item* best = found ? &m_items[*found] : nullptr;
        if (!best || item.priority > best->priority
            || (item.priority == best->priority && (item.began > best->began || (item.began == best->began && item.identity > best->identity)))) {
            found = handle;
        }
    }
    return found;
}

/// Back to the head of its class, with the work that was done.
void Simulation::interrupt(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    removeServing(stage, handle);
    ++item.stamp;
    item.remaining = scaled(std::max(item.endsAt - m_now, Duration::zero()), speedOf(node, item));
    item.interrupted = true;
    item.place = Item::Place::Waiting;
    freeWorker(stage, item);
    stage.flow.wip().finish();
    noteSwitch(node, stage.flow.queue().pushHead({item.entered, item.bytes, handle, item.priority}, item.position));
    stage.metrics.noteLonger(stage.flow.queue());
}

/// An outage: whoever works stops where it is.
void Simulation::pauseAll(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    for (const ItemHandle handle : stage.extras.serving) {
        if (m_items[handle].place == Item::Place::InService && m_items[handle].endsAt != Instant::max()) {
            pause(stage, handle); // work outside goes on
        }
    }
}

void Simulation::pause(StageState& stage, ItemHandle handle)
{
    Item& item = m_items[handle];
    ++item.stamp;
    item.remaining = std::max(item.endsAt - m_now, Duration::zero());
    item.place = Item::Place::Paused;
    stage.flow.wip().pause();
}

void Simulation::resumeAll(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    for (const ItemHandle handle : stage.extras.serving) {
        Item& item = m_items[handle];
        if (item.place == Item::Place::Paused) {
            item.endsAt = m_now + item.remaining;
            item.place = Item::Place::InService;
            stage.flow.wip().resume();
            m_heap.push(item.endsAt, EventKind::ServiceEnd, node, handle, item.stamp);
        }
    }
}

/// Workers that hang are started anew: what they held has failed.
void Simulation::giveUpHung(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    std::vector<ItemHandle> hung;
    hung.swap(stage.extras.hung);
    for (const ItemHandle handle : hung) {
        m_items[handle].failing = true;
        endWork(node, handle);
    }
    if (stage.shared) {
        planShared(node);
    }
}

void Simulation::addServing(StageState& stage, ItemHandle handle)
{
    m_items[handle].serving = static_cast<std::uint32_t>(stage.extras.serving.size());
    stage.extras.serving.push_back(handle);
}

void Simulation::removeServing(StageState& stage, ItemHandle handle)
{
    auto& serving = stage.extras.serving;
    const std::uint32_t at = m_items[handle].serving;
    assert(at < serving.size() && serving[at] == handle);
    serving[at] = serving.back();
    m_items[serving[at]].serving = at;
    serving.pop_back();
}

/// Something that was planned for a node itself: an outage begins or ends, workers or replicas start or stop.
void Simulation::control(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    const StageNode* config = m_nodes[node].config->stage();
    if (config != nullptr) {
        const bool down = std::any_of(config->outages.begin(), config->outages.end(), [this](const flow::Outage& outage) {
            return outage.at <= m_now && m_now < outage.at + outage.length;
        });
        if (down != stage.flow.wip().down()) {
            stage.flow.wip().setDown(down);
            down ? pauseAll(node) : resumeAll(node);
            if (stage.shared) {
                stage.extras.shared.configure(m_now, stage.flow.wip().limit(), down);
                planShared(node);
            }
        }
        if (stage.extras.autoscaler && !m_nodes[node].retired) {
            controlWorkers(node);
        }
    }
    if (stage.role == Role::Balancer) {
        const auto before = stage.extras.replicas.running();
        stage.extras.replicas.onTime(m_now);
        const auto after = stage.extras.replicas.running();
        noteReplicas(stage.extras);
        stage.extras.stops += after < before ? static_cast<std::uint64_t>(before - after) : 0;
    }
    planControl(node);
    markDirty(node);
}

void Simulation::controlWorkers(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    StageExtras& extras = stage.extras;
    flow::Autoscaler& scaler = *extras.autoscaler;
    const std::int64_t each = m_nodes[node].config->stage()->concurrency; // a worker has so many permits
    setWorkers(node, scaler.workersAt(m_now) * each);
    if (scaler.nextEvaluation() <= m_now) {
        const double span = static_cast<double>((m_now - extras.evaluatedAt).count());
        const flow::BoundedQueue& queue = stage.flow.queue();
        flow::ScaleReading reading;
        reading.now = m_now;
        reading.workers = stage.flow.wip().limit() / each;
        reading.waiting = queue.items();
        if (span > 0) {
            reading.meanBusy = static_cast<double>(stage.metrics.busyEver() - extras.busyAtEvaluation) / span / static_cast<double>(each);
            reading.throughput = static_cast<double>(stage.metrics.totals.completed - extras.completedAtEvaluation) / span * 1e9;
        }
        reading.oldest = queue.empty() ? Duration::zero() : m_now - queue.oldest().since;
        scaler.evaluate(reading);
        extras.busyAtEvaluation = stage.metrics.busyEver();
        extras.completedAtEvaluation = stage.metrics.totals.completed;
        extras.evaluatedAt = m_now;
        setWorkers(node, scaler.workersAt(m_now) * each);
    }
}

void Simulation::setWorkers(std::uint16_t node, std::int64_t limit)
{
    StageState& stage = stageOf(node);
    const std::int64_t before = stage.flow.wip().limit();
    if (limit == before) {
        return;
    }
    stage.extras.starts += limit > before ? static_cast<std::uint64_t>(limit - before) : 0;
    stage.extras.stops += limit < before ? static_cast<std::uint64_t>(before - limit) : 0;
    stage.metrics.noteLimit(before);
    stage.flow.wip().setLimit(limit);
    if (stage.shared) {
        stage.extras.shared.configure(m_now, limit, stage.flow.wip().down());
        planShared(node);
    }
}

/// Plans the next look at a node; the one that was planned before is void.
void Simulation::planControl(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    Instant next = Instant::max();
    if (const StageNode* config = m_nodes[node].config->stage(); config != nullptr) {
        for (const flow::Outage& outage : config->outages) {
            for (const Instant at : {outage.at, outage.at + outage.length}) {
                next = at > m_now ? std::min(next, at) : next;
            }
        }
        if (stage.extras.autoscaler && !m_nodes[node].retired) {
            next = std::min({next, stage.extras.autoscaler->nextEvaluation(), stage.extras.autoscaler->nextChange()});
        }
    }
    if (stage.role == Role::Balancer) { // who was removed still serves what it has inside
        next = std::min(next, stage.extras.replicas.next());
    }
    next = std::max(next, m_now);
    if (next != stage.controlAt || next == m_now) {
        stage.controlAt = next;
        if (next != Instant::max()) {
            m_heap.push(next, EventKind::Control, node, 0);
        }
    }
}

} // namespace highwater

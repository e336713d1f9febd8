// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

void Simulation::count(LinkTallies& links, Way way)
{
    for (LinkTally& link : links) {
        if (link.to == way.node && link.hop == way.hop) {
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
    if (change == Switch::None) {
        return;
    }
    StageState& stage = stageOf(node);
    ++stage.metrics.flips;
    stage.metrics.switchedAt = m_now;
    log(change == Switch::Pressed ? LoggedEvent::Kind::Pressed : LoggedEvent::Kind::Released, node, 0);
    if (stage.extras.autoscaler && change == Switch::Pressed && !stage.extras.autoscaler->signal()) {
        ++stage.extras.pressedBeforeSignal;
    }
}

Way Simulation::chooseWay(const Exits& exits, std::uint64_t routeKey, const Item& item) const
{
    if (exits.ways.empty()) {
        return exits.only;
    }
    Draws draws((item.identity ^ routeKey) + item.visits * 0xd1342543de82ef95u);
    const double u = draws.uniform() * exits.ways.back().upTo;
    for (const Exits::Choice& choice : exits.ways) {
        if (u < choice.upTo) {
            return choice.way;
        }
    }
    return exits.ways.back().way;
}

/// What a stage says to an item that is brought to it. Park goes to those who can wait at a door; a refusal is explained in m_refusal.
Simulation::Answer Simulation::ask(std::uint16_t node, ItemHandle handle)
{
    const StageState& stage = stageOf(node);
    const Item& item = m_items[handle];
    return stage.plain ? stage.flow.offer(item.bytes, item.priority) : askSpecially(node, handle);
}

Simulation::Answer Simulation::askSpecially(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    const Item& item = m_items[handle];
    m_refusal = {};
    if (stage.role == Role::Channel) {
        return askChannel(node, handle);
    }
    if (stage.role == Role::Balancer) {
        return askBalancer(node, handle);
    }
    if (stage.asks) {
        const Counters& totals = stage.metrics.totals;
        const auto& marks = stage.flow.queue().policy().marks;
        flow::AdmissionFacts facts;
        facts.now = m_now;
        facts.inside = static_cast<std::int64_t>(totals.inside);
        facts.pressed = stage.flow.queue().pressed();
        facts.client = clientOf(item);
        facts.perItem = totals.completed > 0 ? m_now.time_since_epoch() / static_cast<std::int64_t>(totals.completed) : Duration::zero();
        facts.aboveLow = marks ? std::max<std::int64_t>(0, stage.flow.queue().level() - marks->low) : stage.flow.queue().items();
        facts.uniform = stage.extras.draws.uniform();
        if (const auto refusal = stage.extras.admission.ask(facts)) {
            m_refusal = *refusal;
            return Answer::Refuse;
        }
    }
    if (stage.preemptive && !stage.flow.wip().hasPermit() && leastUrgent(stage, item.priority)) {
        return Answer::Start;
    }
    return stage.flow.offer(item.bytes, item.priority);
}

/// Whether an item would be let in now, were nobody before it.
bool Simulation::admits(std::uint16_t node, std::int64_t bytes, std::int32_t priority) const
{
    const StageState& stage = m_stages[m_nodes[node].index];
    if (stage.role == Role::Channel) {
        const StageExtras& extras = stage.extras;
        for (std::size_t i = 0; i < extras.parts.size(); ++i) {
            if (extras.alive[i] && !m_stages[m_nodes[extras.parts[i]].index].flow.admits(bytes, priority)) {
                return false;
            }
        }
        return true;
    }
    return stage.role == Role::Balancer || stage.flow.admits(bytes, priority);
}

/// The item reaches a stage; whoever brings it has let go of it already. answer: what the stage said to it.
void Simulation::enter(std::uint16_t node, ItemHandle handle, Answer answer)
{
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    for (;; answer = stage.flow.offer(m_items[handle].bytes, m_items[handle].priority)) {
        switch (answer) {
        case Answer::Start:
            accept(node, handle, true);
            return;
        case Answer::Queue:
            accept(node, handle, false);
            return;
        case Answer::Refuse:
            refuse(node, handle);
            return;
        case Answer::MakeRoom:
            makeRoom(node);
            break;
        case Answer::Park:
            // Only a sender can wait at a door; the callers ask before they let go.
            assert(false);
            return;
        }
    }
}

/// The item that has waited longest leaves for a newcomer.
void Simulation::makeRoom(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    flow::Waiting victim;
    noteSwitch(node, stage.flow.queue().popOldest(victim));
    stage.metrics.noteShorter(stage.flow.queue());
    m_turnedAway = true;
    lose(node, victim.item, Loss::Dropped, false);
    m_turnedAway = false;
    markDirty(node); // more room than the newcomer needs may let others in
}

void Simulation::accept(std::uint16_t node, ItemHandle handle, bool startsAtOnce)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    Counters& totals = stage.metrics.totals;
    ++totals.offered;
    ++totals.accepted;
    ++totals.inside;
    totals.retried += item.attempt > 1 || item.calledAgain ? 1u : 0u;
    stage.metrics.noteInside();
    item.node = node;
    item.entered = m_now;
    if (item.outside && !item.letIn) [[unlikely]] {
        item.letIn = true;
        notice(OutsideNotice::Kind::Accepted, item, node);
    }
    if (!stage.plain && acceptSpecially(node, handle, startsAtOnce)) {
        return;
    }
    if (startsAtOnce) {
        startService(node, handle);
    } else {
        enqueue(node, handle);
    }
}

/// What only some stages do with an item that has come in. True: the item has been dealt with.
bool Simulation::acceptSpecially(std::uint16_t node, ItemHandle handle, bool startsAtOnce)
{
    StageState& stage = stageOf(node);
    StageExtras& extras = stage.extras;
    const Item& item = m_items[handle];
    if (stage.role == Role::Channel) {
        spread(node, handle);
        return true;
    }
    if (stage.role == Role::Balancer && startsAtOnce) {
        handOver(node, handle, m_chosen, m_chosenAnswer);
        return true;
    }
    if (stage.flow.hasCredits()) {
        takeCredit(node, handle);
    }
    if (stage.asks) {
        extras.admission.onEntered(m_now);
    }
    if (extras.autoscaler
        && extras.autoscaler->onArrival(m_now, static_cast<std::int64_t>(stage.metrics.totals.inside) - 1,
                                       stage.flow.wip().limit() / m_nodes[node].config->stage()->concurrency)) {
        planControl(node);
    }
    if (stage.managed) {
        m_items[handle].toldShort = extras.aqm.isStanding(m_now);
        if (extras.aqm.looksAtArrivals() && extras.aqm.dropOnArrival(m_now, stage.flow.queue().items(), extras.draws.uniform())) {
            m_turnedAway = m_droppedOnArrival = true;
            m_refusal = {};
            lose(node, handle, Loss::Dropped, false);
            m_turnedAway = false;
            return true;
        }
        if (stage.flow.queue().empty() && !startsAtOnce) {
            extras.aqm.onFilled(m_now);
        }
    }
    if (startsAtOnce && stage.preemptive && !stage.flow.wip().hasPermit()) {
        if (item.deadline < m_now) {
            expiresNow(node, handle);
            return true;
        }
        interrupt(node, *leastUrgent(stage, item.priority));
    }
    return false;
}

void Simulation::enqueue(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    item.place = Item::Place::Waiting;
    noteSwitch(node, stage.flow.queue().push({m_now, item.bytes, handle, item.priority}, item.position));
    stage.metrics.noteLonger(stage.flow.queue());
    if (m_patience) [[unlikely]] {
        planPatience(node, handle);
    }
    if (stage.flow.canStart()) {
        // A worker is idle although others wait: it takes the one whose turn it is.
        markDirty(node);
    }
}

void Simulation::planPatience(std::uint16_t node, ItemHandle handle)
{
    const StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    const ProducerState& producer = producerOf(item.producer);
    if (producer.hasPatience && stage.role != Role::Balancer) {
        Draws draws((item.identity ^ stage.patienceKey) + item.visits * 0xd1342543de82ef95u + item.attempt);
        item.endsAt = m_now + producer.patience.duration(draws);
        m_heap.push(item.endsAt, EventKind::Patience, node, handle, item.stamp);
    }
}

void Simulation::refuse(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    const Item& item = m_items[handle];
    if (stage.plain || m_refuseBatch) {
        m_refusal = {};
    }
    ++stage.metrics.totals.offered;
    ++stage.metrics.totals.refused;
    ++stage.refusedBy[static_cast<std::size_t>(m_refusal.reason)];
    stage.metrics.totals.retried += item.attempt > 1 || item.calledAgain ? 1u : 0u;
    log(LoggedEvent::Kind::Refused, node, item.identity);
    if (stage.extras.autoscaler && !stage.extras.autoscaler->signal()) {
        ++stage.extras.pressedBeforeSignal;
    }
    if (ProducerState& producer = producerOf(item.producer); item.ofClient && item.client < producer.clients.size()) {
        ++producer.clients[item.client].refused;
    }
    if (item.outer != Item::nowhere) {
        loseOuter(node, handle, Loss::Failed); // its balancer had let it in
    }
    const bool silent = stage.flow.queue().policy().whenFull == flow::WhenFull::DropNewest
                        && m_refusal.reason == flow::RefusalReason::QueueFull;
    m_lostBy = Loss::Dropped;
    m_turnedAway = m_refusal.reason != flow::RefusalReason::QueueFull || stage.role == Role::Balancer;
    loseAttempt(handle, !silent);
    m_turnedAway = false;
}

/// The work on an item is done: on to where it goes, unless there is no room.
void Simulation::finishService(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    if (item.onward != Item::nowhere) {
        const std::uint16_t to = item.onward;
        item.onward = Item::nowhere;
        leave(node, handle);
        count(stage.links, {to, Way::direct});
        StageState& target = stageOf(to);
        target.metrics.advance(m_now, target.flow);
        target.flow.redeem(item.bytes, item.priority);
        markDirty(to); // the item may expire or be dropped on its arrival, and its place is free then
        accept(to, handle, target.flow.startsAtOnce());
    } else {
        const Way way = chooseWay(stage.exits, stage.routeKey, item);
        goOn(node, handle, way);
    }
    afterDeparture(node);
}

/// Takes a served item along a way, or leaves it with its worker.
void Simulation::goOn(std::uint16_t node, ItemHandle handle, Way way)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    if (way.node == Way::out) {
        leave(node, handle);
        count(stage.links, way);
        completeRequest(handle);
        return;
    }
    if (way.hop != Way::direct) {
        HopState& hop = m_hops[way.hop];
        if (!hop.door.empty() || !hopHasRoom(hop, item.bytes)) {
            advanceHop(hop);
            hop.doorBytes += item.bytes;
            stage.flow.wip().hold();
            item.place = Item::Place::Blocked;
            item.hop = way.hop;
            hop.door.pushBack({m_now, node, handle});
            return;
        }
        leave(node, handle);
        count(stage.links, way);
        item.node = way.node;
        enterHop(way.hop, handle);
        return;
    }
    const Answer answer = ask(way.node, handle);
    if (answer == Answer::Park) {
        // Blocking after service: the worker keeps the finished item until there is room.
        stage.flow.wip().hold();
        item.place = Item::Place::Blocked;
        stageOf(way.node).flow.door().pushBack({m_now, node, handle});
        return;
    }
    leave(node, handle);
    count(stage.links, way);
    enter(way.node, handle, answer);
}

/// A worker became free: the next item, or those who wait outside.
void Simulation::afterDeparture(std::uint16_t node)
{
    StageState& stage = stageOf(node);
    if (stage.plain && stage.flow.door().empty() && stage.held.empty()) {
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
        noteSwitch(node, stage.flow.queue().popNext(next, m_now));
        stage.metrics.noteShorter(stage.flow.queue());
        if (stage.managed
            && stage.extras.aqm.dropOnTake(m_now, m_now - next.since, stage.flow.queue().items(), m_items[next.item].toldShort)) {
            lose(node, next.item, Loss::Dropped, false);
            continue;
        }
        startService(node, next.item);
    }
    if (stage.managed && stage.flow.queue().empty()) {
        stage.extras.aqm.onEmpty(m_now);
    }
}

/// The visit is over: the item is no longer in the stage, and its worker is free.
void Simulation::leave(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    Item& item = m_items[handle];
    const Duration sojourn = m_now - item.entered;
    // Whoever was interrupted waited before its first service and between the parts.
    const Duration wait = stage.preemptive ? item.endsAt - item.entered - item.serviceTime : item.began - item.entered;
    ++item.stamp;
    if (item.call != Item::noCall && !stage.repeatsCalls) [[unlikely]] {
        endCalls(handle); // what a stage that calls nobody has done is done for those that called it
    }
    stage.metrics.noteVisit(wait, item.serviceTime, sojourn);
    ++stage.metrics.totals.completed;
    --stage.metrics.totals.inside;
    item.waited += wait;
    item.served += item.serviceTime;
    if (!stage.plain) [[unlikely]] {
        leaveSpecially(node, handle);
    }
}

void Simulation::leaveSpecially(std::uint16_t node, ItemHandle handle)
{
    StageState& stage = stageOf(node);
    const Item& item = m_items[handle];
    const Duration sojourn = m_now - item.entered;
    freeWorker(stage, m_items[handle]);
    if (stage.asks) {
        stage.extras.admission.onDone(m_now, sojourn, static_cast<std::int64_t>(stage.metrics.totals.inside) + 1, false,
                                      stage.extras.draws.uniform());
    }
    if (stage.windowed) {
        returnCredit(handle, node);
    }
    if (stage.role == Role::Consumer) {
        noteRead(handle);
    } else if (stage.role == Role::Replica) {
        leaveOuter(node, handle);
    }
    if (stage.repeatsCalls) {
        beginCall(node, handle);
        if (const auto& budget = m_nodes[node].config->stage()->retry.budget) {
            stage.extras.callBudget.onFirstTry(*budget);
        }
    }
}

} // namespace highwater

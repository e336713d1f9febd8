// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

#include <cassert>

namespace highwater {

namespace {

/// Every so many events time must have moved; else it is a loop of zero-time work, which no run would ever leave.
constexpr std::uint64_t standstillMask = (1u << 20) - 1;

} // namespace

Simulation::Simulation(std::shared_ptr<const Scenario> scenario, std::uint64_t seed, std::uint64_t replication,
                       const SeriesOptions& series)
    : m_scenario(std::move(scenario)), m_seed(seed), m_replication(replication), m_series(series)
{
    m_columnEnd = m_series.interval.count();
    configureAll();
    planBoundary();
}

bool Simulation::runUntil(Instant end, std::uint64_t maxEvents)
{
    const std::int64_t limit = end.time_since_epoch().count();
    std::uint64_t left = maxEvents;
    while (m_trouble.empty()) {
        const Event* next = m_heap.next();
        if (next && next->at < std::min(m_boundary, limit)) [[likely]] {
            if (left-- == 0) {
                return false;
            }
            handleNext(*next);
        } else if (m_boundary <= limit) {
            crossBoundary(Instant(Duration(m_boundary)));
        } else {
            m_now = end;
            advanceAll();
            return true;
        }
    }
    return false;
}

bool Simulation::step()
{
    while (m_trouble.empty()) {
        const Event* next = m_heap.next();
        if (!next) {
            break;
        }
        if (m_boundary <= next->at) {
            crossBoundary(Instant(Duration(m_boundary)));
            continue;
        }
        handleNext(*next);
        advanceAll();
        return true;
    }
    return false;
}

void Simulation::handleNext(const Event& next)
{
    const Event event = next;
    m_heap.pop();
    m_now = std::max(m_now, Instant(Duration(event.at))); // later only when a driver comes late
    if ((++m_events & standstillMask) == 0) [[unlikely]] {
        if (m_now == m_standstillAt) {
            m_trouble = "time stands still: over a million events at one instant; give some stage a service time above 0";
        }
        m_standstillAt = m_now;
    }
    if (m_stages.size() > manyStages) {
        fetchAhead();
    }
    handle(event);
}

/// Of very many stages few are in a near cache: asks for those that the next events will touch, while there is other work to do.
void Simulation::fetchAhead()
{
    const auto [next, second] = m_heap.afterPop();
    if (second != nullptr && second->kind() == EventKind::ServiceEnd) {
        m_items.fetch(second->subject());
        stageOf(second->node()).fetch();
    }
    if (next != nullptr && next->kind() == EventKind::ServiceEnd) {
        const Way way = stageOf(next->node()).exits.only;
        if (way.node != Way::out) {
            stageOf(way.node).fetch();
        }
    }
}

void Simulation::handle(const Event& event)
{
    const std::uint32_t subject = event.subject();
    const Instant due(Duration(event.at)); // now, but for a driver that came late
    switch (event.kind()) {
    case EventKind::ServiceEnd: {
        Item& item = m_items[subject];
        if (item.stamp == event.stamp() && item.place == Item::Place::InService && item.endsAt == due) {
            if (m_now != due) [[unlikely]] {
                item.serviceTime += m_now - due;
                item.endsAt = m_now;
            }
            endWork(event.node(), subject);
        }
        break;
    }
    case EventKind::Arrival:
        if (subject == producerOf(event.node()).epoch) {
            arrive(event.node());
        }
        break;
    case EventKind::ThinkEnd:
        if (subject == producerOf(event.node()).epoch) {
            userSends(event.node());
        }
        break;
    case EventKind::RetryDue:
        send(event.node(), subject);
        break;
    case EventKind::Timeout:
        timeOut(event.node());
        break;
    case EventKind::Patience: {
        const Item& item = m_items[subject];
        if (item.stamp == event.stamp() && item.place == Item::Place::Waiting && item.endsAt == due) {
            runOutOfPatience(subject);
        }
        break;
    }
    case EventKind::SharedEnd:
        finishShared(event.node(), event.stamp(), due);
        break;
    case EventKind::Control:
        if (stageOf(event.node()).controlAt == due) {
            control(event.node());
        }
        break;
    case EventKind::LinkControl:
        if (m_hops[event.node()].controlAt == due) {
            controlHop(event.node());
        }
        break;
    case EventKind::HopSent:
        hopSent(event.node());
        break;
    case EventKind::HopArrive:
        hopArrives(event.node(), subject);
        break;
    case EventKind::CallDue:
        repeatCall(subject);
        break;
    }
    if (!m_dirty.empty() || !m_dirtyHops.empty()) {
        settle();
    }
    assert(!m_trouble.empty() || conserved());
}

void Simulation::planBoundary()
{
    m_boundary = INT64_MAX;
    if (m_series.interval > Duration::zero()) {
        m_boundary = m_columnEnd;
    }
    if (!m_inWindow) {
        m_boundary = std::min<std::int64_t>(m_boundary, m_scenario->warmup.count());
    }
    if (m_nextChange < m_scenario->schedule.size()) {
        m_boundary = std::min<std::int64_t>(m_boundary, m_scenario->schedule[m_nextChange].at.time_since_epoch().count());
    }
}

/// What happens between events, in this order: a column ends, the window of statistics begins, the schedule changes the scenario.
void Simulation::crossBoundary(Instant at)
{
    m_now = at;
    advanceAll();
    const std::int64_t ns = at.time_since_epoch().count();
    if (m_series.interval > Duration::zero() && ns >= m_columnEnd) {
        closeColumns();
        m_columnEnd += m_series.interval.count();
    }
    if (!m_inWindow && ns >= m_scenario->warmup.count()) {
        beginWindow();
    }
    const auto& schedule = m_scenario->schedule;
    while (m_nextChange < schedule.size() && schedule[m_nextChange].at <= at) {
        const ScheduledChange& change = schedule[m_nextChange++];
        const std::uint16_t node = m_nodeOfScenario[static_cast<std::size_t>(change.node)];
        reconfigure(node, std::make_shared<const Node>(change.after));
        noteBlocking();
    }
    settle();
    planBoundary();
}

void Simulation::advanceAll()
{
    for (StageState& stage : m_stages) {
        stage.metrics.advance(m_now, stage.flow);
    }
    for (ProducerState& producer : m_producers) {
        noteHolding(producer, 0, 0);
    }
    for (HopState& hop : m_hops) {
        advanceHop(hop);
    }
}

Simulation Simulation::fork() const
{
    Simulation copy(*this);
    copy.m_log = nullptr;
    copy.m_outside = nullptr;
    return copy;
}

Simulation Simulation::runAhead(Duration time) const
{
    Simulation ahead = fork();
    ahead.runUntil(m_now + time);
    return ahead;
}

void Simulation::closeColumns()
{
    for (StageState& stage : m_stages) {
        stage.recorder.closeStage(stage.metrics, stage.flow);
    }
    for (ProducerState& producer : m_producers) {
        producer.recorder.closeProducer(producer.tally, producer.sojourn.moments());
    }
}

void Simulation::restartWindow()
{
    if (m_inWindow) {
        advanceAll();
        beginWindow();
    }
}

void Simulation::beginWindow()
{
    m_inWindow = true;
    m_windowBegin = m_now;
    for (StageState& stage : m_stages) {
        stage.metrics.beginWindow(m_now, stage.flow);
        if (stage.role == Role::Balancer) {
            noteReplicas(stage.extras);
            stage.extras.runningArea = 0;
        }
    }
    for (ProducerState& producer : m_producers) {
        producer.atWindow = producer.tally;
        producer.wait.clear();
        producer.service.clear();
        producer.sojourn.clear();
    }
    for (HopState& hop : m_hops) {
        hop.sendArea = hop.receiveArea = hop.doorArea = 0;
        hop.sendMax = hop.sendBytes;
        hop.receiveMax = hop.receiveBytes;
    }
}

std::uint64_t Simulation::completed() const
{
    std::uint64_t sum = 0;
    for (const ProducerState& producer : m_producers) {
        sum += producer.tally.completed;
    }
    return sum;
}

/// The distributions of the nodes are what weighs when few items are inside.
std::size_t Simulation::approximateBytes() const
{
    std::size_t sum = sizeof *this + m_items.bytes() + m_heap.size() * sizeof(Event) + m_nodes.size() * sizeof(SimNode) + m_hops.size() * sizeof(HopState)
                      + m_credits.capacity() * sizeof(Credit) + m_calls.capacity() * sizeof(Call);
    for (const StageState& stage : m_stages) {
        sum += sizeof stage + stage.flow.memory() + stage.metrics.bytes() + stage.recorder.bytes();
    }
    for (const ProducerState& producer : m_producers) {
        sum += sizeof producer + producer.timeouts.bytes() + producer.clients.capacity() * sizeof(ClientTally) + producer.recorder.bytes()
               + producer.wait.bytes() + producer.service.bytes() + producer.sojourn.bytes();
    }
    return sum;
}

} // namespace highwater

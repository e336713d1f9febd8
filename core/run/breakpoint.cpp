// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/breakpoint.h"

#include "run/breakpoint_words.h"
#include "run/fullness.h"
#include "units/display.h"

#include <algorithm>

namespace highwater {

namespace {

/// An event that a signal has made so far: it begins released, and every second switch is a release.
std::int64_t pressesOf(std::uint64_t flips)
{
    return static_cast<std::int64_t>((flips + 1) / 2);
}

} // namespace

std::optional<Instant> Breakpoint::instant() const
{
    if (m_scope != Scope::Time) {
        return std::nullopt;
    }
    return runStart + Duration(m_bound + (m_test == Test::Greater ? 1 : 0));
}

bool Breakpoint::watches(const Simulation& simulation, std::uint16_t node) const
{
    const SimNode& each = simulation.nodes()[node];
    if (each.retired) {
        return false;
    }
    switch (m_scope) {
    case Scope::Time:
    case Scope::EndToEnd:
        return false;
    case Scope::Node:
        return each.config->name == m_name;
    case Scope::AnyProducer:
        return each.isProducer;
    case Scope::AnyStage:
        return !each.isProducer;
    case Scope::AnyNode:
        break;
    }
    return BreakpointWords::has(m_quantity, each.isProducer);
}

/// Finds the nodes again after a change; what was seen of those that stay is kept.
void Breakpoint::resolve(const Simulation& simulation)
{
    const std::vector<Watched> before = std::exchange(m_watched, {});
    const auto keep = [&](Watched fresh) {
        const auto same = std::find_if(before.begin(), before.end(), [&fresh](const Watched& each) { return each.node == fresh.node; });
        if (same == before.end()) {
            look(simulation, fresh); // it has joined: how it stands is no news
        }
        m_watched.push_back(same == before.end() ? fresh : *same);
    };
    if (m_scope == Scope::Time || m_scope == Scope::EndToEnd) {
        keep({});
    }
    for (std::size_t i = 0; i < simulation.nodes().size(); ++i) {
        if (const auto node = static_cast<std::uint16_t>(i); watches(simulation, node)) {
            keep({node});
        }
    }
    m_resolvedFor = &simulation.scenario();
    m_resolvedNodes = simulation.nodes().size();
}

void Breakpoint::arm(const Simulation& simulation)
{
    m_watched.clear();
    resolve(simulation);
    m_hitAt.reset();
}

bool Breakpoint::hit(const Simulation& simulation)
{
    if (!armed()) {
        arm(simulation);
        return false;
    }
    if (m_resolvedFor != &simulation.scenario() || m_resolvedNodes != simulation.nodes().size()) {
        resolve(simulation);
    }
    bool any = false;
    for (Watched& watched : m_watched) {
        if (look(simulation, watched) && !any) {
            any = true;
            m_hitAt = simulation.now();
            m_hitValue = watched.value;
            m_hitNode = watched.node;
        }
    }
    if (any && m_scope > Scope::Node) {
        m_hitName = simulation.nodes()[m_hitNode].config->name;
    }
    return any;
}

bool Breakpoint::look(const Simulation& simulation, Watched& watched) const
{
    const std::int64_t before = watched.value;
    const bool held = watched.held;
    watched.value = valueOf(simulation, watched.node);
    if (m_test == Test::Grows) {
        return watched.value > before;
    }
    watched.held = holds(watched.value);
    return watched.held && !held;
}

bool Breakpoint::holds(std::int64_t value) const
{
    switch (m_test) {
    case Test::GreaterEqual:
        return value >= m_bound;
    case Test::Greater:
        return value > m_bound;
    case Test::LessEqual:
        return value <= m_bound;
    case Test::Less:
        return value < m_bound;
    case Test::Equal:
        return value == m_bound;
    case Test::Grows:
    case Test::Begins:
        break;
    }
    return value != 0;
}

std::int64_t Breakpoint::valueOf(const Simulation& simulation, std::uint16_t node) const
{
    if (m_scope == Scope::Time) {
        return simulation.now().time_since_epoch().count();
    }
    if (m_scope == Scope::EndToEnd) {
        std::int64_t sum = 0;
        for (const SimNode& each : simulation.nodes()) {
            sum += each.isProducer ? valueOf(simulation.producerAt(each)) : 0;
        }
        return sum;
    }
    const SimNode& each = simulation.nodes()[node];
    return each.isProducer ? valueOf(simulation.producerAt(each)) : valueOf(simulation, simulation.stageAt(each), node);
}

std::int64_t Breakpoint::valueOf(const ProducerState& producer) const
{
    const ProducerTally& tally = producer.tally;
    switch (m_quantity) {
    case Quantity::Sent:
        return static_cast<std::int64_t>(tally.sent);
    case Quantity::Retried:
        return static_cast<std::int64_t>(tally.retried);
    case Quantity::Completed:
        return static_cast<std::int64_t>(tally.completed);
    case Quantity::Lost:
        return static_cast<std::int64_t>(tally.lost);
    case Quantity::Shed:
        return static_cast<std::int64_t>(tally.shed);
    case Quantity::Inside:
        return static_cast<std::int64_t>(tally.sent - tally.retried - tally.completed - tally.lost);
    case Quantity::Held:
        return producer.held;
    case Quantity::Parked:
        return producer.parked;
    case Quantity::Thinking:
        return producer.thinking;
    case Quantity::IsBlocked:
        return producer.held + producer.parked > 0 ? 1 : 0;
    case Quantity::IsFree:
        return producer.held + producer.parked > 0 ? 0 : 1;
    default:
        break;
    }
    return 0;
}

/// A counter that a stage and its picture have alike; 0 when it is none.
std::int64_t Breakpoint::totalOf(const Counters& totals) const
{
    switch (m_quantity) {
    case Quantity::Offered:
        return static_cast<std::int64_t>(totals.offered);
    case Quantity::Accepted:
        return static_cast<std::int64_t>(totals.accepted);
    case Quantity::Refused:
        return static_cast<std::int64_t>(totals.refused);
    case Quantity::Dropped:
        return static_cast<std::int64_t>(totals.dropped);
    case Quantity::Expired:
        return static_cast<std::int64_t>(totals.expired);
    case Quantity::Failed:
        return static_cast<std::int64_t>(totals.failed);
    case Quantity::Retried:
        return static_cast<std::int64_t>(totals.retried);
    case Quantity::Completed:
        return static_cast<std::int64_t>(totals.completed);
    case Quantity::Inside:
        return static_cast<std::int64_t>(totals.inside);
    default:
        return 0;
    }
}

std::int64_t Breakpoint::valueOf(const Simulation& simulation, const StageState& stage, std::uint16_t node) const
{
    const Counters& totals = stage.metrics.totals;
    const flow::BoundedQueue& queue = stage.flow.queue();
    const flow::WipLimiter& wip = stage.flow.wip();
    switch (m_quantity) {
    case Quantity::Depth:
        return queue.level();
    case Quantity::Waiting:
        return stage.role == Role::Channel ? queue.outside() : queue.items();
    case Quantity::Busy:
        return wip.working();
    case Quantity::BlockedWorkers:
        return wip.blocked();
    case Quantity::Parked:
        return static_cast<std::int64_t>(stage.flow.door().size() + stage.held.size());
    case Quantity::Presses:
        return pressesOf(stage.metrics.flips);
    case Quantity::Releases:
        return static_cast<std::int64_t>(stage.metrics.flips / 2);
    case Quantity::IsBlocked:
        return wip.blocked() > 0 && wip.busy() == 0 ? 1 : 0;
    case Quantity::IsFree:
        return wip.blocked() == 0 ? 1 : 0;
    case Quantity::IsFull:
        return isFull(simulation, node) ? 1 : 0;
    case Quantity::IsEmpty:
        return queue.level() == 0 ? 1 : 0;
    case Quantity::IsIdle:
        return totals.inside == 0 ? 1 : 0;
    case Quantity::IsPressed:
        return queue.pressed() ? 1 : 0;
    case Quantity::IsReleased:
        return queue.pressed() ? 0 : 1;
    default:
        return totalOf(totals);
    }
}

std::string Breakpoint::describe() const
{
    if (!m_hitAt) {
        return m_text;
    }
    std::string text = m_text;
    const std::string at = "at " + displayDuration(toSeconds(*m_hitAt));
    if (m_scope == Scope::Time) {
        return text + ": it is " + displayDuration(toSeconds(*m_hitAt));
    }
    if (m_scope > Scope::Node) {
        text += ": " + m_hitName;
    }
    switch (m_test) {
    case Test::Grows:
        return text + (m_scope > Scope::Node ? ", " : ": ") + "number " + std::to_string(m_hitValue) + " " + at;
    case Test::Begins:
        return text + " " + at;
    default:
        return text + ": " + std::to_string(m_hitValue) + " " + at;
    }
}

Result<std::vector<Breakpoint>> breakpointsOf(const std::vector<std::string>& conditions, const Scenario& scenario)
{
    std::vector<Breakpoint> all;
    for (const std::string& condition : conditions) {
        auto breakpoint = Breakpoint::parse(condition, scenario);
        if (!breakpoint) {
            Error error = breakpoint.error();
            error.where = condition + (error.where.empty() ? "" : ", " + error.where);
            return tl::unexpected(std::move(error));
        }
        all.push_back(std::move(*breakpoint));
    }
    return all;
}

std::optional<std::size_t> runToBreak(Simulation& simulation, std::span<Breakpoint> breakpoints, Instant end, std::uint64_t maxEvents)
{
    Instant nearest = end;
    for (Breakpoint& each : breakpoints) {
        if (!each.armed()) {
            each.arm(simulation);
        }
        if (const auto instant = each.instant(); instant && *instant > simulation.now()) {
            nearest = std::min(nearest, *instant);
        }
    }
    while (maxEvents > 0 && simulation.trouble().empty()) {
        const Instant due = std::min(nearest, simulation.nextDue());
        simulation.runUntil(due); // what is due between events is done
        if (due < nearest && simulation.nextDue() == due) {
            simulation.step();
            --maxEvents;
        }
        std::optional<std::size_t> first;
        for (std::size_t i = 0; i < breakpoints.size(); ++i) {
            if (breakpoints[i].hit(simulation) && !first) {
                first = i;
            }
        }
        if (first || due == nearest) {
            return first;
        }
    }
    return std::nullopt;
}

} // namespace highwater

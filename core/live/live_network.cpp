// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/live_network.h"

namespace highwater {

LiveNetwork::LiveNetwork(std::shared_ptr<const Scenario> live, const SeriesOptions& series, std::function<void(const OutsideNotice&)> told)
    : m_simulation(live, live->seed, 0, series), m_told(std::move(told)), m_begin(std::chrono::steady_clock::now()), m_timer([this] { onTimer(); })
{
    m_simulation.tellOutside(&m_notices);
    learnNodes();
}

void LiveNetwork::start()
{
    m_begin = std::chrono::steady_clock::now();
    advance();
}

Instant LiveNetwork::now() const
{
    return instantAt(std::chrono::steady_clock::now());
}

PreciseTimer::Time LiveNetwork::steadyAt(Instant at) const
{
    return at == Instant::max() ? PreciseTimer::Time::max() : m_begin + (at - runStart);
}

Instant LiveNetwork::instantAt(PreciseTimer::Time at) const
{
    return runStart + std::max(Duration::zero(), std::chrono::duration_cast<Duration>(at - m_begin));
}

void LiveNetwork::onTimer()
{
    m_wakeUp = PreciseTimer::Time::max();
    advance();
}

void LiveNetwork::advance()
{
    m_simulation.advanceTo(now());
    settle();
}

OutsideRef LiveNetwork::bring(std::uint16_t producer, const OutsideItem& item)
{
    m_simulation.advanceTo(now());
    const OutsideRef ref = m_simulation.bring(producer, item);
    settle();
    return ref;
}

OutsideRef LiveNetwork::bringBack(std::uint16_t producer, const OutsideItem& item)
{
    m_simulation.advanceTo(now());
    const OutsideRef ref = m_simulation.bringBack(producer, item);
    settle();
    return ref;
}

void LiveNetwork::leaveAlone(OutsideRef ref)
{
    m_simulation.advanceTo(now());
    m_simulation.leaveAlone(ref);
    settle();
}

void LiveNetwork::endWork(OutsideRef ref, bool failed)
{
    m_simulation.advanceTo(now());
    m_simulation.endWork(ref, failed);
    settle();
}

/// Whose work is the driver's.
void LiveNetwork::learnWork(std::uint16_t node, const Node& config)
{
    if (const StageNode* stage = config.stage()) {
        m_simulation.workOutside(node, stage->live.forward || stage->live.spin);
    } else if (const BalancerNode* balancer = config.balancer()) {
        for (const std::uint16_t replica : replicasOf(node)) {
            m_simulation.workOutside(replica, balancer->replica.live.forward || balancer->replica.live.spin);
        }
    }
}

std::vector<std::uint16_t> LiveNetwork::replicasOf(std::uint16_t balancer) const
{
    const auto& parts = m_simulation.stageAt(m_simulation.nodes()[balancer]).extras.parts;
    return {parts.begin(), parts.end()};
}

void LiveNetwork::follow(std::uint16_t node, const Node& changed)
{
    learnWork(node, changed);
    settle();
}

void LiveNetwork::change(std::shared_ptr<const Scenario> live)
{
    m_simulation.advanceTo(now());
    m_simulation.change(std::move(live));
    learnNodes();
    settle();
}

/// Tells what happened, in order, and plans the next wake-up. Who is told may bring more: that is told after it, not within.
void LiveNetwork::settle()
{
    if (m_telling) {
        return;
    }
    m_telling = true;
    for (std::size_t i = 0; i < m_notices.size(); ++i) {
        const OutsideNotice notice = m_notices[i];
        m_told(notice);
    }
    m_notices.clear();
    m_telling = false;
}

/// Setting a timer of the kernel costs more than an item: it is done once a turn, and only when it must ring earlier. One that rings too early
/// finds nothing to do, and is set anew.
bool LiveNetwork::planWakeUp()
{
    const auto now = std::chrono::steady_clock::now();
    const bool isDue = steadyAt(m_simulation.nextDue()) <= now;
    if (isDue) {
        advance();
    }
    const auto due = steadyAt(m_simulation.nextDue());
    if (due < m_wakeUp) {
        m_wakeUp = due;
        m_timer.plan(due);
    }
    return isDue;
}

void LiveNetwork::learnNodes()
{
    const auto& scenario = m_simulation.scenario();
    m_external = m_simulation.nodeOfScenario().back();
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        learnWork(m_simulation.nodeOfScenario()[i], scenario.nodes[i]);
    }
}

std::optional<std::uint16_t> LiveNetwork::nodeOf(std::string_view name) const
{
    const auto index = m_simulation.scenario().find(name);
    return index ? std::optional(m_simulation.nodeOfScenario()[static_cast<std::size_t>(*index)]) : std::nullopt;
}

bool LiveNetwork::holdsBack(std::uint16_t stage, std::int64_t bytes) const
{
    const StageState& state = m_simulation.stageAt(m_simulation.nodes()[stage]);
    return state.flow.holdsBack(bytes) || (state.flow.queue().policy().whenFull == flow::WhenFull::Block && !state.flow.door().empty());
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
// Forks of one state, as it is and with a change.
#include "run/advice_watch.h"

#include <algorithm>

namespace highwater {

namespace {

/// The name of the node that a pointer leads into; empty: none.
std::string nodeOfPointer(const std::string& pointer)
{
    constexpr std::string_view nodes = "/nodes/";
    std::string name;
    if (pointer.compare(0, nodes.size(), nodes) != 0) {
        return name;
    }
    for (std::size_t i = nodes.size(); i < pointer.size() && pointer[i] != '/'; ++i) {
        const bool escape = pointer[i] == '~' && i + 1 < pointer.size();
        name += escape ? (pointer[i + 1] == '1' ? '/' : '~') : pointer[i];
        i += escape ? 1 : 0;
    }
    return name;
}

/// The delays of what a stage starts and stops by itself.
Duration startingTime(const Node& node)
{
    if (const BalancerNode* balancer = node.balancer()) {
        return balancer->policy.startDelay;
    }
    const StageNode* stage = node.stage();
    return stage != nullptr && stage->autoscale ? stage->autoscale->startDelay + 2 * stage->autoscale->evaluate : Duration::zero();
}

} // namespace

Duration adviceSpan(const Scenario& scenario)
{
    return std::max<Duration>(std::chrono::minutes(1), scenario.duration / 20);
}

ForkStand::ForkStand(const Simulation& simulation, const Document& document)
    : m_simulation(simulation), m_scenario(simulation.scenario()), m_document(document)
{
    for (std::size_t i = 0; i < m_scenario.nodes.size(); ++i) {
        m_scenario.nodes[i] = *simulation.nodes()[simulation.nodeOfScenario()[i]].config;
    }
    takeSchedule();
    m_scenario = ready(std::move(m_scenario));
}

/// Brings the document to what the schedule has made of the nodes, but for what the user has overruled since.
void ForkStand::takeSchedule()
{
    const auto written = readScenario(m_document);
    if (!written) {
        return;
    }
    for (const Node& node : m_scenario.nodes) {
        const auto index = written->find(node.name);
        if (!index || written->nodes[static_cast<std::size_t>(*index)] == node) {
            continue;
        }
        for (const ScheduledChange& change : written->schedule) {
            if (change.node == *index && change.at <= m_simulation.now()) {
                m_document = m_document.with(change.pointer, change.value).value_or(m_document);
            }
        }
    }
}

/// A scenario that a fork goes on with: the past of the schedule has acted, and figures count from now on.
Scenario ForkStand::ready(Scenario scenario) const
{
    const Instant now = m_simulation.now();
    auto& schedule = scenario.schedule;
    schedule.erase(std::remove_if(schedule.begin(), schedule.end(), [now](const ScheduledChange& each) { return each.at <= now; }), schedule.end());
    scenario.warmup = std::min<Duration>(scenario.warmup, now - runStart);
    return scenario;
}

Simulation ForkStand::fork() const
{
    Simulation fork = m_simulation.fork();
    if (m_simulation.scenario().warmup > m_scenario.warmup) {
        fork.change(std::make_shared<const Scenario>(m_scenario));
        fork.runUntil(fork.now());
    }
    return fork;
}

std::optional<Simulation> ForkStand::forkWith(const std::vector<ScenarioEdit>& edits) const
{
    Document document = m_document;
    std::vector<std::string> touched;
    for (const ScenarioEdit& edit : edits) {
        auto next = edit.value.empty() ? document.without(edit.pointer) : document.with(edit.pointer, edit.value);
        if (!next) {
            return std::nullopt;
        }
        document = std::move(*next);
        touched.push_back(nodeOfPointer(edit.pointer));
    }
    auto changed = readScenario(document);
    if (!changed) {
        return std::nullopt;
    }
    for (Node& node : changed->nodes) {
        const auto index = m_scenario.find(node.name);
        if (index && std::find(touched.begin(), touched.end(), node.name) == touched.end()) {
            node = m_scenario.nodes[static_cast<std::size_t>(*index)];
        }
    }
    Simulation fork = m_simulation.fork();
    fork.change(std::make_shared<const Scenario>(ready(std::move(*changed))));
    fork.runUntil(fork.now());
    return fork;
}

Duration ForkStand::settling(Duration span) const
{
    Duration longest = span / 2;
    for (std::size_t i = 0; i < m_scenario.nodes.size(); ++i) {
        const SimNode& node = m_simulation.nodes()[m_simulation.nodeOfScenario()[i]];
        longest = std::max(longest, startingTime(m_scenario.nodes[i]) * 3 / 2);
        if (node.isProducer || !m_simulation.stageAt(node).flow.wip().limited()) {
            continue;
        }
        const StageState& stage = m_simulation.stageAt(node);
        const Histogram service = stage.metrics.service();
        if (service.count() > 0) {
            const double work = static_cast<double>(stage.flow.queue().items()) * service.moments().mean();
            const double drain = work / static_cast<double>(stage.flow.wip().limit());
            longest = std::max(longest, fromSeconds(1.5 * drain));
        }
    }
    return std::min<Duration>(longest, 2 * span);
}

} // namespace highwater

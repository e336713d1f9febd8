// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/deadlock.h"

#include <algorithm>
#include <cstddef>

namespace highwater {

namespace {

bool everyWorkerIsBlocked(const StageState& stage)
{
    const flow::WipLimiter& wip = stage.flow.wip();
    return wip.busy() == 0 && wip.blocked() > 0 && !wip.hasPermit();
}

/// For each node, the stages at whose doors its workers stand.
std::vector<std::vector<std::size_t>> waitsFor(const Simulation& simulation)
{
    const auto& nodes = simulation.nodes();
    std::vector<std::vector<std::size_t>> targets(nodes.size());
    const auto add = [&targets](std::size_t from, std::size_t to) {
        if (std::find(targets[from].begin(), targets[from].end(), to) == targets[from].end()) {
            targets[from].push_back(to);
        }
    };
    for (std::size_t at = 0; at < nodes.size(); ++at) {
        if (nodes[at].isProducer) {
            continue;
        }
        const auto& door = simulation.stageAt(nodes[at]).flow.door();
        for (std::size_t i = 0; i < door.size(); ++i) {
            if (door[i].node < nodes.size()) { // a hop has no workers of its own
                add(door[i].node, at);
            }
        }
    }
    for (const HopState& hop : simulation.hops()) {
        for (std::size_t i = 0; i < hop.door.size(); ++i) {
            add(hop.door[i].node, hop.to);
        }
    }
    return targets;
}

} // namespace

std::vector<std::string> deadlockedStages(const Simulation& simulation)
{
    const auto& nodes = simulation.nodes();
    std::vector<bool> stuck(nodes.size(), false);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        stuck[i] = !nodes[i].isProducer && everyWorkerIsBlocked(simulation.stageAt(nodes[i]));
    }
    // A stage that waits for one that still moves will move too; what is left when no more such are found moves never.
    const auto targets = waitsFor(simulation);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const bool moves = std::any_of(targets[i].begin(), targets[i].end(), [&](std::size_t target) { return !stuck[target]; });
            if (stuck[i] && (moves || targets[i].empty())) {
                stuck[i] = false;
                changed = true;
            }
        }
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (stuck[i]) {
            names.push_back(nodes[i].config->name);
        }
    }
    return names;
}

} // namespace highwater

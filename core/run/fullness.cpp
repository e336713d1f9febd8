// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/fullness.h"

namespace highwater {

namespace {

bool reachedCapacity(const StageState& stage)
{
    const std::int64_t capacity = stage.flow.queue().capacity();
    return capacity > 0 && stage.metrics.levelMax() >= capacity;
}

/// Whether a test says yes to a stage, or to a consumer of a channel.
template <typename Test>
bool anyPart(const Simulation& simulation, std::uint16_t node, Test test)
{
    const StageState& stage = simulation.stageAt(simulation.nodes()[node]);
    if (stage.role != Role::Channel) {
        return test(stage);
    }
    const StageExtras& extras = stage.extras;
    for (std::size_t i = 0; i < extras.parts.size(); ++i) {
        if (extras.alive[i] && test(simulation.stageAt(simulation.nodes()[extras.parts[i]]))) {
            return true;
        }
    }
    return !stage.flow.door().empty();
}

bool hasNoPlace(const StageState& stage)
{
    return !stage.flow.door().empty() || !stage.flow.admits(1);
}

} // namespace

bool isFull(const Simulation& simulation, std::uint16_t node)
{
    return anyPart(simulation, node, hasNoPlace);
}

bool hasBeenFull(const Simulation& simulation, std::uint16_t node)
{
    return anyPart(simulation, node, [](const StageState& stage) { return hasNoPlace(stage) || reachedCapacity(stage); });
}

} // namespace highwater

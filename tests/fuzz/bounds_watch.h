// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/simulation.h"

#include <cstdint>
#include <string>
#include <vector>

namespace highwater::fuzz {

/// Watches that no queue and no send buffer holds more than it may. A bound that was lowered while more was inside permits what is there,
/// and less and less as it leaves.
class BoundsWatch
{
public:
    /// What is wrong; empty when nothing is. To be called after every slice of a run.
    std::string look(const Simulation& simulation);

private:
    struct Bound
    {
        std::int64_t capacity = -1;
        std::int64_t workers = -1;
        flow::Measure measure = flow::Measure::Items;
        std::vector<std::pair<int, std::int64_t>> weights;
        bool down = false;
        std::int64_t allowed = 0;
    };
    bool exceeds(Bound& bound, const StageState& stage, const Simulation& simulation) const;

    std::vector<Bound> m_stages;
    std::vector<Bound> m_hops;
};

} // namespace highwater::fuzz

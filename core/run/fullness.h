// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/simulation.h"

#include <cstdint>

namespace highwater {

/// Whether a stage has no place for another item, or somebody waits for one; of a channel: whether a consumer that is alive has none. A
/// balancer has a queue without a bound. node: of the simulation, not a producer.
bool isFull(const Simulation& simulation, std::uint16_t node);

/// Whether it has been so, or its level has reached the capacity, since the running column of its series began.
bool hasBeenFull(const Simulation& simulation, std::uint16_t node);

} // namespace highwater

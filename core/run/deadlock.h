// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/simulation.h"

#include <string>
#include <vector>

namespace highwater {

/// Names of the stages whose workers wait for one another's room in a circle, as the simulation stands: all of their workers hold
/// finished items for stages of that same set, so that none will ever move again by itself. Empty: no deadlock.
std::vector<std::string> deadlockedStages(const Simulation& simulation);

} // namespace highwater

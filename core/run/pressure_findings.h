// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/finding.h"
#include "scenario/scenario.h"
#include "sim/results.h"

#include <vector>

namespace highwater {

/// Pressure in words, from the figures of one run: "blocked" (which stages hold finished items, and the stage at the end of that chain),
/// "peak-above-mark" (by how much a queue passed its high-water mark, and what sent on after the signal) and "standing-queue" (the part
/// of the wait that never drains, against the bursts). All are notes. In the order of the scenario's nodes.
std::vector<Finding> pressureFindings(const Scenario& scenario, const RunResult& run);

} // namespace highwater

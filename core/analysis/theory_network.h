// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/theory.h"
#include "analysis/theory_flow.h"
#include "units/error.h"

#include <vector>

namespace highwater::analysis {

// Networks that have to be seen as a whole. Each gives its subjects, or fails with Unsupported and the reason as a clause: "the service of
// "api" is lognormal". The flow has no general obstacle.

/// Users that send again after they were served: product form (Gordon & Newell), or a machine repairman.
Result<std::vector<TheorySubject>> closedTheory(const Scenario& scenario, const NetworkFlow& flow);
/// Credits that go round from a stage with a window to where it ends, with a sender that never runs dry.
Result<std::vector<TheorySubject>> windowTheory(const Scenario& scenario, const NetworkFlow& flow);
/// Single workers in a row with bounded queues that block, fed by a sender that never runs dry or by Poisson arrivals that may be lost.
Result<std::vector<TheorySubject>> tandemTheory(const Scenario& scenario, const NetworkFlow& flow);

/// Whether some producer is of that kind.
bool hasArrivals(const Scenario& scenario, Arrivals::Kind kind);

} // namespace highwater::analysis

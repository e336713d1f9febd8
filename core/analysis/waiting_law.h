// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/station.h"
#include "scenario/distribution.h"

#include <optional>

namespace highwater::analysis {

/// Quantiles of the wait and the sojourn of an M/G/1 queue, first come first served.
struct WaitingLaw
{
    QuantileValues wait;
    QuantileValues sojourn;
};

/// arrivalRate > 0 per second, load = rate * mean service < 1. Exact where the service is made of phases or constant; else the
/// renewal equation of the wait is solved on a grid, to about 6 digits. Nothing for a service whose values have probabilities of their
/// own (but constant), or whose tail is too heavy for the grid.
std::optional<WaitingLaw> waitingLawOf(double arrivalRate, const Distribution& service);

} // namespace highwater::analysis

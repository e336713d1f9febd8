// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/producer_policy.h"

#include <cstdint>

namespace highwater::analysis {

/// Clients that all want to update one row at once: each reads its version, then writes on condition that it is still the same, and on a
/// conflict backs off and begins again. Times in milliseconds.
struct Contention
{
    std::int64_t clients = 100; ///< >= 1
    double delayMean = 10;      ///< one way over the network: the size of a normal variable
    double delaySd = 2;
};

struct ContentionFigures
{
    double calls = 0;  ///< writes that were tried, until all clients have succeeded
    double timeMs = 0; ///< until the last has its answer
};

/// Means over independent replications; the same seed gives the same figures. retry: its delays, jitter included; kind none: no delay.
/// Source of the model: AWS architecture blog, "Exponential Backoff And Jitter", and its simulator.
ContentionFigures contend(const Contention& contention, const flow::RetryPolicy& retry, std::int64_t replications, std::uint64_t seed);

} // namespace highwater::analysis

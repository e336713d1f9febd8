// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/simulation.h"

#include <cstdint>
#include <string>

namespace highwater {

/// The media type of what openMetrics() returns.
inline constexpr const char* openMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The figures of a live run as OpenMetrics 1.0 text (github.com/prometheus/OpenMetrics), names as in the results format. Call
/// LiveNetwork::advance() first.
std::string openMetrics(const Simulation& simulation, std::uint64_t connections, std::uint64_t residentBytes);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/matrix.h"
#include "units/error.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace highwater::analysis {

/// One station of a network of exponential servers. Times in seconds.
struct NetworkStation
{
    double meanService = 0;
    std::optional<std::int64_t> servers = 1; ///< absent: one for everybody
    double visits = 1;                       ///< per item that passes the network (open) or per cycle (closed)
};

/// What theory says about one station of a network. Per visit.
struct NetworkStationFigures
{
    double throughput = 0;            ///< visits per second
    std::optional<double> utilisation; ///< absent without a bound of the servers
    double wait = 0;
    double sojourn = 0;
    double l = 0;
};
struct NetworkFigures
{
    double throughput = 0; ///< items, or cycles, per second
    double sojourn = 0;    ///< of a whole passage or cycle, think time not counted
    double l = 0;          ///< items inside, those that think not counted
    std::vector<NetworkStationFigures> stations;
};

/// Visits to each station per item that enters. entry[i]: probability of entering at i; routing(i, j): of going from i to j. Fails with
/// OutOfRange when items never leave.
Result<std::vector<double>> visitsOf(const std::vector<double>& entry, const Matrix& routing);

/// Open network with Poisson arrivals (Jackson): stations are as if alone. Fails with OutOfRange and the station's index in `where` when
/// one is overloaded.
Result<NetworkFigures> jackson(double arrivalRate, const std::vector<NetworkStation>& stations);

/// Closed network with a population >= 1 that thinks (in the mean) between cycles (Gordon & Newell); exact, by mean value analysis, or
/// by convolution where a station has several servers.
NetworkFigures closedNetwork(std::int64_t population, double thinkTime, const std::vector<NetworkStation>& stations);

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/approximations.h"

#include "analysis/queueing_single.h"

#include <cmath>

namespace highwater::analysis {

namespace {

double variability(const TwoMomentStation& station)
{
    return (station.gapScv + station.serviceScv) / 2.0 * station.meanService;
}

} // namespace

double kingmanWait(const TwoMomentStation& station)
{
    return station.load / (1.0 - station.load) * variability(station);
}

double allenCunneenWait(const TwoMomentStation& station)
{
    const auto c = static_cast<double>(station.servers);
    return erlangC(station.servers, station.load * c) / (c * (1.0 - station.load)) * variability(station);
}

double sakasegawaWait(const TwoMomentStation& station)
{
    const auto c = static_cast<double>(station.servers);
    return std::pow(station.load, std::sqrt(2.0 * (c + 1.0)) - 1.0) / (c * (1.0 - station.load)) * variability(station);
}

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <vector>

namespace highwater {

/// What forks of the run say about the time after now, for the charts. A plain value, made by whoever ran the forks.
struct ForecastBand
{
    /// One instant: 10 %, 50 % and 90 % of the forks.
    struct Point
    {
        double seconds = 0; ///< of virtual time
        double low = 0;
        double median = 0;
        double high = 0;
    };
    std::vector<Point> level; ///< in the measure of the charted queue; ascending by time
    std::vector<Point> p99;   ///< of the time in the charted stage, seconds; ascending by time
    QString timeToFull;       ///< "4.2 s"; empty: not within the forecast
    QString timeToEmpty;

    /// Where it ends, in seconds of virtual time; 0 without a point.
    [[nodiscard]] double end() const
    {
        return std::max(level.empty() ? 0.0 : level.back().seconds, p99.empty() ? 0.0 : p99.back().seconds);
    }
};

} // namespace highwater

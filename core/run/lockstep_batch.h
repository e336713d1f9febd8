// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/histogram.h"
#include "units/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace highwater {

/// What one node did in one batch, as sums: batches that are added up are one longer batch, exactly. A plain value; its memory grows with
/// the different sojourn times that it saw.
struct LockstepBatch
{
    Duration time{}; ///< zero: the variant has no such node
    std::uint64_t completed = 0;
    std::uint64_t offered = 0;
    std::uint64_t lost = 0;
    std::uint64_t switches = 0;
    double level = 0; ///< level times seconds
    Moments sojourn;
    std::vector<IntervalHistogram::Part> sojourns; ///< ascending

    void add(const LockstepBatch& next);
    /// The smallest sojourn with at least that fraction of them at or below it, in seconds; absent when fewer than 1 / (1 - p) were seen.
    [[nodiscard]] std::optional<double> quantile(double p) const;
};

/// The cells of a histogram that hold something.
std::vector<IntervalHistogram::Part> partsOf(const Histogram& histogram);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace highwater::analysis {

/// Student's interval of the mean of independent values.
struct MeanInterval
{
    double mean = 0;
    double sd = 0; ///< of the values
    double t = 0;  ///< quantile of Student's law
    double halfWidth = 0;
    std::optional<double> relativeHalfWidth; ///< absent for a mean of 0
};
/// Two values or more; 0 < confidence < 1.
MeanInterval meanInterval(std::span<const double> values, double confidence);

/// Where the warm-up of a series ends.
struct Truncation
{
    std::size_t index = 0;  ///< of the raw series: what stands before is cut off
    double statistic = 0;   ///< squared standard error of what is left, as MSER counts it
    bool atLimit = false;   ///< the best cut is the last that was tried: the series is too short
};
/// MSER (White, Cobb & Spratt 2000) of means of so many neighbours; an incomplete rest is left out. At most half of the series is cut.
/// Two batches or more.
Truncation mserTruncation(std::span<const double> series, std::size_t batch);

/// How many of so many independent intervals should hold the truth.
struct CoverageBand
{
    std::int64_t low = 0;
    std::int64_t high = 0;
};
/// The two-sided band of a binomial count that holds with at least that probability.
CoverageBand coverageBand(std::int64_t experiments, double confidence, double probability);

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace highwater {

/// A mean of independent replications and the half-width of its confidence interval, in the unit of the values.
struct Interval
{
    double mean = 0;      ///< NaN without values
    double halfWidth = 0; ///< NaN for fewer than two values, which say nothing about their spread
};

/// Student's interval: mean ± t(n - 1) s / sqrt(n). confidence: 0 < c < 1. Any thread.
Interval studentInterval(std::span<const double> values, double confidence);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/interval.h"

#include <boost/math/distributions/students_t.hpp>

#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace highwater {

Interval studentInterval(std::span<const double> values, double confidence)
{
    assert(confidence > 0.0 && confidence < 1.0);
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    if (values.empty()) {
        return {unknown, unknown};
    }
    const auto n = static_cast<double>(values.size());
    double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    // Once more from there: what rounding took is given back, and equal values have exactly that mean and no spread.
    double rest = 0.0;
    for (const double value : values) {
        rest += value - mean;
    }
    mean += rest / n;
    if (values.size() < 2) {
        return {mean, unknown};
    }
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    const boost::math::students_t distribution(n - 1.0);
    const double t = boost::math::quantile(boost::math::complement(distribution, (1.0 - confidence) / 2.0));
    return {mean, t * std::sqrt(squares / (n - 1.0) / n)};
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/math/tools/toms748_solve.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace highwater::analysis {

/// The zero of f between low and high, where f has different signs, as exactly as doubles can tell.
template <typename F>
double zeroBetween(F f, double low, double high)
{
    std::uintmax_t steps = 200;
    const auto tolerance = [](double a, double b) { return std::abs(b - a) <= 4.0 * std::numeric_limits<double>::epsilon() * std::abs(b); };
    const auto [a, b] = boost::math::tools::toms748_solve(f, low, high, tolerance, steps);
    return a + (b - a) / 2.0;
}

/// The smallest x >= 0 at which a falling function is at or below a level, or infinity when it never is up to 1e15 scales.
/// scale: where to begin to look, above 0.
template <typename F>
double firstBelow(F falling, double level, double scale)
{
    if (falling(0.0) <= level) {
        return 0.0;
    }
    double low = 0.0;
    double high = scale;
    while (falling(high) > level) {
        low = high;
        high *= 2.0;
        if (high > 1e15 * scale) {
            return std::numeric_limits<double>::infinity();
        }
    }
    const auto above = [&](double x) { return falling(x) - level; };
    const double atHigh = above(high);
    return atHigh == 0.0 ? high : zeroBetween(above, low, high);
}

} // namespace highwater::analysis

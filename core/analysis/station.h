// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace highwater::analysis {

/// Quantiles that are told of every time.
inline constexpr std::array<std::pair<std::string_view, double>, 5> quantiles{
    {{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p999", 0.999}}};
using QuantileValues = std::array<double, quantiles.size()>;

/// Values of f at each of the told probabilities.
template <typename F>
QuantileValues quantilesBy(F f)
{
    QuantileValues values{};
    for (std::size_t i = 0; i < quantiles.size(); ++i) {
        values[i] = f(quantiles[i].second);
    }
    return values;
}

/// What theory says about one station in its steady state. Times in seconds, rates per second. Items: everything in the system (l) or
/// what waits (lq). Times are those of items that were let in and served; absent: this model does not tell it.
struct StationFigures
{
    std::optional<double> utilisation; ///< mean busy servers / servers
    std::optional<double> throughput;
    std::optional<double> loss;    ///< lost / offered
    std::optional<double> empty;   ///< P(nothing inside)
    std::optional<double> waits;   ///< P(an item that was let in waits)
    std::optional<double> wait, sojourn;
    std::optional<double> waitSd, sojournSd;
    std::optional<double> lq, l;
    std::optional<double> waitOfAll; ///< with impatience: over all arrivals, whatever their end
    std::optional<QuantileValues> waitQuantiles, sojournQuantiles;
};

} // namespace highwater::analysis

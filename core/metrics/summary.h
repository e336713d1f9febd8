// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace highwater {

/// Statistics of one duration, in seconds; absent where there was no sample. Quantiles: the smallest sample with at least that
/// fraction of the samples at or below it, to 0.1 %; 0 and max are exact.
struct TimeSummary
{
    std::uint64_t count = 0;
    std::optional<double> mean, sd, p50, p90, p95, p99, p999, max;
};

/// What happened to items at a node, counted from 0: offered = accepted + refused,
/// accepted = completed + dropped + expired + failed + inside.
struct Counters
{
    std::uint64_t offered = 0;
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;
    std::uint64_t dropped = 0;
    std::uint64_t expired = 0;
    std::uint64_t failed = 0;
    std::uint64_t retried = 0;
    std::uint64_t completed = 0;
    std::uint64_t inside = 0;

    [[nodiscard]] bool conserved() const
    {
        return offered == accepted + refused && accepted == completed + dropped + expired + failed + inside;
    }
    bool operator==(const Counters&) const = default;
};

/// Buffer bloat of a stage (theory.md 4.2), in seconds. Absent where the data do not support a figure.
struct Bloat
{
    std::optional<double> excessP95; ///< p95 sojourn - p95 service
    std::optional<double> excessP99;
    std::optional<double> standing; ///< median of the shortest waits of windows of 100 ms and 20 items at least
    std::optional<double> drain;    ///< mean depth / throughput
    std::optional<double> ratio;    ///< p95 sojourn / p95 service
    std::string grade;              ///< "A+", "A", "B", "C", "D", "F"; empty: not enough data
};

} // namespace highwater

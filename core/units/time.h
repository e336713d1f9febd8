// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace highwater {

/// A length of time in whole nanoseconds.
using Duration = std::chrono::nanoseconds;

/// Time since the run began. It has no now(): whoever drives the run hands time in.
struct Timeline
{
    using rep = Duration::rep;
    using period = Duration::period;
    using duration = Duration;
    using time_point = std::chrono::time_point<Timeline, Duration>;
    static constexpr bool is_steady = true;
};
using Instant = Timeline::time_point;

inline constexpr Instant runStart{};

/// Seconds as a floating-point number; for results and axis labels only.
constexpr double toSeconds(Duration d) { return static_cast<double>(d.count()) / 1e9; }
constexpr double toSeconds(Instant t) { return toSeconds(t.time_since_epoch()); }

/// The nearest whole nanosecond; saturates at about 146 years, so that sums of two cannot overflow.
Duration fromSeconds(double seconds);

/// Reads "5ms", "1.5s", "2min", "1h", "250us", "80ns" (also "µs"). Fails with Syntax or OutOfRange (negative, not finite,
/// above 100 years); where is empty.
Result<Duration> parseDuration(std::string_view text);

/// As parseDuration, in seconds and without rounding: means of distributions keep what was written.
Result<double> parseSeconds(std::string_view text);

/// The shortest text that parseDuration reads back as the same value: "1.5s", "250us".
std::string writeDuration(Duration d);

} // namespace highwater

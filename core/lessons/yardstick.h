// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "units/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace highwater::lessons {

/// What a figure is counted in. Values are seconds, a part of a whole, items per second, or items.
enum class Unit : std::uint8_t { Seconds, Share, PerSecond, PerMinute, Items };

/// A figure of the running model as a lesson writes it: "p99 of api", "switches of api", "lost share of callers".
struct Yardstick
{
    std::string text; ///< as written
    std::string name; ///< "p99"
    std::string node;
    Unit unit = Unit::Seconds;
};

/// A figure as far as the run has it: over the window since the last change, warm-up excluded.
struct Measured
{
    std::optional<double> value; ///< absent: there is none yet, not even a rough one
    double seconds = 0;          ///< of virtual time that it covers
    double secondsNeeded = 0;
    std::uint64_t samples = 0;   ///< that a time rests on; 0 for what is not a time
    std::uint64_t samplesNeeded = 0;

    [[nodiscard]] bool enough() const { return value && seconds >= secondsNeeded && samples >= samplesNeeded; }
    /// How much of what is needed is there, 0 to 1.
    [[nodiscard]] double progress() const;
};

/// Fails with NotFound or Syntax and an empty where. It may speak of the nodes of the scenario.
Result<Yardstick> readYardstick(std::string_view text, const Scenario& scenario);

/// The value of a limit or a guess in the unit of a yardstick: "200 ms", "1 %", "95/s", "6/min", "40". Spaces do not matter.
Result<double> readValue(std::string_view text, Unit unit);
/// Text for people, with its unit.
std::string displayValue(double value, Unit unit);

/// secondsNeeded: virtual time that must have passed since the last change. A node that is not there has no value.
Measured measure(const Yardstick& yardstick, const Snapshot& snapshot, double secondsNeeded);

} // namespace highwater::lessons

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// One figure of a node in two pictures. Values in the unit of the figure; half-widths are those of 95 % intervals from batch means.
struct ComparedFigure
{
    enum class Unit : std::uint8_t { PerSecond, Seconds, Ratio, Items, PerMinute };
    struct Value
    {
        double mean = 0;
        std::optional<double> halfWidth; ///< absent: too few batches
    };
    std::string name; ///< "completed", "p99"
    Unit unit = Unit::PerSecond;
    std::optional<Value> before; ///< absent: no sample
    std::optional<Value> after;

    /// after - before. Its half-width is the root of the sum of the squares, as of independent means; absent when one of them is.
    [[nodiscard]] std::optional<Value> difference() const;
    /// The interval of the difference does not hold 0.
    [[nodiscard]] bool significant() const;
};

/// What a stage does in two pictures of runs, each since its statistics began (Snapshot::statisticsSince). Empty when one of the pictures has
/// no stage of that name.
std::vector<ComparedFigure> compare(const Snapshot& before, const Snapshot& after, const std::string& node);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/results.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// One entry of the results of a node, named as in the results format with a point between levels: "completed", "sojourn_s.p99".
struct Figure
{
    enum class Kind : std::uint8_t {
        Count,  ///< a whole number
        Number, ///< seconds, a ratio, items, bytes or a rate, as the name says
        Text,
        Group   ///< a level without entries
    };
    std::string name;
    Kind kind = Kind::Number;
    std::optional<double> value;     ///< absent: there was no sample, or the field does not apply
    std::optional<double> halfWidth; ///< over replications; absent for one run
    std::string text;                ///< Kind::Text only; empty: absent
};
using Figures = std::vector<Figure>;

/// Everything that is reported about a node, in the order of the results format; its type is not among it.
Figures figuresOf(const NodeResult& node);
/// What a hop carried, and what its buffers held.
Figures figuresOf(const HopResult& hop);
/// "sojourn_s...", "completed" and "loss" of a run from end to end.
Figures endToEndFigures(const RunResult& run);

/// The means of the same figures of several runs, with Student's half-widths. A figure that some runs lack is the mean of the others;
/// a grade is that of the mean figures.
Figures averaged(const std::vector<Figures>& runs, double confidence);

/// The figure of that name; null when there is none.
const Figure* find(const Figures& figures, std::string_view name);

} // namespace highwater

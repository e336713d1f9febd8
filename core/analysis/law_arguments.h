// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/argument_reader.h"
#include "analysis/queueing_special.h"
#include "scenario/distribution.h"

#include <optional>

namespace highwater::analysis {

/// Reads a law of times: an object { dist, ... } as in the verification cases (exp unless dist says otherwise), or text as in a scenario:
/// "erlang(3, 40ms)".
Distribution lawFrom(ArgumentReader& arguments, std::string_view name);

/// When customers come.
struct ArrivalArguments
{
    std::optional<Distribution> gap; ///< renewal arrivals
    std::optional<SwitchedArrivals> switched;
    /// Sizes of batches that come by the gaps, as E[X] and E[X^2].
    std::optional<std::pair<double, double>> batch;
    [[nodiscard]] bool poisson() const { return gap && gap->law == Distribution::Law::Exponential; }
    [[nodiscard]] double rate() const;
};
/// As a law of gaps, or { dist: mmpp2, ... }, with or without batch; or text as in a scenario: "poisson(80/s)".
ArrivalArguments arrivalsFrom(ArgumentReader& arguments, std::string_view name);

} // namespace highwater::analysis

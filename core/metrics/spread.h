// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace highwater {

class Histogram;

/// A distribution of a duration in coarse bands, 16 to an octave: enough to be drawn. A plain value.
struct Spread
{
    struct Band
    {
        double from = 0; ///< seconds
        double to = 0;
        std::uint64_t count = 0;
    };
    std::vector<Band> bands; ///< ascending; none is empty
    std::uint64_t total = 0;

    /// Samples above a bound, as a part of all; a band is taken to be evenly filled. 0 without a sample.
    [[nodiscard]] double shareAbove(double seconds) const;
};

Spread spreadOf(const Histogram& histogram);

} // namespace highwater

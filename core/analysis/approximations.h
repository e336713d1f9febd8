// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace highwater::analysis {

/// A station with independent gaps and services of any law, described by two moments. No oracle: for gaps that vary little the error passes
/// 20 %.
struct TwoMomentStation
{
    double load = 0;        ///< per server, 0 < load < 1
    double gapScv = 1;      ///< variance / mean^2 of the gaps
    double serviceScv = 1;  ///< of the services
    double meanService = 0; ///< seconds
    std::int64_t servers = 1;
};

/// Mean waits in seconds.
double kingmanWait(const TwoMomentStation& station);      ///< as if there were one server (Kingman 1961, heavy traffic)
double allenCunneenWait(const TwoMomentStation& station); ///< by Erlang C (Allen 1990)
double sakasegawaWait(const TwoMomentStation& station);   ///< load^(sqrt(2 (c + 1)) - 1) instead of Erlang C (Sakasegawa 1977)

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace highwater::analysis {

/// What a worker does whose item finds no room at the next station.
enum class BlockingRule : std::uint8_t {
    AfterService, ///< it works, then keeps the item until there is room
    BeforeService ///< it begins only when there is room
};

/// Stations with one exponential server each, one after the other, with bounded room between them.
struct TandemLine
{
    std::vector<double> rates;         ///< of service, per second, > 0; two stations or more
    std::vector<std::int64_t> buffers; ///< waiting places before each station but the first, >= 0
    BlockingRule rule = BlockingRule::AfterService;
    std::optional<double> arrivalRate{}; ///< Poisson, lost when the first station is full; absent: the first station never starves
    std::int64_t firstBuffer = 0;      ///< waiting places before the first station; with arrivals only
};

struct TandemFigures
{
    double throughput = 0;             ///< items per second
    double firstBlocked = 0;           ///< part of the time in which the first worker holds a finished item, or may not begin
    std::optional<double> loss;        ///< with arrivals: lost / offered
    double l = 0;                      ///< mean items inside, the blocked ones included
    std::vector<double> levels;        ///< the same, of each station; of a first one that never starves only what it works on or holds
    std::vector<double> utilisation;   ///< part of the time in which each worker works
    std::vector<double> blocked;       ///< part of the time in which each is blocked
};

/// The exact Markov chain of the line. Fails with OutOfRange when it has more than 100 000 states.
Result<TandemFigures> blockingTandem(const TandemLine& line);

} // namespace highwater::analysis

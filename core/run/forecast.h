// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/simulation.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// What the forks of a forecast have in common in one column: 10 %, half and 90 % of them lie at or below. NaN, all three, when fewer than
/// half of the forks have a value there.
struct ForecastSpread
{
    float low = 0;
    float middle = 0;
    float high = 0;
};

/// When the forks get somewhere, in seconds from Forecast::from. Half of them do within the horizon at least.
struct ForecastReach
{
    double low = 0;             ///< 10 % of the forks are there by then
    double middle = 0;          ///< half of them
    std::optional<double> high; ///< 90 %; absent: later than the horizon, or never
    double share = 0;           ///< part of the forks that get there within the horizon
};

/// The next minute of one node. Producers have a name only.
struct NodeForecast
{
    std::string name;
    double levelNow = 0; ///< in the queue's measure
    bool fullNow = false;
    std::vector<ForecastSpread> level;      ///< mean level of each column, in the queue's measure; a channel: of its slowest consumer
    std::vector<ForecastSpread> sojournP95; ///< seconds; over as much time as the columns of the run itself cover
    std::vector<ForecastSpread> sojournP99;
    std::optional<ForecastReach> full;  ///< until no place is left; absent: fewer than half of the forks get there, or it is full now
    std::optional<ForecastReach> empty; ///< until nobody waits; absent: fewer than half of the forks get there, or nobody waits now
};

/// Where a simulation is going: the same state with other draws, many times. Immutable once made.
struct Forecast
{
    std::uint64_t request = 0; ///< as Forecaster::ask() was told
    Instant from;              ///< the instant of the simulation
    Instant until;             ///< as far as the forks went
    Instant firstColumn;       ///< >= from: columns begin at whole multiples of the interval, as those of a run
    Duration interval{};       ///< column i covers [firstColumn + i * interval, firstColumn + (i + 1) * interval)
    int columns = 0;
    int forks = 0;             ///< that it rests on
    bool complete = false;     ///< as many forks as were wanted, over the whole horizon
    double wallSeconds = 0;    ///< that it took
    std::string trouble;       ///< why forks could not go on; empty when all did
    std::vector<NodeForecast> nodes; ///< in the order of the scenario's nodes
};

struct ForecastOptions
{
    Duration horizon = std::chrono::seconds(60); ///< simulated
    int columns = 60;                            ///< about so many
    int forks = 40;
    std::chrono::microseconds budget = std::chrono::milliseconds(80); ///< wall time; zero: as long as it takes
    std::shared_ptr<const Scenario> with{};      ///< the forks go on with that scenario; null: with their own
    const std::atomic<bool>* stop = nullptr;     ///< set by another thread: ends it, with what there is
};

/// Runs forks of a simulation ahead; the simulation stays as it is. When the budget does not suffice, the horizon shrinks first, then the
/// number of forks. Without a budget the answer depends on the arguments alone. Any thread that may copy the simulation.
Forecast forecast(const Simulation& simulation, const ForecastOptions& options = {});

} // namespace highwater

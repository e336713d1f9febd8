// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/forecast.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace highwater {

/// A forecast while it is being made: forks are run one after the other, and what was learned can be had after each. Internal to
/// core/run/forecast*.cpp. One owner, one thread.
class ForecastWork
{
public:
    /// world is what the forks are made from; it is taken over.
    ForecastWork(Simulation world, const ForecastOptions& options);

    /// Within the budget of the options, whatever that allows; without one, everything.
    void runWithinBudget();
    /// That many more forks over the whole horizon, at most as many as are wanted. False: none could be run, or it was stopped.
    bool runForks(int more);
    [[nodiscard]] bool complete() const { return m_columns == m_allColumns && static_cast<int>(m_runs.size()) >= m_options.forks; }
    [[nodiscard]] bool stopped() const { return m_options.stop != nullptr && m_options.stop->load(); }
    /// What the forks so far say.
    [[nodiscard]] Forecast result() const;

private:
    using WallClock = std::chrono::steady_clock;

    /// What one fork did: values by stage and column, and when it got somewhere, in seconds; NaN: it did not.
    struct ForkRun
    {
        std::vector<float> level, p95, p99;
        std::vector<float> full, empty; ///< by stage
    };
    struct Stage
    {
        std::size_t ofScenario;
        std::uint16_t node; ///< of the simulation
        std::int64_t levelNow;
        bool fullNow;
    };

    bool runOne(WallClock::time_point deadline);
    bool runColumn(Simulation& fork, Instant end, Instant& looked, ForkRun& run) const;
    bool advance(Simulation& fork, Instant end) const;
    void look(const Simulation& fork, Instant before, ForkRun& run) const;
    void collect(const Simulation& fork, int columns, ForkRun& run) const;
    void shorten(int columns);
    [[nodiscard]] ForecastSpread spreadAt(std::size_t place, std::vector<float> ForkRun::*values) const;
    [[nodiscard]] std::optional<ForecastReach> reachOf(std::size_t stage, std::vector<float> ForkRun::*times) const;

    ForecastOptions m_options;
    WallClock::time_point m_begin;
    Simulation m_world;
    Instant m_firstColumn;
    Duration m_interval{};
    int m_allColumns = 0; ///< of the whole horizon
    int m_columns = 0;    ///< of each fork
    std::vector<Stage> m_stages;
    std::vector<ForkRun> m_runs;
    std::string m_trouble;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "sim/event_log.h"
#include "sim/results.h"
#include "sim/simulation.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace highwater {

/// How often and how exactly a scenario is run.
struct ExperimentOptions
{
    std::uint64_t seed = 1;
    int replications = 1;            ///< >= 1; with precision: the most that are run (at least 10)
    double confidence = 0.95;        ///< of the intervals, 0 < c < 1
    std::optional<double> precision; ///< wanted relative half-width; replicates from 10 on until h / |mean| <= p / (1 + p)
    int threads = 0;                 ///< 0: as many as there are cores; never changes a result
    SeriesOptions series;            ///< of replication 0 only; interval zero: none
    EventLog* events = nullptr;      ///< of replication 0 only; null: none
    const std::atomic<bool>* interrupt = nullptr;       ///< set by another thread: ends every replication where it is
    std::function<void(double fraction)> progress;      ///< called now and then from the calling thread, 0 to 1; with precision it
                                                        ///< may step back when more runs are needed; may be empty
};

/// Every replication of one experiment, in the order of their numbers. Of an interrupted one: those that were completed, or, when none
/// was, the first as far as it came.
struct Experiment
{
    std::shared_ptr<const Scenario> scenario;
    ExperimentOptions options;
    std::vector<RunResult> runs;      ///< one at least
    std::vector<Series> series;       ///< of replication 0, by node of the simulation; empty: none
    std::vector<std::string> names;   ///< of the nodes of the simulation: those of the scenario, then consumers and replicas
    bool interrupted = false;
    std::optional<bool> precisionReached; ///< absent: none was asked for
    std::vector<std::string> deadlocked;  ///< stages whose workers block each other in a circle at the end of the first such run
    double wallSeconds = 0;
    std::string trouble;              ///< why a run could not go on; empty when all did
};

/// Runs a scenario. Results depend on the scenario and the seed alone, not on the number of threads. Blocks until done.
Experiment runExperiment(std::shared_ptr<const Scenario> scenario, const ExperimentOptions& options);

} // namespace highwater

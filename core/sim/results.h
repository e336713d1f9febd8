// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/summary.h"
#include "units/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace highwater {

/// The results of one stage in one run; names and meanings as in the results format. Counters cover the whole run, everything else the
/// window [warm-up, end). Times in seconds; absent: there was no sample, or the field does not apply.
struct StageResult
{
    Counters totals;
    std::uint64_t refusedQueueFull = 0; ///< refused_by
    double throughput = 0;              ///< completed visits per second
    std::optional<double> loss;
    std::optional<double> utilisation; ///< absent for unlimited workers
    std::optional<double> blocked;
    std::optional<double> waited;
    std::optional<double> allBusy;
    double inSystemMean = 0;
    std::uint64_t inSystemMax = 0;
    double inSystemEmpty = 0;
    double depthMean = 0; ///< waiting items
    std::uint64_t depthMax = 0;
    double depthFull = 0;
    double bytesMean = 0;
    std::uint64_t bytesMax = 0;
    TimeSummary wait, service, sojourn;
    Bloat bloat;
    double pressedFraction = 0;
    std::uint64_t pressureFlips = 0;
};

/// The results of one producer: its items end to end. sent counts attempts, so that sent - retried = completed + lost + inside.
struct ProducerResult
{
    std::uint64_t sent = 0;
    std::uint64_t retried = 0;
    std::uint64_t shed = 0;
    std::uint64_t completed = 0;
    std::uint64_t lost = 0;
    std::uint64_t inside = 0;
    double throughput = 0;
    std::optional<double> loss; ///< (lost + shed) / (first tries + shed)
    TimeSummary wait, service, sojourn;
};

struct NodeResult
{
    std::string name;
    std::variant<ProducerResult, StageResult> figures;
};

/// One run, measured.
struct RunResult
{
    std::uint64_t events = 0;
    std::uint64_t itemsCompleted = 0; ///< end to end, in the whole run
    bool conserved = true;
    bool interrupted = false;
    Duration reached{}; ///< virtual time covered
    std::vector<NodeResult> nodes;
    TimeSummary endToEndSojourn;
    std::uint64_t endToEndCompleted = 0; ///< in the window
    std::optional<double> endToEndLoss;
};

/// A letter for a queue's delay (theory.md 4.2). target: the p95 that would be acceptable, five times the unloaded one.
std::string bloatGrade(double excessP95, double target, double standing, double loss);

} // namespace highwater

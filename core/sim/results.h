// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/summary.h"
#include "units/time.h"

#include "flow/admission_policy.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace highwater {

/// How the number of workers, or of replicas, followed the load.
struct Scaling
{
    std::int64_t workers = 0; ///< at the end
    double workersMean = 0;
    std::uint64_t starts = 0;
    std::uint64_t stops = 0;
    std::uint64_t pressedBeforeSignal = 0; ///< times that pressure began, or an item was refused, while no more workers were wanted
};

/// The results of one stage in one run; names and meanings as in the results format. Counters cover the whole run, everything else the
/// window [warm-up, end). Times in seconds; absent: there was no sample, or the field does not apply.
struct StageResult
{
    Counters totals;
    std::array<std::uint64_t, flow::refusalReasonCount> refusedBy{}; ///< by flow::RefusalReason
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
    std::int64_t pressurePeak = 0;          ///< the highest level
    std::optional<std::int64_t> aboveMark;  ///< by how much the peak exceeds the high mark; absent without marks
    std::optional<Scaling> scaling;         ///< of a stage that scales itself, or a balancer
};

/// What the clients of one producer did, when it has several: the one that kept most items under way, and the others.
struct ClientsResult
{
    std::uint64_t worst = 0;          ///< its number
    std::uint64_t worstSent = 0;
    std::uint64_t worstRefused = 0;
    std::uint64_t worstCompleted = 0;
    std::uint64_t worstInsideMax = 0;
    double othersSent = 0;            ///< means over the others
    double othersRefused = 0;
    double othersCompleted = 0;
    std::uint64_t othersInsideMax = 0;
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
    std::optional<double> loss; ///< (lost + shed) / (first tries + shed), at most 1: what is lost may be older than the window
    TimeSummary wait, service, sojourn;
    std::optional<ClientsResult> clients;
};

/// A wire between two nodes. Bytes; means over the window.
struct HopResult
{
    std::string from, to;
    std::uint64_t carried = 0; ///< items
    std::uint64_t lost = 0;
    std::uint64_t inside = 0;  ///< in both buffers and on the wire
    double applicationMean = 0; ///< that senders could not yet hand to their kernel
    double sendMean = 0;
    double receiveMean = 0;
    std::int64_t sendMax = 0;
    std::int64_t receiveMax = 0;
};

struct NodeResult
{
    std::string name;
    std::string type; ///< "producer", "stage", "channel", "consumer", "balancer", "replica"
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
    std::vector<NodeResult> nodes; ///< in the order of the scenario; consumers and replicas follow their channel or balancer
    std::vector<HopResult> hops;
    TimeSummary endToEndSojourn;
    std::uint64_t endToEndCompleted = 0; ///< in the window
    std::optional<double> endToEndLoss;
};

/// A letter for a queue's delay (theory.md 4.2). target: the p95 that would be acceptable, five times the unloaded one.
std::string bloatGrade(double excessP95, double target, double standing, double loss);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/experiment.h"
#include "run/figures.h"
#include "run/finding.h"
#include "run/mode.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace highwater {

/// An objective, judged by the mean of its value over the replications.
struct ObjectiveOutcome
{
    std::string text;
    std::string figure; ///< name of the figure that it is about
    std::optional<double> value;
    std::optional<double> halfWidth;
    bool met = false;
};

struct NodeReport
{
    std::string name;
    std::string type; ///< "producer", "stage", "channel", ...
    bool isProducer = false;
    Figures figures;
};

struct HopReport
{
    std::string from, to;
    Figures figures;
};

/// What is written about one experiment, whatever the format; names and meanings as in the results format.
struct Report
{
    std::string scenario;
    Mode mode = Mode::Simulated;
    std::uint64_t seed = 0;
    double duration = 0; ///< seconds: of the scenario, or, of a run that ended early, what was covered
    double warmup = 0;   ///< seconds
    std::size_t replications = 1;
    bool replicated = false; ///< figures are means with half-widths
    double confidence = 0;   ///< of the half-widths
    bool interrupted = false;
    std::uint64_t events = 0; ///< of all replications, as the next
    std::uint64_t itemsCompleted = 0;
    double wallSeconds = 0;
    bool conserved = true;
    std::vector<NodeReport> nodes;
    std::vector<HopReport> hops;
    Figures endToEnd;
    std::vector<ObjectiveOutcome> objectives;
    std::vector<Finding> findings;

    /// An objective was missed, or something is wrong.
    [[nodiscard]] bool failed() const;
};

Report reportOf(const Experiment& experiment);

/// "error", "warning" or "note"
const char* severityName(Finding::Severity severity);

} // namespace highwater

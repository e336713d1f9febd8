// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/queue_policy.h"
#include "run/advice.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// What one pair of marks does to a stage: figures of a fork with that pair. Levels are in the queue's measure.
struct MarkFigures
{
    flow::Marks marks;
    double switchesPerMinute = 0;
    std::int64_t overshoot = 0;     ///< by how much the level's peak lies above the high mark
    double starvation = 0;          ///< share of time in which a worker is idle while the signal holds senders back, or just after
    double throughput = 0;          ///< of the stage, per second
    std::optional<double> p99;      ///< seconds in the stage; absent: no sample
    std::uint64_t lost = 0;         ///< refused, dropped or expired there
};

struct MarkOptions
{
    double mostSwitchesPerMinute = 60;
    /// Virtual time that the figures cover. Zero: as AdviceOptions::span.
    Duration span{};
    double mostWallSeconds = 4;
    std::uint64_t mostEvents = 4'000'000;          ///< of one fork
    const std::atomic<bool>* interrupt = nullptr;
};

/// The hysteresis of one stage, tried out.
struct MarkStudy
{
    std::uint64_t question = 0; ///< number that Adviser::askMarks() gave
    std::string node;
    Instant at;
    Duration after{};           ///< from the change of the marks to where the figures begin
    Duration span{};
    double mostSwitchesPerMinute = 0;
    MarkFigures current;
    std::vector<MarkFigures> tried;      ///< by descending high mark, then by descending low mark
    /// The narrowest pair that stays under the wanted switches, loses no throughput and no more items than the current one; of pairs as
    /// narrow the one with the lowest p99. Its low mark leaves an item for each worker. Absent: none does, or the current one does already.
    std::optional<MarkFigures> proposal;
    std::string label;                   ///< "Marks 200 / 140"
    std::vector<ScenarioEdit> edits;     ///< of the proposal
    std::string sentence;                ///< what the proposal changes, or why there is none
    bool complete = true;                ///< false: the time was over, or it was interrupted
};

/// Tries pairs of marks on forks of a run with common random numbers. Nothing when the node is no stage with marks. document: as for
/// advise().
std::optional<MarkStudy> studyMarks(const Simulation& simulation, const Document& document, const std::string& node,
                                    const MarkOptions& options = {});

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/finding.h"
#include "scenario/document.h"
#include "sim/simulation.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// One value of a scenario that is to be set: a JSON pointer, and the value as Document::with() takes it. An empty value takes the member
/// away.
struct ScenarioEdit
{
    std::string pointer;
    std::string value;
    bool operator==(const ScenarioEdit&) const = default;
};

/// One figure of two runs that differ in one change.
struct Effect
{
    enum class Unit : std::uint8_t { PerSecond, Seconds, Ratio, Count, PerMinute };
    std::string name; ///< "completed", "p99 of api", "refused by api"
    Unit unit = Unit::PerSecond;
    std::optional<double> before; ///< absent: there was no sample
    std::optional<double> after;

    /// after - before; absent when one of them is.
    [[nodiscard]] std::optional<double> difference() const;
    /// "700/s → 800/s"
    [[nodiscard]] std::string text() const;
};

/// What two forks of one state did with the same draws, one as it is and one with the change made at that instant.
struct Evidence
{
    Duration after{}; ///< from the change to where the figures begin
    Duration span{};  ///< virtual time that the figures cover
    std::vector<Effect> effects; ///< the telling ones first
};

/// Something that is wrong now, and what would help.
struct Advice
{
    Finding finding;   ///< rule, severity, JSON pointer of the node, words, figures as they are
    std::string node;  ///< its name
    std::string title; ///< "api is the bottleneck: 8 of 8 busy"
    std::string label; ///< what the button says: "Add a worker"; empty: no change was found that helps
    std::vector<ScenarioEdit> edits;  ///< empty: as label
    std::optional<Evidence> evidence; ///< of the edits; absent without them
    std::string effect; ///< the evidence in one sentence; empty without it
};

/// What was found at one instant of a run. Immutable; any thread.
struct AdviceReport
{
    std::uint64_t question = 0;   ///< number that Adviser::ask() gave
    Instant at;                   ///< of the run
    Duration observed{};          ///< the words tell of so much virtual time from `at` on, as it comes when nothing is changed
    std::vector<Advice> advice;   ///< the most important first
    int rules = 0;                ///< that were asked
    int passed = 0;               ///< that found nothing
    bool complete = true;         ///< false: the time was over, or it was interrupted, before every change had been tried
    double wallSeconds = 0;
};

struct AdviceOptions
{
    /// Virtual time that the figures of the evidence cover. Zero: a minute, or a twentieth of the scenario's duration when that is longer.
    Duration span{};
    double mostWallSeconds = 4;                    ///< after that no further change is tried
    std::uint64_t mostEvents = 4'000'000;          ///< of one fork: what takes more is looked at for a shorter time
    const std::atomic<bool>* interrupt = nullptr;  ///< set by another thread: gives up soon
};

/// What is wrong with a run as it stands. Runs forks of it ahead: one as it is, from which all words and figures come, and one more with
/// the same draws for each change that might help. A change that does not help is not proposed. document: the scenario of the run with
/// the user's changes and without what its schedule has changed since, as Run::document() gives it; the edits lead into it. The same
/// state and document give the same report on every machine as long as the wall time does not run out.
AdviceReport advise(const Simulation& simulation, const Document& document, const AdviceOptions& options = {});

/// Names of all rules: "bottleneck", "standing-queue", ...
std::vector<std::string> adviceRules();

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/advice.h"

#include <array>
#include <memory>
#include <string_view>

namespace highwater {

/// What one stage, channel, consumer, balancer or replica did while a fork was watched.
struct StageWatch
{
    std::string name;
    Role role = Role::Stage;
    StageResult figures;                ///< of the time that was watched, but for the totals
    Counters counts;                    ///< in that time; inside: at its end
    std::array<std::uint64_t, flow::refusalReasonCount> refusedBy{};
    double flipsPerMinute = 0;
    std::int64_t levelBegin = 0, levelEnd = 0;
    std::int64_t levelLeast = 0;
    std::optional<std::int64_t> limit;  ///< items in service at once, at the end; absent: unlimited
    std::int64_t parts = 0;             ///< workers of an autoscaled stage or replicas of a balancer that run for all of the time
    std::int64_t hung = 0;              ///< workers that hang in an item, at the end
    std::int64_t parked = 0;            ///< senders at the door, at the end
    /// Share of the time, looked at many times, in which a worker is idle although the signal is on, or was on not longer ago than two
    /// of its usual turns: the queue ran dry before those that were held back could send again.
    double starved = 0;
    double dead = 0;                    ///< share of the work in progress, looked at many times, for which nobody waits any more

    [[nodiscard]] std::uint64_t lost() const { return counts.refused + counts.dropped + counts.expired + counts.failed; }
    [[nodiscard]] double lostShare() const
    {
        return counts.offered > 0 ? static_cast<double>(lost()) / static_cast<double>(counts.offered) : 0.0;
    }
};

/// What one producer did while a fork was watched.
struct ProducerWatch
{
    std::string name;
    ProducerResult figures;             ///< of the time that was watched, but for the counters
    ProducerTally counts;               ///< in that time
    std::vector<ClientTally> clients;   ///< sent, refused, completed and lost in that time; empty: they are not told apart

    [[nodiscard]] std::uint64_t firstTries() const { return counts.sent - counts.retried; }
};

/// Nodes that items connect, and nothing else of the scenario does.
struct PartWatch
{
    std::vector<std::string> nodes;
    std::uint64_t completed = 0; ///< answered in time
    double lost = 0, made = 0;   ///< requests: what is lost may be older than the watch
    TimeSummary endToEnd;
};

/// A fork, watched for some time.
struct Watch
{
    Instant from;
    Duration span{};
    std::vector<StageWatch> stages;
    std::vector<ProducerWatch> producers;
    std::vector<PartWatch> parts;         ///< of the scenario
    std::vector<std::string> deadlocked;  ///< at the end
    bool complete = true;                 ///< false: interrupted, out of events, or in trouble

    [[nodiscard]] const StageWatch* stage(std::string_view name) const;
    [[nodiscard]] const ProducerWatch* producer(std::string_view name) const;
    [[nodiscard]] double perSecond(std::uint64_t count) const { return span > Duration::zero() ? static_cast<double>(count) / toSeconds(span) : 0.0; }
    /// The part of the scenario that a node belongs to; null: none.
    [[nodiscard]] const PartWatch* partOf(std::string_view node) const;
};

/// What a fork may cost.
struct WatchLimits
{
    std::uint64_t mostEvents = UINT64_MAX;                ///< of the fork in all, from the state that it began with
    std::uint64_t eventsBefore = 0;                       ///< of that state
    const std::atomic<bool>* interrupt = nullptr;
    [[nodiscard]] bool interrupted() const { return interrupt != nullptr && interrupt->load(std::memory_order_relaxed); }
};

/// Runs a fork on for a time, with a fresh window of statistics, and tells what it did.
Watch watchOn(Simulation& fork, Duration span, const WatchLimits& limits);

/// A state of a run, and what would come of it with a change: forks of it go on with the same draws.
class ForkStand
{
public:
    /// simulation outlives it. document: as for advise().
    ForkStand(const Simulation& simulation, const Document& document);

    /// The scenario as it stands, with what the schedule has changed so far.
    [[nodiscard]] const Scenario& scenario() const { return m_scenario; }
    [[nodiscard]] const Document& document() const { return m_document; }
    /// The state as it is.
    [[nodiscard]] Simulation fork() const;
    /// The state, changed at its instant; nothing when the edits cannot be made.
    [[nodiscard]] std::optional<Simulation> forkWith(const std::vector<ScenarioEdit>& edits) const;

    /// How long forks go on before their figures count: until most of what stands in line now is through, and what was started works.
    [[nodiscard]] Duration settling(Duration span) const;

private:
    [[nodiscard]] Scenario ready(Scenario scenario) const;
    void takeSchedule();

    const Simulation& m_simulation;
    Scenario m_scenario;
    Document m_document;
};

/// The default of AdviceOptions::span.
Duration adviceSpan(const Scenario& scenario);

} // namespace highwater

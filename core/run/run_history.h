// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/look_back.h"
#include "run/run_log.h"
#include "run/snapshot.h"
#include "run/standing_changes.h"
#include "sim/checkpoints.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// What a run's owner knows of a change that was made from outside, so that it knows it again at every instant of the run.
struct Standing
{
    Document document;
    StandingChanges changes;
    Instant asked{}; ///< the instant of the picture that was seen when it was changed
};

/// A simulation with its past: it can go to any instant that it has seen, and from there on. Gone on without a change, it does again what
/// it did, the changes of the user included; a change in the past begins another branch, and what came after is forgotten.
/// A value of the engine's thread; it knows no clock.
class RunHistory
{
public:
    /// series.interval > 0. apart: what lies between two copies of the past at first; nothing: what is done again within a few milliseconds.
    RunHistory(std::shared_ptr<const Scenario> scenario, std::uint64_t seed, const SeriesOptions& series, std::shared_ptr<const Standing> standing,
               const std::optional<Checkpoints::Distance>& apart = {});

    [[nodiscard]] const Simulation& world() const { return m_world; }
    [[nodiscard]] Instant now() const { return m_world.now(); }
    /// The latest instant of this branch.
    [[nodiscard]] Instant end() const { return m_endAt; }
    [[nodiscard]] bool inPast() const { return m_world.events() < m_endEvents || m_world.now() < m_endAt; }
    /// Grows when the past is left for another future.
    [[nodiscard]] std::uint64_t branch() const { return m_branch; }
    /// Grows whenever the scenario changes from outside or the world goes back: what a picture was made from is no longer there.
    [[nodiscard]] std::uint64_t jumps() const { return m_jumps; }
    /// Grows whenever the world goes back: series may be shorter than they were.
    [[nodiscard]] std::uint64_t rewinds() const { return m_rewinds; }
    /// The instant of the last change from outside, or the beginning.
    [[nodiscard]] Instant changedAt() const { return m_changes[m_chapter].at; }
    /// What stands at this instant.
    [[nodiscard]] const std::shared_ptr<const Scenario>& scenario() const { return m_changes[m_chapter].scenario; }
    [[nodiscard]] const std::shared_ptr<const Standing>& standing() const { return m_changes[m_chapter].standing; }
    /// The circles on the time axis up to this instant, those of the schedule included.
    [[nodiscard]] const std::vector<ChangeView>& marks() const { return m_marks; }

    /// Handles events before target, at most so many. True when target was reached.
    bool advance(Instant target, std::uint64_t mostEvents);
    /// One event; false when there is none.
    bool step();
    /// Events until one more request is answered, at most so many.
    void stepItem(std::uint64_t mostEvents);

    /// To an instant of this branch; one after its end is reached by handling all events up to it.
    void seek(Instant instant);
    /// To before the last event / to where the request before the last one was answered, or to the beginning.
    void stepBack();
    void stepItemBack();

    /// How the world came to be as it is now, from the last copy before an instant on, to be told again elsewhere.
    [[nodiscard]] LookBack lookBack(Instant instant) const;

    /// What was changed from outside up to now.
    [[nodiscard]] RunLog log(std::uint64_t seed) const;

    /// Goes on with another scenario from here. An empty label is not marked.
    void change(std::shared_ptr<const Scenario> scenario, std::string label, std::shared_ptr<const Standing> standing);

private:
    struct Change
    {
        Instant at;
        std::uint64_t events = 0; ///< that had been handled
        std::shared_ptr<const Scenario> scenario;
        std::string label;
        std::shared_ptr<const Standing> standing;
    };

    [[nodiscard]] const Change* nextChange() const { return m_chapter + 1 < m_changes.size() ? &m_changes[m_chapter + 1] : nullptr; }
    struct Stop
    {
        Instant at;
        std::uint64_t events = 0; ///< in all
    };
    [[nodiscard]] Stop nextStop() const;
    bool goOn(Instant target, std::uint64_t mostEvents);
    bool reach(const Change& change, std::uint64_t& mostEvents);
    void apply(std::size_t chapter);
    bool stepWorld();
    void goBackTo(const Checkpoints::Copy& copy);
    void goToEvent(std::uint64_t events);
    void noteMarks();
    void noteEnd();

    Simulation m_world;
    Checkpoints m_copies;
    std::vector<Change> m_changes; ///< of this branch; the first is its beginning
    std::size_t m_chapter = 0;     ///< the change that stands
    std::vector<ChangeView> m_marks;
    std::vector<ChangeView> m_allMarks; ///< of the whole branch
    std::size_t m_scheduledNoted = 0;
    Instant m_endAt;
    std::uint64_t m_endEvents = 0;
    std::uint64_t m_branch = 0;
    std::uint64_t m_jumps = 0;
    std::uint64_t m_rewinds = 0;
};

} // namespace highwater

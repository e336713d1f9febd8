// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/packed_simulation.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace highwater {

/// A copy of a world from the past, and what was changed from outside after it, up to an instant: what is needed to see again how the world
/// got there. Immutable and cheap to copy; any thread may use it.
class LookBack
{
public:
    struct Change
    {
        Instant at;
        std::uint64_t events = 0; ///< that had been handled
        std::shared_ptr<const Scenario> scenario;
    };

    /// end and endEvents: the instant, and the number of events that had been handled by then.
    LookBack(std::shared_ptr<const PackedSimulation> world, std::vector<Change> later, Instant end, std::uint64_t endEvents);
    /// A world to which nobody did anything from outside, up to an instant: every event before it.
    LookBack(const Simulation& world, Instant end);

    [[nodiscard]] Instant from() const { return m_world->now(); }
    [[nodiscard]] Instant end() const { return m_end; }

private:
    friend class Retelling;
    std::shared_ptr<const PackedSimulation> m_world;
    std::shared_ptr<const std::vector<Change>> m_later; ///< ascending
    Instant m_end;
    std::uint64_t m_endEvents;
};

/// The world of a LookBack on its way to its end, one thing at a time. One owner, one thread.
class Retelling
{
public:
    explicit Retelling(const LookBack& past);

    [[nodiscard]] const Simulation& world() const { return m_world; }
    [[nodiscard]] Instant now() const { return m_world.now(); }
    /// What the world writes down from now on; the log is the caller's and outlives the retelling.
    void logTo(EventLog* log) { m_world.logTo(log); }
    /// One event, one change of the schedule or one from outside, or the way to the end. False, with nothing done: there is no more.
    bool step();

private:
    [[nodiscard]] const LookBack::Change* nextChange() const { return m_made < m_later->size() ? &(*m_later)[m_made] : nullptr; }
    bool reachLimit(Instant before);

    Simulation m_world;
    std::shared_ptr<const std::vector<LookBack::Change>> m_later;
    std::size_t m_made = 0;
    Instant m_end;
    std::uint64_t m_endEvents;
};

} // namespace highwater

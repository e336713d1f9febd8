// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/packed_simulation.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace highwater {

/// Copies of a simulation on its way, so that any instant can be had again: the copy before it, gone on to it. A simulation that goes on
/// from there without a change does what the first one did, byte for byte. Owned by the simulation's thread.
///
/// What it costs to have an instant again is bounded, since a copy is due after so many events or so much time; after more events where the
/// world is large, so that making copies takes a small part of the time. Memory is bounded too: when there are more than `most` copies, or
/// they take more than `mostBytes`, every second one is given up and the distances double, so that a rewind never handles more than about
/// 2 / most of the run again. Two copies are always kept.
class Checkpoints
{
public:
    static constexpr std::size_t usualBytes = std::size_t{64} << 20;

    /// What lies between two copies: whichever comes first.
    struct Distance
    {
        Duration time{};                   ///< simulated, > 0
        std::uint64_t events = UINT64_MAX; ///< > 0
    };
    /// apart: at first; most >= 2.
    explicit Checkpoints(const Distance& apart, std::size_t most = 64, std::size_t mostBytes = usualBytes)
        : m_apart(apart), m_most(most), m_mostBytes(mostBytes)
    {
    }

    struct Copy
    {
        std::shared_ptr<const PackedSimulation> world;
        std::size_t chapter = 0; ///< what its owner knows it by: the changes that had been made from outside
        std::size_t marks = 0;   ///< and those that had been noted
        std::size_t bytes = 0;   ///< what it takes, but for the columns that it shares with the copy before
    };

    /// Keeps a copy if one is due. Call it whenever the simulation has gone on; the next two tell when it is worth while. The simulation is
    /// afterwards as it was.
    void note(Simulation& simulation, std::size_t chapter = 0, std::size_t marks = 0);
    /// A copy is due at that instant, or after so many events in all.
    [[nodiscard]] Instant next() const { return m_copies.empty() ? runStart : m_copies.back().world->now() + apart().time; }
    [[nodiscard]] std::uint64_t nextEvents() const;

    /// The last copy before an instant / after at most so many events; null when there is none. A copy that was made at the very instant may
    /// lie between two of its events, so that only the first one, with which a run begins, serves for its own instant.
    [[nodiscard]] const Copy* before(Instant instant) const;
    [[nodiscard]] const Copy* beforeEvent(std::uint64_t events) const;
    /// The world as it was at an instant, when nothing was changed from outside; nothing when that lies before the first copy. instant
    /// must not lie after the last note().
    [[nodiscard]] std::optional<Simulation> rewind(Instant instant) const;
    /// The future of a branch that was left is forgotten: what lies after this world, by time or by events.
    void forgetAfter(const Simulation& world);
    void clear() { m_copies.clear(); }

    [[nodiscard]] std::size_t count() const { return m_copies.size(); }
    /// By now; a large world's copies are further apart.
    [[nodiscard]] Distance apart() const;
    /// About what they take in memory.
    [[nodiscard]] std::size_t bytes() const;

private:
    void add(Copy copy);
    void thin();

    Distance m_apart; ///< at first
    std::int64_t m_doubled = 1;
    std::size_t m_most;
    std::size_t m_mostBytes;
    std::vector<Copy> m_copies; ///< ascending by time, and by events
};

} // namespace highwater

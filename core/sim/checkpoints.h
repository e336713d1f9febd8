// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/simulation.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace highwater {

/// Copies of a simulation at intervals of its time, so that any instant can be had again: the copy before it, gone on to it. A simulation
/// that goes on from there without a change does what the first one did, byte for byte. Owned by the simulation's thread.
///
/// Memory is bounded: when there are more than `most` copies, or they take more than `mostBytes`, every second one is given up and the
/// interval doubles, so that a rewind never handles more than about 2 / most of the run again. Two copies are always kept.
class Checkpoints
{
public:
    static constexpr std::size_t usualBytes = std::size_t{64} << 20;

    /// interval > 0: simulated time between two copies, at first; most >= 2.
    explicit Checkpoints(Duration interval, std::size_t most = 64, std::size_t mostBytes = usualBytes)
        : m_interval(interval), m_most(most), m_mostBytes(mostBytes)
    {
    }

    struct Copy
    {
        std::shared_ptr<const Simulation> world;
        std::size_t chapter = 0; ///< what its owner knows it by: the changes that had been made from outside
        std::size_t marks = 0;   ///< and those that had been noted
    };

    /// Keeps a copy if one is due. Call it whenever the simulation has gone on; `next()` tells when it is worth while.
    void note(const Simulation& simulation, std::size_t chapter = 0, std::size_t marks = 0);
    [[nodiscard]] Instant next() const { return m_copies.empty() ? runStart : m_copies.back().world->now() + m_interval; }

    /// The last copy at or before an instant / after so many events; null when there is none.
    [[nodiscard]] const Copy* before(Instant instant) const;
    [[nodiscard]] const Copy* beforeEvent(std::uint64_t events) const;
    /// The world as it was at an instant, when nothing was changed from outside; nothing when that lies before the first copy. instant
    /// must not lie after the last note().
    [[nodiscard]] std::optional<Simulation> rewind(Instant instant) const;
    /// The future of a branch that was left is forgotten: what lies after this world, by time or by events.
    void forgetAfter(const Simulation& world);
    void clear() { m_copies.clear(); }

    [[nodiscard]] std::size_t count() const { return m_copies.size(); }
    [[nodiscard]] Duration interval() const { return m_interval; }

private:
    void thin();
    [[nodiscard]] std::size_t bytes() const;

    Duration m_interval;
    std::size_t m_most;
    std::size_t m_mostBytes;
    std::vector<Copy> m_copies; ///< ascending by time
};

} // namespace highwater

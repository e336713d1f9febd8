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
/// Memory is bounded: when there are more than `most` copies, every second one of the older ones is given up and the interval doubles, so
/// that a rewind never handles more than about 2 / most of the run again.
class Checkpoints
{
public:
    /// interval > 0: simulated time between two copies, at first; most >= 2.
    explicit Checkpoints(Duration interval, std::size_t most = 64) : m_interval(interval), m_most(most) {}

    /// Keeps a copy if one is due. Call it whenever the simulation has gone on; `next()` tells when it is worth while.
    void note(const Simulation& simulation);
    [[nodiscard]] Instant next() const { return m_copies.empty() ? runStart : m_copies.back()->now() + m_interval; }

    /// The world as it was at an instant; nothing when that lies before the first copy. instant must not lie after the last note().
    [[nodiscard]] std::optional<Simulation> rewind(Instant instant) const;
    /// The future of a branch that was left is forgotten.
    void forgetAfter(Instant instant);
    void clear() { m_copies.clear(); }

    [[nodiscard]] std::size_t count() const { return m_copies.size(); }
    [[nodiscard]] Duration interval() const { return m_interval; }

private:
    void thin();

    Duration m_interval;
    std::size_t m_most;
    std::vector<std::shared_ptr<const Simulation>> m_copies; ///< ascending by time
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/packed_words.h"
#include "sim/simulation.h"

#include <cstddef>
#include <cstdint>

namespace highwater {

/// A copy of a simulation that is kept: in a small part of its memory, since most of that are counts, and most of those are zero. It cannot
/// go on, but unpacked() is a world that can, byte for byte the one that was packed. Immutable, so that any thread may use it.
class PackedSimulation
{
public:
    /// The world is afterwards as it was; meanwhile its memory is put aside, so that it is not copied twice.
    explicit PackedSimulation(Simulation& world);

    [[nodiscard]] Simulation unpacked() const;
    [[nodiscard]] Instant now() const { return m_rest.now(); }
    [[nodiscard]] std::uint64_t events() const { return m_rest.events(); }
    /// About what it takes in memory, without the columns.
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    /// About what those of its columns take that were sealed after another, earlier copy was made: it shares the others with that one.
    [[nodiscard]] std::size_t columnBytesAfter(Instant earlier) const;
    /// About what the world takes, which tells how long it took to pack it.
    [[nodiscard]] std::size_t unpackedBytes() const { return m_unpackedBytes; }

private:
    template <typename Visit>
    static void eachStore(Simulation& world, Visit visit);
    Simulation withoutStores(Simulation& world);

    PackedWords m_stores;
    Simulation m_rest;
    std::size_t m_bytes = 0;
    std::size_t m_unpackedBytes = 0;
};

} // namespace highwater

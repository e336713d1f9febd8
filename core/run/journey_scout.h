// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/journey.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace highwater {

/// Finds out which requests were the slowest, in a world that somebody else moves, event by event. What a producer's exact sum of sojourns
/// grows by is the sojourn of the request that was answered; those that were lost are missed when slots of items change hands.
/// Internal to core/run/journey*.cpp. One owner, one thread.
class JourneyScout
{
public:
    /// Requests that end at `since` or later.
    JourneyScout(Instant since, std::size_t most) : m_since(since), m_most(most) {}

    void begin(const Simulation& world);
    /// After each step.
    void look(const Simulation& world);
    /// After the last step: the slowest, and of those that were lost some more, since their ends are not known exactly.
    std::vector<RequestId> slowest(const Simulation& world);
    [[nodiscard]] std::uint64_t ended() const { return m_endedCount; }

private:
    struct Found
    {
        RequestId id; ///< identity 0: not known
        Duration sojourn{};
        bool operator>(const Found& other) const { return sojourn > other.sojourn; } ///< the heap has the fastest at its top
    };
    struct Sums
    {
        std::uint64_t count = 0;
        Wide sum = 0;
    };
    struct Slot
    {
        RequestId id;
        std::uint32_t generation = 0;
        bool live = false;
    };

    void findProducers(const Simulation& world);
    void lookIntoSlots(const Simulation& world);
    static void keep(std::vector<Found>& heap, std::size_t most, const Found& found);

    Instant m_since;
    std::size_t m_most;
    Instant m_windowBegin;
    std::vector<std::uint16_t> m_producers;
    std::size_t m_nodes = 0;
    std::vector<Sums> m_sums;           ///< by producer, after the step before
    std::vector<RequestId> m_completed; ///< since the last look into the slots
    std::vector<Slot> m_slots;
    std::uint64_t m_untilLook = 0; ///< steps
    std::vector<Found> m_answered, m_lost;
    std::uint64_t m_endedCount = 0;
};

} // namespace highwater

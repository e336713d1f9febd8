// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/journey.h"

#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

namespace highwater {

Stay stayOf(Item::Place place);
/// Whether the item is a request's attempt whose sender still waits for it.
inline bool isRequest(const Item& item)
{
    return item.place != Item::Place::Free && !item.abandoned && item.parent == flow::noItem;
}
/// The node where it is, or for which it is bound.
inline std::uint16_t whereIs(const Item& item)
{
    return item.place == Item::Place::BackingOff ? item.producer : item.node;
}

/// Follows requests through a world that somebody else moves, event by event, and writes down what becomes of them. It only looks.
/// Internal to core/run/journey*.cpp. One owner, one thread.
class JourneyWatch
{
public:
    /// identity 0: every request that the producer made at that instant.
    explicit JourneyWatch(std::vector<RequestId> wanted);

    /// The world before the first step: those of the wanted that are under way.
    void begin(const Simulation& world);
    /// After each step, with what the world wrote down in it.
    void look(const Simulation& world, const EventLog& log);
    /// All of the wanted have come, and have ended.
    [[nodiscard]] bool done() const { return m_active.empty() && m_next == m_wanted.size(); }
    /// What was seen; who is under way is so at now().
    std::vector<Journey> finish(const Simulation& world);

private:
    /// What differs when an item goes on.
    struct Sight
    {
        Stay stay;
        std::uint16_t node;
        std::uint32_t visits;
        Instant entered;
        bool operator==(const Sight&) const = default;
    };
    struct Followed
    {
        flow::ItemHandle handle;
        std::uint32_t generation;
        std::uint32_t attempt;
        Sight seen;
        std::size_t inLine; ///< on a hop: its place in the line where it is, counted from the front
        JourneySegment open;
        Journey journey;
        bool told = false; ///< the log of this step speaks of it
    };
    struct Ends
    {
        std::uint64_t completed = 0, timedOut = 0;
    };

    static Sight sightOf(const Simulation& world, Followed& each);
    static JourneySegment segmentOf(const Simulation& world, const Item& item, Stay stay);
    static void close(Followed& each, Instant end);
    void readLog(const Simulation& world, const EventLog& log);
    void follow(const Simulation& world, const EventLog& log);
    void take(const Simulation& world, flow::ItemHandle handle, const EventLog& log);
    bool goOn(const Simulation& world, Followed& each) const;
    void end(const Simulation& world, Followed& each) const;
    [[nodiscard]] Fate fateOf(const Simulation& world, const Followed& each) const;
    void rememberEnds(const Simulation& world);
    [[nodiscard]] bool wants(const Item& item, std::size_t from, std::size_t to) const;

    std::vector<RequestId> m_wanted; ///< ascending by the instant of their creation
    std::size_t m_next = 0;          ///< of the wanted: those from here on are still to come
    std::unordered_set<std::uint64_t> m_known;
    std::vector<Followed> m_active;
    std::vector<Journey> m_ended;
    std::vector<Ends> m_ends; ///< by node, after the step before
};

} // namespace highwater

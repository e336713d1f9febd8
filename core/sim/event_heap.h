// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/wide.h"
#include "units/time.h"

#include <cassert>
#include <cstdint>
#include <utility>
#include <vector>

namespace highwater {

/// At one instant outages and scaling come first, then departures and expiries, then arrivals; within a rank, what was planned first comes
/// first.
enum class EventKind : std::uint8_t {
    Control,    ///< of a node: an outage begins or ends, workers or replicas start or stop
    LinkControl,///< of a hop: an outage begins or ends
    ServiceEnd, ///< of an item
    SharedEnd,  ///< of the next item of a stage whose items share the workers
    Patience,   ///< of an item that waits
    Timeout,    ///< of a producer's next attempt
    HopSent,    ///< the wire of a hop is free again
    HopArrive,  ///< the next item on the wire of a hop is there
    Arrival,
    ThinkEnd,
    RetryDue, ///< of a producer's attempt
    CallDue   ///< of a stage's call that is repeated
};

constexpr std::uint64_t rankOf(EventKind kind)
{
    return kind <= EventKind::LinkControl ? 0u : kind <= EventKind::HopSent ? 1u : 2u;
}

/// Something that will happen. 24 bytes, and totally ordered by (at, order). It is moved as three words of 8 bytes each: a copy of 16 bytes
/// at once would have to wait until the words that were just written have left the store buffer.
struct Event
{
    std::int64_t at = 0;     ///< nanoseconds since the start of the run
    std::uint64_t order = 0; ///< rank in the top two bits, then the sequence number
    std::uint64_t tag = 0;   ///< what and where: see the functions below

    Event() = default;
    Event(std::int64_t atNs, std::uint64_t place, EventKind kind, std::uint16_t node, std::uint32_t subject, std::uint8_t stamp)
        : at(atNs), order(place),
          tag(std::uint64_t{subject} << 32 | std::uint64_t{node} << 16 | std::uint64_t{stamp} << 8 | static_cast<std::uint64_t>(kind))
    {
    }
    Event(const Event& other) : at(other.at), order(other.order), tag(other.tag) {}
    Event& operator=(const Event& other)
    {
        at = other.at;
        order = other.order;
        tag = other.tag;
        return *this;
    }
    ~Event() = default;

    [[nodiscard]] EventKind kind() const { return static_cast<EventKind>(tag & 0xff); }
    [[nodiscard]] std::uint8_t stamp() const { return static_cast<std::uint8_t>(tag >> 8); } ///< of the item when this was planned
    [[nodiscard]] std::uint16_t node() const { return static_cast<std::uint16_t>(tag >> 16); }
    [[nodiscard]] std::uint32_t subject() const { return static_cast<std::uint32_t>(tag >> 32); } ///< an item, or an epoch

    /// One comparison of 128 bits: which of two events is first is a toss-up that no branch predictor can learn.
    [[nodiscard]] bool before(const Event& other) const { return key() < other.key(); }

private:
    [[nodiscard]] Wide key() const { return static_cast<Wide>(static_cast<std::uint64_t>(at)) << 64 | order; }
};
static_assert(sizeof(Event) == 24);

/// The pending events: a heap with four children a node, which is half as deep as a binary one and keeps siblings in one or two cache
/// lines. The place of a popped event stays open until the next push, since handling one event usually plans another.
class EventHeap
{
public:
    void push(Instant at, EventKind kind, std::uint16_t node, std::uint32_t subject, std::uint8_t stamp = 0)
    {
        const Event event(at.time_since_epoch().count(), rankOf(kind) << 62 | m_sequence++, kind, node, subject, stamp);
        if (m_hole) {
            m_hole = false;
            sink(event);
        } else {
            m_events.emplace_back();
            rise(event);
        }
    }
    /// The next event, good until the next call; null when there is none.
    [[nodiscard]] const Event* next()
    {
        closeHole();
        return m_events.empty() ? nullptr : m_events.data();
    }
    void pop()
    {
        assert(!m_hole && !m_events.empty());
        m_hole = true;
    }
    /// Between pop() and the next push: what would be next if nothing were pushed, and what most probably after it; null when there is nothing.
    [[nodiscard]] std::pair<const Event*, const Event*> afterPop() const
    {
        const Event* least = nullptr;
        const Event* second = nullptr;
        for (std::size_t i = 1; i < m_events.size() && i <= 4; ++i) {
            const Event* each = &m_events[i];
            if (least == nullptr || each->before(*least)) {
                second = std::exchange(least, each);
            } else if (second == nullptr || each->before(*second)) {
                second = each;
            }
        }
        return {least, second};
    }
    [[nodiscard]] std::size_t size() const { return m_events.size() - (m_hole ? 1 : 0); }

private:
    void closeHole()
    {
        if (m_hole) {
            m_hole = false;
            const Event last = m_events.back();
            m_events.pop_back();
            if (!m_events.empty()) {
                sink(last);
            }
        }
    }
    /// Puts an event where the root is open.
    void sink(const Event& event)
    {
        const std::size_t size = m_events.size();
        Event* events = m_events.data();
        std::size_t hole = 0;
        for (;;) {
            const std::size_t first = 4 * hole + 1;
            if (first >= size) {
                break;
            }
            std::size_t least = first;
            const std::size_t end = first + 4 < size ? first + 4 : size;
            for (std::size_t child = first + 1; child < end; ++child) {
                least = events[child].before(events[least]) ? child : least;
            }
            if (!events[least].before(event)) {
                break;
            }
            events[hole] = events[least];
            hole = least;
        }
        events[hole] = event;
    }
    void rise(const Event& event)
    {
        Event* events = m_events.data();
        std::size_t hole = m_events.size() - 1;
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 4;
            if (!event.before(events[parent])) {
                break;
            }
            events[hole] = events[parent];
            hole = parent;
        }
        events[hole] = event;
    }

    std::vector<Event> m_events;
    std::uint64_t m_sequence = 0;
    bool m_hole = false;
};

} // namespace highwater

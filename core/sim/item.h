// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/bounded_queue.h"
#include "units/large_allocator.h"
#include "units/time.h"

#include <cassert>
#include <cstdint>
#include <vector>

namespace highwater {

/// One attempt of a request on its way through the network, or a copy of it behind a channel.
struct Item
{
    enum class Place : std::uint8_t {
        Free,
        BackingOff, ///< waits for its next attempt
        Held,       ///< its sender waits for the signal
        AtDoor,     ///< its sender waits for room
        Waiting,    ///< in a stage's queue
        InService,
        Paused,     ///< in service, and an outage stopped its worker
        Hung,       ///< its worker does not come back from it
        Reserving,  ///< a worker holds it and waits for a place ahead before it begins
        Blocked,    ///< was served, and its worker waits for room ahead
        Sharing,    ///< is served together with others
        OnHop,      ///< in a kernel buffer or on the wire
        Calling,    ///< between two calls of a stage that repeats them
        Spread,     ///< a channel gave copies of it to its consumers
        Vanished    ///< was thrown away, which its sender will learn from the timeout
    };
    static constexpr std::uint32_t noCredit = UINT32_MAX;
    static constexpr std::uint32_t noCall = UINT32_MAX;
    static constexpr std::uint16_t nowhere = UINT16_MAX;

    // What every visit touches.
    Instant created;       ///< of the request: a retry keeps that of the first attempt
    Instant entered;       ///< the stage where it is
    Instant began;         ///< its service there, or when a worker took it
    Instant endsAt;        ///< of what goes on: the service, the patience
    Duration waited{};     ///< over the stages that it left
    Duration served{};
    Duration serviceTime{}; ///< of the visit that goes on
    std::uint64_t identity = 0; ///< key of its own draws
    std::int64_t bytes = 0;
    std::int32_t priority = 0;
    std::uint32_t visits = 0;     ///< services begun, over all attempts
    std::uint32_t attempt = 1;
    std::uint32_t generation = 0; ///< of its slot: tells a late timeout that the item is gone
    std::uint16_t producer = 0;
    std::uint16_t node = 0;       ///< the stage where it is, or for which it is bound
    Place place = Place::Free;
    std::uint8_t stamp = 0;       ///< changes whenever a planned event of this item becomes void
    bool abandoned = false;       ///< its sender has given up: what it does now is dead work
    bool ofUser = false;          ///< sent by a user of a closed source
    bool hasTimeout = false;
    bool untilRoom = false;       ///< held until there is room, whatever the signal says
    bool interrupted = false;     ///< was in service before, and goes on with what remains
    bool failing = false;         ///< its service will end in an error
    bool toldShort = false;       ///< controlled delay: it came while the queue stood
    bool anyCompleted = false;    ///< parent: a copy has left the network
    bool calledAgain = false;     ///< some call that it answers is not the first of its kind
    bool ofClient = false;        ///< its producer told its clients apart when it was made
    bool outside = false;         ///< somebody outside brought it, and is told what becomes of it
    bool letIn = false;           ///< of those: it was accepted somewhere

    // What few need.
    std::uint16_t hop = nowhere;    ///< on which it travels, or at whose door it waits
    std::uint16_t onward = nowhere; ///< blocking before service: where a place is promised to it
    std::uint16_t outer = nowhere;  ///< the balancer that it is inside of
    std::uint32_t position = 0;     ///< in the line where it waits
    std::uint32_t serving = 0;      ///< its place in the list of a stage that keeps track of what it works on
    std::uint32_t client = 0;
    std::uint32_t call = noCall;    ///< the innermost of the calls that it answers
    std::uint32_t credit = noCredit; ///< the first of the credits that it holds
    std::uint32_t readers = 0;      ///< parent: consumers that have not finished with it
    std::uint32_t copies = 0;       ///< parent: copies still in the network
    std::uint16_t worker = nowhere; ///< of a stage with workers of different speeds
    flow::ItemHandle parent = flow::noItem;
    Duration remaining{};           ///< of an interrupted service
    Duration backoff{};             ///< before this attempt
    Instant deadline = Instant::max();
    Instant outerEntered;
    std::uint64_t tag = 0;          ///< the name that its bringer gave it

    /// For the next request that uses the slot: what its maker does not set.
    void renew()
    {
        waited = served = backoff = Duration::zero();
        ++generation;
        ++stamp;
        visits = readers = copies = 0;
        attempt = 1;
        abandoned = ofUser = hasTimeout = untilRoom = interrupted = failing = toldShort = anyCompleted = calledAgain = ofClient = outside = letIn = false;
        hop = onward = outer = nowhere;
        client = 0;
        credit = noCredit;
        call = noCall;
        parent = flow::noItem;
        deadline = Instant::max();
    }
};

/// Items in one block of memory; freed slots are used again, latest first.
class ItemSlab
{
public:
    flow::ItemHandle allocate()
    {
        flow::ItemHandle handle;
        if (m_free.empty()) {
            handle = static_cast<flow::ItemHandle>(m_items.size());
            m_items.emplace_back();
        } else {
            handle = m_free.back();
            m_free.pop_back();
        }
        m_items[handle].renew();
        return handle;
    }
    void release(flow::ItemHandle handle)
    {
        assert(m_items[handle].place != Item::Place::Free);
        m_items[handle].place = Item::Place::Free;
        m_free.push_back(handle);
    }
    Item& operator[](flow::ItemHandle handle) { return m_items[handle]; }
    const Item& operator[](flow::ItemHandle handle) const { return m_items[handle]; }
    /// Asks the processor for an item that will soon be touched.
    void fetch(flow::ItemHandle handle) const
    {
        const char* const begin = reinterpret_cast<const char*>(&m_items[handle]);
        __builtin_prefetch(begin, 1);
        __builtin_prefetch(begin + 64, 1);
        __builtin_prefetch(begin + 128, 1);
    }
    [[nodiscard]] std::size_t inUse() const { return m_items.size() - m_free.size(); }
    /// Slots, used or not: handles are below it.
    [[nodiscard]] std::size_t slotCount() const { return m_items.size(); }
    /// What they take in memory.
    [[nodiscard]] std::size_t bytes() const { return m_items.capacity() * sizeof(Item) + m_free.capacity() * sizeof(flow::ItemHandle); }
    /// As Histogram::eachStore().
    template <typename Visit>
    void eachStore(Visit& visit)
    {
        visit(m_items);
    }

private:
    std::vector<Item, LargeAllocator<Item>> m_items;
    std::vector<flow::ItemHandle> m_free;
};

} // namespace highwater

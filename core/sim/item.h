// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/bounded_queue.h"
#include "units/time.h"

#include <cassert>
#include <cstdint>
#include <vector>

namespace highwater {

/// One attempt of a request on its way through the network.
struct Item
{
    enum class Place : std::uint8_t {
        Free,
        BackingOff, ///< waits for its next attempt
        Held,       ///< its sender waits for the signal
        AtDoor,     ///< its sender waits for room
        Inside,     ///< waits or is served at a stage
        Blocked,    ///< was served, and its worker waits for room ahead
        Vanished    ///< was thrown away, which its sender will learn from the timeout
    };

    Instant created;       ///< of the request: a retry keeps that of the first attempt
    Instant entered;       ///< the stage where it is
    Instant began;         ///< its service there
    Duration waited{};     ///< over the stages that it left
    Duration served{};
    Duration serviceTime{}; ///< of the visit that goes on
    Duration backoff{};    ///< before this attempt
    std::uint64_t identity = 0; ///< key of its own draws
    std::int64_t bytes = 0;
    std::uint32_t generation = 0; ///< of its slot: tells a late timeout that the item is gone
    std::uint32_t visits = 0;     ///< services begun, over all attempts
    std::uint32_t attempt = 1;
    std::uint16_t producer = 0;
    std::uint16_t node = 0;       ///< the stage where it is, or for which it is bound
    Place place = Place::Free;
    bool abandoned = false;       ///< its sender has given up: what it does now is dead work
    bool ofUser = false;          ///< sent by a user of a closed source
    bool hasTimeout = false;
    bool untilRoom = false;       ///< held until there is room, whatever the signal says

    /// For the next request that uses the slot: what its maker does not set.
    void renew()
    {
        waited = served = backoff = Duration::zero();
        ++generation;
        visits = 0;
        attempt = 1;
        abandoned = ofUser = hasTimeout = untilRoom = false;
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
    [[nodiscard]] std::size_t inUse() const { return m_items.size() - m_free.size(); }

private:
    std::vector<Item> m_items;
    std::vector<flow::ItemHandle> m_free;
};

} // namespace highwater

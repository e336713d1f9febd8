// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace highwater::flow {

/// Which waiting item is served next.
enum class Order : std::uint8_t { Fifo, Lifo };
/// What happens to an item that finds no place.
enum class WhenFull : std::uint8_t {
    Reject,     ///< turned away, and its sender is told
    Block,      ///< its sender keeps it and waits at the door, first come, first served
    DropNewest, ///< turned away; the newcomer is the one that is lost
    DropOldest  ///< the item that has waited longest leaves, the newcomer enters
};
/// In which unit a level, a capacity and the marks count.
enum class Measure : std::uint8_t { Items, Bytes };

/// The pair of marks between which a queue's level swings: pressed when the level reaches high, released when it has fallen to low.
/// 0 <= low < high <= capacity.
struct Marks
{
    std::int64_t high = 0;
    std::int64_t low = 0;
    bool operator==(const Marks&) const = default;
};

/// How a bounded queue behaves. Levels count what waits, never what is in service.
struct QueuePolicy
{
    std::optional<std::int64_t> capacity; ///< in items or bytes, >= 0; absent: unlimited
    std::optional<Marks> marks;           ///< absent: never pressed
    Measure measure = Measure::Items;
    Order order = Order::Fifo;
    WhenFull whenFull = WhenFull::Reject;
    bool operator==(const QueuePolicy&) const = default;
};

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/aqm_policy.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace highwater::flow {

/// Which waiting item is served next.
enum class Order : std::uint8_t {
    Fifo,
    Lifo,               ///< newest first; never interrupts
    AdaptiveLifo,       ///< first come, first served; newest first while a queue has formed: while the signal is pressed, or, of a queue
                        ///< without marks, when it has not been empty within the last 100 ms
    Priority,           ///< most urgent class first; equals first come, first served
    PriorityPreemptive, ///< as priority, and a more urgent arrival interrupts
    ProcessorSharing    ///< nobody waits: all share the workers
};
/// What happens to an item that finds no place.
enum class WhenFull : std::uint8_t {
    Reject,     ///< turned away, and its sender is told
    Block,      ///< its sender keeps it and waits at the door, first come, first served
    DropNewest, ///< turned away; the newcomer is the one that is lost
    DropOldest  ///< the item that has waited longest leaves, the newcomer enters
};
/// In which unit a level, a capacity and the marks count.
enum class Measure : std::uint8_t {
    Items,
    Bytes,
    Custom ///< a weight by priority
};
/// How a worker behaves that sends into a full queue which blocks.
enum class Blocking : std::uint8_t {
    AfterService, ///< it finishes, and keeps the item until there is room
    BeforeService ///< it reserves a place first, and does no work until it has one
};

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
    std::optional<std::int64_t> capacity; ///< in the measure, >= 0; absent: unlimited
    std::optional<Marks> marks;           ///< absent: never pressed
    Measure measure = Measure::Items;
    Order order = Order::Fifo;
    WhenFull whenFull = WhenFull::Reject;
    Blocking blocking = Blocking::AfterService;
    AqmPolicy aqm{};
    /// Measure::Custom: (priority, weight) by ascending priority, weight >= 0; a priority between two has the weight of the one below.
    std::vector<std::pair<int, std::int64_t>> weights{};
    bool operator==(const QueuePolicy&) const = default;
};

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/queue_policy.h"
#include "flow/ring.h"
#include "flow/watermark_gate.h"
#include "units/time.h"

#include <cstdint>

namespace highwater::flow {

/// Names an item in the driver's own table. The kernel keeps handles only.
using ItemHandle = std::uint32_t;
inline constexpr ItemHandle noItem = UINT32_MAX;

/// An item in a queue.
struct Waiting
{
    Instant since;          ///< when it entered the queue
    std::int64_t bytes = 0; ///< its size
    ItemHandle item = noItem;
};

/// The items that wait at one stage: bounded by a capacity, with a signal at the marks. It holds whom it is told to hold; what happens to
/// an item without a place is the stage's decision. A plain value with one owner.
class BoundedQueue
{
public:
    BoundedQueue() = default;
    explicit BoundedQueue(const QueuePolicy& policy) { configure(policy); }

    /// A smaller capacity throws nothing out. Returns what the new marks did to the signal.
    WatermarkGate::Switch configure(const QueuePolicy& policy)
    {
        m_policy = policy;
        m_capacity = policy.capacity.value_or(INT64_MAX);
        return m_gate.setMarks(policy.marks, level());
    }

    /// Whether an item of that size has a place now. An item larger than the whole capacity never has one.
    [[nodiscard]] bool hasPlaceFor(std::int64_t bytes) const { return weightOf(bytes) <= m_capacity - level(); }
    /// Whether it would have one in an empty queue.
    [[nodiscard]] bool canEverHold(std::int64_t bytes) const { return weightOf(bytes) <= m_capacity; }

    WatermarkGate::Switch push(const Waiting& waiting)
    {
        m_line.pushBack(waiting);
        m_bytes += waiting.bytes;
        return m_gate.onLevel(level());
    }
    /// The item whose turn it is, by the order; the queue must not be empty.
    WatermarkGate::Switch popNext(Waiting& out)
    {
        out = m_policy.order == Order::Fifo ? m_line.popFront() : m_line.popBack();
        m_bytes -= out.bytes;
        return m_gate.onLevel(level());
    }
    /// The item that has waited longest; the queue must not be empty.
    WatermarkGate::Switch popOldest(Waiting& out)
    {
        out = m_line.popFront();
        m_bytes -= out.bytes;
        return m_gate.onLevel(level());
    }

    [[nodiscard]] bool empty() const { return m_line.empty(); }
    [[nodiscard]] std::int64_t items() const { return static_cast<std::int64_t>(m_line.size()); }
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }
    /// What the marks and the capacity count.
    [[nodiscard]] std::int64_t level() const { return m_policy.measure == Measure::Items ? items() : m_bytes; }
    [[nodiscard]] bool pressed() const { return m_gate.pressed(); }
    [[nodiscard]] bool hasMarks() const { return m_gate.hasMarks(); }
    [[nodiscard]] bool aboveLow() const { return m_gate.aboveLow(level()); }
    [[nodiscard]] const QueuePolicy& policy() const { return m_policy; }
    /// The item that has waited longest, in every order; the queue must not be empty.
    [[nodiscard]] const Waiting& oldest() const { return m_line.front(); }

private:
    [[nodiscard]] std::int64_t weightOf(std::int64_t bytes) const { return m_policy.measure == Measure::Items ? 1 : bytes; }

    QueuePolicy m_policy;
    std::int64_t m_capacity = INT64_MAX;
    Ring<Waiting> m_line;
    std::int64_t m_bytes = 0;
    WatermarkGate m_gate;
};

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/queue_policy.h"
#include "flow/ring.h"
#include "flow/watermark_gate.h"
#include "units/time.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <vector>

namespace highwater::flow {

/// Names an item in the driver's own table. The kernel keeps handles only.
using ItemHandle = std::uint32_t;
inline constexpr ItemHandle noItem = UINT32_MAX;

/// An item in a queue.
struct Waiting
{
    Instant since;             ///< when it entered the stage
    std::int64_t bytes = 0;    ///< its size
    ItemHandle item = noItem;  ///< noItem: an entry whose item was taken out of the middle
    std::int32_t priority = 0; ///< 0 is the most urgent
};

/// The items that wait at one stage: bounded by a capacity, with a signal at the marks, in an order. It holds whom it is told to hold; what
/// happens to an item without a place is the stage's decision. A plain value with one owner.
///
/// | order         | next is                                                                         |
/// |---------------|---------------------------------------------------------------------------------|
/// | fifo          | the one that came first                                                         |
/// | lifo          | the one that came last                                                          |
/// | adaptive-lifo | the last while a queue has formed (see Order::AdaptiveLifo), else the first     |
/// | priority(...) | the first of the most urgent class that has one; interrupted items stand at the head of their class |
class BoundedQueue
{
public:
    BoundedQueue() = default;
    explicit BoundedQueue(const QueuePolicy& policy) { configure(policy); }

    /// A smaller capacity throws nothing out. Returns what the new marks did to the signal.
    WatermarkGate::Switch configure(const QueuePolicy& policy)
    {
        const bool byClass = policy.order == Order::Priority || policy.order == Order::PriorityPreemptive;
        const bool measured = m_policy.measure != policy.measure || m_policy.weights != policy.weights;
        m_policy = policy;
        m_capacity = policy.capacity.value_or(INT64_MAX);
        m_measure = policy.measure;
        m_order = policy.order;
        m_whenFull = policy.whenFull;
        if (byClass != m_byClass) {
            m_byClass = byClass;
            rearrange();
        }
        if (measured) {
            weighAnew();
        }
        return m_gate.setMarks(policy.marks, level());
    }

    /// Whether an item has a place now. An item larger than the whole capacity never has one.
    [[nodiscard]] bool hasPlaceFor(std::int64_t bytes, std::int32_t priority = 0) const
    {
        return weightOf(bytes, priority) <= m_capacity - level();
    }
    /// Whether it would have one in an empty queue.
    [[nodiscard]] bool canEverHold(std::int64_t bytes, std::int32_t priority = 0) const { return weightOf(bytes, priority) <= m_capacity; }

    /// position: where the entry is, for remove().
    WatermarkGate::Switch push(const Waiting& waiting, std::uint32_t& position)
    {
        noteFilled(waiting.since);
        position = lineOf(waiting.priority).pushBack(waiting);
        count(waiting, 1);
        return m_gate.onLevel(level());
    }
    WatermarkGate::Switch push(const Waiting& waiting)
    {
        std::uint32_t position = 0;
        return push(waiting, position);
    }
    /// Puts an interrupted item at the head of its class; it may exceed the capacity.
    WatermarkGate::Switch pushHead(const Waiting& waiting, std::uint32_t& position)
    {
        noteFilled(waiting.since);
        position = lineOf(waiting.priority).pushFront(waiting);
        count(waiting, 1);
        return m_gate.onLevel(level());
    }
    /// The item whose turn it is, by the order; the queue must not be empty. now matters to adaptive-lifo alone.
    WatermarkGate::Switch popNext(Waiting& out, Instant now = {})
    {
        assert(!empty());
        if (m_order == Order::Fifo) [[likely]] {
            out = m_line.popFront();
            return popped(m_line, out);
        }
        Line& line = m_byClass ? mostUrgent() : m_line;
        out = newestFirst(now) ? line.popBack() : line.popFront();
        return popped(line, out);
    }
    /// The item that has waited longest; the queue must not be empty.
    WatermarkGate::Switch popOldest(Waiting& out)
    {
        assert(!empty());
        Line& line = m_byClass ? oldestLine() : m_line;
        out = line.popFront();
        return popped(line, out);
    }
    /// Takes an item out, wherever it waits. position is what push() said.
    WatermarkGate::Switch remove(std::uint32_t position, std::int32_t priority)
    {
        Line& line = lineOf(priority);
        Waiting& entry = line.at(position);
        const Waiting out = entry;
        entry.item = noItem;
        ++m_gaps;
        return popped(line, out);
    }

    [[nodiscard]] bool empty() const { return m_items == 0; }
    [[nodiscard]] std::int64_t items() const { return m_items; }
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }
    /// What the marks and the capacity count.
    [[nodiscard]] std::int64_t level() const
    {
        return m_outside + (m_measure == Measure::Items ? m_items : m_measure == Measure::Bytes ? m_bytes : m_weight);
    }
    /// A level that others hold: items that share the workers beyond their number, or the unread items of a channel's slowest consumer.
    WatermarkGate::Switch setOutside(std::int64_t level_)
    {
        m_outside = level_;
        return m_gate.onLevel(level());
    }
    [[nodiscard]] std::int64_t outside() const { return m_outside; }
    [[nodiscard]] bool pressed() const { return m_gate.pressed(); }
    [[nodiscard]] bool hasMarks() const { return m_gate.hasMarks(); }
    [[nodiscard]] bool aboveLow() const { return m_gate.aboveLow(level()); }
    [[nodiscard]] const QueuePolicy& policy() const { return m_policy; }
    [[nodiscard]] std::int64_t capacity() const { return m_capacity; }
    [[nodiscard]] WhenFull whenFull() const { return m_whenFull; }
    /// Whether each class of priority has a line of its own.
    [[nodiscard]] bool byClass() const { return m_byClass; }
    /// The item that has waited longest, in every order; the queue must not be empty.
    [[nodiscard]] const Waiting& oldest() const
    {
        assert(!empty());
        return (m_byClass ? const_cast<BoundedQueue*>(this)->oldestLine() : m_line).front();
    }
    /// When the queue was last filled from empty; says something while it is not empty.
    [[nodiscard]] Instant filledSince() const { return m_filledSince; }
    [[nodiscard]] std::int64_t weightOf(std::int64_t bytes, std::int32_t priority) const
    {
        return m_measure == Measure::Items ? 1 : m_measure == Measure::Bytes ? bytes : customWeight(priority);
    }
    /// Who stands at a position that push() returned; noItem: nobody. For checks.
    [[nodiscard]] ItemHandle itemAt(std::uint32_t position, std::int32_t priority) const
    {
        const auto ofClass = std::find_if(m_classes.begin(), m_classes.end(), [=](const Class& each) { return each.priority == priority; });
        const Waiting* found = !m_byClass ? m_line.find(position) : ofClass != m_classes.end() ? ofClass->line.find(position) : nullptr;
        return found ? found->item : noItem;
    }
    /// What its lines take in memory.
    [[nodiscard]] std::size_t memory() const
    {
        std::size_t sum = m_line.bytes();
        for (const Class& each : m_classes) {
            sum += sizeof each + each.line.bytes();
        }
        return sum;
    }
    /// The memory of its lines, as Histogram::eachStore().
    template <typename Visit>
    void eachStore(Visit& visit)
    {
        m_line.eachStore(visit);
        for (Class& each : m_classes) {
            each.line.eachStore(visit);
        }
    }
    /// Calls back with every item that waits: class by class, each in its order.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        const auto walk = [&visit](const Line& line) {
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (line[i].item != noItem) {
                    visit(line[i]);
                }
            }
        };
        walk(m_line);
        for (const Class& each : m_classes) {
            walk(each.line);
        }
    }

private:
    using Line = Ring<Waiting, 8>;
    struct Class
    {
        std::int32_t priority;
        Line line;
    };
    static constexpr Duration formed = std::chrono::milliseconds(100);

    [[nodiscard]] bool newestFirst(Instant now) const
    {
        switch (m_order) {
        case Order::Lifo:
            return true;
        case Order::AdaptiveLifo:
            return hasMarks() ? pressed() : now - m_filledSince > formed;
        default:
            return false;
        }
    }
    void noteFilled(Instant now)
    {
        if (m_items == 0) {
            m_filledSince = now;
        }
    }
    Line& lineOf(std::int32_t priority) { return m_byClass ? classOf(priority) : m_line; }
    Line& classOf(std::int32_t priority)
    {
        const auto at = std::lower_bound(m_classes.begin(), m_classes.end(), priority,
                                         [](const Class& each, std::int32_t wanted) { return each.priority < wanted; });
        if (at != m_classes.end() && at->priority == priority) {
            return at->line;
        }
        return m_classes.insert(at, Class{priority, {}})->line;
    }
    Line& mostUrgent()
    {
        return std::find_if(m_classes.begin(), m_classes.end(), [](const Class& each) { return !each.line.empty(); })->line;
    }
    Line& oldestLine()
    {
        Line* found = nullptr;
        for (Class& each : m_classes) {
            if (!each.line.empty() && (!found || each.line.front().since < found->front().since)) {
                found = &each.line;
            }
        }
        return *found;
    }
    void count(const Waiting& waiting, std::int64_t sign)
    {
        m_items += sign;
        m_bytes += sign * waiting.bytes;
        if (m_measure == Measure::Custom) {
            m_weight += sign * customWeight(waiting.priority);
        }
    }
    WatermarkGate::Switch popped(Line& line, const Waiting& out)
    {
        count(out, -1);
        if (m_gaps > 0) [[unlikely]] {
            closeGaps(line);
        }
        return m_gate.onLevel(level());
    }
    /// Both ends of a line are items.
    void closeGaps(Line& line)
    {
        while (!line.empty() && line.front().item == noItem) {
            line.popFront();
            --m_gaps;
        }
        while (!line.empty() && line.back().item == noItem) {
            line.popBack();
            --m_gaps;
        }
    }
    [[nodiscard]] std::int64_t customWeight(std::int32_t priority) const
    {
        std::int64_t weight = 1;
        for (const auto& [from, each] : m_policy.weights) {
            if (from <= priority) {
                weight = each;
            }
        }
        return weight;
    }
    void weighAnew()
    {
        m_weight = 0;
        forEach([this](const Waiting& each) { m_weight += customWeight(each.priority); });
    }
    /// From one line to one for each class, or back. Positions change: the owner asks renumber() for the new ones.
    void rearrange()
    {
        std::vector<Waiting> all;
        all.reserve(static_cast<std::size_t>(m_items));
        forEach([&all](const Waiting& each) { all.push_back(each); });
        std::stable_sort(all.begin(), all.end(), [](const Waiting& a, const Waiting& b) { return a.since < b.since; });
        m_line.clear();
        m_classes.clear();
        m_gaps = 0;
        for (const Waiting& each : all) {
            lineOf(each.priority).pushBack(each);
        }
    }

public:
    /// Calls back with (item, position) of every item: after a configure() that changed between orders with and without classes.
    template <typename Tell>
    void renumber(Tell tell)
    {
        const auto walk = [&tell](Line& line) {
            for (std::size_t left = line.size(); left > 0; --left) {
                const Waiting each = line.popFront();
                const std::uint32_t position = line.pushBack(each);
                if (each.item != noItem) {
                    tell(each.item, position);
                }
            }
        };
        walk(m_line);
        for (Class& each : m_classes) {
            walk(each.line);
        }
    }

private:
    // Side by side what every item touches; what the policy says of it stands here once more.
    std::int64_t m_items = 0;
    std::int64_t m_bytes = 0;
    std::int64_t m_outside = 0;
    std::int64_t m_capacity = INT64_MAX;
    Measure m_measure = Measure::Items;
    Order m_order = Order::Fifo;
    WhenFull m_whenFull = WhenFull::Reject;
    bool m_byClass = false;
    Instant m_filledSince;
    Line m_line;
    WatermarkGate m_gate;
    std::size_t m_gaps = 0;     ///< entries without an item
    std::int64_t m_weight = 0;  ///< Measure::Custom only
    std::vector<Class> m_classes; ///< ascending by priority
    QueuePolicy m_policy;
};

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/bounded_queue.h"
#include "flow/wip_limiter.h"

#include <cstdint>
#include <optional>

namespace highwater::flow {

/// Somebody who waits at a stage's door with an item in hand: a producer, or a worker of another stage.
struct Sender
{
    Instant since;
    std::uint32_t node = 0;    ///< whose sender it is, in the driver's table
    ItemHandle item = noItem;  ///< noItem: a saturated source, which makes its item when it is let in
};

/// One service: a bounded queue, a limit of work in progress, a signal, and a door at which senders wait when the queue blocks.
/// It is told what happens and answers what to do; time, work and travel are the driver's. A plain value with one owner.
///
/// | offered item finds           | whenFull    | answer                                                        |
/// |------------------------------|-------------|---------------------------------------------------------------|
/// | idle worker, nobody waiting  | any         | Start                                                         |
/// | a place                      | any         | Queue                                                         |
/// | no place                     | reject      | Refuse                                                        |
/// | no place                     | drop-newest | Refuse (the sender is not told)                               |
/// | no place                     | drop-oldest | MakeRoom: dropOldest(), ask again; Refuse if it can never fit |
/// | no place, or senders waiting | block       | Park                                                          |
///
/// A place is there when the queue has one that is not promised to somebody (reserve()) and, with a window, when a credit is left. An item
/// that shares the workers always starts; its places are those that the capacity adds to the workers, and it keeps one while it is blocked.
class Stage
{
public:
    enum class Answer : std::uint8_t { Start, Queue, Refuse, MakeRoom, Park };

    Stage() = default;

    WatermarkGate::Switch configure(const QueuePolicy& queue, std::optional<std::int64_t> wipLimit)
    {
        m_wip.setLimit(wipLimit);
        m_wip.setShared(queue.order == Order::ProcessorSharing);
        return m_queue.configure(queue);
    }
    /// credits: absent for no window. Those that are out are counted on.
    void setCredits(std::optional<std::int64_t> credits)
    {
        m_credits = credits ? *credits - m_creditsOut : INT64_MAX;
        m_hasCredits = credits.has_value();
        m_special = m_reserved > 0 || m_hasCredits;
    }

    /// What to do with an item that arrives now. Only decides; the caller then calls start(), enqueue(), ...
    [[nodiscard]] Answer offer(std::int64_t bytes, std::int32_t priority = 0) const
    {
        const WhenFull whenFull = m_queue.whenFull();
        if (whenFull == WhenFull::Block && !m_door.empty()) {
            return Answer::Park;
        }
        if (admits(bytes, priority)) {
            return startsAtOnce() ? Answer::Start : Answer::Queue;
        }
        switch (whenFull) {
        case WhenFull::Block:
            return m_queue.canEverHold(bytes, priority) || m_queue.policy().capacity == 0 ? Answer::Park : Answer::Refuse;
        case WhenFull::DropOldest:
            return !m_queue.empty() && m_queue.canEverHold(bytes, priority) ? Answer::MakeRoom : Answer::Refuse;
        case WhenFull::Reject:
        case WhenFull::DropNewest:
            break;
        }
        return Answer::Refuse;
    }
    /// Whether an item would be let in now, were nobody before it.
    [[nodiscard]] bool admits(std::int64_t bytes, std::int32_t priority = 0) const
    {
        if (m_special || m_wip.shared()) [[unlikely]] {
            return admitsSpecially(bytes, priority);
        }
        return (m_queue.empty() && m_wip.hasPermit()) || m_queue.hasPlaceFor(bytes, priority);
    }
    [[nodiscard]] bool startsAtOnce() const { return m_queue.empty() && m_wip.hasPermit(); }
    /// Whether a sender that heeds the signal should hold back: pressed, or full for an item of that size.
    [[nodiscard]] bool holdsBack(std::int64_t bytes, std::int32_t priority = 0) const
    {
        return m_queue.pressed() || !admits(bytes, priority);
    }
    /// Whether a worker can take an item out of the queue now.
    [[nodiscard]] bool canStart() const { return !m_queue.empty() && m_wip.hasPermit(); }
    /// Free waiting places and idle workers, in items; only for queues that measure items.
    [[nodiscard]] std::int64_t freePlaces() const
    {
        const std::int64_t places = saturatingSum(m_queue.capacity(), m_wip.limit());
        return places == INT64_MAX ? places
                                   : std::max<std::int64_t>(0, places - m_queue.level() - m_wip.busy() - m_wip.blocked() - m_reserved);
    }

    /// Promises a place to a worker that blocks before service; admits() was true.
    void reserve(std::int64_t bytes, std::int32_t priority)
    {
        ++m_reserved;
        m_reservedWeight += m_queue.weightOf(bytes, priority);
        m_special = true;
    }
    void redeem(std::int64_t bytes, std::int32_t priority)
    {
        assert(m_reserved > 0);
        --m_reserved;
        m_reservedWeight -= m_queue.weightOf(bytes, priority);
        m_special = m_reserved > 0 || m_hasCredits;
    }
    [[nodiscard]] std::int64_t reserved() const { return m_reserved; }
    /// The measure or its weights have changed: what the promised items weigh now.
    void weighReserved(std::int64_t weight) { m_reservedWeight = weight; }
    /// What the promised items weigh, in the queue's measure.
    [[nodiscard]] std::int64_t reservedWeight() const { return m_reservedWeight; }

    /// An item that enters takes a credit, and gives it back when it is through or gone.
    void takeCredit()
    {
        ++m_creditsOut;
        m_credits -= m_hasCredits ? 1 : 0;
    }
    void returnCredit()
    {
        --m_creditsOut;
        m_credits += m_hasCredits ? 1 : 0;
    }
    [[nodiscard]] bool hasCredits() const { return m_hasCredits; }
    [[nodiscard]] std::int64_t credits() const { return m_credits; }
    [[nodiscard]] std::int64_t creditsOut() const { return m_creditsOut; }

    BoundedQueue& queue() { return m_queue; }
    [[nodiscard]] const BoundedQueue& queue() const { return m_queue; }
    WipLimiter& wip() { return m_wip; }
    [[nodiscard]] const WipLimiter& wip() const { return m_wip; }
    /// Senders that wait, in the order in which they came.
    Ring<Sender>& door() { return m_door; }
    [[nodiscard]] const Ring<Sender>& door() const { return m_door; }
    /// What its lines take in memory.
    [[nodiscard]] std::size_t memory() const { return m_queue.memory() + m_door.bytes(); }
    /// The memory of its lines, as Histogram::eachStore().
    template <typename Visit>
    void eachStore(Visit& visit)
    {
        m_queue.eachStore(visit);
        m_door.eachStore(visit);
    }

private:
    static std::int64_t saturatingSum(std::int64_t a, std::int64_t b) { return a > INT64_MAX - b ? INT64_MAX : a + b; }
    [[nodiscard]] bool admitsSpecially(std::int64_t bytes, std::int32_t priority) const
    {
        if (m_credits <= 0) {
            return false;
        }
        if (m_wip.shared()) {
            return m_wip.busy() + m_wip.blocked() + m_reserved + m_queue.items() < saturatingSum(m_queue.capacity(), m_wip.limit());
        }
        const bool worker = m_queue.empty() && m_wip.hasPermit() && m_wip.busy() + m_wip.blocked() + m_reserved < m_wip.limit();
        if (worker || m_reserved == 0) {
            return worker || m_queue.hasPlaceFor(bytes, priority);
        }
        if (m_queue.policy().measure == Measure::Items) {
            return freePlaces() > 0;
        }
        return m_queue.weightOf(bytes, priority) <= m_queue.capacity() - m_queue.level() - m_reservedWeight;
    }

    bool m_special = false; ///< there is more to a place than the queue and the workers say
    bool m_hasCredits = false;
    WipLimiter m_wip;
    Ring<Sender> m_door;
    std::int64_t m_credits = INT64_MAX; ///< that are left
    std::int64_t m_creditsOut = 0;
    std::int64_t m_reserved = 0;
    std::int64_t m_reservedWeight = 0;
    BoundedQueue m_queue; // the last: its own end is what few items touch
};

} // namespace highwater::flow

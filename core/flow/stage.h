// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/bounded_queue.h"
#include "flow/wip_limiter.h"

#include <cstdint>

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
class Stage
{
public:
    enum class Answer : std::uint8_t { Start, Queue, Refuse, MakeRoom, Park };

    Stage() = default;

    WatermarkGate::Switch configure(const QueuePolicy& queue, std::optional<std::int64_t> wipLimit)
    {
        m_wip.setLimit(wipLimit);
        return m_queue.configure(queue);
    }

    /// What to do with an item that arrives now. Only decides; the caller then calls start(), enqueue(), ...
    [[nodiscard]] Answer offer(std::int64_t bytes) const
    {
        const WhenFull whenFull = m_queue.policy().whenFull;
        if (whenFull == WhenFull::Block && !m_door.empty()) {
            return Answer::Park;
        }
        if (admits(bytes)) {
            return m_wip.hasPermit() && m_queue.empty() ? Answer::Start : Answer::Queue;
        }
        switch (whenFull) {
        case WhenFull::Block:
            return m_queue.canEverHold(bytes) || m_queue.policy().capacity == 0 ? Answer::Park : Answer::Refuse;
        case WhenFull::DropOldest:
            return !m_queue.empty() && m_queue.canEverHold(bytes) ? Answer::MakeRoom : Answer::Refuse;
        case WhenFull::Reject:
        case WhenFull::DropNewest:
            break;
        }
        return Answer::Refuse;
    }
    /// Whether an item of that size would be let in now, were nobody before it.
    [[nodiscard]] bool admits(std::int64_t bytes) const
    {
        return (m_queue.empty() && m_wip.hasPermit()) || m_queue.hasPlaceFor(bytes);
    }
    /// Whether a sender that heeds the signal should hold back: pressed, or full for an item of that size.
    [[nodiscard]] bool holdsBack(std::int64_t bytes) const { return m_queue.pressed() || !admits(bytes); }
    /// Whether a worker can take an item out of the queue now.
    [[nodiscard]] bool canStart() const { return !m_queue.empty() && m_wip.hasPermit(); }

    BoundedQueue& queue() { return m_queue; }
    [[nodiscard]] const BoundedQueue& queue() const { return m_queue; }
    WipLimiter& wip() { return m_wip; }
    [[nodiscard]] const WipLimiter& wip() const { return m_wip; }
    /// Senders that wait, in the order in which they came.
    Ring<Sender>& door() { return m_door; }
    [[nodiscard]] const Ring<Sender>& door() const { return m_door; }

private:
    BoundedQueue m_queue;
    WipLimiter m_wip;
    Ring<Sender> m_door;
};

} // namespace highwater::flow

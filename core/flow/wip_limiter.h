// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>

namespace highwater::flow {

/// How many items may be worked on at once. An item that was finished but waits for room downstream keeps its permit: that is how
/// pressure travels upstream. A plain value with one owner.
///
/// | worker  | it                                                                                              |
/// |---------|-------------------------------------------------------------------------------------------------|
/// | busy    | works                                                                                           |
/// | blocked | holds an item that waits for room ahead: finished, or (blocking before service) not yet begun; or was stopped by an outage |
/// | idle    | neither                                                                                         |
class WipLimiter
{
public:
    /// limit >= 1; absent: unlimited. A smaller limit interrupts nobody: nothing starts until the work in progress has fallen below it.
    void setLimit(std::optional<std::int64_t> limit)
    {
        m_limit = limit.value_or(INT64_MAX);
        open();
    }
    /// All items share the workers: everybody begins at once, whatever the limit.
    void setShared(bool shared)
    {
        m_shared = shared;
        open();
    }
    /// While it is down nobody begins.
    void setDown(bool down)
    {
        m_down = down;
        open();
    }
    [[nodiscard]] bool limited() const { return m_limit != INT64_MAX; }
    [[nodiscard]] std::int64_t limit() const { return m_limit; }
    [[nodiscard]] bool shared() const { return m_shared; }
    [[nodiscard]] bool down() const { return m_down; }

    [[nodiscard]] bool hasPermit() const { return m_busy + m_blocked < m_open; }
    void start()
    {
        assert(hasPermit());
        ++m_busy;
    }
    /// The work is done and the item can leave.
    void finish()
    {
        assert(m_busy > 0);
        --m_busy;
    }
    /// An item for which there is no room ahead stays with a worker that does no work.
    void hold() { ++m_blocked; }
    /// Room was made ahead, and the item left.
    void unblock()
    {
        assert(m_blocked > 0);
        --m_blocked;
    }
    /// A worker goes from holding to working, and back.
    void resume()
    {
        unblock();
        ++m_busy;
    }
    void pause()
    {
        finish();
        ++m_blocked;
    }
    [[nodiscard]] std::int64_t busy() const { return m_busy; }
    [[nodiscard]] std::int64_t blocked() const { return m_blocked; }
    /// Workers that work: of those that are shared there are never more than the limit.
    [[nodiscard]] std::int64_t working() const { return m_shared ? std::min(m_busy, m_limit) : m_busy; }
    /// Of items that share the workers, or are blocked after that: those that the workers alone would have no place for.
    [[nodiscard]] std::int64_t beyondWorkers() const { return m_shared ? std::max<std::int64_t>(0, m_busy + m_blocked - m_limit) : 0; }
    /// Whether no worker is idle.
    [[nodiscard]] bool exhausted() const { return m_busy + m_blocked >= m_limit; }

private:
    void open() { m_open = m_down ? 0 : m_shared ? INT64_MAX : m_limit; }

    std::int64_t m_limit = 1;
    std::int64_t m_open = 1; ///< permits that may be out for another one to be given
    std::int64_t m_busy = 0;
    std::int64_t m_blocked = 0;
    bool m_shared = false;
    bool m_down = false;
};

} // namespace highwater::flow

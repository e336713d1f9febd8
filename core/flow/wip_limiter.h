// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>

namespace highwater::flow {

/// How many items may be worked on at once. An item that was finished but waits for room downstream keeps its permit: that is how
/// pressure travels upstream. A plain value with one owner.
class WipLimiter
{
public:
    /// limit >= 1; absent: unlimited. A smaller limit interrupts nobody: nothing starts until the work in progress has fallen below it.
    void setLimit(std::optional<std::int64_t> limit) { m_limit = limit.value_or(INT64_MAX); }
    [[nodiscard]] bool limited() const { return m_limit != INT64_MAX; }
    [[nodiscard]] std::int64_t limit() const { return m_limit; }

    [[nodiscard]] bool hasPermit() const { return m_busy + m_blocked < m_limit; }
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
    /// An item that was just finished finds no room ahead, and its worker keeps it.
    void hold() { ++m_blocked; }
    /// Room was made ahead, and the item left.
    void unblock()
    {
        assert(m_blocked > 0);
        --m_blocked;
    }
    [[nodiscard]] std::int64_t busy() const { return m_busy; }
    [[nodiscard]] std::int64_t blocked() const { return m_blocked; }

private:
    std::int64_t m_limit = 1;
    std::int64_t m_busy = 0;
    std::int64_t m_blocked = 0;
};

} // namespace highwater::flow

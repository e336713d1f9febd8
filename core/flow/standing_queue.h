// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/time.h"

namespace highwater::flow {

/// Since when a queue has not been empty: tells a standing queue from a burst that drains. A plain value.
///
/// | state  | event    | next                |
/// |--------|----------|---------------------|
/// | empty  | onFilled | filled, since now   |
/// | filled | onEmpty  | empty               |
/// | either | the event that led there | unchanged |
class StandingQueue
{
public:
    /// The first item came to wait.
    void onFilled(Instant now)
    {
        if (m_empty) {
            m_empty = false;
            m_since = now;
        }
    }
    /// Nobody waits any longer. Returns whether that is news.
    bool onEmpty()
    {
        const bool news = !m_empty;
        m_empty = true;
        return news;
    }
    [[nodiscard]] bool empty() const { return m_empty; }
    /// Whether it has not been empty within the last `length` (>= 0): a queue that filled exactly then was empty within it.
    [[nodiscard]] bool longerThan(Instant now, Duration length) const { return !m_empty && now - m_since > length; }

private:
    Instant m_since; ///< while not empty: the last instant at which it was
    bool m_empty = true;
};

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/aqm_policy.h"

#include <cmath>
#include <cstdint>

namespace highwater::flow {

/// RED (S. Floyd, V. Jacobson 1993), in items. A plain value.
///
/// | averaged queue        | count since the last drop | answer                                    |
/// |-----------------------|---------------------------|-------------------------------------------|
/// | below low             | -1                        | keep                                      |
/// | low <= average < high | + 1, or 0 after a drop    | drop with probability p / (1 - count * p) |
/// | at or above high      | 0                         | drop                                      |
///
/// with p = probability * (average - low) / (high - low), which makes the gaps between drops uniform instead of geometric.
/// The average takes in the queue that each arrival finds. An arrival at an empty queue takes in instead as many zeros as items could have
/// passed while it was empty: idle time / mean time between two takes of a queue that was not empty (one zero while that is unknown).
class Red
{
public:
    /// waiting: items that wait before it enters; uniform: a draw from [0, 1). now never falls.
    bool dropOnArrival(const RedPolicy& policy, Instant now, std::int64_t waiting, double uniform)
    {
        observe(policy, now, waiting);
        if (m_average < policy.low) {
            m_count = -1;
            return false;
        }
        if (m_average >= policy.high) {
            m_count = 0;
            return true;
        }
        ++m_count;
        const double p = policy.probability * (m_average - policy.low) / (policy.high - policy.low);
        const double left = 1 - static_cast<double>(m_count) * p;
        const bool drop = left <= 0 || uniform < p / left;
        if (drop) {
            m_count = 0;
        }
        return drop;
    }
    /// An item left the queue: measures how fast items leave.
    void onTake(Instant now)
    {
        if (m_busy) {
            const auto gap = static_cast<double>((now - m_lastTake).count());
            m_gap = m_gap < 0 ? gap : m_gap + (gap - m_gap) / 8;
        }
        m_lastTake = now;
        m_busy = true;
    }
    /// The queue has become empty.
    void onEmpty(Instant now)
    {
        m_idleSince = now;
        m_busy = false;
    }
    [[nodiscard]] double average() const { return m_average; }

private:
    void observe(const RedPolicy& policy, Instant now, std::int64_t waiting)
    {
        if (waiting > 0) {
            m_average += policy.weight * (static_cast<double>(waiting) - m_average);
            return;
        }
        const auto idle = static_cast<double>((now - m_idleSince).count());
        m_average *= std::pow(1 - policy.weight, m_gap > 0 ? idle / m_gap : 1);
        m_idleSince = now; // it may go to a worker at once, and the queue stay empty
    }

    double m_average = 0;
    std::int64_t m_count = -1;
    double m_gap = -1; ///< nanoseconds between takes, smoothed; < 0: unknown
    Instant m_lastTake;
    Instant m_idleSince;
    bool m_busy = false; ///< not empty since the last take
};

} // namespace highwater::flow

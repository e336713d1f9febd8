// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/admission_policy.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace highwater::flow {

/// Adaptive throttling (Google SRE book, "Handling Overload"): of the requests of a sliding window, and of those that were accepted, it
/// concludes how many are worth sending. The window slides in 60 slots. A plain value.
///
/// | event    | requests | accepts | answer                                                                       |
/// |----------|----------|---------|------------------------------------------------------------------------------|
/// | refuse() | + 1      |         | refused with probability max(0, (requests - k accepts) / (requests + 1)), of those before it |
/// | onAccept() |        | + 1     |                                                                              |
/// | a slot passes | - those of the slot that leaves | likewise |                                               |
class AdaptiveThrottle
{
public:
    /// Counts the request, whatever the answer. uniform: a draw from [0, 1). now never falls.
    bool refuse(const AdaptiveThrottlePolicy& policy, Instant now, double uniform)
    {
        slide(policy, now);
        const bool refused = uniform < probability(policy);
        ++m_slots[m_current].requests;
        ++m_total.requests;
        return refused;
    }
    /// A request was accepted.
    void onAccept(const AdaptiveThrottlePolicy& policy, Instant now)
    {
        slide(policy, now);
        ++m_slots[m_current].accepts;
        ++m_total.accepts;
    }
    /// With which the next request of this slot is refused.
    [[nodiscard]] double probability(const AdaptiveThrottlePolicy& policy) const
    {
        const auto requests = static_cast<double>(m_total.requests);
        return std::max(0.0, (requests - policy.k * static_cast<double>(m_total.accepts)) / (requests + 1));
    }

private:
    static constexpr std::size_t slotCount = 60;
    struct Slot
    {
        std::int64_t requests = 0;
        std::int64_t accepts = 0;
    };

    /// Another window keeps what was counted, and lets it age at the new pace.
    void slide(const AdaptiveThrottlePolicy& policy, Instant now)
    {
        const std::int64_t width = std::max<std::int64_t>(1, policy.window.count() / std::int64_t{slotCount});
        if (width != m_width) {
            m_width = width;
            m_slotStart = now;
            return;
        }
        const std::int64_t passed = (now - m_slotStart).count();
        if (passed < width) {
            return;
        }
        const std::int64_t turns = passed / width;
        m_slotStart += Duration(turns * width);
        for (std::int64_t i = std::min<std::int64_t>(turns, slotCount); i > 0; --i) {
            m_current = (m_current + 1) % slotCount;
            m_total.requests -= m_slots[m_current].requests;
            m_total.accepts -= m_slots[m_current].accepts;
            m_slots[m_current] = {};
        }
    }

    std::array<Slot, slotCount> m_slots{};
    Slot m_total;
    std::size_t m_current = 0;
    std::int64_t m_width = 0; ///< nanoseconds a slot; 0 before the first call
    Instant m_slotStart;
};

} // namespace highwater::flow

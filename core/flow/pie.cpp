// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/pie.h"

#include <algorithm>
#include <array>

namespace highwater::flow {

namespace {

/// RFC 8033, section 4.2: small probabilities move in small steps.
double tuned(double step, double probability)
{
    struct Range
    {
        double below;
        double divisor;
    };
    constexpr std::array<Range, 6> ranges{{{1e-6, 2048}, {1e-5, 512}, {1e-4, 128}, {1e-3, 32}, {1e-2, 8}, {1e-1, 2}}};
    for (const Range& range : ranges) {
        if (probability < range.below) {
            return step / range.divisor;
        }
    }
    return std::min(step, 0.02);
}

} // namespace

bool Pie::dropOnArrival(const PiePolicy& policy, Instant now, std::int64_t waiting, double uniform)
{
    advance(policy, now);
    const Duration low = policy.target / 2;
    if (m_probability == 0 && m_delay < low && m_delayOld < low) {
        m_burst = policy.burst;
    }
    if (m_burst > Duration::zero() || waiting <= 2 || (m_delayOld < low && m_probability < 0.2)) {
        return false;
    }
    return uniform < m_probability;
}

void Pie::onTake(const PiePolicy& policy, Instant now, Duration sojourn, std::int64_t waitingAfter)
{
    advance(policy, now);
    m_delay = waitingAfter > 0 ? sojourn : Duration::zero();
}

void Pie::advance(const PiePolicy& policy, Instant now)
{
    constexpr std::int64_t mostSteps = 4096;
    if (!m_lastUpdate) {
        m_lastUpdate = now;
        return;
    }
    if (now - *m_lastUpdate < policy.update) {
        return;
    }
    const std::int64_t due = (now - *m_lastUpdate) / policy.update;
    *m_lastUpdate += policy.update * due;
    for (std::int64_t i = std::min(due, mostSteps); i > 0 && update(policy); --i) {
    }
}

/// One period. False: nothing changed, and nothing will while the delay stays.
bool Pie::update(const PiePolicy& policy)
{
    const double error = toSeconds(m_delay - policy.target);
    const double trend = toSeconds(m_delay - m_delayOld);
    double next = m_probability + tuned(policy.alpha * error + policy.beta * trend, m_probability);
    if (m_delay == Duration::zero() && m_delayOld == Duration::zero()) {
        next *= 0.98;
    }
    next = std::clamp(next, 0.0, 1.0);
    const Duration burst = std::max(Duration::zero(), m_burst - policy.update);
    const bool changed = next != m_probability || burst != m_burst || m_delayOld != m_delay;
    m_probability = next;
    m_burst = burst;
    m_delayOld = m_delay;
    return changed;
}

} // namespace highwater::flow

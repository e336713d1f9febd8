// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/arrival_process.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace highwater {

namespace {

using Kind = Arrivals::Kind;

} // namespace

ArrivalProcess::ArrivalProcess(const Arrivals& arrivals, Instant begin, std::uint64_t key)
    : m_kind(arrivals.kind), m_rate(arrivals.rate), m_rate2(arrivals.rate2), m_stay(arrivals.stay), m_stay2(arrivals.stay2),
      m_at(arrivals.at), m_times(arrivals.times), m_draws(key), m_begin(begin), m_due(begin)
{
    m_meanGap = m_rate > 0.0 ? 1e9 / m_rate : 0.0;
    switch (m_kind) {
    case Kind::Renewal:
        m_gap = Sampler(arrivals.gap, 1e9);
        break;
    case Kind::Mmpp:
        // In the long run the first phase has the share stay / (stay + stay2).
        m_second = m_draws.uniform() * (m_stay + m_stay2) >= m_stay;
        m_phaseEnds = toSeconds(begin) + exponentialZiggurat(m_draws) * (m_second ? m_stay2 : m_stay);
        break;
    case Kind::OnOff:
        m_phaseEnds = toSeconds(begin) + m_stay;
        break;
    case Kind::Ramp:
    case Kind::Spike:
        m_peak = std::max(m_rate, m_rate2);
        break;
    case Kind::Sine:
        m_peak = m_rate + std::abs(m_rate2);
        break;
    case Kind::Trace:
        // A source that begins in the middle of a run has missed what lies before.
        m_count = static_cast<std::uint64_t>(std::lower_bound(m_times->begin(), m_times->end(), toSeconds(begin)) - m_times->begin());
        break;
    case Kind::Poisson:
    case Kind::Constant:
    case Kind::Closed:
    case Kind::Saturated:
        break;
    }
}

void ArrivalProcess::redraw(std::uint64_t key, Instant now)
{
    m_draws = Draws(key);
    if (m_kind == Kind::Mmpp) {
        m_phaseEnds = toSeconds(std::max(now, m_due)) + exponentialZiggurat(m_draws) * (m_second ? m_stay2 : m_stay);
    }
}

Instant ArrivalProcess::other(Instant from)
{
    switch (m_kind) {
    case Kind::Renewal:
        return from + m_gap.duration(m_draws);
    case Kind::Constant:
    case Kind::Trace:
        return scheduled(from);
    case Kind::Mmpp:
    case Kind::OnOff:
        return phased(from);
    case Kind::Ramp:
    case Kind::Sine:
    case Kind::Spike:
        return thinned(from);
    case Kind::Poisson:
    case Kind::Closed:
    case Kind::Saturated:
        break;
    }
    return never;
}

Instant ArrivalProcess::scheduled(Instant from)
{
    m_shift += from > m_due ? from - m_due : Duration::zero();
    Instant due;
    if (m_kind == Kind::Constant) {
        if (m_rate <= 0.0) {
            return never;
        }
        ++m_count;
        due = m_begin + fromSeconds(static_cast<double>(m_count) / m_rate) + m_shift;
    } else {
        if (m_count >= m_times->size()) {
            return never;
        }
        due = runStart + fromSeconds((*m_times)[m_count]) + m_shift;
        ++m_count;
    }
    m_due = due;
    return due;
}

double ArrivalProcess::rateAt(double seconds) const
{
    switch (m_kind) {
    case Kind::Ramp:
        return seconds >= m_stay ? m_rate2 : m_rate + (m_rate2 - m_rate) * seconds / m_stay;
    case Kind::Sine:
        return std::max(0.0, m_rate + m_rate2 * std::sin(2.0 * std::numbers::pi * seconds / m_stay));
    default:
        return seconds >= m_at && seconds < m_at + m_stay ? m_rate2 : m_rate;
    }
}

/// A Poisson process of changing rate, by thinning one of the peak rate (Lewis & Shedler 1979).
Instant ArrivalProcess::thinned(Instant from)
{
    if (m_peak <= 0.0) {
        return never;
    }
    constexpr double horizon = 3.2e9; // a hundred years: no run lasts longer
    double at = toSeconds(from);
    while (at < horizon) {
        at += exponentialZiggurat(m_draws) / m_peak;
        if (m_draws.uniform() * m_peak < rateAt(at)) {
            return std::max(from, runStart + fromSeconds(at));
        }
        // Where the rate stays at 0 for ever, there is nothing to wait for.
        if (m_kind == Kind::Ramp && at >= m_stay && m_rate2 <= 0.0) {
            return never;
        }
        if (m_kind == Kind::Spike && at >= m_at + m_stay && m_rate <= 0.0) {
            return never;
        }
    }
    return never;
}

/// A Poisson process whose rate switches between two phases; a phase that ends makes the waiting begin anew, which a Poisson process
/// does not notice.
Instant ArrivalProcess::phased(Instant from)
{
    const double onRate = m_rate;
    const double otherRate = m_kind == Kind::Mmpp ? m_rate2 : 0.0;
    if (onRate <= 0.0 && otherRate <= 0.0) {
        return never;
    }
    double at = toSeconds(from);
    for (;;) {
        const double rate = m_second ? otherRate : onRate;
        if (at < m_phaseEnds && rate > 0.0) {
            const double candidate = at + exponentialZiggurat(m_draws) / rate;
            if (candidate < m_phaseEnds) {
                m_due = std::max(from, runStart + fromSeconds(candidate));
                return m_due;
            }
        }
        at = std::max(at, m_phaseEnds);
        m_second = !m_second;
        const double mean = m_second ? m_stay2 : m_stay;
        m_phaseEnds += m_kind == Kind::Mmpp ? exponentialZiggurat(m_draws) * mean : mean;
    }
}

} // namespace highwater

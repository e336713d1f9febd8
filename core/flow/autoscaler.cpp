// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/autoscaler.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace highwater::flow {

void Autoscaler::configure(const AutoscalePolicy& policy, std::int64_t workers, Instant now)
{
    const bool first = !std::exchange(m_configured, true);
    if (first || policy.evaluate != m_policy.evaluate) {
        m_nextEvaluation = now + policy.evaluate;
    }
    m_policy = policy;
    m_running = first ? std::clamp(workers, policy.min, policy.max) : workers;
    aimAt(std::clamp(wanted(), policy.min, policy.max), now);
}

void Autoscaler::evaluate(const ScaleReading& reading)
{
    while (m_nextEvaluation <= reading.now) {
        m_nextEvaluation += m_policy.evaluate;
    }
    workersAt(reading.now);
    const double exact = exactWish(reading);
    const auto current = static_cast<double>(wanted());
    const bool leaveAlone = std::abs(exact - current) <= 0.1 * current + rounding;
    const double most = static_cast<double>(m_policy.max);
    const double whole = leaveAlone ? current : std::ceil(exact - rounding);
    m_wouldHaveMore = whole > most;
    const std::int64_t wish = std::max(m_policy.min, static_cast<std::int64_t>(std::min(whole, most)));
    remember(reading.now, wish);
    aimAt(wish >= wanted() ? wish : std::min(wanted(), m_wishes.front().workers), reading.now);
}

/// Not rounded, not bounded; infinite when nothing drains at all.
double Autoscaler::exactWish(const ScaleReading& reading) const
{
    const auto workers = static_cast<double>(std::max<std::int64_t>(1, reading.workers));
    const auto waiting = static_cast<double>(reading.waiting);
    switch (m_policy.metric) {
    case AutoscalePolicy::Metric::Utilisation:
        return reading.meanBusy / m_policy.target;
    case AutoscalePolicy::Metric::Depth:
        return waiting / m_policy.target;
    case AutoscalePolicy::Metric::DrainTime:
        if (reading.waiting == 0) {
            return 0;
        }
        return reading.throughput > 0 ? workers * waiting / reading.throughput / m_policy.target : std::numeric_limits<double>::infinity();
    case AutoscalePolicy::Metric::Lag:
        return workers * toSeconds(reading.oldest) / m_policy.target;
    }
    return 0;
}

/// A wish is forgotten when it is too old, or when a later one is as high.
void Autoscaler::remember(Instant now, std::int64_t wish)
{
    std::erase_if(m_wishes, [&](const Wish& old) { return now - old.at >= m_policy.stabilisation || old.workers <= wish; });
    m_wishes.push_back({now, wish});
}

bool Autoscaler::onArrival(Instant now, std::int64_t inside, std::int64_t workers)
{
    if (!m_policy.softLimit || inside < *m_policy.softLimit * workers || m_starts.count > 0) {
        return false;
    }
    if (wanted() >= m_policy.max) {
        m_wouldHaveMore = true;
        return false;
    }
    remember(now, wanted() + 1);
    aimAt(wanted() + 1, now);
    return true;
}

void Autoscaler::aimAt(std::int64_t workers, Instant now)
{
    const std::int64_t more = workers - wanted();
    if (more > 0) {
        m_starts.add(now + m_policy.startDelay, more - m_stops.cancel(more));
    } else if (more < 0) {
        m_stops.add(now + m_policy.stopDelay, -more - m_starts.cancel(-more));
    }
}

Instant Autoscaler::nextChange() const
{
    const Instant start = m_starts.batches.empty() ? Instant::max() : m_starts.batches.front().at;
    const Instant stop = m_stops.batches.empty() ? Instant::max() : m_stops.batches.front().at;
    return std::min(start, stop);
}

std::int64_t Autoscaler::workersAt(Instant now)
{
    m_running += m_starts.takeDue(now);
    m_running -= m_stops.takeDue(now);
    return m_running;
}

void Autoscaler::Plan::add(Instant at, std::int64_t workers)
{
    if (workers == 0) {
        return;
    }
    const auto later = std::find_if(batches.begin(), batches.end(), [&](const Batch& batch) { return batch.at > at; });
    batches.insert(later, {at, workers});
    count += workers;
}

std::int64_t Autoscaler::Plan::cancel(std::int64_t workers)
{
    const std::int64_t cancelled = std::min(workers, count);
    count -= cancelled;
    for (std::int64_t left = cancelled; left > 0;) {
        Batch& last = batches.back();
        const std::int64_t taken = std::min(left, last.workers);
        last.workers -= taken;
        left -= taken;
        if (last.workers == 0) {
            batches.pop_back();
        }
    }
    return cancelled;
}

std::int64_t Autoscaler::Plan::takeDue(Instant now)
{
    std::int64_t taken = 0;
    auto due = batches.begin();
    for (; due != batches.end() && due->at <= now; ++due) {
        taken += due->workers;
    }
    batches.erase(batches.begin(), due);
    count -= taken;
    return taken;
}

} // namespace highwater::flow

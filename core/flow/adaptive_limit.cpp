// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/adaptive_limit.h"

#include <algorithm>
#include <cmath>

namespace highwater::flow {

namespace {

double nanoseconds(Duration rtt) { return std::max(1.0, static_cast<double>(rtt.count())); }

/// The whole part of the decimal logarithm, at least 1.
double wholeLog10(double limit)
{
    int digits = 1;
    for (double power = 100; power <= limit; power *= 10) {
        ++digits;
    }
    return digits;
}

} // namespace

void Gradient2Limit::configure(const Gradient2Policy& policy)
{
    m_limit = std::clamp(m_limit > 0 ? m_limit : policy.initial, policy.min, policy.max);
    m_policy = policy;
}

void Gradient2Limit::onWindow(Duration rtt, std::int64_t inflight, bool /*dropped*/, double /*uniform*/)
{
    const double now = nanoseconds(rtt);
    const double average = averageWith(now);
    if (average / now > 2) {
        m_long *= 0.95;
    }
    if (static_cast<double>(inflight) < m_limit / 2) {
        return;
    }
    const double gradient = std::clamp(m_policy.tolerance * average / now, 0.5, 1.0);
    const double aim = m_limit * gradient + m_policy.queueSize;
    m_limit = std::clamp(m_limit * (1 - m_policy.smoothing) + aim * m_policy.smoothing, m_policy.min, m_policy.max);
}

double Gradient2Limit::averageWith(double sample)
{
    if (m_samples < std::max(1, m_policy.warmup)) {
        m_sum += sample;
        m_long = m_sum / ++m_samples;
    } else {
        const double weight = 2.0 / (m_policy.longWindow + 1);
        m_long = m_long * (1 - weight) + sample * weight;
    }
    return m_long;
}

void VegasLimit::configure(const VegasPolicy& policy)
{
    m_limit = std::clamp(m_limit > 0 ? m_limit : policy.initial, 1.0, std::max(1.0, policy.max));
    m_policy = policy;
}

void VegasLimit::onWindow(Duration rtt, std::int64_t inflight, bool dropped, double uniform)
{
    const double now = nanoseconds(rtt);
    if (takesProbe(now, uniform)) {
        return;
    }
    const double queue = std::ceil(m_limit * (1 - m_shortest / now));
    const double step = wholeLog10(m_limit);
    double next = m_limit;
    if (dropped) {
        next -= step;
    } else if (static_cast<double>(inflight) * 2 < m_limit) {
        return;
    } else if (queue <= step) {
        next += 6 * step;
    } else if (queue < 3 * step) {
        next += step;
    } else if (queue > 6 * step) {
        next -= step;
    }
    m_limit = std::clamp(next, 1.0, std::max(1.0, m_policy.max));
}

/// Whether the sample only serves to measure the time without load.
bool VegasLimit::takesProbe(double rtt, double uniform)
{
    if (m_probeJitter == 0) {
        m_probeJitter = 0.5 + uniform / 2;
    }
    ++m_sinceProbe;
    if (m_policy.probeMultiplier > 0 && m_probeJitter * m_policy.probeMultiplier * m_limit <= static_cast<double>(m_sinceProbe)) {
        m_probeJitter = 0.5 + uniform / 2;
        m_sinceProbe = 0;
        m_shortest = rtt;
        return true;
    }
    if (m_shortest == 0 || rtt < m_shortest) {
        m_shortest = rtt;
        return true;
    }
    return false;
}

void AimdLimit::configure(const AimdPolicy& policy)
{
    m_limit = std::clamp(m_limit > 0 ? m_limit : policy.initial, policy.min, policy.max);
    m_policy = policy;
}

void AimdLimit::onWindow(Duration rtt, std::int64_t inflight, bool dropped, double /*uniform*/)
{
    if (dropped || rtt > m_policy.timeout) {
        m_limit = std::floor(m_limit * m_policy.backoff);
    } else if (static_cast<double>(inflight) * 2 >= m_limit) {
        m_limit += 1;
    }
    m_limit = std::clamp(m_limit, m_policy.min, m_policy.max);
}

void AdaptiveLimiter::onDone(Instant now, Duration rtt, std::int64_t inflight, bool dropped, double uniform)
{
    constexpr Duration windowLength = std::chrono::seconds(1);
    constexpr std::int64_t leastItems = 10;
    m_window.sum += static_cast<double>(rtt.count());
    ++m_window.items;
    m_window.mostInflight = std::max(m_window.mostInflight, inflight);
    m_window.dropped = m_window.dropped || dropped;
    if (now <= m_windowEnd) {
        return;
    }
    m_windowEnd = now + windowLength;
    if (m_window.items >= leastItems) {
        const Duration mean(static_cast<std::int64_t>(m_window.sum / static_cast<double>(m_window.items)));
        std::visit([&](auto& limit) { limit.onWindow(mean, m_window.mostInflight, m_window.dropped, uniform); }, m_limit);
    }
    m_window = {};
}

double AdaptiveLimiter::limit() const
{
    return std::visit([](const auto& limit) { return limit.limit(); }, m_limit);
}

} // namespace highwater::flow

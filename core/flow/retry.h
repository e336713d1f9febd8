// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/producer_policy.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace highwater::flow {

/// The delay before the attempt that follows failedAttempts (>= 1) failed ones. uniform is a draw from [0, 1); previous is the delay
/// before the attempt that failed (0 for the first). With n = failedAttempts and e = min(cap, base * factor^n):
///   fixed: base; exponential: jitter none: e, full: U(0, e), equal: e / 2 + U(0, e / 2),
///   decorrelated: min(cap, U(base, 3 * previous)), previous starting as base.
/// A fixed policy with jitter uses e = base.
///   gRPC: min(cap, base * factor^(n - 1)) * U(0.8, 1.2); Envoy: min(cap, U(0, (2^n - 1) * base)); both whatever the jitter says.
/// Sources: the AWS architecture blog's "Exponential Backoff And Jitter" and its simulator, whose first retry has n = 1; gRPC proposal A6;
/// the Envoy manual on its router's retries.
inline Duration retryDelay(const RetryPolicy& policy, std::int64_t failedAttempts, Duration previous, double uniform)
{
    const auto base = static_cast<double>(policy.base.count());
    // 2^62 ns is 146 years: far above any cap, far below overflow.
    const double cap = policy.cap ? static_cast<double>(policy.cap->count()) : 0x1p62;
    const auto n = static_cast<double>(failedAttempts);
    const auto whole = [](double delay) { return Duration(static_cast<std::int64_t>(delay + 0.5)); };
    if (policy.kind == RetryPolicy::Kind::Grpc) {
        return whole(std::min(base * std::pow(policy.factor, n - 1), cap) * (0.8 + 0.4 * uniform));
    }
    if (policy.kind == RetryPolicy::Kind::Envoy) {
        return whole(std::min(cap, uniform * std::min((std::exp2(n) - 1) * base, 0x1p62)));
    }
    double e = base;
    if (policy.kind == RetryPolicy::Kind::Exponential) {
        e = base * std::pow(policy.factor, n);
    }
    e = std::min(e, cap);
    double delay = e;
    switch (policy.jitter) {
    case Jitter::None:
        break;
    case Jitter::Full:
        delay = e * uniform;
        break;
    case Jitter::Equal:
        delay = e / 2 + e / 2 * uniform;
        break;
    case Jitter::Proportional:
        delay = e * (0.8 + 0.4 * uniform);
        break;
    case Jitter::Decorrelated: {
        const double last = previous > Duration::zero() ? static_cast<double>(previous.count()) : base;
        delay = std::min(cap, base + (3 * last - base) * uniform);
        break;
    }
    }
    return whole(delay);
}

/// A delay that is never shorter than what the refusal asked for.
constexpr Duration atLeast(Duration delay, Duration retryAfter) { return std::max(delay, retryAfter); }

/// What gRPC clients are commonly configured with: four attempts, 100 ms doubling up to 1 s. RetryThrottle goes with it.
inline RetryPolicy grpcDefaults()
{
    RetryPolicy policy;
    policy.kind = RetryPolicy::Kind::Grpc;
    policy.base = std::chrono::milliseconds(100);
    policy.cap = std::chrono::seconds(1);
    policy.factor = 2;
    policy.attempts = 4;
    return policy;
}
/// What Envoy does when retries are switched on: one retry, 25 ms, at most ten times as long. RetryCap goes with it.
inline RetryPolicy envoyDefaults()
{
    RetryPolicy policy;
    policy.kind = RetryPolicy::Kind::Envoy;
    policy.base = std::chrono::milliseconds(25);
    policy.cap = std::chrono::milliseconds(250);
    policy.factor = 2;
    policy.attempts = 2;
    return policy;
}

/// Bounds the share of retries in the load: each first try earns a part of a token, each retry takes a whole one; at most ten are kept and
/// none are there at the start. Counted in millionths, so that ten tenths are one. A plain value.
class RetryBudget
{
public:
    /// ratio: retries per first try, 0..10.
    void onFirstTry(double ratio)
    {
        m_millionths = std::min(m_millionths + static_cast<std::int64_t>(std::llround(ratio * 1e6)), most);
    }
    bool take()
    {
        if (m_millionths < token) {
            return false;
        }
        m_millionths -= token;
        return true;
    }

private:
    static constexpr std::int64_t token = 1'000'000;
    static constexpr std::int64_t most = 10 * token;
    std::int64_t m_millionths = 0;
};

/// gRPC's retry throttle of one target (proposal A6): tokens between 0 and maxTokens, starting with all; retries only while more than half
/// are there. Counted in thousandths, as the proposal does. A plain value.
///
/// | event     | tokens          |
/// |-----------|-----------------|
/// | a failure | - 1             |
/// | a success | + ratio         |
class RetryThrottle
{
public:
    /// maxTokens 1..1000; ratio > 0, of which three decimals count.
    explicit RetryThrottle(std::int64_t maxTokens = 10, double ratio = 0.1)
        : m_most(maxTokens * token), m_perSuccess(static_cast<std::int64_t>(ratio * 1000 + 1e-9)), m_thousandths(m_most)
    {
    }
    void onFailure() { m_thousandths = std::max<std::int64_t>(0, m_thousandths - token); }
    void onSuccess() { m_thousandths = std::min(m_most, m_thousandths + m_perSuccess); }
    /// Asked after onFailure() of the attempt that may be repeated.
    [[nodiscard]] bool allows() const { return m_thousandths > m_most / 2; }

private:
    static constexpr std::int64_t token = 1000;
    std::int64_t m_most;
    std::int64_t m_perSuccess;
    std::int64_t m_thousandths;
};

/// Envoy's retry budget of one target: retries that may be under way at once, a share of all requests under way, but some in any case.
/// A plain value.
class RetryCap
{
public:
    /// percent 0..100; least >= 0.
    explicit RetryCap(std::int64_t percent = 20, std::int64_t least = 3) : m_percent(percent), m_least(least) {}

    /// requestsUnderWay: retries among them; their number times 100 must fit.
    [[nodiscard]] bool allows(std::int64_t requestsUnderWay) const
    {
        return m_underWay < std::max(m_least, requestsUnderWay * m_percent / 100);
    }
    /// A retry is planned or sent; it is under way until its end.
    void onBegin() { ++m_underWay; }
    void onEnd() { m_underWay = std::max<std::int64_t>(0, m_underWay - 1); }
    [[nodiscard]] std::int64_t underWay() const { return m_underWay; }

private:
    std::int64_t m_percent;
    std::int64_t m_least;
    std::int64_t m_underWay = 0;
};

} // namespace highwater::flow

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
/// Source: the AWS architecture blog's "Exponential Backoff And Jitter" and its simulator, whose first retry has n = 1.
inline Duration retryDelay(const RetryPolicy& policy, std::int64_t failedAttempts, Duration previous, double uniform)
{
    const auto base = static_cast<double>(policy.base.count());
    // 2^62 ns is 146 years: far above any cap, far below overflow.
    const double cap = policy.cap ? static_cast<double>(policy.cap->count()) : 0x1p62;
    double e = base;
    if (policy.kind == RetryPolicy::Kind::Exponential) {
        e = base * std::pow(policy.factor, static_cast<double>(failedAttempts));
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
    return Duration(static_cast<std::int64_t>(delay + 0.5));
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

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/retry.h"

#include <cstdint>
#include <optional>

namespace highwater {

/// Whether and when a failed attempt is repeated, by the policies of flow/retry.h: the account that a sender keeps of its target. A plain
/// value.
class RetryLedger
{
public:
    void configure(const flow::RetryPolicy& policy) { m_policy = policy; }
    [[nodiscard]] const flow::RetryPolicy& policy() const { return m_policy; }

    void onFirstTry()
    {
        if (m_policy.budget) {
            m_budget.onFirstTry(*m_policy.budget);
        }
    }
    /// An attempt has ended, whatever comes next.
    void onEnd(std::int64_t attempt, bool succeeded)
    {
        if (m_policy.kind == Kind::Grpc) {
            succeeded ? m_throttle.onSuccess() : m_throttle.onFailure();
        } else if (m_policy.kind == Kind::Envoy && attempt > 1) {
            m_cap.onEnd();
        }
    }
    /// After onEnd() of the failed attempt: the delay before the next one, or nothing when there is none.
    /// requestsUnderWay: of the sender, this one included. previous: the delay before the failed attempt. uniform: from [0, 1).
    std::optional<Duration> next(std::int64_t failedAttempts, std::int64_t requestsUnderWay, Duration previous, double uniform,
                                 std::optional<Duration> retryAfter)
    {
        if (!mayRetry(failedAttempts, requestsUnderWay)) {
            return std::nullopt;
        }
        const Duration delay = flow::retryDelay(m_policy, failedAttempts, previous, uniform);
        return m_policy.respectRetryAfter && retryAfter ? flow::atLeast(delay, *retryAfter) : delay;
    }

private:
    using Kind = flow::RetryPolicy::Kind;

    bool mayRetry(std::int64_t failedAttempts, std::int64_t requestsUnderWay)
    {
        if (m_policy.kind == Kind::None || (m_policy.attempts && failedAttempts >= *m_policy.attempts)) {
            return false;
        }
        if (m_policy.kind == Kind::Grpc && !m_throttle.allows()) {
            return false;
        }
        if (m_policy.kind == Kind::Envoy && !m_cap.allows(requestsUnderWay)) {
            return false;
        }
        if (m_policy.budget && !m_budget.take()) {
            return false;
        }
        if (m_policy.kind == Kind::Envoy) {
            m_cap.onBegin();
        }
        return true;
    }

    flow::RetryPolicy m_policy;
    flow::RetryBudget m_budget;
    flow::RetryThrottle m_throttle;
    flow::RetryCap m_cap;
};

} // namespace highwater

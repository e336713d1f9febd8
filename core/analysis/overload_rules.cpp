// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/overload_rules.h"

#include "flow/adaptive_limit.h"
#include "flow/token_bucket.h"

#include <algorithm>
#include <cmath>

namespace highwater::analysis {

RetryAmplification retryAmplification(double failure, std::int64_t attempts, std::int64_t layers, double budget)
{
    RetryAmplification r;
    for (std::int64_t i = 0; i < attempts; ++i) {
        r.attempts += std::pow(failure, static_cast<double>(i));
    }
    r.success = 1.0 - std::pow(failure, static_cast<double>(attempts));
    r.worstCase = std::pow(static_cast<double>(attempts), static_cast<double>(layers));
    r.budgeted = 1.0 + std::min(budget, static_cast<double>(attempts) - 1.0);
    return r;
}

ThrottleBalance throttleBalance(double k, double offered, double accepts)
{
    ThrottleBalance b;
    b.accepted = std::min(offered, accepts);
    b.sent = std::min(offered, k * b.accepted);
    b.refusedByBackend = b.sent - b.accepted;
    b.refusedLocally = offered > 0.0 ? 1.0 - b.sent / offered : 0.0;
    return b;
}

std::vector<double> codelDrops(double interval, double firstAbove, std::size_t count)
{
    std::vector<double> drops;
    double due = firstAbove + interval;
    for (std::size_t n = 1; n <= count; ++n) {
        drops.push_back(due);
        due += interval / std::sqrt(static_cast<double>(n));
    }
    return drops;
}

std::vector<bool> bucketAdmits(double rate, std::int64_t burst, std::int64_t tokens, std::span<const double> arrivals)
{
    flow::TokenBucket bucket;
    bucket.configure(rate, burst, runStart);
    for (std::int64_t i = tokens; i < burst; ++i) {
        bucket.take(runStart);
    }
    std::vector<bool> admitted;
    for (const double at : arrivals) {
        admitted.push_back(bucket.take(Instant(fromSeconds(at))));
    }
    return admitted;
}

namespace {

template <typename Limit, typename Policy>
std::vector<double> limitsOf(const Policy& policy, std::span<const double> roundTrips, std::span<const double> inflight)
{
    Limit limit;
    limit.configure(policy);
    std::vector<double> limits;
    for (std::size_t i = 0; i < roundTrips.size(); ++i) {
        const double inside = i < inflight.size() ? inflight[i] : limit.limit();
        limit.onWindow(fromSeconds(roundTrips[i] / 1e3), static_cast<std::int64_t>(std::ceil(inside)), false, 0.5);
        limits.push_back(limit.limit());
    }
    return limits;
}

} // namespace

std::vector<double> gradient2Limits(const flow::Gradient2Policy& policy, std::span<const double> roundTrips,
                                    std::span<const double> inflight)
{
    return limitsOf<flow::Gradient2Limit>(policy, roundTrips, inflight);
}

std::vector<double> vegasLimits(const flow::VegasPolicy& policy, std::span<const double> roundTrips, std::span<const double> inflight)
{
    return limitsOf<flow::VegasLimit>(policy, roundTrips, inflight);
}

} // namespace highwater::analysis

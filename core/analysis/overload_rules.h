// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/admission_policy.h"

#include <cstdint>
#include <span>
#include <vector>

namespace highwater::analysis {

/// What retries make of a load when each attempt fails with the same probability, independently.
struct RetryAmplification
{
    double attempts = 0;  ///< mean attempts per request, one layer
    double success = 0;   ///< part of the requests that succeed in the end
    double worstCase = 0; ///< attempts at the bottom per request at the top, when all fail
    double budgeted = 0;  ///< most attempts per request with a budget
};
/// 0 <= failure < 1 of one attempt; attempts >= 1 with the first try; layers >= 1 that all retry; budget: retries per request, as a ratio.
RetryAmplification retryAmplification(double failure, std::int64_t attempts, std::int64_t layers, double budget);

/// Where adaptive throttling of clients settles when a back end accepts so much, in the limit of large windows. Rates per second.
struct ThrottleBalance
{
    double refusedLocally = 0; ///< part of the offered requests
    double sent = 0;
    double refusedByBackend = 0;
    double accepted = 0;
};
/// k >= 1.
ThrottleBalance throttleBalance(double k, double offered, double accepts);

/// When CoDel drops while a queue stands above its target from firstAbove on, in the unit of the interval.
std::vector<double> codelDrops(double interval, double firstAbove, std::size_t count);

/// Which of ascending arrivals (seconds) a token bucket lets in. rate per second; tokens: whole ones at the start, at most burst.
std::vector<bool> bucketAdmits(double rate, std::int64_t burst, std::int64_t tokens, std::span<const double> arrivals);

/// The limit after each round trip (ms) while as many items are inside as the limit allows, or as many as told (one for each round trip).
std::vector<double> gradient2Limits(const flow::Gradient2Policy& policy, std::span<const double> roundTrips,
                                    std::span<const double> inflight);
std::vector<double> vegasLimits(const flow::VegasPolicy& policy, std::span<const double> roundTrips, std::span<const double> inflight);

} // namespace highwater::analysis

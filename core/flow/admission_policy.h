// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/time.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace highwater::flow {

/// Starts full, refills continuously, one token an item.
struct TokenBucketPolicy
{
    double rate = 1;        ///< tokens per second, > 0
    std::int64_t burst = 1; ///< tokens at most, >= 1
    bool operator==(const TokenBucketPolicy&) const = default;
};
/// By the number of items inside the stage, waiting and in service: at `hard` it refuses; from `soft` on it asks senders that heed the
/// signal to wait.
struct ConcurrencyPolicy
{
    std::optional<std::int64_t> soft; ///< 1..hard; absent: no soft limit
    std::int64_t hard = 1;            ///< >= 1
    bool operator==(const ConcurrencyPolicy&) const = default;
};
/// Refuses while the queue's signal is pressed.
struct WatermarkPolicy
{
    bool operator==(const WatermarkPolicy&) const = default;
};
/// A token bucket for each client of each producer.
struct QuotaPolicy
{
    double rate = 1;        ///< per client and second, > 0
    std::int64_t burst = 1; ///< >= 1; the reader's default is one second's worth, at least 1
    bool operator==(const QuotaPolicy&) const = default;
};
/// Google SRE book, "Handling Overload": refuses with probability max(0, (requests - k * accepts) / (requests + 1)).
struct AdaptiveThrottlePolicy
{
    double k = 2; ///< >= 1
    Duration window = std::chrono::minutes(2);
    bool operator==(const AdaptiveThrottlePolicy&) const = default;
};
/// Adaptive limits of the items inside, after Netflix concurrency-limits: theory.md 3.4 has the rules and constants.
struct Gradient2Policy
{
    double initial = 20, min = 20, max = 200;
    double smoothing = 0.2;   ///< 0 < s <= 1
    double queueSize = 4;     ///< items by which the limit may grow at once
    int longWindow = 600;     ///< samples of the long average
    int warmup = 10;          ///< samples that are averaged plainly
    double tolerance = 1.5;   ///< >= 1
    bool operator==(const Gradient2Policy&) const = default;
};
struct VegasPolicy
{
    double initial = 20, max = 1000;
    int probeMultiplier = 30; ///< the no-load time is measured anew every jitter(0.5..1) * multiplier * limit samples; 0: never
    bool operator==(const VegasPolicy&) const = default;
};
struct AimdPolicy
{
    double initial = 20, min = 20, max = 200;
    double backoff = 0.9;     ///< 0.5 <= b < 1
    Duration timeout = std::chrono::seconds(5); ///< a sample above it counts as a drop
    bool operator==(const AimdPolicy&) const = default;
};

/// One member of the chain that is asked before the queue.
using AdmissionPolicy = std::variant<TokenBucketPolicy, ConcurrencyPolicy, WatermarkPolicy, QuotaPolicy, AdaptiveThrottlePolicy,
                                     Gradient2Policy, VegasPolicy, AimdPolicy>;
using AdmissionPolicies = std::vector<AdmissionPolicy>;

/// Why an item was turned away at the entry.
enum class RefusalReason : std::uint8_t {
    QueueFull, TokenBucket, Concurrency, Watermark, Quota, AdaptiveThrottle, Gradient2, Vegas, Aimd, Autoscale
};
inline constexpr std::size_t refusalReasonCount = 10;

/// As in refused_by of the results: "queue-full", "token-bucket", ...
constexpr std::string_view nameOf(RefusalReason reason)
{
    constexpr std::string_view names[refusalReasonCount] = {"queue-full",        "token-bucket", "concurrency", "watermark", "quota",
                                                            "adaptive-throttle", "gradient2",    "vegas",       "aimd",      "autoscale"};
    return names[static_cast<std::size_t>(reason)];
}

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/time.h"

#include <cstdint>
#include <optional>

namespace highwater::flow {

/// What a sender does while its target is pressed or full.
enum class OnPressure : std::uint8_t {
    Wait,   ///< stops producing until the signal is released
    Ignore, ///< keeps sending
    Shed    ///< throws the item away at the source
};

enum class Jitter : std::uint8_t {
    None,
    Full,
    Equal,
    Decorrelated,
    Proportional ///< e * U(0.8, 1.2), as gRPC does
};

/// How a worker can fail. Each service fails with the probability.
struct FailurePolicy
{
    enum class Mode : std::uint8_t {
        Error, ///< shows when the work ends: the item counts as failed
        Hang,  ///< the work takes `hang` longer, or never ends when that is absent
        Slow   ///< the work takes `factor` times as long
    };
    double probability = 0; ///< 0..1
    Mode mode = Mode::Error;
    double factor = 10;           ///< >= 1
    std::optional<Duration> hang; ///< absent: for ever
    bool operator==(const FailurePolicy&) const = default;
};

/// A time in which something does not work.
struct Outage
{
    Instant at;
    Duration length{}; ///< > 0
    bool operator==(const Outage&) const = default;
};

/// When and how often a failed attempt is repeated. See flow/retry.h for the delays.
struct RetryPolicy
{
    enum class Kind : std::uint8_t {
        None,
        Fixed,
        Exponential,
        Grpc, ///< gRPC A6: the n-th delay is min(base * factor^(n - 1), cap) * U(0.8, 1.2); a throttle of 10 tokens stops retries
        Envoy ///< Envoy: the n-th delay is U(0, (2^n - 1) * base), at most cap; retries under way are bounded by a share of the load
    };
    Kind kind = Kind::None;
    Duration base = std::chrono::milliseconds(100); ///< > 0
    std::optional<Duration> cap;                    ///< longest delay; absent: no bound
    double factor = 2.0;                            ///< >= 1
    Jitter jitter = Jitter::None;
    std::optional<std::int64_t> attempts; ///< first try included, >= 1; absent: no bound
    std::optional<double> budget;         ///< retries per first try, as a ratio; absent: no bound
    bool respectRetryAfter = false;       ///< the delay is never shorter than what the refusal asked for
    bool operator==(const RetryPolicy&) const = default;
};

} // namespace highwater::flow

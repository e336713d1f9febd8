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

enum class Jitter : std::uint8_t { None, Full, Equal, Decorrelated };

/// When and how often a failed attempt is repeated. See flow/retry.h for the delays.
struct RetryPolicy
{
    enum class Kind : std::uint8_t { None, Fixed, Exponential };
    Kind kind = Kind::None;
    Duration base = std::chrono::milliseconds(100); ///< > 0
    std::optional<Duration> cap;                    ///< longest delay; absent: no bound
    double factor = 2.0;                            ///< >= 1
    Jitter jitter = Jitter::None;
    std::optional<std::int64_t> attempts; ///< first try included, >= 1; absent: no bound
    std::optional<double> budget;         ///< retries per first try, as a ratio; absent: no bound
    bool operator==(const RetryPolicy&) const = default;
};

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/admission_policy.h"

#include <cstdint>
#include <variant>

namespace highwater::flow {

// Limits of the items inside that follow the measured round-trip time, after Netflix concurrency-limits (commit 78a74b9). Each is told one
// sample a window: the window's mean time, the most items inside, whether any was lost. uniform: a draw from [0, 1). Plain values.

/// Compares the time with a long average of it: limit := smoothed limit * clamp(tolerance * long / now, 0.5, 1) + queueSize.
///
/// | sample                       | limit                                   | long average                |
/// |------------------------------|-----------------------------------------|-----------------------------|
/// | 2 inflight < limit           | as it was                               | takes it in                 |
/// | otherwise                    | by the formula, within min..max         | takes it in                 |
/// | long average > twice the time | by the same rules                      | then 5 % less of it         |
class Gradient2Limit
{
public:
    void configure(const Gradient2Policy& policy);
    void onWindow(Duration rtt, std::int64_t inflight, bool dropped, double uniform);
    [[nodiscard]] double limit() const { return m_limit; }

private:
    double averageWith(double sample);

    Gradient2Policy m_policy;
    double m_limit = 0; ///< 0: not configured
    double m_long = 0;  ///< nanoseconds
    double m_sum = 0;   ///< of the first samples
    int m_samples = 0;  ///< of the first ones, up to the warm-up
};

/// Estimates the queue from the shortest time seen: q = ceil(limit (1 - shortest / now)); step = log10 of the limit, whole, at least 1.
///
/// | sample, in this order           | limit                   | shortest time |
/// |---------------------------------|-------------------------|---------------|
/// | the probe is due                | as it was               | this one      |
/// | shorter than any                | as it was               | this one      |
/// | an item was lost                | - step                  |               |
/// | 2 inflight < limit              | as it was               |               |
/// | q <= step                       | + 6 steps               |               |
/// | q < 3 steps                     | + step                  |               |
/// | q > 6 steps                     | - step                  |               |
/// | otherwise                       | as it was               |               |
///
/// The limit stays within 1..max. A probe is due every jitter (0.5..1) * multiplier * limit samples; multiplier 0: never.
class VegasLimit
{
public:
    void configure(const VegasPolicy& policy);
    void onWindow(Duration rtt, std::int64_t inflight, bool dropped, double uniform);
    [[nodiscard]] double limit() const { return m_limit; }

private:
    bool takesProbe(double rtt, double uniform);

    VegasPolicy m_policy;
    double m_limit = 0;       ///< 0: not configured
    double m_shortest = 0;    ///< nanoseconds; 0: none yet
    double m_probeJitter = 0; ///< 0: not drawn yet
    std::int64_t m_sinceProbe = 0;
};

/// | sample                       | limit, within min..max     |
/// |------------------------------|----------------------------|
/// | lost, or longer than timeout | the whole part of backoff * limit |
/// | 2 inflight >= limit          | + 1                        |
/// | otherwise                    | as it was                  |
class AimdLimit
{
public:
    void configure(const AimdPolicy& policy);
    void onWindow(Duration rtt, std::int64_t inflight, bool dropped, double uniform);
    [[nodiscard]] double limit() const { return m_limit; }

private:
    AimdPolicy m_policy;
    double m_limit = 0; ///< 0: not configured
};

/// Any of them, fed by windows of single items as upstream does it for all three: a window ends with the first item that is done more than
/// 1 s after the window before ended; it counts when it has at least 10 items, else it is forgotten. The very first item is a window of its
/// own, and so only starts the clock. Upstream ignores items faster than 100 us; here they count.
class AdaptiveLimiter
{
public:
    /// The same kind keeps its limit, brought within the new bounds; another kind starts anew.
    void configure(const Gradient2Policy& policy) { of<Gradient2Limit>().configure(policy); }
    void configure(const VegasPolicy& policy) { of<VegasLimit>().configure(policy); }
    void configure(const AimdPolicy& policy) { of<AimdLimit>().configure(policy); }

    /// An item left, or was lost, rtt after it entered. inflight: items inside, itself included. now never falls.
    void onDone(Instant now, Duration rtt, std::int64_t inflight, bool dropped, double uniform);
    [[nodiscard]] double limit() const;

private:
    struct Window
    {
        double sum = 0; ///< nanoseconds
        std::int64_t items = 0;
        std::int64_t mostInflight = 0;
        bool dropped = false;
    };
    template <typename Limit>
    Limit& of()
    {
        if (!std::holds_alternative<Limit>(m_limit)) {
            m_limit = Limit();
            m_window = {};
        }
        return std::get<Limit>(m_limit);
    }

    std::variant<Gradient2Limit, VegasLimit, AimdLimit> m_limit;
    Window m_window;
    Instant m_windowEnd; ///< an item done after it ends the window
};

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/time.h"

#include <cstdint>
#include <optional>

namespace highwater::flow {

/// How the number of workers follows the load. Every `evaluate`, desired = ceil(current * metric / target), kept within min..max and left
/// alone within a tolerance of 10 % (the rule of the Kubernetes horizontal pod autoscaler).
struct AutoscalePolicy
{
    enum class Metric : std::uint8_t {
        Utilisation, ///< mean busy workers / workers over the last period; target: a ratio
        Depth,       ///< waiting items per worker now; target: items
        DrainTime,   ///< waiting items / throughput of the last period; target: seconds
        Lag          ///< age of the item that has waited longest; target: seconds
    };
    Metric metric = Metric::Utilisation;
    double target = 0.7;      ///< > 0, in the metric's unit
    std::int64_t min = 1;     ///< >= 1
    std::int64_t max = 1;     ///< >= min
    Duration startDelay{};    ///< from the decision until a new worker works
    Duration stopDelay{};     ///< from the decision until a worker stops
    Duration evaluate = std::chrono::seconds(15); ///< > 0
    Duration stabilisation{}; ///< the highest wish of that long a time counts when workers are to be stopped
    /// Items inside per worker; at it, an arrival asks for one more worker at once. Absent: only evaluations ask.
    std::optional<std::int64_t> softLimit;
    bool operator==(const AutoscalePolicy&) const = default;
};

/// How replicas of a balancer are chosen, started and stopped (semantics of Fly.io; see flow/balancer.h).
struct BalancerPolicy
{
    enum class Type : std::uint8_t {
        Connections, ///< a client of a producer keeps one connection to one replica while it has items inside; the load is their number
        Requests     ///< the load is the number of items inside
    };
    Type type = Type::Connections;
    std::int64_t min = 1;               ///< replicas that always run, 0..max
    std::int64_t max = 1;               ///< >= 1
    std::int64_t softLimit = 20;        ///< >= 1
    std::optional<std::int64_t> hardLimit; ///< > softLimit; absent: none
    Duration startDelay{};
    std::optional<Duration> stopAfter;  ///< between two looks for a replica too many; absent: none is stopped
    bool operator==(const BalancerPolicy&) const = default;
};

} // namespace highwater::flow

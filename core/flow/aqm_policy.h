// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/time.h"

#include <variant>

namespace highwater::flow {

/// CoDel, RFC 8289. Looks at an item when a worker takes it.
struct CodelPolicy
{
    Duration target = std::chrono::milliseconds(5);     ///< > 0: the sojourn that may stand
    Duration interval = std::chrono::milliseconds(100); ///< > 0: about the worst round trip
    bool operator==(const CodelPolicy&) const = default;
};

/// PIE, RFC 8033. Looks at an item when it comes.
struct PiePolicy
{
    Duration target = std::chrono::milliseconds(15); ///< > 0
    Duration update = std::chrono::milliseconds(15); ///< > 0: between two computations of the probability
    Duration burst = std::chrono::milliseconds(150); ///< >= 0: a burst of that length is let through
    double alpha = 0.125;                            ///< per second, >= 0
    double beta = 1.25;                              ///< per second, >= 0
    bool operator==(const PiePolicy&) const = default;
};

/// RED, Floyd & Jacobson 1993, in items of the averaged queue. Looks at an item when it comes.
struct RedPolicy
{
    double low = 5;           ///< items, >= 0: below it nothing is dropped
    double high = 15;         ///< items, > low: at and above it everything is dropped
    double probability = 0.1; ///< 0..1: just below the high threshold
    double weight = 0.002;    ///< 0..1: of a new observation in the average
    bool operator==(const RedPolicy&) const = default;
};

/// Controlled delay for servers (B. Maurer, "Fail at Scale", ACM Queue 2015): an item that enters may wait for `interval`, or for `target`
/// only when the queue has not been empty within the last `interval`. Looks at an item when a worker takes it.
struct ControlledDelayPolicy
{
    Duration target = std::chrono::milliseconds(5);
    Duration interval = std::chrono::milliseconds(100);
    bool operator==(const ControlledDelayPolicy&) const = default;
};

/// Active queue management: which items are thrown away so that no queue stands. What it takes counts as dropped.
using AqmPolicy = std::variant<std::monostate, CodelPolicy, PiePolicy, RedPolicy, ControlledDelayPolicy>;

} // namespace highwater::flow

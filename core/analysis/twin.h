// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <string>

namespace highwater {

/// A measured run beside the simulation of the same scenario: where they agree, and where not and why. All text is UTF-8.
struct TwinVerdict
{
    enum class Outcome : std::uint8_t {
        Waiting, ///< too few items yet
        Agree,   ///< throughput within 3 %, mean and p95 sojourn time within 15 %
        Differ
    };
    Outcome outcome = Outcome::Waiting;
    std::string stage;    ///< that differs most; empty while waiting
    std::string sentence; ///< "api: mean 2.30 ms measured, 2.12 ms simulated (+8.5 %). They agree."
};

/// Compares stage by stage what both have measured since their statistics began. A pure function; any thread.
TwinVerdict compareTwins(const Snapshot& measured, const Snapshot& simulated);

} // namespace highwater

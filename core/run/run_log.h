// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"
#include "units/time.h"

#include <cstdint>
#include <string>
#include <vector>

namespace highwater {

/// One change that a user made while a run went on.
struct LoggedChange
{
    Instant at;               ///< where it acted
    std::uint64_t events = 0; ///< that had been handled before it; of a measured run 0
    Instant asked;            ///< the instant that the user saw: what the schedule had done by then stands
    Document document;        ///< the scenario from then on
    std::string label;        ///< on the time axis; empty: not marked
};

/// All that has to be known to have a simulated run again, event by event. A plain value.
struct RunLog
{
    Document begin; ///< the scenario at instant 0
    std::uint64_t seed = 0;
    std::vector<LoggedChange> changes; ///< ascending by events, then by time
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/time.h"

#include <cstdint>
#include <vector>

namespace highwater {

/// What a run writes down besides its figures: each loss, each consumer that was killed and each switch of a signal.
struct LoggedEvent
{
    enum class Kind : std::uint8_t { Refused, Dropped, Expired, Failed, Killed, Pressed, Released };
    Instant at;
    std::uint16_t node = 0; ///< in Simulation::nodes()
    Kind kind = Kind::Refused;
    std::uint64_t item = 0; ///< identity of the item; 0 for a signal
};
using EventLog = std::vector<LoggedEvent>;

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/recorded_player.h"

namespace highwater {

/// Shows the pictures of a measured run that were recorded. Fails with the faults of a scenario in the recording.
Checked<std::unique_ptr<RecordedPlayer>> measuredPlayer(const Recording& recording);

} // namespace highwater

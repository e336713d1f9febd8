// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run.h"

namespace highwater {

/// A live run of a document, as the dashboard begins it: on any port when its own is taken; what is to survive lies beside the scenario, or,
/// of a scenario of the shelf, in the user's data folder. Fails as LiveRun::create().
Checked<std::unique_ptr<Run>> liveRun(const Document& document);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "scenario/tree.h"

#include <string>

namespace highwater {

/// A picture of a run as a JSON object, and back, for recordings. Series are left out (of each node only "series_end" is kept, see
/// ReelFrame), and so are the scenario, the samples of bytes, and the line for the terminal, which may hold a secret.
Json jsonOfSnapshot(const Snapshot& snapshot);

/// Unknown members are passed over, missing ones keep their defaults. Fails with WrongType and a pointer that begins with where.
/// The end of each node's series comes back in its series.end; there are no chunks.
Result<Snapshot> snapshotOfJson(const Json& json, const std::string& where);

} // namespace highwater

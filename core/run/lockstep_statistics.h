// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/lockstep.h"

#include <vector>

namespace highwater {

/// The statistics of a lock-step run. Internal to core/run/lockstep*.cpp.

LockstepFigures figuresOf(const LockstepBatch& batch);
/// All of them as one.
LockstepBatch sumOf(const std::vector<LockstepBatch>& batches);
/// A variant against the first, which saw the same batches.
PairedDifferences differencesOf(const std::vector<LockstepBatch>& first, const std::vector<LockstepBatch>& other, double confidence);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/tree.h"
#include "units/error.h"

namespace highwater {

/// Sorts faults by the place of their value in the file; a missing field counts as the object that lacks it.
void sortByPlace(Faults& faults, const Json& root);

} // namespace highwater

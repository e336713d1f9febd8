// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "units/error.h"

#include <string_view>
#include <vector>

namespace highwater {

/// As parseObjective; nodes are views of names that outlive the call.
Result<Objective> readObjective(std::string_view text, const std::vector<std::string_view>& nodes);

/// Refuses what a subject of that kind does not measure: a producer has no utilisation. node is null for end_to_end; a
/// part of a node measures what a stage does.
Result<void> checkSubject(const Objective& objective, const Node* node);

} // namespace highwater

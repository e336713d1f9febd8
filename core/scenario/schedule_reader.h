// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/node_reader.h"

#include <vector>

namespace highwater {

/// Reads the list of changes and makes them one after the other, in the order of their times: each result holds its
/// node as it is from then on. nodes are the nodes at the start; clean says of each whether it was read without a fault
/// (changes of the others are not tried). json is the "nodes" object. where of a fault is a field of the change.
std::vector<ScheduledChange> readSchedule(ReadContext& context, const Field& field, const Json& json,
                                          std::vector<Node> nodes, const std::vector<bool>& clean, Duration duration);

} // namespace highwater

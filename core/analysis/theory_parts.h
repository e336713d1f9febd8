// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"

#include <vector>

namespace highwater::analysis {

/// The parts of a scenario between which nothing flows, each as a scenario of its own with the changes of its nodes; in the order of their
/// first nodes.
std::vector<Scenario> partsOf(const Scenario& scenario);

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/simulation.h"

#include <string>

namespace highwater::fuzz {

/// Everything that two runs of the same must agree in, to the last bit, a line for each figure.
std::string recordOf(const Simulation& simulation);

/// The first line in which two records differ, both versions of it; empty when they agree.
std::string differenceOf(const std::string& a, const std::string& b);

} // namespace highwater::fuzz

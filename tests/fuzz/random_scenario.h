// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "scenario/tree.h"
#include "units/error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace highwater::fuzz {

/// One test of the simulator: a scenario, and what somebody does to it while it runs. All of it is JSON, so that it can be printed,
/// shrunken and run again.
struct Case
{
    std::uint64_t seed = 0; ///< it was drawn from; also rules how the run is sliced and how often it is looked into
    Json scenario;          ///< as a file
    /// { "at": nanoseconds, and one of "set" (a pointer) with "to", "unset" (a pointer), "remove" (a node), "add" (a node) with "node",
    /// "kill" (channel/consumer), "restart": true (the window of statistics) }, by time.
    std::vector<Json> operations;
};

/// Draws a case. Its scenario is read without a fault; operations may turn out to be refused, and are skipped then.
Case randomCase(std::uint64_t seed);

/// Reads a scenario. Faults are joined into one text.
Result<Scenario> readJson(const Json& scenario);

/// Makes the change of an operation; false when it cannot be made. The result is not checked.
bool apply(const Json& operation, Json& scenario);

/// The case as text, for people and for highwater-fuzz.
std::string write(const Case& test);
/// The inverse of write(); text that is none gives a case without nodes.
Case readCase(const std::string& text);

} // namespace highwater::fuzz

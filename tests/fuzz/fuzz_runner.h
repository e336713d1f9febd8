// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random_scenario.h"

#include <cstdint>
#include <string>

namespace highwater::fuzz {

struct Outcome
{
    std::string fault;        ///< empty: all was well
    std::uint64_t events = 0; ///< of the run that was looked into
    std::uint64_t audits = 0;
    bool stoodStill = false;  ///< with right: no fault, but it could not be run to its end
};

/// Runs a case event by event, with audits in between; a fork and a second run, sliced otherwise, must end in the very same state; and
/// when its producers have gone, what is left inside must have a reason to be there.
Outcome run(const Case& test);

/// The case made as small as it can be while it fails in the same way; tries at most so many runs.
Case shrink(const Case& failing, const std::string& fault, int tries = 3000);

/// A fault without the names and numbers in it: what stays the same while a case shrinks.
std::string kindOf(const std::string& fault);

} // namespace highwater::fuzz

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models.h"

#include <cstdint>

namespace highwater::bench {

/// What one simulation found, so that engines can be seen to agree.
struct Outcome
{
    std::uint64_t events = 0;    ///< arrivals and ends of service
    std::uint64_t completed = 0; ///< items that left the last stage
    double meanSojourn = 0;      ///< at the first stage, in seconds
    double p99Sojourn = 0;
};

/// CPU time of this process: other programs on the machine do not count.
double cpuSeconds();
/// Runs a program's one measurement: the model is named by its only argument. Prints "events cpu_s peak_kib completed mean_s p99_s".
int measure(int argc, char** argv, Outcome (*simulate)(const Model&));

} // namespace highwater::bench

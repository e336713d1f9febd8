// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/report.h"

#include <span>
#include <string>

namespace highwater {

/// The reports as the JSON of the results format: one object for one report, else an array of them. With timing: false nothing in the
/// text depends on how long the run took.
std::string resultsJson(std::span<const Report> reports, bool timing);

} // namespace highwater

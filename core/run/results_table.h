// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/report.h"

#include <span>
#include <string>

namespace highwater {

/// The reports as text for people, UTF-8, at most 100 columns wide: the main figures of every node, the objectives and the findings.
std::string resultsTable(std::span<const Report> reports);

} // namespace highwater

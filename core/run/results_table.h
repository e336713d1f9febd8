// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/report.h"

#include <span>
#include <string>
#include <string_view>

namespace highwater {

/// The reports as text for people, UTF-8, at most 100 columns wide: the main figures of every node, the objectives and the findings.
std::string resultsTable(std::span<const Report> reports);

/// A value for people, with the unit that the name of its figure tells.
std::string displayFigure(std::string_view figure, double value);

} // namespace highwater

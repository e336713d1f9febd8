// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/figures.h"
#include "scenario/scenario.h"

#include <optional>

namespace highwater {

/// The figure that an objective is about, in one run. Absent when the run has no such figure.
std::optional<Figure> objectiveFigure(const Objective& objective, const RunResult& run);
/// Its value, in the unit of the objective's limit. Absent also when there was no sample.
std::optional<double> objectiveValue(const Objective& objective, const RunResult& run);

/// Whether a value keeps the objective. A value that is absent does not.
bool isMet(const Objective& objective, std::optional<double> value);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/station.h"
#include "analysis/theory.h"
#include "scenario/distribution.h"

#include <cstdint>
#include <optional>
#include <string>

namespace highwater::analysis {

/// "exponential", "lognormal"
std::string wordOf(const Distribution& law);
/// Kendall's letter: "M", "D", "E3", "H2" or "G".
std::string letterOf(const Distribution& law);
/// "exponential service of 40 ms"
std::string serviceWords(const Distribution& law);
/// "1 worker", "4 workers", "a worker for everybody"
std::string workerWords(std::optional<std::int64_t> servers);

/// Adds what is known, under the names of a stage's results.
void addFigures(const StationFigures& station, TheorySubject& subject);
void addFigure(TheorySubject& subject, std::string name, std::optional<double> value);

} // namespace highwater::analysis

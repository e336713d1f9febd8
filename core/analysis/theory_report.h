// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/theory.h"
#include "run/report.h"

#include <optional>
#include <string>
#include <vector>

namespace highwater::analysis {

/// A figure of theory beside what runs measured.
struct ComparedFigure
{
    std::string name;
    double theory = 0;
    std::optional<double> measured;   ///< absent: the runs have no such figure
    std::optional<double> halfWidth;  ///< of the measured mean; absent for a single run
    std::optional<double> difference; ///< (measured - theory) / |theory|; absent for a theory of 0
    std::optional<bool> inside;       ///< whether theory lies within the interval; absent without one, or when all runs are alike
};

/// The figures of a subject beside those of a report of the same scenario.
std::vector<ComparedFigure> comparedWith(const Report& report, const TheorySubject& subject);

/// For people, UTF-8, at most 100 columns wide.
std::string theoryTable(const Report& report, const std::vector<TheorySubject>& subjects);
std::string theoryJson(const Report& report, const std::vector<TheorySubject>& subjects);

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"

#include <string>
#include <vector>

namespace highwater::analysis {

/// A figure that theory knows, named as in the results: "sojourn_s.p99".
struct TheoryFigure
{
    std::string name;
    double value = 0;
};

/// What queueing theory says about one node, or about the way from end to end.
struct TheorySubject
{
    std::string name;  ///< of the node, or "end_to_end"
    std::string model; ///< "M/M/4"; empty: no closed form applies
    std::string text;  ///< what the model rests on, or why there is none: a sentence
    std::vector<TheoryFigure> figures;
};

/// Every stage in the order of the scenario, producers whose items have a place of their own, and the way from end to end. A pure function.
std::vector<TheorySubject> theoryOf(const Scenario& scenario);

} // namespace highwater::analysis

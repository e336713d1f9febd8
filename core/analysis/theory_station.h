// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/theory.h"
#include "analysis/theory_flow.h"

#include <optional>
#include <vector>

namespace highwater::analysis {

/// One station on its own.
struct StationTheory
{
    TheorySubject subject;
    std::optional<double> sojourn;           ///< mean, seconds; absent when it is not known
    std::vector<TheorySubject> producers;    ///< of priorities: what each producer's items meet
};

/// Looks for the model that fits what comes to a stage and what the stage is. The flow has no general obstacle.
StationTheory stationTheory(const Scenario& scenario, const StageFlow& flow);

} // namespace highwater::analysis

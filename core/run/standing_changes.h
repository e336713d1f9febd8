// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"
#include "sim/series_recorder.h"

#include <string>
#include <vector>

namespace highwater {

/// What runs that are watched have in common, whatever their clock is.

/// Columns for the picture of a run: as fine as its duration wants, and for as long.
SeriesOptions seriesFor(const Scenario& scenario);
/// Rates cover two seconds, and four columns at least.
Duration rateWindowOf(const SeriesOptions& options);
/// What the time axis says of a change of the schedule: "api count → 7".
std::string labelOf(const ScheduledChange& change);

/// Changes of the schedule that have acted stand when the user changes something else: the engine goes on from a scenario that holds them.
/// A plain value of the run's owner; a fresh one for each start of the run.
class StandingChanges
{
public:
    /// The scenario to go on with. whole: what `document` says; before: the document until now.
    Checked<Scenario> scenarioAfter(const Document& document, const Document& before, const Scenario& whole, Instant now);

private:
    std::vector<bool> m_overridden; ///< scheduled changes that the user has overruled since they acted
};

} // namespace highwater

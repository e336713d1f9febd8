// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/report.h"

#include <ostream>
#include <span>
#include <string>

namespace highwater {

/// One row per node and metric: "node,metric,value", or "node,metric,mean,half_width" for replications. The items from end to end and
/// the objectives stand as nodes "end_to_end" and "objectives". Several reports: with a column "scenario" before the others.
/// Absent values are empty. Fields are quoted where RFC 4180 wants it; lines end with a line feed.
std::string resultsCsv(std::span<const Report> reports);

/// The samples of replication 0 over time, "t_s,node,metric,value"; t_s is the end of the sample's interval. Samples without a value are
/// left out. withScenario adds a column before the others.
void writeSeriesHeader(std::ostream& out, bool withScenario);
void writeSeries(std::ostream& out, const Experiment& experiment, bool withScenario);

/// The losses and signals of replication 0, "t_s,node,event,item". item tells items apart; it is empty for a signal.
void writeEventsHeader(std::ostream& out, bool withScenario);
void writeEvents(std::ostream& out, const Experiment& experiment, bool withScenario);

} // namespace highwater

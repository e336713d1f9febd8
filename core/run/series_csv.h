// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/report.h"
#include "run/snapshot.h"

#include <string>

namespace highwater {

/// The series of a picture as a table: one row for each interval, with the end of the interval in seconds of the run first, then what every
/// node did, "api depth_mean [items]", and last where the figures come from: "source" (simulated or measured), "seed", "scenario" and
/// "version", the same in each row. RFC 4180: fields are quoted where it wants that, and lines end with CR LF. Values that are unknown are
/// empty. UTF-8.
std::string seriesCsv(const Snapshot& picture);

/// The figures of a picture in the form of a report, as they stand: what the results call them, without intervals. Counters cover the run
/// until now, times the window since Snapshot::statisticsSince. resultsCsv() makes a table of it.
Report reportOf(const Snapshot& picture);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "charts/trace.h"

#include <utility>
#include <vector>

namespace highwater {

/// The lines of a chart in the order of drawing; none for a chart that is not drawn by lines.
std::vector<TraceSpec> tracesOf(ChartKind kind);
/// What of them is drawn of a ghost: few lines, so that it can be compared at a glance. With each, the line that it goes with.
std::vector<std::pair<TraceSpec, std::size_t>> ghostsOf(ChartKind kind, GhostKind of);

} // namespace highwater

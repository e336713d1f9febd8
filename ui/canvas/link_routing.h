// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/graph_order.h"
#include "canvas/pipeline_layout.h"

#include <QRectF>

#include <optional>
#include <vector>

namespace highwater {

/// Height that each loop below the cards takes.
inline constexpr double loopStep = 12;

/// The ways of all edges between cells that have their places: horizontal where they leave and arrive, level where they
/// pass a column. loopTop: height of the first loop. columnGap: smallest gap between two columns, in which loops turn.
/// turns: heights of loops that have one of their own, by edge; empty: none has.
std::vector<PlacedEdge> routeLinks(const GraphOrder& order, const std::vector<QRectF>& cells, double loopTop,
                                   double columnGap, const std::vector<std::optional<double>>& turns = {});

} // namespace highwater

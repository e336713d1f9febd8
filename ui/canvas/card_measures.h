// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/pipeline_layout.h"

#include <QSizeF>

namespace highwater {

/// The measures of one level of detail.
struct Measures
{
    double stage, producer, exit; ///< widths
    double stageHigh, producerHigh, exitHigh;
    double columnGap, mostColumnGap, rowGap, mostRowGap;
    double passage; ///< height of the lane of an edge that passes a column
    QSizeF hop;     ///< card of a pair of kernel buffers
    double caption; ///< below a hop's card, and as much above it, so that links meet its middle
};
Measures measuresOf(Detail detail, double zoom);

inline constexpr double fullStageHigh = 140;

/// The card of a node.
QSizeF cardSize(const Graph& graph, int node, const Measures& measures);

} // namespace highwater

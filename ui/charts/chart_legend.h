// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "charts/trace.h"

#include <QString>

#include <optional>
#include <vector>

namespace highwater {

/// A line's name and its value at the shown instant.
struct LegendEntry
{
    QString name;
    std::optional<Token> swatch; ///< absent: a value without a line
    bool dashed = false;
    QString value;
    bool uncertain = false; ///< resting on too few samples
    int rank = 0;           ///< where room is short, the highest go first
    bool operator==(const LegendEntry&) const = default;
};

/// The title row of a chart, as text.
struct ChartLegend
{
    QString title;
    std::vector<LegendEntry> entries;
    QString grade; ///< of the buffer bloat; empty: none
    bool operator==(const ChartLegend&) const = default;
};

ChartLegend legendOf(ChartKind kind, const ChartFrame& frame);
/// The same as one sentence, for those who hear the picture.
QString spokenLegend(const ChartLegend& legend, const ChartFrame& frame);
/// The colour that goes with a grade.
Token tokenOfGrade(const QString& grade);

} // namespace highwater

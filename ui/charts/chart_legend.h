// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/axis_range.h"
#include "charts/chart_frame.h"
#include "charts/trace.h"

#include <QString>

#include <cstdint>
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
    std::optional<double> number{}; ///< what value says; absent: unknown
    Measurand measurand = Measurand::Items;
    QString second{};       ///< the value at the second cursor; empty: there is none
    QString difference{};   ///< B - A, with its sign
    bool operator==(const LegendEntry&) const = default;
};

/// The title row of a chart, as text.
struct ChartLegend
{
    QString title;
    std::vector<LegendEntry> entries;
    QString grade; ///< of the buffer bloat; empty: none
    std::optional<std::uint32_t> samples{}; ///< too few for the p99; absent: enough, or none at all
    double fullestCell = 0; ///< of a heat map; 0: none
    bool operator==(const ChartLegend&) const = default;
};

/// With the second cursor's values and the differences when there is one.
ChartLegend legendOf(ChartKind kind, const ChartFrame& frame);
/// "1 200", "64.0 KiB", "812 ms"; an en dash for what is unknown.
QString legendValue(std::optional<double> number, Measurand measurand);
/// The same as one sentence, for those who hear the picture.
QString spokenLegend(const ChartLegend& legend, const ChartFrame& frame);
/// The colour that goes with a grade.
Token tokenOfGrade(const QString& grade);

} // namespace highwater

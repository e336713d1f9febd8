// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>
#include <span>

namespace highwater {

/// Every chart there is, in the order in which they are offered.
enum class ChartKind {
    Depth, Time, Throughput, Bloat, ///< lines over time, of the charted stage
    Retries,                        ///< lines over time, of all producers
    Signals,                        ///< bands over time, of all stages
    Usage, Bytes, Clients,          ///< bars, of all nodes, at the shown instant
    Histogram, Cdf, Tail            ///< how times are distributed, of the charted stage
};
inline constexpr int chartCount = 12;

/// What is always the same about a kind of chart.
struct ChartInfo
{
    ChartKind kind = ChartKind::Depth;
    const char* id = "";   ///< in a layout that is kept
    const char* name = ""; ///< to be translated in the context "Charts"
    double weight = 0.2;   ///< how much of the height it gets beside the others
    int leastPlot = 24;    ///< pixels below which it is not squeezed
    int goodPlot = 72;     ///< pixels that it gets where the charts scroll anyway
    bool timed = true;     ///< its x axis is that of the time below
    bool lines = true;     ///< drawn by a ChartView
    bool standard = false; ///< in sight until the user chooses
};
const ChartInfo& infoOf(ChartKind kind);
std::span<const ChartInfo> allCharts();
std::optional<ChartKind> chartOfId(QStringView id);
QString nameOf(ChartKind kind);

} // namespace highwater

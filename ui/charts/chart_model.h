// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/axis_range.h"
#include "charts/chart_frame.h"
#include "charts/heat_map.h"
#include "charts/level_ribbon.h"
#include "charts/mark_history.h"
#include "charts/trace.h"

#include <QSize>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace highwater {

/// Completed visits that a percentile has to rest on; with fewer it is drawn and written as uncertain.
inline constexpr std::uint32_t samplesForP95 = 200;
inline constexpr std::uint32_t samplesForP99 = 1000;

/// A goal of the file that bounds what a chart shows.
struct LimitLine
{
    double value = 0; ///< seconds
    QString text;     ///< "p99 ≤ 900 ms"
    bool met = true;  ///< by the shown instant; true while nothing is known
    bool operator==(const LimitLine&) const = default;
};

/// The lines of a ghost. Where they lie on the run's own, they are not drawn.
struct GhostLines
{
    GhostKind kind = GhostKind::Twin;
    std::shared_ptr<const Snapshot> snapshot; ///< whose columns were read
    Buckets buckets;
    std::vector<Trace> traces;
    std::vector<std::size_t> over; ///< for each of them, the chart's own line that it goes with
    std::int64_t done = 0;         ///< one past the last column that was read
};

/// What one chart draws: its lines, its y axis, its limits, and for the depth its marks and states. Columns are read once each; only
/// another window, width, stage or run reads them again. GUI thread only.
class ChartModel
{
public:
    explicit ChartModel(ChartKind kind);
    [[nodiscard]] ChartKind kind() const { return m_kind; }

    /// Takes in what is new. size: the plot's, in pixels. What changed comes back: the axis, or at least the picture.
    enum class Change { Nothing, Picture, Axis };
    Change update(const ChartFrame& frame, const MarkHistory& history, QSize size);
    void layOut(const PlotGeometry& geometry);

    [[nodiscard]] const std::vector<Trace>& traces() const { return m_traces; } ///< in the order of drawing
    [[nodiscard]] const std::vector<GhostLines>& ghosts() const { return m_ghosts; } ///< below the others
    /// The y axis: its ends, the lower one above 0 when it is logarithmic, and its ticks with their labels.
    [[nodiscard]] double top() const { return m_logarithmic ? m_logRange.top() : m_range.top(); }
    [[nodiscard]] double floor() const { return m_logarithmic ? m_logRange.floor() : 0; }
    [[nodiscard]] std::vector<std::pair<double, QString>> ticks() const;
    [[nodiscard]] HeatMap* heatMap() { return m_showsHeat ? &m_heat : nullptr; } ///< time only; null: switched off
    [[nodiscard]] double fullestCell() const { return m_showsHeat ? m_heat.most() : 0; }
    [[nodiscard]] const std::vector<LimitLine>& limits() const { return m_limits; }
    [[nodiscard]] const std::vector<MarkStep>& marks() const { return m_marks; } ///< depth only
    [[nodiscard]] std::optional<std::int64_t> capacity() const { return m_capacity; } ///< depth only
    [[nodiscard]] const std::vector<ForecastBand::Point>& forecast() const; ///< depth and time only
    [[nodiscard]] LevelRibbon& ribbon() { return m_ribbon; }
    [[nodiscard]] bool empty() const { return m_done == m_begin; } ///< no column in sight

private:
    /// Whatever makes columns fall elsewhere or be others.
    struct Source
    {
        std::uint64_t generation = 0;
        int stage = -2;
        std::string name;
        Measurand measurand = Measurand::Items;
        bool operator==(const Source&) const = default;
    };
    void readColumns(const ChartFrame& frame, const Series& series);
    bool updateScale(const ChartFrame& frame);
    bool updateLogRange(double clock);
    [[nodiscard]] const Series& seriesOf(const ChartFrame& frame) const;
    bool readGhosts(const ChartFrame& frame, bool anew);
    [[nodiscard]] GhostLines ghostLines(const Ghost& ghost) const;
    [[nodiscard]] bool sameHistory(const Series& series) const;
    bool updateLimits(const ChartFrame& frame);
    bool updateForecast(const ChartFrame& frame);
    bool updateBounds(const ChartFrame& frame, const MarkHistory& history);
    bool updateRange(double clock);

    ChartKind m_kind;
    std::vector<Trace> m_traces;
    std::vector<GhostLines> m_ghosts;
    AxisRange m_range;
    LogRange m_logRange;
    bool m_logarithmic = false;
    HeatMap m_heat;
    bool m_showsHeat = false;
    LevelRibbon m_ribbon;
    std::vector<LimitLine> m_limits;
    std::vector<MarkStep> m_marks;
    std::optional<std::int64_t> m_capacity;

    Source m_source;
    TimeWindow m_window;
    Buckets m_buckets;
    int m_pixels = 0;
    std::int64_t m_begin = 0;
    std::int64_t m_done = 0; ///< one past the last column that was read
    std::shared_ptr<const ColumnChunk> m_sealed; ///< the newest whole chunk that was read
    std::int64_t m_sealedBegin = 0;
    std::shared_ptr<const ForecastBand> m_forecast;
    double m_forecastTop = 0; ///< the most that it shows
};

/// The measure of a chart's y axis at this stage.
Measurand measurandOf(ChartKind kind, const StageNode* node);

} // namespace highwater

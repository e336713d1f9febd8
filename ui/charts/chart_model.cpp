// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_model.h"

#include "charts/chart_text.h"
#include "charts/chart_traces.h"
#include "units/display.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace highwater {

namespace {

/// Bounds of the queue are in the picture unless they dwarf the data: a queue of a million that never holds a hundred.
constexpr double dwarfing = 200;
constexpr double smallQueue = 50;
constexpr double capacityRoom = 1.06;
constexpr double farLimit = 4;
constexpr int pixelsPerTick = 20;

double quantile(const std::optional<double>& value)
{
    return value.value_or(std::nan(""));
}

/// What a goal's statistic is at the shown instant, NaN when that is not known. Statistics that columns do not have are taken from
/// the whole run.
double statisticOf(const ChartFrame& frame, const Objective& goal)
{
    const auto& whole = goal.metric == "wait" ? frame.view()->wait : frame.view()->sojourn;
    if (const auto* column = frame.column()) {
        const bool wait = goal.metric == "wait";
        if (goal.statistic == "p50")
            return static_cast<double>(wait ? column->waitP50 : column->sojournP50);
        if (goal.statistic == "p95")
            return static_cast<double>(wait ? column->waitP95 : column->sojournP95);
        if (goal.statistic == "p99")
            return static_cast<double>(wait ? column->waitP99 : column->sojournP99);
        if (goal.statistic == "max" && !wait)
            return static_cast<double>(column->sojournMax);
    }
    if (goal.statistic == "p90")
        return quantile(whole.p90);
    if (goal.statistic == "p999")
        return quantile(whole.p999);
    if (goal.statistic == "max")
        return quantile(whole.max);
    if (goal.statistic == "mean")
        return quantile(whole.mean);
    return std::nan("");
}

LimitLine limitOf(const ChartFrame& frame, const Objective& goal)
{
    LimitLine line;
    line.value = goal.limit;
    const QString sign = goal.comparison == Objective::Comparison::Less ? QStringLiteral("<") : QStringLiteral("≤");
    const QString goalText = QStringLiteral("%1 %2 %3").arg(QString::fromStdString(goal.statistic), sign,
                                                            QString::fromStdString(displayDuration(goal.limit)));
    line.text = goal.metric == "wait" ? Charts::tr("wait %1").arg(goalText) : goalText;
    const double value = statisticOf(frame, goal);
    line.met = !std::isfinite(value) || value < goal.limit ||
               (value == goal.limit && goal.comparison == Objective::Comparison::LessEqual);
    return line;
}

} // namespace

Measurand measurandOf(ChartKind kind, const StageNode* node)
{
    switch (kind) {
    case ChartKind::Depth:
        return node && node->queue.measure == flow::Measure::Bytes ? Measurand::Bytes : Measurand::Items;
    case ChartKind::Throughput:
    case ChartKind::Retries:
        return Measurand::Rate;
    case ChartKind::Time:
    case ChartKind::Bloat:
        return Measurand::Time;
    default:
        return Measurand::Items;
    }
}

ChartModel::ChartModel(ChartKind kind) : m_kind(kind), m_range(measurandOf(kind, nullptr))
{
    for (const auto& spec : tracesOf(kind))
        m_traces.emplace_back(spec);
}

ChartModel::Change ChartModel::update(const ChartFrame& frame, const MarkHistory& history, QSize size)
{
    const int pixels = std::max(1, size.width());
    m_range.setMostSteps(size.height() / pixelsPerTick);
    const bool ofStage = m_kind != ChartKind::Retries;
    const auto* view = ofStage ? frame.view() : nullptr;
    const auto& series = seriesOf(frame);
    const Source source{frame.snapshot ? frame.snapshot->generation : 0, ofStage ? frame.stage : 0, view ? view->name : std::string(),
                        measurandOf(m_kind, frame.node())};
    const double interval = series.interval > Duration::zero() ? toSeconds(series.interval) : 1;
    const auto buckets = Buckets::of(frame.window, interval, pixels);

    const bool otherSource = source != m_source;
    bool picture = otherSource || frame.window != m_window || buckets != m_buckets || pixels != m_pixels || series.end < m_done || !sameHistory(series);
    if (otherSource) {
        m_range.reset(source.measurand);
        m_logRange.reset();
    }
    const bool otherScale = updateScale(frame);
    picture = picture || otherScale;
    if (picture) {
        m_source = source;
        m_window = frame.window;
        m_buckets = buckets;
        m_pixels = pixels;
        for (auto& trace : m_traces)
            trace.reset(buckets);
        if (m_showsHeat)
            m_heat.reset(buckets);
        m_ribbon.reset(frame.window, interval, pixels);
        m_begin = m_done = std::max(series.first, buckets.first * buckets.columns);
        m_sealed.reset();
    }
    picture = readGhosts(frame, picture) || picture;
    if (series.end > m_done) {
        readColumns(frame, series);
        picture = true;
    }
    picture = updateLimits(frame) || picture;
    picture = updateForecast(frame) || picture;
    picture = updateBounds(frame, history) || picture;
    if ((m_logarithmic ? updateLogRange(frame.clock) : updateRange(frame.clock)) || otherScale)
        return Change::Axis;
    return picture ? Change::Picture : Change::Nothing;
}

const Series& ChartModel::seriesOf(const ChartFrame& frame) const
{
    static const Series nothing;
    if (m_kind != ChartKind::Retries)
        return frame.view() ? frame.view()->series : nothing;
    const auto* series = frame.snapshot ? producersSeries(*frame.snapshot) : nullptr;
    return series ? *series : nothing;
}

/// True when the axis of the times is another one.
bool ChartModel::updateScale(const ChartFrame& frame)
{
    const bool heat = m_kind == ChartKind::Time && frame.heatMap;
    const bool logarithmic = heat || ((m_kind == ChartKind::Time || m_kind == ChartKind::Bloat) && frame.logarithmic);
    if (heat == m_showsHeat && logarithmic == m_logarithmic)
        return false;
    m_showsHeat = heat;
    m_logarithmic = logarithmic;
    m_logRange.reset();
    return true;
}

void ChartModel::readColumns(const ChartFrame& frame, const Series& series)
{
    for (auto index = std::max(m_done, series.first); index < series.end; ++index) {
        const auto column = m_kind == ChartKind::Retries ? sumOfProducers(*frame.snapshot, index) : series.at(index);
        for (auto& trace : m_traces)
            trace.add(index, column);
        if (m_kind == ChartKind::Depth)
            m_ribbon.add(index, column);
        if (m_showsHeat)
            m_heat.add(index, series.latencyAt(index));
    }
    m_done = series.end;
    const auto whole = (series.end - series.first) / static_cast<std::int64_t>(columnsPerChunk);
    if (whole > 0) {
        m_sealed = series.chunks[static_cast<std::size_t>(whole - 1)];
        m_sealedBegin = series.first + (whole - 1) * static_cast<std::int64_t>(columnsPerChunk);
    }
}

/// A run that was scrubbed back and went on differently shares its chunks with the old one only up to there.
bool ChartModel::sameHistory(const Series& series) const
{
    if (!m_sealed || m_sealedBegin < series.first)
        return true;
    const auto place = static_cast<std::size_t>(m_sealedBegin - series.first) / columnsPerChunk;
    return place >= series.chunks.size() || series.chunks[place] == m_sealed;
}

GhostLines ChartModel::ghostLines(const Ghost& ghost) const
{
    GhostLines lines;
    lines.kind = ghost.kind;
    for (const auto& [spec, over] : ghostsOf(m_kind, ghost.kind)) {
        lines.traces.emplace_back(spec);
        lines.over.push_back(over);
    }
    return lines;
}

/// anew: the window is another one. True when there is something new to be drawn.
bool ChartModel::readGhosts(const ChartFrame& frame, bool anew)
{
    bool picture = false;
    std::vector<GhostLines> before = std::move(m_ghosts);
    m_ghosts.clear();
    for (const auto& ghost : frame.ghosts) {
        const auto* view = frame.viewOf(ghost);
        if (!view || view->series.interval <= Duration::zero())
            continue;
        const auto old = std::find_if(before.begin(), before.end(), [&](const GhostLines& each) { return each.kind == ghost.kind; });
        GhostLines lines = old != before.end() ? std::move(*old) : ghostLines(ghost);
        const auto& series = view->series;
        const auto buckets = Buckets::of(frame.window, toSeconds(series.interval), m_pixels);
        // A twin goes on from picture to picture; what is pinned is another one when it was pinned anew.
        const bool goesOn = ghost.kind == GhostKind::Twin && lines.snapshot && lines.snapshot->generation == ghost.snapshot->generation;
        if (anew || buckets != lines.buckets || series.end < lines.done || (lines.snapshot != ghost.snapshot && !goesOn)) {
            for (auto& trace : lines.traces)
                trace.reset(buckets);
            lines.done = std::max(series.first, buckets.first * buckets.columns);
            picture = true;
        }
        lines.snapshot = ghost.snapshot;
        lines.buckets = buckets;
        picture = picture || series.end > lines.done;
        for (auto index = std::max(lines.done, series.first); index < series.end; ++index) {
            for (auto& trace : lines.traces)
                trace.add(index, series.at(index));
        }
        lines.done = std::max(lines.done, series.end);
        m_ghosts.push_back(std::move(lines));
    }
    return picture || before.size() != m_ghosts.size();
}

bool ChartModel::updateLimits(const ChartFrame& frame)
{
    if (m_kind != ChartKind::Time)
        return false;
    std::vector<LimitLine> limits;
    if (frame.node()) {
        for (const auto& goal : frame.snapshot->scenario->objectives) {
            const bool upper = goal.comparison == Objective::Comparison::LessEqual || goal.comparison == Objective::Comparison::Less;
            if (goal.subject == frame.view()->name && (goal.metric == "sojourn" || goal.metric == "wait") && upper &&
                !goal.statistic.empty())
                limits.push_back(limitOf(frame, goal));
        }
    }
    if (limits == m_limits)
        return false;
    m_limits = std::move(limits);
    return true;
}

const std::vector<ForecastBand::Point>& ChartModel::forecast() const
{
    static const std::vector<ForecastBand::Point> none;
    if (!m_forecast || (m_kind != ChartKind::Depth && m_kind != ChartKind::Time))
        return none;
    return m_kind == ChartKind::Depth ? m_forecast->level : m_forecast->p99;
}

bool ChartModel::updateForecast(const ChartFrame& frame)
{
    if (frame.forecast == m_forecast)
        return false;
    m_forecast = frame.forecast;
    m_forecastTop = 0;
    for (const auto& point : forecast())
        m_forecastTop = std::max(m_forecastTop, point.high);
    return true;
}

bool ChartModel::updateBounds(const ChartFrame& frame, const MarkHistory& history)
{
    if (m_kind != ChartKind::Depth)
        return false;
    const auto* node = frame.node();
    const auto capacity = node ? node->queue.capacity : std::nullopt;
    static const std::vector<MarkStep> none;
    const auto& marks = node ? history.of(frame.view()->name) : none;
    const auto same = [](const MarkStep& a, const MarkStep& b) { return a.from == b.from && a.marks == b.marks; };
    if (capacity == m_capacity && std::equal(marks.begin(), marks.end(), m_marks.begin(), m_marks.end(), same))
        return false;
    m_capacity = capacity;
    m_marks = marks;
    return true;
}

bool ChartModel::updateRange(double clock)
{
    double needed = 0;
    for (const auto& trace : m_traces)
        needed = std::max(needed, trace.maximum());
    for (const auto& ghost : m_ghosts) {
        for (const auto& trace : ghost.traces)
            needed = std::max(needed, trace.maximum());
    }
    needed = std::max(needed, m_forecastTop);
    const bool dataKnown = needed > 0;
    for (const auto& limit : m_limits) {
        if (!dataKnown || limit.value <= farLimit * needed)
            needed = std::max(needed, limit.value);
    }
    if (m_kind != ChartKind::Depth)
        return m_range.update(needed, clock);
    const double inSight = dwarfing * std::max(needed, smallQueue);
    const double ceiling = m_capacity ? std::max(1.0, static_cast<double>(*m_capacity) * capacityRoom) : 0;
    if (m_capacity && ceiling >= needed && ceiling <= inSight * capacityRoom)
        return m_range.fix(ceiling);
    if (!m_marks.empty() && m_marks.back().marks && static_cast<double>(m_marks.back().marks->high) <= inSight)
        needed = std::max(needed, static_cast<double>(m_marks.back().marks->high));
    return m_range.update(needed, clock);
}

bool ChartModel::updateLogRange(double clock)
{
    double least = std::numeric_limits<double>::infinity();
    double most = 0;
    for (const auto& trace : m_traces) {
        least = std::min(least, trace.leastPositive());
        most = std::max(most, trace.maximum());
    }
    if (const auto cells = m_showsHeat ? m_heat.range() : std::nullopt) {
        least = std::min(least, cells->first);
        most = std::max(most, cells->second);
    }
    for (const auto& limit : m_limits)
        most = std::max(most, limit.value);
    most = std::max(most, m_forecastTop);
    // Without a sample: what an axis of a millisecond to a second shows.
    return most > 0 && std::isfinite(least) ? m_logRange.update(std::min(least, most), most, clock)
                                            : m_logRange.top() <= 0 && m_logRange.update(1e-3, 1, clock);
}

std::vector<std::pair<double, QString>> ChartModel::ticks() const
{
    std::vector<std::pair<double, QString>> ticks;
    for (const double tick : m_logarithmic ? m_logRange.ticks() : m_range.ticks())
        ticks.emplace_back(tick, m_logarithmic ? LogRange::label(tick) : m_range.label(tick));
    return ticks;
}

void ChartModel::layOut(const PlotGeometry& geometry)
{
    for (auto& trace : m_traces)
        trace.layOut(geometry);
    for (auto& ghost : m_ghosts) {
        for (std::size_t i = 0; i < ghost.traces.size(); ++i)
            ghost.traces[i].layOut(geometry, &m_traces[ghost.over[i]]);
    }
}

} // namespace highwater

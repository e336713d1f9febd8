// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_model.h"

#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using Ink = TraceSpec::Ink;

/// Bounds of the queue are in the picture unless they dwarf the data: a queue of a million that never holds a hundred.
constexpr double dwarfing = 200;
constexpr double smallQueue = 50;
constexpr double capacityRoom = 1.06;
constexpr double farLimit = 4;
constexpr int pixelsPerTick = 20;

template <auto Member>
double read(const Column& column, double /*interval*/)
{
    return static_cast<double>(column.*Member);
}

template <auto Member>
double perSecond(const Column& column, double interval)
{
    return static_cast<double>(column.*Member) / interval;
}

std::vector<TraceSpec> tracesOf(ChartKind kind)
{
    switch (kind) {
    case ChartKind::Depth:
        return {{Token::Text, Ink::Range, read<&Column::depthMean>, read<&Column::depthMin>, read<&Column::depthMax>}};
    case ChartKind::Time:
        return {{Token::Max, Ink::Solid, read<&Column::sojournMax>},
                {Token::P50, Ink::Solid, read<&Column::sojournP50>},
                {Token::P95, Ink::Dashed, read<&Column::waitP95>, {}, {}, samplesForP95},
                {Token::P95, Ink::Solid, read<&Column::sojournP95>, {}, {}, samplesForP95},
                {Token::P99, Ink::Solid, read<&Column::sojournP99>, {}, {}, samplesForP99}};
    case ChartKind::Throughput:
        return {{Token::Offered, Ink::Steps, perSecond<&Column::offered>},
                {Token::Accepted, Ink::Solid, perSecond<&Column::accepted>},
                {Token::Completed, Ink::Solid, perSecond<&Column::completed>},
                {Token::Refused, Ink::Solid,
                 [](const Column& c, double interval) { return (static_cast<double>(c.refused) + c.dropped) / interval; }}};
    case ChartKind::Bloat:
        return {{Token::Max, Ink::Dashed, read<&Column::drain>},
                {Token::P50, Ink::Solid, read<&Column::standing>},
                {Token::P95, Ink::Solid,
                 [](const Column& c, double) { return static_cast<double>(c.sojournP95) - static_cast<double>(c.serviceP95); },
                 {}, {}, samplesForP95}};
    }
    return {};
}

/// What of them is drawn of a twin: one line, so that it can be compared at a glance.
std::vector<TraceSpec> ghostsOf(ChartKind kind)
{
    switch (kind) {
    case ChartKind::Depth:
        return {{Token::Ghost, Ink::Dashed, read<&Column::depthMean>}};
    case ChartKind::Time:
        return {{Token::Ghost, Ink::Dashed, read<&Column::sojournP50>}, {Token::Ghost, Ink::Dashed, read<&Column::sojournP95>}};
    case ChartKind::Throughput:
        return {{Token::Ghost, Ink::Dashed, perSecond<&Column::completed>}};
    case ChartKind::Bloat:
        return {{Token::Ghost, Ink::Dashed, [](const Column& c, double) { return static_cast<double>(c.sojournP95) - static_cast<double>(c.serviceP95); }}};
    }
    return {};
}

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
    const QString prefix = goal.metric == "wait" ? QStringLiteral("wait ") : QString();
    const QString sign = goal.comparison == Objective::Comparison::Less ? QStringLiteral("<") : QStringLiteral("≤");
    line.text = prefix + QStringLiteral("%1 %2 %3").arg(QString::fromStdString(goal.statistic), sign,
                                                        QString::fromStdString(displayDuration(goal.limit)));
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
        return Measurand::Rate;
    case ChartKind::Time:
    case ChartKind::Bloat:
        return Measurand::Time;
    }
    return Measurand::Items;
}

ChartModel::ChartModel(ChartKind kind) : m_kind(kind), m_range(measurandOf(kind, nullptr))
{
    for (const auto& spec : tracesOf(kind))
        m_traces.emplace_back(spec);
    for (const auto& spec : ghostsOf(kind))
        m_ghosts.emplace_back(spec);
}

ChartModel::Change ChartModel::update(const ChartFrame& frame, const MarkHistory& history, QSize size)
{
    const int pixels = std::max(1, size.width());
    m_range.setMostSteps(size.height() / pixelsPerTick);
    const auto* view = frame.view();
    static const Series nothing;
    const auto& series = view ? view->series : nothing;
    const Source source{frame.snapshot ? frame.snapshot->generation : 0, frame.stage, view ? view->name : std::string(),
                        measurandOf(m_kind, frame.node())};
    const double interval = series.interval > Duration::zero() ? toSeconds(series.interval) : 1;
    const auto buckets = Buckets::of(frame.window, interval, pixels);

    const bool otherSource = source != m_source;
    bool picture = otherSource || frame.window != m_window || buckets != m_buckets || pixels != m_pixels || series.end < m_done;
    if (otherSource)
        m_range.reset(source.measurand);
    if (picture) {
        m_source = source;
        m_window = frame.window;
        m_buckets = buckets;
        m_pixels = pixels;
        for (auto& trace : m_traces)
            trace.reset(buckets);
        m_ribbon.reset(frame.window, interval, pixels);
        m_begin = m_done = std::max(series.first, buckets.first * buckets.columns);
    }
    const NodeView* twin = frame.twinView();
    picture = readTwin(twin ? &twin->series : nullptr, buckets, picture) || picture;
    if (series.end > m_done) {
        readColumns(series);
        picture = true;
    }
    picture = updateLimits(frame) || picture;
    picture = updateBounds(frame, history) || picture;
    if (updateRange(frame.clock))
        return Change::Axis;
    return picture ? Change::Picture : Change::Nothing;
}

void ChartModel::readColumns(const Series& series)
{
    for (auto index = std::max(m_done, series.first); index < series.end; ++index) {
        const auto& column = series.at(index);
        for (auto& trace : m_traces)
            trace.add(index, column);
        if (m_kind == ChartKind::Depth)
            m_ribbon.add(index, column);
    }
    m_done = series.end;
}

/// anew: the window is another one. True when there is something new to be drawn.
bool ChartModel::readTwin(const Series* series, const Buckets& buckets, bool anew)
{
    const bool had = m_hasGhosts;
    m_hasGhosts = series != nullptr;
    if (anew || had != m_hasGhosts || (series && series->end < m_ghostDone)) {
        for (auto& ghost : m_ghosts)
            ghost.reset(buckets);
        m_ghostDone = series ? std::max(series->first, buckets.first * buckets.columns) : 0;
    }
    if (!series || series->end <= m_ghostDone)
        return had != m_hasGhosts;
    for (auto index = std::max(m_ghostDone, series->first); index < series->end; ++index) {
        for (auto& ghost : m_ghosts)
            ghost.add(index, series->at(index));
    }
    m_ghostDone = series->end;
    return true;
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
    for (const auto& ghost : m_ghosts)
        needed = std::max(needed, m_hasGhosts ? ghost.maximum() : 0.0);
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

void ChartModel::layOut(const PlotGeometry& geometry)
{
    for (auto& trace : m_traces)
        trace.layOut(geometry);
    for (auto& ghost : m_ghosts)
        ghost.layOut(geometry);
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/forecast.h"

#include "run/forecast_work.h"
#include "run/fullness.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

constexpr std::uint64_t sliceEvents = 20'000; ///< between two looks at the wish to stop
constexpr int looksPerColumn = 4;             ///< how finely the way to full and to empty is seen
constexpr int fewestForks = 10;               ///< with fewer, 10 % and 90 % are no more than the extremes
constexpr float never = std::numeric_limits<float>::infinity();
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

/// Between the two values next to the place; ascending values. A place beyond which nobody ever gets is infinite.
double quantileOf(const std::vector<float>& sorted, double p)
{
    const double place = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double part = place - static_cast<double>(below);
    const auto low = static_cast<double>(sorted[below]);
    return part == 0.0 || std::isinf(low) ? low : low + part * (static_cast<double>(sorted[above]) - low);
}

/// Columns as wide as the forecast's, whose percentiles look back as far as those of the run.
SeriesOptions seriesLike(const SeriesOptions& run, Duration interval)
{
    SeriesOptions series;
    series.interval = interval;
    const Duration back = run.interval * run.window;
    series.window = static_cast<int>(std::clamp<std::int64_t>((back + interval / 2) / interval, 1, 100));
    return series;
}

} // namespace

ForecastWork::ForecastWork(Simulation world, const ForecastOptions& options)
    : m_options(options), m_begin(WallClock::now()), m_world(std::move(world))
{
    m_world.logTo(nullptr);
    m_world.tellOutside(nullptr);
    if (m_options.with) {
        m_world.change(m_options.with);
    }
    m_allColumns = m_columns = std::max(1, m_options.columns);
    m_interval = std::max(Duration(looksPerColumn), m_options.horizon / m_allColumns);
    m_world.recordAnew(seriesLike(m_world.seriesOptions(), m_interval));
    const std::int64_t now = m_world.now().time_since_epoch().count();
    m_firstColumn = Instant(Duration((now + m_interval.count() - 1) / m_interval.count() * m_interval.count()));
    for (std::size_t i = 0; i < m_world.scenario().nodes.size(); ++i) {
        const std::uint16_t node = m_world.nodeOfScenario()[i];
        if (!m_world.nodes()[node].isProducer) {
            const StageState& stage = m_world.stageAt(m_world.nodes()[node]);
            m_stages.push_back({i, node, stage.flow.queue().level(), isFull(m_world, node)});
        }
    }
}

void ForecastWork::runWithinBudget()
{
    if (m_options.budget <= std::chrono::microseconds::zero()) {
        runForks(m_options.forks);
        return;
    }
    const WallClock::time_point end = m_begin + m_options.budget;
    const auto first = WallClock::now();
    // The first fork finds out how far this many can go.
    if (!runOne(first + (end - first) / std::clamp(m_options.forks, 1, fewestForks))) {
        return;
    }
    auto dearest = WallClock::now() - first;
    while (static_cast<int>(m_runs.size()) < m_options.forks) {
        const auto begin = WallClock::now();
        if (begin + dearest > end || !runOne(WallClock::time_point::max())) {
            return;
        }
        dearest = std::max(dearest, WallClock::now() - begin);
    }
}

bool ForecastWork::runForks(int more)
{
    if (m_columns != m_allColumns) {
        m_runs.clear();
        m_columns = m_allColumns;
    }
    const std::size_t before = m_runs.size();
    const int wanted = std::min(static_cast<int>(before) + more, m_options.forks);
    while (static_cast<int>(m_runs.size()) < wanted && runOne(WallClock::time_point::max())) {
    }
    return m_runs.size() > before && !stopped();
}

/// One more fork, over the columns of the others; the deadline may shorten them all. False: there is none.
bool ForecastWork::runOne(WallClock::time_point deadline)
{
    Simulation fork = m_world.fork(m_world.replication() + 1 + m_runs.size());
    ForkRun run;
    run.full.assign(m_stages.size(), never);
    run.empty.assign(m_stages.size(), never);
    Instant looked = fork.now();
    int columns = 0;
    bool goesOn = runColumn(fork, m_firstColumn, looked, run); // what is left of the running one
    while (goesOn && columns < m_columns) {
        ++columns;
        goesOn = runColumn(fork, m_firstColumn + columns * m_interval, looked, run);
        if (WallClock::now() > deadline) {
            break;
        }
    }
    if (!fork.trouble().empty()) {
        m_trouble = fork.trouble();
    }
    if (!goesOn || !advance(fork, m_firstColumn + columns * m_interval)) {
        return false;
    }
    shorten(columns);
    collect(fork, columns, run);
    m_runs.push_back(std::move(run));
    return true;
}

/// Up to the last nanosecond of a column: its extremes are forgotten when it ends.
bool ForecastWork::runColumn(Simulation& fork, Instant end, Instant& looked, ForkRun& run) const
{
    const Instant last = end - Duration(1);
    for (int i = looksPerColumn - 1; i >= 0; --i) {
        const Instant next = last - i * (m_interval / looksPerColumn);
        if (next <= looked) {
            continue;
        }
        if (!advance(fork, next)) {
            return false;
        }
        look(fork, looked, run);
        looked = next;
    }
    return true;
}

bool ForecastWork::advance(Simulation& fork, Instant end) const
{
    while (!fork.runUntil(end, sliceEvents)) {
        if (stopped() || !fork.trouble().empty()) {
            return false;
        }
    }
    return !stopped();
}

/// What happened since the last look counts as half-way between.
void ForecastWork::look(const Simulation& fork, Instant before, ForkRun& run) const
{
    const auto at = static_cast<float>((toSeconds(before - m_world.now()) + toSeconds(fork.now() - m_world.now())) / 2);
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        if (run.full[i] == never && hasBeenFull(fork, m_stages[i].node)) {
            run.full[i] = at;
        }
        if (run.empty[i] == never && fork.stageAt(fork.nodes()[m_stages[i].node]).metrics.levelMin() == 0) {
            run.empty[i] = at;
        }
    }
}

void ForecastWork::collect(const Simulation& fork, int columns, ForkRun& run) const
{
    const std::int64_t first = m_firstColumn.time_since_epoch() / m_interval;
    const std::size_t count = m_stages.size() * static_cast<std::size_t>(columns);
    run.level.reserve(count);
    run.p95.reserve(count);
    run.p99.reserve(count);
    for (const Stage& stage : m_stages) {
        const Series series = fork.stageAt(fork.nodes()[stage.node]).recorder.series();
        for (std::int64_t i = 0; i < columns; ++i) {
            const Column& column = series.at(first + i);
            run.level.push_back(column.depthMean);
            run.p95.push_back(column.sojournP95);
            run.p99.push_back(column.sojournP99);
        }
    }
}

/// The first fork has come that far only.
void ForecastWork::shorten(int columns)
{
    if (columns < m_columns) {
        m_runs.clear();
        m_columns = columns;
    }
}

ForecastSpread ForecastWork::spreadAt(std::size_t place, std::vector<float> ForkRun::*values) const
{
    std::vector<float> known;
    for (const ForkRun& run : m_runs) {
        if (const float value = (run.*values)[place]; !std::isnan(value)) {
            known.push_back(value);
        }
    }
    if (known.empty() || 2 * known.size() < m_runs.size()) {
        return {unknown, unknown, unknown};
    }
    std::sort(known.begin(), known.end());
    const auto at = [&known](double p) { return static_cast<float>(quantileOf(known, p)); };
    return {at(0.1), at(0.5), at(0.9)};
}

std::optional<ForecastReach> ForecastWork::reachOf(std::size_t stage, std::vector<float> ForkRun::*times) const
{
    std::vector<float> all;
    for (const ForkRun& run : m_runs) {
        all.push_back((run.*times)[stage]);
    }
    std::sort(all.begin(), all.end());
    const auto there = static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), never) - all.begin());
    if (2 * there < all.size() || there == 0) {
        return std::nullopt;
    }
    ForecastReach reach;
    reach.share = static_cast<double>(there) / static_cast<double>(all.size());
    reach.low = quantileOf(all, 0.1);
    reach.middle = quantileOf(all, 0.5);
    if (std::isinf(reach.middle)) {
        reach.middle = static_cast<double>(all[there - 1]); // exactly half of them are there
    }
    if (const double high = quantileOf(all, 0.9); !std::isinf(high)) {
        reach.high = high;
    }
    return reach;
}

Forecast ForecastWork::result() const
{
    Forecast made;
    made.from = m_world.now();
    made.firstColumn = m_firstColumn;
    made.interval = m_interval;
    made.forks = static_cast<int>(m_runs.size());
    made.columns = made.forks > 0 ? m_columns : 0;
    made.until = m_firstColumn + made.columns * m_interval;
    made.complete = complete();
    made.trouble = m_trouble;
    for (const Node& node : m_world.scenario().nodes) {
        made.nodes.emplace_back().name = node.name;
    }
    for (std::size_t s = 0; s < m_stages.size(); ++s) {
        const Stage& stage = m_stages[s];
        NodeForecast& node = made.nodes[stage.ofScenario];
        node.levelNow = static_cast<double>(stage.levelNow);
        node.fullNow = stage.fullNow;
        for (std::size_t i = 0; i < static_cast<std::size_t>(made.columns); ++i) {
            const std::size_t place = s * static_cast<std::size_t>(made.columns) + i;
            node.level.push_back(spreadAt(place, &ForkRun::level));
            node.sojournP95.push_back(spreadAt(place, &ForkRun::p95));
            node.sojournP99.push_back(spreadAt(place, &ForkRun::p99));
        }
        node.full = stage.fullNow ? std::nullopt : reachOf(s, &ForkRun::full);
        node.empty = stage.levelNow == 0 ? std::nullopt : reachOf(s, &ForkRun::empty);
    }
    made.wallSeconds = std::chrono::duration<double>(WallClock::now() - m_begin).count();
    return made;
}

Forecast forecast(const Simulation& simulation, const ForecastOptions& options)
{
    ForecastWork work(simulation.fork(), options);
    work.runWithinBudget();
    return work.result();
}

} // namespace highwater

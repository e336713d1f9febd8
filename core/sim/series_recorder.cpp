// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/series_recorder.h"

#include <array>
#include <cmath>

namespace highwater {

namespace {

float perInterval(Wide area, Duration interval)
{
    return static_cast<float>(static_cast<double>(area) / static_cast<double>(interval.count()));
}

std::uint32_t difference(std::uint64_t now, std::uint64_t before)
{
    return static_cast<std::uint32_t>(now - before);
}

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

} // namespace

SeriesOptions SeriesOptions::forDuration(Duration duration)
{
    SeriesOptions options;
    const std::int64_t least = std::max<std::int64_t>(1, duration.count() / 750);
    std::int64_t step = 1;
    while (step * 10 <= least) {
        step *= 10;
    }
    for (const std::int64_t factor : {1, 2, 5, 10}) {
        if (step * factor >= least) {
            options.interval = Duration(step * factor);
            break;
        }
    }
    options.window = static_cast<int>(std::clamp<std::int64_t>(duration.count() / 150 / options.interval.count(), 1, 100));
    return options;
}

SeriesRecorder::SeriesRecorder(const SeriesOptions& options, Instant begin) : m_options(options)
{
    m_sealed.interval = options.interval;
    m_sealed.window = options.window;
    if (!on()) {
        return;
    }
    m_slices.resize(static_cast<std::size_t>(options.window));
    // A node that joins a run later has empty columns up to then.
    const std::int64_t missed = begin.time_since_epoch().count() / options.interval.count();
    m_sealed.first = missed / static_cast<std::int64_t>(columnsPerChunk) * static_cast<std::int64_t>(columnsPerChunk);
    m_sealed.end = m_sealed.first;
    for (std::int64_t i = m_sealed.first; i < missed; ++i) {
        append(Column{}, {});
    }
}

void SeriesRecorder::append(const Column& column, const LatencyCounts& latency)
{
    constexpr auto perChunk = static_cast<std::int64_t>(columnsPerChunk);
    m_open[static_cast<std::size_t>(m_sealed.end % perChunk)] = column;
    m_openLatency.append(latency);
    ++m_sealed.end;
    if (m_sealed.end % perChunk != 0) {
        return;
    }
    m_sealed.chunks.push_back(std::make_shared<const ColumnChunk>(m_open));
    m_sealed.latency.push_back(m_openLatency.empty() ? nullptr : std::make_shared<const LatencyChunk>(m_openLatency));
    m_openLatency.clear();
    if (m_sealed.end - m_sealed.first - perChunk > m_options.columnsKept) {
        m_sealed.chunks.erase(m_sealed.chunks.begin());
        m_sealed.latency.erase(m_sealed.latency.begin());
        m_sealed.first += perChunk;
    }
}

Series SeriesRecorder::series() const
{
    Series copy = m_sealed;
    if (m_sealed.end % static_cast<std::int64_t>(columnsPerChunk) != 0) {
        copy.chunks.push_back(std::make_shared<const ColumnChunk>(m_open));
        copy.latency.push_back(m_openLatency.empty() ? nullptr : std::make_shared<const LatencyChunk>(m_openLatency));
    }
    return copy;
}

void SeriesRecorder::beginFrom(StageMetrics& metrics, const flow::Stage& stage)
{
    m_windowBefore = metrics.m_windowBegin;
    m_areasBefore = metrics.m_areas;
    m_countersBefore = metrics.totals;
    m_flipsBefore = metrics.flips;
    metrics.m_levelMin = metrics.m_levelMax = stage.queue().level();
}

void SeriesRecorder::closeStage(StageMetrics& metrics, const flow::Stage& stage)
{
    if (metrics.m_windowBegin != m_windowBefore) {
        m_windowBefore = metrics.m_windowBegin;
        m_areasBefore = {};
    }
    Column column;
    const StageAreas& now = metrics.m_areas;
    const StageAreas& before = m_areasBefore;
    const Duration interval = m_options.interval;
    column.depthMin = static_cast<float>(metrics.m_levelMin);
    column.depthMax = static_cast<float>(metrics.m_levelMax);
    const bool inItems = stage.queue().policy().measure == flow::Measure::Items;
    // What others hold of the level is that of a channel: what its slowest consumer has not read.
    column.depthMean = perInterval(inItems ? now.waiting() + now.outside - before.waiting() - before.outside : now.bytes - before.bytes, interval);
    column.bytesMean = perInterval(now.bytes - before.bytes, interval);
    column.busy = perInterval(now.busy - before.busy, interval);
    column.blocked = perInterval(now.blocked - before.blocked, interval);
    for (std::size_t i = 0; i < levelStateCount; ++i) {
        column.share[i] = perInterval(now.states[i] - before.states[i], interval);
    }
    const Counters& total = metrics.totals;
    column.offered = difference(total.offered, m_countersBefore.offered);
    column.accepted = difference(total.accepted, m_countersBefore.accepted);
    column.completed = difference(total.completed, m_countersBefore.completed);
    column.refused = difference(total.refused, m_countersBefore.refused);
    column.dropped = difference(total.dropped + total.expired + total.failed,
                                m_countersBefore.dropped + m_countersBefore.expired + m_countersBefore.failed);
    column.retried = difference(total.retried, m_countersBefore.retried);
    column.flips = difference(metrics.flips, m_flipsBefore);
    LatencyCounts latency{};
    roll(metrics, column, latency);
    const double seconds = toSeconds(interval);
    column.drain = column.completed > 0 ? column.depthMean / static_cast<float>(static_cast<double>(column.completed) / seconds)
                   : column.depthMean > 0 ? unknown
                                          : 0.0f;
    m_areasBefore = now;
    m_countersBefore = total;
    m_flipsBefore = metrics.flips;
    metrics.m_levelMin = metrics.m_levelMax = stage.queue().level();
    append(column, latency);
}

/// Percentiles cover the last window intervals: the newest is added to a rolling histogram, the oldest is taken out.
void SeriesRecorder::roll(StageMetrics& metrics, Column& column, LatencyCounts& latency)
{
    Slice& slice = m_slices[m_nextSlice];
    m_nextSlice = (m_nextSlice + 1) % m_slices.size();
    for (const auto& part : slice.wait) {
        m_rollingWait.remove(part);
    }
    for (const auto& part : slice.sojourn) {
        m_rollingSojourn.remove(part);
    }
    m_rollingCount -= slice.count;

    metrics.sortIn();
    const Moments waits = metrics.m_waitNow.drain(metrics.m_wait, slice.wait);
    const Moments sojourns = metrics.m_sojournNow.drain(metrics.m_sojourn, slice.sojourn);
    slice.count = sojourns.count;
    slice.sojournMax = sojourns.max;
    slice.waitMin = waits.min;
    for (const auto& part : slice.wait) {
        m_rollingWait.add(part);
    }
    for (const auto& part : slice.sojourn) {
        m_rollingSojourn.add(part);
        latency[static_cast<std::size_t>(LatencyBands::of(HistogramCells::middleOf(part.place)))] += part.count;
    }
    m_rollingCount += slice.count;

    column.samples = static_cast<std::uint32_t>(m_rollingCount);
    column.serviceP95 = unknown;
    if (m_rollingCount == 0) {
        column.sojournP50 = column.sojournP95 = column.sojournP99 = column.sojournMax = unknown;
        column.waitP50 = column.waitP95 = column.waitP99 = column.standing = unknown;
    } else {
        static constexpr std::array<double, 3> levels{0.5, 0.95, 0.99};
        std::array<double, 3> at{};
        std::int64_t most = 0;
        std::int64_t least = INT64_MAX;
        for (const Slice& each : m_slices) {
            most = std::max(most, each.sojournMax);
            least = std::min(least, each.waitMin);
        }
        column.sojournMax = static_cast<float>(static_cast<double>(most) / 1e9);
        column.standing = static_cast<float>(static_cast<double>(least) / 1e9);
        m_rollingSojourn.quantiles(levels, m_rollingCount, at);
        column.sojournP50 = std::min(static_cast<float>(at[0]), column.sojournMax);
        column.sojournP95 = std::min(static_cast<float>(at[1]), column.sojournMax);
        column.sojournP99 = std::min(static_cast<float>(at[2]), column.sojournMax);
        m_rollingWait.quantiles(levels, m_rollingCount, at);
        column.waitP50 = static_cast<float>(at[0]);
        column.waitP95 = static_cast<float>(at[1]);
        column.waitP99 = static_cast<float>(at[2]);
    }
    // The service times of the whole run move slowly: look again when they have grown by a tenth.
    const std::uint64_t served = metrics.m_service.count();
    if (served > 0 && (served < m_serviceCount || served >= m_serviceCount + m_serviceCount / 10)) {
        m_serviceP95 = static_cast<float>(metrics.m_service.quantile(0.95));
        m_serviceCount = served;
    }
    column.serviceP95 = served > 0 ? m_serviceP95 : unknown;
}

void SeriesRecorder::closeProducer(const ProducerTally& tally, const Moments& sojourn)
{
    Column column;
    column.offered = difference(tally.sent, m_tallyBefore.sent);
    column.accepted = column.offered;
    column.completed = difference(tally.completed, m_tallyBefore.completed);
    column.refused = difference(tally.shed, m_tallyBefore.shed);
    column.dropped = difference(tally.lost, m_tallyBefore.lost);
    column.retried = difference(tally.retried, m_tallyBefore.retried);
    column.timedOut = difference(tally.timedOut, m_tallyBefore.timedOut);
    column.dead = difference(tally.dead, m_tallyBefore.dead);
    column.blocked = perInterval(tally.heldTime - m_tallyBefore.heldTime, m_options.interval);
    column.samples = static_cast<std::uint32_t>(sojourn.count);
    column.sojournP50 = column.sojournP95 = column.sojournP99 = column.sojournMax = unknown;
    column.waitP50 = column.waitP95 = column.waitP99 = column.standing = column.serviceP95 = unknown;
    m_tallyBefore = tally;
    append(column, {});
}

std::size_t SeriesRecorder::bytes() const
{
    std::size_t sum = m_rollingWait.bytes() + m_rollingSojourn.bytes() + m_sealed.chunks.capacity() * sizeof(m_sealed.chunks[0]);
    for (const Slice& slice : m_slices) {
        sum += (slice.wait.capacity() + slice.sojourn.capacity()) * sizeof(IntervalHistogram::Part);
    }
    return sum;
}

std::size_t SeriesRecorder::sealedBytes(std::int64_t from) const
{
    constexpr auto perChunk = static_cast<std::int64_t>(columnsPerChunk);
    std::size_t sum = 0;
    for (auto i = static_cast<std::size_t>(std::max<std::int64_t>(0, (from - m_sealed.first + perChunk - 1) / perChunk)); i < m_sealed.chunks.size(); ++i) {
        sum += sizeof(ColumnChunk) + (m_sealed.latency[i] ? m_sealed.latency[i]->bytes() : 0);
    }
    return sum;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/histogram.h"
#include "metrics/series.h"
#include "sim/stage_metrics.h"

#include <cstdint>
#include <vector>

namespace highwater {

/// Which samples a run keeps over time.
struct SeriesOptions
{
    Duration interval{};                ///< of one column; zero: no series
    int window = 25;                    ///< intervals that a percentile covers
    std::int64_t columnsKept = INT64_MAX; ///< older chunks are dropped

    /// About 600 columns (1-2-5 steps) for a run of that duration; percentiles cover about 1/150 of it.
    static SeriesOptions forDuration(Duration duration);
};

/// Counts of a producer that a column is made of.
struct ProducerTally
{
    std::uint64_t sent = 0;
    std::uint64_t retried = 0;
    std::uint64_t shed = 0;
    std::uint64_t completed = 0;
    std::uint64_t lost = 0;
    std::uint64_t heldTime = 0; ///< nanoseconds in which somebody was held or parked
    std::uint64_t timedOut = 0; ///< attempts that their sender gave up
    std::uint64_t dead = 0;     ///< attempts that were completed after that, for nobody
};

/// Turns what one node does into columns. A plain value; sealed chunks are shared between copies.
class SeriesRecorder
{
public:
    SeriesRecorder() = default;
    SeriesRecorder(const SeriesOptions& options, Instant begin);

    /// Of a node that has been running: what it did so far is no part of the first column. Metrics were advanced to now.
    void beginFrom(StageMetrics& metrics, const flow::Stage& stage);
    void beginFrom(const ProducerTally& tally) { m_tallyBefore = tally; }
    /// Closes the interval that ends now; metrics were advanced to now.
    void closeStage(StageMetrics& metrics, const flow::Stage& stage);
    void closeProducer(const ProducerTally& tally, const Moments& sojourn);

    [[nodiscard]] bool on() const { return m_options.interval > Duration::zero(); }
    /// Shares the sealed chunks and copies the open one.
    [[nodiscard]] Series series() const;
    /// What it takes in memory, without the sealed chunks.
    [[nodiscard]] std::size_t bytes() const;
    /// What the sealed chunks take whose columns begin at one or later.
    [[nodiscard]] std::size_t sealedBytes(std::int64_t from) const;
    /// As Histogram::eachStore().
    template <typename Visit>
    void eachStore(Visit& visit)
    {
        m_rollingWait.eachStore(visit);
        m_rollingSojourn.eachStore(visit);
    }

private:
    void append(const Column& column, const LatencyCounts& latency);
    void roll(StageMetrics& metrics, Column& column, LatencyCounts& latency);

    struct Slice
    {
        std::vector<IntervalHistogram::Part> wait;
        std::vector<IntervalHistogram::Part> sojourn;
        std::uint64_t count = 0;
        std::int64_t sojournMax = 0;
        std::int64_t waitMin = INT64_MAX;
    };

    SeriesOptions m_options;
    Series m_sealed;
    ColumnChunk m_open{};
    LatencyChunk m_openLatency;
    StageAreas m_areasBefore;
    Instant m_windowBefore;
    Counters m_countersBefore;
    ProducerTally m_tallyBefore;
    std::uint64_t m_flipsBefore = 0;
    float m_serviceP95 = 0;
    std::uint64_t m_serviceCount = 0;

    std::vector<Slice> m_slices; ///< a ring of the last window intervals
    std::size_t m_nextSlice = 0;
    std::uint64_t m_rollingCount = 0;
    RollingHistogram m_rollingWait;
    RollingHistogram m_rollingSojourn;
};

} // namespace highwater

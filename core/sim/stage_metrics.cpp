// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/stage_metrics.h"

namespace highwater {

void StageMetrics::beginWindow(Instant now, const flow::Stage& stage)
{
    m_windowBegin = now;
    m_busyBefore += m_areas.busy;
    m_areas = {};
    m_levelPeak = stage.queue().level();
    m_limitSince = 0;
    m_atWindow = totals;
    m_flipsAtWindow = flips;
    m_insideMax = totals.inside;
    m_depthMax = stage.queue().items();
    m_bytesMax = stage.queue().bytes();
    // Samples of the running interval belong to the time before; a column that the warm-up cuts in two shows its second part.
    sortIn();
    m_waitNow.drain(m_wait);
    m_sojournNow.drain(m_sojourn);
    m_wait.clear();
    m_sojourn.clear();
    m_service.clear();
    m_standing.clear();
    m_standingSince = now;
    m_standingLeast = Duration::max();
    m_standingCount = 0;
}

void StageMetrics::releaseSamples()
{
    m_waitNow = IntervalHistogram();
    m_sojournNow = IntervalHistogram();
    m_wait = Histogram();
    m_service = Histogram();
    m_sojourn = Histogram();
    m_standing = Histogram();
}

void StageMetrics::gather(const Visit& visit)
{
    m_gathered[m_gatheredCount++] = visit;
    if (m_gatheredCount == m_gathered.size()) {
        sortIn();
    }
}

void StageMetrics::sortIn()
{
    for (std::uint32_t i = 0; i < m_gatheredCount; ++i) {
        m_waitNow.fetch(m_gathered[i].wait);
        m_service.fetch(m_gathered[i].service);
        m_sojournNow.fetch(m_gathered[i].sojourn);
    }
    m_waitNow.recordAll(m_gatheredCount, [this](std::size_t i) { return m_gathered[i].wait; });
    m_service.recordAll(m_gatheredCount, [this](std::size_t i) { return m_gathered[i].service; });
    m_sojournNow.recordAll(m_gatheredCount, [this](std::size_t i) { return m_gathered[i].sojourn; });
    m_gatheredCount = 0;
}

StageMetrics StageMetrics::counted() const
{
    StageMetrics all(*this);
    all.sortIn();
    return all;
}

Histogram StageMetrics::withInterval(Histogram StageMetrics::*total, IntervalHistogram StageMetrics::*now) const
{
    if (m_gatheredCount > 0) {
        return counted().withInterval(total, now);
    }
    Histogram all = this->*total;
    IntervalHistogram(this->*now).drain(all);
    return all;
}

} // namespace highwater

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

} // namespace highwater

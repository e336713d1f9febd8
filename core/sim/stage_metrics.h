// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/stage.h"
#include "metrics/histogram.h"
#include "metrics/series.h"
#include "metrics/summary.h"
#include "metrics/wide.h"
#include "units/time.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace highwater {

/// Integrals over time of what one stage holds; exact, in items (or bytes) times nanoseconds.
struct StageAreas
{
    Wide inSystem = 0;
    Wide bytes = 0;
    Wide busy = 0;
    Wide blocked = 0;
    Wide workers = 0;          ///< up to the last change of their number
    std::uint64_t time = 0;    ///< nanoseconds in all
    std::uint64_t empty = 0;   ///< with nothing inside
    std::uint64_t full = 0;    ///< in which a newcomer would have found no place
    std::uint64_t allBusy = 0; ///< in which no worker was idle
    std::array<std::uint64_t, levelStateCount> states{};
    std::uint64_t pressed = 0; ///< with the signal on
    Wide outside = 0;          ///< of the level that others hold: see BoundedQueue::setOutside()
    Wide shared = 0;           ///< items beyond the workers that they share

    [[nodiscard]] Wide waiting() const { return inSystem - busy - blocked - shared; }
};

/// What one stage did: counters, integrals, histograms. The driver calls advance() before every change and the note functions at it.
class StageMetrics
{
public:
    Counters totals;
    std::uint64_t flips = 0;
    Instant switchedAt; ///< when the signal last changed

    /// Accounts for the time since the last call, during which nothing changed.
    void advance(Instant now, const flow::Stage& stage)
    {
        const std::int64_t elapsed = (now - m_last).count();
        if (elapsed > 0) {
            m_last = now;
            integrate(static_cast<std::uint64_t>(elapsed), stage);
        }
    }
    /// An item was put into the queue.
    void noteLonger(const flow::BoundedQueue& queue)
    {
        m_levelMax = std::max(m_levelMax, queue.level());
        m_levelPeak = std::max(m_levelPeak, queue.level());
        m_depthMax = std::max(m_depthMax, queue.items());
        m_bytesMax = std::max(m_bytesMax, queue.bytes());
    }
    /// The level changed without an item that was put in or taken out.
    void noteLevel(std::int64_t level)
    {
        m_levelMax = std::max(m_levelMax, level);
        m_levelMin = std::min(m_levelMin, level);
        m_levelPeak = std::max(m_levelPeak, level);
    }
    /// An item was taken out of the queue.
    void noteShorter(const flow::BoundedQueue& queue) { m_levelMin = std::min(m_levelMin, queue.level()); }
    void noteInside() { m_insideMax = std::max(m_insideMax, totals.inside); }

    /// A worker takes an item that waited so long.
    void noteDequeue(Instant now, Duration wait)
    {
        ++m_standingCount;
        m_standingLeast = std::min(m_standingLeast, wait);
        if (m_standingCount >= standingItems && now - m_standingSince >= standingTime) {
            m_standing.record(m_standingLeast);
            m_standingLeast = Duration::max();
            m_standingCount = 0;
            m_standingSince = now;
        }
    }
    /// A visit was completed.
    void noteVisit(Duration wait, Duration service, Duration sojourn)
    {
        if (m_gathers) [[unlikely]] {
            gather({wait, service, sojourn});
        } else {
            record({wait, service, sojourn});
        }
    }
    /// Of very many stages, no histogram stays in a near cache: their visits are gathered and counted many at a time, so that the memory of
    /// the cells is fetched side by side. Changes no figure.
    void gatherVisits(bool on) { m_gathers = on; }

    /// The number of workers is about to change from limit; advance() was called.
    void noteLimit(std::int64_t limit)
    {
        m_areas.workers = workerTime(limit);
        m_limitSince = m_areas.time;
    }
    /// Workers times nanoseconds, the limit being what it is now.
    [[nodiscard]] Wide workerTime(std::int64_t limit) const
    {
        return m_areas.workers + wideProduct(static_cast<std::uint64_t>(limit), m_areas.time - m_limitSince);
    }

    /// The window of statistics begins: forgets everything but the totals.
    void beginWindow(Instant now, const flow::Stage& stage);
    /// After beginWindow(): gives the memory of the samples back as well.
    void releaseSamples();

    [[nodiscard]] const StageAreas& areas() const { return m_areas; }
    /// Where that ends which every visit touches, for those who fetch it ahead.
    [[nodiscard]] const char* nearEnd() const { return reinterpret_cast<const char*>(m_gathered.data()); }
    [[nodiscard]] Instant windowBegin() const { return m_windowBegin; }
    [[nodiscard]] const Counters& atWindow() const { return m_atWindow; }
    [[nodiscard]] std::uint64_t flipsAtWindow() const { return m_flipsAtWindow; }
    [[nodiscard]] std::uint64_t insideMax() const { return m_insideMax; }
    [[nodiscard]] std::int64_t depthMax() const { return m_depthMax; }
    [[nodiscard]] std::int64_t bytesMax() const { return m_bytesMax; }
    /// Of the running column.
    [[nodiscard]] std::int64_t levelMin() const { return m_levelMin; }
    [[nodiscard]] std::int64_t levelMax() const { return m_levelMax; }
    /// The highest level of the window.
    [[nodiscard]] std::int64_t levelPeak() const { return m_levelPeak; }
    /// Busy workers times nanoseconds since the start of the run.
    [[nodiscard]] Wide busyEver() const { return m_busyBefore + m_areas.busy; }
    [[nodiscard]] const Histogram& standing() const { return m_standing; }
    /// What its distributions take in memory.
    [[nodiscard]] std::size_t bytes() const
    {
        return m_waitNow.bytes() + m_sojournNow.bytes() + m_service.bytes() + m_wait.bytes() + m_sojourn.bytes() + m_standing.bytes();
    }
    /// As Histogram::eachStore(), of all of them.
    template <typename Visit>
    void eachStore(Visit& visit)
    {
        m_waitNow.eachStore(visit);
        m_sojournNow.eachStore(visit);
        for (Histogram* each : {&m_service, &m_wait, &m_sojourn, &m_standing}) {
            each->eachStore(visit);
        }
    }
    [[nodiscard]] Histogram service() const { return m_gatheredCount == 0 ? m_service : counted().m_service; }
    /// With what the running interval has collected so far.
    [[nodiscard]] Histogram wait() const { return withInterval(&StageMetrics::m_wait, &StageMetrics::m_waitNow); }
    [[nodiscard]] Histogram sojourn() const { return withInterval(&StageMetrics::m_sojourn, &StageMetrics::m_sojournNow); }

private:
    friend class SeriesRecorder;
    static constexpr std::uint32_t standingItems = 20;
    static constexpr Duration standingTime = std::chrono::milliseconds(100);

    struct Visit
    {
        Duration wait, service, sojourn;
    };
    void record(const Visit& visit)
    {
        m_waitNow.record(visit.wait);
        m_service.record(visit.service);
        m_sojournNow.record(visit.sojourn);
    }
    [[gnu::noinline]] void gather(const Visit& visit);
    /// Counts the visits that were gathered.
    void sortIn();
    [[nodiscard]] StageMetrics counted() const;
    Histogram withInterval(Histogram StageMetrics::*total, IntervalHistogram StageMetrics::*now) const;
    void integrate(std::uint64_t elapsed, const flow::Stage& stage)
    {
        const auto inside = totals.inside;
        if (inside == 0) {
            m_areas.empty += elapsed;
        } else {
            m_areas.inSystem += wideProduct(inside, elapsed);
            m_areas.busy += wideProduct(static_cast<std::uint64_t>(stage.wip().working()), elapsed);
            if (stage.wip().blocked() > 0) {
                m_areas.blocked += wideProduct(static_cast<std::uint64_t>(stage.wip().blocked()), elapsed);
            }
        }
        const flow::BoundedQueue& queue = stage.queue();
        if (!queue.empty()) {
            m_areas.bytes += wideProduct(static_cast<std::uint64_t>(queue.bytes()), elapsed);
        }
        if (stage.wip().exhausted()) {
            m_areas.allBusy += elapsed;
            m_areas.full += stage.admits(1) ? 0 : elapsed;
        } else if (stage.hasCredits() || stage.wip().down()) [[unlikely]] {
            m_areas.full += stage.admits(1) ? 0 : elapsed;
        }
        if (queue.outside() > 0) [[unlikely]] {
            m_areas.outside += wideProduct(static_cast<std::uint64_t>(queue.outside()), elapsed);
            m_areas.shared += wideProduct(static_cast<std::uint64_t>(stage.wip().busy() - stage.wip().working()), elapsed);
        }
        m_areas.pressed += queue.pressed() ? elapsed : 0;
        m_areas.states[static_cast<std::size_t>(stateOf(stage))] += elapsed;
        m_areas.time += elapsed;
    }
    static LevelState stateOf(const flow::Stage& stage);

    // What every visit touches.
    Instant m_last;
    StageAreas m_areas;
    std::uint64_t m_insideMax = 0;
    std::int64_t m_depthMax = 0;
    std::int64_t m_bytesMax = 0;
    std::int64_t m_levelMin = 0; ///< of the running interval
    std::int64_t m_levelMax = 0;
    std::int64_t m_levelPeak = 0; ///< of the window
    Instant m_standingSince;
    Duration m_standingLeast = Duration::max();
    std::uint32_t m_standingCount = 0;
    std::uint32_t m_gatheredCount = 0;
    bool m_gathers = false;
    std::array<Visit, 32> m_gathered{};

    IntervalHistogram m_waitNow;
    IntervalHistogram m_sojournNow;
    Histogram m_service;
    Histogram m_wait;
    Histogram m_sojourn;
    Histogram m_standing;

    Instant m_windowBegin;
    std::uint64_t m_limitSince = 0; ///< value of StageAreas::time when the number of workers last changed
    Counters m_atWindow;
    std::uint64_t m_flipsAtWindow = 0;
    Wide m_busyBefore = 0;        ///< the window
};

inline LevelState StageMetrics::stateOf(const flow::Stage& stage)
{
    if (stage.wip().blocked() > 0 && stage.wip().busy() == 0) [[unlikely]] {
        return LevelState::Blocked;
    }
    if (stage.queue().pressed()) {
        return LevelState::Pressed;
    }
    return stage.queue().aboveLow() ? LevelState::Filling : LevelState::Flowing;
}

} // namespace highwater

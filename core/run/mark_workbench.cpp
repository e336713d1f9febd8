// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/mark_workbench.h"

#include "run/advice_rules.h"
#include "units/display.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace highwater {

namespace {

using WallClock = std::chrono::steady_clock;

constexpr double lessThroughput = 0.01; ///< part that a pair may cost
constexpr double moreStarved = 0.01;    ///< share of the time by which workers may idle more under pressure

std::int64_t widthOf(const flow::Marks& marks) { return marks.high - marks.low; }

/// Tries pairs on forks of one state.
class Workbench
{
public:
    Workbench(const Simulation& simulation, const Document& document, const std::string& node, const MarkOptions& options)
        : m_stand(simulation, document), m_options(options), m_begin(WallClock::now()),
          m_span(options.span > Duration::zero() ? options.span : adviceSpan(m_stand.scenario())), m_settling(m_stand.settling(m_span)),
          m_limits{options.mostEvents, simulation.events(), options.interrupt}
    {
        m_study.node = node;
        m_study.at = simulation.now();
        m_study.mostSwitchesPerMinute = options.mostSwitchesPerMinute;
    }

    std::optional<MarkStudy> study()
    {
        const auto index = m_stand.scenario().find(m_study.node);
        const StageNode* stage = index ? m_stand.scenario().nodes[static_cast<std::size_t>(*index)].stage() : nullptr;
        if (stage == nullptr || !stage->queue.marks) {
            return std::nullopt;
        }
        m_queue = stage->queue;
        m_reserve = m_queue.measure == flow::Measure::Items ? stage->workers.value_or(0) * stage->concurrency : 0;
        if (!measureCurrent()) {
            m_study.complete = false;
            m_study.sentence = "There was no time to try this pair.";
            return std::move(m_study);
        }
        tryGrid();
        narrow();
        tell();
        return std::move(m_study);
    }

private:
    [[nodiscard]] bool timeLeft() const
    {
        return !m_limits.interrupted() && std::chrono::duration<double>(WallClock::now() - m_begin).count() < m_options.mostWallSeconds;
    }

    /// A scenario that is too heavy to be looked at for so long is looked at for a shorter time.
    bool measureCurrent()
    {
        for (int attempt = 0; attempt < 3; ++attempt) {
            Simulation fork = m_stand.fork();
            Watch watch = watchOn(fork, m_settling, m_limits);
            if (watch.complete) {
                watch = watchOn(fork, m_span, m_limits);
            }
            if (watch.complete) {
                m_limits.mostEvents = 4 * m_options.mostEvents;
                m_study.current = figuresOf(watch, *m_queue.marks);
                m_study.after = m_settling;
                m_study.span = m_span;
                return true;
            }
            if (m_limits.interrupted() || !fork.trouble().empty()) {
                return false;
            }
            const double reached = toSeconds(fork.now() - m_study.at) / toSeconds(m_settling + m_span);
            m_settling = fromSeconds(toSeconds(m_settling) * reached * 0.9);
            m_span = fromSeconds(toSeconds(m_span) * reached * 0.9);
        }
        return false;
    }

    [[nodiscard]] MarkFigures figuresOf(const Watch& watch, flow::Marks marks) const
    {
        const StageWatch& stage = *watch.stage(m_study.node);
        MarkFigures figures;
        figures.marks = marks;
        figures.switchesPerMinute = stage.flipsPerMinute;
        figures.overshoot = std::max<std::int64_t>(0, stage.figures.pressurePeak - marks.high);
        figures.starvation = stage.starved;
        figures.throughput = watch.perSecond(stage.counts.completed);
        figures.p99 = stage.figures.sojourn.p99;
        figures.lost = stage.lost();
        return figures;
    }

    const MarkFigures* tryPair(flow::Marks marks)
    {
        if (marks == *m_queue.marks) {
            m_study.tried.push_back(m_study.current);
            return &m_study.tried.back();
        }
        auto fork = timeLeft() ? m_stand.forkWith(marksEdits(m_study.node, m_queue, marks)) : std::nullopt;
        if (!fork) {
            m_study.complete = m_study.complete && timeLeft();
            return nullptr;
        }
        Watch watch = watchOn(*fork, m_settling, m_limits);
        if (watch.complete) {
            watch = watchOn(*fork, m_span, m_limits);
        }
        if (!watch.complete) {
            m_study.complete = false;
            return nullptr;
        }
        m_study.tried.push_back(figuresOf(watch, marks));
        return &m_study.tried.back();
    }

    /// High marks at and below the present one; widths in steps of 1-2-5.
    void tryGrid()
    {
        const std::int64_t high = m_queue.marks->high;
        std::vector<std::int64_t> highs{high, 3 * high / 4, high / 2, high / 4};
        highs.erase(std::unique(highs.begin(), highs.end()), highs.end());
        const std::int64_t least = std::max<std::int64_t>(1, high / 500); // of a queue that is measured in bytes
        for (const std::int64_t each : highs) {
            std::int64_t step = least;
            for (int i = 0; each >= 1 && step <= each; ++i) {
                tryPair({each, each - step});
                step = i % 3 == 1 ? step * 5 / 2 : step * 2;
            }
        }
        tryPair(*m_queue.marks);
    }

    [[nodiscard]] bool passes(const MarkFigures& pair) const
    {
        const MarkFigures& current = m_study.current;
        if (pair.marks.low < std::min(m_reserve, current.marks.low)) {
            return false;
        }
        return pair.switchesPerMinute <= m_options.mostSwitchesPerMinute && pair.throughput >= current.throughput * (1 - lessThroughput)
               && pair.lost <= current.lost && pair.starvation <= current.starvation + moreStarved;
    }

    [[nodiscard]] const MarkFigures* best() const
    {
        const MarkFigures* best = nullptr;
        for (const MarkFigures& each : m_study.tried) {
            const auto rank = [](const MarkFigures& pair) { return std::pair(widthOf(pair.marks), pair.p99.value_or(0)); };
            if (passes(each) && (best == nullptr || rank(each) < rank(*best))) {
                best = &each;
            }
        }
        return best;
    }

    /// Halves the gap between the best pair and the next narrower one that does not do, a few times.
    void narrow()
    {
        for (int i = 0; i < 4 && best() != nullptr; ++i) {
            const flow::Marks marks = best()->marks;
            std::int64_t tooNarrow = 0;
            for (const MarkFigures& each : m_study.tried) {
                if (each.marks.high == marks.high && widthOf(each.marks) < widthOf(marks)) {
                    tooNarrow = std::max(tooNarrow, widthOf(each.marks));
                }
            }
            const std::int64_t middle = (tooNarrow + widthOf(marks)) / 2;
            if (middle <= tooNarrow || middle >= widthOf(marks) || tryPair({marks.high, marks.high - middle}) == nullptr) {
                break;
            }
        }
    }

    void tell()
    {
        const MarkFigures* proposed = best();
        if (proposed != nullptr && !passes(m_study.current)) {
            m_study.proposal = *proposed;
            const Proposal proposal = marksProposal(m_study.node, m_queue, proposed->marks);
            m_study.label = proposal.label;
            m_study.edits = proposal.edits;
            const MarkFigures& current = m_study.current;
            m_study.sentence = displayCount(std::round(current.switchesPerMinute)) + " → " + displayCount(std::round(proposed->switchesPerMinute))
                               + " switches a minute; throughput " + rateWords(current.throughput) + " → " + rateWords(proposed->throughput) + ".";
        } else if (passes(m_study.current)) {
            m_study.sentence = "This pair does: " + displayCount(std::round(m_study.current.switchesPerMinute)) + " switches a minute.";
        } else {
            m_study.sentence = "No pair up to " + levelWords(m_queue, m_queue.marks->high) + " stays under " + displayNumber(m_options.mostSwitchesPerMinute)
                               + " switches a minute without a loss.";
        }
        std::sort(m_study.tried.begin(), m_study.tried.end(), [](const MarkFigures& a, const MarkFigures& b) {
            return std::pair(a.marks.high, a.marks.low) > std::pair(b.marks.high, b.marks.low);
        });
        const auto same = [](const MarkFigures& a, const MarkFigures& b) { return a.marks == b.marks; };
        m_study.tried.erase(std::unique(m_study.tried.begin(), m_study.tried.end(), same), m_study.tried.end());
    }

    ForkStand m_stand;
    const MarkOptions& m_options;
    WallClock::time_point m_begin;
    Duration m_span;
    Duration m_settling;
    WatchLimits m_limits;
    flow::QueuePolicy m_queue;
    std::int64_t m_reserve = 0; ///< a low mark below it may leave workers without work
    MarkStudy m_study;
};

} // namespace

std::optional<MarkStudy> studyMarks(const Simulation& simulation, const Document& document, const std::string& node, const MarkOptions& options)
{
    return Workbench(simulation, document, node, options).study();
}

} // namespace highwater

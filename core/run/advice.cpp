// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/advice.h"

#include "run/advice_rules.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

namespace highwater {

namespace {

using WallClock = std::chrono::steady_clock;

struct NamedRule
{
    const char* name;
    AdviceRule find;
};

/// In the order in which findings of one severity are told.
constexpr std::array<NamedRule, 18> allRules{{{"deadlock", findDeadlocks},
                                              {"dead-work", findDeadWork},
                                              {"retries-amplify", findRetryStorms},
                                              {"timeout-too-short", findShortTimeouts},
                                              {"hostile-client", findHostileClients},
                                              {"unlimited-growth", findUnlimitedGrowth},
                                              {"hung-workers", findHungWorkers},
                                              {"blocked-chain", findBlockedChains},
                                              {"bottleneck", findBottlenecks},
                                              {"slowest-consumer", findSlowestConsumers},
                                              {"autoscaler-pinned", findPinnedAutoscalers},
                                              {"refused", findRefusals},
                                              {"ignores-pressure", findDeafSenders},
                                              {"starving-marks", findStarvingMarks},
                                              {"flapping-marks", findFlappingMarks},
                                              {"marks-narrower-than-batch", findMarksNarrowerThanBatch},
                                              {"standing-queue", findStandingQueues},
                                              {"idle-capacity", findIdleWorkers}}};

std::size_t placeOf(const std::string& rule)
{
    const auto found = std::find_if(allRules.begin(), allRules.end(), [&](const NamedRule& each) { return rule == each.name; });
    return static_cast<std::size_t>(found - allRules.begin());
}

/// A fork watched twice: at once, and when it has settled.
struct TwoWatches
{
    Watch now;
    Watch settled;
};

class Consultation
{
public:
    Consultation(const Simulation& simulation, const Document& document, const AdviceOptions& options)
        : m_stand(simulation, document), m_options(options), m_begin(WallClock::now()),
          m_span(options.span > Duration::zero() ? options.span : adviceSpan(m_stand.scenario())), m_settling(m_stand.settling(m_span)), m_limits{UINT64_MAX, simulation.events(), options.interrupt}
    {
        m_report.at = simulation.now();
        m_report.rules = static_cast<int>(allRules.size());
    }

    AdviceReport report()
    {
        watchBaseline();
        std::vector<Draft> drafts = draftsOf(m_baseline.now);
        if (m_report.complete) {
            const std::vector<Draft> later = draftsOf(m_baseline.settled);
            drafts.erase(std::remove_if(drafts.begin(), drafts.end(), [&](const Draft& each) { return each.onlyIfStays && !stays(each, later); }),
                         drafts.end());
            for (Draft& draft : drafts) {
                tryOut(draft, stays(draft, later));
            }
        }
        std::set<std::string> speaking;
        for (Draft& draft : drafts) {
            if (!draft.onlyIfHelped || draft.advice.evidence) {
                speaking.insert(draft.advice.finding.rule);
                m_report.advice.push_back(std::move(draft.advice));
            }
        }
        m_report.passed = m_report.rules - static_cast<int>(speaking.size());
        m_report.wallSeconds = wallSeconds();
        return std::move(m_report);
    }

private:
    [[nodiscard]] double wallSeconds() const { return std::chrono::duration<double>(WallClock::now() - m_begin).count(); }

    /// A scenario that is too heavy to be looked at for so long is looked at for a shorter time.
    void watchBaseline()
    {
        for (int attempt = 0; attempt < 3; ++attempt) {
            m_limits.mostEvents = m_options.mostEvents;
            Simulation fork = m_stand.fork();
            m_baseline.now = watchOn(fork, m_settling, m_limits);
            if (m_baseline.now.complete) {
                m_baseline.settled = watchOn(fork, m_span, m_limits);
            }
            if ((m_baseline.now.complete && m_baseline.settled.complete) || m_limits.interrupted() || !fork.trouble().empty()) {
                break;
            }
            const double reached = toSeconds(fork.now() - m_report.at) / toSeconds(m_settling + m_span);
            m_settling = fromSeconds(toSeconds(m_settling) * reached * 0.9);
            m_span = fromSeconds(toSeconds(m_span) * reached * 0.9);
        }
        m_limits.mostEvents = 4 * m_options.mostEvents; // a change may bring more events, but not without end
        m_report.observed = m_baseline.now.span;
        m_report.complete = m_baseline.now.complete && m_baseline.settled.complete;
    }

    [[nodiscard]] AdviceCase caseOf(const Watch& watch) const { return {m_stand.scenario(), m_stand.document(), watch}; }

    [[nodiscard]] std::vector<Draft> draftsOf(const Watch& watch) const
    {
        std::vector<Draft> drafts;
        for (const NamedRule& rule : allRules) {
            rule.find(caseOf(watch), drafts);
        }
        dropRepeats(drafts);
        std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
            const auto rank = [](const Draft& draft) {
                return std::pair(-static_cast<int>(draft.advice.finding.severity), placeOf(draft.advice.finding.rule));
            };
            return rank(a) < rank(b);
        });
        return drafts;
    }

    /// The root of a blocked chain is a bottleneck: that is told once.
    static void dropRepeats(std::vector<Draft>& drafts)
    {
        std::vector<std::string> told;
        for (const Draft& each : drafts) {
            if (!each.sameAs.empty()) {
                told.push_back(each.sameAs);
            }
        }
        drafts.erase(std::remove_if(drafts.begin(), drafts.end(),
                                    [&](const Draft& each) {
                                        return each.advice.finding.rule == "bottleneck"
                                               && std::find(told.begin(), told.end(), each.advice.node) != told.end();
                                    }),
                     drafts.end());
    }

    static bool stays(const Draft& draft, const std::vector<Draft>& later)
    {
        return std::any_of(later.begin(), later.end(), [&](const Draft& each) {
            return each.advice.finding.rule == draft.advice.finding.rule && each.advice.node == draft.advice.node;
        });
    }

    /// What passes by itself is judged by what the change does at once, the rest by what it does when it has settled.
    void tryOut(Draft& draft, bool stays)
    {
        for (const Proposal& proposal : draft.proposals) {
            if (m_limits.interrupted() || wallSeconds() > m_options.mostWallSeconds) {
                m_report.complete = false;
                return;
            }
            auto fork = m_stand.forkWith(proposal.edits);
            if (!fork) {
                continue;
            }
            Watch after = watchOn(*fork, m_settling, m_limits);
            if (stays && after.complete) {
                after = watchOn(*fork, m_span, m_limits);
            }
            const Watch& before = stays ? m_baseline.settled : m_baseline.now;
            if (helps(draft.aim, before, after)) {
                propose(draft, proposal, before, after);
                return;
            }
        }
    }

    void propose(Draft& draft, const Proposal& proposal, const Watch& before, const Watch& after)
    {
        Advice& advice = draft.advice;
        advice.label = proposal.label;
        advice.edits = proposal.edits;
        advice.evidence = Evidence{before.from - m_report.at, before.span, effectsOf(draft.aim, before, after)};
        advice.effect = sentenceOf(advice.evidence->effects, draft.aim.node);
        if (draft.tell) {
            draft.tell(advice, before, after);
        }
    }

    ForkStand m_stand;
    const AdviceOptions& m_options;
    WallClock::time_point m_begin;
    Duration m_span;
    Duration m_settling;
    WatchLimits m_limits;
    TwoWatches m_baseline;
    AdviceReport m_report;
};

} // namespace

AdviceReport advise(const Simulation& simulation, const Document& document, const AdviceOptions& options)
{
    return Consultation(simulation, document, options).report();
}

std::vector<std::string> adviceRules()
{
    std::vector<std::string> names;
    for (const NamedRule& rule : allRules) {
        names.emplace_back(rule.name);
    }
    return names;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/advice_trial.h"
#include "run/advice_watch.h"

#include <functional>

namespace highwater {

/// What the rules look at: a scenario as it stands and what a fork without a change did.
struct AdviceCase
{
    const Scenario& scenario;
    const Document& document;
    const Watch& watch;

    /// Index of a node's place in the scenario; -1: none.
    [[nodiscard]] int indexOf(std::string_view name) const;
    [[nodiscard]] const StageNode* stageNode(std::string_view name) const;
    /// Where a node's items go directly.
    [[nodiscard]] std::vector<int> targetsOf(int node) const;
    /// Producers that send to a node directly.
    [[nodiscard]] std::vector<int> feedersOf(int node) const;
    /// Whether anything acts on the signal of a stage: a sender that waits or sheds, its admission, its order.
    [[nodiscard]] bool isHeeded(int node) const;
    /// Producers whose items can come to a node.
    [[nodiscard]] std::vector<int> sourcesOf(int node) const;
};

/// A change that might help.
struct Proposal
{
    std::string label;
    std::vector<ScenarioEdit> edits;
};

/// What a rule found, before anything was tried.
struct Draft
{
    Advice advice;                   ///< without what only a trial can say
    std::vector<Proposal> proposals; ///< tried in this order; the first that helps is proposed
    Aim aim;
    /// Puts figures of the trial into the words; empty: the words stand.
    std::function<void(Advice& advice, const Watch& before, const Watch& after)> tell;
    std::string sameAs;              ///< a stage whose "bottleneck" this already tells; empty: none
    bool onlyIfHelped = false;       ///< not worth a word without a change that helps
    bool onlyIfStays = false;        ///< not worth a word when it passes by itself
};

using AdviceRule = void (*)(const AdviceCase&, std::vector<Draft>&);

// advice_rules_capacity.cpp: work and workers
void findDeadlocks(const AdviceCase& given, std::vector<Draft>& out);
void findHungWorkers(const AdviceCase& given, std::vector<Draft>& out);
void findUnlimitedGrowth(const AdviceCase& given, std::vector<Draft>& out);
void findBlockedChains(const AdviceCase& given, std::vector<Draft>& out);
void findPinnedAutoscalers(const AdviceCase& given, std::vector<Draft>& out);
void findBottlenecks(const AdviceCase& given, std::vector<Draft>& out);
void findIdleWorkers(const AdviceCase& given, std::vector<Draft>& out);
// advice_rules_queue.cpp: queues and marks
void findRefusals(const AdviceCase& given, std::vector<Draft>& out);
void findSlowestConsumers(const AdviceCase& given, std::vector<Draft>& out);
void findStandingQueues(const AdviceCase& given, std::vector<Draft>& out);
void findFlappingMarks(const AdviceCase& given, std::vector<Draft>& out);
void findMarksNarrowerThanBatch(const AdviceCase& given, std::vector<Draft>& out);
void findStarvingMarks(const AdviceCase& given, std::vector<Draft>& out);
// advice_rules_senders.cpp: those who send
void findDeadWork(const AdviceCase& given, std::vector<Draft>& out);
void findShortTimeouts(const AdviceCase& given, std::vector<Draft>& out);
void findRetryStorms(const AdviceCase& given, std::vector<Draft>& out);
void findHostileClients(const AdviceCase& given, std::vector<Draft>& out);
void findDeafSenders(const AdviceCase& given, std::vector<Draft>& out);

// advice_parts.cpp: what the rules share
Draft& addDraft(std::vector<Draft>& out, const char* rule, Finding::Severity severity, const std::string& node, std::string title, std::string text);
std::string pointerIn(const std::string& node, std::string_view path);
/// "/name", escaped
std::string pointerPart(const std::string& name);
/// A level as the scenario writes it.
std::string levelValue(const flow::QueuePolicy& queue, std::int64_t level);
/// A level for people: "412", "64.0 KiB".
std::string levelWords(const flow::QueuePolicy& queue, std::int64_t level);
/// What must change in a stage so that it has so many workers: a list of speeds keeps one for each.
std::vector<ScenarioEdit> workersEdits(const std::string& name, const StageNode& stage, std::int64_t count);
std::vector<ScenarioEdit> marksEdits(const std::string& name, const flow::QueuePolicy& queue, flow::Marks marks);
/// A capacity, and the marks that are written so that they fit below it.
std::vector<ScenarioEdit> capacityEdits(const AdviceCase& given, const std::string& name, const flow::QueuePolicy& queue, std::int64_t capacity);
Proposal marksProposal(const std::string& name, const flow::QueuePolicy& queue, flow::Marks marks);
Proposal workersProposal(const std::string& name, const StageNode& stage, std::int64_t count);
/// As displayRate(); nothing is "0/s".
std::string rateWords(double perSecond);
/// "a", "a and b", "a, b and c"
std::string namesOf(const std::vector<std::string>& names);
std::string counted(std::int64_t count, const char* one, const char* many);

} // namespace highwater

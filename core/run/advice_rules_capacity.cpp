// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about work and workers.
#include "run/advice_rules.h"

#include "units/display.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace highwater {

namespace {

using Kind = AdviceFigure::Kind;
using Severity = Finding::Severity;

constexpr double busyAll = 0.95;        ///< share of the time without an idle worker that makes a bottleneck
constexpr double notableBlocked = 0.05; ///< of worker time
constexpr double notableHeld = 0.05;    ///< of the time
constexpr double idleLoad = 0.3;        ///< below that, workers are too many
constexpr double comfortableLoad = 0.7; ///< to which they are then brought
constexpr double wantedLoad = 0.85;     ///< of workers that are sized anew
constexpr std::int64_t mostTimesWorkers = 4;

bool demanded(const StageWatch& stage)
{
    return stage.figures.depthMean >= 1 || stage.parked > 0 || stage.lost() > 0;
}

std::vector<Aim::Goal> moreThroughput(const std::string& node)
{
    return {{{Kind::Completed, node}, 0.01}, {{Kind::P99, node}, 0.1}, {{Kind::NodeLoss, node}, 0.1}};
}

/// Workers that could do what is offered; at least one more than there are.
std::int64_t workersForAll(const StageWatch& stage, const StageNode& config, const Watch& watch)
{
    const double load = watch.perSecond(stage.counts.offered) * stage.figures.service.mean.value_or(0);
    const double count = std::ceil(load / wantedLoad / static_cast<double>(config.concurrency));
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(count), *config.workers + 1, *config.workers * mostTimesWorkers);
}

void proposeWorkers(Draft& draft, const StageWatch& stage, const StageNode& config, const Watch& watch)
{
    draft.proposals.push_back(workersProposal(stage.name, config, *config.workers + 1));
    const std::int64_t enough = workersForAll(stage, config, watch);
    if (enough > *config.workers + 1) {
        draft.proposals.push_back(workersProposal(stage.name, config, enough));
    }
}

/// " batch import waits 52 % of the time." of the producers that a stage holds back; empty: none.
std::string waitingFor(const AdviceCase& given, const std::string& name)
{
    std::string text;
    for (const int feeder : given.feedersOf(given.indexOf(name))) {
        const ProducerWatch* producer = given.watch.producer(given.scenario.nodes[static_cast<std::size_t>(feeder)].name);
        const double heldTime = producer == nullptr ? 0.0 : static_cast<double>(producer->counts.heldTime);
        const double held = heldTime / static_cast<double>(given.watch.span.count());
        if (held >= notableHeld) {
            text += " " + producer->name + " waits " + displayRatio(std::min(1.0, held)) + " of the time.";
        }
    }
    return text;
}

/// Of those that a stage sends to: the one that had no room for the longest time; null: none.
const StageWatch* narrowestAfter(const AdviceCase& given, const std::string& name)
{
    const StageWatch* narrowest = nullptr;
    double most = -1;
    for (const int target : given.targetsOf(given.indexOf(name))) {
        const StageWatch* each = given.watch.stage(given.scenario.nodes[static_cast<std::size_t>(target)].name);
        const double tight = each == nullptr || each->name == name ? -1.0 : each->figures.depthFull + each->figures.allBusy.value_or(0);
        if (tight > most) {
            most = tight;
            narrowest = each;
        }
    }
    return narrowest;
}

bool isBlocked(const StageWatch& stage) { return stage.figures.blocked.value_or(0) >= notableBlocked; }

/// The end of the chain that a blocked stage begins; null: none.
const StageWatch* rootOf(const AdviceCase& given, const StageWatch& blocked)
{
    const StageWatch* root = narrowestAfter(given, blocked.name);
    for (std::size_t steps = 0; root != nullptr && isBlocked(*root) && root->role == Role::Stage; ++steps) {
        const StageWatch* next = narrowestAfter(given, root->name);
        if (next == nullptr || steps > given.watch.stages.size()) {
            break;
        }
        root = next;
    }
    return root;
}

} // namespace

void findDeadlocks(const AdviceCase& given, std::vector<Draft>& out)
{
    const auto& stuck = given.watch.deadlocked;
    if (stuck.empty()) {
        return;
    }
    Draft& draft = addDraft(out, "deadlock", Severity::Error, stuck.front(), namesOf(stuck) + " wait for each other",
                            "Their workers hold finished items for one another: none will ever move again.");
    for (const std::string& each : stuck) {
        // Those who stand at its door already would stand there for ever: one place more lets them move.
        const StageNode* config = given.stageNode(each);
        if (config != nullptr && config->queue.capacity && config->queue.measure == flow::Measure::Items) {
            Proposal proposal{"Let " + each + " refuse", {{pointerIn(each, "queue/whenFull"), "reject"}}};
            const auto more = capacityEdits(given, each, config->queue, *config->queue.capacity + 1);
            proposal.edits.insert(proposal.edits.end(), more.begin(), more.end());
            draft.proposals.push_back(std::move(proposal));
        }
    }
    draft.aim = {stuck.front(), {{{Kind::Completed, stuck.front()}, 0.01}}, 0.01, 10, 1};
}

void findHungWorkers(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const StageWatch& stage : given.watch.stages) {
        if (stage.hung > 0 && stage.limit) {
            addDraft(out, "hung-workers", stage.hung >= *stage.limit ? Severity::Error : Severity::Warning, stage.name,
                     counted(stage.hung, "worker", "workers") + " of " + stage.name + " hang" + (stage.hung == 1 ? "s" : ""),
                     displayCount(static_cast<double>(stage.hung)) + " of " + displayCount(static_cast<double>(*stage.limit))
                         + " never come back from an item.");
        }
    }
}

void findUnlimitedGrowth(const AdviceCase& given, std::vector<Draft>& out)
{
    constexpr double growing = 0.02;       // of what comes
    constexpr std::int64_t leastGrowth = 20;
    for (const StageWatch& stage : given.watch.stages) {
        const StageNode* config = given.stageNode(stage.name);
        if (config == nullptr || stage.role != Role::Stage || config->queue.capacity || config->queue.measure != flow::Measure::Items) {
            continue;
        }
        const std::int64_t growth = stage.levelEnd - stage.levelBegin;
        const double offered = given.watch.perSecond(stage.counts.offered);
        const double slope = static_cast<double>(growth) / toSeconds(given.watch.span);
        if (growth < leastGrowth || slope < growing * offered) {
            continue;
        }
        const double completed = given.watch.perSecond(stage.counts.completed);
        Draft& draft = addDraft(out, "unlimited-growth", Severity::Error, stage.name,
                                "The queue of " + stage.name + " grows without a limit",
                                "Longer by " + rateWords(slope) + ": " + rateWords(offered) + " come, " + rateWords(completed) + " leave.");
        // A line that takes about as long as ten services, or a second.
        const double wait = std::max(1.0, 10 * stage.figures.service.mean.value_or(0));
        const auto places = std::max<std::int64_t>({10, 2 * stage.limit.value_or(1), std::llround(completed * wait)});
        draft.proposals.push_back({"Limit to " + displayCount(static_cast<double>(places)), capacityEdits(given, stage.name, config->queue, places)});
        draft.onlyIfStays = true;
        draft.aim.goals = {{{Kind::P99, stage.name}, 0.2}};
        draft.aim.moreLost = 1; // refused at once instead of waiting without end
    }
}

void findBlockedChains(const AdviceCase& given, std::vector<Draft>& out)
{
    std::map<std::string, std::vector<const StageWatch*>> byRoot;
    for (const StageWatch& stage : given.watch.stages) {
        if (stage.role == Role::Stage && isBlocked(stage)) {
            const StageWatch* root = rootOf(given, stage);
            const auto& stuck = given.watch.deadlocked; // a circle has no end
            if (root != nullptr && std::find(stuck.begin(), stuck.end(), root->name) == stuck.end()) {
                byRoot[root->name].push_back(&stage);
            }
        }
    }
    for (const auto& [name, blocked] : byRoot) {
        const StageWatch& root = *given.watch.stage(name);
        std::vector<std::string> names, shares;
        for (const StageWatch* each : blocked) {
            names.push_back(each->name);
            shares.push_back(each->name + " " + displayRatio(*each->figures.blocked));
        }
        Draft& draft = addDraft(out, "blocked-chain", Severity::Warning, name, name + " holds " + namesOf(names) + " back",
                                "Blocked: " + namesOf(shares) + ". " + name + " has no worker idle for "
                                    + displayRatio(root.figures.allBusy.value_or(0)) + " and no place free for "
                                    + displayRatio(root.figures.depthFull)
                                    + " of the time.");
        draft.advice.finding.evidence = {{"blocked", *blocked.front()->figures.blocked}, {"root_all_busy", root.figures.allBusy.value_or(0)}};
        draft.sameAs = name;
        draft.aim.goals = {{{Kind::Completed, name}, 0.01}, {{Kind::Blocked, blocked.front()->name}, 0.2}};
        const StageNode* config = given.stageNode(name);
        if (config != nullptr && config->workers && !config->autoscale) {
            draft.proposals.push_back(workersProposal(name, *config, *config->workers + 1));
        }
    }
}

void findPinnedAutoscalers(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const StageWatch& stage : given.watch.stages) {
        const int index = given.indexOf(stage.name);
        const Node* node = index < 0 ? nullptr : &given.scenario.nodes[static_cast<std::size_t>(index)];
        const StageNode* config = node == nullptr ? nullptr : node->stage();
        const BalancerNode* balancer = node == nullptr ? nullptr : node->balancer();
        if (balancer == nullptr && (config == nullptr || !config->autoscale)) {
            continue;
        }
        const std::int64_t max = balancer != nullptr ? balancer->policy.max : config->autoscale->max * config->concurrency;
        const double load = stage.figures.utilisation.value_or(0);
        const bool strained = balancer != nullptr ? stage.levelEnd > 0 || stage.lost() > 0 || stage.parked > 0
                                                  : (load > 0.9 && demanded(stage));
        if (stage.parts < max || !strained) {
            continue;
        }
        const std::int64_t most = balancer != nullptr ? max : config->autoscale->max;
        const std::string what = balancer != nullptr ? counted(most, "replica runs", "replicas run") : counted(most, "worker runs", "workers run");
        Draft& draft = addDraft(out, "autoscaler-pinned", Severity::Warning, stage.name, stage.name + " has scaled to its limit",
                                what + ", the most it may start: " + rateWords(given.watch.perSecond(stage.counts.offered)) + " come, "
                                    + rateWords(given.watch.perSecond(stage.counts.completed)) + " leave.");
        for (const std::int64_t next : {most + std::max<std::int64_t>(1, most / 4), 2 * most}) {
            draft.proposals.push_back({"At most " + displayCount(static_cast<double>(next)),
                                       {{pointerIn(stage.name, balancer != nullptr ? "replicas/max" : "autoscale/max"), std::to_string(next)}}});
        }
        draft.aim.goals = moreThroughput(stage.name);
    }
}

void findBottlenecks(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const StageWatch& stage : given.watch.stages) {
        const StageNode* config = given.stageNode(stage.name);
        if (config == nullptr || stage.role != Role::Stage || !stage.limit || config->autoscale || stage.hung > 0) {
            continue;
        }
        if (stage.figures.allBusy.value_or(0) < busyAll || stage.figures.utilisation.value_or(0) < busyAll || !demanded(stage)) {
            continue;
        }
        const std::string limit = displayCount(static_cast<double>(*stage.limit));
        Draft& draft = addDraft(out, "bottleneck", Severity::Warning, stage.name,
                                stage.name + " is the bottleneck: " + limit + " of " + limit + " busy",
                                rateWords(given.watch.perSecond(stage.counts.offered)) + " come, "
                                    + rateWords(given.watch.perSecond(stage.counts.completed))
                                    + " leave." + waitingFor(given, stage.name) + " All are busy " + displayRatio(*stage.figures.allBusy)
                                    + " of the time.");
        draft.advice.finding.evidence = {{"all_busy", *stage.figures.allBusy}, {"utilisation", *stage.figures.utilisation}};
        draft.aim.goals = moreThroughput(stage.name);
        proposeWorkers(draft, stage, *config, given.watch);
    }
}

void findIdleWorkers(const AdviceCase& given, std::vector<Draft>& out)
{
    constexpr std::uint64_t leastVisits = 200;
    for (const StageWatch& stage : given.watch.stages) {
        const StageNode* config = given.stageNode(stage.name);
        if (config == nullptr || stage.role != Role::Stage || !config->workers || *config->workers < 2 || config->autoscale || stage.hung > 0
            || !config->speeds.empty()) {
            continue;
        }
        const double load = stage.figures.utilisation.value_or(1);
        if (load >= idleLoad || isBlocked(stage) || stage.lost() > 0 || stage.counts.completed < leastVisits) {
            continue;
        }
        const double busy = load * static_cast<double>(*config->workers);
        Draft& draft = addDraft(out, "idle-capacity", Severity::Note, stage.name, stage.name + " has more workers than work",
                                displayNumber(busy) + " of " + displayCount(static_cast<double>(*config->workers))
                                    + " workers are busy on the average.");
        draft.aim.goals = {{{Kind::Workers, stage.name}, 0.01}};
        draft.onlyIfHelped = true;
        draft.onlyIfStays = true;
        for (const double target : {comfortableLoad, 0.5, 0.3}) {
            const auto fewer = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(busy / target)));
            const bool another = draft.proposals.empty() || draft.proposals.back().edits.front().value != std::to_string(fewer);
            if (fewer < *config->workers && another) {
                draft.proposals.push_back(workersProposal(stage.name, *config, fewer));
            }
        }
    }
}

} // namespace highwater

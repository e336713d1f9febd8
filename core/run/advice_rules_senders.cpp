// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about those who send: retries, timeouts, clients.
#include "run/advice_rules.h"

#include "units/display.h"
#include "units/quantity.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using Kind = AdviceFigure::Kind;
using Severity = Finding::Severity;

constexpr double notableDead = 0.05;      ///< share of the work in progress
constexpr double seriousDead = 0.25;
constexpr double notableRetries = 0.3;    ///< repeats per first try
constexpr double notablePressed = 0.05;   ///< share of the time
constexpr double mostTimes = 30;          ///< repeats per first try that are worth a number
constexpr double crowdedOut = 0.01;       ///< share of what the others send that is refused or lost
constexpr double hostileShare = 5;        ///< times what the others send

const ProducerNode& producerAt(const AdviceCase& given, int index)
{
    return *given.scenario.nodes[static_cast<std::size_t>(index)].producer();
}

const std::string& nameAt(const AdviceCase& given, int index) { return given.scenario.nodes[static_cast<std::size_t>(index)].name; }

/// A time that people would write: two significant digits.
Duration rounded(double seconds)
{
    if (seconds <= 0) {
        return Duration::zero();
    }
    const double step = std::pow(10.0, std::floor(std::log10(seconds)) - 1);
    return fromSeconds(std::floor(seconds / step) * step);
}

std::uint64_t notServed(const std::vector<ClientTally>& clients)
{
    std::uint64_t sum = 0;
    for (const ClientTally& each : clients) {
        sum += each.refused + each.lost;
    }
    return sum;
}

double answeredPerSecond(const AdviceCase& given, const std::string& node)
{
    const PartWatch* part = given.watch.partOf(node);
    return part != nullptr ? given.watch.perSecond(part->completed) : 0.0;
}

} // namespace

void findDeadWork(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const StageWatch& stage : given.watch.stages) {
        if (given.stageNode(stage.name) == nullptr || stage.dead < notableDead) {
            continue;
        }
        Draft& draft = addDraft(out, "dead-work", stage.dead >= seriousDead ? Severity::Error : Severity::Warning, stage.name,
                                displayRatio(stage.dead) + " of the work of " + stage.name + " is for nobody",
                                rateWords(given.watch.perSecond(stage.counts.completed)) + " leave, " + rateWords(answeredPerSecond(given, stage.name))
                                    + " are answered in time: the callers had given up.");
        draft.advice.finding.evidence = {{"dead_share", stage.dead}};
        draft.aim.goals = {{{Kind::Completed, stage.name}, 0.05}};
        draft.aim.longerP99 = 10;
        draft.aim.moreLost = 0.05;
        for (const double part : {0.9, 0.75, 0.5}) {
            Proposal proposal{{}, {}};
            for (const int source : given.sourcesOf(given.indexOf(stage.name))) {
                const ProducerNode& producer = producerAt(given, source);
                if (producer.timeout && (!producer.deadline || *producer.deadline >= *producer.timeout)) {
                    const Duration deadline = rounded(part * toSeconds(*producer.timeout) - stage.figures.service.mean.value_or(0));
                    proposal.label = "Deadline " + displayDuration(toSeconds(deadline));
                    proposal.edits.push_back({pointerIn(nameAt(given, source), "deadline"), writeDuration(deadline)});
                }
            }
            if (!proposal.edits.empty()) {
                draft.proposals.push_back(std::move(proposal));
            }
        }
    }
}

void findShortTimeouts(const AdviceCase& given, std::vector<Draft>& out)
{
    for (std::size_t i = 0; i < given.scenario.nodes.size(); ++i) {
        const ProducerNode* producer = given.scenario.nodes[i].producer();
        if (producer == nullptr || !producer->timeout) {
            continue;
        }
        for (const int target : given.targetsOf(static_cast<int>(i))) {
            const StageWatch* stage = given.watch.stage(nameAt(given, target));
            const StageNode* config = stage == nullptr ? nullptr : given.stageNode(stage->name);
            const double typical = stage == nullptr ? 0.0 : stage->figures.sojourn.p50.value_or(0);
            if (config == nullptr || typical < toSeconds(*producer->timeout)) {
                continue;
            }
            const std::string& name = given.scenario.nodes[i].name;
            Draft& draft = addDraft(out, "timeout-too-short", Severity::Error, stage->name, name + " gives up before " + stage->name + " can answer",
                                    "Timeout " + displayDuration(toSeconds(*producer->timeout)) + "; half of the visits take longer than "
                                        + displayDuration(typical) + ".");
            draft.advice.finding.evidence = {{"timeout_s", toSeconds(*producer->timeout)}, {"p50_s", typical}};
            draft.aim.goals = {{{Kind::Completed, stage->name}, 0.05}};
            draft.aim.longerP99 = 10;
            draft.aim.moreLost = 0.05;
            const double rate = given.watch.perSecond(stage->counts.completed);
            for (const double part : {0.7, 0.4}) {
                const auto places = static_cast<std::int64_t>(std::floor(part * rate * toSeconds(*producer->timeout)));
                if (places >= 1 && config->queue.measure == flow::Measure::Items && places < config->queue.capacity.value_or(INT64_MAX)) {
                    draft.proposals.push_back(
                        {"Capacity " + displayCount(static_cast<double>(places)), capacityEdits(given, stage->name, config->queue, places)});
                }
            }
        }
    }
}

void findRetryStorms(const AdviceCase& given, std::vector<Draft>& out)
{
    constexpr std::uint64_t fewestRetries = 20;
    for (const ProducerWatch& watch : given.watch.producers) {
        const int index = given.indexOf(watch.name);
        const double first = static_cast<double>(std::max<std::uint64_t>(1, watch.firstTries()));
        const double repeats = static_cast<double>(watch.counts.retried) / first;
        if (index < 0 || watch.counts.retried < fewestRetries || repeats < notableRetries) {
            continue;
        }
        const ProducerNode& producer = producerAt(given, index);
        const bool wave = repeats > mostTimes; // few new calls: the repeats of older ones come
        Draft& draft = addDraft(out, "retries-amplify", repeats >= 1 ? Severity::Error : Severity::Warning, watch.name,
                                wave ? "All that " + watch.name + " sends are retries"
                                     : "Retries of " + watch.name + " make " + displayNumber(1 + repeats) + " times the load",
                                rateWords(given.watch.perSecond(watch.firstTries())) + " of calls become "
                                    + rateWords(given.watch.perSecond(watch.counts.sent))
                                    + " of attempts, " + rateWords(given.watch.perSecond(watch.counts.completed)) + " are answered.");
        draft.advice.finding.evidence = {{"retries_per_call", repeats}};
        draft.aim.goals = {{{Kind::Completed, watch.name}, 0.02}, {{Kind::Retries, watch.name}, 0.5}};
        draft.aim.moreLost = 0.01;
        draft.aim.longerP99 = 0.25;
        if (producer.retry.kind != flow::RetryPolicy::Kind::None && producer.retry.budget.value_or(1) > 0.1
            && given.document.get(pointerIn(watch.name, "retry/policy")).has_value()) {
            draft.proposals.push_back({"Retry budget 10\u2009%", {{pointerIn(watch.name, "retry/budget"), "10%"}}});
        }
    }
}

void findHostileClients(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const ProducerWatch& watch : given.watch.producers) {
        const int index = given.indexOf(watch.name);
        if (index < 0 || watch.clients.size() < 2) {
            continue;
        }
        const auto less = [](const ClientTally& a, const ClientTally& b) { return a.sent < b.sent; };
        const auto most = std::max_element(watch.clients.begin(), watch.clients.end(), less);
        const auto client = static_cast<std::size_t>(most - watch.clients.begin());
        const double others = static_cast<double>(watch.counts.sent - most->sent) / static_cast<double>(watch.clients.size() - 1);
        const double turnedAway = static_cast<double>(notServed(watch.clients) - notServed({*most})) / static_cast<double>(watch.clients.size() - 1);
        if (others <= 0 || static_cast<double>(most->sent) < hostileShare * others || turnedAway < crowdedOut * others) {
            continue;
        }
        for (const int target : given.targetsOf(index)) {
            const StageWatch* stage = given.watch.stage(nameAt(given, target));
            const StageNode* config = stage == nullptr ? nullptr : given.stageNode(stage->name);
            if (config == nullptr || stage->lost() == 0) {
                continue;
            }
            Draft& draft = addDraft(out, "hostile-client", Severity::Error, stage->name, "One client of " + watch.name + " crowds the others out",
                                    "Client " + std::to_string(client + 1) + " sends " + rateWords(given.watch.perSecond(most->sent)) + ", the others "
                                        + rateWords(others / toSeconds(given.watch.span)) + " each; " + displayRatio(stage->lostShare()) + " are lost.");
            draft.advice.finding.evidence = {{"client_per_s", given.watch.perSecond(most->sent)}, {"others_per_s", others / toSeconds(given.watch.span)}};
            // Twice what an honest client sends, and what a sender with one client sends who shares the stage.
            double rate = others / toSeconds(given.watch.span);
            for (const int feeder : given.feedersOf(target)) {
                const ProducerWatch* each = given.watch.producer(nameAt(given, feeder));
                if (each != nullptr && each->clients.empty()) {
                    rate = std::max(rate, given.watch.perSecond(each->counts.sent));
                }
            }
            rate = std::ceil(2 * rate);
            const std::string quota = "quota(" + writeRate(Rate::perSecond(rate)) + ", " + std::to_string(std::llround(2 * rate)) + ")";
            const bool chained = !config->admission.empty();
            const ScenarioEdit edit{pointerIn(stage->name, chained ? "admission/-" : "admission"), chained ? quota : "[\"" + quota + "\"]"};
            draft.proposals.push_back({"Quota " + writeRate(Rate::perSecond(rate)), {edit}});
            draft.aim.goals = {{{Kind::CompletedOthers, watch.name, client}, 0.02}, {{Kind::P99, stage->name}, 0.2}};
            draft.aim.fewerCompleted = 1; // what the one no longer gets is the point
            draft.aim.moreLost = 1;
        }
    }
}

void findDeafSenders(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const ProducerWatch& watch : given.watch.producers) {
        const int index = given.indexOf(watch.name);
        if (index < 0 || producerAt(given, index).onPressure != flow::OnPressure::Ignore || watch.counts.sent == 0) {
            continue;
        }
        for (const int target : given.targetsOf(index)) {
            const StageWatch* stage = given.watch.stage(nameAt(given, target));
            if (stage == nullptr || stage->figures.pressedFraction < notablePressed) {
                continue;
            }
            const std::int64_t above = stage->figures.aboveMark.value_or(0);
            if (stage->lost() == 0 && above <= 0) {
                continue;
            }
            Draft& draft = addDraft(out, "ignores-pressure", Severity::Warning, watch.name, watch.name + " ignores the signal of " + stage->name,
                                    rateWords(given.watch.perSecond(watch.counts.sent)) + " come while it asks to wait ("
                                        + displayRatio(stage->figures.pressedFraction) + " of the time): "
                                        + (stage->lost() > 0 ? displayRatio(stage->lostShare()) + " are lost."
                                                             : "the queue rises " + displayCount(static_cast<double>(above)) + " above the mark."));
            draft.advice.finding.evidence = {{"pressed", stage->figures.pressedFraction}, {"above_mark", static_cast<double>(above)}};
            draft.aim.node = stage->name;
            draft.aim.goals = {{{Kind::NodeLoss, stage->name}, 0.5}, {{Kind::P99, stage->name}, 0.1}};
            draft.proposals.push_back({"Let it wait", {{pointerIn(watch.name, "onPressure"), "wait"}}});
            break;
        }
    }
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about queues and their marks.
#include "run/advice_rules.h"

#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using Kind = AdviceFigure::Kind;
using Severity = Finding::Severity;

constexpr double seriousLoss = 0.05;   ///< share of what is offered
constexpr double notableLoss = 0.001;
constexpr std::uint64_t fewestLost = 5;
constexpr double fullLoad = 0.9;       ///< from there on places do not help
constexpr double notableFull = 0.02;   ///< share of the time
constexpr double notablePressed = 0.02;
constexpr double readableSwitches = 60; ///< per minute: more of them are flapping
constexpr double slowSwitches = 50;   ///< items that leave between two switches: a signal that is as slow as that does not flap
constexpr double standingServices = 2;  ///< mean service times: a shorter standing wait is no queue to speak of

flow::RefusalReason mostFrequent(const StageWatch& stage)
{
    return static_cast<flow::RefusalReason>(std::max_element(stage.refusedBy.begin(), stage.refusedBy.end()) - stage.refusedBy.begin());
}

/// "no place is free", of what is lost most often.
std::string causeOf(const StageWatch& stage)
{
    const Counters& counts = stage.counts;
    if (counts.refused >= std::max({counts.dropped, counts.expired, counts.failed})) {
        const auto reason = mostFrequent(stage);
        return reason == flow::RefusalReason::QueueFull ? "no place is free" : "turned away by its " + std::string(flow::nameOf(reason)) + " admission";
    }
    if (counts.expired >= std::max(counts.dropped, counts.failed)) {
        return "they waited too long";
    }
    return counts.failed > counts.dropped ? "their work failed" : "thrown out of the queue";
}

/// Whether what is lost is lost for want of places.
bool wantsPlaces(const StageWatch& stage)
{
    const Counters& counts = stage.counts;
    return counts.dropped + stage.refusedBy[static_cast<std::size_t>(flow::RefusalReason::QueueFull)] > counts.expired + counts.failed
           && (counts.refused == 0 || mostFrequent(stage) == flow::RefusalReason::QueueFull || counts.dropped > counts.refused);
}

void proposeForRefusals(const AdviceCase& given, const StageWatch& stage, const StageNode& config, Draft& draft)
{
    if (!wantsPlaces(stage)) {
        return;
    }
    if (stage.figures.utilisation.value_or(1) < fullLoad && config.queue.capacity) {
        for (const std::int64_t times : {2, 4, 8}) {
            const std::int64_t capacity = std::max<std::int64_t>(1, *config.queue.capacity) * times;
            draft.proposals.push_back({"Capacity " + levelWords(config.queue, capacity), capacityEdits(given, stage.name, config.queue, capacity)});
        }
        draft.aim.longerP99 = 5; // those that were refused wait now
    } else if (config.workers && !config.autoscale && stage.hung == 0) {
        const double load = given.watch.perSecond(stage.counts.offered) * stage.figures.service.mean.value_or(0);
        const auto count = static_cast<std::int64_t>(std::ceil(load / fullLoad / static_cast<double>(config.concurrency)));
        if (count > *config.workers && count <= 4 * *config.workers) {
            draft.proposals.push_back(workersProposal(stage.name, config, count));
        }
    }
}

/// How far a queue's limits may come down so that what never drains is gone, and workers do not run dry.
std::vector<std::int64_t> cutsOf(const StageWatch& stage)
{
    std::vector<std::int64_t> cuts;
    for (const std::int64_t times : {2, 6, 20}) {
        const std::int64_t cut = stage.levelLeast - times * stage.limit.value_or(1);
        if (cut > stage.levelLeast / 4) {
            cuts.push_back(cut);
        }
    }
    return cuts;
}

double itemsPerSwitchOf(const StageWatch& stage, const Watch& watch)
{
    return 60 * watch.perSecond(stage.counts.completed) / std::max(stage.flipsPerMinute, 1e-9);
}

bool flaps(const StageWatch& stage, const Watch& watch)
{
    return stage.flipsPerMinute > readableSwitches && itemsPerSwitchOf(stage, watch) < slowSwitches;
}

struct Limit
{
    std::int64_t places = 0;
    bool byMarks = false;
};

/// What keeps a queue from growing further: its capacity, or its marks.
std::optional<Limit> limitOf(const StageWatch& stage, const flow::QueuePolicy& queue)
{
    if (queue.capacity && (stage.figures.depthFull > notableFull || stage.counts.dropped > 0)) {
        return Limit{*queue.capacity, false};
    }
    if (queue.marks && stage.figures.pressedFraction > notablePressed) {
        return Limit{queue.marks->high, true};
    }
    return std::nullopt;
}

void tellPriceOf(const std::string& node, const std::string& standing, Advice& advice, const Watch& before, const Watch& after)
{
    const AdviceFigure throughput{Kind::Completed, node};
    const double with = throughput.of(before).value_or(0);
    const double without = throughput.of(after).value_or(0);
    const auto tenths = without > 0 ? std::max<std::int64_t>(0, std::llround((with / without - 1) * 1000)) : 0;
    const std::string bought = std::to_string(tenths / 10) + (tenths % 10 > 0 ? "." + std::to_string(tenths % 10) : std::string());
    advice.finding.text = "+" + standing + " for +" + bought + "\u2009% throughput.";
    advice.finding.evidence.emplace_back("throughput_bought", without > 0 ? with / without - 1 : 0.0);
}

} // namespace

void findRefusals(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const StageWatch& stage : given.watch.stages) {
        if (given.indexOf(stage.name) < 0 || stage.lost() < fewestLost || stage.lostShare() < notableLoss) {
            continue;
        }
        const double share = stage.lostShare();
        Draft& draft = addDraft(out, "refused", share >= seriousLoss ? Severity::Error : Severity::Warning, stage.name,
                                stage.name + " loses " + displayRatio(share) + " of what comes",
                                rateWords(given.watch.perSecond(stage.lost())) + " of " + rateWords(given.watch.perSecond(stage.counts.offered))
                                    + ": " + causeOf(stage) + ".");
        draft.advice.finding.evidence = {{"lost_share", share}, {"lost", static_cast<double>(stage.lost())}};
        draft.aim.goals = {{{Kind::NodeLoss, stage.name}, 0.5}};
        if (const StageNode* config = given.stageNode(stage.name)) {
            proposeForRefusals(given, stage, *config, draft);
        }
    }
}

void findSlowestConsumers(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const StageWatch& channel : given.watch.stages) {
        const int index = given.indexOf(channel.name);
        const ChannelNode* config = index < 0 ? nullptr : given.scenario.nodes[static_cast<std::size_t>(index)].channel();
        const bool pressing = channel.figures.depthFull > notableFull || channel.figures.pressedFraction > notablePressed || channel.parked > 0
                              || channel.lost() > 0;
        if (config == nullptr || !pressing) {
            continue;
        }
        const StageWatch* slowest = nullptr;
        std::vector<std::string> others;
        double nextLoad = 0;
        for (const Consumer& each : config->consumers) {
            const StageWatch* consumer = given.watch.stage(channel.name + "/" + each.name);
            if (consumer == nullptr || each.killed) {
                continue;
            }
            const double load = consumer->figures.utilisation.value_or(0);
            if (slowest == nullptr || load > slowest->figures.utilisation.value_or(0)) {
                nextLoad = slowest == nullptr ? nextLoad : std::max(nextLoad, slowest->figures.utilisation.value_or(0));
                slowest = consumer;
            } else {
                nextLoad = std::max(nextLoad, load);
            }
        }
        if (slowest == nullptr || slowest->figures.utilisation.value_or(0) < fullLoad || nextLoad >= fullLoad) {
            continue;
        }
        const std::string reader = slowest->name.substr(channel.name.size() + 1);
        for (const Consumer& each : config->consumers) {
            if (each.name != reader && !each.killed) {
                others.push_back(each.name);
            }
        }
        Draft& draft = addDraft(out, "slowest-consumer", Severity::Warning, channel.name, reader + " slows " + channel.name + " down for everybody",
                                reader + " reads " + rateWords(given.watch.perSecond(slowest->counts.completed)) + " and is busy "
                                    + displayRatio(*slowest->figures.utilisation) + " of the time: "
                                    + (others.empty() ? std::string("those who send wait for it.")
                                                      : namesOf(others) + (others.size() == 1 ? " waits" : " wait") + " for it."));
        draft.advice.finding.evidence = {{"utilisation", *slowest->figures.utilisation}, {"next_utilisation", nextLoad}};
        for (const std::string& other : others) {
            draft.aim.goals.push_back({{Kind::Throughput, channel.name + "/" + other}, 0.05});
        }
        if (!others.empty()) {
            draft.proposals.push_back({"Cut " + reader + " off", {{pointerIn(channel.name, "consumers") + pointerPart(reader) + "/killed", "true"}}});
        }
    }
}

void findStandingQueues(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const StageWatch& stage : given.watch.stages) {
        const StageNode* config = given.stageNode(stage.name);
        const double standing = stage.figures.bloat.standing.value_or(0);
        if (config == nullptr || stage.role != Role::Stage || standing < standingServices * stage.figures.service.mean.value_or(0) || standing <= 0) {
            continue;
        }
        const flow::QueuePolicy& queue = config->queue;
        const auto limit = limitOf(stage, queue);
        if (!limit || stage.levelLeast < std::max<std::int64_t>(2, limit->places / 10)) {
            continue;
        }
        const std::string never = levelWords(queue, stage.levelLeast) + " of " + levelWords(queue, limit->places);
        const std::string unit = queue.measure == flow::Measure::Items ? " places of " : " of ";
        Draft& draft = addDraft(out, "standing-queue", Severity::Warning, stage.name, never + unit + stage.name + " are never empty",
                                "+" + displayDuration(standing) + " for every item: a standing queue.");
        draft.advice.finding.evidence = {{"standing_s", standing}, {"never_empty", static_cast<double>(stage.levelLeast)}};
        draft.aim.goals = {{{Kind::P99, stage.name}, 0.1}};
        draft.aim.moreLost = 0.01;
        draft.tell = [node = stage.name, price = displayDuration(standing)](Advice& advice, const Watch& before, const Watch& after) {
            tellPriceOf(node, price, advice, before, after);
        };
        const bool movable = queue.measure == flow::Measure::Items && !(limit->byMarks && flaps(stage, given.watch));
        const auto cuts = movable ? cutsOf(stage) : std::vector<std::int64_t>{};
        for (const std::int64_t cut : cuts) {
            if (limit->byMarks) {
                const flow::Marks lower{queue.marks->high - cut, std::max<std::int64_t>(0, queue.marks->low - cut)};
                draft.proposals.push_back(marksProposal(stage.name, queue, lower));
            } else {
                const std::int64_t places = limit->places - cut;
                draft.proposals.push_back({"Capacity " + levelWords(queue, places), capacityEdits(given, stage.name, queue, places)});
            }
        }
    }
}

void findFlappingMarks(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const StageWatch& stage : given.watch.stages) {
        const StageNode* config = given.stageNode(stage.name);
        if (config == nullptr || stage.role != Role::Stage || !config->queue.marks) {
            continue;
        }
        if (!flaps(stage, given.watch) || !given.isHeeded(given.indexOf(stage.name))) {
            continue;
        }
        const double perSwitch = itemsPerSwitchOf(stage, given.watch);
        const flow::QueuePolicy& queue = config->queue;
        const flow::Marks& marks = *queue.marks;
        Draft& draft = addDraft(out, "flapping-marks", Severity::Warning, stage.name, "The signal of " + stage.name + " flaps",
                                displayCount(std::round(stage.flipsPerMinute)) + " switches a minute between " + levelWords(queue, marks.high) + " and "
                                    + levelWords(queue, marks.low) + ", one for "
                                    + (perSwitch < 1.5 ? std::string("each item.") : "every " + displayCount(std::round(perSwitch)) + " items."));
        draft.advice.finding.evidence = {{"switches_per_minute", stage.flipsPerMinute}, {"items_per_switch", perSwitch}};
        draft.aim.goals = {{{Kind::Switches, stage.name}, std::max(0.5, 1 - readableSwitches / stage.flipsPerMinute)}};
        draft.aim.longerP99 = 0.25;
        const std::int64_t width = marks.high - marks.low;
        // The wider the band, the fewer the switches, in proportion or better: from a quarter of what that says on.
        const auto first = static_cast<double>(width) * std::max(2.0, stage.flipsPerMinute / readableSwitches / 4);
        for (double next = first; draft.proposals.size() < 6 && next < 1.5 * static_cast<double>(marks.high); next *= 1.5) {
            draft.proposals.push_back(marksProposal(stage.name, queue, {marks.high, std::max<std::int64_t>(0, marks.high - std::llround(next))}));
        }
    }
}

void findMarksNarrowerThanBatch(const AdviceCase& given, std::vector<Draft>& out)
{
    constexpr double notableSwitches = 2; // a minute
    for (const StageWatch& stage : given.watch.stages) {
        const StageNode* config = given.stageNode(stage.name);
        if (config == nullptr || !config->queue.marks || config->queue.measure != flow::Measure::Items || stage.flipsPerMinute < notableSwitches
            || !given.isHeeded(given.indexOf(stage.name))) {
            continue;
        }
        const flow::Marks& marks = *config->queue.marks;
        for (const int feeder : given.feedersOf(given.indexOf(stage.name))) {
            const Node& node = given.scenario.nodes[static_cast<std::size_t>(feeder)];
            const double batch = node.producer()->arrivals.batch ? meanOf(*node.producer()->arrivals.batch) : 1.0;
            if (batch <= 1 || batch <= static_cast<double>(marks.high - marks.low)) {
                continue;
            }
            Draft& draft = addDraft(out, "marks-narrower-than-batch", Severity::Warning, stage.name, "One batch crosses both marks of " + stage.name,
                                    node.name + " sends " + displayNumber(batch) + " at once, the marks lie "
                                        + displayCount(static_cast<double>(marks.high - marks.low)) + " apart: "
                                        + displayCount(std::round(stage.flipsPerMinute)) + " switches a minute.");
            draft.advice.finding.evidence = {{"batch", batch}, {"band", static_cast<double>(marks.high - marks.low)}};
            draft.aim.goals = {{{Kind::Switches, stage.name}, 0.3}};
            draft.aim.longerP99 = 3; // a batch waits in the queue instead of at its sender
            const std::int64_t most = config->queue.capacity.value_or(INT64_MAX);
            for (const std::int64_t times : {2, 4}) {
                const auto band = static_cast<std::int64_t>(std::ceil(batch)) * times;
                const std::int64_t high = std::min(most, std::max(marks.high, band));
                draft.proposals.push_back(marksProposal(stage.name, config->queue, {high, std::max<std::int64_t>(0, high - band)}));
            }
            break;
        }
    }
}

void findStarvingMarks(const AdviceCase& given, std::vector<Draft>& out)
{
    for (const StageWatch& stage : given.watch.stages) {
        const StageNode* config = given.stageNode(stage.name);
        if (config == nullptr || stage.role != Role::Stage || !config->queue.marks || stage.starved <= notablePressed
            || !given.isHeeded(given.indexOf(stage.name))) {
            continue;
        }
        const flow::Marks& marks = *config->queue.marks;
        Draft& draft = addDraft(out, "starving-marks", Severity::Warning, stage.name, stage.name + " runs dry after it has held senders back",
                                "A worker idles " + displayRatio(stage.starved) + " of the time just after: the low mark of "
                                    + levelWords(config->queue, marks.low) + " comes too late for those who wait.");
        draft.advice.finding.evidence = {{"starved", stage.starved}};
        draft.aim.goals = {{{Kind::Throughput, stage.name}, 0.01}};
        draft.aim.longerP99 = 10; // a queue that bridges a gap makes wait
        const std::int64_t width = marks.high - marks.low;
        const std::int64_t most = config->queue.capacity.value_or(INT64_MAX);
        for (std::int64_t up = width; draft.proposals.size() < 5 && marks.high + up <= most; up *= 2) {
            draft.proposals.push_back(marksProposal(stage.name, config->queue, {marks.high + up, marks.low + up}));
        }
    }
}

} // namespace highwater

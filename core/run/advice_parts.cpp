// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules of advice share: the way through a scenario, and edits.
#include "run/advice_rules.h"

#include "units/display.h"
#include "units/quantity.h"

#include <algorithm>

namespace highwater {

namespace {

void addTargets(const std::vector<Route>& routes, std::vector<int>& out)
{
    for (const Route& route : routes) {
        if (route.node) {
            out.push_back(*route.node);
        }
    }
}

} // namespace

int AdviceCase::indexOf(std::string_view name) const { return scenario.find(name).value_or(-1); }

const StageNode* AdviceCase::stageNode(std::string_view name) const
{
    const int index = indexOf(name);
    return index < 0 ? nullptr : scenario.nodes[static_cast<std::size_t>(index)].stage();
}

std::vector<int> AdviceCase::targetsOf(int node) const
{
    std::vector<int> targets;
    const Node& config = scenario.nodes[static_cast<std::size_t>(node)];
    if (const auto* producer = config.producer()) {
        addTargets(producer->to, targets);
    } else if (const auto* stage = config.stage()) {
        addTargets(stage->to, targets);
    } else if (const auto* balancer = config.balancer()) {
        addTargets(balancer->replica.to, targets);
    } else if (const auto* channel = config.channel()) {
        for (const Consumer& consumer : channel->consumers) {
            addTargets(consumer.to, targets);
        }
    }
    return targets;
}

std::vector<int> AdviceCase::feedersOf(int node) const
{
    std::vector<int> feeders;
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        if (scenario.nodes[i].producer() != nullptr) {
            const auto targets = targetsOf(static_cast<int>(i));
            if (std::find(targets.begin(), targets.end(), node) != targets.end()) {
                feeders.push_back(static_cast<int>(i));
            }
        }
    }
    return feeders;
}

bool AdviceCase::isHeeded(int node) const
{
    const StageNode* stage = scenario.nodes[static_cast<std::size_t>(node)].stage();
    if (stage != nullptr) {
        const bool admits = std::any_of(stage->admission.begin(), stage->admission.end(), [](const flow::AdmissionPolicy& each) {
            return std::holds_alternative<flow::WatermarkPolicy>(each);
        });
        if (admits || stage->queue.order == flow::Order::AdaptiveLifo) {
            return true;
        }
    }
    const auto feeders = feedersOf(node);
    return std::any_of(feeders.begin(), feeders.end(), [this](int feeder) {
        return scenario.nodes[static_cast<std::size_t>(feeder)].producer()->onPressure != flow::OnPressure::Ignore;
    });
}

std::vector<int> AdviceCase::sourcesOf(int node) const
{
    std::vector<int> sources;
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
        if (scenario.nodes[i].producer() == nullptr) {
            continue;
        }
        std::vector<int> reached{static_cast<int>(i)};
        for (std::size_t at = 0; at < reached.size(); ++at) {
            for (const int target : targetsOf(reached[at])) {
                if (std::find(reached.begin(), reached.end(), target) == reached.end()) {
                    reached.push_back(target);
                }
            }
        }
        if (std::find(reached.begin() + 1, reached.end(), node) != reached.end()) {
            sources.push_back(static_cast<int>(i));
        }
    }
    return sources;
}

Draft& addDraft(std::vector<Draft>& out, const char* rule, Finding::Severity severity, const std::string& node, std::string title, std::string text)
{
    Draft& draft = out.emplace_back();
    draft.advice.finding = {rule, severity, pointerToNode(node), std::move(text), {}};
    draft.advice.node = node;
    draft.advice.title = std::move(title);
    draft.aim.node = node;
    return draft;
}

std::string pointerIn(const std::string& node, std::string_view path) { return pointerToNode(node) + "/" + std::string(path); }

std::string pointerPart(const std::string& name) { return pointerToNode(name).substr(pointerToNode({}).size() - 1); }

std::string levelValue(const flow::QueuePolicy& queue, std::int64_t level)
{
    return queue.measure == flow::Measure::Bytes ? writeBytes(Bytes{level}) : std::to_string(level);
}

std::string levelWords(const flow::QueuePolicy& queue, std::int64_t level)
{
    const auto value = static_cast<double>(level);
    return queue.measure == flow::Measure::Bytes ? displayBytes(value) : displayCount(value);
}

std::vector<ScenarioEdit> workersEdits(const std::string& name, const StageNode& stage, std::int64_t count)
{
    std::vector<ScenarioEdit> edits{{pointerIn(name, "workers/count"), std::to_string(count)}};
    if (!stage.speeds.empty()) {
        std::string speeds;
        for (std::int64_t i = 0; i < count; ++i) {
            const auto place = static_cast<std::size_t>(i);
            speeds += (i == 0 ? "[" : ", ") + writeNumber(place < stage.speeds.size() ? stage.speeds[place] : 1.0);
        }
        edits.push_back({pointerIn(name, "workers/speeds"), speeds + "]"});
    }
    return edits;
}

std::vector<ScenarioEdit> marksEdits(const std::string& name, const flow::QueuePolicy& queue, flow::Marks marks)
{
    return {{pointerIn(name, "queue/highWater"), levelValue(queue, marks.high)}, {pointerIn(name, "queue/lowWater"), levelValue(queue, marks.low)}};
}

std::vector<ScenarioEdit> capacityEdits(const AdviceCase& given, const std::string& name, const flow::QueuePolicy& queue, std::int64_t capacity)
{
    std::vector<ScenarioEdit> edits{{pointerIn(name, "queue/capacity"), levelValue(queue, capacity)}};
    const bool highWritten = given.document.get(pointerIn(name, "queue/highWater")).has_value();
    const bool lowWritten = given.document.get(pointerIn(name, "queue/lowWater")).has_value();
    if (!queue.marks || (!highWritten && !lowWritten)) {
        return edits;
    }
    const std::int64_t high = highWritten ? std::min(queue.marks->high, capacity) : capacity;
    if (highWritten) {
        edits.push_back({pointerIn(name, "queue/highWater"), levelValue(queue, high)});
    }
    if (lowWritten) {
        edits.push_back({pointerIn(name, "queue/lowWater"), levelValue(queue, queue.marks->low < high ? queue.marks->low : high / 2)});
    }
    return edits;
}

Proposal marksProposal(const std::string& name, const flow::QueuePolicy& queue, flow::Marks marks)
{
    return {"Marks " + levelWords(queue, marks.high) + " / " + levelWords(queue, marks.low), marksEdits(name, queue, marks)};
}

Proposal workersProposal(const std::string& name, const StageNode& stage, std::int64_t count)
{
    const bool oneMore = stage.workers && count == *stage.workers + 1;
    return {oneMore ? std::string("Add a worker") : counted(count, "worker", "workers"), workersEdits(name, stage, count)};
}

std::string rateWords(double perSecond) { return perSecond == 0 ? "0/s" : displayRate(perSecond); }

std::string namesOf(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    }
    return text;
}

std::string counted(std::int64_t count, const char* one, const char* many)
{
    return displayCount(static_cast<double>(count)) + " " + (count == 1 ? one : many);
}

} // namespace highwater

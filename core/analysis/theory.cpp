// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/theory.h"

#include "analysis/laws.h"
#include "analysis/root.h"
#include "analysis/theory_network.h"
#include "analysis/theory_parts.h"
#include "analysis/theory_station.h"
#include "analysis/theory_words.h"
#include "units/text.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

namespace highwater::analysis {

namespace {

/// The same reason for every stage and the whole.
std::vector<TheorySubject> nowhere(const Scenario& scenario, const std::string& reason)
{
    std::vector<TheorySubject> subjects;
    for (const Node& node : scenario.nodes) {
        if (node.producer() == nullptr) {
            subjects.push_back({node.name, {}, "No closed form: " + reason + ".", {}});
        }
    }
    subjects.push_back({"end_to_end", {}, "No closed form: " + reason + ".", {}});
    return subjects;
}

/// The stages that a network's model left out, as far as there are any, in the order of the scenario.
std::vector<TheorySubject> completed(const Scenario& scenario, std::vector<TheorySubject> known)
{
    std::vector<TheorySubject> all;
    const auto take = [&](const std::string& name, bool isStage) {
        const auto at = std::find_if(known.begin(), known.end(), [&](const TheorySubject& each) { return each.name == name; });
        if (at != known.end()) {
            all.push_back(std::move(*at));
        } else if (isStage) {
            all.push_back({name, {}, "No closed form: what comes to it is not known.", {}});
        }
    };
    for (const Node& node : scenario.nodes) {
        take(node.name, node.producer() == nullptr);
    }
    take("end_to_end", true);
    return all;
}

/// The one stage that all items pass once; null when the way is longer.
const StageFlow* onlyStage(const NetworkFlow& flow)
{
    const StageFlow* only = nullptr;
    for (const StageFlow& stage : flow.stages) {
        if (!stage.classes.empty()) {
            if (only != nullptr || !stage.isLast()) {
                return nullptr;
            }
            only = &stage;
        }
    }
    return only;
}

/// The rates at which items pass M/M/1 stations one after the other: their sojourns are independent (Reich 1957). Empty when the way is
/// another.
std::vector<double> passageRates(const NetworkFlow& flow, const std::vector<StationTheory>& stations)
{
    std::vector<double> rates;
    for (std::size_t i = 0; i < flow.stages.size(); ++i) {
        const StageFlow& stage = flow.stages[i];
        const bool simple = stations[i].subject.model == "M/M/1" && stage.stage->queue.order == flow::Order::Fifo
                            && stage.rate >= flow.offered * (1.0 - 1e-9) && stage.stage->to.size() <= 1;
        if (!simple || stage.rate > flow.offered * (1.0 + 1e-9)) {
            return {};
        }
        rates.push_back(1.0 / stage.classes.front().service.a - stage.rate);
    }
    return rates;
}

void addPassageQuantiles(const std::vector<double>& rates, TheorySubject& subject)
{
    const std::size_t size = rates.size();
    Matrix phases(size, size);
    double mean = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
        phases(i, i) = -rates[i];
        mean += 1.0 / rates[i];
        if (i + 1 < size) {
            phases(i, i + 1) = rates[i];
        }
    }
    std::vector<double> start(size);
    start[0] = 1.0;
    const std::vector<double> ones(size, 1.0);
    const auto above = [&](double x) { return dot(start * exponential(phases, x), ones); };
    for (const auto& [name, p] : quantiles) {
        addFigure(subject, "sojourn_s." + std::string(name), firstBelow(above, 1.0 - p, mean));
    }
}

TheorySubject endToEndOf(const NetworkFlow& flow, const std::vector<StationTheory>& stations)
{
    TheorySubject subject{"end_to_end", {}, {}, {}};
    const auto& subjectOf = [&](const StageFlow* stage) -> const TheorySubject& {
        return stations[static_cast<std::size_t>(stage - flow.stages.data())].subject;
    };
    if (const StageFlow* only = onlyStage(flow); only != nullptr && !subjectOf(only).model.empty()) {
        subject.model = subjectOf(only).model;
        subject.text = "All there is on the way is " + inQuotes(subjectOf(only).name) + '.';
        for (const TheoryFigure& figure : subjectOf(only).figures) {
            if (figure.name == "loss" || figure.name.rfind("sojourn_s.", 0) == 0) {
                subject.figures.push_back(figure);
            }
        }
        return subject;
    }
    double inside = 0.0;
    for (std::size_t i = 0; i < flow.stages.size(); ++i) {
        const StageFlow& stage = flow.stages[i];
        if (stage.classes.empty()) {
            continue;
        }
        if (!stations[i].sojourn || stage.loses()) {
            subject.text = "No closed form: " + inQuotes(stations[i].subject.name)
                           + (stations[i].sojourn ? " loses items." : " is on the way, and its sojourn times are not known.");
            return subject;
        }
        inside += stage.rate * *stations[i].sojourn;
    }
    subject.model = "open network (Jackson)";
    subject.text = "Sojourn times add up; their mean is the number inside over the rate of arrivals.";
    addFigure(subject, "sojourn_s.mean", inside / flow.offered);
    addFigure(subject, "loss", 0.0);
    if (const std::vector<double> rates = passageRates(flow, stations); rates.size() > 1) {
        subject.model = "tandem of M/M/1";
        addPassageQuantiles(rates, subject);
    }
    return subject;
}

/// Stage by stage. reason: why no model of the whole fits; empty when none was looked for.
std::vector<TheorySubject> openTheory(const Scenario& scenario, const NetworkFlow& flow, const std::string& reason)
{
    std::vector<StationTheory> stations;
    std::vector<TheorySubject> known;
    for (const StageFlow& stage : flow.stages) {
        stations.push_back(stationTheory(scenario, stage));
        known.push_back(stations.back().subject);
        known.insert(known.end(), stations.back().producers.begin(), stations.back().producers.end());
    }
    known.push_back(reason.empty() ? endToEndOf(flow, stations) : TheorySubject{"end_to_end", {}, "No closed form: " + reason + ".", {}});
    return completed(scenario, std::move(known));
}

/// What comes from users that wait for their answers, or from a sender that never runs dry, is no stream of its own.
void refuseFeedback(const Scenario& scenario, NetworkFlow& flow, const std::string& reason)
{
    for (StageFlow& stage : flow.stages) {
        for (const ItemClass& items : stage.classes) {
            const Arrivals& arrivals = scenario.nodes[static_cast<std::size_t>(items.producer)].producer()->arrivals;
            const bool depends = arrivals.kind == Arrivals::Kind::Closed || arrivals.kind == Arrivals::Kind::Saturated;
            if (depends) {
                stage.obstacle = reason;
            }
        }
    }
}

bool blocksInside(const NetworkFlow& flow)
{
    return std::any_of(flow.stages.begin(), flow.stages.end(), [](const StageFlow& stage) {
        return stage.stage->queue.capacity && stage.stage->queue.whenFull == flow::WhenFull::Block && !stage.direct;
    });
}

bool hasWindow(const NetworkFlow& flow)
{
    return std::any_of(flow.stages.begin(), flow.stages.end(), [](const StageFlow& stage) { return stage.stage->window.has_value(); });
}

/// Of a scenario whose nodes hang together.
std::vector<TheorySubject> theoryOfPart(const Scenario& scenario)
{
    NetworkFlow flow = flowOf(scenario);
    if (!flow.obstacle.empty()) {
        return nowhere(scenario, flow.obstacle);
    }
    using Kind = Arrivals::Kind;
    const bool saturated = hasArrivals(scenario, Kind::Saturated);
    Result<std::vector<TheorySubject>> whole;
    if (hasArrivals(scenario, Kind::Closed)) {
        whole = closedTheory(scenario, flow);
    } else if (saturated && hasWindow(flow)) {
        whole = windowTheory(scenario, flow);
    } else if (saturated || blocksInside(flow)) {
        whole = tandemTheory(scenario, flow);
    } else {
        return openTheory(scenario, flow, {});
    }
    if (whole) {
        return completed(scenario, std::move(*whole));
    }
    refuseFeedback(scenario, flow, whole.error().message);
    return openTheory(scenario, flow, whole.error().message);
}

/// The mathematics library throws where it cannot go on; nobody else is to know.
std::vector<TheorySubject> attempted(const Scenario& scenario)
{
    try {
        return theoryOfPart(scenario);
    } catch (const std::exception&) {
        return nowhere(scenario, "its figures are too extreme to be computed");
    }
}

} // namespace

std::vector<TheorySubject> theoryOf(const Scenario& scenario)
{
    const std::vector<Scenario> parts = partsOf(scenario);
    if (parts.size() == 1) {
        return attempted(scenario);
    }
    std::vector<TheorySubject> known;
    for (const Scenario& part : parts) {
        std::vector<TheorySubject> subjects = attempted(part);
        subjects.pop_back(); // from end to end of the part
        known.insert(known.end(), std::make_move_iterator(subjects.begin()), std::make_move_iterator(subjects.end()));
    }
    known.push_back({"end_to_end", {}, "No closed form: the network falls into parts, and a run tells of all of them together.", {}});
    return completed(scenario, std::move(known));
}

} // namespace highwater::analysis

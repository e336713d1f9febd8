// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/report.h"

#include "run/interval.h"
#include "run/objectives.h"
#include "run/pressure_findings.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

Figures summed(const std::vector<Figures>& runs, const Report& report)
{
    return report.replicated ? averaged(runs, report.confidence) : runs.front();
}

void addFigures(const Experiment& experiment, Report& report)
{
    for (std::size_t i = 0; i < experiment.runs.front().nodes.size(); ++i) {
        const NodeResult& node = experiment.runs.front().nodes[i];
        std::vector<Figures> each;
        for (const RunResult& run : experiment.runs) {
            each.push_back(figuresOf(run.nodes[i]));
        }
        report.nodes.push_back({node.name, node.type, std::holds_alternative<ProducerResult>(node.figures), summed(each, report)});
    }
    for (std::size_t i = 0; i < experiment.runs.front().hops.size(); ++i) {
        const HopResult& hop = experiment.runs.front().hops[i];
        std::vector<Figures> each;
        for (const RunResult& run : experiment.runs) {
            each.push_back(figuresOf(run.hops[i]));
        }
        report.hops.push_back({hop.from, hop.to, summed(each, report)});
    }
    std::vector<Figures> endToEnd;
    for (const RunResult& run : experiment.runs) {
        endToEnd.push_back(endToEndFigures(run));
    }
    report.endToEnd = summed(endToEnd, report);
}

ObjectiveOutcome outcomeOf(const Objective& objective, const Experiment& experiment, const Report& report)
{
    ObjectiveOutcome outcome;
    outcome.text = objective.text;
    std::vector<double> values;
    for (const RunResult& run : experiment.runs) {
        if (const auto figure = objectiveFigure(objective, run)) {
            outcome.figure = figure->name;
            if (figure->value) {
                values.push_back(*figure->value);
            }
        }
    }
    if (!values.empty()) {
        const Interval interval = studentInterval(values, report.confidence);
        outcome.value = interval.mean;
        if (report.replicated && !std::isnan(interval.halfWidth)) {
            outcome.halfWidth = interval.halfWidth;
        }
    }
    outcome.met = isMet(objective, outcome.value);
    return outcome;
}

Finding deadlockFinding(const std::vector<std::string>& stages)
{
    const std::vector<std::string_view> names(stages.begin(), stages.end());
    return {"deadlock",
            Finding::Severity::Error,
            pointerToNode(stages.front()),
            "deadlock: every worker of " + listed(names) + " holds an item and waits for room that none of them will ever make",
            {{"stages", static_cast<double>(stages.size())}}};
}

void addFindings(const Experiment& experiment, Report& report)
{
    if (!report.conserved) {
        report.findings.push_back({"conservation", Finding::Severity::Error, "/nodes",
                                   "items were lost or made up: the counters of some node do not add up; this is a fault of Highwater", {}});
    }
    if (!experiment.trouble.empty()) {
        report.findings.push_back({"stalled", Finding::Severity::Error, "/nodes", experiment.trouble,
                                   {{"t_s", toSeconds(experiment.runs.front().reached)}}});
    }
    if (!experiment.deadlocked.empty()) {
        report.findings.push_back(deadlockFinding(experiment.deadlocked));
    }
    if (experiment.precisionReached && !*experiment.precisionReached && !report.interrupted) {
        report.findings.push_back({"precision-not-reached", Finding::Severity::Warning, "",
                                   "the intervals are wider than the precision that was asked for; allow more replications or a longer run",
                                   {{"replications", static_cast<double>(report.replications)},
                                    {"precision", experiment.options.precision.value_or(0.0)}}});
    }
    if (experiment.trouble.empty() && experiment.deadlocked.empty()) {
        for (Finding& finding : pressureFindings(*experiment.scenario, experiment.runs.front())) {
            report.findings.push_back(std::move(finding));
        }
    }
}

} // namespace

bool Report::failed() const
{
    return std::any_of(objectives.begin(), objectives.end(), [](const ObjectiveOutcome& each) { return !each.met; })
           || std::any_of(findings.begin(), findings.end(), [](const Finding& each) { return each.severity == Finding::Severity::Error; });
}

Report reportOf(const Experiment& experiment)
{
    const Scenario& scenario = *experiment.scenario;
    const RunResult& first = experiment.runs.front();
    Report report;
    report.scenario = scenario.name;
    report.seed = experiment.options.seed;
    report.duration = toSeconds(std::min(scenario.duration, first.reached));
    report.warmup = toSeconds(scenario.warmup);
    report.replications = experiment.runs.size();
    report.replicated = experiment.options.replications > 1 || experiment.options.precision.has_value();
    report.confidence = experiment.options.confidence;
    report.interrupted = experiment.interrupted;
    report.wallSeconds = experiment.wallSeconds;
    for (const RunResult& run : experiment.runs) {
        report.events += run.events;
        report.itemsCompleted += run.itemsCompleted;
        report.conserved = report.conserved && run.conserved;
    }
    addFigures(experiment, report);
    for (const Objective& objective : scenario.objectives) {
        report.objectives.push_back(outcomeOf(objective, experiment, report));
    }
    addFindings(experiment, report);
    return report;
}

const char* severityName(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Note:
        return "note";
    case Finding::Severity::Warning:
        return "warning";
    case Finding::Severity::Error:
        break;
    }
    return "error";
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/theory_report.h"

#include "run/json_writer.h"
#include "run/results_table.h"
#include "run/table_text.h"
#include "units/display.h"
#include "units/time.h"

#include <algorithm>
#include <cmath>

namespace highwater::analysis {

namespace {

const Figures& figuresOf(const Report& report, const std::string& subject)
{
    const auto at = std::find_if(report.nodes.begin(), report.nodes.end(), [&](const NodeReport& node) { return node.name == subject; });
    return at == report.nodes.end() ? report.endToEnd : at->figures;
}

/// Whether theory and a measured mean agree; nothing when runs that are all alike cannot tell. Of a loss that never happened the interval has
/// no width either, but one of three in all items would have been seen in 95 of 100 cases.
std::optional<bool> agrees(const ComparedFigure& figure, const Report& report, const Figures& measured)
{
    constexpr double rounding = 1e-12;
    if (figure.name == "loss" && *figure.measured == 0.0) {
        const Figure* offered = find(measured, "offered");
        const Figure* items = offered != nullptr ? offered : find(measured, "completed");
        const double all = items != nullptr ? items->value.value_or(0.0) * static_cast<double>(report.replications) : 0.0;
        return figure.theory * all <= 3.0;
    }
    const double miss = std::abs(*figure.measured - figure.theory);
    if (*figure.halfWidth == 0.0 && miss > rounding * std::abs(figure.theory)) {
        return std::nullopt;
    }
    return miss <= *figure.halfWidth + rounding * std::abs(figure.theory);
}

constexpr std::size_t figureWidth = 18;
constexpr std::size_t theoryWidth = 13;
constexpr std::size_t measuredWidth = 26;
constexpr std::size_t differenceWidth = 11;

std::string rowOf(const ComparedFigure& figure)
{
    std::string measured = figure.measured ? displayFigure(figure.name, *figure.measured) : "–";
    if (figure.measured && figure.halfWidth) {
        measured += " ± " + displayFigure(figure.name, *figure.halfWidth);
    }
    const std::string sign = figure.difference && *figure.difference > 0.0 ? "+" : "";
    const std::string difference = figure.difference ? sign + displayRatio(*figure.difference) : "–";
    const std::string verdict = !figure.inside ? "" : *figure.inside ? "  inside" : "  outside";
    return "  " + leftIn(cut(figure.name, figureWidth), figureWidth) + rightIn(displayFigure(figure.name, figure.theory), theoryWidth)
           + rightIn(cut(measured, measuredWidth), measuredWidth + 2) + rightIn(difference, differenceWidth) + verdict + '\n';
}

std::string headOf(const Report& report)
{
    std::string text = cut(report.scenario, widestLine - 12) + "  theory\n";
    text += "beside " + std::to_string(report.replications) + (report.replications == 1 ? " run" : " runs") + " of "
            + displayClock(fromSeconds(report.duration)) + " from seed " + std::to_string(report.seed);
    if (report.replicated) {
        text += ", ± at " + displayRatio(report.confidence);
    }
    return text + (report.interrupted ? "\nInterrupted: the figures cover what was run until then.\n" : "\n");
}

void writeFigure(JsonWriter& json, const ComparedFigure& figure)
{
    json.key(figure.name);
    json.beginObject(JsonWriter::Layout::OneLine);
    json.key("theory");
    json.number(figure.theory);
    json.key("measured");
    json.number(figure.measured);
    json.key("half_width");
    json.number(figure.halfWidth);
    json.key("difference");
    json.number(figure.difference);
    json.key("inside");
    if (figure.inside) {
        json.boolean(*figure.inside);
    } else {
        json.null();
    }
    json.endObject();
}

void writeSubject(JsonWriter& json, const Report& report, const TheorySubject& subject)
{
    json.key(subject.name);
    json.beginObject();
    json.key("model");
    if (subject.model.empty()) {
        json.null();
    } else {
        json.string(subject.model);
    }
    json.key("text");
    json.string(subject.text);
    json.key("figures");
    json.beginObject();
    for (const ComparedFigure& figure : comparedWith(report, subject)) {
        writeFigure(json, figure);
    }
    json.endObject();
    json.endObject();
}

} // namespace

std::vector<ComparedFigure> comparedWith(const Report& report, const TheorySubject& subject)
{
    const Figures& measured = figuresOf(report, subject.name);
    std::vector<ComparedFigure> figures;
    for (const TheoryFigure& theory : subject.figures) {
        ComparedFigure figure{theory.name, theory.value, {}, {}, {}, {}};
        if (const Figure* found = find(measured, theory.name); found != nullptr && found->value) {
            figure.measured = found->value;
            figure.halfWidth = found->halfWidth;
            if (theory.value != 0.0) {
                figure.difference = (*found->value - theory.value) / std::abs(theory.value);
            }
            if (figure.halfWidth) {
                figure.inside = agrees(figure, report, measured);
            }
        }
        figures.push_back(std::move(figure));
    }
    return figures;
}

std::string theoryTable(const Report& report, const std::vector<TheorySubject>& subjects)
{
    std::string text = headOf(report);
    for (const TheorySubject& subject : subjects) {
        text += '\n' + cut(subject.name == "end_to_end" ? "end to end" : subject.name, widestLine / 2);
        text += subject.model.empty() ? "\n" : "  " + subject.model + '\n';
        text += "  " + wrapped(subject.text, 2);
        if (!subject.figures.empty()) {
            text += "  " + leftIn("", figureWidth) + rightIn("theory", theoryWidth) + rightIn("measured", measuredWidth + 2)
                    + rightIn("difference", differenceWidth) + '\n';
        }
        for (const ComparedFigure& figure : comparedWith(report, subject)) {
            text += rowOf(figure);
        }
    }
    return text;
}

std::string theoryJson(const Report& report, const std::vector<TheorySubject>& subjects)
{
    JsonWriter json;
    json.beginObject();
    json.key("highwater");
    json.count(1);
    json.key("kind");
    json.string("theory");
    json.key("scenario");
    json.string(report.scenario);
    json.key("seed");
    json.count(report.seed);
    json.key("duration_s");
    json.number(report.duration);
    json.key("warmup_s");
    json.number(report.warmup);
    json.key("replications");
    json.count(report.replications);
    json.key("confidence");
    json.number(report.replicated ? std::optional(report.confidence) : std::nullopt);
    json.key("interrupted");
    json.boolean(report.interrupted);
    json.key("subjects");
    json.beginObject();
    for (const TheorySubject& subject : subjects) {
        writeSubject(json, report, subject);
    }
    json.endObject();
    json.endObject();
    return json.take();
}

} // namespace highwater::analysis

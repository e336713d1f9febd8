// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/results_table.h"

#include "run/table_text.h"
#include "units/display.h"
#include "units/time.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace highwater {

namespace {

constexpr std::size_t columns = 3;
constexpr std::size_t nodeWidth = 60;
constexpr std::size_t objectiveWidth = 60;

std::string display(const Figure& figure)
{
    if (figure.kind == Figure::Kind::Text) {
        return figure.text.empty() ? "–" : figure.text;
    }
    if (!figure.value) {
        return "–";
    }
    const std::string mean = displayFigure(figure.name, *figure.value);
    return figure.halfWidth && *figure.halfWidth > 0.0 ? mean + " ± " + displayFigure(figure.name, *figure.halfWidth) : mean;
}

struct Cell
{
    std::string_view label;
    std::string_view figure;
};
using Row = std::array<Cell, columns>;

constexpr std::array<Row, 8> stageRows{{
    {{{"throughput", "throughput_per_s"}, {"loss", "loss"}, {"utilisation", "utilisation"}}},
    {{{"offered", "offered"}, {"completed", "completed"}, {"refused", "refused"}}},
    {{{"dropped", "dropped"}, {"expired", "expired"}, {"inside", "inside"}}},
    {{{"waiting", "queue_depth.mean"}, {"most", "queue_depth.max"}, {"full", "queue_depth.full"}}},
    {{{"wait p50", "wait_s.p50"}, {"p95", "wait_s.p95"}, {"p99", "wait_s.p99"}}},
    {{{"service p50", "service_s.p50"}, {"p95", "service_s.p95"}, {"p99", "service_s.p99"}}},
    {{{"sojourn p50", "sojourn_s.p50"}, {"p95", "sojourn_s.p95"}, {"p99", "sojourn_s.p99"}}},
    {{{"pressed", "pressure.on_fraction"}, {"blocked", "blocked"}, {"bloat", "bloat.grade"}}},
}};
constexpr std::array<Row, 3> producerRows{{
    {{{"throughput", "throughput_per_s"}, {"loss", "loss"}, {"inside", "inside"}}},
    {{{"sent", "sent"}, {"retried", "retried"}, {"shed", "shed"}}},
    {{{"completed", "completed"}, {"lost", "lost"}, {"sojourn p99", "sojourn_s.p99"}}},
}};
constexpr std::array<Row, 2> endToEndRows{{
    {{{"completed", "completed"}, {"loss", "loss"}, {"mean", "sojourn_s.mean"}}},
    {{{"sojourn p50", "sojourn_s.p50"}, {"p95", "sojourn_s.p95"}, {"p99", "sojourn_s.p99"}}},
}};

std::string rowsText(std::span<const Row> rows, const Figures& figures)
{
    // 2 + 3 * (11 + 1 + 18) + 2 * 3 = 98 columns at most
    constexpr std::array<std::size_t, columns> labelWidths{11, 11, 11};
    constexpr std::size_t valueWidth = 18;
    std::string text;
    for (const Row& row : rows) {
        std::string line = " ";
        for (std::size_t i = 0; i < columns; ++i) {
            const Figure* figure = find(figures, row[i].figure);
            const std::string value = figure == nullptr ? std::string() : cut(display(*figure), valueWidth);
            line += (i == 0 ? " " : "   ") + leftIn(std::string(row[i].label), labelWidths[i]) + ' ' + rightIn(value, valueWidth);
        }
        text += line + '\n';
    }
    return text;
}

std::string headText(const Report& report)
{
    std::string text = cut(report.scenario, widestLine - 12) + "  " + nameOf(report.mode) + "\n";
    std::string line = "seed " + std::to_string(report.seed) + ", " + displayClock(fromSeconds(report.duration));
    if (report.warmup > 0.0) {
        line += " with statistics from " + displayClock(fromSeconds(report.warmup));
    }
    line += ", " + displayCount(static_cast<double>(report.events)) + " events";
    if (report.replicated) {
        line += ", " + std::to_string(report.replications) + " replications, ± at " + displayRatio(report.confidence);
    }
    text += wrapped(line, 0);
    if (report.interrupted) {
        text += "Interrupted: the figures cover what was run until then.\n";
    }
    return text;
}

std::string objectivesText(const Report& report)
{
    if (report.objectives.empty()) {
        return {};
    }
    std::size_t longest = 0;
    for (const ObjectiveOutcome& objective : report.objectives) {
        longest = std::max(longest, std::min(objectiveWidth, width(objective.text)));
    }
    std::string text = "\nobjectives\n";
    for (const ObjectiveOutcome& objective : report.objectives) {
        const Figure figure{objective.figure, Figure::Kind::Number, objective.value, objective.halfWidth, {}};
        text += std::string(objective.met ? "  ok      " : "  failed  ") + leftIn(cut(objective.text, objectiveWidth), longest) + "   "
                + cut(display(figure), widestLine - objectiveWidth - 13) + '\n';
    }
    return text;
}

std::string findingsText(const Report& report)
{
    std::string text = report.findings.empty() ? "" : "\nfindings\n";
    for (const Finding& finding : report.findings) {
        const std::string where = finding.where.empty() ? std::string() : finding.where + ": ";
        text += "  " + leftIn(severityName(finding.severity), 8) + wrapped(where + finding.text, 10);
    }
    return text;
}

std::string reportText(const Report& report)
{
    std::string text = headText(report);
    for (const NodeReport& node : report.nodes) {
        text += '\n' + cut(node.name, nodeWidth) + "  " + node.type + '\n';
        text += node.isProducer ? rowsText(producerRows, node.figures) : rowsText(stageRows, node.figures);
    }
    text += "\nend to end\n" + rowsText(endToEndRows, report.endToEnd);
    return text + objectivesText(report) + findingsText(report);
}

} // namespace

std::string displayFigure(std::string_view figure, double value)
{
    const auto endsWith = [](std::string_view text, std::string_view end) {
        return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
    };
    const auto point = figure.find('.');
    const std::string_view metric = figure.substr(0, point);
    const std::string_view statistic = point == std::string_view::npos ? std::string_view() : figure.substr(point + 1);
    if (endsWith(figure, "_per_s")) {
        return displayRate(value);
    }
    if ((endsWith(metric, "_s") && statistic != "count") || endsWith(statistic, "_s")) {
        return displayDuration(value);
    }
    if (metric == "queue_bytes") {
        return displayBytes(value);
    }
    constexpr std::array<std::string_view, 5> ratios{"loss", "utilisation", "blocked", "waited", "all_busy"};
    constexpr std::array<std::string_view, 3> shares{"empty", "full", "on_fraction"};
    if (std::find(ratios.begin(), ratios.end(), metric) != ratios.end() || std::find(shares.begin(), shares.end(), statistic) != shares.end()) {
        return displayRatio(value);
    }
    const bool whole = value >= 1000.0 || value == static_cast<double>(static_cast<std::int64_t>(value));
    return whole ? displayCount(value) : displayNumber(value);
}

std::string resultsTable(std::span<const Report> reports)
{
    std::string text;
    for (const Report& report : reports) {
        text += (text.empty() ? "" : "\n" + std::string(widestLine, '-') + "\n\n") + reportText(report);
    }
    return text;
}

} // namespace highwater

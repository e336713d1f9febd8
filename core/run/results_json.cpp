// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/results_json.h"

#include "run/json_writer.h"

namespace highwater {

namespace {

using Layout = JsonWriter::Layout;

void writeInterval(JsonWriter& json, std::optional<double> mean, std::optional<double> halfWidth)
{
    if (!mean) {
        json.null();
        return;
    }
    json.beginObject(Layout::OneLine);
    json.key("mean");
    json.number(mean);
    json.key("half_width");
    json.number(halfWidth);
    json.endObject();
}

void writeValue(JsonWriter& json, const Figure& figure, bool replicated)
{
    if (figure.kind == Figure::Kind::Text) {
        if (figure.text.empty()) {
            json.null();
        } else {
            json.string(figure.text);
        }
    } else if (figure.kind == Figure::Kind::Group) {
        json.beginObject(Layout::OneLine);
        json.endObject();
    } else if (replicated) {
        writeInterval(json, figure.value, figure.halfWidth);
    } else if (figure.kind == Figure::Kind::Count && figure.value) {
        json.count(static_cast<std::uint64_t>(*figure.value));
    } else {
        json.number(figure.value);
    }
}

/// Figures as members; those whose names begin alike up to a point share an object of their own.
void writeFigures(JsonWriter& json, const Figures& figures, bool replicated)
{
    std::string_view group;
    for (const Figure& figure : figures) {
        const std::string_view name = figure.name;
        const auto point = name.find('.');
        const std::string_view itsGroup = point == std::string_view::npos ? std::string_view() : name.substr(0, point);
        if (itsGroup != group) {
            if (!group.empty()) {
                json.endObject();
            }
            if (!itsGroup.empty()) {
                json.key(itsGroup);
                json.beginObject(replicated ? Layout::Lines : Layout::OneLine);
            }
            group = itsGroup;
        }
        json.key(itsGroup.empty() ? name : name.substr(point + 1));
        writeValue(json, figure, replicated);
    }
    if (!group.empty()) {
        json.endObject();
    }
}

void writeHead(JsonWriter& json, const Report& report, bool timing)
{
    json.key("highwater");
    json.count(1);
    json.key("kind");
    json.string("run");
    json.key("version");
    json.string(HIGHWATER_VERSION);
    json.key("scenario");
    json.string(report.scenario);
    json.key("mode");
    json.string(nameOf(report.mode));
    json.key("seed");
    json.count(report.seed);
    json.key("duration_s");
    json.number(report.duration);
    json.key("warmup_s");
    json.number(report.warmup);
    json.key("replications");
    json.count(report.replications);
    json.key("interrupted");
    json.boolean(report.interrupted);
    json.key("events");
    json.count(report.events);
    json.key("items_completed");
    json.count(report.itemsCompleted);
    if (timing) {
        json.key("wall_s");
        json.number(report.wallSeconds);
        json.key("events_per_s");
        json.number(static_cast<double>(report.events) / report.wallSeconds);
    }
    json.key("conservation");
    json.beginObject(Layout::OneLine);
    json.key("ok");
    json.boolean(report.conserved);
    json.endObject();
}

void writeNodes(JsonWriter& json, const Report& report)
{
    json.key("nodes");
    json.beginObject();
    for (const NodeReport& node : report.nodes) {
        json.key(node.name);
        json.beginObject();
        json.key("type");
        json.string(node.type);
        writeFigures(json, node.figures, report.replicated);
        json.endObject();
    }
    json.endObject();
    if (!report.hops.empty()) {
        json.key("hops");
        json.beginArray();
        for (const HopReport& hop : report.hops) {
            json.beginObject();
            json.key("from");
            json.string(hop.from);
            json.key("to");
            json.string(hop.to);
            writeFigures(json, hop.figures, report.replicated);
            json.endObject();
        }
        json.endArray();
    }
    json.key("end_to_end");
    json.beginObject();
    writeFigures(json, report.endToEnd, report.replicated);
    json.endObject();
}

void writeObjectives(JsonWriter& json, const Report& report)
{
    json.key("objectives");
    json.beginArray();
    for (const ObjectiveOutcome& objective : report.objectives) {
        json.beginObject(Layout::OneLine);
        json.key("text");
        json.string(objective.text);
        json.key("value");
        if (report.replicated) {
            writeInterval(json, objective.value, objective.halfWidth);
        } else {
            json.number(objective.value);
        }
        json.key("met");
        json.boolean(objective.met);
        json.endObject();
    }
    json.endArray();
}

void writeFindings(JsonWriter& json, const Report& report)
{
    json.key("findings");
    json.beginArray();
    for (const Finding& finding : report.findings) {
        json.beginObject();
        json.key("rule");
        json.string(finding.rule);
        json.key("severity");
        json.string(severityName(finding.severity));
        json.key("where");
        json.string(finding.where);
        json.key("text");
        json.string(finding.text);
        json.key("evidence");
        json.beginObject(Layout::OneLine);
        for (const auto& [name, value] : finding.evidence) {
            json.key(name);
            json.number(value);
        }
        json.endObject();
        json.endObject();
    }
    json.endArray();
}

} // namespace

std::string resultsJson(std::span<const Report> reports, bool timing)
{
    JsonWriter json;
    if (reports.size() != 1) {
        json.beginArray();
    }
    for (const Report& report : reports) {
        json.beginObject();
        writeHead(json, report, timing);
        writeNodes(json, report);
        writeObjectives(json, report);
        writeFindings(json, report);
        json.endObject();
    }
    if (reports.size() != 1) {
        json.endArray();
    }
    return json.take();
}

} // namespace highwater

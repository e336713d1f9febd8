// SPDX-License-Identifier: GPL-3.0-or-later
#include "load_text.h"

#include "run/json_writer.h"
#include "run/table_text.h"
#include "units/display.h"

#include <algorithm>
#include <array>
#include <limits>

namespace highwater::cli {

namespace {

constexpr std::size_t labelWidth = 24;
constexpr std::size_t columnWidth = 12;

double perSecond(std::uint64_t count, double seconds)
{
    return seconds > 0 ? static_cast<double>(count) / seconds : 0;
}

std::uint64_t firstTries(const LoadFigures& figures)
{
    return figures.sent - figures.retried;
}

struct Column
{
    std::string_view name;
    std::optional<double> TimeSummary::*value;
};
constexpr std::array<Column, 6> columns{{{"mean", &TimeSummary::mean},
                                         {"p50", &TimeSummary::p50},
                                         {"p90", &TimeSummary::p90},
                                         {"p99", &TimeSummary::p99},
                                         {"p99.9", &TimeSummary::p999},
                                         {"max", &TimeSummary::max}}};

std::string line(std::string_view label, const std::string& value)
{
    return "  " + leftIn(std::string(label), labelWidth) + value + '\n';
}

std::string latencyLine(std::string_view label, const TimeSummary& summary)
{
    std::string text = "  " + leftIn(std::string(label), labelWidth);
    for (const Column& column : columns) {
        const auto value = summary.*column.value;
        text += rightIn(value ? displayDuration(*value) : "–", columnWidth);
    }
    return text + '\n';
}

struct Counter
{
    std::string_view name;  ///< in JSON
    std::string_view label; ///< in the table
    std::uint64_t LoadFigures::*value;
};
constexpr std::array<Counter, 12> counters{{{"due", "due", &LoadFigures::due},
                                            {"sent", "sent", &LoadFigures::sent},
                                            {"retried", "retried", &LoadFigures::retried},
                                            {"late", "late", &LoadFigures::late},
                                            {"shed", "shed", &LoadFigures::shed},
                                            {"unsent", "due, but not sent", &LoadFigures::unsent},
                                            {"accepted", "accepted", &LoadFigures::accepted},
                                            {"refused", "refused", &LoadFigures::refused},
                                            {"failed", "failed", &LoadFigures::failed},
                                            {"timed_out", "timed out", &LoadFigures::timedOut},
                                            {"lost", "lost", &LoadFigures::lost},
                                            {"cancelled", "cut off at the end", &LoadFigures::cancelled}}};

/// Counters that are always told; the others when they are not 0.
bool isMain(std::string_view name)
{
    return name == "due" || name == "sent" || name == "accepted" || name == "lost";
}

void writeSummary(JsonWriter& json, const TimeSummary& summary)
{
    json.beginObject(JsonWriter::Layout::OneLine);
    json.key("count");
    json.count(summary.count);
    const std::array<std::pair<std::string_view, std::optional<double>>, 8> values{{{"mean", summary.mean},
                                                                                    {"sd", summary.sd},
                                                                                    {"p50", summary.p50},
                                                                                    {"p90", summary.p90},
                                                                                    {"p95", summary.p95},
                                                                                    {"p99", summary.p99},
                                                                                    {"p999", summary.p999},
                                                                                    {"max", summary.max}}};
    for (const auto& [name, value] : values) {
        json.key(name);
        json.number(value);
    }
    json.endObject();
}

void writeRates(JsonWriter& json, const LoadRequest& request, const LoadResult& result)
{
    json.beginObject(JsonWriter::Layout::OneLine);
    json.key("wanted_per_s");
    json.number(meanRateOf(request.producer.arrivals));
    json.key("sent_per_s");
    json.number(perSecond(firstTries(result.figures), result.seconds));
    json.key("accepted_per_s");
    json.number(perSecond(result.figures.accepted, result.seconds));
    json.endObject();
}

template <typename Map, typename Name>
void writeCounts(JsonWriter& json, const Map& counts, Name name)
{
    json.beginObject(JsonWriter::Layout::OneLine);
    for (const auto& [what, count] : counts) {
        json.key(name(what));
        json.count(count);
    }
    json.endObject();
}

} // namespace

std::string loadTable(const LoadRequest& request, const LoadResult& result)
{
    const LoadFigures& figures = result.figures;
    std::string text = request.url + "  " + request.producer.arrivals.text + ", " + displayDuration(result.seconds) +
                       (result.interrupted ? ", interrupted" : "") + "\n\n";
    const auto wanted = meanRateOf(request.producer.arrivals);
    text += line("rate wanted", wanted ? displayRate(*wanted) : "–");
    text += line("rate sent", displayRate(perSecond(firstTries(figures), result.seconds)));
    text += line("rate accepted", displayRate(perSecond(figures.accepted, result.seconds)));
    text += '\n';
    for (const Counter& counter : counters) {
        const std::uint64_t value = figures.*counter.value;
        if (value > 0 || isMain(counter.name)) {
            text += line(counter.label, displayCount(static_cast<double>(value)));
        }
    }
    text += line("bytes sent", displayBytes(static_cast<double>(figures.bytesSent)));
    if (!figures.statuses.empty()) {
        text += "\n  statuses\n";
    }
    for (const auto& [status, count] : figures.statuses) {
        text += line("  " + std::to_string(status), displayCount(static_cast<double>(count)));
    }
    if (!figures.faults.empty()) {
        text += "\n  faults\n";
    }
    for (const auto& [reason, count] : figures.faults) {
        text += "  " + rightIn(displayCount(static_cast<double>(count)), columnWidth) + "  " + reason + '\n';
    }
    text += "\n  " + leftIn("latency of accepted", labelWidth);
    for (const Column& column : columns) {
        text += rightIn(std::string(column.name), columnWidth);
    }
    text += '\n' + latencyLine("from the due instant", figures.fromIntended.summary());
    return text + latencyLine("from the actual sending", figures.fromSend.summary());
}

std::string loadJson(const LoadRequest& request, const LoadResult& result)
{
    const LoadFigures& figures = result.figures;
    JsonWriter json;
    json.beginObject();
    json.key("url");
    json.string(request.url);
    json.key("arrivals");
    json.string(request.producer.arrivals.text);
    json.key("seed");
    json.count(request.seed);
    json.key("duration_s");
    json.number(result.seconds);
    json.key("interrupted");
    json.boolean(result.interrupted);
    json.key("rate");
    writeRates(json, request, result);
    json.key("counters");
    json.beginObject(JsonWriter::Layout::OneLine);
    for (const Counter& counter : counters) {
        json.key(counter.name);
        json.count(figures.*counter.value);
    }
    json.endObject();
    json.key("bytes");
    json.beginObject(JsonWriter::Layout::OneLine);
    json.key("sent");
    json.count(figures.bytesSent);
    json.key("received");
    json.count(figures.bytesReceived);
    json.endObject();
    json.key("statuses");
    writeCounts(json, figures.statuses, [](int status) { return std::to_string(status); });
    json.key("faults");
    writeCounts(json, figures.faults, [](const std::string& reason) { return reason; });
    json.key("latency_from_due_s");
    writeSummary(json, figures.fromIntended.summary());
    json.key("latency_from_send_s");
    writeSummary(json, figures.fromSend.summary());
    json.endObject();
    return json.take();
}

std::string loadProgress(const LoadFigures& figures, double seconds)
{
    std::string text = displayRate(perSecond(firstTries(figures), seconds)) + " sent, " + displayRate(perSecond(figures.accepted, seconds)) + " accepted";
    const std::uint64_t bad = figures.refused + figures.failed + figures.timedOut;
    if (bad > 0) {
        text += ", " + displayCount(static_cast<double>(bad)) + " refused or failed";
    }
    if (figures.behind > std::chrono::milliseconds(10)) {
        text += ", behind by " + displayDuration(toSeconds(figures.behind));
    }
    return text;
}

} // namespace highwater::cli

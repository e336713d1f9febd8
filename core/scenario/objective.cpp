// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/objective.h"

#include "scenario/document.h"
#include "units/quantity.h"
#include "units/text.h"
#include "units/time.h"

#include <algorithm>
#include <array>
#include <optional>

namespace highwater {

namespace {

enum class Unit { Seconds, Ratio, PerSecond, Number, ByteCount };

enum Subjects : unsigned { Stages = 1U, Producers = 2U, EndToEnd = 4U, Everybody = 7U };

/// One number of the results. written is its name there where it has a unit at its end; both names are accepted.
struct Statistic
{
    std::string_view name;
    std::string_view written;
    Unit unit;
};

struct Metric
{
    std::string_view name;
    std::string_view written;
    unsigned subjects;
    std::vector<Statistic> statistics; ///< one without a name: the metric is a plain number
};

std::vector<Statistic> timeStatistics()
{
    std::vector<Statistic> statistics{{"count", {}, Unit::Number}};
    for (const std::string_view name : {"mean", "sd", "p50", "p90", "p95", "p99", "p999", "max"}) {
        statistics.push_back({name, {}, Unit::Seconds});
    }
    return statistics;
}

const std::vector<Metric>& metrics()
{
    static const std::vector<Metric> table = [] {
        std::vector<Metric> all{
            {"sojourn", "sojourn_s", Everybody, timeStatistics()},
            {"wait", "wait_s", Stages | Producers, timeStatistics()},
            {"service", "service_s", Stages | Producers, timeStatistics()},
            {"in_system",
             {},
             Stages,
             {{"mean", {}, Unit::Number}, {"max", {}, Unit::Number}, {"empty", {}, Unit::Ratio}}},
            {"queue_depth",
             {},
             Stages,
             {{"mean", {}, Unit::Number}, {"max", {}, Unit::Number}, {"full", {}, Unit::Ratio}}},
            {"queue_bytes", {}, Stages, {{"mean", {}, Unit::ByteCount}, {"max", {}, Unit::ByteCount}}},
            {"bloat",
             {},
             Stages,
             {{"excess_p95", "excess_p95_s", Unit::Seconds},
              {"excess_p99", "excess_p99_s", Unit::Seconds},
              {"standing", "standing_s", Unit::Seconds},
              {"drain", "drain_s", Unit::Seconds},
              {"ratio", {}, Unit::Number}}},
            {"pressure", {}, Stages, {{"on_fraction", {}, Unit::Ratio}, {"flips", {}, Unit::Number}}},
            {"loss", {}, Everybody, {{{}, {}, Unit::Ratio}}},
            {"throughput", "throughput_per_s", Stages | Producers, {{{}, {}, Unit::PerSecond}}},
            {"completed", {}, Everybody, {{{}, {}, Unit::Number}}},
            {"inside", {}, Stages | Producers, {{{}, {}, Unit::Number}}},
            {"retried", {}, Stages | Producers, {{{}, {}, Unit::Number}}},
        };
        for (const std::string_view name : {"utilisation", "blocked", "waited", "all_busy"}) {
            all.push_back({name, {}, Stages, {{{}, {}, Unit::Ratio}}});
        }
        for (const std::string_view name : {"offered", "accepted", "refused", "dropped", "expired", "failed"}) {
            all.push_back({name, {}, Stages, {{{}, {}, Unit::Number}}});
        }
        for (const std::string_view name : {"sent", "shed", "lost"}) {
            all.push_back({name, {}, Producers, {{{}, {}, Unit::Number}}});
        }
        return all;
    }();
    return table;
}

/// The entry of that name, as it is called here or in the results.
template <typename Entry>
const Entry* named(const std::vector<Entry>& entries, std::string_view name)
{
    const auto at = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
        return entry.name == name || (!name.empty() && entry.written == name);
    });
    return at == entries.end() ? nullptr : &*at;
}

template <typename Entry>
std::vector<std::string_view> namesOf(const std::vector<Entry>& entries)
{
    std::vector<std::string_view> names;
    for (const Entry& entry : entries) {
        names.push_back(entry.name);
    }
    return names;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

struct Sides
{
    std::string_view left;
    Objective::Comparison comparison;
    std::string_view right;
};

/// Cuts at the last comparison, since the name of a node may hold one.
std::optional<Sides> cut(std::string_view text)
{
    using Comparison = Objective::Comparison;
    const auto at = text.find_last_of("<>");
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const bool equal = at + 1 < text.size() && text[at + 1] == '=';
    const bool less = text[at] == '<';
    const Comparison comparison = less ? (equal ? Comparison::LessEqual : Comparison::Less)
                                       : (equal ? Comparison::GreaterEqual : Comparison::Greater);
    return Sides{trimmed(text.substr(0, at)), comparison, trimmed(text.substr(at + (equal ? 2 : 1)))};
}

/// The longest name that the path begins with, followed by a point.
std::optional<std::string_view> subjectOf(std::string_view path, const std::vector<std::string_view>& nodes)
{
    std::optional<std::string_view> best;
    const auto consider = [&](std::string_view name) {
        const bool leads = path.size() > name.size() && path[name.size()] == '.' && path.substr(0, name.size()) == name;
        if (leads && (!best || name.size() > best->size())) {
            best = name;
        }
    };
    std::for_each(nodes.begin(), nodes.end(), consider);
    consider("end_to_end");
    return best;
}

Result<double> readLimit(std::string_view text, Unit unit)
{
    switch (unit) {
    case Unit::Seconds:
        return parseSeconds(text);
    case Unit::Ratio:
        return parseRatio(text).map([](Ratio ratio) { return ratio.value; });
    case Unit::PerSecond:
        return parseRate(text).map([](Rate rate) { return rate.perSecond(); });
    case Unit::ByteCount:
        return parseByteCount(text);
    case Unit::Number:
        break;
    }
    auto number = parseNumber(text);
    if (number && *number < 0.0) {
        return failure(Errc::OutOfRange, {}, std::string(text) + " is negative");
    }
    return number;
}

} // namespace

Result<Objective> readObjective(std::string_view text, const std::vector<std::string_view>& nodes)
{
    const auto refuse = [&](Errc code, const std::string& why) {
        return failure(code, {}, inQuotes(text) + ": " + why);
    };
    const auto sides = cut(text);
    if (!sides) {
        return refuse(Errc::Syntax,
                      "a comparison is missing; write for example \"api.sojourn.p99 <= 250ms\", with <=, <, >= or >");
    }
    const auto subject = subjectOf(sides->left, nodes);
    if (!subject) {
        const std::string_view first = sides->left.substr(0, sides->left.find('.'));
        std::vector<std::string_view> known = nodes;
        known.push_back("end_to_end");
        return refuse(Errc::NotFound, "there is no node " + inQuotes(first) + suggestion(first, known));
    }
    const std::string_view rest = sides->left.substr(subject->size() + 1);
    const auto dot = rest.find('.');
    const std::string_view metricName = rest.substr(0, dot);
    const std::string_view statisticName = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    const Metric* metric = named(metrics(), metricName);
    if (metric == nullptr) {
        return refuse(Errc::NotFound,
                      "there is no metric " + inQuotes(metricName) + suggestion(metricName, namesOf(metrics())));
    }
    const Statistic* statistic = named(metric->statistics, statisticName);
    if (statistic == nullptr && statisticName.empty()) {
        return refuse(Errc::Missing,
                      inQuotes(metric->name) + " needs a statistic: " + listed(namesOf(metric->statistics), "or"));
    }
    if (statistic == nullptr && metric->statistics.front().name.empty()) {
        return refuse(Errc::NotFound,
                      inQuotes(metric->name) + " is one number; it has no statistic " + inQuotes(statisticName));
    }
    if (statistic == nullptr) {
        return refuse(Errc::NotFound, inQuotes(metric->name) + " has no statistic " + inQuotes(statisticName) +
                                          suggestion(statisticName, namesOf(metric->statistics)));
    }
    const auto limit = readLimit(sides->right, statistic->unit);
    if (!limit) {
        return refuse(limit.error().code, limit.error().message);
    }
    return Objective{std::string(text),         std::string(*subject),
                     std::string(metric->name), std::string(statistic->name),
                     sides->comparison,         *limit};
}

Result<Objective> parseObjective(std::string_view text, const std::vector<std::string>& nodes)
{
    return readObjective(text, {nodes.begin(), nodes.end()});
}

Result<void> checkSubject(const Objective& objective, const Node* node)
{
    const unsigned kind = node == nullptr ? EndToEnd : node->producer() != nullptr ? Producers : Stages;
    const Metric* metric = named(metrics(), objective.metric);
    if (metric != nullptr && (metric->subjects & kind) != 0U) {
        return {};
    }
    std::vector<std::string_view> names;
    for (const Metric& entry : metrics()) {
        if ((entry.subjects & kind) != 0U) {
            names.push_back(entry.name);
        }
    }
    const std::string_view noun = node == nullptr               ? "end_to_end"
                                  : kind == Producers           ? "a producer"
                                  : node->channel() != nullptr  ? "a channel"
                                  : node->balancer() != nullptr ? "a balancer"
                                                                : "a stage";
    return failure(Errc::NotFound, {},
                   inQuotes(objective.text) + ": " + std::string(noun) + " has no " + inQuotes(objective.metric) +
                       "; it has " + listed(names));
}

} // namespace highwater

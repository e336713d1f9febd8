// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"

#include <array>

namespace highwater {

namespace {

using Metric = flow::AutoscalePolicy::Metric;

constexpr std::int64_t mostWorkers = 1'000'000;
constexpr std::int64_t mostItems = 1'000'000'000;

/// The target in the metric's unit; nothing when it was refused.
std::optional<double> readTarget(FieldReader& reader, const Field& field, Metric metric)
{
    if (metric == Metric::Depth) {
        return reader.positive(field, static_cast<double>(mostItems), "a depth per worker");
    }
    if (metric == Metric::Utilisation) {
        const auto target = reader.ratio(field, 1.0);
        if (target && !(*target > 0.0)) {
            reader.refuse(Errc::OutOfRange, field.pointer, field.found() + " is too small; a utilisation is above 0");
        }
        return target;
    }
    const auto target = reader.duration(field, Duration(1));
    return target ? std::optional(toSeconds(*target)) : std::nullopt;
}

void readGoal(FieldReader& reader, const Fields& fields, flow::AutoscalePolicy& policy)
{
    constexpr std::array<Metric, 4> metrics{Metric::Utilisation, Metric::Depth, Metric::DrainTime, Metric::Lag};
    const auto metric = fields.find("metric");
    const auto choice =
        metric ? reader.choice(*metric, {"utilisation", "depth", "drain-time", "lag"}) : std::optional<std::size_t>(0);
    if (!choice) {
        return; // what a target looks like depends on the metric
    }
    policy.metric = metrics[*choice];
    if (const auto target = fields.find("target")) {
        policy.target = readTarget(reader, *target, policy.metric).value_or(policy.target);
    } else if (policy.metric != Metric::Utilisation) {
        reader.refuse(Errc::Missing, fields.pointer("target"),
                      "\"target\" is missing; this metric needs one, such as " +
                          std::string(policy.metric == Metric::Depth ? "10" : "\"500ms\""));
    }
}

void readBounds(FieldReader& reader, const Fields& fields, flow::AutoscalePolicy& policy)
{
    const std::size_t before = reader.faultCount();
    if (const auto min = fields.find("min")) {
        policy.min = reader.whole(*min, 1, mostWorkers).value_or(1);
    }
    const auto max = fields.find("max");
    if (!max) {
        reader.refuse(Errc::Missing, fields.pointer("max"), "\"max\" is missing; it bounds the number of workers");
        return;
    }
    policy.max = reader.whole(*max, 1, mostWorkers).value_or(policy.min);
    if (reader.faultCount() == before && policy.max < policy.min) {
        reader.refuse(Errc::OutOfRange, max->pointer,
                      std::to_string(policy.max) + " is below min " + std::to_string(policy.min));
    }
}

} // namespace

flow::AutoscalePolicy readAutoscale(FieldReader& reader, const Field& field)
{
    flow::AutoscalePolicy policy;
    const auto fields = Fields::of(reader, field, fields::autoscale);
    if (!fields) {
        return policy;
    }
    readGoal(reader, *fields, policy);
    readBounds(reader, *fields, policy);
    const auto time = [&](std::string_view name, Duration& value, Duration least) {
        if (const auto written = fields->find(name)) {
            value = reader.duration(*written, least).value_or(value);
        }
    };
    time("startDelay", policy.startDelay, Duration::zero());
    time("stopDelay", policy.stopDelay, Duration::zero());
    time("evaluate", policy.evaluate, Duration(1));
    time("stabilisation", policy.stabilisation, Duration::zero());
    if (const auto softLimit = fields->find("softLimit")) {
        policy.softLimit = reader.whole(*softLimit, 1, mostItems);
    }
    return policy;
}

} // namespace highwater

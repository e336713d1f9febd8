// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"
#include "units/text.h"

#include <array>
#include <cmath>

namespace highwater {

namespace {

constexpr std::string_view exitName = "exit";
constexpr std::int64_t mostAttempts = 1'000'000'000;
constexpr double mostBudget = 10.0;
constexpr Duration leastDelay{1};

std::optional<Route> routeTo(ReadContext& context, const Field& field, bool producer)
{
    const auto name = context.reader.text(field, "the name of a stage");
    if (!name) {
        return std::nullopt;
    }
    const auto target = context.nodes.find(*name);
    if (!target && *name == exitName && !producer) {
        return Route{std::nullopt, 1.0};
    }
    if (!target && *name == exitName) {
        context.reader.refuse(Errc::OutOfRange, field.pointer, "a producer cannot send to the exit; name a stage");
        return std::nullopt;
    }
    if (!target) {
        context.reader.refuse(Errc::NotFound, field.pointer,
                              "there is no node " + inQuotes(*name) + suggestion(*name, context.nodes.stages()));
        return std::nullopt;
    }
    if (target->type == NodeIndex::Type::Producer) {
        context.reader.refuse(Errc::OutOfRange, field.pointer,
                              inQuotes(*name) + " is a producer; only a stage takes items" +
                                  suggestion(*name, context.nodes.stages()));
        return std::nullopt;
    }
    return Route{target->index, 1.0};
}

std::optional<Route> routeOf(ReadContext& context, const Field& field, bool producer)
{
    const auto fields = Fields::of(context.reader, field, fields::route);
    if (!fields) {
        return std::nullopt;
    }
    std::optional<Route> route;
    if (const auto node = fields->find("node")) {
        route = routeTo(context, *node, producer);
    } else {
        context.reader.refuse(Errc::Missing, fields->pointer("node"),
                              "\"node\" is missing; name the stage that this route leads to");
    }
    if (const auto weight = fields->find("weight")) {
        const auto value = context.reader.number(*weight, 0.0, "a weight");
        if (route && value) {
            route->weight = *value;
        } else {
            route.reset();
        }
    }
    for (const std::string_view name : {"latency", "bandwidth", "sendBuffer", "receiveBuffer"}) {
        if (const auto hop = fields->find(name)) {
            context.reader.refuseUnsupported(*hop, inQuotes(name) + " of a hop");
        }
    }
    return route;
}

} // namespace

std::vector<Route> readRoutes(ReadContext& context, const Field& field, bool producer)
{
    std::vector<Route> routes;
    if (!field.json->is_array()) {
        const auto route =
            field.json->is_object() ? routeOf(context, field, producer) : routeTo(context, field, producer);
        if (route) {
            routes.push_back(*route);
        }
        if (route && route->weight <= 0.0) {
            context.reader.refuse(Errc::OutOfRange, pointerTo(field.pointer, "weight"),
                                  "the weights sum to 0; one must be above 0");
        }
        return routes;
    }
    if (field.json->empty()) {
        context.reader.refuse(Errc::Missing, field.pointer, "the list is empty; name at least one node");
        return routes;
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < field.json->size(); ++i) {
        const auto route = routeOf(context, {&(*field.json)[i], pointerTo(field.pointer, std::to_string(i))}, producer);
        if (route) {
            routes.push_back(*route);
            sum += route->weight;
        }
    }
    // The sum says something only when all routes are good.
    if (routes.size() == field.json->size() && (!(sum > 0.0) || !std::isfinite(sum))) {
        context.reader.refuse(Errc::OutOfRange, field.pointer,
                              "the weights sum to " + writeNumber(sum) + "; the sum must be above 0 and finite");
    }
    return routes;
}

flow::RetryPolicy readRetry(ReadContext& context, const Field& field)
{
    using flow::Jitter;
    using Kind = flow::RetryPolicy::Kind;
    flow::RetryPolicy retry;
    FieldReader& reader = context.reader;
    if (field.json->is_string() && *field.json == "none") {
        return retry;
    }
    if (!field.json->is_object()) {
        reader.refuse(Errc::WrongType, field.pointer,
                      "found " + field.found() + "; \"none\" or an object with a \"policy\" is needed");
        return retry;
    }
    const auto fields = Fields::of(reader, field, fields::retry);
    if (!fields) {
        return retry;
    }
    retry.kind = Kind::Exponential;
    if (const auto policy = fields->find("policy")) {
        retry.kind = reader.choice(*policy, {"fixed", "exponential"}) == 0U ? Kind::Fixed : Kind::Exponential;
    } else {
        reader.refuse(Errc::Missing, fields->pointer("policy"),
                      "\"policy\" is missing; allowed are \"fixed\" and \"exponential\"");
    }
    if (const auto base = fields->find("base")) {
        retry.base = reader.duration(*base, leastDelay).value_or(retry.base);
    }
    if (const auto cap = fields->find("cap")) {
        retry.cap = reader.duration(*cap, leastDelay);
    }
    if (const auto factor = fields->find("factor")) {
        retry.factor = reader.number(*factor, 1.0, "the factor").value_or(retry.factor);
    }
    if (const auto jitter = fields->find("jitter")) {
        constexpr std::array<Jitter, 4> values{Jitter::None, Jitter::Full, Jitter::Equal, Jitter::Decorrelated};
        retry.jitter = values[reader.choice(*jitter, {"none", "full", "equal", "decorrelated"}).value_or(0)];
    }
    if (const auto attempts = fields->find("attempts")) {
        retry.attempts = reader.whole(*attempts, 1, mostAttempts);
    }
    if (const auto budget = fields->find("budget")) {
        retry.budget = reader.ratio(*budget, mostBudget);
    }
    return retry;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"
#include "units/text.h"

#include <cmath>

namespace highwater {

namespace {

constexpr std::string_view exitName = "exit";

std::optional<Route> routeTo(ReadContext& context, const Field& field, bool producer)
{
    const bool leaves = field.json->is_string() && *field.json == exitName && !context.nodes.find(exitName);
    if (leaves && !producer) {
        return Route{std::nullopt, 1.0};
    }
    if (leaves) {
        context.reader.refuse(Errc::OutOfRange, field.pointer, "a producer cannot send to the exit; name a stage");
        return std::nullopt;
    }
    const auto target = readTaker(context, field);
    return target ? std::optional(Route{*target, 1.0}) : std::nullopt;
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
    const auto hop = readHop(context.reader, *fields);
    if (hop && route && !route->node) {
        context.reader.refuse(
            Errc::OutOfRange, field.pointer,
            "the exit is no place that a wire could lead to; leave latency, bandwidth, buffers, loss and "
            "outages out");
    }
    if (route) {
        route->hop = hop;
    }
    return route;
}

/// What travels between two nodes is told by their names, so that there is one wire from one to the other.
void refuseSecondWire(ReadContext& context, const std::vector<Route>& routes, const std::string& pointer)
{
    const Route& last = routes.back();
    for (std::size_t i = 0; i + 1 < routes.size(); ++i) {
        if (last.hop && routes[i].hop && routes[i].node == last.node) {
            context.reader.refuse(Errc::OutOfRange, pointer,
                                  "a second wire to the same node; write one with the sum of the weights, or put a stage between");
            return;
        }
    }
}

} // namespace

std::optional<int> readTaker(ReadContext& context, const Field& field)
{
    const auto name = context.reader.text(field, "the name of a stage");
    if (!name) {
        return std::nullopt;
    }
    const auto target = context.nodes.find(*name);
    if (!target) {
        context.reader.refuse(Errc::NotFound, field.pointer,
                              "there is no node " + inQuotes(*name) + suggestion(*name, context.nodes.takers()));
        return std::nullopt;
    }
    if (target->type == NodeIndex::Type::Producer) {
        context.reader.refuse(Errc::OutOfRange, field.pointer,
                              inQuotes(*name) + " is a producer; it takes no items" +
                                  suggestion(*name, context.nodes.takers()));
        return std::nullopt;
    }
    return target->index;
}

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
            refuseSecondWire(context, routes, pointerTo(field.pointer, std::to_string(i)));
        }
    }
    // The sum says something only when all routes are good.
    if (routes.size() == field.json->size() && (!(sum > 0.0) || !std::isfinite(sum))) {
        context.reader.refuse(Errc::OutOfRange, field.pointer,
                              "the weights sum to " + writeNumber(sum) + "; the sum must be above 0 and finite");
    }
    return routes;
}

} // namespace highwater

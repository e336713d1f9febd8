// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/topology_parts.h"
#include "units/quantity.h"
#include "units/text.h"

#include <algorithm>
#include <array>

namespace highwater::topology {

namespace {

constexpr std::array<const char*, 6> wireFields{"latency", "bandwidth", "sendBuffer", "receiveBuffer", "loss", "outages"};

std::optional<std::string> same(const std::string& name)
{
    return name;
}

/// A document with other ways out of one node; what the schedule says of a way follows it.
Result<Document> withWays(const Document& document, Json root)
{
    renameInRest(document, root, same);
    return finished(document, std::move(root));
}

Result<void> checkEnds(const Json& nodes, std::string_view from, std::string_view to)
{
    if (!nodes.contains(std::string(from))) {
        return failure(Errc::NotFound, "/nodes", "there is no node " + inQuotes(from));
    }
    if (to == "exit") {
        return {};
    }
    if (!nodes.contains(std::string(to))) {
        return failure(Errc::NotFound, "/nodes", "there is no node " + inQuotes(to));
    }
    if (isProducer(nodes[std::string(to)])) {
        return failure(Errc::OutOfRange, pointerTo("/nodes", to), inQuotes(to) + " is a producer; it takes no items");
    }
    return {};
}

bool leadsTo(const Json& holder, std::string_view to)
{
    const auto routes = routesOf(holder);
    return std::any_of(routes.begin(), routes.end(), [&](const Json& route) { return targetOf(route) == to; });
}

bool hasWire(const Json& route)
{
    return std::any_of(wireFields.begin(), wireFields.end(), [&](const char* field) { return route.contains(field); });
}

double meanWeight(const std::vector<Json>& routes)
{
    double sum = 0;
    for (const Json& route : routes) {
        const auto weight = route.find("weight");
        sum += weight != route.end() && weight->is_number() ? weight->get<double>() : 1.0;
    }
    const double mean = sum / static_cast<double>(routes.size());
    return mean > 0 ? mean : 1.0;
}

Json weightOf(double value)
{
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

void addWay(Json& holder, std::string_view to)
{
    auto routes = routesOf(holder);
    Json route{{"node", to}};
    if (!routes.empty()) {
        route["weight"] = weightOf(meanWeight(routes));
        // In a list that somebody wrote the others stay as they are.
        if (routes.size() == 1 && !routes.front().contains("weight")) {
            routes.front()["weight"] = 1;
        }
    }
    routes.push_back(std::move(route));
    setRoutes(holder, std::move(routes));
}

/// Every consumer sees every item, so that another way out of a channel is another reader, unless one leads nowhere yet.
void addReader(Json& channel, std::string_view to)
{
    Json& consumers = channel["consumers"];
    for (auto consumer = consumers.begin(); consumer != consumers.end(); ++consumer) {
        if (!consumer->contains("to")) {
            (*consumer)["to"] = to;
            return;
        }
    }
    Json reader = consumers.empty() ? Json::object() : consumers.back();
    const std::string name = freeName(consumers, "reader");
    reader.erase("killed");
    reader["to"] = to;
    consumers[name] = std::move(reader);
}

/// Hands each route from one node to another to change; how many there were.
std::size_t eachRoute(Json& node, std::string_view to, const std::function<void(Json&)>& change)
{
    std::size_t found = 0;
    forEachWayHolder(node, [&](Json& holder) {
        if (!leadsTo(holder, to)) {
            return;
        }
        auto routes = routesOf(holder);
        for (Json& route : routes) {
            if (targetOf(route) == to) {
                change(route);
                ++found;
            }
        }
        putRoutes(holder, std::move(routes));
    });
    return found;
}

tl::unexpected<Error> noLink(std::string_view from, std::string_view to)
{
    return failure(Errc::NotFound, pointerTo("/nodes", from), "there is no link from " + inQuotes(from) + " to " + inQuotes(to));
}

} // namespace

Result<Document> connectNodes(const Document& document, std::string_view from, std::string_view to)
{
    Json root = document.tree().json;
    Json& nodes = nodesOf(root);
    if (const auto ends = checkEnds(nodes, from, to); !ends) {
        return tl::unexpected(ends.error());
    }
    Json& node = nodes[std::string(from)];
    if (from == to) {
        return failure(Errc::OutOfRange, pointerTo("/nodes", from), inQuotes(from) + " would send to itself");
    }
    if (to == "exit" && isProducer(node)) {
        return failure(Errc::OutOfRange, pointerTo("/nodes", from), "a producer cannot send to the exit; name a stage");
    }
    bool known = false;
    forEachWayHolder(node, [&](const Json& holder) { known = known || leadsTo(holder, to); });
    if (known) {
        return failure(Errc::OutOfRange, pointerTo("/nodes", from), inQuotes(from) + " sends to " + inQuotes(to) + " already");
    }
    if (node.contains("consumers")) {
        addReader(node, to);
    } else {
        addWay(node, to);
    }
    return withWays(document, std::move(root));
}

Result<Document> disconnectNodes(const Document& document, std::string_view from, std::string_view to)
{
    Json root = document.tree().json;
    Json& nodes = nodesOf(root);
    if (!nodes.contains(std::string(from))) {
        return failure(Errc::NotFound, "/nodes", "there is no node " + inQuotes(from));
    }
    Json& node = nodes[std::string(from)];
    bool found = false;
    bool last = false;
    forEachWayHolder(node, [&](Json& holder) {
        if (!leadsTo(holder, to)) {
            return;
        }
        found = true;
        auto routes = routesOf(holder);
        std::erase_if(routes, [&](const Json& route) { return targetOf(route) == to; });
        last = routes.empty();
        setRoutes(holder, std::move(routes));
    });
    if (!found) {
        return noLink(from, to);
    }
    if (last && isProducer(node)) {
        return failure(Errc::Missing, pointerTo("/nodes", from),
                       inQuotes(from) + " sends to " + inQuotes(to) + " only; connect it elsewhere first, since a producer must send to something");
    }
    return withWays(document, std::move(root));
}

Result<Document> addWire(const Document& document, std::string_view from, std::string_view to)
{
    Json root = document.tree().json;
    Json& nodes = nodesOf(root);
    if (to == "exit") {
        return failure(Errc::OutOfRange, pointerTo("/nodes", from), "the exit is no place that a wire could lead to");
    }
    if (!nodes.contains(std::string(from))) {
        return noLink(from, to);
    }
    bool wired = false;
    const std::size_t links = eachRoute(nodes[std::string(from)], to, [&](Json& route) {
        wired = wired || hasWire(route);
        if (!hasWire(route)) {
            route["latency"] = "1ms";
            route["sendBuffer"] = "64KiB";
            route["receiveBuffer"] = "64KiB";
        }
    });
    if (links == 0) {
        return noLink(from, to);
    }
    if (wired) {
        return failure(Errc::OutOfRange, pointerTo("/nodes", from),
                       "the link from " + inQuotes(from) + " to " + inQuotes(to) + " goes through kernel buffers already");
    }
    return withWays(document, std::move(root));
}

Result<Document> removeWire(const Document& document, std::string_view from, std::string_view to)
{
    Json root = document.tree().json;
    Json& nodes = nodesOf(root);
    bool wired = false;
    const std::size_t links = !nodes.contains(std::string(from)) ? 0 : eachRoute(nodes[std::string(from)], to, [&](Json& route) {
        wired = wired || hasWire(route);
        for (const char* field : wireFields) {
            route.erase(field);
        }
    });
    if (links == 0) {
        return noLink(from, to);
    }
    if (!wired) {
        return failure(Errc::OutOfRange, pointerTo("/nodes", from), "the link from " + inQuotes(from) + " to " + inQuotes(to) + " has no wire");
    }
    return withWays(document, std::move(root));
}

} // namespace highwater::topology

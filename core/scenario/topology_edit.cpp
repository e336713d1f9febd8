// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/topology_edit.h"

#include "scenario/topology_parts.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <charconv>
#include <utility>

namespace highwater::topology {

namespace {

constexpr std::array<const char*, 4> kindNames{"producer", "stage", "channel", "balancer"};

/// A node that works as it is, and shows what its kind is for.
Json defaultsOf(Kind kind, const std::string& target)
{
    switch (kind) {
    case Kind::Producer:
        return {{"type", "producer"}, {"arrivals", "poisson(20/s)"}, {"to", target}};
    case Kind::Channel:
        return {{"type", "channel"}, {"consumers", {{"reader", {{"service", "exponential(10ms)"}, {"buffer", 100}}}}}};
    case Kind::Balancer:
        return {{"type", "balancer"},
                {"load", "requests"},
                {"replicas",
                 {{"min", 1},
                  {"max", 4},
                  {"template",
                   {{"type", "stage"},
                    {"queue", {{"capacity", 50}}},
                    {"workers", {{"count", 1}, {"service", "exponential(10ms)"}}}}}}},
                {"softLimit", 8},
                {"startDelay", "2s"}};
    case Kind::Stage:
        break;
    }
    return {{"type", "stage"},
            {"queue", {{"capacity", 100}, {"highWater", 80}, {"lowWater", 40}, {"whenFull", "block"}}},
            {"workers", {{"count", 1}, {"service", "exponential(10ms)"}}}};
}

std::string textOf(Position position)
{
    return std::to_string(std::llround(position.x)) + ", " + std::to_string(std::llround(position.y));
}

/// Adds the node, unchecked; its name.
Result<std::string> add(Json& root, Kind kind, std::optional<Position> position, std::string_view target)
{
    Json& nodes = nodesOf(root);
    const std::string name = freeName(nodes, kindNames[static_cast<std::size_t>(kind)]);
    const std::string to = target.empty() ? firstTaker(nodes) : std::string(target);
    if (kind == Kind::Producer && to.empty()) {
        return failure(Errc::Missing, "/nodes", "a producer needs something to send to; add a stage first");
    }
    Json node = defaultsOf(kind, to);
    if (position) {
        node[positionField] = textOf(*position);
    }
    appendMember(nodes, name, std::move(node));
    return name;
}

Result<Edit> edited(const Document& before, Json root, std::vector<std::string> names)
{
    return finished(before, std::move(root)).map([&](Document document) { return Edit{std::move(document), std::move(names)}; });
}

/// "264, 48"; a list of two numbers means the same.
std::optional<Position> positionOf(const Json& node)
{
    const auto field = node.is_object() ? node.find(positionField) : node.end();
    if (!node.is_object() || field == node.end()) {
        return std::nullopt;
    }
    if (field->is_array() && field->size() == 2 && (*field)[0].is_number() && (*field)[1].is_number()) {
        return Position{(*field)[0].get<double>(), (*field)[1].get<double>()};
    }
    if (!field->is_string()) {
        return std::nullopt;
    }
    const auto& text = field->get_ref<const std::string&>();
    const char* const end = text.data() + text.size();
    Position position;
    const auto x = std::from_chars(text.data(), end, position.x);
    const char* next = x.ptr;
    while (next != end && (*next == ',' || *next == ' ')) {
        ++next;
    }
    const auto y = std::from_chars(next, end, position.y);
    const bool good = x.ec == std::errc() && y.ec == std::errc() && y.ptr == end && std::isfinite(position.x) && std::isfinite(position.y);
    return good ? std::optional(position) : std::nullopt;
}

} // namespace

Result<Edit> addNode(const Document& document, Kind kind, std::optional<Position> position, std::string_view target)
{
    Json root = document.tree().json;
    auto name = add(root, kind, position, target);
    if (!name) {
        return tl::unexpected(name.error());
    }
    return edited(document, std::move(root), {std::move(*name)});
}

Result<Edit> insertNode(const Document& document, Kind kind, std::string_view from, std::string_view to, std::optional<Position> position)
{
    if (kind == Kind::Producer) {
        return failure(Errc::OutOfRange, "/nodes", "a producer takes no items, so that it cannot stand in a link");
    }
    Json root = document.tree().json;
    auto name = add(root, kind, position, {});
    if (!name) {
        return tl::unexpected(name.error());
    }
    Json& nodes = nodesOf(root);
    const auto sender = nodes.find(std::string(from));
    std::size_t links = 0;
    if (sender != nodes.end()) {
        forEachWayHolder(*sender, [&](Json& holder) {
            auto routes = routesOf(holder);
            const std::size_t before = links;
            for (Json& route : routes) {
                if (targetOf(route) == to) {
                    route["node"] = *name;
                    ++links;
                }
            }
            if (links > before) {
                putRoutes(holder, std::move(routes));
            }
        });
    }
    if (links == 0) {
        return failure(Errc::NotFound, "/nodes", "there is no link from " + inQuotes(from) + " to " + inQuotes(to));
    }
    if (to != "exit") {
        Json& node = nodes[*name];
        (kind == Kind::Channel ? node["consumers"].front() : node)["to"] = to;
    }
    return edited(document, std::move(root), {std::move(*name)});
}

Result<Document> renameNode(const Document& document, std::string_view name, std::string_view newName)
{
    Json root = document.tree().json;
    const Json& before = nodesOf(std::as_const(root));
    const std::string old(name);
    const std::string next(newName);
    if (!before.contains(old)) {
        return failure(Errc::NotFound, "/nodes", "there is no node " + inQuotes(name));
    }
    if (old == next) {
        return document;
    }
    if (before.contains(next)) {
        return failure(Errc::OutOfRange, pointerTo("/nodes", name), "another node is called " + inQuotes(next));
    }
    if (!isUtf8(next)) {
        return failure(Errc::Syntax, pointerTo("/nodes", name), "the name is not UTF-8");
    }
    const NameOf nameOf = [&](const std::string& each) { return std::optional(each == old ? next : each); };
    Json nodes = Json::object();
    for (auto node = before.begin(); node != before.end(); ++node) {
        renameInNode(appendMember(nodes, node.key() == old ? next : node.key(), *node), nameOf);
    }
    nodesOf(root) = std::move(nodes);
    renameInRest(document, root, nameOf);
    return finished(document, std::move(root));
}

Positions positionsOf(const Document& document)
{
    Positions positions;
    const Json& nodes = nodesOf(document.tree().json);
    for (auto node = nodes.begin(); node != nodes.end(); ++node) {
        if (const auto position = positionOf(*node)) {
            positions.emplace(node.key(), *position);
        }
    }
    return positions;
}

Result<Document> withPositions(const Document& document, const Positions& positions)
{
    Json root = document.tree().json;
    Json& nodes = nodesOf(root);
    for (const auto& [name, position] : positions) {
        const auto node = nodes.find(name);
        if (node == nodes.end() || !node->is_object()) {
            return failure(Errc::NotFound, "/nodes", "there is no node " + inQuotes(name));
        }
        (*node)[positionField] = textOf(position);
    }
    return finished(document, std::move(root));
}

Document withoutPositions(const Document& document)
{
    Document result = document;
    const Json& nodes = nodesOf(document.tree().json);
    for (auto node = nodes.begin(); node != nodes.end(); ++node) {
        if (const auto without = result.without(pointerTo(pointerTo("/nodes", node.key()), positionField))) {
            result = *without;
        }
    }
    return result;
}

} // namespace highwater::topology

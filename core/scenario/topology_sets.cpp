// SPDX-License-Identifier: GPL-3.0-or-later
// Several nodes at once: they go, are copied and come.
#include "scenario/topology_parts.h"
#include "units/text.h"

#include <algorithm>
#include <set>
#include <utility>

namespace highwater::topology {

namespace {

using Names = std::set<std::string>;

Result<void> checkNames(const Json& nodes, const std::vector<std::string>& names)
{
    for (const std::string& name : names) {
        if (!nodes.contains(name)) {
            return failure(Errc::NotFound, "/nodes", "there is no node " + inQuotes(name));
        }
    }
    return {};
}

/// The routes by which items come to nodes that stay, through those that go; each target once.
void collectWaysOn(const Json& nodes, const std::string& start, const Names& gone, Names& seen, std::vector<Json>& ways)
{
    if (!seen.insert(start).second) {
        return;
    }
    Json node = nodes.at(start);
    forEachWayHolder(node, [&](const Json& holder) {
        for (Json& route : routesOf(holder)) {
            const std::string target = targetOf(route);
            if (gone.contains(target)) {
                collectWaysOn(nodes, target, gone, seen, ways);
            } else if (target != "exit" && seen.insert(target).second) {
                ways.push_back(std::move(route));
            }
        }
    });
}

/// A sender whose only ways led to nodes that go sends on to where those led.
void leadOn(Json& holder, const std::string& sender, const Json& nodesBefore, const Names& gone)
{
    const auto routes = routesOf(holder);
    const auto goes = [&](const Json& route) { return gone.contains(targetOf(route)); };
    if (routes.empty() || !std::all_of(routes.begin(), routes.end(), goes)) {
        return;
    }
    std::vector<Json> ways;
    Names seen{sender};
    for (const Json& route : routes) {
        collectWaysOn(nodesBefore, targetOf(route), gone, seen, ways);
    }
    setRoutes(holder, std::move(ways));
}

/// Puts nodes under free names behind those of a file. offset: of their places.
Result<Edit> place(const Document& document, Json arriving, Position offset)
{
    Json root = document.tree().json;
    Json& nodes = nodesOf(root);
    std::map<std::string, std::string> called;
    std::vector<std::string> names;
    for (auto node = arriving.begin(); node != arriving.end(); ++node) {
        names.push_back(freeName(nodes, node.key(), names));
        called.emplace(node.key(), names.back());
    }
    const NameOf nameOf = [&](const std::string& name) -> std::optional<std::string> {
        const auto other = called.find(name);
        return other != called.end() ? std::optional(other->second) : nodes.contains(name) ? std::optional(name) : std::nullopt;
    };
    Json renamed = Json::object();
    for (auto node = arriving.begin(); node != arriving.end(); ++node) {
        renameInNode(appendMember(renamed, called[node.key()], std::move(*node)), nameOf);
    }
    for (auto node = renamed.begin(); node != renamed.end(); ++node) {
        appendMember(nodes, node.key(), std::move(*node));
    }
    for (const std::string& name : names) {
        Json& node = nodes[name];
        if (isProducer(node) && !node.contains("to")) {
            const std::string taker = firstTaker(nodes);
            if (taker.empty()) {
                return failure(Errc::Missing, "/nodes", inQuotes(name) + " is a producer and would have nothing to send to; add a stage first");
            }
            node["to"] = taker;
        }
    }
    auto result = finished(document, std::move(root));
    if (!result) {
        return tl::unexpected(result.error());
    }
    Positions moved;
    const Positions all = positionsOf(*result);
    for (const std::string& name : names) {
        if (const auto at = all.find(name); at != all.end()) {
            moved.emplace(name, Position{at->second.x + offset.x, at->second.y + offset.y});
        }
    }
    return (moved.empty() ? std::move(result) : withPositions(*result, moved)).map([&](Document with) {
        return Edit{std::move(with), std::move(names)};
    });
}

Json pick(const Json& nodes, const std::vector<std::string>& names)
{
    Json picked = Json::object();
    for (auto node = nodes.begin(); node != nodes.end(); ++node) {
        if (std::find(names.begin(), names.end(), node.key()) != names.end()) {
            appendMember(picked, node.key(), *node);
        }
    }
    return picked;
}

} // namespace

Result<Document> removeNodes(const Document& document, const std::vector<std::string>& names)
{
    const Json& nodesBefore = nodesOf(document.tree().json);
    if (const auto known = checkNames(nodesBefore, names); !known) {
        return tl::unexpected(known.error());
    }
    const Names gone(names.begin(), names.end());
    const NameOf nameOf = [&](const std::string& name) { return gone.contains(name) ? std::nullopt : std::optional(name); };
    Json root = document.tree().json;
    Json nodes = Json::object();
    for (auto node = nodesBefore.begin(); node != nodesBefore.end(); ++node) {
        if (gone.contains(node.key())) {
            continue;
        }
        Json& kept = appendMember(nodes, node.key(), *node);
        forEachWayHolder(kept, [&](Json& holder) { leadOn(holder, node.key(), nodesBefore, gone); });
        if (isProducer(kept) && !kept.contains("to")) {
            return failure(Errc::Missing, pointerTo("/nodes", node.key()),
                           inQuotes(node.key()) + " would have nothing left to send to; connect it elsewhere first, or delete it too");
        }
        // A list that loses all but one way is written as one.
        const Json before = kept;
        renameInNode(kept, nameOf);
        forEachWayHolder(kept, [&](Json& holder) {
            if (kept != before && holder.contains("to")) {
                setRoutes(holder, routesOf(holder));
            }
        });
    }
    if (firstTaker(nodes).empty()) {
        return failure(Errc::Missing, "/nodes", "no stage would be left; a scenario has at least one");
    }
    nodesOf(root) = std::move(nodes);
    renameInRest(document, root, nameOf);
    return finished(document, std::move(root));
}

Result<Edit> duplicateNodes(const Document& document, const std::vector<std::string>& names, Position offset)
{
    const Json& nodes = nodesOf(document.tree().json);
    if (const auto known = checkNames(nodes, names); !known) {
        return tl::unexpected(known.error());
    }
    return place(document, pick(nodes, names), offset);
}

Result<std::string> copyNodes(const Document& document, const std::vector<std::string>& names)
{
    const Json& nodes = nodesOf(document.tree().json);
    if (const auto known = checkNames(nodes, names); !known) {
        return tl::unexpected(known.error());
    }
    Json text = Json::object();
    text["nodes"] = pick(nodes, names);
    return text.dump(2) + '\n';
}

Result<Edit> pasteNodes(const Document& document, std::string_view text, Position offset)
{
    auto json = parseJson(text);
    if (!json) {
        return failure(Errc::Syntax, {}, "what is on the clipboard is not made of nodes: " + json.error().front().message);
    }
    const Json& nodes = nodesOf(std::as_const(*json));
    if (nodes.empty()) {
        return failure(Errc::Missing, "/nodes", "what is on the clipboard has no \"nodes\"");
    }
    return place(document, nodes, offset);
}

} // namespace highwater::topology

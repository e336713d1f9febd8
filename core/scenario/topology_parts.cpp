// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/topology_parts.h"

#include <algorithm>

namespace highwater::topology {

Json& nodesOf(Json& root)
{
    if (!root.contains("nodes") || !root["nodes"].is_object()) {
        root["nodes"] = Json::object();
    }
    return root["nodes"];
}

const Json& nodesOf(const Json& root)
{
    static const Json none = Json::object();
    const auto nodes = root.is_object() ? root.find("nodes") : root.end();
    return root.is_object() && nodes != root.end() && nodes->is_object() ? *nodes : none;
}

bool isProducer(const Json& node)
{
    return node.is_object() && node.value("type", std::string()) == "producer";
}

std::string firstTaker(const Json& nodes, std::string_view except)
{
    for (auto node = nodes.begin(); node != nodes.end(); ++node) {
        if (!isProducer(*node) && node.key() != except) {
            return node.key();
        }
    }
    return {};
}

std::string freeName(const Json& nodes, std::string_view wanted, const std::vector<std::string>& taken)
{
    const auto isFree = [&](const std::string& name) {
        return !nodes.contains(name) && std::find(taken.begin(), taken.end(), name) == taken.end();
    };
    if (std::string name(wanted); isFree(name)) {
        return name;
    }
    // "api 2" is copied to "api 3" and not to "api 2 2".
    std::string_view stem = wanted;
    const auto digits = stem.find_last_not_of("0123456789");
    if (digits != std::string_view::npos && digits + 1 < stem.size() && digits > 0 && stem[digits] == ' ') {
        stem = stem.substr(0, digits);
    }
    for (int number = 2;; ++number) {
        std::string name = std::string(stem) + ' ' + std::to_string(number);
        if (isFree(name)) {
            return name;
        }
    }
}

Result<Document> finished(const Document& before, Json root)
{
    auto document = Document::parse(root.dump(), before.folder());
    if (!document) {
        return tl::unexpected(document.error().front());
    }
    if (const auto scenario = readScenario(*document); !scenario) {
        return tl::unexpected(scenario.error().front());
    }
    return std::move(*document);
}

void forEachWayHolder(Json& node, const std::function<void(Json& holder)>& visit)
{
    if (!node.is_object()) {
        return;
    }
    const auto consumers = node.find("consumers");
    if (consumers == node.end() || !consumers->is_object()) {
        visit(node);
        return;
    }
    for (auto consumer = consumers->begin(); consumer != consumers->end(); ++consumer) {
        if (consumer->is_object()) {
            visit(*consumer);
        }
    }
}

std::vector<Json> routesOf(const Json& holder)
{
    std::vector<Json> routes;
    const auto to = holder.find("to");
    if (to == holder.end()) {
        return routes;
    }
    if (to->is_string()) {
        routes.push_back(Json{{"node", *to}});
    } else if (to->is_object()) {
        routes.push_back(*to);
    } else if (to->is_array()) {
        routes.assign(to->begin(), to->end());
    }
    return routes;
}

std::string targetOf(const Json& route)
{
    return route.is_object() ? route.value("node", std::string()) : std::string();
}

void setRoutes(Json& holder, std::vector<Json> routes)
{
    if (routes.empty()) {
        holder.erase("to");
        return;
    }
    if (routes.size() > 1) {
        holder["to"] = Json(std::move(routes));
        return;
    }
    // The weight of an only way says nothing, but for a 0, which nobody could mean.
    Json& only = routes.front();
    only.erase("weight");
    holder["to"] = only.size() == 1 ? only["node"] : only;
}

void putRoutes(Json& holder, std::vector<Json> routes)
{
    Json& to = holder["to"];
    if (to.is_array()) {
        to = Json(std::move(routes));
    } else if (routes.front().size() > 1) {
        to = std::move(routes.front());
    } else {
        to = Json(targetOf(routes.front()));
    }
}

} // namespace highwater::topology

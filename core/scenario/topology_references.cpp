// SPDX-License-Identifier: GPL-3.0-or-later
// Where in a file the name of a node stands, and what becomes of it when the node is called otherwise or is gone.
#include "scenario/topology_parts.h"

#include <utility>

namespace highwater::topology {

namespace {

using Path = std::vector<std::string>;

/// The length of the path to the "to" that a path inside a node leads into or is; 0: it leads elsewhere.
std::size_t wayLength(const Path& path)
{
    if (!path.empty() && path[0] == "to") {
        return 1;
    }
    return path.size() >= 3 && path[0] == "consumers" && path[2] == "to" ? 3 : 0;
}

/// Whether the text at a path inside a node is the name of another node.
bool isNamePlace(const Path& path)
{
    if (const std::size_t way = wayLength(path); way > 0) {
        return path.size() == way || path.back() == "node";
    }
    return path == Path{"window", "until"};
}

/// Whether the members of the object at that path are called like stages: a producer's service times.
bool isKeyedByName(const Path& path)
{
    return path == Path{"service"};
}

/// False: what stands there names a node that is gone.
bool rename(Json& value, Path& path, const NameOf& nameOf);

bool renameText(Json& value, const Path& path, const NameOf& nameOf)
{
    if (!isNamePlace(path) || value == "exit") {
        return true;
    }
    const auto name = nameOf(value.get<std::string>());
    if (name) {
        value = *name;
    }
    return name.has_value();
}

bool renameList(Json& value, Path& path, const NameOf& nameOf)
{
    const bool wasEmpty = value.empty();
    Json kept = Json::array();
    for (std::size_t i = 0; i < value.size(); ++i) {
        path.push_back(std::to_string(i));
        if (rename(value[i], path, nameOf)) {
            kept.push_back(std::move(value[i]));
        }
        path.pop_back();
    }
    value = std::move(kept);
    return wasEmpty || !value.empty();
}

bool renameObject(Json& value, Path& path, const NameOf& nameOf)
{
    const bool keyed = isKeyedByName(path);
    const bool wasEmpty = value.empty();
    Json kept = Json::object();
    for (auto member = value.begin(); member != value.end(); ++member) {
        path.push_back(member.key());
        const bool stands = rename(*member, path, nameOf);
        path.pop_back();
        if (!stands && (member.key() == "node" || member.key() == "until")) {
            return false; // a route is none without its node, nor a window without its end
        }
        const auto key = keyed ? nameOf(member.key()) : std::optional(member.key());
        if (stands && key) {
            appendMember(kept, *key, std::move(*member));
        }
    }
    value = std::move(kept);
    return !keyed || wasEmpty || !value.empty();
}

bool rename(Json& value, Path& path, const NameOf& nameOf)
{
    if (value.is_string()) {
        return renameText(value, path, nameOf);
    }
    if (value.is_array()) {
        return renameList(value, path, nameOf);
    }
    return !value.is_object() || renameObject(value, path, nameOf);
}

/// Where among the routes of a "to" a node stands: "" for an only one, "/2" in a list; nothing: it is no place of its own.
std::optional<Path> placeOfRoute(const Json& holder, const std::string& target)
{
    const auto to = holder.find("to");
    if (to == holder.end() || to->is_string()) {
        return std::nullopt;
    }
    const auto routes = routesOf(holder);
    for (std::size_t i = 0; i < routes.size(); ++i) {
        if (targetOf(routes[i]) == target) {
            return to->is_array() ? Path{std::to_string(i)} : Path{};
        }
    }
    return std::nullopt;
}

/// A path inside a node that leads into a route leads to where that route stands now. False: there is none.
bool followRoute(Path& path, const Json& before, const Json& after, const NameOf& nameOf)
{
    const std::size_t way = wayLength(path);
    if (way == 0 || path.size() == way) {
        return true;
    }
    const auto split = path.begin() + static_cast<std::ptrdiff_t>(way);
    const Path holder(path.begin(), split - 1);
    const Json* old = valueAt(before, holder);
    const Json* now = valueAt(after, holder);
    if (old == nullptr || now == nullptr || !old->contains("to")) {
        return now != nullptr;
    }
    if ((*old)["to"] == (now->contains("to") ? (*now)["to"] : Json())) {
        return true;
    }
    const bool list = (*old)["to"].is_array();
    const auto routes = routesOf(*old);
    const bool number = !split->empty() && split->size() < 6 && split->find_first_not_of("0123456789") == std::string::npos;
    const std::size_t index = !list ? 0 : number ? std::stoul(*split) : routes.size();
    if (index >= routes.size()) {
        return false;
    }
    const auto target = nameOf(targetOf(routes[index]));
    const auto place = target ? placeOfRoute(*now, *target) : std::nullopt;
    if (!place) {
        return false;
    }
    Path result(path.begin(), split);
    result.insert(result.end(), place->begin(), place->end());
    result.insert(result.end(), split + (list ? 1 : 0), path.end());
    path = std::move(result);
    return true;
}

/// False: what the change sets is gone.
bool renameChange(Json& change, const Json& nodesBefore, const Json& nodesAfter, const NameOf& nameOf)
{
    const auto set = change.is_object() ? change.find("set") : change.end();
    if (!change.is_object() || set == change.end() || !set->is_string()) {
        return true;
    }
    auto path = splitPointer(set->get<std::string>());
    if (!path || path->size() < 3) {
        return true;
    }
    const std::string old = (*path)[1];
    const auto name = nameOf(old);
    if (!name || !nodesBefore.contains(old) || !nodesAfter.contains(*name)) {
        return false;
    }
    Path inside(path->begin() + 2, path->end());
    if (inside.size() == 2 && isKeyedByName({inside[0]})) {
        const auto stage = nameOf(inside[1]);
        if (!stage) {
            return false;
        }
        inside[1] = *stage;
    }
    if (!followRoute(inside, nodesBefore[old], nodesAfter[*name], nameOf)) {
        return false;
    }
    if (change.contains("to")) {
        Path at = inside;
        if (!rename(change["to"], at, nameOf)) {
            return false;
        }
    }
    std::string pointer = pointerTo("/nodes", *name);
    for (const std::string& step : inside) {
        pointer = pointerTo(pointer, step);
    }
    *set = pointer;
    return true;
}

/// The texts of the objectives that stay.
Json renamedObjectives(const Document& before, const Json& objectives, const NameOf& nameOf)
{
    const auto scenario = readScenario(before);
    if (!scenario || scenario->objectives.size() != objectives.size()) {
        return objectives;
    }
    Json kept = Json::array();
    for (const Objective& objective : scenario->objectives) {
        const auto slash = objective.subject.find('/');
        const std::string node = objective.subject.substr(0, slash);
        const auto name = node == "end_to_end" ? std::optional(node) : nameOf(node);
        if (name) {
            std::string text = objective.text;
            text.replace(text.find(node), node.size(), *name);
            kept.push_back(std::move(text));
        }
    }
    return kept;
}

} // namespace

void renameInNode(Json& node, const NameOf& nameOf)
{
    Path path;
    rename(node, path, nameOf);
}

void renameInRest(const Document& before, Json& root, const NameOf& nameOf)
{
    if (auto schedule = root.find("schedule"); schedule != root.end() && schedule->is_array()) {
        Json kept = Json::array();
        for (Json& change : *schedule) {
            if (renameChange(change, nodesOf(before.tree().json), nodesOf(std::as_const(root)), nameOf)) {
                kept.push_back(std::move(change));
            }
        }
        *schedule = std::move(kept);
    }
    if (auto objectives = root.find("objectives"); objectives != root.end() && objectives->is_array()) {
        *objectives = renamedObjectives(before, *objectives, nameOf);
    }
    const auto live = root.find("live");
    const auto into = live != root.end() && live->is_object() ? live->find("into") : root.end();
    if (live != root.end() && live->is_object() && into != live->end() && into->is_string()) {
        if (const auto name = nameOf(into->get<std::string>())) {
            *into = *name;
        } else {
            live->erase("into");
        }
    }
}

} // namespace highwater::topology

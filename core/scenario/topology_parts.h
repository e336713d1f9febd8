// SPDX-License-Identifier: GPL-3.0-or-later
// What the edits of topology_edit.h are made of; scenario/topology_*.cpp only.
#pragma once

#include "scenario/topology_edit.h"
#include "scenario/tree.h"

#include <functional>

namespace highwater::topology {

inline constexpr const char* positionField = "x-position";

/// "nodes" of a file; an empty object when there are none.
Json& nodesOf(Json& root);
const Json& nodesOf(const Json& root);
bool isProducer(const Json& node);
/// The first node of the file that takes items, but not except; empty: there is none.
std::string firstTaker(const Json& nodes, std::string_view except = {});
/// "api", "api 2", "api 3", ...: the first that no node of nodes or taken has.
std::string freeName(const Json& nodes, std::string_view wanted, const std::vector<std::string>& taken = {});

/// A document around other JSON, in the same folder, checked.
Result<Document> finished(const Document& before, Json root);

/// What a node is called after an edit; nothing: it is gone.
using NameOf = std::function<std::optional<std::string>(const std::string&)>;
/// Follows new names in one node. Members that name a node that is gone are left out.
void renameInNode(Json& node, const NameOf& nameOf);
/// Follows an edit in schedule, objectives and "live". before: the root as it was; nodes of root are as they will be.
void renameInRest(const Document& before, Json& root, const NameOf& nameOf);

/// Whatever in a node may hold a "to": itself, or a channel's consumers.
void forEachWayHolder(Json& node, const std::function<void(Json& holder)>& visit);

/// The routes of a "to", whatever its form: objects with "node".
std::vector<Json> routesOf(const Json& holder);
std::string targetOf(const Json& route);
/// Writes routes back in the shortest form; none: "to" goes.
void setRoutes(Json& holder, std::vector<Json> routes);
/// Writes as many routes back as there are, a list as a list.
void putRoutes(Json& holder, std::vector<Json> routes);

} // namespace highwater::topology

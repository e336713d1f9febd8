// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"
#include "units/error.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// What somebody does to a pipeline by hand, from one document to another: nodes come, go, get other names, are connected and moved.
/// Every function leaves the order of the file and all that it does not touch as they were, and returns a document that readScenario()
/// accepts, or an error that says why that cannot be. document itself is taken to be readable.
namespace topology {

enum class Kind : std::uint8_t { Producer, Stage, Channel, Balancer };

/// Top left corner of a node's card in logical pixels of the picture at full size; the file keeps it in the node, as
/// "x-position": "264, 48".
struct Position
{
    double x = 0;
    double y = 0;
    bool operator==(const Position&) const = default;
};
using Positions = std::map<std::string, Position>; ///< by the names of nodes

/// A document and the nodes that came into it.
struct Edit
{
    Document document;
    std::vector<std::string> names;
};

// --- nodes
/// A node with defaults of its kind and a free name, behind all others. A producer sends to target, else to the first node that takes
/// items; a file without one refuses it.
Result<Edit> addNode(const Document& document, Kind kind, std::optional<Position> position = {}, std::string_view target = {});
/// The same in the middle of a link: who sent to "to" sends to the new node, and that one to "to". Not for a producer.
Result<Edit> insertNode(const Document& document, Kind kind, std::string_view from, std::string_view to, std::optional<Position> position = {});
/// Another name; routes, service times by stage, windows, the schedule, objectives and "live" follow.
Result<Document> renameNode(const Document& document, std::string_view name, std::string_view newName);
/// Nodes go, and with them whatever in the file names them. A sender that had no other way goes on to where the node led; a producer for
/// which there is no such place is an error.
Result<Document> removeNodes(const Document& document, const std::vector<std::string>& names);
/// Copies with free names and the links among them; links to other nodes stay. offset moves those that have a position.
Result<Edit> duplicateNodes(const Document& document, const std::vector<std::string>& names, Position offset);
/// JSON text: an object with "nodes", as in a file.
Result<std::string> copyNodes(const Document& document, const std::vector<std::string>& names);
/// Takes the text of copyNodes(), or a whole scenario. What leads to a node that is not there is left out; a producer that would have
/// nowhere to send gets the first node that takes items.
Result<Edit> pasteNodes(const Document& document, std::string_view text, Position offset);

// --- links; to may be "exit"
/// Adds a way; the weights of the others stay. A new way of a node that has some weighs as much as they do in the mean. A channel gets it
/// for its first consumer that leads nowhere, else for a new one.
Result<Document> connectNodes(const Document& document, std::string_view from, std::string_view to);
/// Takes a way out. The only way of a producer is an error; a stage without one is where items leave.
Result<Document> disconnectNodes(const Document& document, std::string_view from, std::string_view to);
/// Puts a wire with kernel buffers on a link that has none, or takes it off.
Result<Document> addWire(const Document& document, std::string_view from, std::string_view to);
Result<Document> removeWire(const Document& document, std::string_view from, std::string_view to);

// --- places
/// Of the nodes that have one.
Positions positionsOf(const Document& document);
/// Sets those that are named, in whole pixels.
Result<Document> withPositions(const Document& document, const Positions& positions);
/// The layout is the program's again.
Document withoutPositions(const Document& document);

} // namespace topology

} // namespace highwater

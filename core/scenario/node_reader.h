// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/data_files.h"
#include "scenario/field_reader.h"
#include "scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace highwater {

/// The nodes of a file by name, known before any of them is read: routes may lead forward.
class NodeIndex
{
public:
    enum class Type : std::uint8_t { Producer, Stage, Other };
    struct Entry
    {
        int index = 0;
        Type type = Type::Other; ///< Other: missing, misspelt or not yet supported; the node itself is refused
    };

    explicit NodeIndex(const Json& nodes);

    [[nodiscard]] std::optional<Entry> find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string_view> stages() const;
    [[nodiscard]] std::vector<std::string_view> names() const { return m_names; }

private:
    std::vector<std::string_view> m_names;
    std::unordered_map<std::string_view, Entry> m_entries;
};

/// Where everything that reads nodes finds what it needs.
struct ReadContext
{
    FieldReader& reader;
    DataFiles& files;
    const NodeIndex& nodes;
};

/// Reads one node. What is returned is complete only if no fault was added.
Node readNode(ReadContext& context, const std::string& name, const Field& field);

/// What "to" says: a name, an object, or a list of objects. For a producer the exit is no target.
std::vector<Route> readRoutes(ReadContext& context, const Field& field, bool producer);
flow::RetryPolicy readRetry(ReadContext& context, const Field& field);
flow::QueuePolicy readQueue(ReadContext& context, const Field& field);
/// A distribution that stands in a field; nothing when it was refused.
std::optional<Distribution> readLaw(ReadContext& context, const Field& field, Quantity quantity);

/// Why a saturated producer could never be held back, or nothing when it can. nodes may be incomplete.
std::optional<std::string> saturationFault(const ProducerNode& producer, const std::vector<Node>& nodes);

} // namespace highwater

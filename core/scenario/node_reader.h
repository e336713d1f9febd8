// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/data_files.h"
#include "scenario/field_reader.h"
#include "scenario/scenario.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace highwater {

/// The nodes of a file by name, known before any of them is read: routes may lead forward.
class NodeIndex
{
public:
    enum class Type : std::uint8_t { Producer, Stage, Channel, Balancer, Other };
    struct Entry
    {
        int index = 0;
        Type type = Type::Other; ///< Other: missing, misspelt or not yet supported; the node itself is refused
    };

    explicit NodeIndex(const Json& nodes);

    [[nodiscard]] std::optional<Entry> find(std::string_view name) const;
    /// Those that take items.
    [[nodiscard]] std::vector<std::string_view> takers() const
    {
        return namesOf({Type::Stage, Type::Channel, Type::Balancer});
    }
    /// Those whose service time a producer may replace.
    [[nodiscard]] std::vector<std::string_view> stages() const { return namesOf({Type::Stage, Type::Balancer}); }
    [[nodiscard]] std::vector<std::string_view> stagesAlone() const { return namesOf({Type::Stage}); }
    [[nodiscard]] std::vector<std::string_view> names() const { return m_names; }

private:
    [[nodiscard]] std::vector<std::string_view> namesOf(std::initializer_list<Type> types) const;

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

/// Reads one node. What is returned is complete only if no fault was added; so it is with all readers below.
Node readNode(ReadContext& context, const std::string& name, const Field& field);
ProducerNode readProducer(ReadContext& context, const Fields& fields);
StageNode readStage(ReadContext& context, const Fields& fields);
ChannelNode readChannel(ReadContext& context, const Fields& fields);
BalancerNode readBalancer(ReadContext& context, const Fields& fields);
/// "template" of a balancer.
StageNode readReplica(ReadContext& context, const Field& field);

/// What "to" says: a name, an object, or a list of objects. For a producer the exit is no target.
std::vector<Route> readRoutes(ReadContext& context, const Field& field, bool producer);
/// The index of a stage, a channel or a balancer that a field names.
std::optional<int> readTaker(ReadContext& context, const Field& field);
/// What a route says about the wire; nothing when it says nothing.
std::optional<Hop> readHop(FieldReader& reader, const Fields& fields);
flow::RetryPolicy readRetry(ReadContext& context, const Field& field);
/// "queue" of a stage, and where it is kept.
void readQueue(ReadContext& context, const Field& field, StageNode& stage);
/// "aqm" of a queue.
std::optional<flow::AqmPolicy> readAqm(FieldReader& reader, const Field& field);
/// "measure": "custom(0:4, 1:2)", the weights by ascending priority, of which the first is 0; nothing when it was
/// refused.
std::optional<std::vector<std::pair<int, std::int64_t>>> readWeights(FieldReader& reader, const Field& field);
void readWorkers(ReadContext& context, const Field& field, StageNode& stage);
/// "forward" of the workers.
Forward readForward(ReadContext& context, const Field& field);
/// "live" of the file. nodes: null when there are none that could be named.
LiveOptions readLive(FieldReader& reader, const Field& field, const NodeIndex* nodes);
/// marks: whether the queue has any, or nobody can say.
flow::AdmissionPolicies readAdmission(FieldReader& reader, const Field& field, bool marks);
std::vector<std::string_view> admissionNames();
flow::AutoscalePolicy readAutoscale(FieldReader& reader, const Field& field);
/// Outages in the order of time; those that touch become one.
std::vector<flow::Outage> readOutages(FieldReader& reader, const Field& field);
/// A distribution that stands in a field; nothing when it was refused.
std::optional<Distribution> readLaw(ReadContext& context, const Field& field, Quantity quantity);
/// Refuses what cannot be the name of a node, or of a consumer. what: "a node".
void checkNodeName(FieldReader& reader, const std::string& name, const std::string& pointer, std::string_view what);

/// Why a saturated producer could never be held back, or nothing when it can. nodes may be incomplete.
std::optional<std::string> saturationFault(const ProducerNode& producer, const std::vector<Node>& nodes);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"

#include "scenario/law_reader.h"
#include "units/text.h"

#include <algorithm>
#include <array>

namespace highwater {

namespace {

constexpr std::int64_t mostWorkers = 1'000'000;
constexpr std::int64_t mostClients = 1'000'000;
constexpr std::int64_t mostItems = 1'000'000'000'000'000;
constexpr std::int64_t leastUrgent = 1'000'000;
constexpr Duration leastTimeout{1};

/// Fields that wait for their engine. A list may be written when it is empty, which says no more than its absence.
void refuseLater(ReadContext& context, const Fields& fields, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        const auto field = fields.find(name);
        const bool list = name == "admission" || name == "outages";
        if (field && !(list && field->json->is_array() && field->json->empty())) {
            context.reader.refuseUnsupported(*field, inQuotes(name));
        }
    }
}

/// A producer's own service times: one for every stage, or one for each stage that is named.
void readOwnService(ReadContext& context, const Field& field, ProducerNode& producer)
{
    if (!field.json->is_object()) {
        if (auto law = readLaw(context, field, Quantity::Time)) {
            producer.service.emplace_back(-1, std::move(*law));
        }
        return;
    }
    for (const auto& [name, value] : field.json->items()) {
        const Field member{&value, pointerTo(field.pointer, name)};
        if (isOwnField(name)) {
            continue;
        }
        const auto target = context.nodes.find(name);
        if (!target || target->type == NodeIndex::Type::Producer) {
            context.reader.refuse(Errc::NotFound, member.pointer,
                                  "there is no stage " + inQuotes(name) + suggestion(name, context.nodes.stages()));
        } else if (auto law = readLaw(context, member, Quantity::Time)) {
            producer.service.emplace_back(target->index, std::move(*law));
        }
    }
}

void readArrivalsField(ReadContext& context, const Fields& fields, ProducerNode& producer)
{
    const auto field = fields.find("arrivals");
    if (!field) {
        context.reader.refuse(Errc::Missing, fields.pointer("arrivals"),
                              "\"arrivals\" is missing; a producer needs them, such as \"poisson(80/s)\"");
        return;
    }
    const auto text = context.reader.text(*field, "arrivals in quotes, such as \"poisson(80/s)\",");
    if (!text) {
        return;
    }
    auto arrivals = readArrivals(*text, context.files);
    if (!arrivals) {
        context.reader.take(*field, arrivals.error());
        return;
    }
    producer.arrivals = std::move(*arrivals);
}

ProducerNode readProducer(ReadContext& context, const Fields& fields)
{
    ProducerNode producer;
    FieldReader& reader = context.reader;
    readArrivalsField(context, fields, producer);
    if (const auto field = fields.find("items")) {
        producer.items = reader.whole(*field, 0, mostItems);
    }
    if (const auto field = fields.find("size")) {
        if (auto law = readLaw(context, *field, Quantity::Size)) {
            producer.size = std::move(*law);
        }
    }
    if (const auto field = fields.find("clients")) {
        producer.clients = static_cast<int>(reader.whole(*field, 1, mostClients).value_or(1));
    }
    if (const auto field = fields.find("priority")) {
        if (reader.whole(*field, 0, leastUrgent).value_or(0) != 0) {
            reader.refuseUnsupported(*field, "a priority other than 0");
        }
    }
    if (const auto field = fields.find("service")) {
        readOwnService(context, *field, producer);
    }
    refuseLater(context, fields, {"deadline", "patience"});
    if (const auto field = fields.find("onPressure")) {
        using flow::OnPressure;
        constexpr std::array<OnPressure, 3> values{OnPressure::Wait, OnPressure::Ignore, OnPressure::Shed};
        producer.onPressure = values[reader.choice(*field, {"wait", "ignore", "shed"}).value_or(1)];
    }
    if (const auto field = fields.find("timeout")) {
        producer.timeout = reader.duration(*field, leastTimeout);
    }
    if (const auto field = fields.find("retry")) {
        producer.retry = readRetry(context, *field);
    }
    if (const auto field = fields.find("to")) {
        producer.to = readRoutes(context, *field, true);
    } else {
        reader.refuse(Errc::Missing, fields.pointer("to"),
                      "\"to\" is missing; name the stage that this producer sends to");
    }
    return producer;
}

void readWorkers(ReadContext& context, const Field& field, StageNode& stage)
{
    FieldReader& reader = context.reader;
    const auto fields = Fields::of(reader, field, fields::workers);
    if (!fields) {
        return;
    }
    if (const auto count = fields->find("count")) {
        if (count->json->is_string() && *count->json == "unlimited") {
            stage.workers.reset();
        } else if (count->json->is_array()) {
            reader.refuseUnsupported(*count, "a list of workers");
        } else if (count->json->is_string()) {
            reader.refuse(Errc::WrongType, count->pointer,
                          "found " + count->found() + "; a whole number or \"unlimited\" is needed");
        } else {
            stage.workers = reader.whole(*count, 1, mostWorkers);
        }
    }
    if (const auto concurrency = fields->find("concurrency")) {
        stage.concurrency = reader.whole(*concurrency, 1, mostWorkers).value_or(1);
    }
    if (const auto service = fields->find("service")) {
        if (auto law = readLaw(context, *service, Quantity::Time)) {
            stage.service = std::move(*law);
        }
    }
    refuseLater(context, *fields, {"failures", "outages", "speeds", "forward", "spin"});
}

StageNode readStage(ReadContext& context, const Fields& fields)
{
    StageNode stage;
    FieldReader& reader = context.reader;
    if (const auto field = fields.find("queue")) {
        stage.queue = readQueue(context, *field);
    }
    if (const auto field = fields.find("workers")) {
        readWorkers(context, *field, stage);
    }
    refuseLater(context, fields, {"admission", "autoscale", "window"});
    if (const auto field = fields.find("acknowledge")) {
        (void)reader.choice(*field, {"enqueued"}, {"processed", "durable"});
    }
    if (const auto field = fields.find("retry"); field && *field->json != "none") {
        reader.refuseUnsupported(*field, "\"retry\" of a stage");
    }
    if (const auto field = fields.find("to")) {
        stage.to = readRoutes(context, *field, false);
    }
    return stage;
}

} // namespace

NodeIndex::NodeIndex(const Json& nodes)
{
    int index = 0;
    for (auto node = nodes.begin(); node != nodes.end(); ++node, ++index) {
        Entry entry{index, Type::Other};
        if (node->is_object()) {
            if (const auto type = node->find("type"); type != node->end()) {
                entry.type = *type == "producer" ? Type::Producer : *type == "stage" ? Type::Stage : Type::Other;
            }
        }
        m_names.push_back(node.key());
        m_entries.emplace(node.key(), entry);
    }
}

std::optional<NodeIndex::Entry> NodeIndex::find(std::string_view name) const
{
    const auto entry = m_entries.find(name);
    return entry == m_entries.end() ? std::nullopt : std::optional(entry->second);
}

std::vector<std::string_view> NodeIndex::stages() const
{
    std::vector<std::string_view> result;
    std::copy_if(m_names.begin(), m_names.end(), std::back_inserter(result),
                 [this](std::string_view name) { return m_entries.at(name).type == Type::Stage; });
    return result;
}

std::optional<Distribution> readLaw(ReadContext& context, const Field& field, Quantity quantity)
{
    const auto text = context.reader.text(field, quantity == Quantity::Size
                                                     ? "a distribution in quotes, such as \"constant(1KiB)\","
                                                     : "a distribution in quotes, such as \"exponential(40ms)\",");
    if (!text) {
        return std::nullopt;
    }
    auto law = readDistribution(*text, quantity, context.files);
    if (!law) {
        context.reader.take(field, law.error());
        return std::nullopt;
    }
    return std::move(*law);
}

Node readNode(ReadContext& context, const std::string& name, const Field& field)
{
    Node node;
    node.name = name;
    FieldReader& reader = context.reader;
    if (!field.json->is_object()) {
        reader.refuse(Errc::WrongType, field.pointer,
                      "found " + field.found() + "; a node is an object with a \"type\"");
        return node;
    }
    const auto type = field.json->find("type");
    if (type == field.json->end()) {
        reader.refuse(Errc::Missing, pointerTo(field.pointer, "type"),
                      "\"type\" is missing; allowed are \"producer\" and \"stage\"");
        return node;
    }
    const auto kind = reader.choice({&*type, pointerTo(field.pointer, "type")}, {"producer", "stage"},
                                    {"channel", "balancer", "stream"});
    if (kind == 0U) {
        if (const auto fields = Fields::of(reader, field, fields::producer)) {
            node.kind = readProducer(context, *fields);
        }
    } else if (kind == 1U) {
        if (const auto fields = Fields::of(reader, field, fields::stage)) {
            node.kind = readStage(context, *fields);
        }
    }
    return node;
}

std::optional<std::string> saturationFault(const ProducerNode& producer, const std::vector<Node>& nodes)
{
    if (producer.arrivals.kind != Arrivals::Kind::Saturated) {
        return std::nullopt;
    }
    const bool waits = producer.onPressure == flow::OnPressure::Wait;
    for (const Route& route : producer.to) {
        const auto index = static_cast<std::size_t>(route.node.value_or(-1));
        if (index >= nodes.size() || nodes[index].stage() == nullptr || route.weight <= 0.0) {
            continue;
        }
        const StageNode& stage = *nodes[index].stage();
        const bool finite = stage.queue.capacity.has_value();
        const bool holds =
            waits ? finite || stage.queue.marks.has_value() : finite && stage.queue.whenFull == flow::WhenFull::Block;
        if (stage.workers.has_value() && holds) {
            return std::nullopt;
        }
    }
    return "a saturated producer needs something that holds it back: a target with a finite capacity, finite workers "
           "and whenFull "
           "\"block\", or onPressure \"wait\" and a target with a capacity or marks";
}

} // namespace highwater

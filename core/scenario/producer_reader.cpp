// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/law_reader.h"
#include "scenario/node_reader.h"
#include "units/text.h"

#include <algorithm>
#include <array>

namespace highwater {

namespace {

constexpr std::int64_t mostClients = 1'000'000;
constexpr std::int64_t mostItems = 1'000'000'000'000'000;
constexpr std::int64_t leastUrgent = 1'000'000;
constexpr double mostHostile = 1e6;
constexpr Duration shortest{1};

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
        using Type = NodeIndex::Type;
        if (!target || target->type == Type::Producer || target->type == Type::Channel) {
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

/// Clients that are not as the others: the hostile one, and those that were cut off.
void readUnlikeClients(FieldReader& reader, const Fields& fields, bool counted, ProducerNode& producer)
{
    if (const auto field = fields.find("hostile")) {
        producer.hostile = reader.positive(*field, mostHostile, "the hostile client's multiple of its share");
        if (producer.hostile && *producer.hostile <= 1.0) {
            reader.refuse(Errc::OutOfRange, field->pointer,
                          field->found() + " is not allowed; a hostile client sends more than once its share");
        } else if (producer.hostile && counted && producer.clients < 2) {
            reader.refuse(Errc::OutOfRange, field->pointer,
                          "one client is hostile to others; it needs \"clients\" of at least 2");
        }
    }
    const auto field = fields.find("killed");
    const auto list = field ? reader.list(*field, "client numbers") : std::nullopt;
    if (!list) {
        return;
    }
    for (const Field& element : *list) {
        const auto client = reader.whole(element, 0, counted ? producer.clients - 1 : mostClients - 1);
        if (!client) {
            continue;
        }
        const int number = static_cast<int>(*client);
        const auto place = std::lower_bound(producer.killed.begin(), producer.killed.end(), number);
        if (place != producer.killed.end() && *place == number) {
            reader.refuse(Errc::OutOfRange, element.pointer, "client " + std::to_string(number) + " is named twice");
        } else {
            producer.killed.insert(place, number);
        }
    }
}

void readClients(FieldReader& reader, const Fields& fields, ProducerNode& producer)
{
    const std::size_t before = reader.faultCount();
    if (const auto field = fields.find("clients")) {
        producer.clients = static_cast<int>(reader.whole(*field, 1, mostClients).value_or(1));
    }
    readUnlikeClients(reader, fields, reader.faultCount() == before, producer);
    if (const auto field = fields.find("priority")) {
        producer.priority = static_cast<int>(reader.whole(*field, 0, leastUrgent).value_or(0));
    }
}

/// What limits the time of an item: of the whole attempt, of its wait, and of its sender's patience.
void readLimits(ReadContext& context, const Fields& fields, ProducerNode& producer)
{
    if (const auto field = fields.find("deadline")) {
        producer.deadline = context.reader.duration(*field, shortest);
    }
    if (const auto field = fields.find("patience")) {
        producer.patience = readLaw(context, *field, Quantity::Time);
    }
    if (const auto field = fields.find("timeout")) {
        producer.timeout = context.reader.duration(*field, shortest);
    }
}

} // namespace

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
    readClients(reader, fields, producer);
    if (const auto field = fields.find("service")) {
        readOwnService(context, *field, producer);
    }
    readLimits(context, fields, producer);
    if (const auto field = fields.find("onPressure")) {
        using flow::OnPressure;
        constexpr std::array<OnPressure, 3> values{OnPressure::Wait, OnPressure::Ignore, OnPressure::Shed};
        producer.onPressure = values[reader.choice(*field, {"wait", "ignore", "shed"}).value_or(1)];
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

} // namespace highwater

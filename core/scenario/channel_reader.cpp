// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"

#include <array>

namespace highwater {

namespace {

constexpr std::int64_t mostItems = 1'000'000'000;
constexpr std::size_t mostConsumers = 1000;

Consumer readConsumer(ReadContext& context, const std::string& name, const Field& field)
{
    Consumer consumer;
    consumer.name = name;
    FieldReader& reader = context.reader;
    checkNodeName(reader, name, field.pointer, "a consumer");
    const auto fields = Fields::of(reader, field, fields::consumer);
    if (!fields) {
        return consumer;
    }
    if (const auto service = fields->find("service")) {
        if (auto law = readLaw(context, *service, Quantity::Time)) {
            consumer.service = std::move(*law);
        }
    }
    if (const auto buffer = fields->find("buffer")) {
        consumer.buffer = reader.whole(*buffer, 1, mostItems);
    }
    if (const auto killed = fields->find("killed")) {
        consumer.killed = reader.truth(*killed).value_or(false);
    }
    if (const auto to = fields->find("to")) {
        consumer.to = readRoutes(context, *to, false);
    }
    return consumer;
}

std::vector<Consumer> readConsumers(ReadContext& context, const Fields& fields)
{
    std::vector<Consumer> consumers;
    FieldReader& reader = context.reader;
    const auto field = fields.find("consumers");
    if (!field) {
        reader.refuse(Errc::Missing, fields.pointer("consumers"),
                      "\"consumers\" is missing; a channel has at least one");
    } else if (!field->json->is_object()) {
        reader.refuse(Errc::WrongType, field->pointer,
                      "found " + field->found() + "; an object with a member for each consumer is needed");
    } else if (field->json->empty() || field->json->size() > mostConsumers) {
        reader.refuse(field->json->empty() ? Errc::Missing : Errc::OutOfRange, field->pointer,
                      "there are " + std::to_string(field->json->size()) + " consumers; a channel has 1 to " +
                          std::to_string(mostConsumers));
    } else {
        for (const auto& [name, value] : field->json->items()) {
            consumers.push_back(readConsumer(context, name, {&value, pointerTo(field->pointer, name)}));
        }
    }
    return consumers;
}

std::optional<flow::Marks> readMarks(FieldReader& reader, const Fields& fields)
{
    const auto high = fields.find("highWater");
    const auto low = fields.find("lowWater");
    const std::size_t before = reader.faultCount();
    const auto highLevel = high ? reader.whole(*high, 1, mostItems) : std::nullopt;
    const auto lowLevel = low ? reader.whole(*low, 0, mostItems) : std::nullopt;
    if (reader.faultCount() != before || (!high && !low)) {
        return std::nullopt;
    }
    if (!high) {
        reader.refuse(Errc::Missing, low->pointer, "lowWater stands alone; write highWater too");
        return std::nullopt;
    }
    const std::int64_t level = highLevel.value_or(1);
    const flow::Marks marks{level, lowLevel.value_or(level / 2)};
    if (marks.low >= marks.high) {
        reader.refuse(Errc::OutOfRange, low->pointer,
                      std::to_string(marks.low) + " is not below highWater " + std::to_string(marks.high) +
                          "; 0 <= lowWater < highWater");
        return std::nullopt;
    }
    return marks;
}

} // namespace

ChannelNode readChannel(ReadContext& context, const Fields& fields)
{
    ChannelNode channel;
    FieldReader& reader = context.reader;
    channel.consumers = readConsumers(context, fields);
    channel.marks = readMarks(reader, fields);
    if (const auto whenFull = fields.find("whenFull")) {
        using flow::WhenFull;
        constexpr std::array<WhenFull, 3> values{WhenFull::Block, WhenFull::Reject, WhenFull::DropNewest};
        channel.whenFull = values[reader.choice(*whenFull, {"block", "reject", "drop-newest"}).value_or(0)];
    }
    if (const auto killAbove = fields.find("killAbove")) {
        channel.killAbove = reader.whole(*killAbove, 1, mostItems);
    }
    return channel;
}

} // namespace highwater

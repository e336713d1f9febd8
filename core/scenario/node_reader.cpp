// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"

#include "scenario/law_reader.h"
#include "units/text.h"

#include <algorithm>
#include <array>

namespace highwater {

namespace {

constexpr std::size_t longestName = 100;

NodeIndex::Type typeOf(const Json& node)
{
    using Type = NodeIndex::Type;
    const auto type = node.is_object() ? node.find("type") : node.end();
    if (type == node.end()) {
        return Type::Other;
    }
    return *type == "producer"   ? Type::Producer
           : *type == "stage"    ? Type::Stage
           : *type == "channel"  ? Type::Channel
           : *type == "balancer" ? Type::Balancer
                                 : Type::Other;
}

} // namespace

NodeIndex::NodeIndex(const Json& nodes)
{
    int index = 0;
    for (auto node = nodes.begin(); node != nodes.end(); ++node, ++index) {
        m_names.push_back(node.key());
        m_entries.emplace(node.key(), Entry{index, typeOf(*node)});
    }
}

std::optional<NodeIndex::Entry> NodeIndex::find(std::string_view name) const
{
    const auto entry = m_entries.find(name);
    return entry == m_entries.end() ? std::nullopt : std::optional(entry->second);
}

std::vector<std::string_view> NodeIndex::namesOf(std::initializer_list<Type> types) const
{
    std::vector<std::string_view> result;
    std::copy_if(m_names.begin(), m_names.end(), std::back_inserter(result), [&](std::string_view name) {
        return std::find(types.begin(), types.end(), m_entries.at(name).type) != types.end();
    });
    return result;
}

void checkNodeName(FieldReader& reader, const std::string& name, const std::string& pointer, std::string_view what)
{
    const bool control = std::any_of(name.begin(), name.end(),
                                     [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
    const auto characters = std::count_if(name.begin(), name.end(),
                                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    if (name.empty() || control || name.find('/') != std::string::npos ||
        static_cast<std::size_t>(characters) > longestName) {
        reader.refuse(Errc::OutOfRange, pointer,
                      "the name of " + std::string(what) +
                          " has 1 to 100 characters, without \"/\" and control characters");
    } else if (name == "exit" || name == "end_to_end") {
        reader.refuse(Errc::OutOfRange, pointer,
                      inQuotes(name) + " has a meaning of its own; give " + (what == "a node" ? "the node" : "it") +
                          " another name");
    }
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
                      "\"type\" is missing; allowed are \"producer\", \"stage\", \"channel\" and \"balancer\"");
        return node;
    }
    const auto kind = reader.choice({&*type, pointerTo(field.pointer, "type")},
                                    {"producer", "stage", "channel", "balancer"}, {"stream"});
    if (!kind) {
        return node;
    }
    static const std::array<const FieldTable*, 4> tables{&fields::producer, &fields::stage, &fields::channel,
                                                         &fields::balancer};
    const auto fields = Fields::of(reader, field, *tables[*kind]);
    switch (*kind) {
    case 0:
        node.kind = readProducer(context, *fields);
        break;
    case 1:
        node.kind = readStage(context, *fields);
        break;
    case 2:
        node.kind = readChannel(context, *fields);
        break;
    default:
        node.kind = readBalancer(context, *fields);
        break;
    }
    return node;
}

} // namespace highwater

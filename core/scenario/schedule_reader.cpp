// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/schedule_reader.h"

#include "units/text.h"

#include <algorithm>
#include <map>
#include <utility>

namespace highwater {

namespace {

/// A change as it is written, with the places of its fields.
struct Entry
{
    Duration at{};
    std::string pointer;
    std::vector<std::string> path; ///< of pointer: "nodes", the node, and what lies below
    int node = 0;
    const Json* value = nullptr;
    std::string setField;
    std::string toField;
};

std::optional<Entry> readEntry(ReadContext& context, const Field& field, Duration duration)
{
    FieldReader& reader = context.reader;
    const auto fields = Fields::of(reader, field, fields::change);
    if (!fields) {
        return std::nullopt;
    }
    const std::size_t before = reader.faultCount();
    for (const std::string_view name : {"at", "set", "to"}) {
        if (!fields->has(name)) {
            reader.refuse(Errc::Missing, fields->pointer(name),
                          inQuotes(name) + " is missing; a change has \"at\", \"set\" and \"to\"");
        }
    }
    Entry entry;
    entry.setField = fields->pointer("set");
    entry.toField = fields->pointer("to");
    if (const auto at = fields->find("at")) {
        entry.at = reader.duration(*at).value_or(Duration::zero());
        if (entry.at >= duration) {
            reader.refuse(Errc::OutOfRange, at->pointer,
                          writeDuration(entry.at) + " is not before the end of the run at " + writeDuration(duration));
        }
    }
    if (const auto to = fields->find("to")) {
        entry.value = to->json;
    }
    const auto set = fields->find("set");
    const auto pointer = set ? reader.text(*set, "a JSON pointer such as \"/nodes/api/workers/count\"") : std::nullopt;
    if (!pointer) {
        return std::nullopt;
    }
    auto path = splitPointer(*pointer);
    if (!path) {
        reader.take(*set, path.error());
        return std::nullopt;
    }
    entry.pointer = *pointer;
    entry.path = std::move(*path);
    if (entry.path.size() < 3 || entry.path[0] != "nodes") {
        reader.refuse(Errc::OutOfRange, set->pointer,
                      inQuotes(*pointer) +
                          " cannot be changed; a pointer leads into a node, such as \"/nodes/api/workers/count\"");
        return std::nullopt;
    }
    const auto node = context.nodes.find(entry.path[1]);
    if (!node) {
        reader.refuse(Errc::NotFound, set->pointer,
                      "there is no node " + inQuotes(entry.path[1]) + suggestion(entry.path[1], context.nodes.names()));
        return std::nullopt;
    }
    entry.node = node->index;
    if (entry.path[2] == "type") {
        reader.refuse(Errc::OutOfRange, set->pointer, "the type of a node cannot be changed during a run");
        return std::nullopt;
    }
    return reader.faultCount() == before ? std::optional(std::move(entry)) : std::nullopt;
}

/// Whether the parts that have results of their own are the same ones.
bool sameParts(const Node& a, const Node& b)
{
    if (a.channel() != nullptr && b.channel() != nullptr) {
        const auto& all = a.channel()->consumers;
        const auto& others = b.channel()->consumers;
        return std::equal(all.begin(), all.end(), others.begin(), others.end(),
                          [](const Consumer& one, const Consumer& other) { return one.name == other.name; });
    }
    return a.balancer() == nullptr || b.balancer() == nullptr || a.balancer()->policy.max == b.balancer()->policy.max;
}

/// Makes the changes one after the other on a copy of the nodes that they touch.
class Changer
{
public:
    Changer(ReadContext& context, const Json& json, std::vector<Node> nodes)
        : m_context(context), m_json(json), m_nodes(std::move(nodes))
    {
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            const ProducerNode* producer = m_nodes[i].producer();
            if (producer != nullptr && producer->arrivals.kind == Arrivals::Kind::Saturated) {
                m_saturated.push_back(i);
            }
        }
    }

    /// The node after the change, or nothing and a fault.
    std::optional<Node> make(const Entry& entry)
    {
        const std::string& name = entry.path[1];
        const Json* before = &*m_json.find(name);
        if (const auto changed = m_changed.find(entry.node); changed != m_changed.end()) {
            before = &changed->second;
        }
        Json after = *before;
        if (const auto done = setAt(after, {entry.path.begin() + 2, entry.path.end()}, *entry.value); !done) {
            m_context.reader.refuse(done.error().code, entry.setField, done.error().message);
            return std::nullopt;
        }
        FieldReader inner;
        ReadContext context{inner, m_context.files, m_context.nodes};
        Node node = readNode(context, name, {&after, pointerTo("/nodes", name)});
        if (!inner.faults().empty()) {
            refuseFor(entry, inner.faults().front());
            return std::nullopt;
        }
        const auto index = static_cast<std::size_t>(entry.node);
        if (const auto fault = fixedPartsFault(entry, m_nodes[index], node)) {
            m_context.reader.refuse(Errc::OutOfRange, fault->first, fault->second);
            return std::nullopt;
        }
        std::swap(m_nodes[index], node);
        if (const auto fault = saturationFaultAfter(index)) {
            std::swap(m_nodes[index], node);
            m_context.reader.refuse(Errc::OutOfRange, entry.toField, *fault);
            return std::nullopt;
        }
        m_changed[entry.node] = std::move(after);
        return m_nodes[index];
    }

private:
    /// A fault of the place is one of "set", a fault of the value, or of what the value breaks elsewhere, one of "to".
    void refuseFor(const Entry& entry, const Error& fault)
    {
        const bool place =
            fault.code == Errc::UnknownField && entry.pointer.compare(0, fault.where.size(), fault.where) == 0;
        const bool elsewhere = fault.where.compare(0, entry.pointer.size(), entry.pointer) != 0;
        m_context.reader.refuse(fault.code, place ? entry.setField : entry.toField,
                                elsewhere && !place ? fault.where + " would break: " + fault.message : fault.message);
    }

    /// The parts of a node that have results of their own are there from the start to the end. A fault of "set" when
    /// the pointer names them, else of "to".
    static std::optional<std::pair<std::string, std::string>> fixedPartsFault(const Entry& entry, const Node& before,
                                                                              const Node& after)
    {
        if (sameParts(before, after)) {
            return std::nullopt;
        }
        const auto& path = entry.path;
        const bool consumers = before.channel() != nullptr;
        const bool named = consumers ? path.size() > 3 && path[2] == "consumers"
                                     : path.size() > 3 && path[2] == "replicas" && path[3] == "max";
        return std::pair(
            named ? entry.setField : entry.toField,
            std::string(consumers ? "the consumers of a channel cannot come, go or change places during a run; set "
                                    "\"killed\" to stop one"
                                  : "max, the number of replicas that there can be, cannot be changed during a run"));
    }

    std::optional<std::string> saturationFaultAfter(std::size_t changed)
    {
        const ProducerNode* producer = m_nodes[changed].producer();
        if (producer != nullptr && producer->arrivals.kind == Arrivals::Kind::Saturated &&
            std::find(m_saturated.begin(), m_saturated.end(), changed) == m_saturated.end()) {
            m_saturated.push_back(changed);
        }
        for (const std::size_t index : m_saturated) {
            if (m_nodes[index].producer() == nullptr) {
                continue;
            }
            if (auto fault = saturationFault(*m_nodes[index].producer(), m_nodes)) {
                return inQuotes(m_nodes[index].name) + ": " + *fault;
            }
        }
        return std::nullopt;
    }

    ReadContext& m_context;
    const Json& m_json;
    std::vector<Node> m_nodes;
    std::map<int, Json> m_changed;
    std::vector<std::size_t> m_saturated;
};

} // namespace

std::vector<ScheduledChange> readSchedule(ReadContext& context, const Field& field, const Json& json,
                                          std::vector<Node> nodes, const std::vector<bool>& clean, Duration duration)
{
    std::vector<ScheduledChange> changes;
    if (!field.json->is_array()) {
        context.reader.refuse(Errc::WrongType, field.pointer,
                              "found " + field.found() + "; a list of changes is needed");
        return changes;
    }
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < field.json->size(); ++i) {
        if (auto entry =
                readEntry(context, {&(*field.json)[i], pointerTo(field.pointer, std::to_string(i))}, duration)) {
            entries.push_back(std::move(*entry));
        }
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.at < b.at; });
    Changer changer(context, json, std::move(nodes));
    for (const Entry& entry : entries) {
        if (!clean[static_cast<std::size_t>(entry.node)]) {
            continue;
        }
        if (auto after = changer.make(entry)) {
            changes.push_back({runStart + entry.at, entry.pointer, entry.value->dump(), entry.node, std::move(*after)});
        }
    }
    return changes;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"
#include "scenario/file_order.h"
#include "scenario/objective.h"
#include "scenario/schedule_reader.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <unordered_map>

namespace highwater {

namespace {

constexpr int formatVersion = 1;
constexpr std::size_t mostNodes = 1000;

/// The names that objectives may begin with, and whose they are.
class Subjects
{
public:
    explicit Subjects(const std::vector<Node>& nodes) : m_nodes(nodes)
    {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            add(nodes[i].name, i);
            for (std::string& part : partNames(nodes[i])) {
                add(std::move(part), i);
            }
        }
        for (const auto& [name, node] : m_owners) {
            m_names.push_back(name);
        }
    }
    [[nodiscard]] const std::vector<std::string_view>& names() const { return m_names; }
    /// The index of the node that a subject is, or is a part of; nothing for end_to_end.
    [[nodiscard]] std::optional<std::size_t> nodeOf(std::string_view subject) const
    {
        const auto owner = m_byName.find(subject);
        return owner == m_byName.end() ? std::nullopt : std::optional(owner->second);
    }
    /// Whether the subject of an objective could be a part of a node that was refused.
    [[nodiscard]] bool mayBePartOf(std::string_view objective, const std::vector<bool>& clean) const
    {
        const std::string_view trimmed =
            objective.substr(std::min(objective.find_first_not_of(" \t"), objective.size()));
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            const std::string& name = m_nodes[i].name;
            if (!clean[i] && trimmed.substr(0, name.size()) == name && trimmed.substr(name.size(), 1) == "/") {
                return true;
            }
        }
        return false;
    }

private:
    void add(std::string name, std::size_t node)
    {
        m_owners.emplace_back(std::move(name), node);
        m_byName.emplace(m_owners.back().first, node);
    }

    const std::vector<Node>& m_nodes;
    std::deque<std::pair<std::string, std::size_t>> m_owners;
    std::vector<std::string_view> m_names;
    std::unordered_map<std::string_view, std::size_t> m_byName;
};

class ScenarioReader
{
public:
    explicit ScenarioReader(const Document& document) : m_root(document.tree().json), m_files(document.folder()) {}

    Checked<Scenario> read()
    {
        if (hasVersion()) {
            readAll();
        }
        if (m_reader.faults().empty()) {
            return std::move(m_scenario);
        }
        Faults faults = m_reader.takeFaults();
        sortByPlace(faults, m_root);
        return tl::unexpected(std::move(faults));
    }

private:
    /// Whether this is a file of the version that is read here; what another version means, nobody knows.
    bool hasVersion()
    {
        if (!m_root.is_object()) {
            m_reader.refuse(Errc::WrongType, {}, "found " + Field{&m_root, {}}.found() + "; a scenario is an object");
            return false;
        }
        const auto version = m_root.find("highwater");
        if (version == m_root.end()) {
            m_reader.refuse(
                Errc::Missing, "/highwater",
                "\"highwater\" is missing; a scenario begins with \"highwater\": 1, the version of the format");
            return true;
        }
        if (version->is_number() && version->get<double>() > formatVersion) {
            m_reader.refuse(Errc::Unsupported, "/highwater",
                            "this file has version " + version->dump() +
                                " of the format; this program reads version 1 only, a newer program is needed");
            return false;
        }
        if (!version->is_number() || version->get<double>() != formatVersion) {
            m_reader.refuse(version->is_number() ? Errc::OutOfRange : Errc::WrongType, "/highwater",
                            "found " + Field{&*version, {}}.found() + "; the version of the format is the number 1");
        }
        return true;
    }

    void readAll()
    {
        const auto fields = Fields::of(m_reader, {&m_root, {}}, fields::scenario);
        if (const auto name = fields->find("name")) {
            m_scenario.name = m_reader.text(*name, "a name").value_or(std::string());
        }
        if (const auto description = fields->find("description")) {
            m_scenario.description = m_reader.text(*description, "a text").value_or(std::string());
        }
        if (const auto seed = fields->find("seed")) {
            readSeed(*seed);
        }
        readTimes(*fields);
        if (const auto nodes = fields->find("nodes")) {
            readNodes(*nodes, *fields);
        } else {
            m_reader.refuse(Errc::Missing, "/nodes", "\"nodes\" is missing; a scenario has at least one stage");
        }
        if (const auto lesson = fields->find("lesson")) {
            readLesson(*lesson);
        }
        if (const auto live = fields->find("live")) {
            m_scenario.live = readLive(m_reader, *live, m_index ? &*m_index : nullptr);
        }
    }

    void readSeed(const Field& field)
    {
        constexpr double exact = 0x1p53; // a whole number that is written as 42.0 or 1e6 is one too
        const double value = field.json->is_number_float() ? field.json->get<double>() : -1.0;
        const bool zero = field.json->is_number_integer() && *field.json == 0; // -0 is written again as 0
        if (field.json->is_number_unsigned() || zero) {
            m_scenario.seed = field.json->get<std::uint64_t>();
        } else if (value >= 0.0 && value <= exact && value == std::floor(value)) {
            m_scenario.seed = static_cast<std::uint64_t>(value);
        } else {
            m_reader.refuse(field.json->is_number() ? Errc::OutOfRange : Errc::WrongType, field.pointer,
                            "found " + field.found() + "; a whole number from 0 to 18446744073709551615 is needed");
        }
    }

    void readTimes(const Fields& fields)
    {
        const std::size_t before = m_reader.faultCount();
        const auto duration = fields.find("duration");
        const auto warmup = fields.find("warmup");
        if (duration) {
            m_scenario.duration = m_reader.duration(*duration, Duration(1)).value_or(m_scenario.duration);
        }
        if (warmup) {
            m_scenario.warmup = m_reader.duration(*warmup).value_or(Duration::zero());
        }
        m_end = m_reader.faultCount() == before ? m_scenario.duration : Duration::max();
        if (m_reader.faultCount() == before && m_scenario.warmup >= m_scenario.duration) {
            m_reader.refuse(Errc::OutOfRange, warmup->pointer,
                            writeDuration(m_scenario.warmup) + " is not shorter than the duration " +
                                writeDuration(m_scenario.duration));
        }
    }

    void readNodes(const Field& field, const Fields& fields)
    {
        if (!field.json->is_object()) {
            m_reader.refuse(Errc::WrongType, field.pointer,
                            "found " + field.found() + "; an object with a member for each node is needed");
            return;
        }
        if (field.json->empty()) {
            m_reader.refuse(Errc::Missing, field.pointer, "there are no nodes; a scenario has at least one stage");
            return;
        }
        if (field.json->size() > mostNodes) {
            m_reader.refuse(Errc::OutOfRange, field.pointer,
                            "there are " + std::to_string(field.json->size()) + " nodes; at most " +
                                std::to_string(mostNodes) + " are allowed");
            return;
        }
        const NodeIndex& index = m_index.emplace(*field.json);
        ReadContext context{m_reader, m_files, index};
        std::vector<bool> clean;
        for (auto node = field.json->begin(); node != field.json->end(); ++node) {
            const Field member{&*node, pointerTo(field.pointer, node.key())};
            const std::size_t before = m_reader.faultCount();
            checkNodeName(m_reader, node.key(), member.pointer, "a node");
            m_scenario.nodes.push_back(readNode(context, node.key(), member));
            clean.push_back(m_reader.faultCount() == before);
        }
        checkSaturation(field, clean);
        const bool allClean = std::find(clean.begin(), clean.end(), false) == clean.end();
        if (allClean && index.takers().empty()) {
            m_reader.refuse(Errc::Missing, field.pointer, "there is no stage; a scenario has at least one");
        }
        if (const auto schedule = fields.find("schedule")) {
            m_scenario.schedule = readSchedule(context, *schedule, *field.json, m_scenario.nodes, clean, m_end);
        }
        if (const auto objectives = fields.find("objectives")) {
            readObjectives(*objectives, clean);
        }
    }

    void checkSaturation(const Field& field, const std::vector<bool>& clean)
    {
        for (std::size_t i = 0; i < clean.size(); ++i) {
            const Node& node = m_scenario.nodes[i];
            if (!clean[i] || node.producer() == nullptr) {
                continue;
            }
            const auto& to = node.producer()->to;
            const bool known = std::all_of(to.begin(), to.end(), [&](const Route& route) {
                return !route.node || clean[static_cast<std::size_t>(*route.node)];
            });
            if (const auto fault = saturationFault(*node.producer(), m_scenario.nodes); known && fault) {
                m_reader.refuse(Errc::OutOfRange, pointerTo(pointerTo(field.pointer, node.name), "arrivals"), *fault);
            }
        }
    }

    void readObjectives(const Field& field, const std::vector<bool>& clean)
    {
        if (!field.json->is_array()) {
            m_reader.refuse(Errc::WrongType, field.pointer, "found " + field.found() + "; a list of texts is needed");
            return;
        }
        const Subjects subjects(m_scenario.nodes);
        for (std::size_t i = 0; i < field.json->size(); ++i) {
            const Field member{&(*field.json)[i], pointerTo(field.pointer, std::to_string(i))};
            const auto text = m_reader.text(member, "a text such as \"api.sojourn.p99 <= 250ms\"");
            if (!text) {
                continue;
            }
            auto objective = readObjective(*text, subjects.names());
            if (!objective) {
                // Of a node that was refused nobody knows what parts it has.
                if (objective.error().code != Errc::NotFound || !subjects.mayBePartOf(*text, clean)) {
                    m_reader.take(member, objective.error());
                }
                continue;
            }
            const auto node = subjects.nodeOf(objective->subject);
            // ... nor what it measures.
            if (!node || clean[*node]) {
                if (const auto fits = checkSubject(*objective, node ? &m_scenario.nodes[*node] : nullptr); !fits) {
                    m_reader.take(member, fits.error());
                }
            }
            m_scenario.objectives.push_back(std::move(*objective));
        }
    }

    void readLesson(const Field& field)
    {
        const auto fields = Fields::of(m_reader, field, fields::lesson);
        if (!fields) {
            return;
        }
        if (const auto text = fields->find("text")) {
            (void)m_reader.text(*text, "a text");
        }
        if (const auto steps = fields->find("steps"); steps && !steps->json->is_array()) {
            m_reader.refuse(Errc::WrongType, steps->pointer, "found " + steps->found() + "; a list of steps is needed");
        }
    }

    const Json& m_root;
    DataFiles m_files;
    FieldReader m_reader;
    std::optional<NodeIndex> m_index; ///< absent: there are no nodes to read
    Scenario m_scenario;
    Duration m_end = std::chrono::minutes(1); ///< of the run, for changes; the longest there is when nobody can say
};

} // namespace

Checked<Scenario> readScenario(const Document& document)
{
    return ScenarioReader(document).read();
}

} // namespace highwater

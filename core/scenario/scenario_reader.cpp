// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"
#include "scenario/objective.h"
#include "scenario/schedule_reader.h"
#include "units/text.h"

#include <algorithm>
#include <unordered_map>

namespace highwater {

namespace {

constexpr int formatVersion = 1;
constexpr std::size_t mostNodes = 1000;
constexpr std::size_t longestName = 100;

/// Sorts faults by the place of their value in the file; a missing field counts as the object that lacks it.
class FileOrder
{
public:
    explicit FileOrder(const Json& root) { number(root, {}); }

    void sort(Faults& faults) const
    {
        std::stable_sort(faults.begin(), faults.end(),
                         [this](const Error& a, const Error& b) { return placeOf(a.where) < placeOf(b.where); });
    }

private:
    void number(const Json& value, const std::string& pointer)
    {
        m_places.emplace(pointer, m_places.size());
        if (value.is_object()) {
            for (auto member = value.begin(); member != value.end(); ++member) {
                number(*member, pointerTo(pointer, member.key()));
            }
        } else if (value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i) {
                number(value[i], pointerTo(pointer, std::to_string(i)));
            }
        }
    }

    [[nodiscard]] std::size_t placeOf(std::string pointer) const
    {
        for (;;) {
            if (const auto place = m_places.find(pointer); place != m_places.end()) {
                return place->second;
            }
            const auto slash = pointer.rfind('/');
            if (slash == std::string::npos) {
                return 0;
            }
            pointer.resize(slash);
        }
    }

    std::unordered_map<std::string, std::size_t> m_places;
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
        FileOrder(m_root).sort(faults);
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
        if (const auto live = fields->find("live"); live && !live->json->is_object()) {
            m_reader.refuse(Errc::WrongType, live->pointer, "found " + live->found() + "; an object is needed");
        }
    }

    void readSeed(const Field& field)
    {
        if (field.json->is_number_unsigned()) {
            m_scenario.seed = field.json->get<std::uint64_t>();
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
        const NodeIndex index(*field.json);
        ReadContext context{m_reader, m_files, index};
        std::vector<bool> clean;
        for (auto node = field.json->begin(); node != field.json->end(); ++node) {
            const Field member{&*node, pointerTo(field.pointer, node.key())};
            const std::size_t before = m_reader.faultCount();
            checkName(node.key(), member);
            m_scenario.nodes.push_back(readNode(context, node.key(), member));
            clean.push_back(m_reader.faultCount() == before);
        }
        checkSaturation(field, clean);
        const bool allClean = std::find(clean.begin(), clean.end(), false) == clean.end();
        if (allClean && index.stages().empty()) {
            m_reader.refuse(Errc::Missing, field.pointer, "there is no stage; a scenario has at least one");
        }
        if (const auto schedule = fields.find("schedule")) {
            m_scenario.schedule = readSchedule(context, *schedule, *field.json, m_scenario.nodes, clean, m_end);
        }
        if (const auto objectives = fields.find("objectives")) {
            readObjectives(*objectives, index, clean);
        }
    }

    void checkName(const std::string& name, const Field& field)
    {
        const bool control = std::any_of(name.begin(), name.end(),
                                         [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
        const auto characters = std::count_if(name.begin(), name.end(),
                                              [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        if (name.empty() || control || name.find('/') != std::string::npos ||
            static_cast<std::size_t>(characters) > longestName) {
            m_reader.refuse(Errc::OutOfRange, field.pointer,
                            "the name of a node has 1 to 100 characters, without \"/\" and control characters");
        } else if (name == "exit" || name == "end_to_end") {
            m_reader.refuse(Errc::OutOfRange, field.pointer,
                            inQuotes(name) + " has a meaning of its own; give the node another name");
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

    void readObjectives(const Field& field, const NodeIndex& index, const std::vector<bool>& clean)
    {
        if (!field.json->is_array()) {
            m_reader.refuse(Errc::WrongType, field.pointer, "found " + field.found() + "; a list of texts is needed");
            return;
        }
        for (std::size_t i = 0; i < field.json->size(); ++i) {
            const Field member{&(*field.json)[i], pointerTo(field.pointer, std::to_string(i))};
            const auto text = m_reader.text(member, "a text such as \"api.sojourn.p99 <= 250ms\"");
            if (!text) {
                continue;
            }
            auto objective = readObjective(*text, index.names());
            if (!objective) {
                m_reader.take(member, objective.error());
                continue;
            }
            const auto subject = index.find(objective->subject);
            const auto at = subject ? static_cast<std::size_t>(subject->index) : std::size_t{0};
            // Of a node that was refused nobody knows what it measures.
            if (!subject || clean[at]) {
                if (const auto fits = checkSubject(*objective, subject ? &m_scenario.nodes[at] : nullptr); !fits) {
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
    Scenario m_scenario;
    Duration m_end = std::chrono::minutes(1); ///< of the run, for changes; the longest there is when nobody can say
};

} // namespace

Checked<Scenario> readScenario(const Document& document)
{
    return ScenarioReader(document).read();
}

std::optional<int> Scenario::find(std::string_view nodeName) const
{
    const auto node = std::find_if(nodes.begin(), nodes.end(), [&](const Node& n) { return n.name == nodeName; });
    return node == nodes.end() ? std::nullopt : std::optional(static_cast<int>(node - nodes.begin()));
}

} // namespace highwater

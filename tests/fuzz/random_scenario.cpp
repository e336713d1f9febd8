// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_scenario.h"

#include "random_fields.h"

#include "scenario/document.h"

#include <algorithm>

namespace highwater::fuzz {

namespace {

constexpr int scheduleTries = 4;

class Maker
{
public:
    explicit Maker(std::uint64_t seed)
        : m_chance(seed), m_scale(m_chance.between(500, 20000)), m_duration(m_scale * m_chance.between(100, 500)),
          m_fields(m_chance, m_scale, m_duration)
    {
    }

    Case make(std::uint64_t seed)
    {
        Case test;
        test.seed = seed;
        m_json = {{"highwater", 1}, {"name", "seed " + std::to_string(seed)}, {"seed", seed}, {"duration", writeMicroseconds(m_duration)}};
        if (m_chance.oneIn(3)) {
            m_json["warmup"] = writeMicroseconds(m_duration * m_chance.between(0, 0.5));
        }
        makeNodes();
        m_json["schedule"] = Json::array();
        mend();
        for (int i = m_chance.oneIn(2) ? m_chance.from(1, scheduleTries) : 0; i > 0; --i) {
            addChange();
        }
        test.scenario = m_json;
        for (int i = m_chance.oneIn(2) ? m_chance.from(1, 6) : 0; i > 0; --i) {
            test.operations.push_back(operation());
        }
        std::stable_sort(test.operations.begin(), test.operations.end(),
                         [](const Json& a, const Json& b) { return a["at"].get<std::int64_t>() < b["at"].get<std::int64_t>(); });
        return test;
    }

private:
    void makeNodes()
    {
        const int takers = m_chance.from(1, 6);
        std::vector<std::string> names;
        bool channels = false;
        for (int i = 0; i < takers; ++i) {
            const int kind = m_chance.below(8);
            names.push_back((kind == 0 ? "c" : kind <= 2 ? "b" : "s") + std::to_string(i));
            channels = channels || kind == 0;
        }
        m_fields.setTakers(names, channels);
        Json& nodes = m_json["nodes"] = Json::object();
        for (int i = 0; i < takers; ++i) {
            const std::string& name = names[static_cast<std::size_t>(i)];
            nodes[name] = name[0] == 'c' ? channel(i) : name[0] == 'b' ? balancer(i) : stage(i);
        }
        for (int i = m_chance.from(1, 3); i > 0; --i) {
            nodes["p" + std::to_string(i)] = producer(names);
        }
    }

    Json serving()
    {
        Json stage = {{"queue", m_fields.queue()}};
        const bool shared = stage["queue"]["order"] == "processor-sharing";
        stage["workers"] = m_fields.workers(!shared);
        if (m_chance.oneIn(5)) {
            const bool marks = stage["queue"].contains("highWater");
            stage["admission"] = m_fields.admission(marks);
        }
        if (m_chance.oneIn(6)) {
            stage["retry"] = m_fields.retry();
        }
        return stage;
    }

    Json stage(int number)
    {
        Json stage = {{"type", "stage"}};
        stage.update(serving());
        Json& workers = stage["workers"];
        const bool shared = stage["queue"]["order"] == "processor-sharing";
        if (workers.contains("count") && workers["count"].is_number() && m_chance.oneIn(6)) {
            const int count = workers["count"].get<int>();
            stage["autoscale"] = m_fields.autoscale(m_chance.from(1, count), count + m_chance.below(4), shared);
        }
        if (m_chance.oneIn(6)) {
            stage["window"] = m_fields.window();
        }
        if (!m_chance.oneIn(4)) {
            stage["to"] = m_fields.routes(number);
        }
        return stage;
    }

    Json channel(int number)
    {
        Json channel = {{"type", "channel"}, {"consumers", Json::object()}};
        for (int i = m_chance.from(1, 3); i > 0; --i) {
            Json consumer = {{"service", m_fields.service()}};
            if (!m_chance.oneIn(3)) {
                consumer["buffer"] = m_chance.from(1, 12);
            }
            if (m_chance.oneIn(8)) {
                consumer["killed"] = true;
            }
            if (m_chance.oneIn(2)) {
                consumer["to"] = m_fields.routes(number);
            }
            channel["consumers"]["r" + std::to_string(i)] = consumer;
        }
        if (m_chance.oneIn(2)) {
            channel["highWater"] = m_chance.from(1, 8);
        }
        channel["whenFull"] = m_chance.anyOf({"block", "reject", "drop-newest"});
        if (m_chance.oneIn(4)) {
            channel["killAbove"] = m_chance.from(3, 12);
        }
        return channel;
    }

    Json balancer(int number)
    {
        const int most = m_chance.from(1, 4);
        Json balancer = {{"type", "balancer"},
                         {"replicas", {{"min", m_chance.from(0, most)}, {"max", most}, {"template", serving()}}},
                         {"load", m_chance.anyOf({"connections", "requests"})},
                         {"softLimit", m_chance.from(1, 6)}};
        if (m_chance.oneIn(2)) {
            balancer["hardLimit"] = balancer["softLimit"].get<int>() + m_chance.from(1, 6);
        }
        if (m_chance.oneIn(2)) {
            balancer["startDelay"] = m_fields.time(1, 20);
        }
        if (m_chance.oneIn(2)) {
            balancer["stopAfter"] = m_fields.time(5, 50);
        }
        if (m_chance.oneIn(2)) {
            balancer["to"] = m_fields.routes(number);
        }
        return balancer;
    }

    Json producer(const std::vector<std::string>& takers)
    {
        Json producer = {{"type", "producer"}, {"arrivals", m_fields.arrivals()}, {"size", m_fields.sizes()}};
        const int clients = m_chance.oneIn(2) ? 1 : m_chance.from(2, 4);
        if (clients > 1) {
            producer["clients"] = clients;
            if (m_chance.oneIn(3)) {
                producer["hostile"] = 5;
            }
            if (m_chance.oneIn(4)) {
                producer["killed"] = Json::array({m_chance.below(clients)});
            }
        }
        if (m_chance.oneIn(4)) {
            producer["items"] = m_chance.from(0, 200);
        }
        producer["priority"] = m_chance.below(3);
        producer["onPressure"] = m_chance.anyOf({"wait", "wait", "ignore", "shed"});
        if (m_chance.oneIn(8)) {
            const auto& taker = takers[static_cast<std::size_t>(m_chance.below(static_cast<int>(takers.size())))];
            producer["service"] = taker[0] == 'c' || m_chance.oneIn(2) ? Json(m_fields.service()) : Json{{taker, m_fields.service()}};
        }
        if (m_chance.oneIn(5)) {
            producer["deadline"] = m_fields.time(1, 30);
        }
        if (m_chance.oneIn(5)) {
            producer["patience"] = m_fields.law(10 * m_scale);
        }
        if (m_chance.oneIn(3)) {
            producer["timeout"] = m_fields.time(2, 40);
        }
        if (m_chance.oneIn(3)) {
            producer["retry"] = m_fields.retry();
        }
        producer["to"] = m_fields.routes(-1);
        return producer;
    }

    /// A saturated source needs something that holds it back; where there is nothing, it becomes another one.
    void mend()
    {
        for (Json& node : m_json["nodes"]) {
            if (node["type"] == "producer" && node["arrivals"] == "saturated" && !readJson(m_json)) {
                node["arrivals"] = "poisson(" + m_fields.rate(1) + ")";
            }
        }
    }

    std::string anyNode()
    {
        const auto size = static_cast<int>(m_json["nodes"].size());
        return std::next(m_json["nodes"].begin(), m_chance.below(size)).key();
    }

    /// A field of a node, and another value for it.
    Json change()
    {
        const std::string name = anyNode();
        const Json& node = m_json["nodes"][name];
        const std::string pointer = "/nodes/" + name;
        const std::string type = node["type"];
        const auto made = [&](const std::string& field, Json value) { return Json{{"set", pointer + field}, {"to", std::move(value)}}; };
        const int number = name.back() - '0';
        const Json other = type == "producer"   ? producer(takers())
                           : type == "stage"    ? stage(number)
                           : type == "channel"  ? channel(number)
                                                : balancer(number);
        if (type == "channel" && m_chance.oneIn(2)) {
            const auto& consumers = node["consumers"];
            const std::string consumer = std::next(consumers.begin(), m_chance.below(static_cast<int>(consumers.size()))).key();
            const std::string field = "/consumers/" + consumer;
            return m_chance.oneIn(2) ? made(field + "/killed", m_chance.oneIn(2)) : made(field + "/buffer", m_chance.from(1, 12));
        }
        if (type == "stage" && m_chance.oneIn(3)) {
            switch (m_chance.below(3)) {
            case 0:
                return made("/workers/count", m_chance.from(1, 5));
            case 1:
                return made("/workers/concurrency", m_chance.from(1, 4));
            default:
                return made("/queue/capacity", m_chance.below(12));
            }
        }
        if (type == "balancer" && m_chance.oneIn(2)) {
            return m_chance.oneIn(2) ? made("/replicas/min", m_chance.below(3)) : made("/replicas/template", serving());
        }
        const auto field = std::next(other.begin(), m_chance.from(1, static_cast<int>(other.size()) - 1));
        return made("/" + field.key(), *field);
    }

    std::vector<std::string> takers() const
    {
        std::vector<std::string> names;
        for (const auto& [name, node] : m_json["nodes"].items()) {
            if (node["type"] != "producer") {
                names.push_back(name);
            }
        }
        return names;
    }

    void addChange()
    {
        Json entry = {{"at", writeMicroseconds(m_duration * m_chance.between(0, 0.95))}};
        entry.update(change());
        m_json["schedule"].push_back(entry);
        if (!readJson(m_json)) {
            m_json["schedule"].erase(m_json["schedule"].size() - 1); // the format does not allow everything together
        }
    }

    Json operation()
    {
        Json made = {{"at", static_cast<std::int64_t>(m_duration * 1000 * m_chance.between(0, 1))}};
        const std::string name = anyNode();
        const Json& node = m_json["nodes"][name];
        switch (m_chance.below(9)) {
        case 0:
            made["remove"] = name;
            break;
        case 1:
            made["add"] = m_chance.oneIn(2) ? name : name + "'";
            made["node"] = node;
            break;
        case 2:
            made["restart"] = true;
            break;
        case 3:
            if (node["type"] == "channel") {
                made["kill"] = name + "/" + node["consumers"].begin().key();
                break;
            }
            [[fallthrough]];
        case 4: {
            const auto field = std::next(node.begin(), m_chance.from(1, static_cast<int>(node.size()) - 1));
            if (field.key() == "workers") {
                made["restart"] = true; // without a service time a run may have its right to stand still
                break;
            }
            made["unset"] = "/nodes/" + name + "/" + field.key();
            break;
        }
        default:
            made.update(change());
            break;
        }
        return made;
    }

    Chance m_chance;
    double m_scale;    ///< microseconds of a typical service
    double m_duration; ///< microseconds
    RandomFields m_fields;
    Json m_json;
};

/// Takes every reference to a node away: routes to it go, and fields that cannot be without it.
void forget(Json& value, const std::string& name)
{
    for (const char* field : {"to", "window", "service"}) {
        if (!value.is_object() || !value.contains(field)) {
            continue;
        }
        const Json& at = value[field];
        const bool named = at == name || (at.is_object() && (at.value("node", Json()) == name || at.value("until", Json()) == name || at.contains(name)));
        if (named) {
            value.erase(field);
        }
    }
    if (value.is_object() && value.contains("to") && value["to"].is_array()) {
        Json& list = value["to"];
        for (std::size_t i = list.size(); i > 0; --i) {
            if (list[i - 1].value("node", Json()) == name) {
                list.erase(i - 1);
            }
        }
        if (list.empty()) {
            value.erase("to");
        }
    }
    if (value.is_structured()) {
        for (Json& each : value) {
            forget(each, name);
        }
    }
}

bool remove(Json& scenario, const std::string& name)
{
    Json& nodes = scenario["nodes"];
    if (!nodes.contains(name)) {
        return false;
    }
    nodes.erase(name);
    forget(nodes, name);
    for (auto node = nodes.begin(); node != nodes.end();) {
        node = (*node)["type"] == "producer" && !node->contains("to") ? nodes.erase(node) : std::next(node);
    }
    Json kept = Json::array();
    for (const Json& change : scenario.value("schedule", Json::array())) {
        const auto path = splitPointer(change.value("set", ""));
        if (path && path->size() > 1 && nodes.contains((*path)[1]) && change.dump().find('"' + name + '"') == std::string::npos) {
            kept.push_back(change);
        }
    }
    scenario["schedule"] = kept;
    return true;
}

bool unset(Json& scenario, const std::string& pointer)
{
    const auto path = splitPointer(pointer);
    if (!path || path->empty()) {
        return false;
    }
    Json* parent = &scenario;
    for (std::size_t i = 0; i + 1 < path->size(); ++i) {
        if (!parent->is_object() || !parent->contains((*path)[i])) {
            return false;
        }
        parent = &(*parent)[(*path)[i]];
    }
    return parent->is_object() && parent->erase(path->back()) > 0;
}

} // namespace

Case randomCase(std::uint64_t seed)
{
    return Maker(seed).make(seed);
}

Result<Scenario> readJson(const Json& scenario)
{
    const auto document = Document::parse(scenario.dump());
    auto read = document ? readScenario(*document) : Checked<Scenario>(tl::unexpected(document.error()));
    if (read) {
        return std::move(*read);
    }
    std::string all;
    for (const Error& fault : read.error()) {
        all += fault.where + ": " + fault.message + "\n";
    }
    return failure(Errc::OutOfRange, {}, all);
}

bool apply(const Json& operation, Json& scenario)
{
    if (operation.contains("set")) {
        const auto path = splitPointer(operation["set"].get<std::string>());
        return path && path->size() > 1 && scenario["nodes"].contains((*path)[1]) && setAt(scenario, *path, operation["to"]);
    }
    if (operation.contains("unset")) {
        return unset(scenario, operation["unset"]);
    }
    if (operation.contains("remove")) {
        return remove(scenario, operation["remove"]);
    }
    if (operation.contains("add") && !scenario["nodes"].contains(operation["add"].get<std::string>())) {
        scenario["nodes"][operation["add"].get<std::string>()] = operation["node"];
        return true;
    }
    return false;
}

std::string write(const Case& test)
{
    Json all = {{"seed", test.seed}, {"scenario", test.scenario}, {"operations", test.operations}};
    return all.dump(1);
}

Case readCase(const std::string& text)
{
    Case test;
    if (const auto all = parseJson(text); all && all->contains("scenario")) {
        test.seed = all->value("seed", std::uint64_t{0});
        test.scenario = (*all)["scenario"];
        test.operations = all->value("operations", std::vector<Json>());
    }
    return test;
}

} // namespace highwater::fuzz

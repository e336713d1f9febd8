// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_runner.h"

#include "units/quantity.h"

namespace highwater::fuzz {

namespace {

class Shrinker
{
public:
    Shrinker(const Case& failing, std::string kind, int tries) : m_best(failing), m_kind(std::move(kind)), m_left(tries) {}

    Case go()
    {
        bool smaller = true;
        while (smaller && m_left > 0) {
            smaller = false;
            smaller |= dropOperations();
            smaller |= dropNodes();
            smaller |= dropElements("/schedule");
            smaller |= dropFields("/nodes");
            smaller |= halve();
        }
        return m_best;
    }

private:
    bool fails(const Case& test)
    {
        --m_left;
        return kindOf(run(test).fault) == m_kind;
    }
    bool take(const Case& test)
    {
        if (m_left <= 0 || !fails(test)) {
            return false;
        }
        m_best = test;
        return true;
    }

    bool dropOperations()
    {
        bool any = false;
        for (std::size_t i = m_best.operations.size(); i > 0; --i) {
            Case test = m_best;
            test.operations.erase(test.operations.begin() + static_cast<std::ptrdiff_t>(i) - 1);
            any |= take(test);
        }
        return any;
    }

    bool dropNodes()
    {
        bool any = false;
        std::vector<std::string> names;
        for (const auto& [name, node] : m_best.scenario["nodes"].items()) {
            names.push_back(name);
        }
        for (const std::string& name : names) {
            Case test = m_best;
            any |= apply({{"remove", name}}, test.scenario) && take(test);
        }
        return any;
    }

    bool dropElements(const std::string& pointer)
    {
        const Json::json_pointer at(pointer);
        bool any = false;
        for (std::size_t i = m_best.scenario.contains(at) ? m_best.scenario[at].size() : 0; i > 0; --i) {
            Case test = m_best;
            test.scenario[at].erase(i - 1);
            any |= take(test);
        }
        return any;
    }

    /// Fields that the fault does not need, outer ones first.
    bool dropFields(const std::string& pointer)
    {
        bool any = false;
        const Json::json_pointer at(pointer);
        if (m_best.scenario[at].is_array()) {
            any |= dropElements(pointer);
            for (std::size_t i = 0; i < m_best.scenario[at].size(); ++i) {
                any |= dropFields(pointer + "/" + std::to_string(i));
            }
            return any;
        }
        if (!m_best.scenario[at].is_object()) {
            return false;
        }
        std::vector<std::string> names;
        for (const auto& [name, value] : m_best.scenario[at].items()) {
            names.push_back(name);
        }
        for (const std::string& name : names) {
            Case test = m_best;
            test.scenario[at].erase(name);
            // Without a service time a run may have its right to stand still.
            if (name != "type" && name != "service" && name != "workers" && pointer != "/nodes" && take(test)) {
                any = true;
            } else {
                any |= dropFields(pointerTo(pointer, name));
            }
        }
        return any;
    }

    bool halve()
    {
        const auto duration = parseDuration(m_best.scenario.value("duration", "1min"));
        if (!duration || *duration < Duration(1000)) {
            return false;
        }
        Case test = m_best;
        test.scenario["duration"] = std::to_string(duration->count() / 2) + "ns";
        return take(test);
    }

    Case m_best;
    std::string m_kind;
    int m_left;
};

} // namespace

Case shrink(const Case& failing, const std::string& fault, int tries)
{
    return Shrinker(failing, kindOf(fault), tries).go();
}

} // namespace highwater::fuzz

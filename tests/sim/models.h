// SPDX-License-Identifier: GPL-3.0-or-later
// Short ways to write scenarios down in tests.
#pragma once

#include "scenario/scenario.h"
#include "sim/simulation.h"

#include <memory>

namespace highwater::test {

inline Distribution constant(double value)
{
    return Distribution::constant(value, "constant(" + std::to_string(value) + ")");
}
inline Distribution exponential(double mean)
{
    return {Distribution::Law::Exponential, mean, 0, 0, 1, nullptr, "exponential(" + std::to_string(mean) + ")"};
}
inline Arrivals every(double seconds)
{
    Arrivals a;
    a.kind = Arrivals::Kind::Constant;
    a.rate = 1.0 / seconds;
    a.text = "constant(" + std::to_string(a.rate) + "/s)";
    return a;
}
inline Arrivals poisson(double rate)
{
    Arrivals a;
    a.rate = rate;
    a.text = "poisson(" + std::to_string(rate) + "/s)";
    return a;
}
inline Arrivals closed(std::int64_t users, Distribution think)
{
    Arrivals a;
    a.kind = Arrivals::Kind::Closed;
    a.users = users;
    a.gap = std::move(think);
    a.text = "closed(" + std::to_string(users) + ")";
    return a;
}
inline Arrivals saturated()
{
    Arrivals a;
    a.kind = Arrivals::Kind::Saturated;
    a.text = "saturated";
    return a;
}

/// Nodes are called by letter: producers "p", "q"; stages "a", "b", "c".
class Model
{
public:
    Model& duration(double seconds, double warmup = 0)
    {
        m_scenario.duration = fromSeconds(seconds);
        m_scenario.warmup = fromSeconds(warmup);
        return *this;
    }
    ProducerNode& producer(const char* name, Arrivals arrivals, int to)
    {
        ProducerNode node;
        node.arrivals = std::move(arrivals);
        node.to = {{to, 1.0}};
        m_scenario.nodes.push_back({name, node});
        return std::get<ProducerNode>(m_scenario.nodes.back().kind);
    }
    StageNode& stage(const char* name, Distribution service, std::optional<std::int64_t> capacity = {},
                     flow::WhenFull whenFull = flow::WhenFull::Reject, std::optional<int> to = {})
    {
        StageNode node;
        node.service = std::move(service);
        node.queue.capacity = capacity;
        node.queue.whenFull = whenFull;
        if (to) {
            node.to = {{*to, 1.0}};
        }
        m_scenario.nodes.push_back({name, node});
        return std::get<StageNode>(m_scenario.nodes.back().kind);
    }
    Scenario& scenario() { return m_scenario; }
    std::shared_ptr<const Scenario> share() const { return std::make_shared<const Scenario>(m_scenario); }
    Simulation simulation(std::uint64_t seed = 1, const SeriesOptions& series = {}) const { return Simulation(share(), seed, 0, series); }
    RunResult run(std::uint64_t seed = 1) const
    {
        Simulation s = simulation(seed);
        s.runUntil(Instant(m_scenario.duration));
        return s.results();
    }

private:
    Scenario m_scenario;
};

inline const StageResult& stageOf(const RunResult& run, std::size_t node)
{
    return std::get<StageResult>(run.nodes[node].figures);
}
inline const ProducerResult& producerOf(const RunResult& run, std::size_t node)
{
    return std::get<ProducerResult>(run.nodes[node].figures);
}
inline Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
}

} // namespace highwater::test

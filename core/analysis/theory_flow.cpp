// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/theory_flow.h"

#include "analysis/laws.h"
#include "analysis/queueing_networks.h"
#include "units/text.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace highwater::analysis {

namespace {

using Kind = Arrivals::Kind;

bool hasHop(const std::vector<Route>& routes)
{
    return std::any_of(routes.begin(), routes.end(), [](const Route& route) { return route.hop.has_value(); });
}

bool blocks(const StageNode& stage)
{
    return (stage.queue.capacity && stage.queue.whenFull == flow::WhenFull::Block) ||
           (stage.window && stage.queue.whenFull == flow::WhenFull::Block);
}

/// The law of a producer's items at a stage.
const Distribution& serviceAt(const ProducerNode& producer, int node, const StageNode& stage)
{
    const Distribution* service = &stage.service;
    for (const auto& [where, law] : producer.service) {
        if (where == node) {
            return law;
        }
        service = where < 0 ? &law : service;
    }
    return *service;
}

class FlowBuilder
{
public:
    explicit FlowBuilder(const Scenario& scenario) : m_scenario(scenario)
    {
        m_flow.obstacle = general();
        for (std::size_t i = 0; i < scenario.nodes.size(); ++i) {
            if (const StageNode* stage = scenario.nodes[i].stage()) {
                StageFlow flow;
                flow.node = static_cast<int>(i);
                flow.stage = stage;
                flow.servers = stage->workers ? std::optional(*stage->workers * stage->concurrency) : std::nullopt;
                if (flow.servers && stage->queue.capacity) {
                    flow.room = *flow.servers + *stage->queue.capacity;
                }
                m_flow.stages.push_back(flow);
            }
        }
    }

    NetworkFlow build()
    {
        if (!m_flow.obstacle.empty()) {
            return std::move(m_flow);
        }
        addRouting();
        for (std::size_t i = 0; i < m_scenario.nodes.size(); ++i) {
            if (const ProducerNode* producer = m_scenario.nodes[i].producer()) {
                addProducer(static_cast<int>(i), *producer);
            }
        }
        for (StageFlow& stage : m_flow.stages) {
            addOwnObstacle(stage);
        }
        spread();
        return std::move(m_flow);
    }

private:
    [[nodiscard]] std::string general() const
    {
        if (!m_scenario.schedule.empty()) {
            return "the schedule changes parameters during the run, and theory describes a steady state";
        }
        for (const Node& node : m_scenario.nodes) {
            if (node.channel() != nullptr || node.balancer() != nullptr) {
                return inQuotes(node.name) + " is a " + (node.channel() != nullptr ? "channel" : "balancer")
                       + ", and no closed form covers a network with one";
            }
        }
        return {};
    }

    [[nodiscard]] const std::string& nameOf(const StageFlow& stage) const
    {
        return m_scenario.nodes[static_cast<std::size_t>(stage.node)].name;
    }

    /// Shares of the routes by place of the stage; what leaves is left out.
    std::vector<double> sharesOf(const std::vector<Route>& routes) const
    {
        std::vector<double> shares(m_flow.stages.size());
        double whole = 0.0;
        for (const Route& route : routes) {
            whole += route.weight;
        }
        for (const Route& route : routes) {
            if (const auto place = route.node ? m_flow.find(*route.node) : std::nullopt) {
                shares[*place] += route.weight / whole;
            }
        }
        return shares;
    }

    void addRouting()
    {
        for (const StageFlow& stage : m_flow.stages) {
            m_flow.routing.push_back(sharesOf(stage.stage->to));
        }
        for (std::size_t i = 0; i < m_flow.stages.size(); ++i) {
            StageFlow& stage = m_flow.stages[i];
            stage.poisson = true;
            stage.direct = std::all_of(m_flow.routing.begin(), m_flow.routing.end(), [i](const auto& row) { return row[i] == 0.0; });
        }
    }

    void addProducer(int node, const ProducerNode& producer)
    {
        const std::string& name = m_scenario.nodes[static_cast<std::size_t>(node)].name;
        const double rate = meanRateOf(producer.arrivals).value_or(0.0);
        if (rate <= 0.0 && producer.arrivals.kind != Kind::Closed && producer.arrivals.kind != Kind::Saturated) {
            return;
        }
        m_flow.offered += rate;
        const std::vector<double> entry = sharesOf(producer.to);
        const std::size_t size = entry.size();
        Matrix routing(size, size);
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = 0; j < size; ++j) {
                routing(i, j) = m_flow.routing[i][j];
            }
        }
        // Without a rate of its own, visits per item.
        const double scale = rate > 0.0 ? rate : 1.0;
        const auto visits = visitsOf(entry, routing);
        if (!visits) {
            m_flow.obstacle = visits.error().message;
            return;
        }
        const std::string obstacle = obstacleOf(producer, name);
        for (std::size_t i = 0; i < size; ++i) {
            if ((*visits)[i] > 0.0) {
                StageFlow& stage = m_flow.stages[i];
                addClass(stage, node, producer, entry[i] > 0.0, scale * (*visits)[i]);
                note(stage, obstacle);
                stage.poisson = stage.poisson && (entry[i] == 0.0 || (producer.arrivals.kind == Kind::Poisson && !producer.arrivals.batch));
            }
        }
    }

    void addClass(StageFlow& stage, int node, const ProducerNode& producer, bool enters, double rate)
    {
        ItemClass items{node, rate, producer.priority, serviceAt(producer, stage.node, *stage.stage), producer.patience};
        if (producer.deadline && (producer.patience || !enters || !stage.direct)) {
            note(stage, "items have a deadline that began before they came here, or patience as well");
        } else if (producer.deadline) {
            items.patience = Distribution::constant(toSeconds(*producer.deadline), "constant");
        }
        stage.heeded = stage.heeded || (enters && producer.onPressure != flow::OnPressure::Ignore);
        stage.rate += rate;
        stage.classes.push_back(std::move(items));
    }

    static void note(StageFlow& stage, const std::string& obstacle)
    {
        if (stage.obstacle.empty()) {
            stage.obstacle = obstacle;
        }
    }

    void addOwnObstacle(StageFlow& stage)
    {
        if (stage.classes.empty()) {
            note(stage, "nothing comes to it");
            return;
        }
        note(stage, obstacleOf(*stage.stage));
        note(stage, stage.stage->window ? "credits bound what is inside" : "");
        if (blocks(*stage.stage)) {
            note(stage, "its queue is bounded, and who finds it full waits at the door: what comes depends on what leaves");
        }
        for (const Route& route : stage.stage->to) {
            const StageNode* next = route.node ? m_scenario.nodes[static_cast<std::size_t>(*route.node)].stage() : nullptr;
            if (next != nullptr && blocks(*next)) {
                note(stage,
                     "its workers are held up when " + inQuotes(m_scenario.nodes[static_cast<std::size_t>(*route.node)].name) + " is full");
            }
        }
        for (const ItemClass& items : stage.classes) {
            if (momentOf(items.service, 1) <= 0.0) {
                note(stage, "the service takes no time");
            }
        }
    }

    /// Whether what leaves is a Poisson process when what comes is one (Burke; Kelly).
    static bool keepsPoisson(const StageFlow& stage)
    {
        const bool exponential = stage.sameService() && stage.classes.front().service.law == Distribution::Law::Exponential;
        const bool shares = stage.stage->queue.order == flow::Order::ProcessorSharing;
        return !stage.loses() && (exponential || !stage.servers || shares);
    }

    /// What is wrong with one stage is wrong with the arrivals of all behind it.
    void spread()
    {
        std::vector<StageFlow>& stages = m_flow.stages;
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t from = 0; from < stages.size(); ++from) {
                for (std::size_t to = 0; to < stages.size(); ++to) {
                    if (m_flow.routing[from][to] > 0.0 && !stages[from].classes.empty()) {
                        changed = pass(stages[from], stages[to]) || changed;
                    }
                }
            }
        }
    }

    bool pass(const StageFlow& from, StageFlow& to) const
    {
        const std::string before = to.obstacle;
        const bool wasPoisson = to.poisson;
        if (!from.obstacle.empty()) {
            note(to, "nothing is known of what leaves " + inQuotes(nameOf(from)) + " before it");
        } else if (from.loses()) {
            note(to, inQuotes(nameOf(from)) + " before it loses items, so that what comes is no Poisson process");
        }
        to.poisson = to.poisson && from.poisson && keepsPoisson(from);
        return to.obstacle != before || to.poisson != wasPoisson;
    }

    const Scenario& m_scenario;
    NetworkFlow m_flow;
};

} // namespace

bool StageFlow::loses() const
{
    const bool bounded = stage->queue.capacity && stage->queue.whenFull != flow::WhenFull::Block;
    return bounded || std::any_of(classes.begin(), classes.end(), [](const ItemClass& items) { return items.patience.has_value(); });
}

bool StageFlow::sameService() const
{
    return std::all_of(classes.begin(), classes.end(), [this](const ItemClass& items) { return items.service == classes.front().service; });
}

bool StageFlow::isLast() const
{
    return std::none_of(stage->to.begin(), stage->to.end(), [](const Route& route) { return route.node.has_value(); });
}

std::optional<std::size_t> NetworkFlow::find(int node) const
{
    const auto at = std::find_if(stages.begin(), stages.end(), [node](const StageFlow& stage) { return stage.node == node; });
    return at == stages.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - stages.begin()));
}

NetworkFlow flowOf(const Scenario& scenario)
{
    return FlowBuilder(scenario).build();
}

std::string obstacleOf(const ProducerNode& producer, const std::string& name)
{
    const std::string who = inQuotes(name);
    if (producer.retry.kind != flow::RetryPolicy::Kind::None) {
        return who + " sends items again, so that what comes depends on what was lost or late";
    }
    if (producer.items) {
        return who + " stops after " + std::to_string(*producer.items) + " items, and theory describes a steady state";
    }
    if (producer.hostile || !producer.killed.empty()) {
        return "the clients of " + who + " do not behave alike";
    }
    return hasHop(producer.to) ? who + " sends over a wire" : std::string();
}

std::string obstacleOf(const StageNode& stage)
{
    if (!stage.admission.empty()) {
        return "an admission policy turns items away";
    }
    if (!std::holds_alternative<std::monostate>(stage.queue.aqm)) {
        return "active queue management throws items away";
    }
    if (stage.autoscale) {
        return "its workers are scaled";
    }
    if (stage.failures || !stage.outages.empty()) {
        return "its workers fail";
    }
    if (!stage.speeds.empty()) {
        return "its workers differ in speed";
    }
    if (stage.retry.kind != flow::RetryPolicy::Kind::None) {
        return "it repeats its calls";
    }
    if (stage.queue.capacity && stage.queue.measure != flow::Measure::Items) {
        return "its bound does not count items";
    }
    return hasHop(stage.to) ? "it sends over a wire" : std::string();
}

} // namespace highwater::analysis

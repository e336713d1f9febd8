// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/pressure_findings.h"

#include "units/display.h"
#include "units/text.h"

#include <algorithm>
#include <optional>

namespace highwater {

namespace {

constexpr double notableBlocked = 0.05;  ///< of worker time
constexpr double standingInServices = 2; ///< mean service times: a shorter standing wait is no queue to speak of

class Explainer
{
public:
    Explainer(const Scenario& scenario, const RunResult& run) : m_scenario(scenario)
    {
        for (const Node& node : scenario.nodes) {
            const auto found = std::find_if(run.nodes.begin(), run.nodes.end(), [&](const NodeResult& each) { return each.name == node.name; });
            m_results.push_back(found == run.nodes.end() ? nullptr : std::get_if<StageResult>(&found->figures));
        }
    }

    std::vector<Finding> explain()
    {
        for (std::size_t i = 0; i < m_results.size(); ++i) {
            if (m_results[i] != nullptr) {
                explainBlocked(i);
                explainPeak(i);
                explainStanding(i);
            }
        }
        return std::move(m_findings);
    }

private:
    [[nodiscard]] const std::string& name(std::size_t node) const { return m_scenario.nodes[node].name; }
    [[nodiscard]] double blockedOf(std::size_t node) const { return m_results[node] != nullptr ? m_results[node]->blocked.value_or(0.0) : 0.0; }

    void add(const char* rule, std::size_t node, std::string text, std::vector<std::pair<std::string, double>> evidence)
    {
        m_findings.push_back({rule, Finding::Severity::Note, pointerToNode(name(node)), std::move(text), std::move(evidence)});
    }

    /// Of those that a stage sends to: the one that had no room for the longest time.
    [[nodiscard]] std::optional<std::size_t> narrowestAfter(std::size_t node) const
    {
        const StageNode* stage = m_scenario.nodes[node].stage();
        std::optional<std::size_t> narrowest;
        double most = -1.0;
        for (std::size_t i = 0; stage != nullptr && i < stage->to.size(); ++i) {
            const auto to = static_cast<std::size_t>(stage->to[i].node.value_or(-1));
            if (to >= m_results.size() || m_results[to] == nullptr || to == node) {
                continue;
            }
            const double tight = m_results[to]->depthFull + m_results[to]->allBusy.value_or(0.0);
            if (tight > most) {
                most = tight;
                narrowest = to;
            }
        }
        return narrowest;
    }

    void explainBlocked(std::size_t first)
    {
        if (blockedOf(first) < notableBlocked) {
            return;
        }
        std::vector<std::size_t> chain{first};
        std::optional<std::size_t> root = narrowestAfter(first);
        while (root && blockedOf(*root) >= notableBlocked && std::find(chain.begin(), chain.end(), *root) == chain.end()) {
            chain.push_back(*root);
            root = narrowestAfter(*root);
        }
        std::string text = "its workers hold finished items for " + displayRatio(blockedOf(first)) + " of their time, because ";
        if (!root || m_results[*root] == nullptr) {
            text += "there is no room ahead";
        } else {
            for (std::size_t i = 1; i < chain.size(); ++i) {
                text += inQuotes(name(chain[i])) + " is blocked itself (" + displayRatio(blockedOf(chain[i])) + ") and ";
            }
            const StageResult& end = *m_results[*root];
            text += inQuotes(name(*root)) + ", at the end of the chain, has no worker idle for " + displayRatio(end.allBusy.value_or(0.0))
                    + " and no place free for " + displayRatio(end.depthFull) + " of the time: it is the root cause";
        }
        add("blocked", first, text, {{"blocked", blockedOf(first)}, {"stages_in_chain", static_cast<double>(chain.size())}});
    }

    /// What may still come after a stage has switched its signal on.
    [[nodiscard]] std::vector<std::string> deafTo(std::size_t target) const
    {
        std::vector<std::string> reasons;
        for (const Node& node : m_scenario.nodes) {
            const ProducerNode* producer = node.producer();
            const std::vector<Route>* routes = producer != nullptr         ? &producer->to
                                               : node.stage() != nullptr   ? &node.stage()->to
                                               : node.balancer() != nullptr ? &node.balancer()->replica.to
                                                                            : nullptr;
            const auto route = routes == nullptr ? std::vector<Route>::const_iterator{}
                                                 : std::find_if(routes->begin(), routes->end(), [&](const Route& each) {
                                                       return each.node && static_cast<std::size_t>(*each.node) == target;
                                                   });
            if (routes == nullptr || route == routes->end()) {
                continue;
            }
            const std::string quoted = inQuotes(node.name);
            if (route->hop) {
                reasons.push_back("what " + quoted + " has sent is still on the wire and in its buffers");
            } else if (producer == nullptr) {
                reasons.push_back(quoted + " hands on whatever its workers finish");
            } else if (producer->onPressure == flow::OnPressure::Ignore) {
                reasons.push_back(quoted + " ignores the signal");
            } else if (producer->hostile) {
                reasons.push_back("one client of " + quoted + " ignores the signal");
            } else if (producer->arrivals.batch) {
                reasons.push_back(quoted + " sends whole batches");
            }
        }
        return reasons;
    }

    void explainPeak(std::size_t node)
    {
        const StageResult& result = *m_results[node];
        const std::int64_t above = result.aboveMark.value_or(0);
        if (above <= 0) {
            return;
        }
        std::vector<std::string> reasons = deafTo(node);
        std::string text = "its queue rose to " + displayCount(static_cast<double>(result.pressurePeak)) + ", "
                           + displayCount(static_cast<double>(above)) + " above the high-water mark: ";
        if (reasons.empty()) {
            reasons.emplace_back("the mark was lowered, or one item takes more than the room that was left below it");
        }
        for (std::size_t i = 0; i < reasons.size(); ++i) {
            text += (i == 0 ? "" : i + 1 == reasons.size() ? " and " : ", ") + reasons[i];
        }
        add("peak-above-mark", node, text,
            {{"peak", static_cast<double>(result.pressurePeak)}, {"above_mark", static_cast<double>(above)}});
    }

    void explainStanding(std::size_t node)
    {
        const StageResult& result = *m_results[node];
        const double standing = result.bloat.standing.value_or(0.0);
        const double service = result.service.mean.value_or(0.0);
        const double burst = std::max(0.0, result.wait.p95.value_or(0.0) - standing);
        if (standing <= 0.0 || standing < standingInServices * service || result.wait.count == 0) {
            return;
        }
        add("standing-queue", node,
            "its queue never drains: " + displayDuration(standing) + " of every wait are a standing queue, which brings delay and no throughput; "
                "bursts add up to " + displayDuration(burst) + " for 95 of 100 items",
            {{"standing_s", standing}, {"burst_p95_s", burst}});
    }

    const Scenario& m_scenario;
    std::vector<const StageResult*> m_results; ///< by node of the scenario; null: a producer
    std::vector<Finding> m_findings;
};

} // namespace

std::string pointerToNode(const std::string& name)
{
    std::string pointer = "/nodes/";
    for (const char c : name) {
        pointer += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return pointer;
}

std::vector<Finding> pressureFindings(const Scenario& scenario, const RunResult& run)
{
    return Explainer(scenario, run).explain();
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_runner.h"

#include "bounds_watch.h"
#include "chance.h"
#include "sim_record.h"

#include "sim/audit.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <new>
#include <optional>

namespace highwater::fuzz {

namespace {

constexpr std::uint64_t mostEvents = 6000;   ///< of the run that is looked into
constexpr std::uint64_t instantEvents = 200'000; ///< that may be left of one instant
constexpr std::uint64_t drainEvents = 60'000;
constexpr int drainRounds = 12;

/// An operation made ready.
struct Step
{
    Instant at;
    std::shared_ptr<const Scenario> change;
    std::string kill;
    bool restart = false;
};

std::vector<Step> stepsOf(const Case& test)
{
    std::vector<Step> steps;
    Json scenario = test.scenario;
    for (const Json& operation : test.operations) {
        Step step;
        step.at = Instant(Duration(operation.value("at", std::int64_t{0})));
        step.restart = operation.contains("restart");
        step.kill = operation.value("kill", std::string());
        Json changed = scenario;
        if (!step.restart && step.kill.empty()) {
            if (!apply(operation, changed)) {
                continue;
            }
            auto read = readJson(changed);
            if (!read) {
                continue;
            }
            scenario = std::move(changed);
            step.change = std::make_shared<const Scenario>(std::move(*read));
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

/// Whether a run has its right to stand still: nobody reads a channel any more, so that an item is through at once, and somebody sends
/// again as soon as it is.
bool mayStandStill(const Simulation& simulation)
{
    bool restless = false;
    bool unread = false;
    for (const SimNode& node : simulation.nodes()) {
        if (node.retired) {
            continue;
        }
        if (node.isProducer) {
            const Arrivals& arrivals = node.config->producer()->arrivals;
            restless |= arrivals.kind == Arrivals::Kind::Saturated
                        || (arrivals.kind == Arrivals::Kind::Closed && meanOf(arrivals.gap) == 0);
        } else if (const StageState& stage = simulation.stageAt(node); stage.role == Role::Channel) {
            const auto& alive = stage.extras.alive;
            unread |= std::none_of(alive.begin(), alive.end(), [](bool each) { return each; });
        }
    }
    return restless && unread;
}

void perform(Simulation& simulation, const Step& step)
{
    if (step.change) {
        simulation.change(step.change);
    } else if (step.restart) {
        simulation.restartWindow();
    }
    for (std::size_t i = 0; !step.kill.empty() && i < simulation.nodes().size(); ++i) {
        const SimNode& node = simulation.nodes()[i];
        if (!node.isProducer && node.config->name == step.kill && simulation.stageAt(node).role == Role::Consumer) {
            simulation.killConsumer(static_cast<std::uint16_t>(i));
        }
    }
}

/// Whether something goes on by itself: a time will come at which the item moves.
bool moves(const Item& item, const Simulation& simulation)
{
    using Place = Item::Place;
    switch (item.place) {
    case Place::InService:
    case Place::BackingOff:
        return true;
    case Place::Sharing:
    case Place::Paused:
        return !simulation.nodes()[item.node].retired;
    case Place::Calling:
    case Place::OnHop:
        return true; // at a door perhaps: the audit knows better
    default:
        return false;
    }
}

class Runner
{
public:
    explicit Runner(const Case& test) : m_test(test), m_chance(test.seed + 0x5eed) {}

    Outcome go()
    {
        auto scenario = readJson(m_test.scenario);
        if (!scenario) {
            return {"the scenario is refused: " + scenario.error().message, 0, 0};
        }
        m_scenario = std::make_shared<const Scenario>(std::move(*scenario));
        m_steps = stepsOf(m_test);
        m_end = Instant(m_scenario->duration);
        m_interval = m_test.seed % 10 == 0 ? 1 : static_cast<std::uint64_t>(m_chance.from(1, 60));
        lookInto();
        if (m_standsStill) {
            return m_outcome;
        }
        if (m_outcome.fault.empty()) {
            runAgain();
        }
        if (m_outcome.fault.empty()) {
            drain();
        }
        return m_outcome;
    }

private:
    Simulation begin() const
    {
        // Columns cost more than all the rest: only some cases have as many as a real run.
        SeriesOptions series = SeriesOptions::forDuration(m_scenario->duration);
        series.interval *= m_test.seed % 20 == 0 ? 1 : 60;
        return Simulation(m_scenario, m_scenario->seed, 0, series);
    }

    void blame(const Simulation& simulation, const std::string& what)
    {
        if (m_outcome.fault.empty() && !what.empty()) {
            m_outcome.fault = what + " (after event " + std::to_string(simulation.events()) + ", at "
                              + std::to_string(simulation.now().time_since_epoch().count()) + " ns)";
        }
    }

    void look(const Simulation& simulation)
    {
        if (!simulation.trouble().empty()) {
            standStill(simulation, simulation.trouble());
            return;
        }
        ++m_outcome.audits;
        blame(simulation, simulation.conserved() ? auditOf(simulation) : "items are not conserved");
        blame(simulation, m_watch.look(simulation));
        if (simulation.now() < m_before) {
            blame(simulation, "time goes back");
        }
        m_before = simulation.now();
    }

    void standStill(const Simulation& simulation, const std::string& what)
    {
        m_standsStill = m_outcome.stoodStill = mayStandStill(simulation);
        blame(simulation, m_standsStill ? "" : what);
    }

    /// In slices of a few events, with a look after each.
    void advance(Simulation& simulation, Instant to)
    {
        while (m_outcome.fault.empty() && !m_standsStill) {
            const bool there = simulation.runUntil(to, m_interval);
            look(simulation);
            if (there) {
                return;
            }
            if (simulation.events() > mostEvents && to > simulation.now()) {
                // Long enough: the run ends with this instant.
                to = m_end = simulation.now() + Duration(1);
                if (!simulation.runUntil(to, instantEvents)) {
                    standStill(simulation, "more than 200000 events at one instant");
                }
                look(simulation);
                return;
            }
        }
    }

    void lookInto()
    {
        const Instant forkAt = Instant(m_scenario->duration * m_chance.below(1000) / 1000);
        m_main.emplace(begin());
        m_main->logTo(&m_log);
        look(*m_main);
        for (const Step& step : m_steps) {
            if (!m_fork && forkAt <= step.at) {
                forkOff(forkAt);
            }
            advance(*m_main, std::min(step.at, m_end));
            if (!m_outcome.fault.empty() || m_standsStill || step.at >= m_end) {
                break;
            }
            perform(*m_main, step);
            look(*m_main);
            ++m_done;
        }
        if (m_outcome.fault.empty() && !m_fork) {
            forkOff(std::min(forkAt, m_end));
        }
        advance(*m_main, m_end);
        m_main->logTo(nullptr);
        m_outcome.events = m_main->events();
    }

    void forkOff(Instant at)
    {
        advance(*m_main, std::min(at, m_end));
        m_fork.emplace(m_main->fork());
        m_forkDone = m_done;
    }

    /// In slices of time of any length.
    void follow(Simulation& simulation, std::size_t done, bool sliced)
    {
        const auto to = [&](Instant end) {
            while (sliced && simulation.now() < end && simulation.trouble().empty()) {
                const Duration slice(1 + (end - simulation.now()).count() * m_chance.from(1, 600) / 1000);
                simulation.runUntil(std::min(end, simulation.now() + slice));
            }
            simulation.runUntil(end);
        };
        for (; done < m_steps.size() && m_steps[done].at < m_end; ++done) {
            to(m_steps[done].at);
            perform(simulation, m_steps[done]);
        }
        to(m_end);
    }

    void runAgain()
    {
        const std::string record = recordOf(*m_main);
        if (m_fork) {
            follow(*m_fork, m_forkDone, true);
            compare("a fork goes another way: ", record, *m_fork);
        }
        EventLog log;
        Simulation again = begin();
        again.logTo(&log);
        follow(again, 0, false);
        compare("a second run differs: ", record, again);
        const bool same = std::equal(log.begin(), log.end(), m_log.begin(), m_log.end(), [](const LoggedEvent& a, const LoggedEvent& b) {
            return a.at == b.at && a.node == b.node && a.kind == b.kind && a.item == b.item;
        });
        if (!same) {
            blame(again, "a second run writes another log");
        }
    }

    void compare(const char* what, const std::string& record, const Simulation& other)
    {
        if (const std::string difference = differenceOf(record, recordOf(other)); !difference.empty()) {
            blame(other, what + difference);
        }
    }

    /// The producers leave, and the others finish what there is.
    void drain()
    {
        Scenario rest = m_main->scenario();
        const auto isProducer = [](const Node& node) { return node.producer() != nullptr; };
        std::vector<int> now(rest.nodes.size(), -1);
        int kept = 0;
        for (std::size_t i = 0; i < now.size(); ++i) {
            now[i] = isProducer(rest.nodes[i]) ? -1 : kept++;
        }
        const auto renumber = [&now](std::vector<Route>& routes) {
            for (Route& route : routes) {
                route.node = route.node ? std::optional(now[static_cast<std::size_t>(*route.node)]) : std::nullopt;
            }
        };
        rest.nodes.erase(std::remove_if(rest.nodes.begin(), rest.nodes.end(), isProducer), rest.nodes.end());
        rest.schedule.clear();
        for (Node& node : rest.nodes) {
            if (auto* stage = std::get_if<StageNode>(&node.kind)) {
                renumber(stage->to);
                if (stage->window) {
                    stage->window->until = now[static_cast<std::size_t>(stage->window->until)];
                }
            } else if (auto* balancer = std::get_if<BalancerNode>(&node.kind)) {
                renumber(balancer->replica.to);
            } else if (auto* channel = std::get_if<ChannelNode>(&node.kind)) {
                for (Consumer& consumer : channel->consumers) {
                    renumber(consumer.to);
                }
            }
        }
        m_main->change(std::make_shared<const Scenario>(rest));
        look(*m_main);
        Duration round = m_scenario->duration;
        for (int i = 0; i < drainRounds && m_outcome.fault.empty() && m_main->items().inUse() > 0; ++i, round *= 2) {
            if (!m_main->runUntil(m_main->now() + round, drainEvents / drainRounds)) {
                look(*m_main);
                return; // calls are repeated without end, perhaps: nobody sleeps
            }
            look(*m_main);
        }
        if (m_outcome.fault.empty()) {
            blame(*m_main, sleeper());
        }
    }

    /// After all this time: an item that nothing will ever move, without a reason.
    std::string sleeper() const
    {
        bool reason = false;
        bool asleep = false;
        for (const SimNode& node : m_main->nodes()) {
            if (!node.isProducer) {
                const StageState& stage = m_main->stageAt(node);
                reason = reason || stage.flow.wip().blocked() > 0 || !stage.extras.hung.empty() || stage.flow.creditsOut() > 0;
            }
        }
        for (std::size_t i = 0; i < m_main->items().slotCount(); ++i) {
            const Item& item = m_main->item(static_cast<flow::ItemHandle>(i));
            if (item.place == Item::Place::Free) {
                continue;
            }
            if (moves(item, *m_main)) {
                return {};
            }
            asleep = true;
        }
        return asleep && !reason ? "items are left inside for ever, without a reason" : "";
    }

    const Case& m_test;
    Chance m_chance;
    std::shared_ptr<const Scenario> m_scenario;
    std::vector<Step> m_steps;
    Instant m_end;
    std::uint64_t m_interval = 1;
    std::optional<Simulation> m_main;
    std::optional<Simulation> m_fork;
    std::size_t m_done = 0;
    std::size_t m_forkDone = 0;
    EventLog m_log;
    Instant m_before;
    BoundsWatch m_watch;
    bool m_standsStill = false;
    Outcome m_outcome;
};

} // namespace

Outcome run(const Case& test)
{
    try {
        return Runner(test).go();
    } catch (const std::bad_alloc&) {
        return {"memory runs out", 0, 0}; // items without end at one instant
    }
}

std::string kindOf(const std::string& fault)
{
    std::string kind = fault.substr(0, fault.find(" (after event"));
    if (const auto colon = kind.find(": "); colon != std::string::npos && colon < 16) {
        kind.erase(0, colon + 2);
    }
    kind = kind.substr(0, kind.find(": "));
    return kind;
}

} // namespace highwater::fuzz

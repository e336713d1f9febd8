// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/advice_watch.h"

#include "run/deadlock.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace highwater {

namespace {

constexpr int looks = 240;                       ///< into a fork while it is watched
constexpr std::uint64_t sliceEvents = 50'000;    ///< between two looks at the interrupt
constexpr std::size_t mostSlotsLooked = 40'000'000; ///< items looked at in all: of very many, less often

/// What counters said when the watch began.
struct Before
{
    std::vector<RefusalCounts> refusedBy; ///< by stage
    std::vector<std::vector<ClientTally>> clients; ///< by producer
};

/// Sums over the looks.
struct Seen
{
    std::int64_t levelLeast = INT64_MAX;
    std::vector<Duration> idleFor; ///< of the looks with an idle worker: since the signal went off; zero: it is on
    std::int64_t working = 0;
    std::int64_t dead = 0;
    std::int64_t partsLeast = INT64_MAX;
};

std::int64_t partsOf(const StageState& stage)
{
    if (stage.role == Role::Balancer) {
        return stage.extras.replicas.running();
    }
    return stage.flow.wip().limited() ? stage.flow.wip().limit() : 0;
}

/// Where the items of a node go directly.
std::vector<std::size_t> targetsOf(const Node& node)
{
    std::vector<std::size_t> targets;
    const auto add = [&targets](const std::vector<Route>& routes) {
        for (const Route& route : routes) {
            if (route.node) {
                targets.push_back(static_cast<std::size_t>(*route.node));
            }
        }
    };
    if (const auto* producer = node.producer()) {
        add(producer->to);
    } else if (const auto* stage = node.stage()) {
        add(stage->to);
    } else if (const auto* balancer = node.balancer()) {
        add(balancer->replica.to);
    } else if (const auto* channel = node.channel()) {
        for (const Consumer& consumer : channel->consumers) {
            add(consumer.to);
        }
    }
    return targets;
}

/// Indices of the nodes of each part, in the order of the scenario.
std::vector<std::vector<std::size_t>> connectedParts(const Scenario& scenario)
{
    const std::size_t count = scenario.nodes.size();
    std::vector<std::size_t> part(count);
    std::iota(part.begin(), part.end(), std::size_t{0});
    for (std::size_t i = 0; i < count; ++i) {
        for (const std::size_t target : targetsOf(scenario.nodes[i])) {
            const std::size_t from = part[target], to = part[i];
            std::replace(part.begin(), part.end(), std::max(from, to), std::min(from, to));
        }
    }
    std::vector<std::vector<std::size_t>> parts(count);
    for (std::size_t i = 0; i < count; ++i) {
        parts[part[i]].push_back(i);
    }
    parts.erase(std::remove_if(parts.begin(), parts.end(), [](const auto& each) { return each.empty(); }), parts.end());
    return parts;
}

/// One watch of a fork.
class Watcher
{
public:
    Watcher(Simulation& fork, Duration span, const WatchLimits& limits) : m_fork(fork), m_span(span), m_limits(limits)
    {
        m_fork.restartWindow();
        for (const SimNode& node : m_fork.nodes()) {
            m_before.refusedBy.push_back(node.isProducer ? RefusalCounts{} : m_fork.stageAt(node).refusedBy);
            m_before.clients.push_back(node.isProducer ? m_fork.producerAt(node).clients : std::vector<ClientTally>{});
            m_levelsBefore.push_back(node.isProducer ? 0 : m_fork.stageAt(node).flow.queue().level());
        }
        m_seen.resize(m_fork.nodes().size());
        m_from = m_fork.now();
    }

    Watch watch()
    {
        look();
        Watch watch;
        for (int i = 1; i <= looks && watch.complete; ++i) {
            watch.complete = goOnTo(m_from + m_span * i / looks);
            if (watch.complete) {
                look();
            }
        }
        tell(watch);
        return watch;
    }

private:
    bool goOnTo(Instant end)
    {
        while (!m_limits.interrupted() && m_fork.trouble().empty()) {
            if (m_fork.runUntil(end, sliceEvents)) {
                return m_fork.events() - m_limits.eventsBefore <= m_limits.mostEvents;
            }
            if (m_fork.events() - m_limits.eventsBefore > m_limits.mostEvents) {
                return false;
            }
        }
        return false;
    }

    void look()
    {
        const auto& nodes = m_fork.nodes();
        for (std::size_t i = 0; i < nodes.size() && i < m_seen.size(); ++i) {
            if (nodes[i].isProducer) {
                continue;
            }
            const StageState& stage = m_fork.stageAt(nodes[i]);
            Seen& seen = m_seen[i];
            seen.levelLeast = std::min(seen.levelLeast, stage.flow.queue().level());
            seen.partsLeast = std::min(seen.partsLeast, partsOf(stage));
            if (stage.metrics.flips > 0 && !stage.flow.wip().exhausted()) {
                seen.idleFor.push_back(stage.flow.queue().pressed() ? Duration::zero() : m_fork.now() - stage.metrics.switchedAt);
            }
        }
        ++m_looks;
        lookAtWork();
    }

    void lookAtWork()
    {
        const ItemSlab& items = m_fork.items();
        m_slotsLooked += items.slotCount();
        if (m_slotsLooked > mostSlotsLooked) {
            return;
        }
        for (std::size_t slot = 0; slot < items.slotCount(); ++slot) {
            const Item& item = items[static_cast<flow::ItemHandle>(slot)];
            if (item.place == Item::Place::InService && item.node < m_seen.size()) {
                ++m_seen[item.node].working;
                m_seen[item.node].dead += item.abandoned ? 1 : 0;
            }
        }
    }

    void tell(Watch& watch) const
    {
        const RunResult results = m_fork.results();
        watch.from = m_from;
        watch.span = m_fork.now() - m_from;
        watch.deadlocked = deadlockedStages(m_fork);
        const auto reported = m_fork.reportedNodes();
        for (std::size_t i = 0; i < reported.size(); ++i) {
            const SimNode& node = m_fork.nodes()[reported[i]];
            if (node.isProducer) {
                watch.producers.push_back(tellProducer(reported[i], std::get<ProducerResult>(results.nodes[i].figures)));
            } else {
                watch.stages.push_back(tellStage(reported[i], std::get<StageResult>(results.nodes[i].figures), watch));
            }
        }
        tellParts(watch);
    }

    void tellParts(Watch& watch) const
    {
        for (const auto& nodes : connectedParts(m_fork.scenario())) {
            PartWatch& part = watch.parts.emplace_back();
            Histogram sojourn;
            for (const std::size_t index : nodes) {
                part.nodes.push_back(m_fork.scenario().nodes[index].name);
                const SimNode& node = m_fork.nodes()[m_fork.nodeOfScenario()[index]];
                const ProducerWatch* producer = watch.producer(part.nodes.back());
                if (producer != nullptr && node.isProducer) {
                    sojourn.add(m_fork.producerAt(node).sojourn);
                    part.completed += producer->counts.completed;
                    part.lost += static_cast<double>(producer->counts.lost + producer->counts.shed);
                    part.made += static_cast<double>(producer->firstTries() + producer->counts.shed);
                }
            }
            part.endToEnd = sojourn.summary();
        }
    }

    [[nodiscard]] StageWatch tellStage(std::uint16_t index, const StageResult& figures, const Watch& watch) const
    {
        const SimNode& node = m_fork.nodes()[index];
        const StageState& stage = m_fork.stageAt(node);
        StageWatch told;
        told.name = node.config->name;
        told.role = stage.role;
        told.figures = figures;
        const Counters& before = stage.metrics.atWindow();
        const Counters& now = stage.metrics.totals;
        told.counts = {now.offered - before.offered,   now.accepted - before.accepted, now.refused - before.refused,
                       now.dropped - before.dropped,   now.expired - before.expired,   now.failed - before.failed,
                       now.retried - before.retried,   now.completed - before.completed, now.inside};
        told.levelEnd = stage.flow.queue().level();
        told.limit = stage.flow.wip().limited() ? std::optional(stage.flow.wip().limit()) : std::nullopt;
        told.hung = static_cast<std::int64_t>(stage.extras.hung.size());
        told.parked = static_cast<std::int64_t>(stage.flow.door().size());
        const double minutes = toSeconds(watch.span) / 60;
        told.flipsPerMinute = minutes > 0 ? static_cast<double>(figures.pressureFlips) / minutes : 0.0;
        told.refusedBy = stage.refusedBy;
        if (index < m_seen.size()) {
            for (std::size_t i = 0; i < told.refusedBy.size(); ++i) {
                told.refusedBy[i] -= m_before.refusedBy[index][i];
            }
            const Seen& seen = m_seen[index];
            told.levelBegin = m_levelsBefore[index];
            told.levelLeast = std::min(seen.levelLeast, leastOfColumns(stage, watch));
            told.parts = seen.partsLeast;
            const double turns = std::max(1.0, static_cast<double>(figures.pressureFlips) / 2);
            const Duration usual = fromSeconds(2 * figures.pressedFraction * toSeconds(watch.span) / turns);
            const auto starved = std::count_if(seen.idleFor.begin(), seen.idleFor.end(), [usual](Duration each) { return each <= usual; });
            told.starved = figures.pressedFraction > 0 ? static_cast<double>(starved) / m_looks : 0.0;
            told.dead = seen.working > 0 ? static_cast<double>(seen.dead) / static_cast<double>(seen.working) : 0.0;
        }
        return told;
    }

    /// The columns know the least level between the looks, too.
    static std::int64_t leastOfColumns(const StageState& stage, const Watch& watch)
    {
        std::int64_t least = INT64_MAX;
        if (!stage.recorder.on()) {
            return least;
        }
        const Series series = stage.recorder.series();
        const std::int64_t since = watch.from.time_since_epoch() / series.interval + 1; // one that lies within the watch
        for (std::int64_t i = std::max(series.first, since); i < series.end; ++i) {
            least = std::min(least, static_cast<std::int64_t>(std::llround(series.at(i).depthMin)));
        }
        return least;
    }

    [[nodiscard]] ProducerWatch tellProducer(std::uint16_t index, const ProducerResult& figures) const
    {
        const SimNode& node = m_fork.nodes()[index];
        const ProducerState& producer = m_fork.producerAt(node);
        ProducerWatch told;
        told.name = node.config->name;
        told.figures = figures;
        const ProducerTally& now = producer.tally;
        const ProducerTally& before = producer.atWindow;
        told.counts = {now.sent - before.sent,           now.retried - before.retried, now.shed - before.shed,
                       now.completed - before.completed, now.lost - before.lost,       now.heldTime - before.heldTime};
        told.clients = producer.clients;
        const auto* clients = index < m_before.clients.size() ? &m_before.clients[index] : nullptr;
        for (std::size_t i = 0; clients != nullptr && i < std::min(told.clients.size(), clients->size()); ++i) {
            told.clients[i].sent -= (*clients)[i].sent;
            told.clients[i].refused -= (*clients)[i].refused;
            told.clients[i].completed -= (*clients)[i].completed;
            told.clients[i].lost -= (*clients)[i].lost;
        }
        return told;
    }

    Simulation& m_fork;
    Duration m_span;
    const WatchLimits& m_limits;
    Instant m_from;
    Before m_before;
    std::vector<std::int64_t> m_levelsBefore; ///< by node of the simulation
    std::vector<Seen> m_seen;                 ///< by node of the simulation
    int m_looks = 0;
    std::size_t m_slotsLooked = 0;
};

const std::string& nameOf(const StageWatch& stage) { return stage.name; }
const std::string& nameOf(const ProducerWatch& producer) { return producer.name; }

template <typename Each>
const Each* named(const std::vector<Each>& all, std::string_view name)
{
    const auto found = std::find_if(all.begin(), all.end(), [name](const Each& each) { return nameOf(each) == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

const StageWatch* Watch::stage(std::string_view name) const { return named(stages, name); }
const ProducerWatch* Watch::producer(std::string_view name) const { return named(producers, name); }

const PartWatch* Watch::partOf(std::string_view node) const
{
    const auto found = std::find_if(parts.begin(), parts.end(), [node](const PartWatch& each) {
        return std::find(each.nodes.begin(), each.nodes.end(), node) != each.nodes.end();
    });
    return found == parts.end() ? nullptr : &*found;
}

Watch watchOn(Simulation& fork, Duration span, const WatchLimits& limits) { return Watcher(fork, span, limits).watch(); }

} // namespace highwater

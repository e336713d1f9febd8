// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/views.h"

#include "run/part_views.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

/// Sums over the latest columns of a series.
struct Recent
{
    double seconds = 0;
    double offered = 0, accepted = 0, completed = 0, lost = 0, retried = 0;
    double busy = 0, blocked = 0; ///< means
    double lostLately = 0;        ///< within the last second, or the last column
    double slope = 0;             ///< of the level, per second
};

Recent recentOf(const Series& series, Duration window)
{
    Recent recent;
    const std::int64_t wanted = window / series.interval;
    const std::int64_t from = std::max(series.first, series.end - wanted);
    const auto columns = static_cast<double>(series.end - from);
    if (columns <= 0) {
        return recent;
    }
    const std::int64_t lately = std::max<std::int64_t>(1, std::chrono::seconds(1) / series.interval);
    const std::int64_t middle = from + (series.end - from) / 2;
    double older = 0;
    double newer = 0;
    for (std::int64_t i = from; i < series.end; ++i) {
        const Column& c = series.at(i);
        recent.offered += c.offered;
        recent.accepted += c.accepted;
        recent.completed += c.completed;
        recent.lost += static_cast<double>(c.refused) + c.dropped;
        recent.retried += c.retried;
        recent.busy += static_cast<double>(c.busy) / columns;
        recent.blocked += static_cast<double>(c.blocked) / columns;
        if (i >= series.end - lately) {
            recent.lostLately += static_cast<double>(c.refused) + c.dropped;
        }
        (i < middle ? older : newer) += static_cast<double>(c.depthMean);
    }
    const double interval = toSeconds(series.interval);
    recent.seconds = columns * interval;
    if (middle > from) {
        const auto half = static_cast<double>(middle - from);
        const auto rest = static_cast<double>(series.end - middle);
        recent.slope = (newer / rest - older / half) / (recent.seconds / 2);
    }
    return recent;
}

/// Switches of the signal are rare beside items: they, and how long it is on, are counted over ten windows.
void viewSignal(const Series& series, Duration window, NodeView& view)
{
    const std::int64_t from = std::max(series.first, series.end - switchWindows * (window / series.interval));
    const auto columns = static_cast<double>(series.end - from);
    if (columns <= 0) {
        return;
    }
    double flips = 0;
    double pressed = 0;
    for (std::int64_t i = from; i < series.end; ++i) {
        flips += series.at(i).flips;
        pressed += static_cast<double>(series.at(i).share[static_cast<std::size_t>(LevelState::Pressed)]);
    }
    view.flipsPerMinute = flips * 60 / (columns * toSeconds(series.interval));
    view.pressedShare = pressed / columns;
}

/// Before the first column is complete, rates come from the totals.
double rate(double sum, double seconds, std::uint64_t total, Instant now)
{
    if (seconds > 0) {
        return sum / seconds;
    }
    return now > runStart ? static_cast<double>(total) / toSeconds(now) : 0.0;
}

NodeState stageState(const NodeView& view, const Recent& recent, const StageState& stage)
{
    if (view.blocked > 0 && view.busy == 0) {
        return NodeState::Blocked;
    }
    if (recent.lostLately > 0) {
        return NodeState::Dropping;
    }
    if (view.pressed) {
        return NodeState::Pressed;
    }
    const auto& marks = stage.flow.queue().policy().marks;
    if (marks && view.level > marks->low) {
        return NodeState::Filling;
    }
    return view.busy > 0 || view.completedRate > 0 ? NodeState::Flowing : NodeState::Idle;
}

NodeView stageView(const Simulation& simulation, const SimNode& node, Duration window)
{
    const StageState& stage = simulation.stageAt(node);
    const flow::BoundedQueue& queue = stage.flow.queue();
    const Instant now = simulation.now();
    NodeView view;
    view.series = stage.recorder.series();
    const Recent recent = recentOf(view.series, window);
    const Counters& totals = stage.metrics.totals;
    view.totals = totals;
    view.offeredRate = rate(recent.offered, recent.seconds, totals.offered, now);
    view.acceptedRate = rate(recent.accepted, recent.seconds, totals.accepted, now);
    view.completedRate = rate(recent.completed, recent.seconds, totals.completed, now);
    view.refusedRate = rate(recent.lost, recent.seconds, totals.refused + totals.dropped, now);
    view.retriedRate = rate(recent.retried, recent.seconds, totals.retried, now);
    view.waiting = queue.items();
    view.waitingBytes = queue.bytes();
    view.level = queue.level();
    view.levelSlope = recent.slope;
    const flow::WipLimiter& wip = stage.flow.wip();
    if (wip.limited()) {
        view.workers = wip.limit();
        const auto limit = static_cast<double>(wip.limit());
        view.busyShare = std::min(1.0, recent.busy / limit);
        view.blockedShare = std::min(1.0 - view.busyShare, recent.blocked / limit);
        view.idleShare = 1.0 - view.busyShare - view.blockedShare;
    }
    view.busy = wip.busy();
    view.blocked = wip.blocked();
    view.parked = static_cast<std::int64_t>(stage.flow.door().size() + stage.held.size());
    if (!queue.empty()) {
        view.oldest = now - queue.oldest().since;
    }
    if (!stage.flow.door().empty()) {
        view.longestParked = now - stage.flow.door().front().since;
    }
    if (!stage.held.empty()) {
        view.longestParked = std::max(view.longestParked, now - stage.held.front().since);
    }
    view.pressed = queue.pressed();
    view.inState = now - stage.metrics.switchedAt;
    viewSignal(view.series, window, view);
    view.recentSojournP95 = view.recentSojournP99 = std::numeric_limits<double>::quiet_NaN();
    if (view.series.end > view.series.first) {
        const Column& last = view.series.at(view.series.end - 1);
        view.recentSojournP95 = static_cast<double>(last.sojournP95);
        view.recentSojournP99 = static_cast<double>(last.sojournP99);
        view.recentSamples = last.samples;
    }
    fillStage(simulation, stage, view);
    if (stage.role == Role::Channel) {
        view.kind = NodeKind::Channel;
        fillConsumers(simulation, node, window, view);
    } else if (stage.role == Role::Balancer) {
        view.kind = NodeKind::Balancer;
        fillReplicas(simulation, node, window, view);
    }
    view.state = stageState(view, recent, stage);
    return view;
}

NodeView producerView(const Simulation& simulation, const SimNode& node, Duration window)
{
    const ProducerState& producer = simulation.producerAt(node);
    const ProducerNode& config = *node.config->producer();
    const ProducerTally& tally = producer.tally;
    const Instant now = simulation.now();
    NodeView view;
    view.isProducer = true;
    view.kind = NodeKind::Producer;
    fillClients(config, producer, view);
    view.series = producer.recorder.series();
    const Recent recent = recentOf(view.series, window);
    view.totals.offered = tally.sent + tally.shed;
    view.totals.accepted = tally.sent;
    view.totals.completed = tally.completed;
    view.totals.dropped = tally.lost;
    view.totals.refused = tally.shed;
    view.totals.retried = tally.retried;
    view.totals.inside = tally.sent - tally.retried - tally.completed - tally.lost;
    view.offeredRate = rate(recent.offered, recent.seconds, tally.sent, now);
    view.acceptedRate = view.offeredRate;
    view.completedRate = rate(recent.completed, recent.seconds, tally.completed, now);
    view.retriedRate = rate(recent.retried, recent.seconds, tally.retried, now);
    double shed = 0;
    for (std::int64_t i = std::max(view.series.first, view.series.end - window / view.series.interval); i < view.series.end; ++i) {
        shed += view.series.at(i).refused;
    }
    view.refusedRate = rate(shed, recent.seconds, tally.shed, now);
    view.wantedRate = meanRateOf(config.arrivals).value_or(0.0);
    view.held = producer.held;
    view.atDoor = producer.parked;
    view.thinking = producer.thinking;
    view.heldShare = recent.blocked; // closeProducer() keeps the share of time there
    const bool saturated = config.arrivals.kind == Arrivals::Kind::Saturated;
    const bool waits = producer.held + producer.parked > 0;
    view.inState = waits ? now - producer.waitingSince : Duration::zero();
    if (view.refusedRate > 0 || (view.retriedRate > 0 && view.retriedRate * 5 > view.offeredRate)) {
        view.state = NodeState::Dropping;
    } else if (waits && !(saturated && view.offeredRate > 0)) {
        view.state = NodeState::Waiting;
    } else {
        view.state = view.offeredRate > 0 ? NodeState::Flowing : NodeState::Idle;
    }
    return view;
}

/// From every node to the root of its wait: the node whose own speed holds everybody up. A circle ends where it would begin again.
void findChains(std::vector<NodeView>& views)
{
    for (std::size_t i = 0; i < views.size(); ++i) {
        std::optional<int> next = views[i].waitsFor;
        while (next && static_cast<std::size_t>(*next) != i
               && std::find(views[i].chain.begin(), views[i].chain.end(), *next) == views[i].chain.end()) {
            views[i].chain.push_back(*next);
            next = views[static_cast<std::size_t>(*next)].waitsFor;
        }
    }
}

/// Who waits for whom: the first of a node's senders that stands at a door says it. A consumer or a replica speaks for its channel or
/// balancer.
void findWaiting(const Simulation& simulation, const std::vector<int>& viewOf, std::vector<NodeView>& views)
{
    const auto& nodes = simulation.nodes();
    const auto note = [&](std::size_t sender, int target) {
        NodeView& view = views[static_cast<std::size_t>(viewOf[sender])];
        if (!view.waitsFor && target != viewOf[sender]) {
            view.waitsFor = target;
        }
    };
    for (const HopState& hop : simulation.hops()) {
        for (std::size_t k = 0; k < std::min<std::size_t>(16, hop.door.size()); ++k) {
            note(hop.door[k].node, viewOf[hop.to]);
        }
        for (std::size_t k = 0; k < std::min<std::size_t>(16, hop.held.size()); ++k) {
            note(hop.held[k].producer, viewOf[hop.to]);
        }
    }
    constexpr std::size_t looked = 256;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].isProducer) {
            continue;
        }
        const StageState& stage = simulation.stageAt(nodes[i]);
        for (std::size_t k = 0; k < std::min(looked, stage.flow.door().size()); ++k) {
            const std::uint32_t sender = stage.flow.door()[k].node;
            note((sender & Simulation::hopSender) != 0 ? simulation.hops()[sender & 0xffffU].from : sender, viewOf[i]);
        }
        for (std::size_t k = 0; k < std::min(looked, stage.held.size()); ++k) {
            note(stage.held[k].producer, viewOf[i]);
        }
    }
    findChains(views);
}

double linkRate(std::uint64_t items, std::uint64_t ofAll, double nodeRate)
{
    return ofAll > 0 ? nodeRate * static_cast<double>(items) / static_cast<double>(ofAll) : 0.0;
}

/// The links out of a node; those of its consumers or replicas count as its own.
void addLinks(const Simulation& simulation, std::uint16_t index, const std::vector<int>& viewOf, const NodeView& view,
              std::vector<LinkView>& links)
{
    const auto& nodes = simulation.nodes();
    LinkTallies tallies;
    const auto collect = [&](const LinkTallies& some) {
        for (const LinkTally& link : some) {
            const bool within = link.to != Exits::out && link.to != index && viewOf[link.to] == viewOf[index];
            if (within || (link.to != Exits::out && nodes[link.to].retired)) {
                continue;
            }
            const auto same = std::find_if(tallies.begin(), tallies.end(),
                                           [&](const LinkTally& each) { return each.to == link.to && each.hop == link.hop; });
            same == tallies.end() ? tallies.push_back(link) : static_cast<void>(same->items += link.items);
        }
    };
    if (nodes[index].isProducer) {
        collect(simulation.producerAt(nodes[index]).links);
    } else if (const auto& parts = simulation.partsOf(index); parts.empty()) {
        collect(simulation.stageAt(nodes[index]).links);
    } else {
        for (const std::uint16_t part : parts) {
            collect(simulation.stageAt(nodes[part]).links);
        }
    }
    std::uint64_t all = 0;
    for (const LinkTally& link : tallies) {
        all += link.items;
    }
    const double flowing = view.isProducer ? view.offeredRate : view.completedRate;
    for (const LinkTally& link : tallies) {
        const auto to = link.to == Exits::out ? std::nullopt : std::optional(viewOf[link.to]);
        LinkView each{viewOf[index], to, link.items, linkRate(link.items, all, flowing), {}};
        if (link.hop != Way::direct) {
            each.hop = hopView(simulation.hops()[link.hop]);
        }
        links.push_back(std::move(each));
    }
}

} // namespace

void ViewBuilder::fill(const Simulation& simulation, bool fresh, Snapshot& snapshot)
{
    const auto& nodes = simulation.nodes();
    std::vector<int> viewOf(nodes.size(), -1);
    std::vector<std::size_t> order;
    for (const std::uint16_t node : simulation.nodeOfScenario()) {
        viewOf[node] = static_cast<int>(order.size());
        order.push_back(node);
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::uint16_t owner = nodes[i].isProducer ? Way::out : simulation.stageAt(nodes[i]).owner;
        if (viewOf[i] < 0 && owner == Way::out) {
            viewOf[i] = static_cast<int>(order.size());
            order.push_back(i);
        }
    }
    // Consumers and replicas are parts of the view of their owner.
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (viewOf[i] < 0) {
            viewOf[i] = viewOf[simulation.stageAt(nodes[i]).owner];
        }
    }
    snapshot.now = simulation.now();
    snapshot.events = simulation.events();
    snapshot.statisticsSince = simulation.windowBegin();
    snapshot.nodes.clear();
    snapshot.links.clear();
    snapshot.endToEnd = {};
    if (fresh || m_cached.size() != nodes.size()) {
        m_cached.assign(nodes.size(), {});
        const RunResult results = simulation.results();
        const auto reported = simulation.reportedNodes();
        for (std::size_t i = 0; i < results.nodes.size(); ++i) {
            Cached& cached = m_cached[reported[i]];
            std::visit([&cached](const auto& r) { cached.wait = r.wait, cached.service = r.service, cached.sojourn = r.sojourn; },
                       results.nodes[i].figures);
            if (const auto* stage = std::get_if<StageResult>(&results.nodes[i].figures)) {
                cached.bloat = stage->bloat;
                cached.meanInSystem = stage->inSystemMean;
                cached.windowThroughput = stage->throughput;
            }
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].isProducer) {
                m_cached[i].clients = clientsOf(simulation.producerAt(nodes[i]));
            } else if (simulation.stageAt(nodes[i]).owner == Way::out) {
                m_cached[i].spreads = spreadsOf(simulation.stageAt(nodes[i]));
            }
        }
    }
    for (const std::size_t i : order) {
        const SimNode& node = nodes[i];
        NodeView view = node.isProducer ? producerView(simulation, node, snapshot.rateWindow)
                                        : stageView(simulation, node, snapshot.rateWindow);
        view.name = node.config->name;
        view.retired = node.retired;
        const Cached& cached = m_cached[i];
        view.wait = cached.wait;
        view.service = cached.service;
        view.sojourn = cached.sojourn;
        view.bloat = cached.bloat;
        view.meanInSystem = cached.meanInSystem;
        view.windowThroughput = cached.windowThroughput;
        view.spreads = cached.spreads;
        view.clients.each = cached.clients;

        if (!node.retired) {
            addLinks(simulation, static_cast<std::uint16_t>(i), viewOf, view, snapshot.links);
        }
        if (node.isProducer) {
            const ProducerTally& tally = simulation.producerAt(node).tally;
            Counters& all2 = snapshot.endToEnd;
            all2.offered += tally.sent - tally.retried + tally.shed;
            all2.accepted += tally.sent - tally.retried;
            all2.refused += tally.shed;
            all2.dropped += tally.lost;
            all2.completed += tally.completed;
            all2.retried += tally.retried;
            all2.inside += tally.sent - tally.retried - tally.completed - tally.lost;
        }
        snapshot.nodes.push_back(std::move(view));
    }
    findWaiting(simulation, viewOf, snapshot.nodes);
    snapshot.conserved = simulation.conserved() && snapshot.endToEnd.conserved();
}

} // namespace highwater

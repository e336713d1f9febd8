// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/part_views.h"

#include <algorithm>

namespace highwater {

namespace {

std::uint64_t nanoseconds(Wide area)
{
    return static_cast<std::uint64_t>(std::min<Wide>(area, UINT64_MAX));
}

void fillWorkerTime(const StageState& stage, NodeView& view)
{
    const flow::WipLimiter& wip = stage.flow.wip();
    const StageAreas& areas = stage.metrics.areas();
    view.busyNs = nanoseconds(areas.busy);
    view.blockedNs = nanoseconds(areas.blocked);
    if (wip.limited()) {
        const Wide all = stage.metrics.workerTime(wip.limit());
        const Wide used = areas.busy + areas.blocked;
        view.idleNs = nanoseconds(all > used ? all - used : 0);
    }
}

ReplicaView::State stateOf(flow::ReplicaSet::State state)
{
    switch (state) {
    case flow::ReplicaSet::State::Starting:
        return ReplicaView::State::Starting;
    case flow::ReplicaSet::State::Running:
        return ReplicaView::State::Running;
    case flow::ReplicaSet::State::Draining:
        return ReplicaView::State::Draining;
    case flow::ReplicaSet::State::Stopped:
        break;
    }
    return ReplicaView::State::Stopped;
}

} // namespace

double completedRate(const Series& series, Duration window)
{
    if (series.interval <= Duration::zero()) {
        return 0.0;
    }
    const std::int64_t from = std::max(series.first, series.end - window / series.interval);
    double completed = 0;
    for (std::int64_t i = from; i < series.end; ++i) {
        completed += series.at(i).completed;
    }
    return series.end > from ? completed / (static_cast<double>(series.end - from) * toSeconds(series.interval)) : 0.0;
}

void fillStage(const Simulation&, const StageState& stage, NodeView& view)
{
    for (std::size_t i = 0; i < stage.refusedBy.size(); ++i) {
        if (stage.refusedBy[i] > 0) {
            view.refusedBy.push_back({static_cast<flow::RefusalReason>(i), stage.refusedBy[i]});
        }
    }
    std::stable_sort(view.refusedBy.begin(), view.refusedBy.end(), [](const RefusalView& a, const RefusalView& b) { return a.total > b.total; });
    view.hung = static_cast<std::int64_t>(stage.extras.hung.size());
    view.down = stage.flow.wip().down();
    view.reserved = stage.flow.reserved();
    if (stage.flow.hasCredits()) {
        view.creditsFree = std::max<std::int64_t>(0, stage.flow.credits());
    }
    if (stage.asks) {
        view.adaptiveLimit = stage.extras.admission.adaptiveLimit();
    }
    if (stage.extras.autoscaler) {
        view.workersWanted = stage.extras.autoscaler->wanted();
        view.workersStarting = stage.extras.autoscaler->starting();
    }
    if (view.series.end > view.series.first) {
        const auto standing = static_cast<double>(view.series.at(view.series.end - 1).standing);
        view.standing = standing > 0 ? standing : 0.0; // NaN without samples
    }
    view.peakLevel = stage.metrics.levelPeak();
    fillWorkerTime(stage, view);
}

void fillConsumers(const Simulation& simulation, const SimNode& node, Duration window, NodeView& view)
{
    const StageExtras& extras = simulation.stageAt(node).extras;
    const ChannelNode& config = *node.config->channel();
    view.waiting = simulation.stageAt(node).flow.queue().outside();
    view.level = view.waiting;
    for (std::size_t i = 0; i < extras.parts.size() && i < config.consumers.size(); ++i) {
        const StageState& part = simulation.stageAt(simulation.nodes()[extras.parts[i]]);
        const flow::BoundedQueue& queue = part.flow.queue();
        ConsumerView consumer;
        consumer.name = config.consumers[i].name;
        consumer.unread = queue.items();
        consumer.buffer = config.consumers[i].buffer;
        consumer.busy = part.flow.wip().busy() > 0;
        consumer.blocked = part.flow.wip().blocked() > 0;
        consumer.killed = !extras.alive[i];
        consumer.lag = queue.empty() ? Duration::zero() : simulation.now() - queue.oldest().since;
        consumer.completedRate = completedRate(part.recorder.series(), window);
        view.oldest = std::max(view.oldest, consumer.lag);
        view.consumers.push_back(std::move(consumer));
    }
}

void fillReplicas(const Simulation& simulation, const SimNode& node, Duration window, NodeView& view)
{
    const StageExtras& extras = simulation.stageAt(node).extras;
    for (std::size_t i = 0; i < extras.parts.size() && static_cast<int>(i) < extras.replicas.size(); ++i) {
        const StageState& part = simulation.stageAt(simulation.nodes()[extras.parts[i]]);
        const int number = static_cast<int>(i);
        ReplicaView replica;
        replica.state = stateOf(extras.replicas.state(number));
        replica.load = extras.replicas.load(number);
        replica.waiting = part.flow.queue().items();
        replica.busy = part.flow.wip().busy();
        if (replica.state == ReplicaView::State::Starting) {
            replica.startsIn = extras.replicas.startsAt(number) - simulation.now();
        }
        replica.completedRate = completedRate(part.recorder.series(), window);
        view.replicas.push_back(replica);
    }
}

void fillClients(const ProducerNode& config, const ProducerState& producer, NodeView& view)
{
    ClientsView& clients = view.clients;
    clients.count = config.clients;
    clients.killed = static_cast<int>(config.killed.size());
    if (config.hostile) {
        clients.hostile = 0;
    }
    std::int64_t all = 0;
    for (std::size_t i = 0; i < producer.clients.size(); ++i) {
        const std::int64_t inside = producer.clients[i].inside;
        all += inside;
        if (inside > clients.worstInside) {
            clients.worstInside = inside;
            clients.worst = static_cast<int>(i);
        }
    }
    if (!producer.clients.empty()) {
        clients.meanInside = static_cast<double>(all) / static_cast<double>(producer.clients.size());
    }
}

std::shared_ptr<const std::vector<ClientView>> clientsOf(const ProducerState& producer)
{
    if (producer.clients.empty()) {
        return nullptr;
    }
    std::vector<ClientView> all;
    all.reserve(producer.clients.size());
    for (std::size_t i = 0; i < producer.clients.size(); ++i) {
        const ClientTally& tally = producer.clients[i];
        all.push_back({static_cast<int>(i), tally.inside, tally.sent, tally.refused, tally.completed, tally.lost});
    }
    // The hostile one is the first, and is told in any case.
    const auto begin = all.begin() + (producer.hostile ? 1 : 0);
    const auto told = std::min(ClientsView::mostTold, all.size());
    const auto middle = std::max(begin, all.begin() + static_cast<std::ptrdiff_t>(told));
    std::partial_sort(begin, middle, all.end(), [](const ClientView& a, const ClientView& b) {
        return a.inside != b.inside ? a.inside > b.inside : a.number < b.number;
    });
    all.resize(told);
    return std::make_shared<const std::vector<ClientView>>(std::move(all));
}

std::shared_ptr<const SpreadsView> spreadsOf(const StageState& stage)
{
    return std::make_shared<const SpreadsView>(
        SpreadsView{spreadOf(stage.metrics.wait()), spreadOf(stage.metrics.service()), spreadOf(stage.metrics.sojourn())});
}

HopView hopView(const HopState& hop)
{
    HopView view;
    view.applicationBytes = hop.doorBytes;
    view.sendBytes = hop.sendBytes;
    view.receiveBytes = hop.receiveBytes;
    view.sendBuffer = hop.config.sendBuffer;
    view.receiveBuffer = hop.config.receiveBuffer;
    view.items = static_cast<std::int64_t>(hop.unsent.size() + hop.wire.size() + hop.received.size());
    view.senderWaits = !hop.door.empty() || !hop.held.empty();
    view.down = hop.down;
    return view;
}

} // namespace highwater

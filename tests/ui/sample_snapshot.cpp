// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_snapshot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <utility>

namespace highwater {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Duration interval = milliseconds(250);
constexpr int percentileWindow = 20;
constexpr double highMark = 800;
constexpr double lowMark = 400;
constexpr double serviceMean = 0.007;
constexpr double served = 4 / serviceMean; // items per second when all four workers are busy
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

std::shared_ptr<const Scenario> sampleScenario()
{
    auto scenario = std::make_shared<Scenario>();
    scenario->name = "Slow consumer";
    scenario->description = "Marks hold the queue, not the load.";
    scenario->seed = 42;
    scenario->duration = std::chrono::minutes(5);
    scenario->warmup = seconds(20);

    ProducerNode clients;
    clients.arrivals.kind = Arrivals::Kind::Poisson;
    clients.arrivals.rate = 640;
    clients.arrivals.text = "poisson(640/s)";
    clients.onPressure = flow::OnPressure::Wait;
    clients.to = {Route{1, 1.0}};

    StageNode api;
    api.queue.capacity = 1000;
    api.queue.marks = flow::Marks{800, 400};
    api.workers = 4;
    api.service = Distribution{Distribution::Law::Exponential, serviceMean, 0, 0, 1, nullptr, "exponential(7ms)"};
    api.to = {Route{2, 1.0}};

    StageNode db;
    db.queue.capacity = 200;
    db.queue.marks = flow::Marks{200, 100};
    db.workers = 8;
    db.service = Distribution::constant(0.01, "constant(10ms)");

    scenario->nodes = {Node{"clients", clients}, Node{"api", api}, Node{"db", db}};
    scenario->objectives = {
        Objective{"api.sojourn.p99 <= 900ms", "api", "sojourn", "p99", Objective::Comparison::LessEqual, 0.9},
        Objective{"end_to_end.loss <= 0.1%", "end_to_end", "loss", "", Objective::Comparison::LessEqual, 0.001}};
    return scenario;
}

/// What the three nodes did in each interval.
struct Columns
{
    std::vector<Column> clients, api, db;
};

/// The queue of api as a fluid: senders are held back in part while it is pressed.
class Fluid
{
public:
    struct Step
    {
        double before, after, offered, completed;
        bool pressed, flipped;
    };

    Step advance(double at)
    {
        const double noise = m_noise(m_random);
        const double wanted = at < 40 ? 480 : (m_pressed ? 488 : 640);
        const double dt = toSeconds(interval);
        Step step{m_depth, 0, wanted + 12 * noise, std::min(served, wanted), m_pressed, false};
        m_depth = at < 40 ? std::abs(8 + 6 * noise) : m_depth + (step.offered - served) * dt;
        m_depth = std::clamp(m_depth, 0.0, highMark + 8);
        step.after = m_depth;
        const bool pressed = m_pressed ? m_depth > lowMark : m_depth >= highMark;
        step.flipped = pressed != m_pressed;
        m_pressed = pressed;
        return step;
    }

private:
    std::mt19937 m_random{42};
    std::normal_distribution<double> m_noise;
    double m_depth = 6;
    bool m_pressed = false;
};

std::uint32_t count(double perSecond)
{
    return static_cast<std::uint32_t>(std::lround(perSecond * toSeconds(interval)));
}

Column apiColumn(const Fluid::Step& step, int index)
{
    const double depth = (step.before + step.after) / 2;
    const double wait = depth / served;
    const auto f = [](double value) { return static_cast<float>(value); };
    Column c;
    c.depthMin = f(std::max(0.0, std::min(step.before, step.after) - 4));
    c.depthMean = f(depth);
    c.depthMax = f(std::max(step.before, step.after) + 4);
    c.bytesMean = c.depthMean * 1024;
    c.busy = f(step.completed * serviceMean);
    const auto state = step.pressed ? LevelState::Pressed : depth >= lowMark ? LevelState::Filling : LevelState::Flowing;
    c.share[static_cast<std::size_t>(state)] = 1;
    c.offered = count(step.offered);
    c.refused = depth > highMark ? 3 : 0;
    c.accepted = c.offered - c.refused;
    c.completed = count(step.completed);
    c.flips = step.flipped ? 1 : 0;
    c.samples = c.completed * static_cast<std::uint32_t>(std::min(index + 1, percentileWindow));
    c.waitP50 = f(wait * 0.92);
    c.waitP95 = f(wait * 1.08);
    c.waitP99 = f(wait * 1.12);
    c.serviceP95 = 0.021F;
    c.sojournP50 = c.waitP50 + 0.005F;
    c.sojournP95 = c.waitP95 + 0.014F;
    c.sojournP99 = c.waitP99 + 0.027F;
    c.sojournMax = c.waitP99 + 0.061F;
    c.standing = f(std::max(0.0, wait - 0.35));
    c.drain = f(wait);
    return c;
}

Column dbColumn(const Column& api)
{
    Column c;
    c.depthMean = 1.5F;
    c.depthMax = 6;
    c.bytesMean = c.depthMean * 1024;
    c.busy = static_cast<float>(api.completed) * 0.04F;
    c.share[static_cast<std::size_t>(LevelState::Flowing)] = 1;
    c.offered = c.accepted = c.completed = api.completed;
    c.samples = api.samples;
    c.serviceP95 = c.sojournP50 = 0.01F;
    c.sojournP95 = 0.016F;
    c.sojournP99 = 0.019F;
    c.sojournMax = 0.024F;
    c.waitP95 = 0.006F;
    c.waitP99 = 0.009F;
    c.drain = 0.003F;
    return c;
}

Columns sampleColumns(int length)
{
    Columns columns;
    Fluid fluid;
    for (int i = 0; i < length; ++i) {
        const auto api = apiColumn(fluid.advance(i * toSeconds(interval)), i);
        Column clients;
        clients.offered = clients.accepted = clients.completed = api.offered;
        clients.sojournP50 = clients.sojournP95 = clients.sojournP99 = clients.sojournMax = unknown;
        columns.clients.push_back(clients);
        columns.api.push_back(api);
        columns.db.push_back(dbColumn(api));
    }
    return columns;
}

/// How the visits of a column could be spread: most around the median, few far beyond.
LatencyCounts latencyOf(const Column& column)
{
    LatencyCounts counts{};
    const auto add = [&](double time, double share) {
        counts[static_cast<std::size_t>(LatencyBands::of(static_cast<std::uint64_t>(time * 1e9)))] +=
            static_cast<std::uint32_t>(std::lround(share * column.completed));
    };
    if (column.completed == 0 || !(column.sojournP50 > 0))
        return counts;
    const auto middle = static_cast<double>(column.sojournP50);
    for (int step = -6; step <= 6; ++step)
        add(middle * std::pow(1.25, step), 0.28 / (1 + step * step * 0.7));
    add(static_cast<double>(column.sojournP99), 0.02);
    return counts;
}

Spread spreadAround(double middle, std::uint64_t samples)
{
    Spread spread;
    for (int step = -40; step <= 60; ++step) {
        const double from = middle * std::exp2(step / 16.0);
        const auto count = static_cast<std::uint64_t>(static_cast<double>(samples) / 25 * std::exp(-std::abs(step) / (step < 0 ? 12.0 : 6.0)));
        if (count > 0)
            spread.bands.push_back({from, from * std::exp2(1 / 16.0), count});
        spread.total += count;
    }
    return spread;
}

Series seriesOf(const std::vector<Column>& columns)
{
    Series series;
    series.interval = interval;
    series.window = percentileWindow;
    series.end = static_cast<std::int64_t>(columns.size());
    for (std::size_t first = 0; first < columns.size(); first += columnsPerChunk) {
        auto chunk = std::make_shared<ColumnChunk>();
        const auto length = std::min(columnsPerChunk, columns.size() - first);
        std::copy_n(columns.begin() + static_cast<std::ptrdiff_t>(first), length, chunk->begin());
        series.chunks.push_back(std::move(chunk));
        LatencyChunk latency;
        for (std::size_t i = first; i < first + length; ++i)
            latency.append(latencyOf(columns[i]));
        series.latency.push_back(latency.empty() ? nullptr : std::make_shared<const LatencyChunk>(latency));
    }
    return series;
}

TimeSummary summaryOf(std::uint64_t samples, double p50, double p95, double p99)
{
    if (samples == 0)
        return {};
    return {samples, p50 * 1.02, p50 * 0.3, p50, p95 * 0.97, p95, p99, p99 * 1.05, p99 * 1.1};
}

NodeView viewOf(std::string name, const std::vector<Column>& columns)
{
    NodeView view;
    view.name = std::move(name);
    view.series = seriesOf(columns);
    for (const auto& column : columns) {
        view.totals.offered += column.offered;
        view.totals.accepted += column.accepted;
        view.totals.refused += column.refused;
        view.totals.completed += column.completed;
    }
    view.totals.completed = std::min(view.totals.completed, view.totals.accepted);
    view.totals.inside = view.totals.accepted - view.totals.completed;
    if (columns.empty()) {
        view.recentSojournP95 = view.recentSojournP99 = std::numeric_limits<double>::quiet_NaN();
        return view;
    }
    const auto& last = columns.back();
    const double perSecond = 1 / toSeconds(interval);
    view.offeredRate = last.offered * perSecond;
    view.acceptedRate = last.accepted * perSecond;
    view.completedRate = last.completed * perSecond;
    view.refusedRate = last.refused * perSecond;
    view.recentSojournP95 = static_cast<double>(last.sojournP95);
    view.recentSojournP99 = static_cast<double>(last.sojournP99);
    view.recentSamples = last.samples;
    return view;
}

void describeStage(NodeView& view, const std::vector<Column>& columns, std::int64_t workers)
{
    view.workers = workers;
    if (columns.empty())
        return;
    const auto& last = columns.back();
    const auto depth = static_cast<double>(last.depthMean);
    view.waiting = view.level = std::lround(depth);
    view.waitingBytes = view.waiting * 1024;
    view.busy = std::lround(static_cast<double>(last.busy));
    view.pressed = last.share[static_cast<std::size_t>(LevelState::Pressed)] > 0;
    view.state = view.pressed ? NodeState::Pressed : depth >= lowMark ? NodeState::Filling : NodeState::Flowing;
    view.levelSlope = view.pressed ? -84 : depth >= lowMark ? 69 : 0;
    view.oldest = fromSeconds(static_cast<double>(last.waitP99));
    view.inState = milliseconds(1200);
    view.busyShare = static_cast<double>(last.busy) / static_cast<double>(workers);
    view.idleShare = 1 - view.busyShare;
    view.pressedShare = view.pressed ? 1 : 0;
    view.flipsPerMinute = 9.8;
    view.sojourn = summaryOf(view.totals.completed, 0.9, 1.2, 1.35);
    view.wait = summaryOf(view.totals.completed, 0.88, 1.18, 1.32);
    view.service = summaryOf(view.totals.completed, 0.005, 0.021, 0.032);
    view.spreads = std::make_shared<const SpreadsView>(SpreadsView{spreadAround(0.88, view.totals.completed), spreadAround(0.005, view.totals.completed),
                                                                   spreadAround(0.9, view.totals.completed)});
    view.bloat = Bloat{1.18, 1.32, 0.7, 1.1, 57.0, "F"};
}

void describeProducer(NodeView& view, bool targetPressed)
{
    view.isProducer = true;
    view.wantedRate = 640;
    view.state = targetPressed ? NodeState::Waiting : NodeState::Flowing;
    view.held = targetPressed ? 3 : 0;
    view.heldShare = targetPressed ? 0.24 : 0;
    view.inState = milliseconds(1200);
    if (targetPressed)
        view.waitsFor = 1;
}

} // namespace

std::shared_ptr<const Snapshot> sampleSnapshot(int columns)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->scenario = sampleScenario();
    snapshot->seed = snapshot->scenario->seed;
    snapshot->state = columns > 0 ? RunState::Running : RunState::Paused;
    snapshot->generation = 1;
    snapshot->now = runStart + columns * interval;
    snapshot->speedWanted = snapshot->speedReached = 10;

    const auto data = sampleColumns(columns);
    snapshot->nodes = {viewOf("clients", data.clients), viewOf("api", data.api), viewOf("db", data.db)};
    describeStage(snapshot->nodes[1], data.api, 4);
    describeStage(snapshot->nodes[2], data.db, 8);
    describeProducer(snapshot->nodes[0], snapshot->nodes[1].pressed);

    snapshot->links = {LinkView{0, 1, snapshot->nodes[0].totals.offered, snapshot->nodes[0].offeredRate},
                       LinkView{1, 2, snapshot->nodes[1].totals.completed, snapshot->nodes[1].completedRate},
                       LinkView{2, std::nullopt, snapshot->nodes[2].totals.completed, snapshot->nodes[2].completedRate}};
    const std::array changes{ChangeView{1, runStart + seconds(40), "clients 480/s → 640/s", false},
                             ChangeView{2, runStart + seconds(125), "workers 3 → 4", true},
                             ChangeView{3, runStart + seconds(200), "service 8 ms → 7 ms", true}};
    for (const auto& change : changes) {
        if (change.at < snapshot->now)
            snapshot->changes.push_back(change);
    }
    snapshot->events = snapshot->nodes[1].totals.offered * 4;
    snapshot->eventsPerSecond = columns > 0 ? 1.42e6 : 0;
    snapshot->endToEnd = snapshot->nodes[1].totals;
    return snapshot;
}

namespace {

ChannelNode sampleChannel()
{
    ChannelNode channel;
    channel.marks = flow::Marks{800, 400};
    channel.killAbove = 5000;
    for (const char* name : {"audit", "search", "mail"}) {
        Consumer consumer;
        consumer.name = name;
        consumer.service = Distribution::constant(0.002, "constant(2ms)");
        consumer.buffer = 1000;
        channel.consumers.push_back(consumer);
    }
    channel.consumers[2].killed = true;
    return channel;
}

NodeView channelView()
{
    NodeView view;
    view.name = "events";
    view.kind = NodeKind::Channel;
    view.state = NodeState::Pressed;
    view.pressed = true;
    view.waiting = view.level = 880;
    view.offeredRate = view.acceptedRate = 300;
    view.completedRate = 520;
    view.pressedShare = 1;
    view.flipsPerMinute = 3.2;
    ConsumerView audit{"audit", 40, 1000, true, false, false, milliseconds(100), 300};
    ConsumerView search{"search", 880, 1000, true, false, false, milliseconds(9400), 220};
    ConsumerView mail{"mail", 0, 1000, false, true, false, {}, 0};
    view.consumers = {audit, search, mail};
    return view;
}

BalancerNode sampleBalancer()
{
    BalancerNode balancer;
    balancer.policy.max = 5;
    balancer.policy.hardLimit = 25;
    balancer.policy.startDelay = seconds(4);
    balancer.replica.queue.capacity = 100;
    balancer.replica.workers = 4;
    balancer.replica.service = Distribution::constant(0.02, "constant(20ms)");
    return balancer;
}

NodeView balancerView()
{
    using State = ReplicaView::State;
    NodeView view;
    view.name = "db pool";
    view.kind = NodeKind::Balancer;
    view.state = NodeState::Pressed;
    view.pressed = true;
    view.waiting = view.level = 14;
    view.oldest = milliseconds(420);
    view.offeredRate = view.acceptedRate = view.completedRate = 272;
    view.replicas = {ReplicaView{State::Running, 25, 21, 4, {}, 140},
                     ReplicaView{State::Running, 24, 20, 4, {}, 132},
                     ReplicaView{State::Draining, 3, 0, 3, {}, 0},
                     ReplicaView{State::Starting, 0, 0, 0, milliseconds(2100), 0},
                     ReplicaView{}};
    return view;
}

/// What only some stages have, all of it at once.
void troubleApi(StageNode& stage, NodeView& view)
{
    stage.queue.aqm = flow::CodelPolicy{};
    stage.admission = {flow::TokenBucketPolicy{600, 50}, flow::WatermarkPolicy{}};
    stage.window = Window{64, 2};
    stage.autoscale.emplace().max = 8;
    view.refusedBy = {{flow::RefusalReason::TokenBucket, 900}, {flow::RefusalReason::Watermark, 300}};
    view.hung = 1;
    view.reserved = 2;
    view.creditsFree = 12;
    view.adaptiveLimit = 24.4;
    view.workersWanted = 6;
    view.workersStarting = 2;
    view.standing = 0.35;
    view.peakLevel = 812;
    view.busyNs = 900'000'000;
    view.blockedNs = 60'000'000;
    view.idleNs = 40'000'000;
}

} // namespace

std::shared_ptr<const Snapshot> sampleOfKinds()
{
    auto snapshot = std::make_shared<Snapshot>(*sampleSnapshot());
    auto scenario = std::make_shared<Scenario>(*snapshot->scenario);
    auto& clients = std::get<ProducerNode>(scenario->nodes[0].kind);
    clients.clients = 20;
    clients.hostile = 50;
    clients.to.front().hop = Hop{.latency = milliseconds(2), .bandwidth = 1e7, .sendBuffer = 65536, .receiveBuffer = 65536, .outages = {}};
    snapshot->nodes[0].clients = {20, 412, 0, 23.45, 0, 0};
    std::vector<ClientView> each{{0, 412, 9000, 4000, 4500, 0}};
    for (int i = 1; i < 20; ++i)
        each.push_back({i, 8 - i % 8, 900, 4, 880, 1});
    snapshot->nodes[0].clients.each = std::make_shared<const std::vector<ClientView>>(each);
    snapshot->links[0].hop = HopView{12288, 65536, 61440, 65536, 65536, 124, true, false};
    troubleApi(std::get<StageNode>(scenario->nodes[1].kind), snapshot->nodes[1]);
    std::get<StageNode>(scenario->nodes[2].kind).to = {Route{3, 1.0}, Route{4, 1.0}};
    scenario->nodes.push_back({"events", sampleChannel()});
    scenario->nodes.push_back({"db pool", sampleBalancer()});
    snapshot->nodes.push_back(channelView());
    snapshot->nodes.push_back(balancerView());
    snapshot->links[2] = LinkView{2, 3, 1000, 300};
    snapshot->links.push_back(LinkView{2, 4, 900, 272});
    snapshot->links.push_back(LinkView{3, std::nullopt, 1000, 520});
    snapshot->links.push_back(LinkView{4, std::nullopt, 900, 272});
    snapshot->scenario = scenario;
    return snapshot;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/results.h"

#include "sim/simulation.h"

#include <algorithm>
#include <array>

namespace highwater {

namespace {

constexpr std::uint64_t gradeSamples = 400;     ///< fewer do not carry a p95
constexpr double acceptableFactor = 5.0;        ///< the target, in unloaded sojourn times

std::optional<double> ratioOf(double part, double whole)
{
    return whole > 0.0 ? std::optional(part / whole) : std::nullopt;
}

double lostBetween(const Counters& now, const Counters& before)
{
    return static_cast<double>((now.refused - before.refused) + (now.dropped - before.dropped) + (now.expired - before.expired)
                               + (now.failed - before.failed));
}

Bloat bloatOf(const StageResult& r, const Histogram& standing)
{
    Bloat bloat;
    if (r.sojourn.count > 0) {
        bloat.excessP95 = std::max(0.0, *r.sojourn.p95 - *r.service.p95);
        bloat.excessP99 = std::max(0.0, *r.sojourn.p99 - *r.service.p99);
        bloat.ratio = ratioOf(*r.sojourn.p95, *r.service.p95);
    }
    if (standing.count() > 0) {
        bloat.standing = standing.quantile(0.5);
    }
    if (r.throughput > 0.0) {
        bloat.drain = r.depthMean / r.throughput;
    }
    if (r.sojourn.count >= gradeSamples && *r.service.p95 > 0.0) {
        bloat.grade = bloatGrade(*bloat.excessP95, acceptableFactor * *r.service.p95, bloat.standing.value_or(0.0), r.loss.value_or(0.0));
    }
    return bloat;
}

StageResult stageResult(const StageState& stage, Instant now)
{
    StageResult r;
    const StageMetrics& metrics = stage.metrics;
    const StageAreas& areas = metrics.areas();
    const double span = static_cast<double>((now - metrics.windowBegin()).count());
    const auto mean = [span](Wide area) { return span > 0.0 ? static_cast<double>(area) / span : 0.0; };
    const auto share = [span](std::uint64_t time) { return span > 0.0 ? static_cast<double>(time) / span : 0.0; };
    r.totals = metrics.totals;
    r.refusedBy = stage.refusedBy;
    const Counters& before = metrics.atWindow();
    r.throughput = span > 0.0 ? static_cast<double>(r.totals.completed - before.completed) / (span / 1e9) : 0.0;
    r.loss = ratioOf(lostBetween(r.totals, before), static_cast<double>(r.totals.offered - before.offered));
    if (stage.flow.wip().limited() && span > 0.0) {
        const double workers = static_cast<double>(metrics.workerTime(stage.flow.wip().limit()));
        r.utilisation = static_cast<double>(areas.busy) / workers;
        r.blocked = static_cast<double>(areas.blocked) / workers;
        r.allBusy = share(areas.allBusy);
    }
    r.inSystemMean = mean(areas.inSystem);
    r.inSystemMax = metrics.insideMax();
    r.inSystemEmpty = share(areas.empty);
    // What a channel holds back is what its slowest consumer has not read.
    const bool channel = stage.role == Role::Channel;
    r.depthMean = channel ? mean(areas.outside) : mean(areas.waiting());
    r.depthMax = static_cast<std::uint64_t>(channel ? metrics.levelPeak() : metrics.depthMax());
    r.depthFull = share(areas.full);
    r.bytesMean = mean(areas.bytes);
    r.bytesMax = static_cast<std::uint64_t>(metrics.bytesMax());
    const Histogram wait = metrics.wait();
    r.wait = wait.summary();
    r.service = metrics.service().summary();
    r.sojourn = metrics.sojourn().summary();
    r.waited = ratioOf(static_cast<double>(wait.moments().positive), static_cast<double>(wait.count()));
    r.pressedFraction = share(areas.pressed);
    r.pressureFlips = metrics.flips - metrics.flipsAtWindow();
    r.pressurePeak = metrics.levelPeak();
    if (const auto& marks = stage.flow.queue().policy().marks) {
        r.aboveMark = std::max<std::int64_t>(0, r.pressurePeak - marks->high);
    }
    r.bloat = bloatOf(r, metrics.standing());
    return r;
}

Scaling scalingOf(const StageState& stage, double span, Instant now)
{
    const StageExtras& extras = stage.extras;
    Scaling scaling;
    scaling.starts = extras.starts;
    scaling.stops = extras.stops;
    scaling.pressedBeforeSignal = extras.pressedBeforeSignal;
    if (stage.role == Role::Balancer) {
        scaling.workers = extras.replicas.running();
        const auto area = extras.runningArea + static_cast<std::uint64_t>(extras.runningNow * (now - extras.runningSince).count());
        scaling.workersMean = span > 0.0 ? static_cast<double>(area) / span : 0.0;
        return scaling;
    }
    scaling.workers = stage.flow.wip().limit();
    scaling.workersMean = span > 0.0 ? static_cast<double>(stage.metrics.workerTime(stage.flow.wip().limit())) / span : 0.0;
    return scaling;
}

std::optional<ClientsResult> clientsOf(const ProducerState& producer)
{
    if (producer.clients.empty()) {
        return std::nullopt;
    }
    const auto& all = producer.clients;
    const auto worst = static_cast<std::size_t>(
        std::max_element(all.begin(), all.end(), [](const ClientTally& a, const ClientTally& b) { return a.insideMax < b.insideMax; })
        - all.begin());
    ClientsResult r;
    r.worst = worst;
    r.worstSent = all[worst].sent;
    r.worstRefused = all[worst].refused;
    r.worstCompleted = all[worst].completed;
    r.worstInsideMax = static_cast<std::uint64_t>(all[worst].insideMax);
    const double others = std::max(1.0, static_cast<double>(all.size()) - 1.0);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i != worst) {
            r.othersSent += static_cast<double>(all[i].sent) / others;
            r.othersRefused += static_cast<double>(all[i].refused) / others;
            r.othersCompleted += static_cast<double>(all[i].completed) / others;
            r.othersInsideMax = std::max(r.othersInsideMax, static_cast<std::uint64_t>(all[i].insideMax));
        }
    }
    return r;
}

const char* typeName(Role role)
{
    switch (role) {
    case Role::Channel:
        return "channel";
    case Role::Consumer:
        return "consumer";
    case Role::Balancer:
        return "balancer";
    case Role::Replica:
        return "replica";
    case Role::Stage:
        break;
    }
    return "stage";
}

struct Requests
{
    double lost = 0;
    double made = 0;
};

Requests requestsInWindow(const ProducerState& producer)
{
    const ProducerTally& now = producer.tally;
    const ProducerTally& before = producer.atWindow;
    const auto first = (now.sent - now.retried) - (before.sent - before.retried);
    const auto shed = now.shed - before.shed;
    return {static_cast<double>(now.lost - before.lost + shed), static_cast<double>(first + shed)};
}

ProducerResult producerResult(const ProducerState& producer, Duration span)
{
    ProducerResult r;
    const ProducerTally& tally = producer.tally;
    r.sent = tally.sent;
    r.retried = tally.retried;
    r.shed = tally.shed;
    r.completed = tally.completed;
    r.lost = tally.lost;
    r.inside = tally.sent - tally.retried - tally.completed - tally.lost;
    r.throughput = span > Duration::zero() ? static_cast<double>(tally.completed - producer.atWindow.completed) / toSeconds(span) : 0.0;
    const Requests requests = requestsInWindow(producer);
    r.loss = ratioOf(requests.lost, std::max(requests.lost, requests.made));
    r.wait = producer.wait.summary();
    r.service = producer.service.summary();
    r.sojourn = producer.sojourn.summary();
    r.clients = clientsOf(producer);
    return r;
}

} // namespace

std::string bloatGrade(double excessP95, double target, double standing, double loss)
{
    static constexpr std::array<double, 5> bounds{0.1, 0.5, 1.0, 3.0, 8.0};
    static const std::array<const char*, 6> letters{"A+", "A", "B", "C", "D", "F"};
    const double x = excessP95 / target;
    auto grade = static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), x) - bounds.begin());
    if (standing > target / 2.0) {
        grade = std::min<std::size_t>(grade + 1, 5); // a queue that never empties
    }
    if (loss > 0.01 && standing > target / 4.0) {
        grade = std::max<std::size_t>(grade, 3); // delay and loss are both paid
    }
    return letters[grade];
}

std::vector<std::uint16_t> Simulation::reportedNodes() const
{
    std::vector<std::uint16_t> nodes;
    for (const std::uint16_t index : m_nodeOfScenario) {
        nodes.push_back(index);
        if (!m_nodes[index].isProducer) {
            const auto& parts = partsOf(index);
            nodes.insert(nodes.end(), parts.begin(), parts.end());
        }
    }
    return nodes;
}

HopResult Simulation::hopResult(const HopState& hop, Duration span) const
{
    HopState until = hop;
    advanceHop(until);
    const auto mean = [span](Wide area) { return span > Duration::zero() ? static_cast<double>(area) / static_cast<double>(span.count()) : 0.0; };
    HopResult r;
    r.from = m_nodes[hop.from].config->name;
    r.to = m_nodes[hop.to].config->name;
    r.carried = hop.carried;
    r.lost = hop.lost;
    r.inside = hop.unsent.size() + hop.wire.size() + hop.received.size();
    r.applicationMean = mean(until.doorArea);
    r.sendMean = mean(until.sendArea);
    r.receiveMean = mean(until.receiveArea);
    r.sendMax = hop.sendMax;
    r.receiveMax = hop.receiveMax;
    return r;
}

RunResult Simulation::results() const
{
    RunResult result;
    result.events = m_events;
    result.itemsCompleted = m_completed;
    result.conserved = conserved();
    result.reached = m_now - runStart;
    const Duration span = m_now - m_windowBegin;
    for (const std::uint16_t index : reportedNodes()) {
        const SimNode& node = m_nodes[index];
        if (node.isProducer) {
            result.nodes.push_back({node.config->name, "producer", producerResult(m_producers[node.index], span)});
            continue;
        }
        const StageState& stage = m_stages[node.index];
        StageResult figures = stageResult(stage, m_now);
        if (stage.extras.autoscaler || stage.role == Role::Balancer) {
            figures.scaling = scalingOf(stage, static_cast<double>(span.count()), m_now);
        }
        result.nodes.push_back({node.config->name, typeName(stage.role), std::move(figures)});
    }
    for (const HopState& hop : m_hops) {
        result.hops.push_back(hopResult(hop, span));
    }
    Histogram sojourn;
    Requests requests;
    for (const ProducerState& producer : m_producers) {
        sojourn.add(producer.sojourn);
        const Requests each = requestsInWindow(producer);
        requests.lost += each.lost;
        requests.made += each.made;
        result.endToEndCompleted += producer.tally.completed - producer.atWindow.completed;
    }
    result.endToEndSojourn = sojourn.summary();
    result.endToEndLoss = ratioOf(requests.lost, std::max(requests.lost, requests.made));
    return result;
}

bool Simulation::conserved() const
{
    for (const StageState& stage : m_stages) {
        const auto inside = stage.flow.queue().items() + stage.flow.wip().busy() + stage.flow.wip().blocked();
        if (!stage.metrics.totals.conserved() || static_cast<std::int64_t>(stage.metrics.totals.inside) != inside) {
            return false;
        }
    }
    for (const ProducerState& producer : m_producers) {
        const ProducerTally& tally = producer.tally;
        if (tally.sent - tally.retried < tally.completed + tally.lost) {
            return false;
        }
    }
    return true;
}

} // namespace highwater

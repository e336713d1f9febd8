// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

namespace highwater {

void Simulation::keyProducer(ProducerState& producer, const std::string& name) const
{
    producer.itemKey = key(name, Purpose::Items);
    producer.sizeKey = key(name, Purpose::Size);
    producer.routeKey = key(name, Purpose::Route);
    producer.retryKey = key(name, Purpose::Retry);
    producer.clientKey = key(name, Purpose::Client);
    producer.batchDraws = Draws(key(name, Purpose::Batches));
    producer.thinkDraws = Draws(key(name, Purpose::Thinking));
}

void Simulation::keyStage(StageState& stage, const std::string& name) const
{
    stage.serviceKey = key(name, Purpose::Service);
    stage.routeKey = key(name, Purpose::Route);
    stage.patienceKey = key(name, Purpose::Patience);
    stage.failureKey = key(name, Purpose::Failure);
    stage.callKey = key(name, Purpose::Calls);
    stage.extras.copyKey = key(name, Purpose::Copies);
    stage.extras.draws = Draws(key(name, Purpose::Admission));
}

std::uint64_t Simulation::arrivalKey(std::uint16_t node) const
{
    return mix64(key(m_nodes[node].config->name, Purpose::Arrivals) + m_producers[m_nodes[node].index].epoch);
}

Draws Simulation::lossDraws(const HopState& hop) const
{
    return Draws(mix64(key(m_nodes[hop.from].config->name, Purpose::Loss)) ^ key(m_nodes[hop.to].config->name, Purpose::Loss));
}

/// Its next item is another one, of another size and bound for another stage: its clients wait where that one has to go.
void Simulation::queueSaturatedAnew(std::uint16_t node)
{
    purgeWaiting(node, true);
    for (std::int64_t left = producerConfig(node).clients - producerOf(node).pausing; left > 0; --left) {
        queueSaturated(node);
    }
}

Simulation Simulation::fork(std::uint64_t replication) const
{
    Simulation copy = fork();
    if (replication == m_replication) {
        return copy;
    }
    copy.m_replication = replication;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const auto node = static_cast<std::uint16_t>(i);
        const std::string& name = m_nodes[i].config->name;
        if (!m_nodes[i].isProducer) {
            copy.keyStage(copy.stageOf(node), name);
            continue;
        }
        ProducerState& producer = copy.producerOf(node);
        copy.keyProducer(producer, name);
        producer.process.redraw(copy.arrivalKey(node), m_now);
    }
    for (HopState& hop : copy.m_hops) {
        hop.loss = copy.lossDraws(hop);
    }
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const auto node = static_cast<std::uint16_t>(i);
        if (m_nodes[i].isProducer && !m_nodes[i].retired && producerConfig(node).arrivals.kind == Arrivals::Kind::Saturated) {
            const ProducerState& producer = copy.producerOf(node);
            if (!producer.exits.ways.empty() || !producer.size.isConstant()) {
                copy.queueSaturatedAnew(node);
            }
        }
    }
    copy.settle();
    return copy;
}

void Simulation::recordAnew(const SeriesOptions& series)
{
    advanceAll();
    beginWindow();
    m_series = series;
    for (StageState& stage : m_stages) {
        stage.metrics.releaseSamples();
        stage.recorder = SeriesRecorder(series, m_now);
        stage.recorder.beginFrom(stage.metrics, stage.flow);
    }
    for (ProducerState& producer : m_producers) {
        producer.wait = producer.service = producer.sojourn = Histogram();
        producer.recorder = SeriesRecorder(series, m_now);
        producer.recorder.beginFrom(producer.tally);
    }
    const std::int64_t interval = series.interval.count();
    m_columnEnd = interval > 0 ? (m_now.time_since_epoch().count() / interval + 1) * interval : 0;
    planBoundary();
}

} // namespace highwater

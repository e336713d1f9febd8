// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace highwater {

/// Builds scenario and snapshot side by side.
class Builder
{
    using seconds = std::chrono::seconds;
    using milliseconds = std::chrono::milliseconds;

public:
    Builder()
    {
        m_snapshot.state = RunState::Running;
        m_snapshot.generation = 1;
        m_snapshot.now = runStart + seconds(150);
        m_snapshot.speedWanted = m_snapshot.speedReached = 1;
    }

    NodeView& producer(const std::string& name, NodeState state, double rate, flow::OnPressure onPressure)
    {
        ProducerNode node;
        node.arrivals.kind = Arrivals::Kind::Poisson;
        node.arrivals.rate = rate;
        node.onPressure = onPressure;
        m_scenario.nodes.push_back({name, node});
        NodeView& view = add(name, state);
        view.isProducer = true;
        view.kind = NodeKind::Producer;
        view.offeredRate = rate;
        view.wantedRate = rate;
        return view;
    }

    NodeView& stage(const std::string& name, NodeState state, std::int64_t level, std::int64_t workers, double rate)
    {
        StageNode node;
        node.queue.capacity = 1000;
        node.queue.marks = flow::Marks{800, 400};
        node.workers = workers;
        m_scenario.nodes.push_back({name, node});
        NodeView& view = add(name, state);
        view.level = view.waiting = level;
        view.workers = workers;
        view.busy = state == NodeState::Idle ? 0 : workers;
        view.completedRate = view.acceptedRate = view.offeredRate = rate;
        view.pressed = state == NodeState::Pressed || state == NodeState::Blocked || state == NodeState::Dropping;
        view.oldest = milliseconds(level);
        view.recentSojournP99 = 0.949;
        view.recentSamples = 2000;
        view.inState = milliseconds(1200);
        return view;
    }

    ChannelNode& channelNode(int index) { return std::get<ChannelNode>(m_scenario.nodes[at(index)].kind); }
    BalancerNode& balancerNode(int index) { return std::get<BalancerNode>(m_scenario.nodes[at(index)].kind); }
    ProducerNode& producerNode(int index) { return std::get<ProducerNode>(m_scenario.nodes[at(index)].kind); }
    StageNode& stageNode(int index) { return std::get<StageNode>(m_scenario.nodes[at(index)].kind); }
    NodeView& view(int index) { return m_snapshot.nodes[at(index)]; }

    void link(int from, std::optional<int> to, double rate)
    {
        Node& node = m_scenario.nodes[at(from)];
        if (to)
            routesFor(node).push_back(Route{*to, 1, {}});
        m_snapshot.links.push_back({from, to, static_cast<std::uint64_t>(rate * 100), rate, {}});
    }

    /// A link through kernel buffers of 64 KiB.
    HopView& hop(int from, int to, double rate, std::int64_t send, std::int64_t receive)
    {
        link(from, to, rate);
        Hop wire;
        wire.sendBuffer = wire.receiveBuffer = 64 * 1024;
        routesFor(m_scenario.nodes[at(from)]).back().hop = wire;
        m_snapshot.links.reserve(256);
        auto& view = m_snapshot.links.back().hop.emplace();
        view.sendBuffer = view.receiveBuffer = 64 * 1024;
        view.sendBytes = send;
        view.receiveBytes = receive;
        view.items = (send + receive) / 1024;
        return view;
    }

    /// readers: name, unread items, lag; a killed one has a lag below 0.
    NodeView& channel(const std::string& name, NodeState state,
                      const std::vector<std::tuple<std::string, int, milliseconds>>& readers)
    {
        ChannelNode node;
        node.marks = flow::Marks{800, 400};
        NodeView& view = add(name, state);
        view.kind = NodeKind::Channel;
        view.pressed = state == NodeState::Pressed;
        view.completedRate = view.offeredRate = view.acceptedRate = 60;
        for (const auto& [reader, unread, lag] : readers) {
            Consumer consumer;
            consumer.name = reader;
            consumer.buffer = 1000;
            consumer.killed = lag < milliseconds(0);
            node.consumers.push_back(consumer);
            ConsumerView& row = view.consumers.emplace_back();
            row.name = reader;
            row.unread = unread;
            row.buffer = 1000;
            row.killed = consumer.killed;
            row.lag = std::max<Duration>(lag, Duration::zero());
            view.waiting = view.level = std::max<std::int64_t>(view.level, unread);
        }
        m_scenario.nodes.push_back({name, node});
        return view;
    }

    /// Connections at each replica, all of them running; a soft limit of 20 and a hard one of 25.
    NodeView& balancer(const std::string& name, NodeState state, int most, const std::vector<std::int64_t>& loads)
    {
        BalancerNode node;
        node.policy.max = most;
        node.policy.softLimit = 20;
        node.policy.hardLimit = 25;
        node.policy.startDelay = seconds(4);
        m_scenario.nodes.push_back({name, node});
        NodeView& view = add(name, state);
        view.kind = NodeKind::Balancer;
        view.pressed = state == NodeState::Pressed;
        view.completedRate = view.offeredRate = view.acceptedRate = 490;
        for (const auto load : loads) {
            ReplicaView& replica = view.replicas.emplace_back();
            replica.state = ReplicaView::State::Running;
            replica.load = load;
        }
        return view;
    }

    Snapshot take()
    {
        m_snapshot.scenario = std::make_shared<const Scenario>(std::move(m_scenario));
        return std::move(m_snapshot);
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }

    /// Where a node's next route is written: for a channel to the first reader that has none.
    static std::vector<Route>& routesFor(Node& node)
    {
        if (auto* producer = std::get_if<ProducerNode>(&node.kind))
            return producer->to;
        if (auto* balancer = std::get_if<BalancerNode>(&node.kind))
            return balancer->replica.to;
        if (auto* stage = std::get_if<StageNode>(&node.kind))
            return stage->to;
        auto& consumers = std::get<ChannelNode>(node.kind).consumers;
        for (auto& consumer : consumers) {
            if (consumer.to.empty())
                return consumer.to;
        }
        return consumers.back().to;
    }

    NodeView& add(const std::string& name, NodeState state)
    {
        m_snapshot.nodes.reserve(256); // references stay good while a picture is built
        NodeView& view = m_snapshot.nodes.emplace_back();
        view.name = name;
        view.state = state;
        return view;
    }

    Scenario m_scenario;
    Snapshot m_snapshot;
};

} // namespace highwater

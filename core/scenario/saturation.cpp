// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"

#include <algorithm>

namespace highwater {

namespace {

/// Whether items of that priority fill the queue: some may be without weight.
bool fills(const flow::QueuePolicy& queue, int priority)
{
    if (queue.measure != flow::Measure::Custom) {
        return true;
    }
    std::int64_t weight = 1;
    for (const auto& [from, each] : queue.weights) {
        weight = from <= priority ? each : weight;
    }
    return weight > 0;
}

/// Whether what sends into this node has to keep its item when there is no room.
bool parks(const StageNode& stage, int priority)
{
    return stage.queue.whenFull == flow::WhenFull::Block &&
           ((stage.queue.capacity && stage.workers && fills(stage.queue, priority)) || stage.window);
}

/// A consumer that reads nothing more fills nothing either; nor does one that is cut off before its buffer is full.
bool reads(const Consumer& consumer)
{
    return !consumer.killed;
}
bool isBounded(const ChannelNode& channel)
{
    return std::any_of(channel.consumers.begin(), channel.consumers.end(), [&](const Consumer& consumer) {
        return reads(consumer) && consumer.buffer && (!channel.killAbove || *consumer.buffer <= *channel.killAbove);
    });
}
bool parks(const ChannelNode& channel)
{
    return channel.whenFull == flow::WhenFull::Block && isBounded(channel);
}

/// A balancer keeps everything that its replicas cannot take, in a line without a bound.
bool parks(const Node& node, int priority)
{
    return node.stage() != nullptr ? parks(*node.stage(), priority) : node.channel() != nullptr && parks(*node.channel());
}

/// Whether a sender that heeds the signal is told to stop one day.
bool presses(const StageNode& stage, int priority)
{
    const bool limited = std::any_of(stage.admission.begin(), stage.admission.end(), [](const auto& policy) {
        const auto* concurrency = std::get_if<flow::ConcurrencyPolicy>(&policy);
        return concurrency != nullptr && concurrency->soft;
    });
    return limited || (stage.workers && (stage.queue.capacity || stage.queue.marks) && fills(stage.queue, priority));
}
bool presses(const ChannelNode& channel)
{
    const bool marked = channel.marks && (!channel.killAbove || channel.marks->high <= *channel.killAbove);
    return isBounded(channel) ||
           (marked && std::any_of(channel.consumers.begin(), channel.consumers.end(), reads));
}
bool presses(const Node& node, int priority)
{
    return node.stage() != nullptr ? presses(*node.stage(), priority) : node.channel() != nullptr && presses(*node.channel());
}

/// Over a wire a sender knows nothing but the room in the send buffer, which fills when the wire takes its time, or
/// when the other end reads no more.
bool holds(const Hop& hop, const Node& target, int priority)
{
    const bool slow = hop.bandwidth || hop.latency > Duration::zero();
    return hop.sendBuffer && (slow || (hop.receiveBuffer && parks(target, priority)));
}

bool holds(const Route& route, const Node& target, bool waits, int priority)
{
    if (route.hop) {
        return holds(*route.hop, target, priority);
    }
    return (target.stage() != nullptr && target.stage()->window) || parks(target, priority) || (waits && presses(target, priority));
}

} // namespace

std::optional<std::string> saturationFault(const ProducerNode& producer, const std::vector<Node>& nodes)
{
    if (producer.arrivals.kind != Arrivals::Kind::Saturated) {
        return std::nullopt;
    }
    const bool waits = producer.onPressure == flow::OnPressure::Wait;
    const bool held = std::any_of(producer.to.begin(), producer.to.end(), [&](const Route& route) {
        const auto index = static_cast<std::size_t>(route.node.value_or(-1));
        return index < nodes.size() && route.weight > 0.0 && holds(route, nodes[index], waits, producer.priority);
    });
    if (held) {
        return std::nullopt;
    }
    return "a saturated producer needs something that holds it back: a target with a finite capacity, finite workers "
           "and "
           "whenFull \"block\", a \"window\", or onPressure \"wait\" and a target with a capacity or marks; over a "
           "hop: a "
           "sendBuffer and a bandwidth or a latency";
}

} // namespace highwater

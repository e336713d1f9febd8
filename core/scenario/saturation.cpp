// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"

#include <algorithm>

namespace highwater {

namespace {

bool blocks(flow::WhenFull whenFull)
{
    return whenFull == flow::WhenFull::Block;
}

/// Whether a stage that is offered more and more items says stop one day. waits: the sender heeds the signal.
bool holds(const StageNode& stage, bool waits)
{
    if (stage.window) {
        return true;
    }
    const bool limited = std::any_of(stage.admission.begin(), stage.admission.end(), [](const auto& policy) {
        const auto* concurrency = std::get_if<flow::ConcurrencyPolicy>(&policy);
        return concurrency != nullptr && concurrency->soft;
    });
    if (waits && limited) {
        return true;
    }
    const bool finite = stage.queue.capacity.has_value();
    return stage.workers && (waits ? finite || stage.queue.marks.has_value() : finite && blocks(stage.queue.whenFull));
}

bool holds(const ChannelNode& channel, bool waits)
{
    const auto reads = [](const Consumer& consumer) { return !consumer.killed; };
    const auto bounded = [&](const Consumer& consumer) { return reads(consumer) && consumer.buffer; };
    const auto& all = channel.consumers;
    const bool says =
        std::any_of(all.begin(), all.end(), bounded) || (channel.marks && std::any_of(all.begin(), all.end(), reads));
    return says && (waits || blocks(channel.whenFull));
}

bool holds(const Node& node, bool waits)
{
    if (const StageNode* stage = node.stage()) {
        return holds(*stage, waits);
    }
    if (const ChannelNode* channel = node.channel()) {
        return holds(*channel, waits);
    }
    return node.balancer() != nullptr && holds(node.balancer()->replica, waits);
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
        return index < nodes.size() && route.weight > 0.0 &&
               ((route.hop && route.hop->sendBuffer) || holds(nodes[index], waits));
    });
    if (held) {
        return std::nullopt;
    }
    return "a saturated producer needs something that holds it back: a target with a finite capacity, finite workers "
           "and "
           "whenFull \"block\", a \"window\", a hop with a sendBuffer, or onPressure \"wait\" and a target with a "
           "capacity or "
           "marks";
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bounds_watch.h"

#include <algorithm>

namespace highwater::fuzz {

bool BoundsWatch::exceeds(Bound& bound, const StageState& stage, const Simulation& simulation) const
{
    const flow::BoundedQueue& queue = stage.flow.queue();
    const flow::WipLimiter& wip = stage.flow.wip();
    std::int64_t level = queue.level();
    // Who was interrupted is let back in whatever the level, and who was promised a place even if the workers have gone.
    queue.forEach([&](const flow::Waiting& each) {
        level -= simulation.item(each.item).interrupted ? queue.weightOf(each.bytes, each.priority) : 0;
    });
    const bool changed = bound.capacity != queue.capacity() || bound.workers != wip.limit() || bound.measure != queue.policy().measure
                         || bound.weights != queue.policy().weights || bound.down != wip.down();
    if (changed) {
        const std::int64_t promised = stage.flow.reservedWeight();
        const std::int64_t inside = queue.level() + promised;
        bound = {queue.capacity(), wip.limit(), queue.policy().measure, queue.policy().weights, wip.down(), std::max(queue.capacity(), inside)};
    }
    const flow::QueuePolicy& policy = queue.policy();
    const bool ahead = policy.whenFull == flow::WhenFull::Block && policy.blocking == flow::Blocking::BeforeService;
    if (ahead && policy.measure == flow::Measure::Items) {
        // A place that was promised counts the workers, even while an outage keeps them from taking it.
        level -= wip.limit() - std::min(wip.limit(), wip.busy() + wip.blocked());
    }
    if (wip.shared()) {
        // All that is inside, beyond the number of workers, whether it waits for the end of an outage or shares them.
        level = policy.measure == flow::Measure::Items ? queue.items() + wip.busy() + wip.blocked() - wip.limit() : 0;
    }
    const bool good = level <= bound.allowed;
    bound.allowed = std::max(bound.capacity, std::min(bound.allowed, queue.level() + stage.flow.reservedWeight()));
    return !good;
}

std::string BoundsWatch::look(const Simulation& simulation)
{
    m_stages.resize(simulation.nodes().size());
    m_hops.resize(simulation.hops().size());
    bool calls = false;
    for (std::size_t i = 0; i < simulation.nodes().size(); ++i) {
        const SimNode& node = simulation.nodes()[i];
        if (node.isProducer) {
            continue;
        }
        const StageState& stage = simulation.stageAt(node);
        calls = calls || stage.repeatsCalls || stage.everSpecial;
        if (exceeds(m_stages[i], stage, simulation)) {
            return node.config->name + ": more waits than may: " + std::to_string(stage.flow.queue().level());
        }
    }
    for (std::size_t i = 0; i < m_hops.size() && !calls; ++i) {
        const HopState& hop = simulation.hops()[i];
        const std::int64_t capacity = hop.config.sendBuffer.value_or(INT64_MAX);
        Bound& bound = m_hops[i];
        if (bound.capacity != capacity) {
            bound.capacity = capacity;
            bound.allowed = std::max(capacity, hop.sendBytes);
        }
        if (hop.sendBytes > bound.allowed && hop.unsent.size() + hop.wire.size() > 1) {
            return "the send buffer of a hop holds more than it may: " + std::to_string(hop.sendBytes);
        }
        bound.allowed = std::max(capacity, std::min(bound.allowed, hop.sendBytes));
    }
    return {};
}

} // namespace highwater::fuzz

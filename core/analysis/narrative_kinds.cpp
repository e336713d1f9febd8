// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/narrative_kinds.h"

#include "analysis/narrative_words.h"
#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

using namespace words;

namespace {

const ConsumerView* slowestReader(const NodeView& view)
{
    const ConsumerView* slowest = nullptr;
    for (const ConsumerView& reader : view.consumers) {
        if (!reader.killed && (!slowest || reader.unread > slowest->unread))
            slowest = &reader;
    }
    return slowest;
}

std::string rates(const NodeView& view)
{
    return displayRate(view.offeredRate) + " arrive, " + displayRate(view.completedRate) + " leave.";
}

std::string held(const std::vector<std::string>& waiting)
{
    return waiting.empty() ? std::string()
                           : " " + listOf(waiting) + plural(waiting.size(), " waits for it.", " wait for it.");
}

std::size_t countOf(const NodeView& view, ReplicaView::State state)
{
    return static_cast<std::size_t>(std::count_if(view.replicas.begin(), view.replicas.end(),
                                                  [&](const auto& replica) { return replica.state == state; }));
}

std::string count(std::size_t number)
{
    return displayCount(static_cast<double>(number));
}

/// "1 more starts in 2.1 s."; empty: none is on its way.
std::string starts(const NodeView& view)
{
    const std::size_t starting = countOf(view, ReplicaView::State::Starting);
    if (starting == 0)
        return {};
    Duration soonest = Duration::max();
    for (const auto& replica : view.replicas) {
        if (replica.state == ReplicaView::State::Starting)
            soonest = std::min(soonest, replica.startsIn);
    }
    return " " + count(starting) + plural(starting, " more starts in ", " more start, the first in ") +
           about(toSeconds(soonest)) + ".";
}

} // namespace

void tellChannel(Narrative& told, const NodeView& view, const std::vector<std::string>& waiting)
{
    told.sentence = rates(view);
    const ConsumerView* slowest = slowestReader(view);
    if (!slowest) {
        told.sentence += " Nobody reads any more: what comes is gone at once.";
        return;
    }
    const bool presses = view.pressed || !waiting.empty();
    if (slowest->unread == 0) {
        told.sentence += " Every reader is up to date.";
    } else {
        told.sentence += " " + slowest->name + " is the slowest reader, " + displayDuration(toSeconds(slowest->lag)) +
                         " and " + displayCount(static_cast<double>(slowest->unread)) + " items behind" +
                         (presses ? ", and sets the pace for all." : ".");
    }
    told.sentence += held(waiting);
    const auto killed =
        std::count_if(view.consumers.begin(), view.consumers.end(), [](const auto& reader) { return reader.killed; });
    if (killed > 0)
        told.sentence += " " + count(static_cast<std::size_t>(killed)) +
                         plural(static_cast<std::size_t>(killed), " was killed.", " were killed.");
    told.tryNext = presses ? "Make " + slowest->name + " faster, give it a larger buffer, or kill it."
                           : "Add a producer (P), or try a spike (S).";
}

void tellBalancer(Narrative& told, const NodeView& view, const BalancerNode& balancer,
                  const std::vector<std::string>& waiting)
{
    const std::size_t running = countOf(view, ReplicaView::State::Running);
    const bool all = static_cast<std::int64_t>(running) >= balancer.policy.max;
    told.sentence = displayRate(view.completedRate) + " pass over " + count(running) + " of " +
                    displayCount(static_cast<double>(balancer.policy.max)) + " replicas.";
    if (view.waiting > 0) {
        told.sentence += running > 0 ? " All are at their hard limit: " : " None runs yet: ";
        told.sentence += count(static_cast<std::size_t>(view.waiting)) +
                         plural(static_cast<std::size_t>(view.waiting), " waits.", " wait.");
    }
    told.sentence += starts(view) + held(waiting);
    if (view.waiting == 0)
        told.tryNext = "Add a producer (P), or try a spike (S).";
    else
        told.tryNext = all ? "Raise the number of replicas, or their hard limit."
                           : "Lower the soft limit, so that replicas start sooner.";
}

flow::QueuePolicy boundsOf(const Node& node, const NodeView& view)
{
    if (const auto* stage = node.stage())
        return stage->queue;
    flow::QueuePolicy bounds;
    if (const auto* channel = node.channel()) {
        bounds.marks = channel->marks;
        bounds.whenFull = channel->whenFull;
        if (const ConsumerView* slowest = slowestReader(view))
            bounds.capacity = slowest->buffer;
    }
    return bounds;
}

std::string remedyFor(const Node& node)
{
    if (node.channel())
        return "make its slowest reader faster.";
    return node.balancer() ? "raise the number of its replicas." : "add a consumer (C), or make its work faster.";
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/wait_chain.h"

#include <algorithm>

namespace highwater {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Who waits for whom, without words.
WaitChain stepsFrom(const Snapshot& snapshot, int node, std::vector<bool>& seen)
{
    WaitChain chain;
    chain.asked = node;
    // The run knows the way to the root; where it says nothing, each node's own waiting leads on.
    const std::vector<int>& way = snapshot.nodes[at(node)].chain;
    if (way.empty() && !snapshot.nodes[at(node)].waitsFor)
        return chain;
    seen.assign(snapshot.nodes.size(), false);
    for (int here = node; !seen[at(here)];) {
        seen[at(here)] = true;
        const std::size_t steps = chain.steps.size();
        const auto blocker = steps < way.size() ? std::optional(way[steps]) : snapshot.nodes[at(here)].waitsFor;
        if (!blocker || *blocker < 0 || at(*blocker) >= snapshot.nodes.size() || *blocker == here)
            break;
        chain.steps.push_back({here, *blocker, {}, {}, {}});
        chain.circle = seen[at(*blocker)];
        here = *blocker;
    }
    return chain;
}

bool waits(const WaitChain& chain, int node)
{
    return std::any_of(chain.steps.begin(), chain.steps.end(), [&](const WaitStep& step) { return step.waiter == node; });
}

} // namespace

std::optional<int> WaitChain::root() const
{
    if (steps.empty())
        return {};
    return steps.back().blocker;
}

bool WaitChain::contains(int node) const
{
    return std::any_of(steps.begin(), steps.end(),
                       [&](const WaitStep& step) { return step.waiter == node || step.blocker == node; });
}

bool WaitChain::contains(int from, int to) const
{
    return std::any_of(steps.begin(), steps.end(),
                       [&](const WaitStep& step) { return step.waiter == from && step.blocker == to; });
}

WaitChain chainFrom(const Snapshot& snapshot, int node)
{
    std::vector<bool> seen;
    WaitChain chain = stepsFrom(snapshot, node, seen);
    sayChain(chain, snapshot);
    return chain;
}

WaitChain longestChain(const Snapshot& snapshot, int selected)
{
    WaitChain best;
    bool bestHasSelected = false;
    std::vector<bool> seen;
    for (int node = 0; node < static_cast<int>(snapshot.nodes.size()); ++node) {
        if (snapshot.nodes[at(node)].retired)
            continue;
        WaitChain chain = stepsFrom(snapshot, node, seen);
        const bool hasSelected = selected >= 0 && chain.contains(selected);
        if (hasSelected == bestHasSelected ? chain.steps.size() > best.steps.size() : hasSelected) {
            best = std::move(chain);
            bestHasSelected = hasSelected;
        }
    }
    if (waits(best, selected))
        best.asked = selected;
    sayChain(best, snapshot);
    return best;
}

} // namespace highwater

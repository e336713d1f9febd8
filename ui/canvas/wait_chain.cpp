// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/wait_chain.h"

#include "canvas/node_face.h"

#include <algorithm>

namespace highwater {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

QString reasonOf(const Snapshot& snapshot, int waiter, int blocker)
{
    const NodeView& view = snapshot.nodes[at(waiter)];
    const QString name = nodeName(snapshot, blocker);
    if (!view.isProducer)
        return view.blocked == 1 ? QStringLiteral("holds a finished item, waits for room in %1").arg(name)
                                 : QStringLiteral("holds finished items, waits for room in %1").arg(name);
    if (view.held > 0 && view.atDoor == 0)
        return QStringLiteral("waits for the signal of %1").arg(name);
    return QStringLiteral("waits for room in %1").arg(name);
}

/// What keeps the root busy and what is asked of it, both measured.
QString detailOf(const Snapshot& snapshot, const WaitChain& chain)
{
    const NodeView& root = snapshot.nodes[at(*chain.root())];
    const NodeView& first = snapshot.nodes[at(chain.steps.front().waiter)];
    const QString name = nodeName(snapshot, *chain.root());
    QString detail = QStringLiteral("%1 completes %2").arg(name, rateText(root.completedRate));
    if (root.workers)
        detail += QStringLiteral(" with %1 of %2 workers busy").arg(countText(root.busy), countText(*root.workers));
    if (first.wantedRate > first.offeredRate)
        detail += QStringLiteral("; %1 wants %2 and gets %3")
                      .arg(nodeName(snapshot, chain.steps.front().waiter), rateText(first.wantedRate),
                           rateText(first.offeredRate));
    else
        detail += QStringLiteral("; %1 are offered to it").arg(rateText(root.offeredRate));
    return detail + QLatin1Char('.');
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
    WaitChain chain;
    std::vector<bool> seen(snapshot.nodes.size());
    for (int here = node; !seen[at(here)];) {
        seen[at(here)] = true;
        const auto& blocker = snapshot.nodes[at(here)].waitsFor;
        if (!blocker || *blocker < 0 || at(*blocker) >= snapshot.nodes.size() || *blocker == here)
            break;
        chain.steps.push_back({here, *blocker, reasonOf(snapshot, here, *blocker)});
        chain.circle = seen[at(*blocker)];
        here = *blocker;
    }
    if (chain.steps.empty())
        return chain;
    const QString first = nodeName(snapshot, node);
    if (chain.circle) {
        chain.title = QStringLiteral("%1 waits in a circle.").arg(first);
        chain.detail =
            QStringLiteral("Each of %1 stages waits for room in the next one: none can go on.").arg(chain.steps.size());
    } else {
        chain.title = QStringLiteral("%1 waits for %2.").arg(first, nodeName(snapshot, *chain.root()));
        chain.detail = detailOf(snapshot, chain);
    }
    return chain;
}

WaitChain longestChain(const Snapshot& snapshot, int selected)
{
    WaitChain best;
    bool bestHasSelected = false;
    for (int node = 0; node < static_cast<int>(snapshot.nodes.size()); ++node) {
        if (snapshot.nodes[at(node)].retired)
            continue;
        WaitChain chain = chainFrom(snapshot, node);
        const bool hasSelected = selected >= 0 && chain.contains(selected);
        if (hasSelected == bestHasSelected ? chain.steps.size() > best.steps.size() : hasSelected) {
            best = std::move(chain);
            bestHasSelected = hasSelected;
        }
    }
    return best;
}

} // namespace highwater

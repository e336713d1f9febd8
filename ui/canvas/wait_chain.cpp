// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/wait_chain.h"

#include "canvas/faces.h"
#include "theme/display_text.h"

#include <algorithm>

namespace highwater {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

bool sendBufferFull(const Snapshot& snapshot, int from, int to)
{
    return std::any_of(snapshot.links.begin(), snapshot.links.end(), [&](const LinkView& link) {
        return link.from == from && link.to == to && link.hop && link.hop->senderWaits;
    });
}

const ConsumerView* blockedReaderOf(const NodeView& view)
{
    const auto reader =
        std::find_if(view.consumers.begin(), view.consumers.end(), [](const auto& c) { return c.blocked; });
    return reader == view.consumers.end() ? nullptr : &*reader;
}

/// Whether workers that send into a node take a place there before they begin.
bool reservesIn(const Snapshot& snapshot, int node)
{
    const auto* stage = snapshot.scenario && at(node) < snapshot.scenario->nodes.size()
                            ? snapshot.scenario->nodes[at(node)].stage()
                            : nullptr;
    return stage && stage->queue.blocking == flow::Blocking::BeforeService;
}

QString reasonOf(const Snapshot& snapshot, int waiter, int blocker)
{
    const NodeView& view = snapshot.nodes[at(waiter)];
    const QString name = nodeName(snapshot, blocker);
    if (sendBufferFull(snapshot, waiter, blocker))
        return QStringLiteral("waits for room in the send buffer to %1").arg(name);
    if (view.isProducer && view.held > 0 && view.atDoor == 0)
        return QStringLiteral("waits for the signal of %1").arg(name);
    if (snapshot.nodes[at(blocker)].creditsFree == 0)
        return QStringLiteral("waits for a credit of %1").arg(name);
    if (const ConsumerView* reader = blockedReaderOf(view))
        return QStringLiteral("%1 holds an item, waits for room in %2").arg(qtText(reader->name), name);
    if (view.isProducer || view.blocked == 0)
        return QStringLiteral("waits for room in %1").arg(name);
    if (reservesIn(snapshot, blocker))
        return QStringLiteral("waits for a place in %1 before it works").arg(name);
    return view.blocked == 1 ? QStringLiteral("holds a finished item, waits for room in %1").arg(name)
                             : QStringLiteral("holds finished items, waits for room in %1").arg(name);
}

/// What keeps the root from going on faster, where it is something else than work.
QString pauseOf(const NodeView& root)
{
    if (root.down)
        return QStringLiteral(", it is down");
    if (root.hung > 0)
        return QStringLiteral(", %1 hang").arg(countedText(root.hung, "worker", "workers"));
    if (const ConsumerView* slowest = slowestOf(root))
        return QStringLiteral(", %1 is %2 behind and sets the pace")
            .arg(qtText(slowest->name), durationText(toSeconds(slowest->lag)));
    return {};
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
    detail += pauseOf(root);
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
    // The run knows the way to the root; where it says nothing, each node's own waiting leads on.
    const std::vector<int>& way = snapshot.nodes[at(node)].chain;
    for (int here = node; !seen[at(here)];) {
        seen[at(here)] = true;
        const std::size_t steps = chain.steps.size();
        const auto blocker = steps < way.size() ? std::optional(way[steps]) : snapshot.nodes[at(here)].waitsFor;
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
            QStringLiteral("Each of %1 nodes waits for room in the next one: none can go on.").arg(chain.steps.size());
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

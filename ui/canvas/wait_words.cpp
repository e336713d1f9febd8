// SPDX-License-Identifier: GPL-3.0-or-later
// What a chain of waiting says.
#include "canvas/faces.h"
#include "canvas/wait_chain.h"
#include "theme/display_text.h"
#include "theme/picture_words.h"

#include <algorithm>
#include <cmath>

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
        return Painted::tr("waits for room in the send buffer to %1").arg(name);
    if (view.isProducer && view.held > 0 && view.atDoor == 0)
        return Painted::tr("waits for the signal of %1").arg(name);
    if (snapshot.nodes[at(blocker)].creditsFree == 0)
        return Painted::tr("waits for a credit of %1").arg(name);
    if (const ConsumerView* reader = blockedReaderOf(view))
        return Painted::tr("%1 holds an item, waits for room in %2").arg(qtText(reader->name), name);
    if (view.isProducer || view.blocked == 0)
        return Painted::tr("waits for room in %1").arg(name);
    if (reservesIn(snapshot, blocker))
        return Painted::tr("waits for a place in %1 before it works").arg(name);
    return view.blocked == 1 ? Painted::tr("holds a finished item, waits for room in %1").arg(name)
                             : Painted::tr("holds finished items, waits for room in %1").arg(name);
}

/// What keeps the root from going on faster, where it is something else than work.
QString pauseOf(const NodeView& root)
{
    if (root.down)
        return Painted::tr(", it is down");
    if (root.hung > 0)
        return Painted::tr(", %1 hang").arg(countedText(root.hung, Painted::tr("worker"), Painted::tr("workers")));
    if (const ConsumerView* slowest = slowestOf(root))
        return Painted::tr(", %1 is %2 behind and sets the pace")
            .arg(qtText(slowest->name), durationText(toSeconds(slowest->lag)));
    return {};
}

const flow::QueuePolicy* queueOf(const Snapshot& snapshot, int node)
{
    if (!snapshot.scenario || at(node) >= snapshot.scenario->nodes.size())
        return nullptr;
    const Node& known = snapshot.scenario->nodes[at(node)];
    if (const StageNode* stage = known.stage())
        return &stage->queue;
    return known.balancer() ? &known.balancer()->replica.queue : nullptr;
}

QString levelText(const flow::QueuePolicy& queue, std::int64_t level)
{
    return queue.measure == flow::Measure::Bytes ? bytesText(level) : countText(level);
}

/// Which bound the waiter has hit.
QString limitOf(const Snapshot& snapshot, int waiter, int blocker)
{
    const NodeView& view = snapshot.nodes[at(waiter)];
    const NodeView& ahead = snapshot.nodes[at(blocker)];
    const auto link = std::find_if(snapshot.links.begin(), snapshot.links.end(), [&](const LinkView& candidate) {
        return candidate.from == waiter && candidate.to == blocker && candidate.hop && candidate.hop->senderWaits;
    });
    if (link != snapshot.links.end() && link->hop->sendBuffer)
        return Painted::tr("%1 of %2").arg(bytesText(link->hop->sendBytes), bytesText(*link->hop->sendBuffer));
    const flow::QueuePolicy* queue = queueOf(snapshot, blocker);
    if (view.isProducer && view.held > 0 && view.atDoor == 0) {
        if (!queue || !queue->marks)
            return {};
        return Painted::tr("level %1, go on at %2").arg(levelText(*queue, ahead.level), levelText(*queue, queue->marks->low));
    }
    if (ahead.creditsFree == 0)
        return Painted::tr("no credit free");
    if (const ConsumerView* slowest = slowestOf(ahead); slowest && slowest->buffer)
        return Painted::tr("%1: %2 of %3 unread").arg(qtText(slowest->name), countText(slowest->unread), countText(*slowest->buffer));
    // Who waits for room in a queue that has some waits for a whole batch to fit, or for an item that is larger.
    if (queue && queue->capacity && ahead.level + ahead.reserved >= *queue->capacity)
        return Painted::tr("%1 of %2").arg(levelText(*queue, ahead.level), levelText(*queue, *queue->capacity));
    return {};
}

/// How long the wait that goes on has lasted: of a producer that is held its own, else that of who has stood longest at the door ahead.
QString timeOf(const Snapshot& snapshot, int waiter, int blocker)
{
    const NodeView& view = snapshot.nodes[at(waiter)];
    const Duration time = view.isProducer && view.inState > Duration::zero() ? view.inState : snapshot.nodes[at(blocker)].longestParked;
    return time > Duration::zero() ? Painted::tr("%1 so far").arg(durationText(toSeconds(time))) : QString();
}

/// What all producers that wait for this root in the end would send beyond what they may.
double heldBackBy(const Snapshot& snapshot, int root)
{
    double held = 0;
    for (int i = 0; i < static_cast<int>(snapshot.nodes.size()); ++i) {
        const NodeView& view = snapshot.nodes[at(i)];
        if (!view.isProducer || view.retired || view.wantedRate <= view.offeredRate)
            continue;
        int last = i;
        for (std::size_t steps = 0; steps < snapshot.nodes.size(); ++steps) {
            const auto next = snapshot.nodes[at(last)].waitsFor;
            if (!next || *next < 0 || at(*next) >= snapshot.nodes.size())
                break;
            last = *next;
        }
        const auto& chain = view.chain;
        if ((chain.empty() ? last : chain.back()) == root && (last != i || !chain.empty()))
            held += view.wantedRate - view.offeredRate;
    }
    return held;
}

/// The rate at which the wait would end, and how many workers like those that work now would bring it.
QString cureOf(const Snapshot& snapshot, int root)
{
    const NodeView& view = snapshot.nodes[at(root)];
    const double held = heldBackBy(snapshot, root);
    if (held <= 0 || view.down || !(view.completedRate > 0))
        return {};
    const double needed = view.completedRate + held;
    QString text = Painted::tr("To clear it, %1 has to complete more than %2").arg(nodeName(snapshot, root), rateText(needed));
    const double working = view.workers && view.busy > 0 ? static_cast<double>(view.busy) : 0;
    if (working > 0 && view.kind == NodeKind::Stage) {
        const auto workers = static_cast<std::int64_t>(std::floor(needed / view.completedRate * working)) + 1;
        if (workers > *view.workers)
            text += Painted::tr(": about %1 such workers instead of %2").arg(countText(workers), countText(*view.workers));
    }
    return text + QLatin1Char('.');
}

/// What keeps the root busy and what is asked of it, both measured.
QString detailOf(const Snapshot& snapshot, const WaitChain& chain)
{
    const NodeView& root = snapshot.nodes[at(*chain.root())];
    const NodeView& first = snapshot.nodes[at(chain.steps.front().waiter)];
    const QString name = nodeName(snapshot, *chain.root());
    QString detail = Painted::tr("%1 completes %2").arg(name, rateText(root.completedRate));
    if (root.workers)
        detail += Painted::tr(" with %1 of %2 workers busy").arg(countText(root.busy), countText(*root.workers));
    detail += pauseOf(root);
    if (first.wantedRate > first.offeredRate)
        detail += Painted::tr("; %1 wants %2 and gets %3")
                      .arg(nodeName(snapshot, chain.steps.front().waiter), rateText(first.wantedRate),
                           rateText(first.offeredRate));
    else
        detail += Painted::tr("; %1 are offered to it").arg(rateText(root.offeredRate));
    return detail + QLatin1Char('.');
}

} // namespace

void sayChain(WaitChain& chain, const Snapshot& snapshot)
{
    if (chain.steps.empty())
        return;
    QString time;
    for (WaitStep& step : chain.steps) {
        step.reason = reasonOf(snapshot, step.waiter, step.blocker);
        step.limit = limitOf(snapshot, step.waiter, step.blocker);
        step.time = timeOf(snapshot, step.waiter, step.blocker);
        if (step.waiter == chain.asked)
            time = step.time;
    }
    const QString name = nodeName(snapshot, chain.asked);
    if (!time.isEmpty())
        time.prepend(QStringLiteral(", "));
    if (chain.circle) {
        chain.title = Painted::tr("%1 waits in a circle%2.").arg(name, time);
        chain.detail =
            Painted::tr("Each of %1 nodes waits for room in the next one: none can go on.").arg(chain.steps.size());
    } else {
        chain.title = Painted::tr("%1 waits for %2%3.").arg(name, nodeName(snapshot, *chain.root()), time);
        chain.detail = detailOf(snapshot, chain);
        chain.cure = cureOf(snapshot, *chain.root());
    }
}

} // namespace highwater

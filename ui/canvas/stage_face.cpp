// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/faces.h"
#include "theme/display_text.h"
#include "theme/picture_words.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

/// A percentile at 99 % rests on so many samples at least; below it is a guess and says so.
constexpr std::uint32_t enoughForP99 = 1000;

QString levelText(std::int64_t level, flow::Measure measure)
{
    return measure == flow::Measure::Bytes ? bytesText(level) : countText(level);
}

bool isShared(const StageNode& stage)
{
    return stage.queue.order == flow::Order::ProcessorSharing && stage.workers.has_value();
}

/// Items that share the workers.
std::int64_t sharingIn(const NodeView& view)
{
    return std::max(view.busy, static_cast<std::int64_t>(view.totals.inside));
}

QString blockedLine(const Snapshot& snapshot, const NodeView& view)
{
    const QString count = countText(view.blocked);
    if (!view.waitsFor)
        return Painted::tr("%1 blocked").arg(count);
    const QString name = nodeName(snapshot, *view.waitsFor);
    const auto longest = snapshot.nodes[static_cast<std::size_t>(*view.waitsFor)].longestParked;
    return longest > Duration::zero() ? Painted::tr("%1 blocked by %2 for %3").arg(count, name, durationText(toSeconds(longest)))
                                      : Painted::tr("%1 blocked by %2").arg(count, name);
}

QString sharedText(const NodeView& view)
{
    const auto items = sharingIn(view);
    const auto workers = view.workers.value_or(1);
    const double share = items > 0 ? std::min(1.0, static_cast<double>(workers) / static_cast<double>(items)) : 1.0;
    return Painted::tr("%1, each at %2\u2009%")
        .arg(countedText(items, Painted::tr("item shares"), Painted::tr("items share")))
        .arg(std::lround(share * 100));
}

QString busyText(const NodeView& view, const StageNode& stage)
{
    if (isShared(stage))
        return sharedText(view);
    if (!view.workers)
        return Painted::tr("%1 in service").arg(countText(view.busy));
    return Painted::tr("%1 of %2 busy")
        .arg(countText(std::max<std::int64_t>(0, view.busy - view.hung)), countText(*view.workers));
}

QString p99Text(const NodeView& view)
{
    if (view.recentSamples == 0 || std::isnan(view.recentSojournP99))
        return {};
    const QString about = view.recentSamples < enoughForP99 ? QStringLiteral("≈ ") : QString();
    return separator() + QStringLiteral("p99 ") + about + durationText(view.recentSojournP99);
}

void addLines(NodeWords& words, const Snapshot& snapshot, const NodeView& view, const StageNode& stage)
{
    if (view.down) {
        words.line = words.shortLine = Painted::tr("outage: nobody works");
    } else if (view.state == NodeState::Blocked) {
        words.line = words.shortLine = blockedLine(snapshot, view);
    } else if (view.state == NodeState::Dropping) {
        words.line = words.shortLine = lossLine(view, stage.queue);
    } else if (view.state == NodeState::Idle && view.busy == 0) {
        words.line = words.shortLine =
            view.workers ? Painted::tr("no item · %1 of %2 busy").arg(countText(view.busy), countText(*view.workers))
                         : Painted::tr("no item");
    } else {
        words.shortLine = busyText(view, stage) + p99Text(view);
        words.line = view.workers && !isShared(stage) ? Painted::tr("workers %1").arg(words.shortLine) : words.shortLine;
    }
}

QString scalingText(const NodeView& view)
{
    const auto workers = view.workers.value_or(0);
    const QString all = countedText(workers, Painted::tr("worker"), Painted::tr("workers"));
    if (view.workersStarting > 0)
        return all + QStringLiteral(", ") + countedText(view.workersStarting, Painted::tr("starts"), Painted::tr("start"));
    if (view.workersWanted && *view.workersWanted < workers)
        return all + QStringLiteral(", ") + countedText(workers - *view.workersWanted, Painted::tr("stops"), Painted::tr("stop"));
    return {};
}

/// What only some stages have to say, the most urgent first.
QStringList extrasOf(const NodeView& view, const StageNode& stage)
{
    QStringList extras;
    if (view.hung > 0)
        extras.append(
            Painted::tr("%1 of %2 hang").arg(countText(view.hung), countText(view.workers.value_or(view.hung))));
    if (const QString scaling = scalingText(view); !scaling.isEmpty())
        extras.append(scaling);
    if (view.creditsFree)
        extras.append(stage.window ? Painted::tr("%1 of %2 credits left")
                                         .arg(countText(*view.creditsFree), countText(stage.window->credits))
                                   : countedText(*view.creditsFree, Painted::tr("credit left"), Painted::tr("credits left")));
    if (view.reserved > 0)
        extras.append(Painted::tr("%1 reserved").arg(countText(view.reserved)));
    if (view.adaptiveLimit)
        extras.append(Painted::tr("lets %1 in").arg(countText(std::llround(*view.adaptiveLimit))));
    return extras;
}

/// The level's own state, whatever holds or loses items besides.
Token levelToken(const NodeView& view, const flow::QueuePolicy& queue)
{
    if (view.pressed)
        return Token::Pressed;
    return queue.marks && view.level >= queue.marks->low ? Token::Filling : Token::Flowing;
}

QString refusalText(const std::vector<RefusalView>& refusals)
{
    if (refusals.empty())
        return reasonText(flow::RefusalReason::QueueFull);
    QString text = reasonText(refusals.front().reason);
    if (refusals.size() == 2)
        text += QStringLiteral(", ") + reasonText(refusals[1].reason);
    else if (refusals.size() > 2)
        text = Painted::tr("%1 and %2 more").arg(text).arg(refusals.size() - 1);
    return text;
}

} // namespace

QString lossLine(const NodeView& view, const flow::QueuePolicy& queue)
{
    const QString rate = rateText(view.refusedRate);
    if (lookOf(view).icon == QLatin1String("refused"))
        return Painted::tr("refuses %1: %2").arg(rate, refusalText(view.refusedBy));
    const auto& totals = view.totals;
    if (totals.expired > totals.dropped && totals.expired >= totals.failed)
        return Painted::tr("%1 expire while they wait").arg(rate);
    if (totals.failed > totals.dropped)
        return Painted::tr("%1 fail in service").arg(rate);
    const bool full = queue.capacity && view.level >= *queue.capacity;
    const QString manager = full ? QString() : aqmName(queue.aqm);
    return Painted::tr("drops %1: %2").arg(rate, manager.isEmpty() ? Painted::tr("queue full") : manager);
}

NodeWords stageWords(const Snapshot& snapshot, const NodeView& view, const StageNode& stage)
{
    NodeWords words;
    words.rate = rateText(view.completedRate);
    words.depth = levelText(view.level, stage.queue.measure);
    words.capacity =
        QStringLiteral("/ ") +
        (stage.queue.capacity ? levelText(*stage.queue.capacity, stage.queue.measure) : QStringLiteral("∞"));
    words.age =
        view.waiting == 0 ? Painted::tr("empty") : Painted::tr("oldest %1").arg(durationText(toSeconds(view.oldest)));
    if (!view.workers)
        words.servers = Painted::tr("∞ workers");
    addLines(words, snapshot, view, stage);
    words.extras = extrasOf(view, stage);
    words.sentence = Painted::tr("%1, stage, %2: %3 of %4 waiting, %5, completes %6, %7.")
                         .arg(qtText(view.name), lookOf(view).word, words.depth,
                              stage.queue.capacity ? words.capacity.mid(2) : Painted::tr("unlimited"), words.age,
                              words.rate, (words.extras + QStringList{words.line}).join(QStringLiteral(", ")));
    return words;
}

void shapeStage(NodeShape& shape, const NodeView& view, const StageNode& stage, int gaugeWidth, double scale)
{
    const auto level = static_cast<double>(view.level);
    if (view.state != NodeState::Dropping)
        shape.fillToken = levelToken(view, stage.queue);
    shape.fill = pixelsOf(level, scale, gaugeWidth);
    const auto pixels = [&](double value) { return scale > 0 ? pixelsOf(value, scale, gaugeWidth) : 0; };
    if (const auto& marks = stage.queue.marks) {
        shape.high = pixels(static_cast<double>(marks->high));
        shape.low = pixels(static_cast<double>(marks->low));
    }
    // A forecast within two pixels of the level could not be told from its edge.
    if (const int ahead = pixels(std::max(0.0, level + view.levelSlope)); std::abs(ahead - shape.fill) > 2)
        shape.forecast = ahead;
    shape.bounded = stage.queue.capacity.has_value();
    shape.workers = view.workers.value_or(0);
    shape.hung = view.hung;
    shape.busy = std::max<std::int64_t>(0, view.busy - view.hung);
    shape.blocked = view.blocked;
    shape.starting = view.workersStarting;
    shape.sharing = isShared(stage) ? sharingIn(view) : -1;
    shape.down = view.down;
}

} // namespace highwater

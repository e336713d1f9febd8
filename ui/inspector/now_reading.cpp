// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/readings.h"

#include "units/display.h"

#include <cmath>
#include <limits>

namespace highwater {

namespace {

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

QString wholePercent(double share)
{
    return QString::number(std::lround(share * 100)) + QStringLiteral("\u2009%");
}

QString level(const NodeView& view, const StageNode& stage)
{
    if (stage.queue.measure == flow::Measure::Bytes)
        return text(displayBytes(static_cast<double>(view.level)));
    return text(displayCount(static_cast<double>(view.level))) +
           (view.level == 1 ? QStringLiteral(" item") : QStringLiteral(" items"));
}

/// How long the last one in the queue will wait if nothing changes.
QString drainTime(const NodeView& view)
{
    if (view.waiting == 0)
        return text(displayDuration(0));
    const double seconds = view.completedRate > 0 ? static_cast<double>(view.waiting) / view.completedRate
                                                  : std::numeric_limits<double>::quiet_NaN();
    return text(displayDuration(seconds));
}

BarPart part(Token token, double share, const QString& name)
{
    return {token, share, name + QLatin1Char(' ') + wholePercent(share)};
}

NowReading stageReading(const NodeView& view, const StageNode& stage)
{
    NowReading now;
    now.pairs = {{QStringLiteral("depth"), level(view, stage)},
                 {QStringLiteral("oldest"), text(displayDuration(toSeconds(view.oldest)))},
                 {QStringLiteral("in service"), text(displayCount(static_cast<double>(view.busy)))},
                 {QStringLiteral("drain time"), drainTime(view)},
                 {QStringLiteral("arrive"), text(displayRate(view.offeredRate))},
                 {QStringLiteral("leave"), text(displayRate(view.completedRate))},
                 {QStringLiteral("switches"), text(displayNumber(view.flipsPerMinute)) + QStringLiteral("/min")},
                 {QStringLiteral("pressed"), wholePercent(view.pressedShare)}};
    if (stage.workers) {
        now.bar = {part(Token::Busy, view.busyShare, QStringLiteral("busy")),
                   part(Token::Blocked, view.blockedShare, QStringLiteral("blocked")),
                   {Token::Surface, view.idleShare, QStringLiteral("idle ") + wholePercent(view.idleShare)}};
    } else {
        now.note = QStringLiteral("workers without limit: nobody waits for one");
    }
    return now;
}

QString heldFor(const NodeView& view)
{
    return text(displayDuration(view.state == NodeState::Waiting ? toSeconds(view.inState) : 0));
}

NowReading producerReading(const NodeView& view, const ProducerNode& producer)
{
    const bool closed = producer.arrivals.kind == Arrivals::Kind::Closed;
    const QString wants = view.wantedRate > 0 ? text(displayRate(view.wantedRate)) : QStringLiteral("\u2013");
    NowReading now;
    now.pairs = {
        {QStringLiteral("sent"), text(displayRate(view.offeredRate))},
        {QStringLiteral("wants"), wants},
        {QStringLiteral("held for"), heldFor(view)},
        closed ? Reading{QStringLiteral("thinking"), text(displayCount(static_cast<double>(view.thinking)))}
               : Reading{QStringLiteral("wait now"), text(displayCount(static_cast<double>(view.held + view.atDoor)))},
        {QStringLiteral("retried"), text(displayRate(view.retriedRate))},
        {QStringLiteral("shed"), text(displayRate(view.refusedRate))},
        {QStringLiteral("completed"), text(displayCount(static_cast<double>(view.totals.completed)))},
        {QStringLiteral("lost"), text(displayCount(static_cast<double>(view.totals.dropped)))}};
    now.bar = {part(Token::Flowing, 1 - view.heldShare, QStringLiteral("free to send")),
               part(Token::Pressed, view.heldShare, QStringLiteral("held"))};
    return now;
}

} // namespace

NowReading nowReadingOf(const NodeView& view, const Node& node)
{
    return node.stage() ? stageReading(view, *node.stage()) : producerReading(view, *node.producer());
}

} // namespace highwater

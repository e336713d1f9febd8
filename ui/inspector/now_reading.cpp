// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/readings.h"

#include "inspector/inspector_text.h"
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
    const QString count = text(displayCount(static_cast<double>(view.level)));
    return (view.level == 1 ? Inspector::tr("%1 item") : Inspector::tr("%1 items")).arg(count);
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
    now.pairs = {{Inspector::tr("depth"), level(view, stage)},
                 {Inspector::tr("oldest"), text(displayDuration(toSeconds(view.oldest)))},
                 {Inspector::tr("in service"), text(displayCount(static_cast<double>(view.busy)))},
                 {Inspector::tr("drain time"), drainTime(view)},
                 {Inspector::tr("arrive"), text(displayRate(view.offeredRate))},
                 {Inspector::tr("leave"), text(displayRate(view.completedRate))},
                 {Inspector::tr("switches"), text(displayNumber(view.flipsPerMinute)) + QStringLiteral("/min")},
                 {Inspector::tr("pressed"), wholePercent(view.pressedShare)}};
    if (stage.workers) {
        now.bar = {part(Token::Busy, view.busyShare, Inspector::tr("busy")),
                   part(Token::Blocked, view.blockedShare, Inspector::tr("blocked")),
                   part(Token::Surface, view.idleShare, Inspector::tr("idle"))};
    } else {
        now.note = Inspector::tr("workers without limit: nobody waits for one");
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
        {Inspector::tr("sent"), text(displayRate(view.offeredRate))},
        {Inspector::tr("wants"), wants},
        {Inspector::tr("held for"), heldFor(view)},
        closed ? Reading{Inspector::tr("thinking"), text(displayCount(static_cast<double>(view.thinking)))}
               : Reading{Inspector::tr("wait now"), text(displayCount(static_cast<double>(view.held + view.atDoor)))},
        {Inspector::tr("retried"), text(displayRate(view.retriedRate))},
        {Inspector::tr("shed"), text(displayRate(view.refusedRate))},
        {Inspector::tr("completed"), text(displayCount(static_cast<double>(view.totals.completed)))},
        {Inspector::tr("lost"), text(displayCount(static_cast<double>(view.totals.dropped)))}};
    now.bar = {part(Token::Flowing, 1 - view.heldShare, Inspector::tr("free to send")),
               part(Token::Pressed, view.heldShare, Inspector::tr("held"))};
    return now;
}

QString count(std::int64_t number)
{
    return text(displayCount(static_cast<double>(number)));
}

QString ofAll(std::int64_t some, std::int64_t all)
{
    return Inspector::tr("%1 of %2").arg(count(some), count(all));
}

Reading arrive(const NodeView& view)
{
    return {Inspector::tr("arrive"), text(displayRate(view.offeredRate))};
}

Reading leave(const NodeView& view)
{
    return {Inspector::tr("leave"), text(displayRate(view.completedRate))};
}

NowReading channelReading(const NodeView& view)
{
    const ConsumerView* slowest = nullptr;
    std::int64_t alive = 0;
    std::int64_t blocked = 0;
    for (const auto& reader : view.consumers) {
        if (reader.killed)
            continue;
        ++alive;
        blocked += reader.blocked ? 1 : 0;
        if (!slowest || reader.unread > slowest->unread)
            slowest = &reader;
    }
    NowReading now;
    now.pairs = {{Inspector::tr("unread"), count(slowest ? slowest->unread : 0)},
                 {Inspector::tr("lag", "of a reader"), text(displayDuration(slowest ? toSeconds(slowest->lag) : 0))},
                 {Inspector::tr("readers"), ofAll(alive, static_cast<std::int64_t>(view.consumers.size()))},
                 {Inspector::tr("blocked"), count(blocked)},
                 arrive(view),
                 leave(view),
                 {Inspector::tr("switches"), text(displayNumber(view.flipsPerMinute)) + QStringLiteral("/min")},
                 {Inspector::tr("pressed"), wholePercent(view.pressedShare)}};
    now.note = slowest ? Inspector::tr("%1 is the slowest and sets the pressure").arg(text(slowest->name))
                       : Inspector::tr("nobody reads any more");
    return now;
}

NowReading balancerReading(const NodeView& view, const BalancerNode& balancer)
{
    using State = ReplicaView::State;
    std::int64_t running = 0, starting = 0, load = 0, busy = 0;
    for (const auto& replica : view.replicas) {
        running += replica.state == State::Running ? 1 : 0;
        starting += replica.state == State::Starting ? 1 : 0;
        load += replica.state == State::Running ? replica.load : 0;
        busy += replica.busy;
    }
    const auto& policy = balancer.policy;
    const auto most = policy.hardLimit ? running * *policy.hardLimit : running * policy.softLimit;
    NowReading now;
    now.pairs = {{Inspector::tr("replicas"), ofAll(running, policy.max)},
                 {Inspector::tr("starting"), count(starting)},
                 {Inspector::tr("load"), ofAll(load, most)},
                 {Inspector::tr("busy workers"), count(busy)},
                 {Inspector::tr("queued"), count(view.waiting)},
                 {Inspector::tr("oldest"), text(displayDuration(toSeconds(view.oldest)))},
                 arrive(view),
                 leave(view)};
    now.note = policy.hardLimit ? Inspector::tr("load of the running ones, of their hard limits")
                                : Inspector::tr("load of the running ones, of their soft limits");
    return now;
}

} // namespace

NowReading nowReadingOf(const NodeView& view, const Node& node)
{
    if (const auto* producer = node.producer())
        return producerReading(view, *producer);
    if (const auto* balancer = node.balancer())
        return balancerReading(view, *balancer);
    return node.stage() ? stageReading(view, *node.stage()) : channelReading(view);
}

} // namespace highwater

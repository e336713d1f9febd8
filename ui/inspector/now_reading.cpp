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

QString count(std::int64_t number)
{
    return text(displayCount(static_cast<double>(number)));
}

QString ofAll(std::int64_t some, std::int64_t all)
{
    return QStringLiteral("%1 of %2").arg(count(some), count(all));
}

Reading arrive(const NodeView& view)
{
    return {QStringLiteral("arrive"), text(displayRate(view.offeredRate))};
}

Reading leave(const NodeView& view)
{
    return {QStringLiteral("leave"), text(displayRate(view.completedRate))};
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
    now.pairs = {{QStringLiteral("unread"), count(slowest ? slowest->unread : 0)},
                 {QStringLiteral("lag"), text(displayDuration(slowest ? toSeconds(slowest->lag) : 0))},
                 {QStringLiteral("readers"), ofAll(alive, static_cast<std::int64_t>(view.consumers.size()))},
                 {QStringLiteral("blocked"), count(blocked)},
                 arrive(view),
                 leave(view),
                 {QStringLiteral("switches"), text(displayNumber(view.flipsPerMinute)) + QStringLiteral("/min")},
                 {QStringLiteral("pressed"), wholePercent(view.pressedShare)}};
    now.note = slowest ? QStringLiteral("%1 is the slowest and sets the pressure").arg(text(slowest->name))
                       : QStringLiteral("nobody reads any more");
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
    now.pairs = {{QStringLiteral("replicas"), ofAll(running, policy.max)},
                 {QStringLiteral("starting"), count(starting)},
                 {QStringLiteral("load"), ofAll(load, most)},
                 {QStringLiteral("busy workers"), count(busy)},
                 {QStringLiteral("queued"), count(view.waiting)},
                 {QStringLiteral("oldest"), text(displayDuration(toSeconds(view.oldest)))},
                 arrive(view),
                 leave(view)};
    now.note = policy.hardLimit ? QStringLiteral("load of the running ones, of their hard limits")
                                : QStringLiteral("load of the running ones, of their soft limits");
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/readings.h"

#include "inspector/inspector_text.h"
#include "theme/display_text.h"
#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr qsizetype mostLines = 12;

QString percent(double share)
{
    return QString::number(std::lround(share * 100)) + QStringLiteral("\u2009%");
}

QString levelText(double level, const StageNode& stage)
{
    return stage.queue.measure == flow::Measure::Bytes ? qtText(displayBytes(level))
                                                       : qtText(displayCount(std::round(level)));
}

/// Worker time since the statistics began, what is going on now included.
QList<BarPart> workerTime(const NodeView& view)
{
    const auto all =
        static_cast<double>(view.busyNs) + static_cast<double>(view.blockedNs) + static_cast<double>(view.idleNs);
    if (!(all > 0))
        return {};
    const auto part = [&](Token token, std::uint64_t time, const QString& name) {
        const double share = static_cast<double>(time) / all;
        return BarPart{token, share, name + QLatin1Char(' ') + percent(share)};
    };
    return {part(Token::Busy, view.busyNs, Inspector::tr("busy")), part(Token::Blocked, view.blockedNs, Inspector::tr("blocked")),
            part(Token::Surface, view.idleNs, Inspector::tr("idle"))};
}

/// The part of the queue that never drains, and what comes and goes on top of it.
Reading standingAgainstBurst(const NodeView& view, const StageNode& stage)
{
    const auto level = static_cast<double>(view.level);
    const double each = view.waiting > 0 ? level / static_cast<double>(view.waiting) : 1.0;
    const double standing = std::min(level, view.standing * view.completedRate * each);
    return {Inspector::tr("standing, and burst on top"),
            levelText(standing, stage) + QStringLiteral(" + ") + levelText(level - standing, stage)};
}

Reading peak(const NodeView& view, const StageNode& stage)
{
    const auto& marks = stage.queue.marks;
    const QString top = levelText(static_cast<double>(view.peakLevel), stage);
    if (!marks || view.peakLevel <= marks->high)
        return {Inspector::tr("highest level"), top};
    return {Inspector::tr("highest level"),
            Inspector::tr("%1, %2 above high")
                .arg(top, levelText(static_cast<double>(view.peakLevel - marks->high), stage))};
}

void addRefusals(QList<Reading>& lines, const NodeView& view)
{
    std::uint64_t all = 0;
    for (const auto& refusal : view.refusedBy)
        all += refusal.total;
    for (const auto& refusal : view.refusedBy) {
        const double share = all > 0 ? static_cast<double>(refusal.total) / static_cast<double>(all) : 0;
        lines.append({Inspector::tr("refused: %1").arg(reasonText(refusal.reason)),
                      countText(static_cast<std::int64_t>(refusal.total)) + QStringLiteral(", ") + percent(share)});
    }
}

DetailReading ofStage(const Snapshot& snapshot, const NodeView& view, const StageNode& stage)
{
    DetailReading detail{Inspector::tr("Over the time"), statisticsSpan(snapshot), workerTime(view), {}};
    detail.lines = {peak(view, stage), standingAgainstBurst(view, stage)};
    addRefusals(detail.lines, view);
    if (view.hung > 0)
        detail.lines.append({Inspector::tr("workers that hang"), countText(view.hung)});
    if (view.reserved > 0)
        detail.lines.append({Inspector::tr("places reserved"), countText(view.reserved)});
    if (view.creditsFree)
        detail.lines.append({Inspector::tr("credits left"), countText(*view.creditsFree)});
    if (view.adaptiveLimit)
        detail.lines.append({Inspector::tr("lets in, now"), qtText(displayNumber(*view.adaptiveLimit))});
    if (view.workersWanted)
        detail.lines.append({Inspector::tr("workers wanted, starting"),
                             countText(*view.workersWanted) + QStringLiteral(", ") + countText(view.workersStarting)});
    return detail;
}

/// Who presses how hard: one client that has much more under way than the others is what a quota is for.
DetailReading ofProducer(const NodeView& view, const ProducerNode& producer)
{
    const ClientsView& clients = view.clients;
    if (clients.count < 2)
        return {};
    const double others =
        (clients.meanInside * clients.count - static_cast<double>(clients.worstInside)) / (clients.count - 1);
    DetailReading detail{Inspector::tr("Clients"), Inspector::tr("now"), {}, {}};
    detail.lines = {{Inspector::tr("client %1, the most").arg(clients.worst),
                     Inspector::tr("%1 inside").arg(countText(clients.worstInside))},
                    {Inspector::tr("each other one, mean"),
                     Inspector::tr("%1 inside").arg(qtText(displayNumber(std::max(0.0, others))))}};
    if (clients.hostile)
        detail.lines.append({Inspector::tr("hostile"), Inspector::tr("client %1, %2 times its share")
                                                            .arg(*clients.hostile)
                                                            .arg(qtText(displayNumber(producer.hostile.value_or(1))))});
    if (clients.killed > 0)
        detail.lines.append(
            {Inspector::tr("cut off"), Inspector::tr("%1 of %2").arg(clients.killed).arg(clients.count)});
    return detail;
}

QString stateOf(const ConsumerView& reader)
{
    if (reader.killed)
        return Inspector::tr("killed");
    return Inspector::tr("%1 unread, %2")
        .arg(countText(reader.unread), reader.blocked ? Inspector::tr("blocked") : durationText(toSeconds(reader.lag)));
}

DetailReading ofChannel(const NodeView& view)
{
    DetailReading detail{Inspector::tr("Readers"), Inspector::tr("now"), {}, {}};
    for (const auto& reader : view.consumers)
        detail.lines.append({qtText(reader.name), stateOf(reader)});
    return detail;
}

QString stateOf(const ReplicaView& replica)
{
    switch (replica.state) {
    case ReplicaView::State::Stopped:
        return Inspector::tr("stopped");
    case ReplicaView::State::Starting:
        return Inspector::tr("starts in %1").arg(durationText(toSeconds(replica.startsIn)));
    case ReplicaView::State::Running:
    case ReplicaView::State::Draining:
        break;
    }
    const bool stops = replica.state == ReplicaView::State::Draining;
    return (stops ? Inspector::tr("load %1, %2 wait, stops") : Inspector::tr("load %1, %2 wait"))
        .arg(countText(replica.load), countText(replica.waiting));
}

DetailReading ofBalancer(const NodeView& view)
{
    DetailReading detail{Inspector::tr("Replicas"), Inspector::tr("now"), {}, {}};
    for (std::size_t i = 0; i < view.replicas.size(); ++i)
        detail.lines.append({Inspector::tr("replica %1").arg(i + 1), stateOf(view.replicas[i])});
    return detail;
}

/// No more lines than a person reads.
DetailReading shortened(DetailReading detail)
{
    if (detail.lines.size() <= mostLines)
        return detail;
    const auto left = detail.lines.size() - (mostLines - 1);
    detail.lines.resize(mostLines - 1);
    detail.lines.append({Inspector::tr("and %1 more").arg(left), {}});
    return detail;
}

} // namespace

DetailReading detailReadingOf(const Snapshot& snapshot, const NodeView& view, const Node& node)
{
    if (const auto* producer = node.producer())
        return ofProducer(view, *producer);
    if (const auto* stage = node.stage())
        return shortened(ofStage(snapshot, view, *stage));
    return shortened(node.channel() ? ofChannel(view) : ofBalancer(view));
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/readings.h"

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
    const auto part = [&](Token token, std::uint64_t time, const char* name) {
        const double share = static_cast<double>(time) / all;
        return BarPart{token, share, QLatin1String(name) + QLatin1Char(' ') + percent(share)};
    };
    return {part(Token::Busy, view.busyNs, "busy"), part(Token::Blocked, view.blockedNs, "blocked"),
            part(Token::Surface, view.idleNs, "idle")};
}

/// The part of the queue that never drains, and what comes and goes on top of it.
Reading standingAgainstBurst(const NodeView& view, const StageNode& stage)
{
    const auto level = static_cast<double>(view.level);
    const double each = view.waiting > 0 ? level / static_cast<double>(view.waiting) : 1.0;
    const double standing = std::min(level, view.standing * view.completedRate * each);
    return {QStringLiteral("standing, and burst on top"),
            levelText(standing, stage) + QStringLiteral(" + ") + levelText(level - standing, stage)};
}

Reading peak(const NodeView& view, const StageNode& stage)
{
    const auto& marks = stage.queue.marks;
    const QString top = levelText(static_cast<double>(view.peakLevel), stage);
    if (!marks || view.peakLevel <= marks->high)
        return {QStringLiteral("highest level"), top};
    return {QStringLiteral("highest level"),
            QStringLiteral("%1, %2 above high")
                .arg(top, levelText(static_cast<double>(view.peakLevel - marks->high), stage))};
}

void addRefusals(QList<Reading>& lines, const NodeView& view)
{
    std::uint64_t all = 0;
    for (const auto& refusal : view.refusedBy)
        all += refusal.total;
    for (const auto& refusal : view.refusedBy) {
        const double share = all > 0 ? static_cast<double>(refusal.total) / static_cast<double>(all) : 0;
        lines.append({QStringLiteral("refused: ") + reasonText(refusal.reason),
                      countText(static_cast<std::int64_t>(refusal.total)) + QStringLiteral(", ") + percent(share)});
    }
}

DetailReading ofStage(const Snapshot& snapshot, const NodeView& view, const StageNode& stage)
{
    DetailReading detail{QStringLiteral("Over the time"), statisticsSpan(snapshot), workerTime(view), {}};
    detail.lines = {peak(view, stage), standingAgainstBurst(view, stage)};
    addRefusals(detail.lines, view);
    if (view.hung > 0)
        detail.lines.append({QStringLiteral("workers that hang"), countText(view.hung)});
    if (view.reserved > 0)
        detail.lines.append({QStringLiteral("places reserved"), countText(view.reserved)});
    if (view.creditsFree)
        detail.lines.append({QStringLiteral("credits left"), countText(*view.creditsFree)});
    if (view.adaptiveLimit)
        detail.lines.append({QStringLiteral("lets in, now"), qtText(displayNumber(*view.adaptiveLimit))});
    if (view.workersWanted)
        detail.lines.append({QStringLiteral("workers wanted, starting"),
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
    DetailReading detail{QStringLiteral("Clients"), QStringLiteral("now"), {}, {}};
    detail.lines = {{QStringLiteral("client %1, the most").arg(clients.worst),
                     countText(clients.worstInside) + QStringLiteral(" inside")},
                    {QStringLiteral("each other one, mean"),
                     qtText(displayNumber(std::max(0.0, others))) + QStringLiteral(" inside")}};
    if (clients.hostile)
        detail.lines.append({QStringLiteral("hostile"), QStringLiteral("client %1, %2 times its share")
                                                            .arg(*clients.hostile)
                                                            .arg(qtText(displayNumber(producer.hostile.value_or(1))))});
    if (clients.killed > 0)
        detail.lines.append(
            {QStringLiteral("cut off"), QStringLiteral("%1 of %2").arg(clients.killed).arg(clients.count)});
    return detail;
}

QString stateOf(const ConsumerView& reader)
{
    if (reader.killed)
        return QStringLiteral("killed");
    return countText(reader.unread) + QStringLiteral(" unread, ") +
           (reader.blocked ? QStringLiteral("blocked") : durationText(toSeconds(reader.lag)));
}

DetailReading ofChannel(const NodeView& view)
{
    DetailReading detail{QStringLiteral("Readers"), QStringLiteral("now"), {}, {}};
    for (const auto& reader : view.consumers)
        detail.lines.append({qtText(reader.name), stateOf(reader)});
    return detail;
}

QString stateOf(const ReplicaView& replica)
{
    switch (replica.state) {
    case ReplicaView::State::Stopped:
        return QStringLiteral("stopped");
    case ReplicaView::State::Starting:
        return QStringLiteral("starts in ") + durationText(toSeconds(replica.startsIn));
    case ReplicaView::State::Running:
    case ReplicaView::State::Draining:
        break;
    }
    return QStringLiteral("load %1, %2 wait%3")
        .arg(countText(replica.load), countText(replica.waiting),
             replica.state == ReplicaView::State::Draining ? QStringLiteral(", stops") : QString());
}

DetailReading ofBalancer(const NodeView& view)
{
    DetailReading detail{QStringLiteral("Replicas"), QStringLiteral("now"), {}, {}};
    for (std::size_t i = 0; i < view.replicas.size(); ++i)
        detail.lines.append({QStringLiteral("replica %1").arg(i + 1), stateOf(view.replicas[i])});
    return detail;
}

/// No more lines than a person reads.
DetailReading shortened(DetailReading detail)
{
    if (detail.lines.size() <= mostLines)
        return detail;
    const auto left = detail.lines.size() - (mostLines - 1);
    detail.lines.resize(mostLines - 1);
    detail.lines.append({QStringLiteral("and %1 more").arg(left), {}});
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

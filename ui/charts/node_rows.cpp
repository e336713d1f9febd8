// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/node_rows.h"

#include "charts/axis_range.h"
#include "charts/chart_text.h"
#include "units/display.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace highwater {

namespace {

constexpr double leastBytes = 4096;

QString percent(double share)
{
    return QString::fromStdString(displayRatio(std::clamp(share, 0.0, 1.0)));
}

QString bytes(double value)
{
    return QString::fromStdString(displayBytes(value));
}

QString nameOfNode(const Snapshot& snapshot, int node)
{
    return QString::fromStdString(snapshot.nodes[static_cast<std::size_t>(node)].name);
}

double total(const BarRow& row)
{
    return std::accumulate(row.parts.begin(), row.parts.end(), 0.0);
}

/// Powers of two stand for themselves where bytes are counted.
void endAtBytes(BarRows& rows)
{
    double most = leastBytes;
    for (const auto& row : rows.rows)
        most = std::max(most, total(row));
    rows.top = std::exp2(std::ceil(std::log2(most)));
}

/// Busy, blocked and idle workers: now over the rate window, at the crosshair over its column.
BarRows usageRows(const ChartFrame& frame)
{
    BarRows rows;
    rows.nothing = Charts::tr("No node has a limited number of workers.");
    for (const auto& node : frame.snapshot->nodes) {
        if (node.isProducer || node.retired || !node.workers || *node.workers <= 0)
            continue;
        double busy = node.busyShare;
        double blocked = node.blockedShare;
        if (frame.crosshair && node.series.interval > Duration::zero()) {
            const auto index = std::llround(std::floor(*frame.crosshair / toSeconds(node.series.interval)));
            const bool known = index >= node.series.first && index < node.series.end;
            const auto workers = static_cast<double>(*node.workers);
            busy = known ? std::min(1.0, static_cast<double>(node.series.at(index).busy) / workers) : 0;
            blocked = known ? std::min(1.0 - busy, static_cast<double>(node.series.at(index).blocked) / workers) : 0;
        }
        BarRow row;
        row.name = QString::fromStdString(node.name);
        row.parts = {busy, blocked};
        row.value = blocked > 0 ? Charts::tr("%1 busy, %2 blocked").arg(percent(busy), percent(blocked)) : Charts::tr("%1 busy").arg(percent(busy));
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

/// Of a live run: where the bytes of the process are.
BarRows liveBytes(const ByteSample& sample)
{
    static constexpr std::array names{QT_TRANSLATE_NOOP("Charts", "receive buffers"), QT_TRANSLATE_NOOP("Charts", "being read"),
                                      QT_TRANSLATE_NOOP("Charts", "queues"), QT_TRANSLATE_NOOP("Charts", "disk"),
                                      QT_TRANSLATE_NOOP("Charts", "send buffers")};
    // Which part of the bar each place is drawn as.
    static constexpr std::array<std::size_t, bytePlaceCount> part{3, 0, 0, 0, 2};
    BarRows rows;
    for (std::size_t place = 0; place < bytePlaceCount; ++place) {
        BarRow row;
        row.name = QCoreApplication::translate("Charts", names[place]);
        row.parts.assign(4, 0.0);
        row.parts[part[place]] = sample.bytes[place];
        row.value = bytes(sample.bytes[place]);
        rows.rows.push_back(std::move(row));
    }
    endAtBytes(rows);
    return rows;
}

void addQueue(const NodeView& node, const ChartFrame& frame, BarRows& rows)
{
    double waiting = static_cast<double>(node.waitingBytes);
    if (frame.crosshair && node.series.interval > Duration::zero()) {
        const auto index = std::llround(std::floor(*frame.crosshair / toSeconds(node.series.interval)));
        waiting = index >= node.series.first && index < node.series.end ? static_cast<double>(node.series.at(index).bytesMean) : 0;
    }
    rows.rows.push_back({Charts::tr("%1 queue").arg(QString::fromStdString(node.name)), {waiting, 0, 0, 0}, {}, {}, bytes(waiting)});
}

/// Queues, and what is on the way between two nodes.
BarRows bytesRows(const ChartFrame& frame)
{
    const Snapshot& snapshot = *frame.snapshot;
    if (snapshot.live && snapshot.live->bytes && !snapshot.live->bytes->empty())
        return liveBytes(snapshot.live->bytes->back());
    BarRows rows;
    rows.nothing = Charts::tr("Nothing holds bytes here.");
    for (const auto& link : snapshot.links) {
        if (!link.hop || !link.to)
            continue;
        const auto& hop = *link.hop;
        const auto value = [](std::int64_t number) { return static_cast<double>(number); };
        BarRow row;
        row.name = QStringLiteral("%1 → %2").arg(nameOfNode(snapshot, link.from), nameOfNode(snapshot, *link.to));
        row.parts = {0, value(hop.applicationBytes), value(hop.sendBytes), value(hop.receiveBytes)};
        if (hop.sendBuffer && hop.receiveBuffer)
            row.mark = value(*hop.sendBuffer + *hop.receiveBuffer);
        row.value = bytes(total(row));
        rows.rows.push_back(std::move(row));
    }
    for (const auto& node : snapshot.nodes) {
        if (!node.isProducer && !node.retired)
            addQueue(node, frame, rows);
    }
    endAtBytes(rows);
    return rows;
}

/// The producer whose clients are shown: one that feeds the charted stage, else the first that has several.
const NodeView* producerWithClients(const ChartFrame& frame)
{
    const NodeView* first = nullptr;
    for (const auto& link : frame.snapshot->links) {
        const auto& node = frame.snapshot->nodes[static_cast<std::size_t>(link.from)];
        if (!node.isProducer || node.retired || !node.clients.each)
            continue;
        if (link.to == frame.stage)
            return &node;
        first = first ? first : &node;
    }
    return first;
}

BarRows clientRows(const ChartFrame& frame)
{
    BarRows rows;
    rows.nothing = Charts::tr("No producer has several clients.");
    const auto* producer = producerWithClients(frame);
    if (!producer)
        return rows;
    double most = 1;
    for (const auto& client : *producer->clients.each) {
        const bool hostile = producer->clients.hostile == client.number;
        const auto inside = static_cast<double>(client.inside);
        BarRow row;
        row.name = hostile ? Charts::tr("client %1, hostile").arg(client.number) : Charts::tr("client %1").arg(client.number);
        row.parts = {hostile ? 0 : inside, hostile ? inside : 0};
        row.mark = producer->clients.meanInside;
        row.value = Charts::tr("%1, %2 refused")
                        .arg(QString::fromStdString(displayCount(inside)), QString::fromStdString(displayCount(static_cast<double>(client.refused))));
        most = std::max(most, inside);
        rows.rows.push_back(std::move(row));
    }
    rows.top = niceStep(most);
    return rows;
}

} // namespace

std::vector<PartLook> looksOf(ChartKind kind)
{
    switch (kind) {
    case ChartKind::Usage:
        return {{Token::Busy, false, QT_TRANSLATE_NOOP("Charts", "busy")},
                {Token::Blocked, true, QT_TRANSLATE_NOOP("Charts", "blocked, no room ahead")}};
    case ChartKind::Bytes:
        return {{Token::P50, false, QT_TRANSLATE_NOOP("Charts", "queues and store")},
                {Token::P99, true, QT_TRANSLATE_NOOP("Charts", "held by the sender")},
                {Token::P95, false, QT_TRANSLATE_NOOP("Charts", "send buffer")},
                {Token::Max, true, QT_TRANSLATE_NOOP("Charts", "receive buffer")}};
    case ChartKind::Clients:
        return {{Token::Busy, false, QT_TRANSLATE_NOOP("Charts", "requests under way")},
                {Token::P99, true, QT_TRANSLATE_NOOP("Charts", "of the hostile one")}};
    case ChartKind::Signals:
        return {{Token::Pressed, false, QT_TRANSLATE_NOOP("Charts", "pressed")},
                {Token::Blocked, true, QT_TRANSLATE_NOOP("Charts", "blocked")}};
    default:
        return {};
    }
}

BarRows rowsOf(ChartKind kind, const ChartFrame& frame)
{
    if (!frame.snapshot)
        return {{}, 1, Charts::tr("Nothing measured yet.")};
    switch (kind) {
    case ChartKind::Usage:
        return usageRows(frame);
    case ChartKind::Bytes:
        return bytesRows(frame);
    case ChartKind::Clients:
        return clientRows(frame);
    default:
        return {};
    }
}

QString spokenRows(ChartKind kind, const ChartFrame& frame)
{
    QStringList parts;
    if (kind == ChartKind::Signals && frame.snapshot) {
        for (const auto& node : frame.snapshot->nodes) {
            if (!node.isProducer && !node.retired)
                parts += (node.pressed ? Charts::tr("%1 is pressed, %2 of the time") : Charts::tr("%1 is not pressed, %2 of the time"))
                             .arg(QString::fromStdString(node.name), percent(node.pressedShare));
        }
        return parts.join(QStringLiteral("; "));
    }
    const auto rows = rowsOf(kind, frame);
    for (const auto& row : rows.rows)
        parts += QStringLiteral("%1 %2").arg(row.name, row.value);
    return parts.isEmpty() ? rows.nothing : parts.join(QStringLiteral("; "));
}

QString titleOfRows(ChartKind kind, const ChartFrame& frame)
{
    switch (kind) {
    case ChartKind::Usage: {
        const bool column = frame.crosshair.has_value();
        const auto span = frame.snapshot ? displayDuration(toSeconds(frame.snapshot->rateWindow)) : std::string();
        return column ? Charts::tr("Time of the workers") : Charts::tr("Time of the workers, last %1").arg(QString::fromStdString(span));
    }
    case ChartKind::Bytes:
        return Charts::tr("Where the bytes are");
    case ChartKind::Clients: {
        const auto* producer = frame.snapshot ? producerWithClients(frame) : nullptr;
        if (!producer)
            return Charts::tr("Pressure by client");
        const auto told = producer->clients.each->size();
        const auto all = static_cast<std::size_t>(producer->clients.count);
        const QString name = QString::fromStdString(producer->name);
        return told < all ? Charts::tr("Clients of %1, %2 of %3").arg(name).arg(told).arg(all) : Charts::tr("Clients of %1").arg(name);
    }
    case ChartKind::Signals:
        return Charts::tr("Pressure signals");
    default:
        return {};
    }
}

} // namespace highwater

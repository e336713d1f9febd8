// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/faces.h"
#include "theme/display_text.h"
#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

QString arrivalsText(const Arrivals& arrivals)
{
    switch (arrivals.kind) {
    case Arrivals::Kind::Poisson:
        return QStringLiteral("poisson");
    case Arrivals::Kind::Constant:
        return QStringLiteral("constant");
    case Arrivals::Kind::Renewal:
        return QStringLiteral("renewal");
    case Arrivals::Kind::Mmpp:
        return QStringLiteral("two-state poisson");
    case Arrivals::Kind::OnOff:
        return QStringLiteral("on and off");
    case Arrivals::Kind::Ramp:
        return QStringLiteral("ramp");
    case Arrivals::Kind::Sine:
        return QStringLiteral("sine");
    case Arrivals::Kind::Spike:
        return QStringLiteral("spike");
    case Arrivals::Kind::Trace:
        return QStringLiteral("trace");
    case Arrivals::Kind::Closed:
        return QStringLiteral("closed");
    case Arrivals::Kind::Saturated:
        break;
    }
    return QStringLiteral("saturated");
}

QString pressureText(flow::OnPressure onPressure)
{
    switch (onPressure) {
    case flow::OnPressure::Wait:
        return QStringLiteral("waits when pressed");
    case flow::OnPressure::Shed:
        return QStringLiteral("sheds when pressed");
    case flow::OnPressure::Ignore:
        break;
    }
    return QStringLiteral("ignores the signal");
}

QString waitingLine(const NodeView& view)
{
    QString line = QStringLiteral("waits ") + durationText(toSeconds(view.inState));
    if (view.atDoor > 0)
        line += separator() + countedText(view.atDoor, "sender parked", "senders parked");
    else if (view.held > 0)
        line += separator() + countedText(view.held, "sender held", "senders held");
    return line;
}

QString retryLine(const ProducerNode& producer)
{
    const auto& retry = producer.retry;
    QString line =
        retry.attempts ? QStringLiteral("%1 attempts").arg(*retry.attempts) : QStringLiteral("attempts without end");
    if (retry.budget)
        line += separator() + QStringLiteral("budget ") + qtText(displayRatio(*retry.budget));
    return line;
}

/// Who among the clients has most under way, and what the others have on average.
QString clientsLine(const ClientsView& clients)
{
    const double others =
        clients.count > 1
            ? (clients.meanInside * clients.count - static_cast<double>(clients.worstInside)) / (clients.count - 1)
            : 0.0;
    return QStringLiteral("client %1: %2 inside, others %3")
        .arg(clients.worst)
        .arg(countText(clients.worstInside), countText(std::max<std::int64_t>(0, std::llround(others))));
}

QString plainLine(const NodeView& view, const ProducerNode& producer)
{
    if (view.fromOutside)
        return QStringLiteral("clients from outside");
    if (producer.arrivals.kind == Arrivals::Kind::Closed)
        return QStringLiteral("closed · %1 users, %2 think")
            .arg(countText(producer.arrivals.users), countText(view.thinking));
    return arrivalsText(producer.arrivals) + separator() + pressureText(producer.onPressure);
}

void addLines(NodeWords& words, const NodeView& view, const ProducerNode& producer)
{
    QString& line = words.line;
    if (view.clients.hostile && view.clients.count > 1)
        line = clientsLine(view.clients);
    else if (view.state == NodeState::Waiting)
        line = waitingLine(view);
    else if (view.state == NodeState::Dropping)
        line = lookOf(view).word == QLatin1String("retrying") ? retryLine(producer)
                                                              : QStringLiteral("drops at the source when pressed");
    else
        line = plainLine(view, producer);
    words.shortLine = line;
    if (view.state != NodeState::Flowing || view.clients.hostile || view.clients.count < 2)
        return;
    if (view.clients.killed > 0)
        line = QStringLiteral("%1 of %2 clients cut off").arg(view.clients.killed).arg(view.clients.count);
    else
        line = QStringLiteral("%1 clients").arg(view.clients.count) + separator() + pressureText(producer.onPressure);
}

/// What the producer would send and does not, or sends again.
QString producerNote(const NodeView& view, double rate)
{
    if (view.state == NodeState::Dropping && view.refusedRate > 0 && view.refusedRate >= view.retriedRate)
        return QStringLiteral("sheds ") + rateText(view.refusedRate);
    if (view.retriedRate > 0)
        return QStringLiteral("+%1 retries").arg(rateText(view.retriedRate));
    const bool heldBack = view.state == NodeState::Waiting || view.heldShare > 0;
    if (heldBack && view.wantedRate > 0 && rate < 0.95 * view.wantedRate)
        return QStringLiteral("wants ") + rateText(view.wantedRate);
    return {};
}

} // namespace

NodeWords producerWords(const NodeView& view, const ProducerNode& producer)
{
    NodeWords words;
    const double rate = std::max(0.0, view.offeredRate - view.retriedRate);
    words.rate = rateText(rate);
    words.note = producerNote(view, rate);
    addLines(words, view, producer);
    words.sentence = QStringLiteral("%1, producer, %2: sends %3%4, %5.")
                         .arg(qtText(view.name), lookOf(view).word, words.rate,
                              words.note.isEmpty() ? QString() : QStringLiteral(", ") + words.note, words.line);
    return words;
}

void shapeProducer(NodeShape& shape, const NodeView& view, const ProducerNode&)
{
    shape.hostile = view.clients.hostile.has_value();
}

} // namespace highwater

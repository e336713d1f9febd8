// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/faces.h"
#include "theme/display_text.h"
#include "theme/picture_words.h"
#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

QString arrivalsText(const Arrivals& arrivals)
{
    switch (arrivals.kind) {
    case Arrivals::Kind::Poisson:
        return Painted::tr("poisson");
    case Arrivals::Kind::Constant:
        return Painted::tr("constant");
    case Arrivals::Kind::Renewal:
        return Painted::tr("renewal");
    case Arrivals::Kind::Mmpp:
        return Painted::tr("two-state poisson");
    case Arrivals::Kind::OnOff:
        return Painted::tr("on and off");
    case Arrivals::Kind::Ramp:
        return Painted::tr("ramp");
    case Arrivals::Kind::Sine:
        return Painted::tr("sine");
    case Arrivals::Kind::Spike:
        return Painted::tr("spike");
    case Arrivals::Kind::Trace:
        return Painted::tr("trace");
    case Arrivals::Kind::Closed:
        return Painted::tr("closed");
    case Arrivals::Kind::Saturated:
        break;
    }
    return Painted::tr("saturated");
}

QString pressureText(flow::OnPressure onPressure)
{
    switch (onPressure) {
    case flow::OnPressure::Wait:
        return Painted::tr("waits when pressed");
    case flow::OnPressure::Shed:
        return Painted::tr("sheds when pressed");
    case flow::OnPressure::Ignore:
        break;
    }
    return Painted::tr("ignores the signal");
}

QString waitingLine(const NodeView& view)
{
    QString line = Painted::tr("waits %1").arg(durationText(toSeconds(view.inState)));
    if (view.atDoor > 0)
        line += separator() + countedText(view.atDoor, Painted::tr("sender parked"), Painted::tr("senders parked"));
    else if (view.held > 0)
        line += separator() + countedText(view.held, Painted::tr("sender held"), Painted::tr("senders held"));
    return line;
}

QString retryLine(const ProducerNode& producer)
{
    const auto& retry = producer.retry;
    QString line =
        retry.attempts ? Painted::tr("%1 attempts").arg(*retry.attempts) : Painted::tr("attempts without end");
    if (retry.budget)
        line += separator() + Painted::tr("budget %1").arg(qtText(displayRatio(*retry.budget)));
    return line;
}

/// Who among the clients has most under way, and what the others have on average.
QString clientsLine(const ClientsView& clients)
{
    const double others =
        clients.count > 1
            ? (clients.meanInside * clients.count - static_cast<double>(clients.worstInside)) / (clients.count - 1)
            : 0.0;
    return Painted::tr("client %1: %2 inside, others %3")
        .arg(clients.worst)
        .arg(countText(clients.worstInside), countText(std::max<std::int64_t>(0, std::llround(others))));
}

QString plainLine(const NodeView& view, const ProducerNode& producer)
{
    if (view.fromOutside)
        return Painted::tr("clients from outside");
    if (producer.arrivals.kind == Arrivals::Kind::Closed)
        return Painted::tr("closed · %1 users, %2 think")
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
        line = lookOf(view).icon == QLatin1String("refused") ? retryLine(producer)
                                                              : Painted::tr("drops at the source when pressed");
    else
        line = plainLine(view, producer);
    words.shortLine = line;
    if (view.state != NodeState::Flowing || view.clients.hostile || view.clients.count < 2)
        return;
    if (view.clients.killed > 0)
        line = Painted::tr("%1 of %2 clients cut off").arg(view.clients.killed).arg(view.clients.count);
    else
        line = Painted::tr("%1 clients").arg(view.clients.count) + separator() + pressureText(producer.onPressure);
}

/// What the producer would send and does not, or sends again.
QString producerNote(const NodeView& view, double rate)
{
    if (view.state == NodeState::Dropping && view.refusedRate > 0 && view.refusedRate >= view.retriedRate)
        return Painted::tr("sheds %1").arg(rateText(view.refusedRate));
    if (view.retriedRate > 0)
        return Painted::tr("+%1 retries").arg(rateText(view.retriedRate));
    const bool heldBack = view.state == NodeState::Waiting || view.heldShare > 0;
    if (heldBack && view.wantedRate > 0 && rate < 0.95 * view.wantedRate)
        return Painted::tr("wants %1").arg(rateText(view.wantedRate));
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
    words.sentence = Painted::tr("%1, producer, %2: sends %3%4, %5.")
                         .arg(qtText(view.name), lookOf(view).word, words.rate,
                              words.note.isEmpty() ? QString() : QStringLiteral(", ") + words.note, words.line);
    return words;
}

void shapeProducer(NodeShape& shape, const NodeView& view, const ProducerNode&)
{
    shape.hostile = view.clients.hostile.has_value();
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/node_face.h"

#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr qint64 holdMilliseconds = 250;
/// A percentile at 99 % rests on so many samples at least; below it is a guess and says so.
constexpr std::uint32_t enoughForP99 = 1000;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

const QString& separator()
{
    static const QString dot = QStringLiteral(" · ");
    return dot;
}

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
    const auto senders = [](std::int64_t count, const char* state) {
        return QStringLiteral("%1 %2 %3")
            .arg(countText(count), count == 1 ? QStringLiteral("sender") : QStringLiteral("senders"),
                 QLatin1String(state));
    };
    QString line = QStringLiteral("waits ") + durationText(toSeconds(view.inState));
    if (view.atDoor > 0)
        line += separator() + senders(view.atDoor, "parked");
    else if (view.held > 0)
        line += separator() + senders(view.held, "held");
    return line;
}

QString retryLine(const ProducerNode& producer)
{
    const auto& retry = producer.retry;
    QString line =
        retry.attempts ? QStringLiteral("%1 attempts").arg(*retry.attempts) : QStringLiteral("attempts without end");
    if (retry.budget)
        line += separator() + QStringLiteral("budget ") + text(displayRatio(*retry.budget));
    return line;
}

QString producerLine(const NodeView& view, const ProducerNode& producer)
{
    if (view.state == NodeState::Waiting)
        return waitingLine(view);
    if (view.state == NodeState::Dropping)
        return lookOf(view).word == QLatin1String("retrying") ? retryLine(producer)
                                                              : QStringLiteral("drops at the source when pressed");
    if (producer.arrivals.kind == Arrivals::Kind::Closed)
        return QStringLiteral("closed · %1 users, %2 think")
            .arg(countText(producer.arrivals.users), countText(view.thinking));
    return arrivalsText(producer.arrivals) + separator() + pressureText(producer.onPressure);
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

QString levelText(std::int64_t level, flow::Measure measure)
{
    return measure == flow::Measure::Bytes ? text(displayBytes(static_cast<double>(level))) : countText(level);
}

QString lossLine(const NodeView& view)
{
    const QString rate = rateText(view.refusedRate);
    if (lookOf(view).word == QLatin1String("refusing"))
        return QStringLiteral("refuses %1: queue full").arg(rate);
    const auto& totals = view.totals;
    if (totals.expired > totals.dropped && totals.expired >= totals.failed)
        return QStringLiteral("%1 expire while they wait").arg(rate);
    if (totals.failed > totals.dropped)
        return QStringLiteral("%1 fail in service").arg(rate);
    return QStringLiteral("drops %1: queue full").arg(rate);
}

QString blockedLine(const Snapshot& snapshot, const NodeView& view)
{
    QString line = countText(view.blocked) + QStringLiteral(" blocked");
    if (!view.waitsFor)
        return line;
    line += QStringLiteral(" by ") + nodeName(snapshot, *view.waitsFor);
    const auto longest = snapshot.nodes[at(*view.waitsFor)].longestParked;
    if (longest > Duration::zero())
        line += QStringLiteral(" for ") + durationText(toSeconds(longest));
    return line;
}

QString busyText(const NodeView& view)
{
    if (!view.workers)
        return QStringLiteral("%1 in service").arg(countText(view.busy));
    return QStringLiteral("%1 of %2 busy").arg(countText(view.busy), countText(*view.workers));
}

QString p99Text(const NodeView& view)
{
    if (view.recentSamples == 0 || std::isnan(view.recentSojournP99))
        return {};
    const QString about = view.recentSamples < enoughForP99 ? QStringLiteral("≈ ") : QString();
    return separator() + QStringLiteral("p99 ") + about + durationText(view.recentSojournP99);
}

void addStageLines(NodeWords& words, const Snapshot& snapshot, const NodeView& view)
{
    if (view.state == NodeState::Blocked) {
        words.line = words.shortLine = blockedLine(snapshot, view);
    } else if (view.state == NodeState::Dropping) {
        words.line = words.shortLine = lossLine(view);
    } else if (view.state == NodeState::Idle && view.busy == 0) {
        words.line = words.shortLine =
            view.workers ? QStringLiteral("no item · %1 of %2 busy").arg(countText(view.busy), countText(*view.workers))
                         : QStringLiteral("no item");
    } else {
        words.shortLine = busyText(view) + p99Text(view);
        words.line = view.workers ? QStringLiteral("workers ") + words.shortLine : words.shortLine;
    }
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
        view.waiting == 0 ? QStringLiteral("empty") : QStringLiteral("oldest ") + durationText(toSeconds(view.oldest));
    if (!view.workers)
        words.servers = QStringLiteral("∞ workers");
    addStageLines(words, snapshot, view);
    words.sentence = QStringLiteral("%1, stage, %2: %3 of %4 waiting, %5, completes %6, %7.")
                         .arg(text(view.name), lookOf(view).word, words.depth,
                              stage.queue.capacity ? words.capacity.mid(2) : QStringLiteral("unlimited"), words.age,
                              words.rate, words.line);
    return words;
}

NodeWords producerWords(const NodeView& view, const ProducerNode& producer)
{
    NodeWords words;
    const double rate = std::max(0.0, view.offeredRate - view.retriedRate);
    words.rate = rateText(rate);
    words.note = producerNote(view, rate);
    words.line = words.shortLine = producerLine(view, producer);
    words.sentence = QStringLiteral("%1, producer, %2: sends %3%4, %5.")
                         .arg(text(view.name), lookOf(view).word, words.rate,
                              words.note.isEmpty() ? QString() : QStringLiteral(", ") + words.note, words.line);
    return words;
}

/// The level's own state, whatever holds or loses items besides.
Token levelToken(const NodeView& view, const flow::QueuePolicy& queue)
{
    if (view.pressed)
        return Token::Pressed;
    return queue.marks && view.level >= queue.marks->low ? Token::Filling : Token::Flowing;
}

} // namespace

QString rateText(double perSecond)
{
    return perSecond > 0 ? text(displayRate(perSecond)) : QStringLiteral("0/s");
}

QString durationText(double seconds)
{
    return seconds > 0 ? text(displayDuration(seconds)) : QStringLiteral("0 s");
}

QString countText(std::int64_t count)
{
    return text(displayCount(static_cast<double>(count)));
}

QString nodeName(const Snapshot& snapshot, int node)
{
    return text(snapshot.nodes[at(node)].name);
}

NodeWords wordsOf(const Snapshot& snapshot, int node)
{
    const NodeView& view = snapshot.nodes[at(node)];
    const auto& kind = snapshot.scenario->nodes[at(node)];
    if (const auto* producer = kind.producer())
        return producerWords(view, *producer);
    return stageWords(snapshot, view, *kind.stage());
}

NodeShape shapeOf(const Snapshot& snapshot, int node, int gaugeWidth, double scale)
{
    const NodeView& view = snapshot.nodes[at(node)];
    NodeShape shape;
    shape.state = shape.fillToken = lookOf(view).token;
    shape.outlined = view.state != NodeState::Idle && view.state != NodeState::Flowing;
    const auto* stage = snapshot.scenario->nodes[at(node)].stage();
    if (!stage)
        return shape;
    const auto pixels = [&](double level) {
        return scale > 0 ? static_cast<int>(std::lround(std::clamp(level / scale, 0.0, 1.0) * gaugeWidth)) : 0;
    };
    const auto level = static_cast<double>(view.level);
    if (view.state != NodeState::Dropping)
        shape.fillToken = levelToken(view, stage->queue);
    shape.fill = pixels(level);
    if (view.level > 0 && shape.fill == 0)
        shape.fill = 1;
    if (const auto& marks = stage->queue.marks) {
        shape.high = pixels(static_cast<double>(marks->high));
        shape.low = pixels(static_cast<double>(marks->low));
    }
    // A forecast within two pixels of the level could not be told from its edge.
    if (const int ahead = pixels(level + view.levelSlope); std::abs(ahead - shape.fill) > 2)
        shape.forecast = ahead;
    shape.bounded = stage->queue.capacity.has_value();
    shape.workers = view.workers.value_or(0);
    shape.busy = view.busy;
    shape.blocked = view.blocked;
    return shape;
}

double gaugeScale(const NodeView& view, const flow::QueuePolicy& queue, double scaleBefore)
{
    if (queue.capacity)
        return static_cast<double>(*queue.capacity);
    const auto level = static_cast<double>(view.level);
    const double high = queue.marks ? static_cast<double>(queue.marks->high) * 1.25 : 0.0;
    const double needed = std::max({level, high, 10.0});
    if (scaleBefore >= needed && (level > scaleBefore / 5 || high > scaleBefore / 2.5 || scaleBefore <= 10))
        return scaleBefore;
    const double decade = std::pow(10.0, std::floor(std::log10(needed)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * decade >= needed)
            return step * decade;
    }
    return 10 * decade;
}

const StateLook& HeldLook::update(const StateLook& look, qint64 now)
{
    if (!m_shown || (m_shown->word != look.word && now - m_since >= holdMilliseconds)) {
        m_shown = look;
        m_since = now;
    }
    m_behind = m_shown->word != look.word;
    return *m_shown;
}

} // namespace highwater

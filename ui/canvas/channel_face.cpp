// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/faces.h"
#include "theme/display_text.h"
#include "theme/picture_words.h"

#include <algorithm>

namespace highwater {

namespace {

QString lagText(const ConsumerView& consumer)
{
    if (consumer.killed)
        return Painted::tr("killed");
    return consumer.blocked ? Painted::tr("blocked") : durationText(toSeconds(consumer.lag));
}

QString clauseOf(const ConsumerView& consumer)
{
    if (consumer.killed)
        return Painted::tr("%1 was killed").arg(qtText(consumer.name));
    return (consumer.blocked ? Painted::tr("%1 %2 behind, %3 unread, blocked") : Painted::tr("%1 %2 behind, %3 unread"))
        .arg(qtText(consumer.name), durationText(toSeconds(consumer.lag)), countText(consumer.unread));
}

/// The unread items at which a consumer's line ends.
double boundOf(const ConsumerView& consumer, const ChannelNode& channel, double scale)
{
    if (consumer.buffer)
        return static_cast<double>(*consumer.buffer);
    return channel.killAbove ? static_cast<double>(*channel.killAbove) : scale;
}

Token tokenOf(const ConsumerView& consumer, const ChannelNode& channel, bool slowestOfPressed)
{
    if (consumer.blocked)
        return Token::Blocked;
    const bool full = consumer.buffer && consumer.unread >= *consumer.buffer;
    if (slowestOfPressed || full || (channel.marks && consumer.unread >= channel.marks->high))
        return Token::Pressed;
    return channel.marks && consumer.unread >= channel.marks->low ? Token::Filling : Token::Flowing;
}

std::size_t slowestIndex(const std::vector<ConsumerView>& consumers)
{
    const auto slowest = std::max_element(consumers.begin(), consumers.end(), [](const auto& a, const auto& b) {
        return std::pair(!a.killed, a.unread) < std::pair(!b.killed, b.unread);
    });
    return static_cast<std::size_t>(slowest - consumers.begin());
}

} // namespace

int consumerRows(std::size_t consumers)
{
    return static_cast<int>(std::min(consumers, mostConsumerRows));
}

std::vector<std::size_t> shownConsumers(const std::vector<ConsumerView>& consumers)
{
    const bool all = consumers.size() <= mostConsumerRows;
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < (all ? consumers.size() : mostConsumerRows - 1); ++i)
        shown.push_back(i);
    // The last row says how many there are besides; the one before it is for the slowest when it is none of the first.
    if (const std::size_t slowest = slowestIndex(consumers); !all && slowest >= shown.size())
        shown.back() = slowest;
    return shown;
}

const ConsumerView* slowestOf(const NodeView& view)
{
    if (view.consumers.empty())
        return nullptr;
    const ConsumerView& slowest = view.consumers[slowestIndex(view.consumers)];
    return slowest.killed ? nullptr : &slowest;
}

NodeWords channelWords(const NodeView& view)
{
    NodeWords words;
    words.rate = rateText(view.completedRate);
    const ConsumerView* slowest = slowestOf(view);
    words.depth = slowest ? durationText(toSeconds(slowest->lag)) : QStringLiteral("\u2013");
    for (const auto index : shownConsumers(view.consumers))
        words.rows.push_back({qtText(view.consumers[index].name), lagText(view.consumers[index])});
    if (view.consumers.size() > words.rows.size())
        words.more = Painted::tr("and %1 more").arg(view.consumers.size() - words.rows.size());
    QStringList clauses;
    for (const auto& consumer : view.consumers)
        clauses.append(clauseOf(consumer));
    words.line =
        slowest ? Painted::tr("%1 is the slowest").arg(qtText(slowest->name)) : Painted::tr("nobody reads");
    words.sentence = Painted::tr("%1, channel, %2: %3; completes %4.")
                         .arg(qtText(view.name), lookOf(view).word, clauses.join(QStringLiteral("; ")), words.rate);
    return words;
}

void shapeChannel(NodeShape& shape, const NodeView& view, const ChannelNode& channel, int gaugeWidth, double scale)
{
    const ConsumerView* slowest = slowestOf(view);
    for (const auto index : shownConsumers(view.consumers)) {
        const ConsumerView& consumer = view.consumers[index];
        LagBar bar;
        bar.killed = consumer.killed;
        bar.blocked = consumer.blocked;
        bar.lag = consumer.killed
                      ? 0
                      : pixelsOf(static_cast<double>(consumer.unread), boundOf(consumer, channel, scale), gaugeWidth);
        bar.token = consumer.killed ? Token::Idle : tokenOf(consumer, channel, view.pressed && &consumer == slowest);
        shape.lags.push_back(bar);
    }
    if (!slowest)
        return;
    shape.fill = pixelsOf(static_cast<double>(slowest->unread), boundOf(*slowest, channel, scale), gaugeWidth);
    if (view.state != NodeState::Dropping)
        shape.fillToken = tokenOf(*slowest, channel, view.pressed);
    shape.bounded = slowest->buffer || channel.killAbove;
    shape.blocked = view.blocked;
}

} // namespace highwater

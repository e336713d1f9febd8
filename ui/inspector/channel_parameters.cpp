// SPDX-License-Identifier: GPL-3.0-or-later
// A channel and each of its readers.
#include "inspector/inspector_text.h"
#include "inspector/law_text.h"
#include "inspector/parameter_parts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

using namespace parameter;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Edits markEdits(std::int64_t high, std::int64_t low)
{
    return {{QStringLiteral("highWater"), QString::number(high), true},
            {QStringLiteral("lowWater"), QString::number(low), true}};
}

Edits channelMarkEdits(const EditBase& base, double value, bool upper)
{
    if (!std::isfinite(value))
        return {{QStringLiteral("highWater"), std::nullopt, true}, {QStringLiteral("lowWater"), std::nullopt, true}};
    const auto& marks = base.node.channel()->marks;
    const auto level = std::max<std::int64_t>(upper ? 1 : 0, std::llround(value));
    if (upper)
        return markEdits(level, marks ? std::min(marks->low, level - 1) : level / 2);
    return markEdits(marks ? std::max(marks->high, level + 1) : std::max<std::int64_t>(1, 2 * level), level);
}

NumberParameter mark(bool upper)
{
    const auto read = [upper](const Node& n) {
        const auto& marks = n.channel()->marks;
        return std::optional(marks ? static_cast<double>(upper ? marks->high : marks->low) : infinity);
    };
    return {
        .key = upper ? QStringLiteral("channel.highWater") : QStringLiteral("channel.lowWater"),
        .noun = upper ? Inspector::tr("high") : Inspector::tr("low"),
        .help =
            upper
                ? Inspector::tr(
                      "When the slowest reader has this many unread, the signal goes on and senders are asked to wait.")
                : Inspector::tr(
                      "When the slowest reader has no more than this unread, the signal goes off and senders go on."),
        .infinite = Inspector::tr("none"),
        .least = upper ? 1.0 : 0.0,
        .unit = always<KnobUnit::Items>,
        .label = named(upper ? Inspector::tr("High mark") : Inspector::tr("Low mark")),
        .read = read,
        .scale = [read](const Node& file) { return countScale(*read(file)); },
        .write = [upper](const EditBase& base, double v) { return channelMarkEdits(base, v, upper); }};
}

NumberParameter killAbove()
{
    return {.key = QStringLiteral("killAbove"),
            .noun = Inspector::tr("kill above"),
            .help = Inspector::tr("A reader with more unread items is killed, so that it holds the others no longer."),
            .infinite = Inspector::tr("never"),
            .least = 1,
            .unit = always<KnobUnit::Items>,
            .label = named(Inspector::tr("Kill a reader above")),
            .read = [](const Node& n) { return std::optional(orInfinity(n.channel()->killAbove)); },
            .scale = [](const Node& file) { return countScale(orInfinity(file.channel()->killAbove)); },
            .write = [](const EditBase&, double v) { return optionalEdit(QStringLiteral("killAbove"), v, countText); }};
}

ChoiceParameter whenFull()
{
    static const QStringList words{QStringLiteral("reject"), QStringLiteral("block"), QStringLiteral("drop-newest")};
    auto options = plainOptions(words);
    options[2].text = Inspector::tr("newest");
    return {
        .key = QStringLiteral("channel.whenFull"),
        .label = Inspector::tr("When a reader's buffer is full"),
        .noun = Inspector::tr("when full"),
        .help = Inspector::tr(
            "What happens to an item for which one reader has no room: it is turned away (reject), its sender waits at "
            "the door (block), or it is lost (newest)."),
        .options = options,
        .path = QStringLiteral("whenFull"),
        .read = [](const Node& n) { return wordAt(words, n.channel()->whenFull); },
        .fixed = false,
        .write = {}};
}

const Consumer* readerOf(const Node& node, const std::string& name)
{
    const auto* channel = node.channel();
    if (!channel)
        return nullptr;
    const auto& all = channel->consumers;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Consumer& consumer) { return consumer.name == name; });
    return found == all.end() ? nullptr : &*found;
}

QString readerPath(const std::string& name, const char* member)
{
    QString escaped = QString::fromStdString(name);
    escaped.replace(QLatin1Char('~'), QStringLiteral("~0")).replace(QLatin1Char('/'), QStringLiteral("~1"));
    return QStringLiteral("consumers/%1/%2").arg(escaped, QLatin1String(member));
}

QString readerKey(const std::string& name, const char* member)
{
    return QStringLiteral("reader.%1.%2").arg(QString::fromStdString(name), QLatin1String(member));
}

QString readerNoun(const std::string& name, const QString& noun)
{
    return QString::fromStdString(name) + QLatin1Char(' ') + noun;
}

NumberParameter serviceTime(const std::string& name)
{
    const auto read = [name](const Node& n) -> std::optional<double> {
        const Consumer* reader = readerOf(n, name);
        if (!reader)
            return std::nullopt;
        const double mean = knobMeanOf(reader->service);
        return lawWithMean(reader->service, Quantity::Time, mean) ? std::optional(mean) : std::nullopt;
    };
    return {.key = readerKey(name, "service"),
            .noun = readerNoun(name, Inspector::tr("service")),
            .help = Inspector::tr(
                "The mean time that this reader spends on one item. The kind of its distribution stays as it is."),
            .infinite = {},
            .least = 0,
            .unit = always<KnobUnit::Seconds>,
            .label =
                [name](const Node& n) {
                    const Consumer* reader = readerOf(n, name);
                    return reader ? Inspector::tr("Service time, %1").arg(lawWord(reader->service)) : Inspector::tr("Service time");
                },
            .read = read,
            .scale = [read](const Node& file) { return timeScale(read(file).value_or(0.01)); },
            .write =
                [name](const EditBase& base, double mean) {
                    const Consumer* reader = readerOf(base.node, name);
                    const auto text = reader ? lawWithMean(reader->service, Quantity::Time, mean) : std::nullopt;
                    return text ? Edits{{readerPath(name, "service"), QString::fromStdString(*text)}} : Edits{};
                }};
}

TextParameter serviceLaw(const std::string& name)
{
    return {.key = readerKey(name, "serviceText"),
            .label = Inspector::tr("Service distribution"),
            .noun = readerNoun(name, Inspector::tr("service")),
            .help = Inspector::tr("The whole law of this reader's service time."),
            .path = readerPath(name, "service"),
            .read =
                [name](const Node& n) {
                    const Consumer* reader = readerOf(n, name);
                    return reader ? std::optional(QString::fromStdString(reader->service.text)) : std::nullopt;
                },
            .fixed = false,
            .write = {}};
}

NumberParameter buffer(const std::string& name)
{
    const auto read = [name](const Node& n) {
        const Consumer* reader = readerOf(n, name);
        return reader ? std::optional(orInfinity(reader->buffer)) : std::nullopt;
    };
    return {
        .key = readerKey(name, "buffer"),
        .noun = readerNoun(name, Inspector::tr("buffer")),
        .help = Inspector::tr("Unread items at which the channel is full for this reader."),
        .infinite = Inspector::tr("unlimited"),
        .least = 1,
        .unit = always<KnobUnit::Items>,
        .label = named(Inspector::tr("Buffer")),
        .read = read,
        .scale = [read](const Node& file) { return countScale(read(file).value_or(infinity)); },
        .write = [name](const EditBase&, double v) { return optionalEdit(readerPath(name, "buffer"), v, countText); }};
}

ChoiceParameter killed(const std::string& name)
{
    return {.key = readerKey(name, "killed"),
            .label = Inspector::tr("Reads, or was killed"),
            .noun = readerNoun(name, Inspector::tr("killed")),
            .help = Inspector::tr("A killed reader drops what it has not read and holds nobody any longer."),
            .options = {{QStringLiteral("false"), Inspector::tr("reads")},
                        {QStringLiteral("true"), Inspector::tr("killed")}},
            .path = readerPath(name, "killed"),
            .read =
                [name](const Node& n) {
                    const Consumer* reader = readerOf(n, name);
                    return !reader ? QString() : reader->killed ? QStringLiteral("true") : QStringLiteral("false");
                },
            .fixed = false,
            .write = {}};
}

} // namespace

std::vector<Parameter> parameter::channelRows()
{
    return {mark(true), mark(false), whenFull(), killAbove()};
}

std::vector<Parameter> parameter::consumerRows(const std::string& name)
{
    return {serviceTime(name), buffer(name), killed(name), serviceLaw(name)};
}

} // namespace highwater

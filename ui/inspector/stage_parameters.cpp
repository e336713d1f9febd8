// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/inspector_text.h"
#include "inspector/law_text.h"
#include "inspector/mark_edits.h"
#include "inspector/parameter_parts.h"
#include "session/worker_edits.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

using namespace parameter;

namespace {

KnobUnit levelUnit(const Node& node)
{
    return stageOf(node).queue.measure == flow::Measure::Bytes ? KnobUnit::Bytes : KnobUnit::Items;
}

double largestLevel(const flow::QueuePolicy& queue)
{
    return queue.measure == flow::Measure::Bytes ? 1e9 : 1e5;
}

/// From the least mark up to the capacity.
KnobScale markScale(const Node& node, double least)
{
    const auto& queue = stageOf(node).queue;
    if (queue.capacity && *queue.capacity > 0)
        return KnobScale::linear(least, static_cast<double>(*queue.capacity), true);
    return {1, largestLevel(queue), true, true, !queue.marks};
}

/// A queue without places has no marks; an absent mark of another queue is infinite: it is never reached.
std::optional<double> markOf(const Node& node, std::int64_t flow::Marks::*mark)
{
    const auto& queue = stageOf(node).queue;
    if (queue.capacity == 0)
        return std::nullopt;
    return queue.marks ? static_cast<double>(*queue.marks.*mark) : std::numeric_limits<double>::infinity();
}

Edits countEdits(const EditBase& base, double value)
{
    // Workers without number have no speeds of their own.
    if (!std::isfinite(value))
        return {{QStringLiteral("workers/count"), countText(value), true},
                {QStringLiteral("workers/speeds"), std::nullopt, true}};
    Edits edits;
    for (const auto& [path, text] : workerEdits(stageOf(base.node), std::llround(value)))
        edits.append({path, text});
    return edits;
}

NumberParameter workers()
{
    return {.key = QStringLiteral("workers"),
            .noun = Inspector::tr("workers"),
            .help = Inspector::tr(
                "How many items this stage works on at the same time. More workers raise the rate that it can serve."),
            .infinite = Inspector::tr("unlimited"),
            .least = 1,
            .unit = always<KnobUnit::Count>,
            .label = [](const Node&) { return Inspector::tr("Workers"); },
            .read = [](const Node& n) { return std::optional(orInfinity(stageOf(n).workers)); },
            .scale = [](const Node& file) { return countScale(orInfinity(stageOf(file).workers)); },
            .write = countEdits};
}

std::optional<double> serviceMean(const Node& node)
{
    const auto& law = stageOf(node).service;
    const double mean = knobMeanOf(law);
    return lawWithMean(law, Quantity::Time, mean) ? std::optional(mean) : std::nullopt;
}

Edits serviceEdits(const EditBase& base, double mean)
{
    const auto text = lawWithMean(stageOf(base.node).service, Quantity::Time, mean);
    return text ? Edits{{QStringLiteral("workers/service"), QString::fromStdString(*text)}} : Edits{};
}

NumberParameter serviceTime()
{
    return {.key = QStringLiteral("service"),
            .noun = Inspector::tr("service"),
            .help = Inspector::tr(
                "The mean time that one worker spends on one item. The kind of its distribution stays as it is."),
            .infinite = {},
            .least = 0,
            .unit = always<KnobUnit::Seconds>,
            .label =
                [](const Node& n) {
                    return Inspector::tr("Service time, %1").arg(lawWord(stageOf(n).service));
                },
            .read = serviceMean,
            .scale =
                [](const Node& file) {
                    const double mean = knobMeanOf(stageOf(file).service);
                    return KnobScale::decades(mean > 0 ? mean : 0.01, 1, false);
                },
            .write = serviceEdits};
}

NumberParameter highMark()
{
    return {.key = QStringLiteral("highWater"),
            .noun = Inspector::tr("high"),
            .help = Inspector::tr("When this many wait, the signal goes on and senders are asked to wait."),
            .infinite = Inspector::tr("none"),
            .least = 1,
            .unit = levelUnit,
            .label = [](const Node&) { return Inspector::tr("High mark"); },
            .read = [](const Node& n) { return markOf(n, &flow::Marks::high); },
            .scale = [](const Node& n) { return markScale(n, 0); },
            .write = highMarkEdits};
}

NumberParameter lowMark()
{
    return {
        .key = QStringLiteral("lowWater"),
        .noun = Inspector::tr("low"),
        .help = Inspector::tr(
            "When the level has fallen to this, the signal goes off and senders go on. The gap to the high mark keeps "
            "the signal from flapping."),
        .infinite = Inspector::tr("none"),
        .least = 0,
        .unit = levelUnit,
        .label = [](const Node&) { return Inspector::tr("Low mark"); },
        .read = [](const Node& n) { return markOf(n, &flow::Marks::low); },
        .scale = [](const Node& n) { return markScale(n, 0); },
        .write = lowMarkEdits};
}

KnobScale capacityScale(const Node& file)
{
    const auto& queue = stageOf(file).queue;
    if (!queue.capacity)
        return {1, largestLevel(queue), true, true, true};
    return KnobScale::decades(std::max(1.0, static_cast<double>(*queue.capacity)), 2, true);
}

NumberParameter capacity()
{
    return {
        .key = QStringLiteral("capacity"),
        .noun = Inspector::tr("capacity"),
        .help = Inspector::tr(
            "How many may wait; what is in service does not count. Marks above a smaller capacity come down with it."),
        .infinite = Inspector::tr("unlimited"),
        .least = 0,
        .unit = levelUnit,
        .label = [](const Node&) { return Inspector::tr("Capacity"); },
        .read = [](const Node& n) { return std::optional(orInfinity(stageOf(n).queue.capacity)); },
        .scale = capacityScale,
        .write = capacityEdits};
}

const QStringList& whenFullWords()
{
    static const QStringList words{QStringLiteral("reject"), QStringLiteral("block"), QStringLiteral("drop-newest"),
                                   QStringLiteral("drop-oldest")};
    return words;
}

ChoiceParameter whenFull()
{
    auto options = plainOptions(whenFullWords());
    options[2].text = Inspector::tr("newest");
    options[3].text = Inspector::tr("oldest", "on a segment");
    return {.key = QStringLiteral("whenFull"),
            .label = Inspector::tr("When full"),
            .noun = Inspector::tr("when full"),
            .help = Inspector::tr(
                "What happens to an item that finds no place: it is turned away (reject), its sender waits at the door "
                "(block), the newcomer is lost (newest), or the one that has waited longest is lost (oldest)."),
            .options = options,
            .path = QStringLiteral("queue/whenFull"),
            .read = [](const Node& n) { return wordAt(whenFullWords(), stageOf(n).queue.whenFull); },
            .fixed = false,
            .write = {}};
}

} // namespace

std::vector<Parameter> parameter::stageRows()
{
    return {workers(), serviceTime(), highMark(), lowMark(), capacity(), whenFull()};
}

} // namespace highwater

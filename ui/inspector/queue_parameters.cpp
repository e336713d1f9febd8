// SPDX-License-Identifier: GPL-3.0-or-later
// How a queue serves, how it blocks, and what keeps it short.
#include "inspector/inspector_text.h"
#include "inspector/parameter_parts.h"
#include "inspector/policy_text.h"

namespace highwater {

using namespace parameter;

namespace {

const QString aqmPath = QStringLiteral("queue/aqm");

bool isShared(const Node& node)
{
    return stageOf(node).queue.order == flow::Order::ProcessorSharing;
}

ChoiceParameter order()
{
    static const QStringList words{QStringLiteral("fifo"),
                                   QStringLiteral("lifo"),
                                   QStringLiteral("adaptive-lifo"),
                                   QStringLiteral("priority"),
                                   QStringLiteral("priority-preemptive"),
                                   QStringLiteral("processor-sharing")};
    const QStringList texts{QStringLiteral("fifo"),     QStringLiteral("lifo"),      Inspector::tr("adapt."),
                            Inspector::tr("prio."), Inspector::tr("preem."), Inspector::tr("share")};
    auto options = plainOptions(words);
    for (int i = 0; i < options.size(); ++i)
        options[i].text = texts[i];
    return {.key = QStringLiteral("order"),
            .label = Inspector::tr("Order"),
            .noun = Inspector::tr("order"),
            .help = Inspector::tr("Which waiting item is served next: the first (fifo), the last (lifo), the last "
                                   "while a queue stands (adaptive), the most "
                                   "urgent (priority), the most urgent even if it interrupts (preemptive); or all at "
                                   "once, sharing the workers."),
            .options = options,
            .path = QStringLiteral("queue/order"),
            .read = [](const Node& n) { return wordAt(words, stageOf(n).queue.order); },
            .fixed = false,
            .write = {}};
}

TextParameter measure()
{
    return {.key = QStringLiteral("measure"),
            .label = Inspector::tr("Measure"),
            .noun = Inspector::tr("measure"),
            .help = Inspector::tr("What the level, the marks and the capacity count. It is set in the file."),
            .path = QStringLiteral("queue/measure"),
            .read = [](const Node& n) { return std::optional(choiceWord(measureText(stageOf(n).queue))); },
            .fixed = true,
            .write = {}};
}

ChoiceParameter blocking()
{
    static const QStringList words{QStringLiteral("after-service"), QStringLiteral("before-service")};
    auto options = plainOptions(words);
    options[0].text = Inspector::tr("after service");
    options[1].text = Inspector::tr("before service");
    return {.key = QStringLiteral("blocking"),
            .label = Inspector::tr("Workers that send here wait"),
            .noun = Inspector::tr("blocking"),
            .help = Inspector::tr("Matters when this queue blocks. After service: a worker finishes and keeps its "
                                   "item until there is room. Before service: "
                                   "it takes a place here first and does not begin until it has one."),
            .options = options,
            .path = QStringLiteral("queue/blocking"),
            .read = [](const Node& n) { return isShared(n) ? QString() : wordAt(words, stageOf(n).queue.blocking); },
            .fixed = false,
            .write = {}};
}

ChoiceParameter management()
{
    static const QStringList words{QStringLiteral("none"), QStringLiteral("codel"), QStringLiteral("pie"),
                                   QStringLiteral("red"), QStringLiteral("controlled-delay")};
    auto options = plainOptions(words);
    options[4].text = Inspector::tr("c. delay");
    return {
        .key = QStringLiteral("aqm"),
        .label = Inspector::tr("Queue management"),
        .noun = Inspector::tr("queue management"),
        .help = Inspector::tr(
            "Throws items away before the queue is full, so that it does not stand: by the time they waited (codel, "
            "controlled delay), by the time they would wait (pie), or by the mean length (red)."),
        .options = options,
        .path = aqmPath,
        .read = [](const Node& n) { return isShared(n) ? QString() : wordAt(words, stageOf(n).queue.aqm.index()); },
        .fixed = false,
        .write = {}};
}

/// A time of the policy that is in force; the policy is written anew with it.
template <typename Policy>
Duration* timeIn(flow::AqmPolicy& policy, Duration Policy::*time)
{
    auto* managed = std::get_if<Policy>(&policy);
    return managed ? &(managed->*time) : nullptr;
}

Duration* targetOf(flow::AqmPolicy& policy)
{
    if (auto* target = timeIn(policy, &flow::CodelPolicy::target))
        return target;
    if (auto* target = timeIn(policy, &flow::PiePolicy::target))
        return target;
    return timeIn(policy, &flow::ControlledDelayPolicy::target);
}

Duration* intervalOf(flow::AqmPolicy& policy)
{
    if (auto* interval = timeIn(policy, &flow::CodelPolicy::interval))
        return interval;
    if (auto* interval = timeIn(policy, &flow::PiePolicy::update))
        return interval;
    return timeIn(policy, &flow::ControlledDelayPolicy::interval);
}

NumberParameter managedTime(const QString& key, const QString& noun, const QString& label, const QString& help,
                            Duration* (*timeOf)(flow::AqmPolicy&))
{
    const auto read = [timeOf](const Node& n) -> std::optional<double> {
        flow::AqmPolicy policy = stageOf(n).queue.aqm;
        const Duration* time = timeOf(policy);
        return time ? std::optional(toSeconds(*time)) : std::nullopt;
    };
    return {.key = key,
            .noun = noun,
            .help = help,
            .infinite = {},
            .least = 1e-9,
            .unit = always<KnobUnit::Seconds>,
            .label = named(label),
            .read = read,
            .scale = [read](const Node& file) { return timeScale(read(file).value_or(0.005)); },
            .write =
                [timeOf](const EditBase& base, double v) {
                    flow::AqmPolicy policy = stageOf(base.node).queue.aqm;
                    if (Duration* time = timeOf(policy))
                        *time = fromSeconds(v);
                    return Edits{{aqmPath, aqmText(policy)}};
                },
            .optional = true};
}

TextParameter managementText()
{
    return {.key = QStringLiteral("aqmText"),
            .label = Inspector::tr("Queue management with all parameters"),
            .noun = Inspector::tr("queue management"),
            .help = Inspector::tr(
                "Such as codel(target=5ms, interval=100ms), pie(target=15ms, burst=150ms) or red(low=5, high=15)."),
            .path = aqmPath,
            .read =
                [](const Node& n) {
                    const auto& policy = stageOf(n).queue.aqm;
                    return policy.index() == 0 ? std::nullopt : std::optional(aqmText(policy));
                },
            .fixed = false,
            .write = {}};
}

} // namespace

std::vector<Parameter> parameter::queueRows()
{
    return {order(),
            measure(),
            blocking(),
            management(),
            managedTime(QStringLiteral("aqmTarget"), Inspector::tr("target"), Inspector::tr("Target delay"),
                        Inspector::tr("The waiting time that may stand; what is above it for long is thrown away."),
                        targetOf),
            managedTime(
                QStringLiteral("aqmInterval"), Inspector::tr("interval"), Inspector::tr("Interval"),
                Inspector::tr(
                    "How long the target may be missed before anything is thrown away; of pie: how often it looks."),
                intervalOf),
            managementText()};
}

} // namespace highwater

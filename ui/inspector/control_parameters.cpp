// SPDX-License-Identifier: GPL-3.0-or-later
// Who is let in, and how the workers follow the load.
#include "inspector/inspector_text.h"
#include "inspector/parameter_parts.h"
#include "inspector/policy_text.h"
#include "units/quantity.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

using namespace parameter;

namespace {

const QString admissionPath = QStringLiteral("admission");
const QString autoscalePath = QStringLiteral("autoscale/");
using Metric = flow::AutoscalePolicy::Metric;

/// The list as it is written, with one member changed, or taken out when its text is empty, or added at the end.
Edits admissionEdits(const EditBase& base, int index, const QString& text)
{
    QJsonArray list = QJsonDocument::fromJson(writtenAt(base, admissionPath).toUtf8()).array();
    if (text.isEmpty() && index < list.size())
        list.removeAt(index);
    else if (text.isEmpty())
        return {};
    else if (index < list.size())
        list[index] = text;
    else
        list.append(text);
    return {{admissionPath, QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact))}};
}

TextParameter member(int index, bool last)
{
    return {.key = QStringLiteral("admission.%1").arg(index),
            .label = last ? Inspector::tr("Add a member") : Inspector::tr("Asked as number %1").arg(index + 1),
            .noun = Inspector::tr("admission"),
            .help = Inspector::tr(
                "Such as token-bucket(100/s, 20), concurrency(20, 25), watermark, quota(10/s), adaptive-throttle(k=2), "
                "gradient2, vegas "
                "or aimd. They are asked in this order before the queue; the first refusal ends it. Empty: taken out."),
            .path = admissionPath + QStringLiteral("/%1").arg(index),
            .read =
                [index](const Node& n) {
                    const auto& all = stageOf(n).admission;
                    const auto place = static_cast<std::size_t>(index);
                    return std::optional(place < all.size() ? admissionText(all[place]) : QString());
                },
            .fixed = false,
            .write = [index](const EditBase& base, const QString& text) { return admissionEdits(base, index, text); }};
}

const std::optional<flow::AutoscalePolicy>& scalerOf(const Node& node)
{
    return stageOf(node).autoscale;
}

const QStringList& metricWords()
{
    static const QStringList words{QStringLiteral("utilisation"), QStringLiteral("depth"), QStringLiteral("drain-time"),
                                   QStringLiteral("lag")};
    return words;
}

/// A target in the metric's own unit.
QString targetText(Metric metric, double target)
{
    switch (metric) {
    case Metric::Utilisation:
        return shareText(target);
    case Metric::Depth:
        return QString::fromStdString(writeNumber(target));
    case Metric::DrainTime:
    case Metric::Lag:
        break;
    }
    return timeText(target);
}

double usualTarget(Metric metric)
{
    return metric == Metric::Utilisation ? 0.7 : metric == Metric::Depth ? 10 : 0.5;
}

/// A new autoscaler begins between the workers that there are and four times as many; another metric gets a target in
/// its unit.
Edits metricEdits(const EditBase& base, const QString& id)
{
    const auto& scaler = scalerOf(base.node);
    if (id == QLatin1String("off"))
        return {{QStringLiteral("autoscale"), std::nullopt}};
    const auto metric = static_cast<Metric>(std::max(0, static_cast<int>(metricWords().indexOf(id))));
    Edits edits{{autoscalePath + QStringLiteral("metric"), id, true},
                {autoscalePath + QStringLiteral("target"), targetText(metric, usualTarget(metric)), true}};
    if (scaler)
        return edits;
    const auto workers = stageOf(base.node).workers.value_or(1);
    edits.append({autoscalePath + QStringLiteral("min"), QString::number(1), true});
    edits.append(
        {autoscalePath + QStringLiteral("max"), QString::number(std::max<std::int64_t>(2, 4 * workers)), true});
    edits.append({QStringLiteral("workers/speeds"), std::nullopt, true}); // workers that come and go are all alike
    return edits;
}

ChoiceParameter metric()
{
    QList<ChoiceParameter::Option> options{{QStringLiteral("off"), choiceWord(QStringLiteral("off"))}};
    options += plainOptions(metricWords());
    options[1].text = Inspector::tr("busy", "on a segment");
    options[3].text = Inspector::tr("drain");
    return {
        .key = QStringLiteral("autoscale"),
        .label = Inspector::tr("Workers follow"),
        .noun = Inspector::tr("autoscale"),
        .help = Inspector::tr(
            "What decides the number of workers: how busy they are, the waiting items per worker (depth), the time to "
            "drain the queue, or the age of the oldest item (lag)."),
        .options = options,
        .path = autoscalePath + QStringLiteral("metric"),
        .read =
            [](const Node& n) {
                return scalerOf(n) ? wordAt(metricWords(), scalerOf(n)->metric) : QStringLiteral("off");
            },
        .fixed = false,
        .write = metricEdits};
}

NumberParameter target()
{
    const auto read = [](const Node& n) { return scalerOf(n) ? std::optional(scalerOf(n)->target) : std::nullopt; };
    return {
        .key = QStringLiteral("autoscaleTarget"),
        .noun = Inspector::tr("target"),
        .help = Inspector::tr("The value of the metric that the autoscaler aims at."),
        .infinite = {},
        .least = 1e-9,
        .unit =
            [](const Node& n) {
                const Metric metric = scalerOf(n) ? scalerOf(n)->metric : Metric::Utilisation;
                return metric == Metric::Utilisation ? KnobUnit::Share
                       : metric == Metric::Depth     ? KnobUnit::Items
                                                     : KnobUnit::Seconds;
            },
        .label = named(Inspector::tr("Target")),
        .read = read,
        .scale =
            [read](const Node& file) {
                if (!scalerOf(file) || scalerOf(file)->metric == Metric::Utilisation)
                    return KnobScale::linear(0, 1, false);
                return KnobScale::decades(*read(file), 1, scalerOf(file)->metric == Metric::Depth);
            },
        .write =
            [](const EditBase& base, double v) {
                return Edits{{autoscalePath + QStringLiteral("target"), targetText(scalerOf(base.node)->metric, v)}};
            },
        .optional = true};
}

/// The bounds push each other along, and the number of workers stays between them.
Edits boundEdits(const EditBase& base, std::int64_t min, std::int64_t max)
{
    Edits edits{{autoscalePath + QStringLiteral("min"), QString::number(min), true},
                {autoscalePath + QStringLiteral("max"), QString::number(max), true}};
    const auto workers = stageOf(base.node).workers.value_or(min);
    if (base.writes(QStringLiteral("workers/count")) && (workers < min || workers > max))
        edits.append({QStringLiteral("workers/count"), QString::number(std::clamp(workers, min, max)), true});
    return edits;
}

NumberParameter bound(bool upper)
{
    const auto read = [upper](const Node& n) {
        return scalerOf(n) ? std::optional(static_cast<double>(upper ? scalerOf(n)->max : scalerOf(n)->min))
                           : std::nullopt;
    };
    return {.key = upper ? QStringLiteral("autoscaleMax") : QStringLiteral("autoscaleMin"),
            .noun = upper ? Inspector::tr("most workers") : Inspector::tr("fewest workers"),
            .help = upper ? Inspector::tr("The autoscaler never orders more workers.")
                          : Inspector::tr("The autoscaler never leaves fewer workers."),
            .infinite = {},
            .least = 1,
            .unit = always<KnobUnit::Count>,
            .label = named(upper ? Inspector::tr("Most workers") : Inspector::tr("Fewest workers")),
            .read = read,
            .scale = [read](const Node& file) { return countScale(read(file).value_or(1)); },
            .write =
                [upper](const EditBase& base, double v) {
                    const auto value = std::max<std::int64_t>(1, std::llround(v));
                    const auto& scaler = *scalerOf(base.node);
                    return upper ? boundEdits(base, std::min(scaler.min, value), value)
                                 : boundEdits(base, value, std::max(scaler.max, value));
                },
            .optional = true};
}

NumberParameter delay(const QString& member, const QString& noun, const QString& label, const QString& help,
                      Duration flow::AutoscalePolicy::*time, double least)
{
    const auto read = [time](const Node& n) {
        return scalerOf(n) ? std::optional(toSeconds(*scalerOf(n).*time)) : std::nullopt;
    };
    return {.key = QStringLiteral("autoscale.") + member,
            .noun = noun,
            .help = help,
            .infinite = {},
            .least = least,
            .unit = always<KnobUnit::Seconds>,
            .label = named(label),
            .read = read,
            .scale = [read](const Node& file) { return timeScale(read(file).value_or(1)); },
            .write =
                [member](const EditBase&, double v) {
                    return Edits{{autoscalePath + member, timeText(v)}};
                },
            .optional = true};
}

NumberParameter softLimit()
{
    const auto read = [](const Node& n) {
        return scalerOf(n) ? std::optional(orInfinity(scalerOf(n)->softLimit)) : std::nullopt;
    };
    return {.key = QStringLiteral("autoscale.softLimit"),
            .noun = Inspector::tr("soft limit"),
            .help = Inspector::tr("Items inside per worker at which an arrival orders one more worker at once."),
            .infinite = Inspector::tr("off"),
            .least = 1,
            .unit = always<KnobUnit::Items>,
            .label = named(Inspector::tr("Soft limit per worker")),
            .read = read,
            .scale =
                [read](const Node& file) {
                    return countScale(read(file).value_or(std::numeric_limits<double>::infinity()));
                },
            .write = [](const EditBase&,
                        double v) { return optionalEdit(autoscalePath + QStringLiteral("softLimit"), v, countText); },
            .optional = true};
}

/// A new window ends at the stage itself.
Edits creditEdits(const EditBase& base, double v)
{
    if (!std::isfinite(v))
        return {{QStringLiteral("window"), std::nullopt}};
    Edits edits{{QStringLiteral("window/credits"), countText(v), true}};
    if (!base.writes(QStringLiteral("window/until")))
        edits.append({QStringLiteral("window/until"), QString::fromStdString(base.node.name), true});
    return edits;
}

NumberParameter credits()
{
    const auto read = [](const Node& n) {
        const auto& window = stageOf(n).window;
        return std::optional(window ? static_cast<double>(window->credits) : std::numeric_limits<double>::infinity());
    };
    return {
        .key = QStringLiteral("window"),
        .noun = Inspector::tr("credits"),
        .help = Inspector::tr(
            "Items that may be under way between here and the end of the window; without a credit this queue counts as "
            "full."),
        .infinite = Inspector::tr("no window"),
        .least = 1,
        .unit = always<KnobUnit::Count>,
        .label = named(Inspector::tr("Credits")),
        .read = read,
        .scale = [read](const Node& file) { return countScale(*read(file)); },
        .write = creditEdits};
}

TextParameter until(const QStringList& names)
{
    return {.key = QStringLiteral("windowUntil"),
            .label = Inspector::tr("Credits come back when items leave"),
            .noun = Inspector::tr("window"),
            .help = Inspector::tr("The name of the stage behind which a credit is given back. "),
            .path = QStringLiteral("window/until"),
            .read =
                [names](const Node& n) {
                    const auto& window = stageOf(n).window;
                    return window ? std::optional(names.value(window->until)) : std::nullopt;
                },
            .fixed = false,
            .write =
                [](const EditBase&, const QString& text) {
                    return text.isEmpty() ? Edits{} : Edits{{QStringLiteral("window/until"), text}};
                }};
}

} // namespace

std::vector<Parameter> parameter::admissionRows(const Node& node)
{
    const auto count = static_cast<int>(stageOf(node).admission.size());
    std::vector<Parameter> rows;
    for (int i = 0; i <= count; ++i)
        rows.push_back(member(i, i == count));
    return rows;
}

std::vector<Parameter> parameter::autoscaleRows()
{
    using Policy = flow::AutoscalePolicy;
    return {metric(),
            target(),
            bound(false),
            bound(true),
            delay(QStringLiteral("startDelay"), Inspector::tr("start delay"), Inspector::tr("Start delay"),
                  Inspector::tr("From the decision until a new worker works."), &Policy::startDelay, 0),
            delay(QStringLiteral("stopDelay"), Inspector::tr("stop delay"), Inspector::tr("Stop delay"),
                  Inspector::tr("From the decision until a worker stops."), &Policy::stopDelay, 0),
            delay(QStringLiteral("evaluate"), Inspector::tr("evaluated every"), Inspector::tr("Evaluated every"),
                  Inspector::tr("How often the metric is looked at."), &Policy::evaluate, 1e-9),
            delay(QStringLiteral("stabilisation"), Inspector::tr("stabilisation"), Inspector::tr("Stabilisation"),
                  Inspector::tr("The highest wish of so long a time counts before workers are stopped."),
                  &Policy::stabilisation, 0),
            softLimit()};
}

std::vector<Parameter> parameter::windowRows(const QStringList& names)
{
    return {credits(), until(names)};
}

} // namespace highwater

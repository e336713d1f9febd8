// SPDX-License-Identifier: GPL-3.0-or-later
// How a balancer spreads its load and how many replicas it keeps.
#include "inspector/inspector_text.h"
#include "inspector/parameter_parts.h"

#include <algorithm>
#include <cmath>

namespace highwater {

using namespace parameter;

namespace {

const flow::BalancerPolicy& policyOf(const Node& node)
{
    return node.balancer()->policy;
}

Edits replicaEdits(std::int64_t min, std::int64_t max)
{
    return {{QStringLiteral("replicas/min"), QString::number(min), true},
            {QStringLiteral("replicas/max"), QString::number(max), true}};
}

NumberParameter replicas(bool upper)
{
    const auto read = [upper](const Node& n) {
        return std::optional(static_cast<double>(upper ? policyOf(n).max : policyOf(n).min));
    };
    return {.key = upper ? QStringLiteral("replicasMax") : QStringLiteral("replicasMin"),
            .noun = upper ? Inspector::tr("most replicas") : Inspector::tr("fewest replicas"),
            .help = upper ? Inspector::tr("Replicas that may run at the same time.")
                          : Inspector::tr("Replicas that always run."),
            .infinite = {},
            .least = upper ? 1.0 : 0.0,
            .unit = always<KnobUnit::Count>,
            .label = named(upper ? Inspector::tr("Most replicas") : Inspector::tr("Fewest replicas")),
            .read = read,
            .scale =
                [read, upper](const Node& file) {
                    KnobScale scale = countScale(*read(file));
                    scale.low = upper ? 1 : 0;
                    scale.logarithmic = scale.logarithmic && upper;
                    return scale;
                },
            .write =
                [upper](const EditBase& base, double v) {
                    const auto value = static_cast<std::int64_t>(std::llround(v));
                    return upper ? replicaEdits(std::min(policyOf(base.node).min, value), value)
                                 : replicaEdits(value, std::max({policyOf(base.node).max, value, std::int64_t{1}}));
                }};
}

Edits limitEdits(std::int64_t soft, double hard)
{
    return {{QStringLiteral("softLimit"), QString::number(soft), true},
            {QStringLiteral("hardLimit"), std::isfinite(hard) ? std::optional(countText(hard)) : std::nullopt, true}};
}

/// Two limits of which the hard one is always above: they push each other along.
NumberParameter limit(bool hard)
{
    const auto read = [hard](const Node& n) {
        return std::optional(hard ? orInfinity(policyOf(n).hardLimit) : static_cast<double>(policyOf(n).softLimit));
    };
    return {
        .key = hard ? QStringLiteral("hardLimit") : QStringLiteral("softLimit"),
        .noun = hard ? Inspector::tr("hard limit") : Inspector::tr("soft limit"),
        .help =
            hard ? Inspector::tr("A replica never gets more; when all are at it, what comes waits before them.")
                 : Inspector::tr("At it a replica counts as loaded: others are preferred, and one more is started."),
        .infinite = hard ? Inspector::tr("none") : QString(),
        .least = hard ? 2.0 : 1.0,
        .unit = always<KnobUnit::Count>,
        .label = named(hard ? Inspector::tr("Hard limit") : Inspector::tr("Soft limit")),
        .read = read,
        .scale = [read](const Node& file) { return countScale(*read(file)); },
        .write =
            [hard](const EditBase& base, double v) {
                const auto& policy = policyOf(base.node);
                if (!hard) {
                    const auto soft = static_cast<std::int64_t>(std::llround(v));
                    return limitEdits(soft, std::max(orInfinity(policy.hardLimit), static_cast<double>(soft + 1)));
                }
                const auto soft = std::isfinite(v)
                                      ? std::min(policy.softLimit, static_cast<std::int64_t>(std::llround(v)) - 1)
                                      : policy.softLimit;
                return limitEdits(std::max<std::int64_t>(1, soft), v);
            }};
}

NumberParameter startDelay()
{
    return {.key = QStringLiteral("startDelay"),
            .noun = Inspector::tr("start delay"),
            .help = Inspector::tr("How long a replica takes to start."),
            .infinite = {},
            .least = 0,
            .unit = always<KnobUnit::Seconds>,
            .label = named(Inspector::tr("Start delay")),
            .read = [](const Node& n) { return std::optional(toSeconds(policyOf(n).startDelay)); },
            .scale = [](const Node& file) { return timeScale(toSeconds(policyOf(file).startDelay)); },
            .write =
                [](const EditBase&, double v) {
                    return Edits{{QStringLiteral("startDelay"), timeText(v)}};
                }};
}

NumberParameter stopAfter()
{
    return {.key = QStringLiteral("stopAfter"),
            .noun = Inspector::tr("stop after"),
            .help = Inspector::tr("The time between two looks for a replica too many."),
            .infinite = Inspector::tr("never"),
            .least = 1e-9,
            .unit = always<KnobUnit::Seconds>,
            .label = named(Inspector::tr("Stop one too many every")),
            .read = [](const Node& n) { return std::optional(orInfinity(policyOf(n).stopAfter)); },
            .scale = [](const Node& file) { return timeScale(orInfinity(policyOf(file).stopAfter)); },
            .write = [](const EditBase&, double v) { return optionalEdit(QStringLiteral("stopAfter"), v, timeText); }};
}

ChoiceParameter load()
{
    static const QStringList words{QStringLiteral("connections"), QStringLiteral("requests")};
    return {.key = QStringLiteral("load"),
            .label = Inspector::tr("Load is counted in"),
            .noun = Inspector::tr("load"),
            .help = Inspector::tr(
                "Connections: a client keeps one to a replica while it has items inside. Requests: the items inside."),
            .options = plainOptions(words),
            .path = QStringLiteral("load"),
            .read = [](const Node& n) { return wordAt(words, policyOf(n).type); },
            .fixed = false,
            .write = {}};
}

} // namespace

std::vector<Parameter> parameter::balancerRows()
{
    return {replicas(false), replicas(true), limit(false), limit(true), startDelay(), stopAfter(), load()};
}

} // namespace highwater

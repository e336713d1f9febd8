// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/law_text.h"
#include "inspector/parameter_parts.h"
#include "units/quantity.h"
#include "units/time.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

using namespace parameter;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

const flow::RetryPolicy& retryOf(const Node& node)
{
    return node.producer()->retry;
}

bool retries(const Node& node)
{
    return retryOf(node).kind != flow::RetryPolicy::Kind::None;
}

bool isClosed(const Node& node)
{
    return node.producer()->arrivals.kind == Arrivals::Kind::Closed;
}

std::optional<double> arrivalRate(const Node& node)
{
    const auto& arrivals = node.producer()->arrivals;
    const auto rate = knobRateOf(arrivals);
    return rate && arrivalsWithRate(arrivals, *rate) ? rate : std::nullopt;
}

KnobScale arrivalScale(const Node& file)
{
    const double rate = knobRateOf(file.producer()->arrivals).value_or(0);
    return KnobScale::decades(rate > 0 ? rate : 100, 1, isClosed(file));
}

Edits arrivalEdits(const EditBase& base, double rate)
{
    const auto text = arrivalsWithRate(base.node.producer()->arrivals, rate);
    return text ? Edits{{QStringLiteral("arrivals"), QString::fromStdString(*text)}} : Edits{};
}

NumberParameter arrivals()
{
    return {.group = KnobGroup::Producer,
            .key = QStringLiteral("arrivals"),
            .noun = QStringLiteral("arrivals"),
            .help = QStringLiteral(
                "What this producer wants to send: its mean rate, or the number of users of a closed source."),
            .infinite = {},
            .least = 0,
            .unit = [](const Node& n) { return isClosed(n) ? KnobUnit::Count : KnobUnit::PerSecond; },
            .label = [](const Node& n) { return QString::fromStdString(arrivalsLabel(n.producer()->arrivals)); },
            .read = arrivalRate,
            .scale = arrivalScale,
            .write = arrivalEdits};
}

NumberParameter timeout()
{
    return {.group = KnobGroup::Producer,
            .key = QStringLiteral("timeout"),
            .noun = QStringLiteral("timeout"),
            .help = QStringLiteral(
                "After this time the sender gives up and may try again. Work that is queued already is not cancelled."),
            .infinite = QStringLiteral("off"),
            .least = 1e-9,
            .unit = always<KnobUnit::Seconds>,
            .label = [](const Node&) { return QStringLiteral("Timeout"); },
            .read =
                [](const Node& n) {
                    const auto& limit = n.producer()->timeout;
                    return std::optional(limit ? toSeconds(*limit) : infinity);
                },
            .scale =
                [](const Node& file) {
                    const auto& limit = file.producer()->timeout;
                    return limit ? KnobScale::decades(toSeconds(*limit), 1, false)
                                 : KnobScale{0.01, 100, true, false, true};
                },
            .write = [](const EditBase&, double v) { return optionalEdit(QStringLiteral("timeout"), v, timeText); }};
}

/// A producer that does not retry gets a policy with its first retry.
Edits attemptsEdits(const EditBase& base, double value)
{
    if (retries(base.node))
        return optionalEdit(QStringLiteral("retry/attempts"), value, countText);
    const QString attempts = std::isfinite(value) ? QStringLiteral(", \"attempts\": ") + countText(value) : QString();
    const QString delay = QString::fromStdString(writeDuration(retryOf(base.node).base));
    return {{QStringLiteral("retry"),
             QStringLiteral("{\"policy\": \"exponential\", \"base\": \"%1\"%2}").arg(delay, attempts)}};
}

NumberParameter attempts()
{
    return {.group = KnobGroup::Producer,
            .key = QStringLiteral("attempts"),
            .noun = QStringLiteral("attempts"),
            .help = QStringLiteral("How often an item is tried, the first time included; 1 means no retry. Retries of "
                                   "several layers multiply."),
            .infinite = QStringLiteral("unlimited"),
            .least = 1,
            .unit = always<KnobUnit::Count>,
            .label = [](const Node&) { return QStringLiteral("Retry attempts"); },
            .read = [](const Node& n) { return std::optional(retries(n) ? orInfinity(retryOf(n).attempts) : 1.0); },
            .scale =
                [](const Node& file) {
                    KnobScale scale = KnobScale::linear(1, 10, true);
                    scale.endless = retries(file) && !retryOf(file).attempts;
                    return scale;
                },
            .write = attemptsEdits};
}

std::optional<double> meanSize(const Node& node)
{
    const auto& law = node.producer()->size;
    const double mean = knobMeanOf(law);
    return lawWithMean(law, Quantity::Size, mean) ? std::optional(mean) : std::nullopt;
}

Edits sizeEdits(const EditBase& base, double mean)
{
    const auto text = lawWithMean(base.node.producer()->size, Quantity::Size, mean);
    return text ? Edits{{QStringLiteral("size"), QString::fromStdString(*text)}} : Edits{};
}

NumberParameter size()
{
    return {.group = KnobGroup::Producer,
            .key = QStringLiteral("size"),
            .noun = QStringLiteral("size"),
            .help = QStringLiteral("The mean size of one item. It matters where queues count bytes."),
            .infinite = {},
            .least = 0,
            .unit = always<KnobUnit::Bytes>,
            .label =
                [](const Node& n) {
                    return QStringLiteral("Size, ") + QString::fromStdString(lawName(n.producer()->size));
                },
            .read = meanSize,
            .scale =
                [](const Node& file) {
                    return KnobScale::decades(std::max(1.0, knobMeanOf(file.producer()->size)), 1, true);
                },
            .write = sizeEdits};
}

NumberParameter retryBase()
{
    return {.group = KnobGroup::ProducerMore,
            .key = QStringLiteral("retryBase"),
            .noun = QStringLiteral("retry base"),
            .help = QStringLiteral("The delay before the first retry; an exponential policy multiplies it every time."),
            .infinite = {},
            .least = 1e-9,
            .unit = always<KnobUnit::Seconds>,
            .label = [](const Node&) { return QStringLiteral("Retry base"); },
            .read = [](const Node& n) { return retries(n) ? std::optional(toSeconds(retryOf(n).base)) : std::nullopt; },
            .scale = [](const Node& file) { return KnobScale::decades(toSeconds(retryOf(file).base), 1, false); },
            .write =
                [](const EditBase&, double v) {
                    return Edits{{QStringLiteral("retry/base"), timeText(v)}};
                }};
}

NumberParameter retryBudget()
{
    return {.group = KnobGroup::ProducerMore,
            .key = QStringLiteral("retryBudget"),
            .noun = QStringLiteral("retry budget"),
            .help = QStringLiteral("Retries per first try, at most. It keeps retries from multiplying the load."),
            .infinite = QStringLiteral("off"),
            .least = 0,
            .unit = always<KnobUnit::Share>,
            .label = [](const Node&) { return QStringLiteral("Retry budget"); },
            .read =
                [](const Node& n) {
                    return retries(n) ? std::optional(retryOf(n).budget.value_or(infinity)) : std::nullopt;
                },
            .scale =
                [](const Node& file) {
                    KnobScale scale = KnobScale::linear(0, 1, false);
                    scale.endless = !retryOf(file).budget;
                    return scale;
                },
            .write =
                [](const EditBase&, double v) {
                    return optionalEdit(QStringLiteral("retry/budget"), v,
                                        [](double share) { return QString::fromStdString(writeRatio(Ratio{share})); });
                }};
}

NumberParameter clients()
{
    return {.group = KnobGroup::ProducerMore,
            .key = QStringLiteral("clients"),
            .noun = QStringLiteral("clients"),
            .help =
                QStringLiteral("Independent senders that share the rate. Each waits on its own when it is held back."),
            .infinite = {},
            .least = 1,
            .unit = always<KnobUnit::Count>,
            .label = [](const Node&) { return QStringLiteral("Clients"); },
            .read = [](const Node& n) { return std::optional(static_cast<double>(n.producer()->clients)); },
            .scale = [](const Node& file) { return countScale(static_cast<double>(file.producer()->clients)); },
            .write =
                [](const EditBase&, double v) {
                    return Edits{{QStringLiteral("clients"), countText(v)}};
                }};
}

ChoiceParameter onPressure()
{
    static const QStringList words{QStringLiteral("wait"), QStringLiteral("ignore"), QStringLiteral("shed")};
    return {.group = KnobGroup::Producer,
            .key = QStringLiteral("onPressure"),
            .label = QStringLiteral("On pressure"),
            .noun = QStringLiteral("on pressure"),
            .help = QStringLiteral(
                "What this producer does while its target is pressed or full: stop producing (wait), keep sending "
                "(ignore), or drop at the source (shed)."),
            .options = plainOptions(words),
            .path = QStringLiteral("onPressure"),
            .read = [](const Node& n) { return wordAt(words, n.producer()->onPressure); },
            .fixed = false};
}

ChoiceParameter jitter()
{
    static const QStringList words{QStringLiteral("none"), QStringLiteral("full"), QStringLiteral("equal"),
                                   QStringLiteral("decorrelated")};
    auto options = plainOptions(words);
    options[3].text = QStringLiteral("decorr.");
    return {.group = KnobGroup::Producer,
            .key = QStringLiteral("jitter"),
            .label = QStringLiteral("Retry jitter"),
            .noun = QStringLiteral("jitter"),
            .help = QStringLiteral(
                "How retry delays are spread, so that senders that failed together do not come back together."),
            .options = options,
            .path = QStringLiteral("retry/jitter"),
            .read = [](const Node& n) { return retries(n) ? wordAt(words, retryOf(n).jitter) : QString(); },
            .fixed = false};
}

} // namespace

std::vector<NumberParameter> producerNumbers()
{
    return {arrivals(), timeout(), attempts(), size(), retryBase(), retryBudget(), clients()};
}

std::vector<ChoiceParameter> producerChoices()
{
    return {onPressure(), jitter()};
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/inspector_text.h"
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
    return {.key = QStringLiteral("arrivals"),
            .noun = Inspector::tr("arrivals"),
            .help = Inspector::tr(
                "What this producer wants to send: its mean rate, or the number of users of a closed source."),
            .infinite = {},
            .least = 0,
            .unit = [](const Node& n) { return isClosed(n) ? KnobUnit::Count : KnobUnit::PerSecond; },
            .label = [](const Node& n) { return arrivalsLabel(n.producer()->arrivals); },
            .read = arrivalRate,
            .scale = arrivalScale,
            .write = arrivalEdits};
}

NumberParameter timeout()
{
    return {.key = QStringLiteral("timeout"),
            .noun = Inspector::tr("timeout"),
            .help = Inspector::tr(
                "After this time the sender gives up and may try again. Work that is queued already is not cancelled."),
            .infinite = Inspector::tr("off"),
            .least = 1e-9,
            .unit = always<KnobUnit::Seconds>,
            .label = [](const Node&) { return Inspector::tr("Timeout"); },
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
    return {.key = QStringLiteral("size"),
            .noun = Inspector::tr("size"),
            .help = Inspector::tr("The mean size of one item. It matters where queues count bytes."),
            .infinite = {},
            .least = 0,
            .unit = always<KnobUnit::Bytes>,
            .label =
                [](const Node& n) {
                    return Inspector::tr("Size, %1").arg(lawWord(n.producer()->size));
                },
            .read = meanSize,
            .scale =
                [](const Node& file) {
                    return KnobScale::decades(std::max(1.0, knobMeanOf(file.producer()->size)), 1, true);
                },
            .write = sizeEdits};
}

ChoiceParameter onPressure()
{
    static const QStringList words{QStringLiteral("wait"), QStringLiteral("ignore"), QStringLiteral("shed")};
    return {.key = QStringLiteral("onPressure"),
            .label = Inspector::tr("On pressure"),
            .noun = Inspector::tr("on pressure"),
            .help = Inspector::tr(
                "What this producer does while its target is pressed or full: stop producing (wait), keep sending "
                "(ignore), or drop at the source (shed)."),
            .options = plainOptions(words),
            .path = QStringLiteral("onPressure"),
            .read = [](const Node& n) { return wordAt(words, n.producer()->onPressure); },
            .fixed = false,
            .write = {}};
}

} // namespace

std::vector<Parameter> parameter::producerRows()
{
    return {arrivals(), onPressure(), timeout(), attemptsRow(), jitterRow(), size()};
}

} // namespace highwater

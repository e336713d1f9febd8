// SPDX-License-Identifier: GPL-3.0-or-later
// A producer's items beyond their rate, and the clients that send them.
#include "inspector/inspector_text.h"
#include "inspector/parameter_parts.h"
#include "inspector/policy_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

using namespace parameter;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TextParameter arrivals()
{
    return {
        .key = QStringLiteral("arrivalsText"),
        .label = Inspector::tr("Arrivals"),
        .noun = Inspector::tr("arrivals"),
        .help = Inspector::tr(
            "When items come, such as poisson(80/s), onoff(200/s, 1s, 4s) or closed(users=50, think=exponential(1s))."),
        .path = QStringLiteral("arrivals"),
        .read = [](const Node& n) { return std::optional(QString::fromStdString(n.producer()->arrivals.text)); },
        .fixed = false,
        .write = {}};
}

NumberParameter priority()
{
    return {
        .key = QStringLiteral("priority"),
        .noun = Inspector::tr("priority"),
        .help = Inspector::tr("Of its items, where a queue goes by priority. 0 is the most urgent."),
        .infinite = {},
        .least = 0,
        .unit = always<KnobUnit::Count>,
        .label = named(Inspector::tr("Priority, 0 first")),
        .read = [](const Node& n) { return std::optional(static_cast<double>(n.producer()->priority)); },
        .scale = [](const Node& file) { return KnobScale::linear(0, std::max(9, file.producer()->priority), true); },
        .write =
            [](const EditBase&, double v) {
                return Edits{{QStringLiteral("priority"), countText(v)}};
            }};
}

NumberParameter deadline()
{
    return {
        .key = QStringLiteral("deadline"),
        .noun = Inspector::tr("deadline"),
        .help = Inspector::tr(
            "From the creation of an attempt until a worker takes it; what is older when its turn comes is removed."),
        .infinite = Inspector::tr("off"),
        .least = 1e-9,
        .unit = always<KnobUnit::Seconds>,
        .label = named(Inspector::tr("Deadline")),
        .read = [](const Node& n) { return std::optional(orInfinity(n.producer()->deadline)); },
        .scale = [](const Node& file) { return timeScale(orInfinity(file.producer()->deadline)); },
        .write = [](const EditBase&, double v) { return optionalEdit(QStringLiteral("deadline"), v, timeText); }};
}

TextParameter patience()
{
    return {
        .key = QStringLiteral("patience"),
        .label = Inspector::tr("Patience in a queue"),
        .noun = Inspector::tr("patience"),
        .help = Inspector::tr("How long an item waits in one queue before it leaves: a distribution such as "
                               "exponential(2s). Empty: for ever."),
        .path = QStringLiteral("patience"),
        .read =
            [](const Node& n) {
                const auto& law = n.producer()->patience;
                return std::optional(law ? QString::fromStdString(law->text) : QString());
            },
        .fixed = false,
        .write = [](const EditBase&, const QString& text) { return optionalText(QStringLiteral("patience"), text); }};
}

NumberParameter items()
{
    return {.key = QStringLiteral("items"),
            .noun = Inspector::tr("items"),
            .help = Inspector::tr("It sends so many and stops."),
            .infinite = Inspector::tr("unlimited"),
            .least = 0,
            .unit = always<KnobUnit::Items>,
            .label = named(Inspector::tr("Items in all")),
            .read = [](const Node& n) { return std::optional(orInfinity(n.producer()->items)); },
            .scale = [](const Node& file) { return countScale(orInfinity(file.producer()->items)); },
            .write = [](const EditBase&, double v) { return optionalEdit(QStringLiteral("items"), v, countText); }};
}

NumberParameter clients()
{
    return {.key = QStringLiteral("clients"),
            .noun = Inspector::tr("clients"),
            .help =
                Inspector::tr("Independent senders that share the rate. Each waits on its own when it is held back."),
            .infinite = {},
            .least = 1,
            .unit = always<KnobUnit::Count>,
            .label = named(Inspector::tr("Clients")),
            .read = [](const Node& n) { return std::optional(static_cast<double>(n.producer()->clients)); },
            .scale = [](const Node& file) { return countScale(static_cast<double>(file.producer()->clients)); },
            .write =
                [](const EditBase&, double v) {
                    return Edits{{QStringLiteral("clients"), countText(v)}};
                }};
}

/// One client alone has nobody to be hostile to: the first hostile one brings a second client.
Edits hostileEdits(const EditBase& base, double v)
{
    const bool off = !std::isfinite(v) || v <= 1;
    Edits edits{{QStringLiteral("hostile"), off ? std::nullopt : std::optional(QString::number(v, 'g', 8)), true}};
    if (!off && base.node.producer()->clients < 2)
        edits.append({QStringLiteral("clients"), QStringLiteral("2"), true});
    return edits;
}

NumberParameter hostile()
{
    return {.key = QStringLiteral("hostile"),
            .noun = Inspector::tr("hostile"),
            .help = Inspector::tr("Client 0 sends so many times its share, ignores the signal and retries at once."),
            .infinite = Inspector::tr("nobody"),
            .least = 1,
            .unit = always<KnobUnit::Number>,
            .label = named(Inspector::tr("Hostile client, times its share")),
            .read = [](const Node& n) { return std::optional(n.producer()->hostile.value_or(infinity)); },
            .scale =
                [](const Node& file) {
                    return KnobScale{1.5, std::max(100.0, file.producer()->hostile.value_or(0)), true, false,
                                     !file.producer()->hostile};
                },
            .write = hostileEdits};
}

TextParameter killed()
{
    return {.key = QStringLiteral("killed"),
            .label = Inspector::tr("Clients that are cut off"),
            .noun = Inspector::tr("cut off"),
            .help =
                Inspector::tr("Their numbers, from 0 on, in brackets: [0, 3]. They send nothing more. Empty: none."),
            .path = QStringLiteral("killed"),
            .read = [](const Node& n) { return std::optional(listText(n.producer()->killed)); },
            .fixed = false,
            .write = [](const EditBase&, const QString& text) { return optionalText(QStringLiteral("killed"), text); }};
}

} // namespace

std::vector<Parameter> parameter::itemRows()
{
    return {arrivals(), priority(), deadline(), patience(), items()};
}

std::vector<Parameter> parameter::clientRows()
{
    return {clients(), hostile(), killed()};
}

} // namespace highwater

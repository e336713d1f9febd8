// SPDX-License-Identifier: GPL-3.0-or-later
// What workers are like: how many items each holds, how fast, and how they fail.
#include "inspector/inspector_text.h"
#include "inspector/parameter_parts.h"
#include "inspector/policy_text.h"

namespace highwater {

using namespace parameter;

namespace {

NumberParameter concurrency()
{
    return {.key = QStringLiteral("concurrency"),
            .noun = Inspector::tr("concurrency"),
            .help = Inspector::tr("How many items one worker holds at once."),
            .infinite = {},
            .least = 1,
            .unit = always<KnobUnit::Count>,
            .label = named(Inspector::tr("Concurrency per worker")),
            .read = [](const Node& n) { return std::optional(static_cast<double>(stageOf(n).concurrency)); },
            .scale = [](const Node& file) { return countScale(static_cast<double>(stageOf(file).concurrency)); },
            .write =
                [](const EditBase&, double v) {
                    return Edits{{QStringLiteral("workers/concurrency"), countText(v)}};
                }};
}

TextParameter service()
{
    return {
        .key = QStringLiteral("serviceText"),
        .label = Inspector::tr("Service distribution"),
        .noun = Inspector::tr("service"),
        .help = Inspector::tr(
            "The whole law of the service time, such as exponential(40ms), lognormal(40ms, cv=1.5) or constant(5ms)."),
        .path = QStringLiteral("workers/service"),
        .read = [](const Node& n) { return std::optional(QString::fromStdString(stageOf(n).service.text)); },
        .fixed = false,
        .write = {}};
}

TextParameter speeds()
{
    return {.key = QStringLiteral("speeds"),
            .label = Inspector::tr("Speeds of the workers"),
            .noun = Inspector::tr("speeds"),
            .help =
                Inspector::tr("One for each worker, 1 being as the service says: [1, 1, 0.5]. Empty: all are alike."),
            .path = QStringLiteral("workers/speeds"),
            .read = [](const Node& n) { return std::optional(listText(stageOf(n).speeds)); },
            .fixed = false,
            .write = [](const EditBase&,
                        const QString& text) { return optionalText(QStringLiteral("workers/speeds"), text); }};
}

/// Switched off it stays in the file with a probability of 0, so that its mode is not lost.
NumberParameter failureProbability()
{
    return {.key = QStringLiteral("failures"),
            .noun = Inspector::tr("failures"),
            .help = Inspector::tr("The part of all services that fails, in the way that the mode says."),
            .infinite = {},
            .least = 0,
            .unit = always<KnobUnit::Share>,
            .label = named(Inspector::tr("Failures")),
            .read =
                [](const Node& n) {
                    const auto& failures = stageOf(n).failures;
                    return std::optional(failures ? failures->probability : 0.0);
                },
            .scale = [](const Node&) { return KnobScale::linear(0, 1, false); },
            .write =
                [](const EditBase&, double v) {
                    return Edits{{QStringLiteral("workers/failures/probability"), shareText(v)}};
                }};
}

TextParameter failureMode()
{
    const QString path = QStringLiteral("workers/failures/mode");
    return {
        .key = QStringLiteral("failureMode"),
        .label = Inspector::tr("How they fail"),
        .noun = Inspector::tr("failure mode"),
        .help = Inspector::tr(
            "error: the work is done and fails; hang: it never ends, or hang(5s) later; slow(10x): it takes that many "
            "times as long."),
        .path = path,
        .read =
            [](const Node& n) {
                const auto& failures = stageOf(n).failures;
                return failures ? std::optional(failureModeText(*failures)) : std::nullopt;
            },
        .fixed = false,
        .write = {}};
}

TextParameter outages()
{
    return {.key = QStringLiteral("outages"),
            .label = Inspector::tr("Outages"),
            .noun = Inspector::tr("outages"),
            .help = Inspector::tr("When nobody works here. They are set in the file."),
            .path = QStringLiteral("workers/outages"),
            .read =
                [](const Node& n) {
                    const auto& all = stageOf(n).outages;
                    return all.empty() ? std::nullopt : std::optional(outagesText(all));
                },
            .fixed = true,
            .write = {}};
}

} // namespace

std::vector<Parameter> parameter::workerRows()
{
    return {concurrency(), service(), speeds(), failureProbability(), failureMode(), outages()};
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
// When and how often a failed attempt is repeated: of a producer's items, or of the calls that a stage makes.
#include "inspector/inspector_text.h"
#include "inspector/parameter_parts.h"

#include <cmath>
#include <limits>

namespace highwater {

using namespace parameter;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
const QString retryPath = QStringLiteral("retry");
using Kind = flow::RetryPolicy::Kind;

const flow::RetryPolicy& retryOf(const Node& node)
{
    return node.producer() ? node.producer()->retry : stageOf(node).retry;
}

bool retries(const Node& node)
{
    return retryOf(node).kind != Kind::None;
}

const QStringList& policyWords()
{
    static const QStringList words{QStringLiteral("none"), QStringLiteral("fixed"), QStringLiteral("exponential"),
                                   QStringLiteral("grpc"), QStringLiteral("envoy")};
    return words;
}

/// Whether the policy is an object with members, and not a word or nothing.
bool isObject(const EditBase& base)
{
    return writtenAt(base, retryPath).startsWith(QLatin1Char('{'));
}

/// One member of the policy. A policy that is only named becomes an object first, since a word has no members.
Edits memberEdits(const EditBase& base, const QString& member, const std::optional<QString>& value)
{
    if (isObject(base))
        return {{retryPath + QLatin1Char('/') + member, value, true}};
    if (!value)
        return {};
    return {{retryPath, objectText({{QStringLiteral("policy"), wordAt(policyWords(), retryOf(base.node).kind)},
                                    {member, *value}})}};
}

std::optional<QString> unlessInfinite(double value, QString (*text)(double))
{
    return std::isfinite(value) ? std::optional(text(value)) : std::nullopt;
}

/// A producer that does not retry gets a policy with its first retry.
Edits attemptsEdits(const EditBase& base, double value)
{
    if (retries(base.node))
        return memberEdits(base, QStringLiteral("attempts"), unlessInfinite(value, countText));
    QList<QPair<QString, QString>> members{{QStringLiteral("policy"), QStringLiteral("exponential")},
                                           {QStringLiteral("base"), timeText(toSeconds(retryOf(base.node).base))}};
    if (std::isfinite(value))
        members.append({QStringLiteral("attempts"), countText(value)});
    return {{retryPath, objectText(members)}};
}

Edits policyEdits(const EditBase& base, const QString& id)
{
    if (id == policyWords().first())
        return {{retryPath, id}};
    if (!isObject(base))
        return {{retryPath, objectText({{QStringLiteral("policy"), id}})}};
    // gRPC and Envoy have a jitter of their own, and Envoy a growth: what was written for another policy goes.
    Edits edits;
    const bool envoy = id == QStringLiteral("envoy");
    for (const auto& [member, goes] : {std::pair(QStringLiteral("jitter"), envoy || id == QStringLiteral("grpc")),
                                       std::pair(QStringLiteral("factor"), envoy)}) {
        const QString path = retryPath + QLatin1Char('/') + member;
        if (goes && base.writes(path))
            edits.append({path, std::nullopt, true});
    }
    edits.append({retryPath + QStringLiteral("/policy"), id, true});
    return edits;
}

ChoiceParameter policy()
{
    auto options = plainOptions(policyWords());
    options[2].text = Inspector::tr("expon.");
    return {
        .key = QStringLiteral("retryPolicy"),
        .label = Inspector::tr("Retry policy"),
        .noun = Inspector::tr("retry policy"),
        .help = Inspector::tr(
            "What the delays between attempts follow: always the same (fixed), growing (exponential), or as gRPC or "
            "Envoy do it, with their throttles."),
        .options = options,
        .path = retryPath + QStringLiteral("/policy"),
        .read = [](const Node& n) { return wordAt(policyWords(), retryOf(n).kind); },
        .fixed = false,
        .write = policyEdits};
}

NumberParameter base()
{
    return {.key = QStringLiteral("retryBase"),
            .noun = Inspector::tr("retry base"),
            .help = Inspector::tr("The delay before the first retry; an exponential policy multiplies it every time."),
            .infinite = {},
            .least = 1e-9,
            .unit = always<KnobUnit::Seconds>,
            .label = named(Inspector::tr("Retry base")),
            .read = [](const Node& n) { return retries(n) ? std::optional(toSeconds(retryOf(n).base)) : std::nullopt; },
            .scale = [](const Node& file) { return KnobScale::decades(toSeconds(retryOf(file).base), 1, false); },
            .write = [](const EditBase& b, double v) { return memberEdits(b, QStringLiteral("base"), timeText(v)); }};
}

NumberParameter cap()
{
    const auto read = [](const Node& n) {
        return retries(n) ? std::optional(orInfinity(retryOf(n).cap)) : std::nullopt;
    };
    return {.key = QStringLiteral("retryCap"),
            .noun = Inspector::tr("retry cap"),
            .help = Inspector::tr("No delay between two attempts is longer."),
            .infinite = Inspector::tr("none"),
            .least = 1e-9,
            .unit = always<KnobUnit::Seconds>,
            .label = named(Inspector::tr("Longest delay")),
            .read = read,
            .scale = [read](const Node& file) { return timeScale(read(file).value_or(infinity)); },
            .write = [](const EditBase& b,
                        double v) { return memberEdits(b, QStringLiteral("cap"), unlessInfinite(v, timeText)); },
            .optional = true};
}

NumberParameter factor()
{
    return {.key = QStringLiteral("retryFactor"),
            .noun = Inspector::tr("retry factor"),
            .help = Inspector::tr("By how much each delay of an exponential policy is longer than the one before."),
            .infinite = {},
            .least = 1,
            .unit = always<KnobUnit::Number>,
            .label = named(Inspector::tr("Factor")),
            .read =
                [](const Node& n) {
                    const Kind kind = retryOf(n).kind;
                    return kind == Kind::Exponential || kind == Kind::Grpc ? std::optional(retryOf(n).factor)
                                                                           : std::nullopt;
                },
            .scale = [](const Node&) { return KnobScale::linear(1, 5, false); },
            .write = [](const EditBase& b,
                        double v) { return memberEdits(b, QStringLiteral("factor"), QString::number(v, 'g', 8)); },
            .optional = true};
}

NumberParameter budget()
{
    return {.key = QStringLiteral("retryBudget"),
            .noun = Inspector::tr("retry budget"),
            .help = Inspector::tr("Retries per first try, at most. It keeps retries from multiplying the load."),
            .infinite = Inspector::tr("off"),
            .least = 0,
            .unit = always<KnobUnit::Share>,
            .label = named(Inspector::tr("Retry budget")),
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
            .write = [](const EditBase& b,
                        double v) { return memberEdits(b, QStringLiteral("budget"), unlessInfinite(v, shareText)); }};
}

ChoiceParameter retryAfter()
{
    static const QStringList words{QStringLiteral("ignore"), QStringLiteral("respect")};
    return {
        .key = QStringLiteral("retryAfter"),
        .label = Inspector::tr("Retry-After of a refusal"),
        .noun = Inspector::tr("Retry-After"),
        .help = Inspector::tr("Whether a delay is never shorter than what the refusal asked for."),
        .options = plainOptions(words),
        .path = retryPath + QStringLiteral("/retryAfter"),
        .read = [](const Node& n) { return retries(n) ? wordAt(words, retryOf(n).respectRetryAfter) : QString(); },
        .fixed = false,
        .write = [](const EditBase& b, const QString& id) { return memberEdits(b, QStringLiteral("retryAfter"), id); }};
}

} // namespace

Parameter parameter::attemptsRow()
{
    return NumberParameter{
        .key = QStringLiteral("attempts"),
        .noun = Inspector::tr("attempts"),
        .help = Inspector::tr("How often an item is tried, the first time included; 1 means no retry. Retries of "
                               "several layers multiply."),
        .infinite = Inspector::tr("unlimited"),
        .least = 1,
        .unit = always<KnobUnit::Count>,
        .label = named(Inspector::tr("Retry attempts")),
        .read = [](const Node& n) { return std::optional(retries(n) ? orInfinity(retryOf(n).attempts) : 1.0); },
        .scale =
            [](const Node& file) {
                KnobScale scale = KnobScale::linear(1, 10, true);
                scale.endless = retries(file) && !retryOf(file).attempts;
                return scale;
            },
        .write = attemptsEdits};
}

Parameter parameter::jitterRow()
{
    static const QStringList words{QStringLiteral("none"), QStringLiteral("full"), QStringLiteral("equal"),
                                   QStringLiteral("decorrelated"), QStringLiteral("proportional")};
    auto options = plainOptions(words.mid(0, 4)); // the last one belongs to gRPC, which has no choice
    options[3].text = Inspector::tr("decorr.");
    return ChoiceParameter{
        .key = QStringLiteral("jitter"),
        .label = Inspector::tr("Retry jitter"),
        .noun = Inspector::tr("jitter"),
        .help = Inspector::tr(
            "How retry delays are spread, so that senders that failed together do not come back together."),
        .options = options,
        .path = retryPath + QStringLiteral("/jitter"),
        .read =
            [](const Node& n) {
                const Kind kind = retryOf(n).kind;
                return kind == Kind::Fixed || kind == Kind::Exponential ? wordAt(words, retryOf(n).jitter) : QString();
            },
        .fixed = false,
        .write = [](const EditBase& b, const QString& id) { return memberEdits(b, QStringLiteral("jitter"), id); }};
}

std::vector<Parameter> parameter::retryRows()
{
    return {policy(), base(), cap(), factor(), budget(), retryAfter()};
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/parameter_parts.h"

#include "scenario/document.h"
#include "units/quantity.h"
#include "units/time.h"

#include <cmath>
#include <limits>

namespace highwater {

bool EditBase::writes(const QString& path) const
{
    return !parameter::writtenAt(*this, path).isEmpty();
}

namespace parameter {

namespace {

EditBase inside(const EditBase& base, const QString& prefix)
{
    return {base.node, writtenAt(base, prefix)};
}

Edits prefixed(Edits edits, const QString& prefix)
{
    for (auto& edit : edits)
        edit.path = prefix + QLatin1Char('/') + edit.path;
    return edits;
}

NumberParameter moved(NumberParameter number, const QString& prefix)
{
    number.write = [write = number.write, prefix](const EditBase& base, double value) {
        return prefixed(write(inside(base, prefix), value), prefix);
    };
    return number;
}

/// Choices and texts: with a way of writing of their own, or with a path.
template <typename Worded>
Worded moved(Worded worded, const QString& prefix)
{
    worded.path = prefix + QLatin1Char('/') + worded.path;
    if (worded.write) {
        worded.write = [write = worded.write, prefix](const EditBase& base, const QString& text) {
            return prefixed(write(inside(base, prefix), text), prefix);
        };
    }
    return worded;
}

} // namespace

double orInfinity(const std::optional<std::int64_t>& value)
{
    return value ? static_cast<double>(*value) : std::numeric_limits<double>::infinity();
}

double orInfinity(const std::optional<Duration>& value)
{
    return value ? toSeconds(*value) : std::numeric_limits<double>::infinity();
}

QString countText(double value)
{
    return std::isfinite(value) ? QString::number(std::llround(value)) : QStringLiteral("unlimited");
}

QString timeText(double seconds)
{
    return QString::fromStdString(writeDuration(fromSeconds(seconds)));
}

QString sizeText(double bytes)
{
    return QString::fromStdString(writeBytes(Bytes{std::llround(bytes)}));
}

QString shareText(double share)
{
    return QString::fromStdString(writeRatio(Ratio{share}));
}

Edits optionalEdit(const QString& path, double value, QString (*text)(double))
{
    return {{path, std::isfinite(value) ? std::optional(text(value)) : std::nullopt, true}};
}

Edits optionalText(const QString& path, const QString& text)
{
    return {{path, text.isEmpty() ? std::nullopt : std::optional(text), true}};
}

KnobScale countScale(double file)
{
    if (!std::isfinite(file))
        return {1, 1000, true, true, true};
    return file <= 32 ? KnobScale::linear(1, file <= 8 ? 16 : 64, true) : KnobScale::decades(file, 2, true);
}

KnobScale timeScale(double file)
{
    return std::isfinite(file) && file > 0 ? KnobScale::decades(file, 1, false)
                                           : KnobScale{0.001, 100, true, false, std::isinf(file)};
}

QList<ChoiceParameter::Option> plainOptions(const QStringList& words)
{
    QList<ChoiceParameter::Option> options;
    for (const auto& word : words)
        options.append({word, choiceWord(word)});
    return options;
}

const StageNode& stageOf(const Node& node)
{
    static const StageNode none;
    if (const auto* balancer = node.balancer())
        return balancer->replica;
    return node.stage() ? *node.stage() : none;
}

QString writtenAt(const EditBase& base, const QString& path)
{
    const auto document = Document::parse(base.json.toStdString());
    if (!document)
        return {};
    const auto value = document->get("/" + path.toStdString());
    return value ? QString::fromStdString(*value) : QString();
}

QString objectText(const QList<QPair<QString, QString>>& members)
{
    Document object;
    for (const auto& [name, value] : members) {
        if (const auto next = object.with("/" + name.toStdString(), value.toStdString()))
            object = *next;
    }
    return QString::fromStdString(object.text());
}

std::vector<Parameter> keyed(std::vector<Parameter> rows, const QString& prefix)
{
    for (auto& row : rows)
        std::visit([&](auto& inner) { inner.key = prefix + inner.key; }, row);
    return rows;
}

Parameter within(const Parameter& parameter, const QString& prefix)
{
    return std::visit(
        [&](auto inner) -> Parameter {
            inner.key = QStringLiteral("replica.") + inner.key;
            return moved(inner, prefix);
        },
        parameter);
}

} // namespace parameter

} // namespace highwater

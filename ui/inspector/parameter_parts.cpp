// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/parameter_parts.h"

#include "units/time.h"

#include <cmath>
#include <limits>

namespace highwater::parameter {

double orInfinity(const std::optional<std::int64_t>& value)
{
    return value ? static_cast<double>(*value) : std::numeric_limits<double>::infinity();
}

QString countText(double value)
{
    return std::isfinite(value) ? QString::number(std::llround(value)) : QStringLiteral("unlimited");
}

QString timeText(double seconds)
{
    return QString::fromStdString(writeDuration(fromSeconds(seconds)));
}

Edits optionalEdit(const QString& path, double value, QString (*text)(double))
{
    return {{path, std::isfinite(value) ? std::optional(text(value)) : std::nullopt, true}};
}

KnobScale countScale(double file)
{
    if (!std::isfinite(file))
        return {1, 1000, true, true, true};
    return file <= 32 ? KnobScale::linear(1, file <= 8 ? 16 : 64, true) : KnobScale::decades(file, 2, true);
}

QList<ChoiceParameter::Option> plainOptions(const QStringList& words)
{
    QList<ChoiceParameter::Option> options;
    for (const auto& word : words)
        options.append({word, word});
    return options;
}

} // namespace highwater::parameter

// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/knob_unit.h"

#include "inspector/inspector_text.h"
#include "units/display.h"
#include "units/quantity.h"
#include "units/time.h"

#include <cmath>

namespace highwater {

namespace {

constexpr QChar thinSpace(0x2009);

/// Eight significant digits are what the field has room for; the value itself keeps all of them.
double shortened(double value)
{
    return QString::number(value, 'g', 8).toDouble();
}

/// Splits "1.5ms" into its digits and its unit.
KnobText split(const std::string& written)
{
    const auto end = written.find_last_of("0123456789.");
    KnobText text{QString::fromStdString(written.substr(0, end + 1)), QString::fromStdString(written.substr(end + 1))};
    if (text.unit == QLatin1String("us"))
        text.unit = QStringLiteral("µs");
    return text;
}

KnobText durationText(double seconds)
{
    if (seconds <= 0)
        return {QStringLiteral("0"), QStringLiteral("ms")};
    struct Scale
    {
        double unit;
        QLatin1String name;
    };
    static constexpr Scale scales[] = {
        {60, QLatin1String("min")}, {1, QLatin1String("s")}, {1e-3, QLatin1String("ms")}, {1e-6, QLatin1String("µs")}};
    for (const auto& scale : scales) {
        // Minutes only when they are whole: 90 s reads better than 1.5 min.
        const bool fits =
            scale.unit == 60 ? seconds >= 120 && std::fmod(seconds, 60) == 0 : seconds >= scale.unit * 0.9999999;
        if (fits)
            return {QString::number(shortened(seconds / scale.unit), 'g', 8),
                    QString::fromUtf8(scale.name.data(), scale.name.size())};
    }
    return {QString::number(std::round(seconds * 1e9)), QStringLiteral("ns")};
}

QString withoutSpaces(const QString& typed)
{
    QString text;
    for (const QChar c : typed) {
        if (!c.isSpace() && c != thinSpace)
            text += c;
    }
    text.replace(QChar(0x03BC), QChar(0x00B5)); // the Greek mu for the micro sign
    return text;
}

bool isInfinite(const QString& text, const QString& word)
{
    return text.compare(withoutSpaces(word), Qt::CaseInsensitive) == 0 || text == QChar(0x221E) ||
           text.compare(QLatin1String("unlimited"), Qt::CaseInsensitive) == 0;
}

template <typename T, typename Value>
tl::expected<double, QString> reading(const Result<T>& result, Value value)
{
    if (!result)
        return tl::unexpected(QString::fromStdString(result.error().message));
    return value(*result);
}

tl::expected<double, QString> wholeNumber(const std::string& text)
{
    const auto number = parseNumber(text);
    if (!number || *number != std::floor(*number) || *number < 0 || *number > 1e15)
        return tl::unexpected(
            Inspector::tr("\u201c%1\u201d is not a whole number of 0 or more").arg(QString::fromStdString(text)));
    return *number;
}

} // namespace

KnobText knobText(double value, KnobUnit unit, const QString& infinite)
{
    if (std::isnan(value))
        return {QStringLiteral("\u2013"), {}};
    if (std::isinf(value))
        return {infinite, {}};
    switch (unit) {
    case KnobUnit::Count:
        return {QString::fromStdString(displayCount(value)), {}};
    case KnobUnit::Items:
        return {QString::fromStdString(displayCount(value)), Inspector::tr("items")};
    case KnobUnit::Bytes:
        return split(writeBytes(Bytes{std::llround(value)}));
    case KnobUnit::Seconds:
        return durationText(value);
    case KnobUnit::PerSecond:
        return {QString::number(shortened(value), 'g', 8), QStringLiteral("/s")};
    case KnobUnit::BytesPerSecond: {
        KnobText text = split(writeBytes(Bytes{std::llround(value)}));
        text.unit += QStringLiteral("/s");
        return text;
    }
    case KnobUnit::Number:
        return {QString::number(shortened(value), 'g', 8), {}};
    case KnobUnit::Share:
        break;
    }
    return {QString::number(shortened(value * 100), 'g', 8), QStringLiteral("%")};
}

QString knobLine(double value, KnobUnit unit, const QString& infinite)
{
    const auto text = knobText(value, unit, infinite);
    if (text.unit.isEmpty() || unit == KnobUnit::Items)
        return text.digits;
    return unit == KnobUnit::PerSecond ? text.digits + text.unit : text.digits + thinSpace + text.unit;
}

tl::expected<double, QString> readKnobText(const QString& typed, KnobUnit unit, const QString& shownUnit,
                                           const QString& infinite)
{
    QString text = withoutSpaces(typed);
    if (!infinite.isEmpty() && isInfinite(text, infinite))
        return std::numeric_limits<double>::infinity();
    if (text.isEmpty())
        return tl::unexpected(Inspector::tr("a value is needed here"));
    const bool bare = text.back().isDigit() || text.back() == QLatin1Char('.');
    if (bare && (unit == KnobUnit::Bytes || unit == KnobUnit::Seconds || unit == KnobUnit::PerSecond ||
                 unit == KnobUnit::Share || unit == KnobUnit::BytesPerSecond))
        text += shownUnit;
    for (const QString& word : {Inspector::tr("items"), QStringLiteral("items")}) {
        if (unit == KnobUnit::Items && text.endsWith(word))
            text.chop(word.size());
    }
    if (unit == KnobUnit::BytesPerSecond && text.endsWith(QLatin1String("/s")))
        text.chop(2);
    const auto plain = text.toStdString();
    switch (unit) {
    case KnobUnit::Count:
    case KnobUnit::Items:
        return wholeNumber(plain);
    case KnobUnit::Number:
        return reading(parseNumber(plain), [](double number) { return number; });
    case KnobUnit::BytesPerSecond:
    case KnobUnit::Bytes:
        return reading(parseBytes(plain), [](Bytes b) { return static_cast<double>(b.value); });
    case KnobUnit::Seconds:
        return reading(parseDuration(plain), [](Duration d) { return toSeconds(d); });
    case KnobUnit::PerSecond:
        return reading(parseRate(plain), [](Rate r) { return r.perSecond(); });
    case KnobUnit::Share:
        break;
    }
    return reading(parseRatio(plain), [](Ratio r) { return r.value; });
}

} // namespace highwater

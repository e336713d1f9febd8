// SPDX-License-Identifier: GPL-3.0-or-later
#include "units/display.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace highwater {

namespace {

constexpr std::string_view thin = "\u2009";
constexpr std::string_view minus = "\u2212";
constexpr std::string_view unknown = "\u2013";
constexpr std::string_view infinite = "\u221e";

/// Never by way of printf, whose decimal point is that of the process's locale.
std::string written(double value, std::chars_format format, int decimals)
{
    std::array<char, 400> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, decimals);
    return error == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

std::string fixed(double value, int decimals)
{
    return written(value, std::chars_format::fixed, decimals);
}

/// value rounded to three significant digits, so that 999.6 ms is known to be a second before its unit is chosen.
double rounded(double value)
{
    const std::string text = written(value, std::chars_format::scientific, 2);
    double back = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    return back;
}

/// A thin space between groups of three digits before the point.
std::string grouped(std::string text)
{
    const auto point = text.find('.');
    for (std::size_t at = point == std::string::npos ? text.size() : point; at > 3;) {
        at -= 3;
        text.insert(at, thin);
    }
    return text;
}

/// A positive value with three significant digits, at most mostDecimals of them behind the point.
std::string significant(double value, int mostDecimals = 12)
{
    const double r = rounded(value);
    const int magnitude = static_cast<int>(std::floor(std::log10(r) + 1e-9));
    return grouped(fixed(r, std::clamp(2 - magnitude, 0, mostDecimals)));
}

/// What every format does with a sign, zero and what is no number; positive is called with a value above 0.
template <typename Positive>
std::string signedText(double value, Positive&& positive)
{
    if (std::isnan(value)) {
        return std::string(unknown);
    }
    if (value == 0.0) {
        return "0";
    }
    std::string text = std::isinf(value) ? std::string(infinite) : positive(std::abs(value));
    return value < 0.0 && text != "0" ? std::string(minus) + text : text;
}

std::string with(std::string number, std::string_view unit)
{
    return number.append(thin).append(unit);
}

/// "4 min 10 s", "2 h 5 min", "3 d 4 h": the two largest units.
std::string longDuration(double seconds)
{
    struct Pair
    {
        double small;
        double large;
        std::string_view smallName;
        std::string_view largeName;
    };
    constexpr std::array<Pair, 3> pairs{{{1, 60, "s", "min"}, {60, 3600, "min", "h"}, {3600, 86400, "h", "d"}}};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const Pair& pair = pairs[i];
        const double steps = std::round(seconds / pair.small);
        const double perLarge = pair.large / pair.small;
        const double large = std::floor(steps / perLarge);
        if (i + 1 < pairs.size() && large * pair.large >= pairs[i + 1].large) {
            continue;
        }
        return with(grouped(fixed(large, 0)), pair.largeName) + ' ' +
               with(fixed(steps - large * perLarge, 0), pair.smallName);
    }
    return {};
}

std::string scientific(double value)
{
    const int exponent = static_cast<int>(std::floor(std::log10(rounded(value)) + 1e-9));
    const std::string sign = exponent < 0 ? std::string(minus) : std::string();
    return fixed(rounded(value) / std::pow(10.0, exponent), 2) + 'e' + sign + std::to_string(std::abs(exponent));
}

} // namespace

std::string displayDuration(double seconds)
{
    return signedText(seconds, [](double s) {
        const double r = rounded(s);
        if (r >= 60.0) {
            return longDuration(s);
        }
        if (r >= 1.0) {
            return with(significant(s), "s");
        }
        if (r >= 1e-3) {
            return with(significant(s * 1e3), "ms");
        }
        return r >= 1e-6 ? with(significant(s * 1e6), "\u00b5s") : with(significant(s * 1e9), "ns");
    });
}

std::string displayRate(double perSecond)
{
    return signedText(perSecond, [](double rate) -> std::string {
        const double r = rounded(rate);
        if (r >= 1e15 || r < 1e-6) {
            return scientific(rate) + "/s";
        }
        if (r >= 1e9) {
            return significant(rate / 1e9) + "G/s";
        }
        if (r >= 1e6) {
            return significant(rate / 1e6) + "M/s";
        }
        return r >= 1e4 ? significant(rate / 1e3) + "k/s" : significant(rate) + "/s";
    });
}

std::string displayCount(double count)
{
    return signedText(count, [](double c) { return grouped(fixed(std::round(c), 0)); });
}

std::string displayNumber(double value)
{
    return signedText(value, [](double v) { return v >= 1e15 || v < 1e-6 ? scientific(v) : significant(v); });
}

std::string displayBytes(double bytes)
{
    return signedText(bytes, [](double b) {
        constexpr std::array<std::string_view, 6> units{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
        std::size_t unit = 0;
        double value = b;
        // 1 023.9 KiB rounds to a mebibyte, so the step is where three digits begin to say 1 024.
        while (unit + 1 < units.size() && value >= (unit == 0 ? 1023.5 : 1019.999)) {
            value /= 1024.0;
            ++unit;
        }
        // Bytes are whole up to the next unit; "1 000 B" keeps its last digit.
        const bool whole = unit == 0 && (value >= 100.0 || value == std::floor(value));
        return with(whole ? grouped(fixed(std::round(value), 0)) : significant(value), units[unit]);
    });
}

std::string displayRatio(double ratio)
{
    return signedText(ratio, [](double r) -> std::string {
        const double percent = r * 100.0;
        if (percent < 0.0005) {
            return with("<0.001", "%");
        }
        return with(significant(percent, 3), "%");
    });
}

std::string displayClock(Duration time)
{
    const bool negative = time < Duration::zero();
    const auto tenths =
        std::chrono::duration_cast<std::chrono::duration<std::int64_t, std::deci>>(negative ? -time : time).count();
    const std::int64_t hours = tenths / 36000;
    const std::int64_t minutes = tenths / 600 % 60;
    const std::int64_t seconds = tenths / 10 % 60;
    const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    const std::string head = hours > 0 ? std::to_string(hours) + ':' + two(minutes) : std::to_string(minutes);
    const std::string sign = negative && tenths > 0 ? std::string(minus) : std::string();
    return sign + head + ':' + two(seconds) + '.' + std::to_string(tenths % 10);
}

} // namespace highwater

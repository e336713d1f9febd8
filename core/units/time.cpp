// SPDX-License-Identifier: GPL-3.0-or-later
#include "units/time.h"

#include "units/decimal.h"

#include <array>
#include <cmath>
#include <optional>

namespace highwater {

namespace {

constexpr std::string_view units = "ns, us, ms, s, min or h";

/// A unit is factor * 10^power nanoseconds.
struct Unit
{
    std::string_view name;
    std::int64_t factor;
    int power;
};
/// Small to large. The writer tries each once; both micro signs are for the reader only.
constexpr std::array<Unit, 8> table{{{"ns", 1, 0},
                                     {"us", 1, 3},
                                     {"ms", 1, 6},
                                     {"s", 1, 9},
                                     {"min", 6, 10},
                                     {"h", 36, 11},
                                     {"\u00b5s", 1, 3},
                                     {"\u03bcs", 1, 3}}};
constexpr std::size_t written = 6;

/// 100 years of 365.25 days.
constexpr std::int64_t longest = 3'155'760'000'000'000'000;

struct Parsed
{
    Decimal number;
    Unit unit;
};

Result<Parsed> parse(std::string_view text)
{
    const auto quantified = takeDecimal(text, "a duration", units);
    if (!quantified) {
        return tl::unexpected(quantified.error());
    }
    for (const Unit& unit : table) {
        if (unit.name == quantified->unit) {
            if (quantified->number.negative && quantified->number.digits != 0) {
                return failure(Errc::OutOfRange, {}, std::string(text) + " is negative; a duration is 0s or more");
            }
            return Parsed{quantified->number, unit};
        }
    }
    const std::string found = quantified->unit.empty() ? "has no unit" : "has an unknown unit";
    return failure(Errc::Syntax, {},
                   '"' + std::string(text) + "\" " + found + "; the units of a duration are " + std::string(units));
}

tl::unexpected<Error> tooLong(std::string_view text)
{
    return failure(Errc::OutOfRange, {}, std::string(text) + " is too long; a duration is at most 100 years (876600h)");
}

/// value * 10^power rounded to the nearest whole number, or nothing above the longest duration.
std::optional<std::int64_t> shifted(std::uint64_t value, int power)
{
    constexpr auto most = static_cast<std::uint64_t>(longest);
    for (; power > 0 && value > 0; --power) {
        if (value > most / 10) {
            return std::nullopt;
        }
        value *= 10;
    }
    bool up = false;
    for (; power < 0 && (value > 0 || up); ++power) {
        up = value % 10 >= 5;
        value /= 10;
    }
    value += up ? 1U : 0U;
    return value > most ? std::nullopt : std::optional(static_cast<std::int64_t>(value));
}

/// ns in a unit as a plain decimal without trailing zeros; nothing when it does not end within 17 digits.
std::optional<std::string> writeIn(std::int64_t ns, const Unit& unit)
{
    std::int64_t whole = ns;
    int fraction = unit.power;
    if (unit.factor != 1) {
        // A multiple of the factor divides; otherwise the decimals go on for ever (6 and 36 both hold a 3) or for
        // longer than they help.
        if (whole % unit.factor != 0) {
            return std::nullopt;
        }
        whole /= unit.factor;
    }
    while (fraction > 0 && whole % 10 == 0) {
        whole /= 10;
        --fraction;
    }
    std::string digits = std::to_string(whole);
    if (digits.size() > 17) {
        return std::nullopt;
    }
    if (fraction > 0) {
        const auto places = static_cast<std::size_t>(fraction);
        if (digits.size() <= places) {
            digits.insert(0, places + 1 - digits.size(), '0');
        }
        digits.insert(digits.size() - places, ".");
    }
    return digits + std::string(unit.name);
}

} // namespace

Duration fromSeconds(double seconds)
{
    constexpr double most = 0x1p62;
    const double ns = seconds * 1e9;
    if (std::isnan(ns)) {
        return Duration::zero();
    }
    if (ns >= most) {
        return Duration(std::int64_t{1} << 62);
    }
    if (ns <= -most) {
        return Duration(-(std::int64_t{1} << 62));
    }
    return Duration(std::llround(ns));
}

Result<Duration> parseDuration(std::string_view text)
{
    const auto parsed = parse(text);
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    const auto digits = parsed->number.digits * static_cast<std::uint64_t>(parsed->unit.factor);
    const auto ns = shifted(digits, parsed->number.exponent + parsed->unit.power);
    if (!ns) {
        return tooLong(text);
    }
    return Duration(*ns);
}

Result<double> parseSeconds(std::string_view text)
{
    const auto parsed = parse(text);
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    Decimal number = parsed->number;
    number.digits *= static_cast<std::uint64_t>(parsed->unit.factor);
    const double seconds = number.scaled(parsed->unit.power - 9);
    if (seconds > static_cast<double>(longest) / 1e9) {
        return tooLong(text);
    }
    return std::abs(seconds);
}

std::string writeDuration(Duration d)
{
    if (d == Duration::zero()) {
        return "0s";
    }
    const bool negative = d < Duration::zero();
    const std::int64_t ns = negative ? -d.count() : d.count();
    // Nanoseconds always work. Among texts of one length a whole number is easier to read, then the larger unit.
    std::string best = std::to_string(ns) + "ns";
    for (std::size_t i = 1; i < written; ++i) {
        const auto text = writeIn(ns, table[i]);
        if (!text || text->size() > best.size()) {
            continue;
        }
        const bool point = text->find('.') != std::string::npos;
        if (text->size() < best.size() || !point || best.find('.') != std::string::npos) {
            best = *text;
        }
    }
    return negative ? '-' + best : best;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "units/quantity.h"

#include "units/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace highwater {

namespace {

constexpr std::string_view rateUnits = "/s, k/s, M/s, /min or /h";
constexpr std::string_view byteRateUnits = "B/s, kB/s, KiB/s, MB/s, MiB/s, GB/s, GiB/s, TB/s or TiB/s (or /min, /h)";
constexpr std::string_view sizeUnits = "B, kB, KiB, MB, MiB, GB, GiB, TB or TiB";
/// A petabyte: far beyond any memory, and every whole number up to it is a double.
constexpr double mostBytes = 1e15;

/// Items per second are number * 10^power / seconds.
struct RateUnit
{
    std::string_view name;
    int power;
    double seconds;
};
constexpr std::array<RateUnit, 7> rateTable{
    {{"/s", 0, 1}, {"k/s", 3, 1}, {"M/s", 6, 1}, {"/min", 0, 60}, {"/h", 0, 3600}, {"k/min", 3, 60}, {"k/h", 3, 3600}}};

/// Bytes are number * 10^power * 1024^binary.
struct SizeUnit
{
    std::string_view name;
    int power;
    int binary;
};
constexpr std::array<SizeUnit, 9> sizeTable{{{"B", 0, 0},
                                             {"kB", 3, 0},
                                             {"KiB", 0, 1},
                                             {"MB", 6, 0},
                                             {"MiB", 0, 2},
                                             {"GB", 9, 0},
                                             {"GiB", 0, 3},
                                             {"TB", 12, 0},
                                             {"TiB", 0, 4}}};

tl::unexpected<Error> unknownUnit(std::string_view text, std::string_view unit, std::string_view noun,
                                  std::string_view units)
{
    const std::string found = unit.empty() ? "has no unit" : "has an unknown unit";
    return failure(Errc::Syntax, {},
                   '"' + std::string(text) + "\" " + found + "; the units of " + std::string(noun) + " are " +
                       std::string(units));
}

tl::unexpected<Error> notAllowed(std::string_view text, std::string_view why)
{
    return failure(Errc::OutOfRange, {}, std::string(text) + " " + std::string(why));
}

/// Takes over the shorter text, and the earlier of two that are as long.
void keepShorter(std::string& best, const std::string& candidate)
{
    if (best.empty() || candidate.size() < best.size()) {
        best = candidate;
    }
}

} // namespace

Result<Rate> parseRate(std::string_view text)
{
    const auto quantified = takeDecimal(text, "a rate", rateUnits);
    if (!quantified) {
        return tl::unexpected(quantified.error());
    }
    const auto unit =
        std::find_if(rateTable.begin(), rateTable.end(), [&](const RateUnit& u) { return u.name == quantified->unit; });
    if (unit == rateTable.end()) {
        return unknownUnit(text, quantified->unit, "a rate", rateUnits);
    }
    const double perSecond = quantified->number.scaled(unit->power) / unit->seconds;
    if (perSecond < 0.0) {
        return notAllowed(text, "is negative; a rate is 0/s or more");
    }
    if (!std::isfinite(perSecond)) {
        return notAllowed(text, "is not finite; a rate is at most about 1e308/s");
    }
    return Rate::perSecond(std::abs(perSecond));
}

Result<double> parseByteCount(std::string_view text)
{
    const auto quantified = takeDecimal(text, "a size", sizeUnits);
    if (!quantified) {
        return tl::unexpected(quantified.error());
    }
    const auto unit =
        std::find_if(sizeTable.begin(), sizeTable.end(), [&](const SizeUnit& u) { return u.name == quantified->unit; });
    if (unit == sizeTable.end()) {
        return unknownUnit(text, quantified->unit, "a size", sizeUnits);
    }
    const double bytes = std::ldexp(quantified->number.scaled(unit->power), 10 * unit->binary);
    if (bytes < 0.0) {
        return notAllowed(text, "is negative; a size is 0B or more");
    }
    if (bytes > mostBytes) {
        return notAllowed(text, "is too large; a size is at most 1000TB");
    }
    return std::abs(bytes);
}

Result<double> parseByteRate(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, double>, 3> times{{{"/s", 1}, {"/min", 60}, {"/h", 3600}}};
    const auto slash = std::min(text.find('/'), text.size());
    const auto time =
        std::find_if(times.begin(), times.end(), [&](const auto& t) { return t.first == text.substr(slash); });
    const auto quantified = takeDecimal(text.substr(0, slash), "a bandwidth", byteRateUnits);
    if (!quantified) {
        return tl::unexpected(quantified.error());
    }
    const bool sized =
        std::any_of(sizeTable.begin(), sizeTable.end(), [&](const SizeUnit& u) { return u.name == quantified->unit; });
    if (time == times.end() || !sized) {
        return unknownUnit(text, quantified->unit, "a bandwidth", byteRateUnits);
    }
    const auto bytes = parseByteCount(text.substr(0, slash));
    if (!bytes) {
        return notAllowed(text, "is not allowed; a bandwidth is from 0B/s to 1000TB/s");
    }
    return *bytes / time->second;
}

Result<Bytes> parseBytes(std::string_view text)
{
    return parseByteCount(text).map([](double bytes) { return Bytes{std::llround(bytes)}; });
}

Result<Ratio> parseRatio(std::string_view text)
{
    const auto quantified = takeDecimal(text, "a ratio", "%, or none");
    if (!quantified) {
        return tl::unexpected(quantified.error());
    }
    if (!quantified->unit.empty() && quantified->unit != "%") {
        return unknownUnit(text, quantified->unit, "a ratio", "% or none: 0.1% is 0.001");
    }
    const double ratio = quantified->number.scaled(quantified->unit.empty() ? 0 : -2);
    if (ratio < 0.0) {
        return notAllowed(text, "is negative; a ratio is 0 or more");
    }
    if (!std::isfinite(ratio)) {
        return notAllowed(text, "is not finite");
    }
    return Ratio{std::abs(ratio)};
}

Result<double> parseNumber(std::string_view text)
{
    const auto quantified = takeDecimal(text, "a number", {});
    if (!quantified) {
        return tl::unexpected(quantified.error());
    }
    if (!quantified->unit.empty()) {
        return failure(Errc::Syntax, {}, '"' + std::string(text) + "\" is not a plain number; no unit goes here");
    }
    const double value = quantified->number.scaled();
    if (!std::isfinite(value)) {
        return notAllowed(text, "is not finite");
    }
    return value;
}

std::string writeNumber(double value)
{
    if (value == 0.0) {
        return "0";
    }
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return error == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

std::string writeRate(Rate rate)
{
    std::string best;
    for (const RateUnit& unit : rateTable) {
        const double number = rate.perSecond() * unit.seconds / std::pow(10.0, unit.power);
        const std::string text = writeNumber(number) + std::string(unit.name);
        const auto back = parseRate(text);
        if (back && *back == rate) {
            keepShorter(best, text);
        }
    }
    return best;
}

std::string writeBytes(Bytes bytes)
{
    std::string best;
    for (const SizeUnit& unit : sizeTable) {
        const double number =
            std::ldexp(static_cast<double>(bytes.value), -10 * unit.binary) / std::pow(10.0, unit.power);
        const std::string text = writeNumber(number) + std::string(unit.name);
        const auto back = parseBytes(text);
        if (back && *back == bytes) {
            keepShorter(best, text);
        }
    }
    return best;
}

std::string writeRatio(Ratio ratio)
{
    std::string best;
    for (const auto& text : {writeNumber(ratio.value * 100.0) + '%', writeNumber(ratio.value)}) {
        const auto back = parseRatio(text);
        if (back && *back == ratio) {
            keepShorter(best, text);
        }
    }
    return best;
}

} // namespace highwater

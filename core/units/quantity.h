// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace highwater {

/// Items per second. Never negative, always finite.
class Rate
{
public:
    constexpr Rate() = default;
    static constexpr Rate perSecond(double value) { return Rate(value); }
    [[nodiscard]] constexpr double perSecond() const { return m_perSecond; }
    auto operator<=>(const Rate&) const = default;

private:
    explicit constexpr Rate(double value) : m_perSecond(value) {}
    double m_perSecond = 0.0;
};

/// A number of bytes; never negative.
struct Bytes
{
    std::int64_t value = 0;
    auto operator<=>(const Bytes&) const = default;
};

/// A number of items; not a byte count, not an index. An absent optional means unlimited.
struct Items
{
    std::int64_t value = 0;
    auto operator<=>(const Items&) const = default;
};

/// A part of a whole, 1.0 being all of it.
struct Ratio
{
    double value = 0.0;
    auto operator<=>(const Ratio&) const = default;
};

/// Each reads what scenario-format calls a rate ("80/s", "3/min", "2.5k/s"), a size ("512B", "64KiB", "1MB") or a ratio
/// ("0.1%", "0.001"). Each fails with Syntax or OutOfRange, with an empty where and a message that lists the units.
Result<Rate> parseRate(std::string_view text);
Result<Bytes> parseBytes(std::string_view text);
Result<Ratio> parseRatio(std::string_view text);
/// As parseBytes, without rounding to whole bytes: means of distributions keep what was written.
Result<double> parseByteCount(std::string_view text);
/// A size per time in bytes per second: "100MB/s", "64KiB/s", "10MB/min". Fails as parseBytes; the message lists the units.
Result<double> parseByteRate(std::string_view text);
/// A plain number, finite, at most 17 digits and an exponent; it may be negative.
Result<double> parseNumber(std::string_view text);

/// Each writes the shortest text that the reader above turns into the same value.
std::string writeRate(Rate rate);
std::string writeBytes(Bytes bytes);
std::string writeRatio(Ratio ratio);
/// The shortest decimal that reads back as the same double.
std::string writeNumber(double value);

} // namespace highwater

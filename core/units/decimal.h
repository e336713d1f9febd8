// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <cstdint>
#include <string_view>

namespace highwater {

/// A decimal number exactly as it was written: digits * 10^exponent, digits < 10^17. It lets "0.1ms" become the double
/// nearest to 0.0001 and the whole number 100000 of nanoseconds alike, without a rounding in between.
struct Decimal
{
    std::uint64_t digits = 0;
    int exponent = 0;
    bool negative = false;

    /// The nearest double to this number times 10^shift; infinite when it is too large.
    [[nodiscard]] double scaled(int shift = 0) const;
};

/// A number and the text behind it.
struct Quantified
{
    Decimal number;
    std::string_view unit;
};

/// Reads the number that text begins with: digits, a fraction, an exponent, at most 17 digits. noun names what was
/// expected in the message ("a duration"), units lists what may follow ("ns, us or ms"). Fails with Syntax.
Result<Quantified> takeDecimal(std::string_view text, std::string_view noun, std::string_view units);

} // namespace highwater

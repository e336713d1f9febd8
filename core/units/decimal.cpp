// SPDX-License-Identifier: GPL-3.0-or-later
#include "units/decimal.h"

#include "units/text.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

namespace highwater {

namespace {

constexpr int mostDigits = 17;
/// Beyond this every exponent means 0 or infinity; the bound keeps sums of exponents within an int.
constexpr int mostExponent = 100'000;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes digits from the front of text into number; false when there are too many that matter.
bool takeDigits(std::string_view& text, Decimal& number, int& significant, bool fraction)
{
    while (!text.empty() && isDigit(text.front())) {
        const auto digit = static_cast<std::uint64_t>(text.front() - '0');
        text.remove_prefix(1);
        if (significant >= mostDigits) {
            // Trailing zeros say nothing new.
            if (digit != 0) {
                return false;
            }
            number.exponent += fraction ? 0 : 1;
            continue;
        }
        number.digits = number.digits * 10 + digit;
        significant += number.digits > 0 ? 1 : 0;
        number.exponent -= fraction ? 1 : 0;
    }
    return true;
}

/// Takes "e-3" from the front of text if it is there: an e without digits belongs to the unit.
int takeExponent(std::string_view& text)
{
    if (text.empty() || (text.front() != 'e' && text.front() != 'E')) {
        return 0;
    }
    std::string_view rest = text.substr(1);
    const bool negative = !rest.empty() && rest.front() == '-';
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
        rest.remove_prefix(1);
    }
    if (rest.empty() || !isDigit(rest.front())) {
        return 0;
    }
    int exponent = 0;
    while (!rest.empty() && isDigit(rest.front())) {
        exponent = std::min(exponent * 10 + (rest.front() - '0'), mostExponent);
        rest.remove_prefix(1);
    }
    text = rest;
    return negative ? -exponent : exponent;
}

} // namespace

double Decimal::scaled(int shift) const
{
    if (digits == 0) {
        return 0.0;
    }
    const std::string text = std::to_string(digits) + 'e' + std::to_string(exponent + shift);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) {
        // from_chars leaves the value alone; which end was left, the exponent tells.
        value = exponent + shift > 0 ? std::numeric_limits<double>::infinity() : 0.0;
    }
    return negative ? -value : value;
}

Result<Quantified> takeDecimal(std::string_view text, std::string_view noun, std::string_view units)
{
    const auto refuse = [&](std::string_view why) {
        return failure(Errc::Syntax, {}, inQuotes(text) + " is not " + std::string(noun) + ": " + std::string(why));
    };
    const std::string form =
        units.empty() ? std::string("write a number") : "write a number and a unit: " + std::string(units);
    std::string_view rest = text;
    Decimal number;
    if (!rest.empty() && rest.front() == '-') {
        number.negative = true;
        rest.remove_prefix(1);
    }
    if (rest.empty() || !isDigit(rest.front())) {
        return refuse(form);
    }
    int significant = 0;
    bool fits = takeDigits(rest, number, significant, false);
    if (fits && !rest.empty() && rest.front() == '.') {
        rest.remove_prefix(1);
        if (rest.empty() || !isDigit(rest.front())) {
            return refuse("digits must follow the decimal point");
        }
        fits = takeDigits(rest, number, significant, true);
    }
    if (!fits) {
        return refuse("a number has at most 17 digits");
    }
    number.exponent += takeExponent(rest);
    if (!rest.empty() && rest.front() == ' ') {
        return refuse("no space goes between the number and its unit");
    }
    return Quantified{number, rest};
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/token_bucket.h"

#include <cmath>

namespace highwater::flow {

/// Continued fractions: each convergent is the best ratio with so small a denominator.
Fraction fractionOf(double rate)
{
    constexpr double mostNumerator = 9e18;
    constexpr double mostDenominator = 1e12;
    const double wanted = std::clamp(rate, 0.0, mostNumerator);
    Fraction before{1, 0};
    Fraction best{static_cast<std::uint64_t>(wanted), 1};
    double rest = wanted - std::floor(wanted);
    const auto value = [](const Fraction& f) { return static_cast<double>(f.numerator) / static_cast<double>(f.denominator); };
    while (rest > 0 && std::abs(value(best) - wanted) > 1e-12 * wanted) {
        const double inverse = 1 / rest;
        const double digit = std::floor(inverse);
        rest = inverse - digit;
        if (digit * static_cast<double>(best.numerator) + static_cast<double>(before.numerator) > mostNumerator
            || digit * static_cast<double>(best.denominator) + static_cast<double>(before.denominator) > mostDenominator) {
            break;
        }
        const auto times = static_cast<std::uint64_t>(digit);
        const Fraction next{times * best.numerator + before.numerator, times * best.denominator + before.denominator};
        before = best;
        best = next;
    }
    return best;
}

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/knob_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

/// Pixels of a slider, roughly: finer steps than this cannot be met by a hand.
constexpr double places = 150;
/// The part of an endless slider that stands for infinity.
constexpr double endlessFrom = 0.97;

double decadeOf(double value)
{
    return std::pow(10.0, std::floor(std::log10(value) + 1e-9));
}

} // namespace

KnobScale KnobScale::decades(double value, int below, bool whole)
{
    const double decade = value > 0 && std::isfinite(value) ? decadeOf(value) : 1.0;
    double low = decade * std::pow(10.0, -below);
    double high = decade * 100;
    if (whole && low < 1) {
        low = 1;
        high = std::max(high, 100.0);
    }
    return {low, high, true, whole, false};
}

double KnobScale::placeOf(double value) const
{
    if (std::isinf(value) && value > 0)
        return 1;
    const double end = endless ? endlessFrom - 0.01 : 1.0;
    if (!(high > low))
        return 0;
    const double part =
        logarithmic ? (value <= low ? 0 : std::log(value / low) / std::log(high / low)) : (value - low) / (high - low);
    return std::clamp(part, 0.0, 1.0) * end;
}

double KnobScale::linearStep() const
{
    const double fine = (high - low) / places;
    if (whole && fine <= 1)
        return 1;
    if (!(fine > 0))
        return 1;
    const double decade = decadeOf(fine);
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * decade >= fine * 0.999)
            return step * decade;
    }
    return 10 * decade;
}

double KnobScale::rounded(double value) const
{
    if (!logarithmic) {
        const double step = linearStep();
        return std::clamp(std::round(value / step) * step, low, high);
    }
    const double unit = value > 0 ? decadeOf(value) / 10 : 1;
    double result = std::round(value / unit) * unit;
    if (whole)
        result = std::round(result);
    // A value such as 7 * 0.1 carries binary dust; the division by a whole number does not.
    if (unit < 1)
        result = std::round(result / unit) / std::round(1 / unit);
    return std::clamp(result, low, high);
}

double KnobScale::valueAt(double place) const
{
    if (endless && place >= endlessFrom)
        return std::numeric_limits<double>::infinity();
    const double part = std::clamp(endless ? place / (endlessFrom - 0.01) : place, 0.0, 1.0);
    return rounded(logarithmic ? low * std::pow(high / low, part) : low + (high - low) * part);
}

double KnobScale::stepped(double value, int steps) const
{
    if (std::isinf(value))
        return steps < 0 ? high : value;
    if (!logarithmic) {
        const double step = linearStep();
        const double from = steps > 0 ? std::floor(value / step + 1e-9) : std::ceil(value / step - 1e-9);
        return std::max(low, (from + steps) * step);
    }
    double result = std::max(value, low);
    for (int i = 0; i < std::abs(steps); ++i) {
        double unit = decadeOf(result) / 10;
        if (steps < 0 && result <= decadeOf(result) * (1 + 1e-9))
            unit /= 10; // 100 comes down to 99, not to 90
        if (whole)
            unit = std::max(unit, 1.0);
        const double count = result / unit;
        const double next = steps > 0 ? std::floor(count + 1e-6) + 1 : std::ceil(count - 1e-6) - 1;
        result = unit < 1 ? next / std::round(1 / unit) : next * unit;
    }
    return std::max(low, result);
}

} // namespace highwater

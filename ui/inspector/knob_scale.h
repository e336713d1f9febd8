// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace highwater {

/// How the places of a slider map to the values of a knob. A plain value.
/// Values between low and high; a slider may stand at an end while its knob holds a value beyond it.
struct KnobScale
{
    double low = 0;
    double high = 1;
    bool logarithmic = false; ///< low must be above 0
    bool whole = false;       ///< values are whole numbers
    bool endless = false;     ///< the last place means infinity

    bool operator==(const KnobScale&) const = default;

    /// 0..1; infinity stands at the end.
    [[nodiscard]] double placeOf(double value) const;
    /// The value at a place, rounded to what a hand can mean there: two digits on a logarithmic scale, steps of 1, 2 or
    /// 5 on a linear one.
    [[nodiscard]] double valueAt(double place) const;
    /// The next rounded value above (steps > 0) or below, several steps away.
    [[nodiscard]] double stepped(double value, int steps) const;

    /// Two decades around a value, logarithmic: one below, two above (below = 1) or two and two (below = 2).
    static KnobScale decades(double value, int below, bool whole);
    static KnobScale linear(double low, double high, bool whole) { return {low, high, false, whole, false}; }

private:
    [[nodiscard]] double linearStep() const;
    [[nodiscard]] double rounded(double value) const;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace highwater {

/// What a knob's number counts. Values are plain doubles: items, seconds, per second, bytes, 0..1, bytes per second, or
/// nothing.
enum class KnobUnit { Count, Items, Bytes, Seconds, PerSecond, Share, BytesPerSecond, Number };

/// A value as a field shows it: the digits and, smaller beside them, the unit.
struct KnobText
{
    QString digits;
    QString unit; ///< empty: none
};

/// infinite: the word for infinity.
KnobText knobText(double value, KnobUnit unit, const QString& infinite);
/// Both in one: "10 ms", with a thin space before the unit.
QString knobLine(double value, KnobUnit unit, const QString& infinite);

/// Reads what a person typed: a number in shownUnit (the unit of the field), a quantity with a unit of its own
/// ("250ms", "0.25 s"), or the word for infinity when there is one. The error is a sentence with what is allowed.
tl::expected<double, QString> readKnobText(const QString& typed, KnobUnit unit, const QString& shownUnit,
                                           const QString& infinite);

} // namespace highwater

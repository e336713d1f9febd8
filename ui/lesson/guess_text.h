// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lessons/yardstick.h"

#include <QString>

namespace highwater {

/// What a learner has typed: a number takes the unit of the figure; a time needs its own ("5 ms", "2 s"). Fails as readValue.
Result<double> readGuess(const QString& text, lessons::Unit unit);
/// What stands in an empty field: "for example 200 ms".
QString guessExample(lessons::Unit unit);
/// How far off a guess is: "close", "30 % too low", "4.1 times too high".
QString guessVerdict(double guess, double measured);
/// With its unit.
QString valueText(double value, lessons::Unit unit);
/// "≤" for "<=".
QString conditionText(const std::string& condition);

} // namespace highwater

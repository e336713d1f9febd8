// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/comparison.h"

#include <QString>

#include <functional>
#include <optional>

namespace highwater {

/// "812 ms", "700/s", "9.8/min": value is not negative.
QString figureText(ComparedFigure::Unit unit, double value);
/// "−12.1 ms ± 3.2 ms". sign: a plus before what is above 0. text: for what is not negative.
QString withInterval(double value, std::optional<double> halfWidth, bool sign, const std::function<QString(double)>& text);

} // namespace highwater

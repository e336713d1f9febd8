// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/distribution.h"
#include "scenario/scenario.h"

#include <QString>

#include <optional>
#include <string>

namespace highwater {

/// The figure that the knob of a law turns: its mean as written, or as it follows from the parameters. Seconds, bytes
/// or items.
double knobMeanOf(const Distribution& law);

/// The same law with another mean, as scenario text: parameters with a unit are scaled, shapes stay. Absent for a law
/// from a file, which cannot be scaled, and for one whose mean is 0 but that is not constant. mean: the law's unit, >=
/// 0.
std::optional<std::string> lawWithMean(const Distribution& law, Quantity quantity, double mean);

/// "exponential", "bounded-pareto", ...: the word of the format.
std::string lawName(const Distribution& law);
/// The same word in the language of the window.
QString lawWord(const Distribution& law);

/// The figure that the knob of a producer turns: users of a closed source, else items per second (of a ramp its first
/// rate, of a spike its base). Absent for traces and saturated sources: there is nothing to turn.
std::optional<double> knobRateOf(const Arrivals& arrivals);

/// The same arrivals with another knobRateOf(), as scenario text. Absent where there is none, or where a rate of 0
/// cannot be scaled.
std::optional<std::string> arrivalsWithRate(const Arrivals& arrivals, double rate);

/// "Arrival rate, poisson", "Users, closed", ...: what that figure means.
QString arrivalsLabel(const Arrivals& arrivals);

} // namespace highwater

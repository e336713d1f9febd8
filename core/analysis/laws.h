// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/matrix.h"
#include "scenario/distribution.h"

#include <optional>
#include <vector>

namespace highwater::analysis {

// What queueing theory asks of a law of times; all times in seconds. Each is a pure function of the law.

/// E[X^n], n from 1 to 3; infinite where it does not exist.
double momentOf(const Distribution& law, int n);
/// P(X > x), x in seconds.
double survivalOf(const Distribution& law, double x);
/// 1 - E[exp(-s X)], s > 0 in 1/s; keeps its digits when it is small.
double transformComplementOf(const Distribution& law, double s);
/// The smallest x with P(X <= x) >= p, 0 <= p < 1.
double quantileOf(const Distribution& law, double p);

/// Where the survival function is not smooth, ascending; 0 is not among them.
std::vector<double> kinksOf(const Distribution& law);
/// Whether single values have a probability above 0.
bool hasAtoms(const Distribution& law);

/// Time to absorption of a Markov chain with the rates (absorption left out) that begins in a state drawn from start.
struct PhaseType
{
    std::vector<double> start;
    Matrix rates;
};
/// The law as phases; nothing for one that is not made of exponentials, or of more than 64 of them.
std::optional<PhaseType> phasesOf(const Distribution& law);

/// The law of an exponential time.
Distribution exponentialLaw(double mean);

} // namespace highwater::analysis

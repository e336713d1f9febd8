// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace highwater::analysis {

/// A transition of a Markov chain in continuous time; rate per second, > 0.
struct Transition
{
    std::size_t from = 0;
    std::size_t to = 0;
    double rate = 0;
};

/// The stationary probabilities of an irreducible chain of states 0, 1, ... size - 1. Chains whose transitions lead to near states are
/// solved by elimination, without a subtraction (Grassmann, Taksar & Heyman, Oper. Res. 33, 1985); others by iteration, to about 12 digits.
std::vector<double> stationaryOf(std::size_t size, std::span<const Transition> transitions);

} // namespace highwater::analysis

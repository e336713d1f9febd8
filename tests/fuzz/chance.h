// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/random.h"

#include <cstdint>
#include <initializer_list>
#include <string>

namespace highwater::fuzz {

/// Random choices that follow from a seed alone.
class Chance
{
public:
    explicit Chance(std::uint64_t seed) : m_draws(mix64(seed)) {}
    /// 0..n - 1; n >= 1.
    int below(int n) { return static_cast<int>(m_draws.uniform() * n); }
    int from(int a, int b) { return a + below(b - a + 1); }
    bool oneIn(int n) { return below(n) == 0; }
    double between(double a, double b) { return a + (b - a) * m_draws.uniform(); }
    std::string anyOf(std::initializer_list<const char*> words) { return words.begin()[below(static_cast<int>(words.size()))]; }

private:
    Draws m_draws;
};

} // namespace highwater::fuzz

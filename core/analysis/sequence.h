// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <string_view>
#include <vector>

namespace highwater::analysis {

/// The values of a formula of one index, as people write a series: "x_i = 10 exp(-i/12) + ((7919 i) mod 101)/101, i = 0..299", or
/// "t = i/20 s, i = 0..79". Knows + - * / ^ mod, products without a sign, brackets, pi, the functions exp, ln, log (natural), sqrt, sin,
/// cos, tan, abs, floor and the units s and ms (in seconds). At most a million values. Fails with Syntax or OutOfRange.
Result<std::vector<double>> sequenceOf(std::string_view formula);

} // namespace highwater::analysis

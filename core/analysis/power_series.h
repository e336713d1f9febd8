// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace highwater::analysis {

/// The first terms of the product of two power series, as many as a has.
std::vector<double> productOf(const std::vector<double>& a, const std::vector<double>& b);
/// The first terms of 1 / a, as many as a has; a[0] is not 0. By Newton's iteration, in n log n.
std::vector<double> reciprocalOf(const std::vector<double>& a);

} // namespace highwater::analysis

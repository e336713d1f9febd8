// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/data_files.h"
#include "scenario/expression.h"
#include "scenario/scenario.h"

#include <optional>
#include <string_view>
#include <vector>

namespace highwater {

/// Reads "lognormal(40ms, cv=1.5)" and its kin; quantity says what its numbers are. The error's where is empty, and its
/// message names the argument that is wrong.
Result<Distribution> readDistribution(std::string_view text, Quantity quantity, DataFiles& files);
Result<Distribution> readDistribution(const Expression& expression, Quantity quantity, DataFiles& files);

/// Reads "poisson(80/s)" and its kin. As above.
Result<Arrivals> readArrivals(std::string_view text, DataFiles& files);

/// What the readers know, for suggestions and the schema's test.
std::vector<std::string_view> distributionNames();
std::vector<std::string_view> arrivalNames();

/// Text in quotes or a plain word, for file and column names.
Result<std::string> readName(const Expression& call, std::string_view parameter, const Expression& argument);
/// A plain number from least (above it, when open) to most.
Result<double> readPlainNumber(const Expression& call, std::string_view parameter, const Expression& argument,
                               double least, double most, bool open = false);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/answer.h"
#include "analysis/argument_reader.h"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace highwater::analysis {

/// One function of the calculator: reads its arguments and answers. Faults of the arguments are left with the reader; a Result's error is
/// about all of them together ("no steady state").
struct Calculator
{
    std::string_view name;
    std::string_view summary;
    std::vector<std::pair<std::string_view, std::string_view>> arguments; ///< name and meaning
    Result<Answer> (*answer)(ArgumentReader& arguments);
    std::vector<std::string_view> more = {}; ///< accepted, but of no use here: remarks of a case, arguments of neighbours
};

// The functions by subject; answers carry the names of the verification cases.
std::vector<Calculator> stationCalculators();
std::vector<Calculator> networkCalculators();
std::vector<Calculator> statisticsCalculators();
std::vector<Calculator> overloadCalculators();

} // namespace highwater::analysis

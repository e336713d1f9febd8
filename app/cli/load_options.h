// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.h"
#include "scenario/scenario.h"
#include "units/error.h"

#include <span>
#include <string>

namespace highwater::cli {

/// What the command line asks of `load`.
struct LoadRequest
{
    std::string url;
    ProducerNode producer;
    Duration duration{};
    std::uint64_t seed = 1;
    std::string token; ///< empty: none
    int connections = 0;
    bool json = false;
};

std::span<const Option> loadOptions();

/// Reads arrivals, distributions and policies by the rules of the scenario format. The error's message begins with the option that is wrong.
Result<LoadRequest> readLoadRequest(const Arguments& arguments);

} // namespace highwater::cli

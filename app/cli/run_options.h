// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace highwater::cli {

enum class Format : std::uint8_t { Table, Json, Csv };

/// What `run` was asked to do, read and checked as far as that is possible without the scenario.
struct RunRequest
{
    std::vector<std::string> files; ///< one at least: paths, or names of shipped scenarios
    std::vector<std::pair<std::string, std::string>> changes; ///< pointer and value, in the order in which they act
    int replications = 1;
    double confidence = 0.95;
    std::optional<double> precision;
    int threads = 0; ///< 0: one per core
    bool timing = true;
    bool live = false; ///< under the machine's clock, with real sockets
    bool insecure = false;
    std::optional<Format> format; ///< absent: as the output wants it
    std::string output;           ///< empty: standard output
    std::string series;           ///< empty: none
    std::string events;           ///< empty: none
};

std::span<const Option> runOptions();

/// Fails with a message for the user.
Result<RunRequest> readRunRequest(const Arguments& arguments);

} // namespace highwater::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace highwater {

/// Something that a person should know about a run.
struct Finding
{
    enum class Severity : std::uint8_t { Note, Warning, Error };
    std::string rule; ///< "deadlock"
    Severity severity = Severity::Warning;
    std::string where; ///< JSON pointer into the scenario
    std::string text;
    std::vector<std::pair<std::string, double>> evidence;
};

/// A JSON pointer to a node of the scenario.
std::string pointerToNode(const std::string& name);

} // namespace highwater

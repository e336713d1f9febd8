// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <string>

namespace highwater::cli {

/// Usage, commands and exit codes; at most 100 columns.
std::string programHelp(std::span<const Command> commands);
/// Usage, details and options of one command.
std::string commandHelp(const Command& command);

} // namespace highwater::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace highwater::cli {

/// Paragraphs of the command's help.
std::string_view loadDetails();

/// Sends requests to a URL, and measures how they fare.
ExitCode executeLoad(const Arguments& arguments, const std::atomic<bool>& interrupt);

} // namespace highwater::cli

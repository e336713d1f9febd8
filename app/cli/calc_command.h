// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace highwater::cli {

std::span<const Option> calcOptions();
/// Every function with its arguments.
std::string_view calcDetails();

/// Evaluates a formula, and writes its results as JSON.
ExitCode executeCalc(const Arguments& arguments, const std::atomic<bool>& interrupt);

} // namespace highwater::cli

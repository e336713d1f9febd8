// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace highwater::cli {

std::span<const Option> listOptions();

/// Tells the shipped scenarios.
ExitCode executeList(const Arguments& arguments, const std::atomic<bool>& interrupt);

} // namespace highwater::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace highwater::cli {

std::span<const Option> theoryOptions();

/// Puts what queueing theory says about a scenario beside runs of it.
ExitCode executeTheory(const Arguments& arguments, const std::atomic<bool>& interrupt);

} // namespace highwater::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace highwater::cli {

/// Runs scenarios and writes their results.
ExitCode executeRun(const Arguments& arguments, const std::atomic<bool>& interrupt);

} // namespace highwater::cli

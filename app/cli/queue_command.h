// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace highwater::cli {

std::span<const Option> queueOptions();
std::string_view queueDetails();

/// Looks into a message store, and puts its dead letters back or away.
ExitCode executeQueue(const Arguments& arguments, const std::atomic<bool>& interrupt);

} // namespace highwater::cli

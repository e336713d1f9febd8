// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "run/report.h"
#include "scenario_file.h"

#include <optional>

namespace highwater::cli {

/// The command `serve`.
std::span<const Option> serveOptions();
std::string_view serveDetails();
ExitCode executeServe(const Arguments& arguments, const std::atomic<bool>& interrupt);

/// Runs a scenario live for its duration and tells what was measured; nothing, and a complaint, when it cannot begin.
std::optional<Report> liveReport(const std::string& file, const OpenedDocument& opened, bool insecure, const std::atomic<bool>& interrupt);

} // namespace highwater::cli

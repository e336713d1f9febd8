// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.h"
#include "exit_code.h"

#include <atomic>
#include <span>
#include <string_view>

namespace highwater::cli {

/// A command of the program: what it takes, and what does it.
struct Command
{
    std::string_view name;
    std::string_view positional; ///< for people: "FILE..."
    std::string_view summary;
    std::string_view details; ///< paragraphs of its help; may be empty
    std::span<const Option> options;
    /// interrupt is set by a signal while it runs.
    ExitCode (*execute)(const Arguments& arguments, const std::atomic<bool>& interrupt);
};

/// Says on the standard error what is wrong.
void complain(std::string_view message);
/// "FILE: /pointer: message", on the standard error.
void complain(std::string_view file, const Error& fault);
/// The answer to a wrong command line.
ExitCode refuse(std::string_view message);

} // namespace highwater::cli

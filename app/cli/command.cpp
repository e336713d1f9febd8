// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include <iostream>

namespace highwater::cli {

void complain(std::string_view message)
{
    std::cerr << "highwater-cli: " << message << '\n';
}

void complain(std::string_view file, const Error& fault)
{
    const bool named = fault.where.empty() || fault.where == file;
    std::cerr << file << ": " << (named ? std::string() : fault.where + ": ") << fault.message << '\n';
}

ExitCode refuse(std::string_view message)
{
    complain(message);
    return Refused;
}

} // namespace highwater::cli

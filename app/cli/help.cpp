// SPDX-License-Identifier: GPL-3.0-or-later
#include "help.h"

#include <algorithm>

namespace highwater::cli {

namespace {

constexpr std::size_t widest = 96;

std::string usageOf(const Option& option)
{
    return std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value));
}

/// Two columns; the right one is wrapped. Help is ASCII, so that bytes are columns.
std::string entry(const std::string& left, std::string_view right, std::size_t leftWidth)
{
    std::string text = "  " + left + std::string(leftWidth - std::min(leftWidth, left.size()), ' ');
    std::size_t used = text.size();
    const std::string indent(leftWidth + 2, ' ');
    while (!right.empty()) {
        const auto space = right.find(' ');
        const std::string_view word = right.substr(0, space);
        if (used + 1 + word.size() > widest) {
            text += '\n' + indent;
            used = indent.size();
        }
        text.append(1, ' ').append(word);
        used += 1 + word.size();
        right = space == std::string_view::npos ? std::string_view() : right.substr(space + 1);
    }
    return text + '\n';
}

} // namespace

std::string programHelp(std::span<const Command> commands)
{
    std::string text = "usage: highwater-cli COMMAND [ARGUMENT]...\n\nSimulates pipelines of bounded queues under backpressure, and runs them for real.\n\ncommands\n";
    for (const Command& command : commands) {
        text += entry(std::string(command.name), command.summary, 8);
    }
    text += "\nhighwater-cli COMMAND --help tells about a command, highwater-cli --version about the program.\n\nexit status\n";
    text += entry("0", "done", 2);
    text += entry("1", "done, but an objective failed or there is a finding of severity error", 2);
    text += entry("2", "the command line or the scenario is wrong; nothing was written", 2);
    text += entry("3", "the work could not go on", 2);
    return text;
}

std::string commandHelp(const Command& command)
{
    std::string text = "usage: highwater-cli " + std::string(command.name);
    if (!command.positional.empty()) {
        text += ' ' + std::string(command.positional);
    }
    text += " [OPTION]...\n\n" + std::string(command.summary) + "\n";
    if (!command.details.empty()) {
        text += '\n' + std::string(command.details) + '\n';
    }
    std::size_t leftWidth = 0;
    for (const Option& option : command.options) {
        leftWidth = std::max(leftWidth, usageOf(option).size());
    }
    text += "\noptions\n";
    for (const Option& option : command.options) {
        text += entry(usageOf(option), option.help, leftWidth + 1);
    }
    return text;
}

} // namespace highwater::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "calc_command.h"
#include "help.h"
#include "list_command.h"
#include "output_file.h"
#include "run_command.h"
#include "run_options.h"
#include "theory_command.h"
#include "units/text.h"

#ifdef HIGHWATER_WITH_LIVE
#include "live_command.h"
#include "load_command.h"
#include "load_options.h"
#include "queue_command.h"
#endif

#include <algorithm>
#include <array>
#include <csignal>
#include <iterator>

namespace highwater::cli {

namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may not wait for a lock");

/// The first Ctrl+C ends the work in good order; a second one ends the program.
void catchSignals()
{
    struct sigaction action = {};
    action.sa_handler = [](int) { interrupted.store(true); };
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    // A reader that goes away is an error of writing, not the end of the program.
    action.sa_handler = SIG_IGN;
    action.sa_flags = 0;
    ::sigaction(SIGPIPE, &action, nullptr);
}

const std::vector<Command>& commands()
{
    static const std::vector<Command> all{
        {"run", "FILE...", "Runs scenarios and writes what was measured.",
         "A FILE that does not exist may be the name of a shipped scenario: highwater-cli run slow-consumer.\n"
         "Several files give a JSON array, tables one after another, or CSV with a column \"scenario\".\n"
         "Ctrl+C ends a run early; what was measured is written and marked as interrupted.",
         runOptions(), executeRun},
        {"theory", "FILE", "Puts what queueing theory says about a scenario beside runs of it.",
         "For every stage and from end to end: which closed form applies, its figures, those of the runs, their difference, and whether\n"
         "theory lies within the interval; or why no closed form applies. FILE may be the name of a shipped scenario.",
         theoryOptions(), executeTheory},
        {"calc", "FUNCTION [NAME=VALUE]... | FILE.json", "Evaluates a formula of queueing theory, statistics or overload control.", calcDetails(),
         calcOptions(), executeCalc},
        {"list", "", "Tells the shipped scenarios.", "", listOptions(), executeList},
#ifdef HIGHWATER_WITH_LIVE
        {"serve", "FILE", "Serves a scenario: a real endpoint, queue and workers.", serveDetails(), serveOptions(), executeServe},
        {"load", "URL", "Sends requests to a service, and measures how they fare.", loadDetails(), loadOptions(), executeLoad},
        {"queue", "list|peek|requeue|purge FILE [ID...]", "Looks after the messages that a live run keeps in a file.", queueDetails(), queueOptions(),
         executeQueue},
#endif
    };
    return all;
}

/// Commands of the interface that come later.
constexpr std::array<std::string_view, 9> announced{"sweep", "plan", "check", "import", "serve", "load", "queue", "trace", "merge"};

ExitCode show(const std::string& text)
{
    const auto written = writeStandardOutput(text);
    if (!written) {
        complain(written.error().where, written.error());
        return Stopped;
    }
    return Done;
}

ExitCode executeCommand(const Command& command, std::span<const std::string_view> words)
{
    const auto end = std::find(words.begin(), words.end(), "--");
    if (std::any_of(words.begin(), end, [](std::string_view word) { return word == "--help" || word == "-h"; })) {
        return show(commandHelp(command));
    }
    const auto arguments = Arguments::parse(words, command.options);
    if (!arguments) {
        return refuse(arguments.error().message + "\nhighwater-cli " + std::string(command.name) + " --help tells what there is");
    }
    return command.execute(*arguments, interrupted);
}

ExitCode execute(std::span<const std::string_view> words)
{
    if (words.empty()) {
        return refuse("a command is missing\n\n" + programHelp(commands()));
    }
    const std::string_view name = words.front();
    if (name == "--help" || name == "-h" || name == "help") {
        return show(programHelp(commands()));
    }
    if (name == "--version") {
        return show("highwater-cli " HIGHWATER_VERSION "\n");
    }
    std::vector<std::string_view> known;
    for (const Command& command : commands()) {
        if (command.name == name) {
            return executeCommand(command, words.subspan(1));
        }
        known.push_back(command.name);
    }
    std::copy_if(announced.begin(), announced.end(), std::back_inserter(known),
                 [&](std::string_view each) { return std::find(known.begin(), known.end(), each) == known.end(); });
    if (std::find(announced.begin(), announced.end(), name) != announced.end()) {
        return refuse(std::string(name) + " is not yet supported in this version");
    }
    const bool isOption = !name.empty() && name.front() == '-';
    if (isOption) {
        known = {"--help", "--version"};
    }
    return refuse((isOption ? "there is no option " : "there is no command ") + inQuotes(name) + suggestion(name, known));
}

} // namespace

} // namespace highwater::cli

int main(int argc, char** argv)
{
    highwater::cli::catchSignals();
    const std::vector<std::string_view> words(argv + std::min(argc, 1), argv + argc);
    return highwater::cli::execute(words);
}

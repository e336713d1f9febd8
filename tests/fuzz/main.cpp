// SPDX-License-Identifier: GPL-3.0-or-later
// highwater-fuzz [--seed N] [--from N] [--to N] [--seconds N] [--keep-going] [--no-shrink] [--print] [file]: runs random cases until it is
// stopped, one seed, or a case that was printed.
#include "fuzz_runner.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#ifdef __unix__
#include <unistd.h>
#endif

using namespace highwater;
using namespace highwater::fuzz;

namespace {

volatile std::sig_atomic_t stopped = 0;
std::uint64_t current = 0;

void onStop(int)
{
    stopped = 1;
}

/// A crash, or a run without end, names its seed: no shrinking after that.
void onCrash(int signal)
{
    std::fprintf(stderr, "signal %d in seed %llu\n", signal, static_cast<unsigned long long>(current));
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

/// A case that runs longer than this, in seconds, does not end.
void limitTime()
{
#ifdef SIGALRM
    alarm(60);
#endif
}

struct Options
{
    std::uint64_t from = 1;
    bool one = false;
    bool keepGoing = false;
    bool print = false;
    bool shrink = true;
    std::uint64_t to = UINT64_MAX;
    double seconds = 0; ///< 0: until stopped
    std::string file;
};

Options read(int argc, char** argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        const char* value = i + 1 < argc ? argv[i + 1] : "1";
        if (name == "--seed" || name == "--from") {
            options.from = std::strtoull(value, nullptr, 10);
            options.one = name == "--seed";
            ++i;
        } else if (name == "--to") {
            options.to = std::strtoull(value, nullptr, 10);
            ++i;
        } else if (name == "--no-shrink") {
            options.shrink = false;
        } else if (name == "--seconds") {
            options.seconds = std::strtod(value, nullptr);
            ++i;
        } else if (name == "--keep-going") {
            options.keepGoing = true;
        } else if (name == "--print") {
            options.print = true;
        } else {
            options.file = name;
        }
    }
    return options;
}

bool report(const Case& test, const Outcome& outcome, bool small)
{
    if (outcome.fault.empty()) {
        return true;
    }
    std::cout << "seed " << test.seed << ": " << outcome.fault << '\n' << std::flush;
    if (small) {
#ifdef SIGALRM
        alarm(0);
#endif
        const Case least = shrink(test, outcome.fault);
        std::cout << "shrunken: " << run(least).fault << '\n' << write(least) << '\n' << std::flush;
    }
    return false;
}

int runFile(const std::string& name)
{
    std::ifstream in(name);
    std::stringstream text;
    text << in.rdbuf();
    const Case test = readCase(text.str());
    const bool good = report(test, run(test), false);
    std::cout << (good ? "no fault\n" : "");
    return good ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    const Options options = read(argc, argv);
    std::signal(SIGINT, onStop);
    std::signal(SIGABRT, onCrash);
    std::signal(SIGSEGV, onCrash);
    if (!options.file.empty()) {
        return runFile(options.file);
    }
    if (options.print) {
        std::cout << write(randomCase(options.from)) << '\n';
        return 0;
    }
    const auto start = std::chrono::steady_clock::now();
    const auto elapsed = [start] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
    std::map<std::string, int> kinds;
    std::uint64_t events = 0;
    std::uint64_t audits = 0;
    std::uint64_t seeds = 0;
    std::uint64_t stoodStill = 0;
#ifdef SIGALRM
    std::signal(SIGALRM, onCrash);
#endif
    for (current = options.from; stopped == 0 && current <= options.to && (seeds == 0 || !options.one); ++current) {
        if (options.seconds > 0 && elapsed() > options.seconds) {
            break;
        }
        const Case test = randomCase(current);
        limitTime();
        const Outcome outcome = run(test);
        events += outcome.events;
        audits += outcome.audits;
        stoodStill += outcome.stoodStill ? 1 : 0;
        ++seeds;
        if (!outcome.fault.empty()) {
            const bool first = ++kinds[kindOf(outcome.fault)] == 1;
            report(test, outcome, first && options.shrink);
            if (!options.keepGoing) {
                break;
            }
        }
    }
    std::cout << seeds << " seeds from " << options.from << ", " << events << " events, " << audits << " audits, " << stoodStill << " stood still with right, " << elapsed() << " s\n";
    for (const auto& [kind, times] : kinds) {
        std::cout << times << " x " << kind << '\n';
    }
    return kinds.empty() ? 0 : 1;
}

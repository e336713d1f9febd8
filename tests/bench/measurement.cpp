// SPDX-License-Identifier: GPL-3.0-or-later
#include "measurement.h"

#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

namespace highwater::bench {

namespace {

/// The most memory that this process ever held, in KiB.
long peakKib()
{
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.rfind("VmHWM:", 0) == 0) {
            return std::stol(line.substr(6));
        }
    }
    return 0;
}

} // namespace

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

int measure(int argc, char** argv, Outcome (*simulate)(const Model&))
{
    const Model* model = argc == 2 ? modelNamed(argv[1]) : nullptr;
    if (model == nullptr) {
        std::fprintf(stderr, "usage: %s mm1|mm4|tandem\n", argv[0]);
        return 2;
    }
    const double begin = cpuSeconds();
    const Outcome outcome = simulate(*model);
    const double seconds = cpuSeconds() - begin;
    std::printf("%llu %.6f %ld %llu %.9f %.9f\n", static_cast<unsigned long long>(outcome.events), seconds, peakKib(),
                static_cast<unsigned long long>(outcome.completed), outcome.meanSojourn, outcome.p99Sojourn);
    return 0;
}

} // namespace highwater::bench

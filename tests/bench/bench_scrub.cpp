// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to show another instant of ten minutes of history, for each scenario of the shelf: bench_scrub
// The processor's time stands beside the clock's, since somebody else may have had the processor.
#include "run/run_history.h"
#include "scenario/shelf.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>
#include <vector>

using namespace highwater;

namespace {

constexpr double history = 600; ///< seconds of virtual time
constexpr int seeks = 60;

double processorMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Milliseconds
{
    double clock = 0;
    double processor = 0;
};

Milliseconds millisecondsOf(RunHistory& run, double seconds)
{
    const auto begin = std::chrono::steady_clock::now();
    const double processorBegin = processorMilliseconds();
    run.seek(runStart + fromSeconds(seconds));
    const double processor = processorMilliseconds() - processorBegin;
    return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count(), processor};
}

void measure(const ShelfEntry& entry)
{
    const auto document = Document::load(entry.file);
    auto read = document ? readScenario(*document) : Checked<Scenario>(tl::unexpected(Faults{}));
    if (!read) {
        return;
    }
    const auto scenario = std::make_shared<const Scenario>(std::move(*read));
    RunHistory run(scenario, scenario->seed, seriesFor(*scenario), std::make_shared<const Standing>(Standing{*document, {}, {}}));
    run.advance(runStart + fromSeconds(history), UINT64_MAX);
    const auto events = static_cast<unsigned long long>(run.world().events());
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> anywhere(0, history);
    std::vector<double> times;
    double processor = 0;
    for (int i = 0; i < seeks; ++i) {
        const Milliseconds seek = millisecondsOf(run, anywhere(random));
        times.push_back(seek.clock);
        processor = std::max(processor, seek.processor);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-28s %9llu events   median %6.1f ms   longest %6.1f ms, of the processor %6.1f ms\n", entry.id.c_str(), events, times[times.size() / 2],
                times.back(), processor);
}

} // namespace

int main()
{
    for (const ShelfEntry& entry : shelf()) {
        measure(entry);
    }
    return 0;
}

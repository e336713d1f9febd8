// SPDX-License-Identifier: GPL-3.0-or-later
#include "load_command.h"

#include "live/application.h"
#include "live/http_text.h"
#include "live/load_generator.h"
#include "load_text.h"
#include "output_file.h"
#include "progress.h"

#include <algorithm>
#include <thread>

namespace highwater::cli {

namespace {

using namespace std::chrono_literals;

constexpr Duration look = 20ms;
/// What is still open at the end may be answered, or given up, for so long beyond its timeout.
constexpr Duration grace = 200ms;
constexpr Duration graceWhenInterrupted = 500ms;

LoadFigures figuresOf(const LoadGenerator& generator)
{
    return generator.snapshot().producers.front().second;
}

/// Until the time is over, everything is sent, or somebody interrupts.
void runSource(LoadGenerator& generator, const LoadRequest& request, SteadyTime begin, const std::atomic<bool>& interrupt)
{
    Progress progress(request.url);
    const SteadyTime end = begin + request.duration;
    for (SteadyTime now = steadyNow(); now < end && !interrupt.load() && !generator.finished(); now = steadyNow()) {
        const double seconds = toSeconds(now - begin);
        progress.show(seconds / toSeconds(request.duration), [&] { return loadProgress(figuresOf(generator), seconds); });
        std::this_thread::sleep_for(std::min<Duration>(look, end - now));
    }
    generator.stopSources();
}

void waitForAnswers(const LoadGenerator& generator, const LoadRequest& request, const std::atomic<bool>& interrupt)
{
    const Duration patience = interrupt.load() ? graceWhenInterrupted : request.producer.timeout.value_or(Duration::zero()) + grace;
    const SteadyTime end = steadyNow() + patience;
    const bool interruptedBefore = interrupt.load();
    while (steadyNow() < end && !generator.finished() && (interruptedBefore || !interrupt.load())) {
        std::this_thread::sleep_for(1ms);
    }
}

} // namespace

std::string_view loadDetails()
{
    return "Requests are due by a schedule of their own, whatever the service does, unless --users or\n"
           "saturated arrivals wait for answers. Latency is told from the instant at which a request was due,\n"
           "and from the one at which it was really sent: the first is what a user feels, the second forgets\n"
           "the time for which a slow service kept requests from being sent at all.\n"
           "Ctrl+C ends early; what was measured is written.";
}

ExitCode executeLoad(const Arguments& arguments, const std::atomic<bool>& interrupt)
{
    const auto request = readLoadRequest(arguments);
    if (!request) {
        return refuse(request.error().message);
    }
    const Application application;
    LoadOptions options;
    options.seed = request->seed;
    options.connections = request->connections;
    options.outstanding = std::max<std::int64_t>(options.outstanding, request->connections);
    if (!request->token.empty()) {
        http::appendHeader(options.headers, "Authorization", "Bearer " + request->token);
    }
    LoadGenerator generator(options);
    if (const auto set = generator.set("load", request->producer, request->url); !set) {
        return refuse(set.error().message);
    }
    const SteadyTime begin = steadyNow();
    generator.start();
    runSource(generator, *request, begin, interrupt);
    const double seconds = toSeconds(steadyNow() - begin);
    waitForAnswers(generator, *request, interrupt);
    generator.stop();

    const LoadResult result{figuresOf(generator), seconds, interrupt.load()};
    const auto written = writeStandardOutput(request->json ? loadJson(*request, result) : loadTable(*request, result));
    if (!written) {
        complain(written.error().where, written.error());
        return Stopped;
    }
    const LoadFigures& figures = result.figures;
    if (figures.statuses.empty() && figures.failed > 0) {
        complain("no request was answered: " + figures.faults.begin()->first);
        return Stopped;
    }
    return Done;
}

} // namespace highwater::cli

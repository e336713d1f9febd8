// SPDX-License-Identifier: GPL-3.0-or-later
// What a forecast costs, for every shipped scenario half-way through its run: within the budget of a moving slider, and whole.
#include "run/forecast.h"
#include "scenario/document.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <vector>

namespace highwater::bench {

namespace {

void measure(const std::filesystem::path& file)
{
    const auto document = Document::load(file);
    const auto scenario = document ? readScenario(*document) : Checked<Scenario>(tl::unexpected(document.error()));
    if (!scenario) {
        std::printf("%-40s %s\n", file.stem().stem().c_str(), scenario.error().front().message.c_str());
        return;
    }
    Simulation simulation(std::make_shared<const Scenario>(*scenario), scenario->seed, 0, SeriesOptions::forDuration(scenario->duration));
    simulation.runUntil(runStart + scenario->duration / 2);
    const std::uint64_t before = simulation.events();
    const auto begin = std::chrono::steady_clock::now();
    const Simulation ahead = simulation.runAhead(std::chrono::seconds(60));
    const std::chrono::duration<double> one = std::chrono::steady_clock::now() - begin;

    const Forecast first = forecast(simulation, {});
    ForecastOptions whole;
    whole.budget = {};
    const Forecast all = forecast(simulation, whole);
    std::printf("%-36s %8llu events a minute %6.1f ms   first %6.1f ms: %2d forks, %4.0f s   whole %7.1f ms\n", file.stem().stem().c_str(),
                static_cast<unsigned long long>(ahead.events() - before), one.count() * 1e3, first.wallSeconds * 1e3, first.forks,
                toSeconds(first.until - first.from), all.wallSeconds * 1e3);
}

} // namespace

} // namespace highwater::bench

int main()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(HIGHWATER_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() == ".json") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        highwater::bench::measure(file);
    }
    return files.empty() ? 1 : 0;
}

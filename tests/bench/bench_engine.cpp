// SPDX-License-Identifier: GPL-3.0-or-later
// Compares the simulator with a loop written by hand and with ns-3: every measurement is a process of its own, in rounds that take turns,
// and what counts is CPU time. Give the number of rounds, or nothing for five.
#include "models.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace highwater::bench {

namespace {

struct Engine
{
    const char* program;
    const char* title;
};
constexpr std::array<Engine, 3> engines{{{"bench_highwater", "Highwater"}, {"bench_loop", "loop by hand"}, {"bench_ns3", "ns-3 core"}}};

struct Sample
{
    double eventsPerSecond = 0;
    long peakKib = 0;
    double meanSojourn = 0;
};

std::optional<Sample> run(const std::filesystem::path& program, const Model& model)
{
    const std::string command = "'" + program.string() + "' " + std::string(model.name);
    std::FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) {
        return std::nullopt;
    }
    unsigned long long events = 0;
    unsigned long long completed = 0;
    double seconds = 0;
    double p99 = 0;
    Sample sample;
    const int fields = std::fscanf(pipe, "%llu %lf %ld %llu %lf %lf", &events, &seconds, &sample.peakKib, &completed,
                                   &sample.meanSojourn, &p99);
    if (pclose(pipe) != 0 || fields != 6 || seconds <= 0) {
        return std::nullopt;
    }
    sample.eventsPerSecond = static_cast<double>(events) / seconds;
    return sample;
}

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

struct Column
{
    std::vector<double> speeds;
    long peakKib = 0;
    double meanSojourn = 0;
};

void print(const Model& model, const std::array<Column, engines.size()>& columns)
{
    std::array<double, engines.size()> speed{};
    for (std::size_t i = 0; i < engines.size(); ++i) {
        if (!columns[i].speeds.empty()) {
            speed[i] = medianOf(columns[i].speeds);
            std::printf("%-24s %-14s %10.2f %12.2f %12.3f\n", std::string(model.title).c_str(), engines[i].title, speed[i] / 1e6,
                        static_cast<double>(columns[i].peakKib) / 1024, columns[i].meanSojourn * 1e3);
        }
    }
    std::printf("%-24s Highwater / loop %.2f", "", speed[0] / speed[1]);
    if (speed[2] > 0) {
        std::printf("   Highwater / ns-3 %.2f   ns-3 / loop %.2f", speed[0] / speed[2], speed[2] / speed[1]);
    }
    std::printf("\n");
}

int compare(const std::filesystem::path& folder, int rounds)
{
    std::printf("%-24s %-14s %10s %12s %12s\n", "model", "engine", "M events/s", "peak MiB", "sojourn ms");
    for (const Model& model : models) {
        std::array<Column, engines.size()> columns;
        for (int round = 0; round < rounds; ++round) {
            for (std::size_t i = 0; i < engines.size(); ++i) {
                const auto program = folder / engines[i].program;
                if (!std::filesystem::exists(program)) {
                    continue;
                }
                const auto sample = run(program, model);
                if (!sample) {
                    std::fprintf(stderr, "%s failed\n", program.c_str());
                    return 1;
                }
                columns[i].speeds.push_back(sample->eventsPerSecond);
                columns[i].peakKib = std::max(columns[i].peakKib, sample->peakKib);
                columns[i].meanSojourn = sample->meanSojourn;
            }
        }
        print(model, columns);
    }
    std::printf("Medians of %d rounds that took turns, CPU time; an event is an arrival or an end of service.\n"
                "Highwater keeps series, integrals, the signal and the figures of senders besides; the others keep three histograms a stage.\n",
                rounds);
    return 0;
}

} // namespace

} // namespace highwater::bench

int main(int argc, char** argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
    return highwater::bench::compare(std::filesystem::canonical("/proc/self/exe").parent_path(), std::max(rounds, 1));
}

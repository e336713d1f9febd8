// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine makes of items that somebody outside brings, as a live run does: into a queue, to a worker, out again. One thread: the event
// loop that has the sockets has the engine, too, so no item is ever handed from one thread to another.
// bench_outside [ROUNDS]
#include "measurement.h"
#include "sim/simulation.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

namespace highwater::bench {

namespace {

constexpr std::uint64_t itemCount = 2'000'000;

/// One worker whose work is done outside, before a queue; and a producer in whose name items come.
std::shared_ptr<const Scenario> scenario()
{
    Scenario made;
    ProducerNode producer;
    producer.arrivals.kind = Arrivals::Kind::Trace;
    producer.arrivals.times = std::make_shared<const std::vector<double>>();
    producer.to = {{1, 1.0}};
    StageNode stage;
    stage.queue.capacity = 100'000;
    made.nodes = {{"outside", producer}, {"inbox", stage}};
    return std::make_shared<const Scenario>(std::move(made));
}

/// Keeps so many items inside: one is brought whenever one is done. Items a second of CPU time.
double itemsPerSecond(std::uint64_t inside)
{
    Simulation simulation(scenario(), 1, 0, {});
    simulation.workOutside(1, true);
    OutsideNotices notices;
    simulation.tellOutside(&notices);
    OutsideItem item;
    item.bytes = 1024;
    std::vector<OutsideRef> working;
    std::uint64_t brought = 0;
    std::uint64_t done = 0;
    const double begin = cpuSeconds();
    while (done < itemCount) {
        simulation.advanceTo(simulation.now() + std::chrono::nanoseconds(300));
        while (brought - done < inside) {
            item.tag = brought++;
            item.created = simulation.now();
            simulation.bring(0, item);
        }
        working.clear();
        for (const OutsideNotice& notice : notices) {
            done += notice.kind == OutsideNotice::Kind::Completed ? 1 : 0;
            if (notice.kind == OutsideNotice::Kind::Work) {
                working.push_back(notice.ref);
            }
        }
        notices.clear();
        for (const OutsideRef& ref : working) {
            simulation.endWork(ref, false);
        }
    }
    return static_cast<double>(done) / (cpuSeconds() - begin);
}

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

} // namespace highwater::bench

int main(int argc, char** argv)
{
    using namespace highwater::bench;
    constexpr std::array<std::uint64_t, 3> loads{1, 64, 10'000};
    const int rounds = std::max(1, argc > 1 ? std::atoi(argv[1]) : 5);
    std::array<std::vector<double>, loads.size()> speeds;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < loads.size(); ++i) {
            speeds[i].push_back(itemsPerSecond(loads[i]));
        }
    }
    std::printf("%-40s %12s\n", "items from outside, in and out again", "M items/s");
    for (std::size_t i = 0; i < loads.size(); ++i) {
        std::printf("%6llu inside %40.2f\n", static_cast<unsigned long long>(loads[i]), medianOf(speeds[i]) / 1e6);
    }
    std::printf("Medians of %d rounds that took turns, CPU time of one thread.\n", rounds);
    return 0;
}

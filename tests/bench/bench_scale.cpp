// SPDX-License-Identifier: GPL-3.0-or-later
// How the cost of an event grows with the network, and what a fork of a loaded simulation costs.
#include "sim/simulation.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace highwater::bench {

namespace {

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

StageNode queueFor(double meanService)
{
    StageNode stage;
    stage.service = {Distribution::Law::Exponential, meanService, 0, 0, 1, nullptr, "exponential"};
    return stage;
}

ProducerNode poisson(double rate)
{
    ProducerNode producer;
    producer.arrivals.kind = Arrivals::Kind::Poisson;
    producer.arrivals.rate = rate;
    return producer;
}

/// That many queues in a row at 80 % load: as many events are pending as there are stages busy.
Scenario chainOf(int stages)
{
    Scenario scenario;
    ProducerNode producer = poisson(800);
    producer.to = {{1, 1.0}};
    scenario.nodes.push_back({"p", producer});
    for (int i = 1; i <= stages; ++i) {
        StageNode stage = queueFor(0.001);
        if (i < stages) {
            stage.to = {{i + 1, 1.0}};
        }
        scenario.nodes.push_back({"s" + std::to_string(i), stage});
    }
    return scenario;
}

/// That many users who think for a second, before a stage that has a worker for every 800 of them a second.
Scenario usersOf(int users)
{
    Scenario scenario;
    ProducerNode producer;
    producer.arrivals.kind = Arrivals::Kind::Closed;
    producer.arrivals.users = users;
    producer.arrivals.gap = {Distribution::Law::Exponential, 1.0, 0, 0, 1, nullptr, "exponential"};
    producer.to = {{1, 1.0}};
    scenario.nodes = {{"p", producer}, {"s", queueFor(0.8 / users)}};
    return scenario;
}

/// One producer with that many independent clients, each with a quota.
Scenario clientsOf(int clients)
{
    Scenario scenario;
    ProducerNode producer = poisson(800);
    producer.clients = clients;
    producer.to = {{1, 1.0}};
    StageNode stage = queueFor(0.001);
    stage.admission = {flow::QuotaPolicy{2.0 * 800 / clients, 20}};
    scenario.nodes = {{"p", producer}, {"s", stage}};
    return scenario;
}

double nanosecondsPerEvent(const Scenario& scenario, std::uint64_t events)
{
    Simulation simulation(std::make_shared<const Scenario>(scenario), 1, 0, {});
    simulation.runUntil(Instant::max(), events / 4); // until it is filled
    const double begin = cpuSeconds();
    simulation.runUntil(Instant::max(), events);
    return (cpuSeconds() - begin) / static_cast<double>(events) * 1e9;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Small and large in turn, so that the machine's mood meets both; prints the ratio and what the logarithm of the pending events allows.
void compare(const char* title, Scenario (*make)(int), int small, int large)
{
    std::vector<double> few;
    std::vector<double> many;
    for (int round = 0; round < 5; ++round) {
        few.push_back(nanosecondsPerEvent(make(small), 1'000'000));
        many.push_back(nanosecondsPerEvent(make(large), 1'000'000));
    }
    const double allowed = std::log2(large + 2.0) / std::log2(small + 2.0);
    std::printf("%-28s %6d: %6.1f ns/event   %6d: %6.1f ns/event   ratio %.2f   (ratio of the logarithms %.2f)\n", title, small, median(few),
                large, median(many), median(many) / median(few), allowed);
}

void forks()
{
    ProducerNode producer = poisson(2000);
    producer.to = {{1, 1.0}};
    Scenario scenario;
    scenario.nodes = {{"p", producer}, {"s", queueFor(0.001)}};
    Simulation loaded(std::make_shared<const Scenario>(scenario), 1, 0, SeriesOptions::forDuration(std::chrono::seconds(100)));
    loaded.runUntil(runStart + std::chrono::seconds(105));
    const auto inside = std::get<StageResult>(loaded.results().nodes[1].figures).totals.inside;
    std::vector<double> costs;
    std::uint64_t ahead = 0;
    for (int i = 0; i < 60; ++i) {
        const double begin = cpuSeconds();
        Simulation fork = loaded.fork();
        fork.step();
        costs.push_back(cpuSeconds() - begin);
        ahead += fork.events();
    }
    std::printf("forks with %llu items inside: %.0f per second (%.2f ms each)\n", static_cast<unsigned long long>(inside), 1.0 / median(costs),
                median(costs) * 1e3);
    if (ahead == 0) {
        std::puts("nothing happened");
    }
}

} // namespace

} // namespace highwater::bench

int main()
{
    using namespace highwater::bench;
    compare("stages in a row", chainOf, 10, 999);
    compare("users of a closed source", usersOf, 10, 1000);
    compare("clients with a quota", clientsOf, 10, 1000);
    forks();
    return 0;
}

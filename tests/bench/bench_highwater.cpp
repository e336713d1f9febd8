// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator as the dashboard uses it: marks, bounds, histograms, series, integrals over time, conservation.
#include "measurement.h"

#include "sim/simulation.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace highwater::bench {

namespace {

Scenario scenarioOf(const Model& model)
{
    Scenario scenario;
    scenario.name = std::string(model.name);
    scenario.duration = fromSeconds(static_cast<double>(model.items) / model.arrivalRate);
    ProducerNode clients;
    clients.arrivals.kind = Arrivals::Kind::Poisson;
    clients.arrivals.rate = model.arrivalRate;
    clients.to = {{1, 1.0}};
    scenario.nodes.push_back({"clients", clients});
    for (int i = 0; i < model.stages; ++i) {
        StageNode stage;
        stage.queue.capacity = model.capacity;
        stage.queue.marks = flow::Marks{model.high, model.low};
        stage.queue.whenFull = i == 0 ? flow::WhenFull::Reject : flow::WhenFull::Block;
        stage.workers = model.workers;
        stage.service = {Distribution::Law::Exponential, model.meanService, 0, 0, 1, nullptr, "exponential"};
        if (i + 1 < model.stages) {
            stage.to = {{i + 2, 1.0}};
        }
        scenario.nodes.push_back({"stage" + std::to_string(i + 1), stage});
    }
    return scenario;
}

Outcome simulate(const Model& model)
{
    const auto scenario = std::make_shared<const Scenario>(scenarioOf(model));
    Simulation simulation(scenario, 1, 0, SeriesOptions::forDuration(scenario->duration));
    simulation.runUntil(runStart + scenario->duration);
    const RunResult result = simulation.results();
    if (!result.conserved) {
        std::fputs("items were lost or made up\n", stderr);
        std::exit(1);
    }
    const auto& first = std::get<StageResult>(result.nodes[1].figures);
    return {result.events, result.itemsCompleted, first.sojourn.mean.value_or(0.0), first.sojourn.p99.value_or(0.0)};
}

} // namespace

} // namespace highwater::bench

int main(int argc, char** argv)
{
    return highwater::bench::measure(argc, argv, highwater::bench::simulate);
}

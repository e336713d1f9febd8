// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/queueing_networks.h"

#include "analysis/queueing_single.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace highwater::analysis {

namespace {

double serversOf(const NetworkStation& station)
{
    return static_cast<double>(station.servers.value_or(1));
}

/// What follows from throughput and levels.
void finish(NetworkFigures& network, const std::vector<NetworkStation>& stations)
{
    network.sojourn = 0.0;
    network.l = 0.0;
    for (std::size_t i = 0; i < stations.size(); ++i) {
        NetworkStationFigures& figures = network.stations[i];
        figures.throughput = network.throughput * stations[i].visits;
        figures.wait = std::max(0.0, figures.sojourn - stations[i].meanService);
        if (stations[i].servers) {
            figures.utilisation = figures.throughput * stations[i].meanService / serversOf(stations[i]);
        }
        network.sojourn += stations[i].visits * figures.sojourn;
        network.l += figures.l;
    }
}

/// Weights of 0, 1, ... items at a place, largest 1, in logarithms until then.
using Weights = std::vector<double>;

Weights fromLogarithms(Weights logarithms)
{
    const double largest = *std::max_element(logarithms.begin(), logarithms.end());
    for (double& weight : logarithms) {
        weight = std::exp(weight - largest);
    }
    return logarithms;
}

/// demand: visits times service; scale: a throughput near the true one keeps the weights near each other.
Weights weightsOf(double demand, std::optional<std::int64_t> servers, double scale, std::size_t population)
{
    Weights logarithms(population + 1, 0.0);
    for (std::size_t n = 1; n <= population; ++n) {
        const auto items = static_cast<double>(n);
        const double busy = servers ? std::min(items, static_cast<double>(*servers)) : items;
        logarithms[n] = logarithms[n - 1] + std::log(std::max(demand * scale, 1e-300) / busy);
    }
    return fromLogarithms(std::move(logarithms));
}

Weights convolved(const Weights& a, const Weights& b)
{
    Weights sum(a.size());
    for (std::size_t n = 0; n < a.size(); ++n) {
        for (std::size_t k = 0; k <= n; ++k) {
            sum[n] += a[k] * b[n - k];
        }
    }
    const double largest = *std::max_element(sum.begin(), sum.end());
    for (double& each : sum) {
        each /= largest;
    }
    return sum;
}

NetworkFigures byConvolution(std::size_t population, double thinkTime, const std::vector<NetworkStation>& stations)
{
    double slowest = 0.0;
    double once = thinkTime;
    for (const NetworkStation& station : stations) {
        const double demand = station.visits * station.meanService;
        slowest = std::max(slowest, station.servers ? demand / serversOf(station) : 0.0);
        once += demand;
    }
    const double scale = std::min(slowest > 0.0 ? 1.0 / slowest : HUGE_VAL, static_cast<double>(population) / once);
    std::vector<Weights> weights;
    for (const NetworkStation& station : stations) {
        weights.push_back(weightsOf(station.visits * station.meanService, station.servers, scale, population));
    }
    weights.push_back(weightsOf(thinkTime, std::nullopt, scale, population));
    // Of all before, and all after each place.
    Weights nobody(population + 1, 0.0);
    nobody[0] = 1.0;
    std::vector<Weights> before{nobody};
    for (const Weights& each : weights) {
        before.push_back(convolved(before.back(), each));
    }
    NetworkFigures network;
    network.stations.resize(stations.size());
    const Weights& all = before.back();
    network.throughput = scale * all[population - 1] / all[population];
    Weights after = weights.back();
    for (std::size_t i = stations.size(); i-- > 0;) {
        const Weights others = convolved(before[i], after);
        double whole = 0.0;
        double level = 0.0;
        for (std::size_t n = 0; n <= population; ++n) {
            const double weight = weights[i][n] * others[population - n];
            whole += weight;
            level += static_cast<double>(n) * weight;
        }
        network.stations[i].l = level / whole;
        network.stations[i].sojourn = stations[i].visits > 0.0 ? level / whole / (network.throughput * stations[i].visits) : 0.0;
        after = convolved(after, weights[i]);
    }
    finish(network, stations);
    return network;
}

/// Mean value analysis (Reiser & Lavenberg 1980): an arrival sees the network with one item less.
NetworkFigures byMeanValues(std::int64_t population, double thinkTime, const std::vector<NetworkStation>& stations)
{
    NetworkFigures network;
    network.stations.resize(stations.size());
    for (std::int64_t n = 1; n <= population; ++n) {
        double cycle = thinkTime;
        for (std::size_t i = 0; i < stations.size(); ++i) {
            NetworkStationFigures& figures = network.stations[i];
            figures.sojourn = stations[i].meanService * (1.0 + (stations[i].servers ? figures.l : 0.0));
            cycle += stations[i].visits * figures.sojourn;
        }
        network.throughput = static_cast<double>(n) / cycle;
        for (std::size_t i = 0; i < stations.size(); ++i) {
            network.stations[i].l = network.throughput * stations[i].visits * network.stations[i].sojourn;
        }
    }
    finish(network, stations);
    return network;
}

} // namespace

Result<std::vector<double>> visitsOf(const std::vector<double>& entry, const Matrix& routing)
{
    std::vector<double> visits = solveRow(Matrix::identity(entry.size()) - routing, entry);
    constexpr double most = 1e12;
    for (double& each : visits) {
        if (!std::isfinite(each) || each < -1e-9 || each > most) {
            return failure(Errc::OutOfRange, {}, "some items never leave the network: no way leads out from where they are");
        }
        each = std::max(0.0, each);
    }
    return visits;
}

Result<NetworkFigures> jackson(double arrivalRate, const std::vector<NetworkStation>& stations)
{
    NetworkFigures network;
    network.throughput = arrivalRate;
    for (std::size_t i = 0; i < stations.size(); ++i) {
        const NetworkStation& station = stations[i];
        const double rate = arrivalRate * station.visits;
        NetworkStationFigures figures;
        figures.sojourn = station.meanService;
        if (station.servers && rate > 0.0) {
            const auto alone = mmc(rate, station.meanService, *station.servers);
            if (!alone) {
                return failure(Errc::OutOfRange, std::to_string(i), alone.error().message);
            }
            figures.sojourn = *alone->sojourn;
        }
        figures.l = rate * figures.sojourn;
        network.stations.push_back(figures);
    }
    finish(network, stations);
    return network;
}

NetworkFigures closedNetwork(std::int64_t population, double thinkTime, const std::vector<NetworkStation>& stations)
{
    const bool single =
        std::all_of(stations.begin(), stations.end(), [](const NetworkStation& station) { return station.servers.value_or(1) == 1; });
    return single ? byMeanValues(population, thinkTime, stations)
                  : byConvolution(static_cast<std::size_t>(population), thinkTime, stations);
}

} // namespace highwater::analysis

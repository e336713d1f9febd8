// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/queueing_single.h"

#include "analysis/birth_death.h"
#include "analysis/laws.h"
#include "analysis/root.h"
#include "analysis/waiting_law.h"
#include "units/quantity.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace highwater::analysis {

namespace {

/// Little's law and what follows from wait, service and the rate of those that are served.
void addLevels(StationFigures& s, double meanService, double servers)
{
    s.sojourn = *s.wait + meanService;
    s.lq = *s.throughput * *s.wait;
    s.l = *s.throughput * *s.sojourn;
    s.utilisation = *s.throughput * meanService / servers;
}

/// Waits that are 0 or exponential with the rate; sojourns by their tail.
template <typename F>
void addExponentialWaits(StationFigures& s, double waits, double rate, F sojournAbove)
{
    s.waits = waits;
    s.wait = waits / rate;
    s.waitSd = std::sqrt(waits * (2.0 - waits)) / rate;
    s.waitQuantiles = quantilesBy([&](double p) { return std::max(0.0, std::log(waits / (1.0 - p)) / rate); });
    s.sojournQuantiles = quantilesBy([&](double p) { return firstBelow(sojournAbove, 1.0 - p, 1.0 / rate); });
}

} // namespace

tl::unexpected<Error> unstable(double load)
{
    return failure(Errc::OutOfRange, {},
                   "the load per server is " + writeNumber(load) +
                       "; without a bound of the queue it must be below 1, or no steady state exists");
}

double erlangB(std::int64_t servers, double load)
{
    double blocked = 1.0;
    for (std::int64_t k = 1; k <= servers; ++k) {
        blocked = load * blocked / (static_cast<double>(k) + load * blocked);
    }
    return blocked;
}

double erlangC(std::int64_t servers, double load)
{
    const double blocked = erlangB(servers, load);
    return blocked / (1.0 - load / static_cast<double>(servers) * (1.0 - blocked));
}

Result<StationFigures> mmc(double arrivalRate, double meanService, std::int64_t servers)
{
    const auto c = static_cast<double>(servers);
    const double load = arrivalRate * meanService;
    if (load >= c) {
        return unstable(load / c);
    }
    StationFigures s;
    const double waits = erlangC(servers, load);
    const double mu = 1.0 / meanService;
    const double eta = (c - load) / meanService; // the rate at which waits end
    const auto sojournAbove = [=](double x) {
        // (exp(-mu x) - exp(-eta x)) / (eta - mu), without cancellation where both are near
        const double difference = (eta - mu) * x;
        const double ratio = std::abs(difference) < 1e-300 ? 1.0 : -std::expm1(-difference) / difference;
        return std::exp(-mu * x) * (1.0 + waits * mu * x * ratio);
    };
    s.throughput = arrivalRate;
    addExponentialWaits(s, waits, eta, sojournAbove);
    addLevels(s, meanService, c);
    s.sojournSd = std::hypot(*s.waitSd, meanService);
    s.loss = 0.0;
    s.empty = emptyOf(arrivalRate, meanService, servers);
    return s;
}

StationFigures mmck(double arrivalRate, double meanService, std::int64_t servers, std::int64_t capacity)
{
    const std::vector<double> levels = levelsOf(arrivalRate, meanService, servers, capacity);
    const auto c = static_cast<double>(servers);
    StationFigures s;
    s.loss = levels.back();
    s.empty = levels.front();
    double accepted = 0.0;
    for (std::size_t n = 0; n + 1 < levels.size(); ++n) {
        accepted += levels[n];
    }
    s.throughput = arrivalRate * accepted;
    s.l = 0.0;
    s.lq = 0.0;
    for (std::size_t n = 0; n < levels.size(); ++n) {
        const auto level = static_cast<double>(n);
        *s.l += level * levels[n];
        *s.lq += std::max(0.0, level - c) * levels[n];
    }
    // An item that finds n others waits for n - c + 1 departures, if that is above 0.
    std::vector<double> departures(levels.size() - static_cast<std::size_t>(servers));
    for (std::size_t n = 0; n + 1 < levels.size(); ++n) {
        departures[n < static_cast<std::size_t>(servers) ? 0 : n + 1 - static_cast<std::size_t>(servers)] += levels[n] / accepted;
    }
    const DepartureCount ahead(std::move(departures), c / meanService, c);
    s.waits = ahead.waitAbove(0.0);
    s.wait = *s.lq / *s.throughput;
    s.sojourn = *s.wait + meanService;
    s.utilisation = *s.throughput * meanService / c;
    s.waitSd = ahead.waitSd();
    s.sojournSd = std::hypot(*s.waitSd, meanService);
    const double scale = *s.sojourn;
    s.waitQuantiles = quantilesBy([&](double p) { return firstBelow([&](double x) { return ahead.waitAbove(x); }, 1.0 - p, scale); });
    s.sojournQuantiles =
        quantilesBy([&](double p) { return firstBelow([&](double x) { return ahead.sojournAbove(x); }, 1.0 - p, scale); });
    return s;
}

StationFigures lossSystem(double arrivalRate, const Distribution& service, std::int64_t servers)
{
    const double mean = momentOf(service, 1);
    StationFigures s;
    s.loss = erlangB(servers, arrivalRate * mean);
    s.throughput = arrivalRate * (1.0 - *s.loss);
    s.empty = levelsOf(arrivalRate, mean, servers, servers).front();
    s.waits = 0.0;
    s.wait = 0.0;
    s.waitSd = 0.0;
    addLevels(s, mean, static_cast<double>(servers));
    s.sojournSd = std::sqrt(std::max(0.0, momentOf(service, 2) - mean * mean));
    s.waitQuantiles = QuantileValues{};
    s.sojournQuantiles = quantilesBy([&](double p) { return quantileOf(service, p); });
    return s;
}

StationFigures unlimitedServers(double arrivalRate, const Distribution& service)
{
    const double mean = momentOf(service, 1);
    StationFigures s;
    s.throughput = arrivalRate;
    s.loss = 0.0;
    s.empty = std::exp(-arrivalRate * mean);
    s.waits = 0.0;
    s.wait = 0.0;
    addLevels(s, mean, 1.0);
    s.utilisation.reset();
    s.sojournSd = std::sqrt(std::max(0.0, momentOf(service, 2) - mean * mean));
    s.sojournQuantiles = quantilesBy([&](double p) { return quantileOf(service, p); });
    return s;
}

Result<StationFigures> mg1(double arrivalRate, const Distribution& service)
{
    const double mean = momentOf(service, 1);
    const double load = arrivalRate * mean;
    if (load >= 1.0) {
        return unstable(load);
    }
    StationFigures s;
    s.throughput = arrivalRate;
    s.loss = 0.0;
    s.empty = 1.0 - load;
    s.waits = load;
    const double second = momentOf(service, 2);
    s.wait = arrivalRate * second / (2.0 * (1.0 - load));
    addLevels(s, mean, 1.0);
    const double waitVariance = *s.wait * *s.wait + arrivalRate * momentOf(service, 3) / (3.0 * (1.0 - load));
    s.waitSd = std::sqrt(waitVariance);
    s.sojournSd = std::sqrt(waitVariance + std::max(0.0, second - mean * mean));
    if (const auto law = waitingLawOf(arrivalRate, service); law && std::isfinite(*s.wait)) {
        s.waitQuantiles = law->wait;
        s.sojournQuantiles = law->sojourn;
    }
    return s;
}

Result<StationFigures> gim1(const Distribution& gap, double meanService)
{
    const double meanGap = momentOf(gap, 1);
    const double load = meanService / meanGap;
    if (load >= 1.0) {
        return unstable(load);
    }
    // 1 - sigma: the share of arrivals that find nobody. It solves z = 1 - A(z / service), A the transform of the gaps.
    const auto excess = [&](double z) { return 1.0 - transformComplementOf(gap, z / meanService) / z; };
    double low = 1e-3 * (1.0 - load);
    while (excess(low) >= 0.0 && low > 1e-12) {
        low /= 2.0;
    }
    const double free = zeroBetween(excess, low, 1.0);
    StationFigures s;
    s.throughput = 1.0 / meanGap;
    s.loss = 0.0;
    s.empty = 1.0 - load;
    const double eta = free / meanService;
    addExponentialWaits(s, 1.0 - free, eta, [eta](double x) { return std::exp(-eta * x); });
    addLevels(s, meanService, 1.0);
    s.sojournSd = 1.0 / eta;
    return s;
}

Result<StationFigures> impatient(double arrivalRate, double meanService, std::int64_t servers, double meanPatience)
{
    constexpr double mostWaiting = 2e7;
    if ((arrivalRate - static_cast<double>(servers) / meanService) * meanPatience > mostWaiting) {
        return failure(Errc::OutOfRange, {},
                       "with so little service for so much patience more than 20 million items wait; that is not computed");
    }
    const auto c = static_cast<double>(servers);
    const double theta = 1.0 / meanPatience;
    const double mu = 1.0 / meanService;
    const std::vector<double> levels = levelsBy([=](double) { return arrivalRate; },
                                                [=](double n) { return std::min(n, c) * mu + std::max(0.0, n - c) * theta; });
    StationFigures s;
    s.empty = levels.front();
    s.l = 0.0;
    s.lq = 0.0;
    s.waits = 0.0;
    double served = 0.0;
    double waitOfServed = 0.0;
    // Of one with k others before it in the queue: P(it is served), and its wait if so. The next thing that happens is a step forward, or
    // that it leaves itself.
    double reaches = 1.0;
    double time = 0.0;
    for (std::size_t n = 0; n < levels.size(); ++n) {
        const auto level = static_cast<double>(n);
        *s.l += level * levels[n];
        *s.lq += std::max(0.0, level - c) * levels[n];
        if (level >= c) {
            const double forward = c * mu + (level - c) * theta;
            const double step = forward / (forward + theta);
            time = step * (time + reaches / (forward + theta));
            reaches *= step;
            *s.waits += levels[n];
        }
        served += levels[n] * (level < c ? 1.0 : reaches);
        waitOfServed += level < c ? 0.0 : levels[n] * time;
    }
    s.loss = theta * *s.lq / arrivalRate;
    s.throughput = arrivalRate * (1.0 - *s.loss);
    s.utilisation = *s.throughput * meanService / c;
    s.waitOfAll = *s.lq / arrivalRate;
    s.wait = waitOfServed / served;
    s.sojourn = *s.wait + meanService;
    return s;
}

StationFigures withDeadline(double arrivalRate, double meanService, std::int64_t servers, double deadline)
{
    const auto c = static_cast<double>(servers);
    const double mu = 1.0 / meanService;
    const double eta = c * mu - arrivalRate; // may be 0 or below: there is always a steady state
    // The workload that an arrival would wait for has the density r p(c-1) exp(-eta x) up to the deadline, and falls at the rate c mu
    // beyond it. Everything relative to the sum of p(0) .. p(c-1), and scaled so that the largest exponential is 1.
    const double shortfall = eta * deadline;
    const double scale = std::exp(std::min(0.0, shortfall));
    const double atDeadline = std::exp(-std::max(0.0, shortfall));
    const bool level = std::abs(shortfall) < 1e-6;
    // The integral of the exponential up to x.
    const auto areaTo = [=](double x) {
        return level ? scale * x * (1.0 - eta * x / 2.0) : (scale - std::exp(std::min(0.0, shortfall) - eta * x)) / eta;
    };
    const double area = areaTo(deadline);
    const double moment = level ? deadline * deadline * (0.5 - shortfall / 3.0) : (area - deadline * atDeadline) / eta;
    const std::vector<double> below = levelsOf(arrivalRate, meanService, servers, servers - 1);
    const double within = arrivalRate * below.back() * area;
    const double beyond = arrivalRate * below.back() * atDeadline / (c * mu);
    const double whole = scale + within + beyond;
    StationFigures s;
    s.empty = below.front() * scale / whole;
    s.loss = beyond / whole;
    const double accepted = (scale + within) / whole;
    s.throughput = arrivalRate * accepted;
    s.utilisation = *s.throughput * meanService / c;
    s.waits = within / (scale + within);
    s.wait = arrivalRate * below.back() * moment / (scale + within);
    s.sojourn = *s.wait + meanService;
    const auto waitAbove = [&](double x) { return x >= deadline ? 0.0 : *s.waits * (1.0 - areaTo(x) / area); };
    s.waitQuantiles = quantilesBy([&](double p) { return firstBelow(waitAbove, 1.0 - p, deadline); });
    return s;
}

StationFigures repairman(std::int64_t population, double meanAway, double meanService, std::int64_t servers)
{
    const auto c = static_cast<double>(servers);
    const auto all = static_cast<double>(population);
    const std::vector<double> levels =
        levelsBy([=](double n) { return (all - n) / meanAway; }, [=](double n) { return std::min(n, c) / meanService; });
    StationFigures s;
    s.empty = levels.front();
    s.loss = 0.0;
    s.l = 0.0;
    s.lq = 0.0;
    double busy = 0.0;
    double arrivals = 0.0;
    double waiting = 0.0;
    for (std::size_t n = 0; n < levels.size(); ++n) {
        const auto level = static_cast<double>(n);
        *s.l += level * levels[n];
        *s.lq += std::max(0.0, level - c) * levels[n];
        busy += std::min(level, c) * levels[n];
        arrivals += (all - level) * levels[n];
        waiting += level >= c ? (all - level) * levels[n] : 0.0;
    }
    s.throughput = busy / meanService;
    s.utilisation = busy / c;
    s.waits = waiting / arrivals;
    s.wait = *s.lq / *s.throughput;
    s.sojourn = *s.wait + meanService;
    return s;
}

} // namespace highwater::analysis

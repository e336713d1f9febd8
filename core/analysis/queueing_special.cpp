// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/queueing_special.h"

#include "analysis/laws.h"
#include "analysis/queueing_single.h"

#include <cmath>
#include <limits>
#include <utility>

namespace highwater::analysis {

Result<StationFigures> processorSharing(double arrivalRate, const Distribution& service)
{
    const double mean = momentOf(service, 1);
    const double load = arrivalRate * mean;
    if (load >= 1.0) {
        return unstable(load);
    }
    StationFigures s;
    s.utilisation = load;
    s.throughput = arrivalRate;
    s.loss = 0.0;
    s.empty = 1.0 - load;
    s.sojourn = mean / (1.0 - load);
    s.l = arrivalRate * *s.sojourn;
    if (service.law == Distribution::Law::Exponential) {
        s.sojournSd = mean / (1.0 - load) * std::sqrt((2.0 + load) / (2.0 - load));
    }
    return s;
}

namespace {

/// Load of the classes up to each one, the first entry being nobody.
std::vector<double> loadsUpTo(const std::vector<CustomerClass>& classes)
{
    std::vector<double> loads{0.0};
    for (const CustomerClass& each : classes) {
        loads.push_back(loads.back() + each.arrivalRate * momentOf(each.service, 1));
    }
    return loads;
}

/// Mean residual work in service, of the first so many classes.
double residualWork(const std::vector<CustomerClass>& classes, std::size_t count)
{
    double work = 0.0;
    for (std::size_t k = 0; k < count; ++k) {
        work += classes[k].arrivalRate * momentOf(classes[k].service, 2) / 2.0;
    }
    return work;
}

} // namespace

Result<std::vector<ClassFigures>> priorityWithoutInterruption(const std::vector<CustomerClass>& classes)
{
    const std::vector<double> loads = loadsUpTo(classes);
    if (loads.back() >= 1.0) {
        return unstable(loads.back());
    }
    const double work = residualWork(classes, classes.size());
    std::vector<ClassFigures> figures;
    for (std::size_t k = 0; k < classes.size(); ++k) {
        const double wait = work / ((1.0 - loads[k]) * (1.0 - loads[k + 1]));
        figures.push_back({wait, wait + momentOf(classes[k].service, 1)});
    }
    return figures;
}

Result<std::vector<ClassFigures>> priorityOfManyServers(const std::vector<double>& arrivalRates, double meanService, std::int64_t servers)
{
    const auto c = static_cast<double>(servers);
    std::vector<double> loads{0.0};
    for (const double rate : arrivalRates) {
        loads.push_back(loads.back() + rate * meanService / c);
    }
    if (loads.back() >= 1.0) {
        return unstable(loads.back());
    }
    const double untilFree = erlangC(servers, loads.back() * c) * meanService / c;
    std::vector<ClassFigures> figures;
    for (std::size_t k = 0; k < arrivalRates.size(); ++k) {
        const double wait = untilFree / ((1.0 - loads[k]) * (1.0 - loads[k + 1]));
        figures.push_back({wait, wait + meanService});
    }
    return figures;
}

Result<std::vector<ClassFigures>> priorityWithInterruption(const std::vector<CustomerClass>& classes)
{
    const std::vector<double> loads = loadsUpTo(classes);
    if (loads.back() >= 1.0) {
        return unstable(loads.back());
    }
    std::vector<ClassFigures> figures;
    for (std::size_t k = 0; k < classes.size(); ++k) {
        const double mean = momentOf(classes[k].service, 1);
        const double sojourn = mean / (1.0 - loads[k]) + residualWork(classes, k + 1) / ((1.0 - loads[k]) * (1.0 - loads[k + 1]));
        figures.push_back({sojourn - mean, sojourn});
    }
    return figures;
}

Result<StationFigures> batchArrivals(double batchRate, double meanSize, double secondMoment, double meanService)
{
    const double rate = batchRate * meanSize;
    const double load = rate * meanService;
    if (load >= 1.0) {
        return unstable(load);
    }
    StationFigures s;
    s.utilisation = load;
    s.throughput = rate;
    s.loss = 0.0;
    s.empty = 1.0 - load;
    s.l = load * (meanSize + secondMoment) / (2.0 * meanSize * (1.0 - load));
    s.lq = *s.l - load;
    s.sojourn = *s.l / rate;
    s.wait = *s.sojourn - meanService;
    // Only the first of a batch that finds nobody is served at once.
    s.waits = 1.0 - (1.0 - load) / meanSize;
    return s;
}

Result<StationFigures> switchedArrivals(const SwitchedArrivals& arrivals, double meanService)
{
    const double share1 = arrivals.switch21 / (arrivals.switch12 + arrivals.switch21);
    const double rate = share1 * arrivals.rate1 + (1.0 - share1) * arrivals.rate2;
    const double load = rate * meanService;
    if (load >= 1.0) {
        return unstable(load);
    }
    const double mu = 1.0 / meanService;
    Matrix up(2, 2);
    up(0, 0) = arrivals.rate1;
    up(1, 1) = arrivals.rate2;
    Matrix down = Matrix::identity(2);
    down *= mu;
    Matrix stay(2, 2);
    stay(0, 0) = -(arrivals.rate1 + arrivals.switch12 + mu);
    stay(0, 1) = arrivals.switch12;
    stay(1, 0) = arrivals.switch21;
    stay(1, 1) = -(arrivals.rate2 + arrivals.switch21 + mu);
    // The first passage one level down, by logarithmic reduction (Latouche & Ramaswami 1993).
    Matrix minusStay = stay;
    minusStay *= -1.0;
    const Matrix stayed = inverse(minusStay);
    Matrix high = stayed * up;
    Matrix low = stayed * down;
    Matrix passage = low;
    Matrix reached = high;
    constexpr int doublings = 64;
    for (int i = 0; i < doublings; ++i) {
        const Matrix again = inverse(Matrix::identity(2) - (high * low + low * high));
        high = again * (high * high);
        low = again * (low * low);
        passage += reached * low;
        reached = reached * high;
        if (reached(0, 0) + reached(0, 1) + reached(1, 0) + reached(1, 1) < 1e-300) {
            break;
        }
    }
    const Matrix ratio = up * inverse(minusStay - up * passage);
    // At level 0 nobody is served. The levels p0, p0 R, p0 R^2, ... sum to 1.
    const Matrix levels = inverse(Matrix::identity(2) - ratio);
    Matrix bottom = stay + down + ratio * down;
    for (std::size_t i = 0; i < 2; ++i) {
        bottom(i, 1) = levels(i, 0) + levels(i, 1);
    }
    const std::vector<double> empty = solveRow(bottom, {0.0, 1.0});
    const std::vector<double> ones(2, 1.0);
    StationFigures s;
    s.utilisation = load;
    s.throughput = rate;
    s.loss = 0.0;
    s.empty = empty[0] + empty[1];
    s.l = dot(empty * ratio * levels * levels, ones);
    s.lq = *s.l - load;
    s.sojourn = *s.l / rate;
    s.wait = *s.sojourn - meanService;
    s.waits = 1.0 - (empty[0] * arrivals.rate1 + empty[1] * arrivals.rate2) / rate;
    return s;
}

std::vector<double> firstDelays(double arrivalRate, double meanService, std::int64_t jobs)
{
    const double mu = 1.0 / meanService;
    const double departs = mu / (arrivalRate + mu); // before the next arrival, while somebody is there
    std::vector<double> found{1.0};                 // P(the current arrival finds n others)
    std::vector<double> delays{0.0};
    while (delays.size() < static_cast<std::size_t>(jobs)) {
        // r(m) = sum over n >= m - 1 of found(n) departs^(n + 1 - m); the next arrival finds m with probability (1 - departs) r(m).
        std::vector<double> next(found.size() + 1);
        double sum = 0.0;
        double delay = 0.0;
        for (std::size_t m = found.size(); m > 0; --m) {
            sum = found[m - 1] + departs * sum;
            next[m] = (1.0 - departs) * sum;
            delay += static_cast<double>(m) * meanService * next[m];
        }
        next[0] = departs * sum;
        found = std::move(next);
        delays.push_back(delay);
    }
    return delays;
}

} // namespace highwater::analysis

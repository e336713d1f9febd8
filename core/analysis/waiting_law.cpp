// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/waiting_law.h"

#include "analysis/laws.h"
#include "analysis/power_series.h"
#include "analysis/root.h"

#include <boost/math/quadrature/gauss.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace highwater::analysis {

namespace {

/// The wait of an M/PH/1 queue is a time to absorption itself (Neuts 1981): it begins with the load times the phases of a residual
/// service, and starts over with the same probability whenever one ends.
WaitingLaw ofPhases(double arrivalRate, const PhaseType& service, double mean)
{
    const double load = arrivalRate * mean;
    const std::size_t size = service.start.size();
    Matrix minus = service.rates;
    minus *= -1.0;
    std::vector<double> residual = solveRow(minus, service.start);
    for (double& each : residual) {
        each /= mean;
    }
    Matrix rates = service.rates;
    std::vector<double> ends(size); // rates at which the wait ends
    for (std::size_t i = 0; i < size; ++i) {
        double exit = 0.0;
        for (std::size_t j = 0; j < size; ++j) {
            exit -= service.rates(i, j);
        }
        for (std::size_t j = 0; j < size; ++j) {
            rates(i, j) += load * exit * residual[j];
        }
        ends[i] = (1.0 - load) * exit;
    }
    const std::vector<double> ones(size, 1.0);
    const auto waitAbove = [&](double x) { return load * dot(residual * exponential(rates, x), ones); };
    // Level crossing: the density of the wait is the arrival rate times P(wait <= x < sojourn).
    std::vector<double> above = ones;
    for (std::size_t i = 0; i < size; ++i) {
        above[i] += ends[i] / arrivalRate;
    }
    const auto sojournAbove = [&](double x) { return load * dot(residual * exponential(rates, x), above); };
    return {quantilesBy([&](double p) { return firstBelow(waitAbove, 1.0 - p, mean); }),
            quantilesBy([&](double p) { return firstBelow(sojournAbove, 1.0 - p, mean); })};
}

/// P(N <= n) in an M/D/1 queue with service time 1, n = 0, 1, ..., until all but a part of 1e-13 is told. Rates up and down between
/// n and n + 1 are equal, which gives a recursion of positive terms.
std::vector<double> constantServiceLevels(double load)
{
    std::vector<double> tails; // P(at least j arrivals in a service), j = 0, 1, ...
    const double none = std::exp(-load);
    for (double term = none, j = 0.0; term > 1e-300 && tails.size() < 200; j += 1.0, term *= load / j) {
        tails.push_back(term);
    }
    for (std::size_t j = tails.size() - 1; j > 0; --j) {
        tails[j - 1] += tails[j];
    }
    const auto tail = [&tails](std::size_t j) { return j < tails.size() ? tails[j] : 0.0; };
    std::vector<double> exactly{1.0 - load};
    std::vector<double> atMost{1.0 - load};
    constexpr std::size_t most = 2'000'000;
    while (1.0 - atMost.back() > 1e-13 && exactly.size() < most) {
        const std::size_t j = exactly.size();
        double up = exactly[0] * tail(j);
        for (std::size_t i = j > tails.size() ? j - tails.size() : 1; i < j; ++i) {
            up += exactly[i] * tail(j + 1 - i);
        }
        exactly.push_back(up / none);
        atMost.push_back(atMost.back() + exactly.back());
    }
    return atMost;
}

/// P(wait <= x) of an M/D/1 queue by the sum of positive terms of Franx (Oper. Res. Lett. 29, 2001); x in services.
double constantServiceWait(const std::vector<double>& levels, double load, double x)
{
    const double whole = std::floor(x) + 1.0;
    const auto k = static_cast<std::size_t>(whole);
    const double rest = load * (whole - x);
    double term = std::exp(-rest);
    double sum = 0.0;
    for (std::size_t j = 0; j < k && term > 0.0; ++j) {
        const std::size_t waiting = std::min(k - j - 1, levels.size() - 2);
        sum += levels[waiting + 1] * term;
        term *= rest / (static_cast<double>(j) + 1.0);
    }
    return sum;
}

WaitingLaw ofConstant(double arrivalRate, double service)
{
    const double load = arrivalRate * service;
    const std::vector<double> levels = constantServiceLevels(load);
    const auto waitAbove = [&](double x) { return 1.0 - constantServiceWait(levels, load, x); };
    WaitingLaw law{quantilesBy([&](double p) { return service * firstBelow(waitAbove, 1.0 - p, 1.0); }), {}};
    std::transform(law.wait.begin(), law.wait.end(), law.sojourn.begin(), [service](double wait) { return wait + service; });
    return law;
}

/// P(wait > x) and P(sojourn > x) on a grid.
struct Tails
{
    double step;
    std::vector<double> wait;
    std::vector<double> sojourn;
};

/// The integral of the survival function times the rising and the falling half of a hat, for the cells of a grid.
struct CellWeights
{
    std::vector<double> rising;  ///< cell j ends at (j + 1) steps, where the hat is 1
    std::vector<double> falling; ///< cell j begins at j steps, where the hat is 1
};

CellWeights weightsOf(const Distribution& service, double step, std::size_t cells)
{
    const std::vector<double> kinks = kinksOf(service);
    CellWeights weights{std::vector<double>(cells), std::vector<double>(cells)};
    for (std::size_t j = 0; j < cells; ++j) {
        const double begin = step * static_cast<double>(j);
        const double end = begin + step;
        std::vector<double> cuts{begin};
        std::copy_if(kinks.begin(), kinks.end(), std::back_inserter(cuts), [&](double kink) { return kink > begin && kink < end; });
        cuts.push_back(end);
        double area = 0.0;
        for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
            using Gauss = boost::math::quadrature::gauss<double, 7>;
            area += Gauss::integrate([&](double x) { return survivalOf(service, x); }, cuts[i], cuts[i + 1]);
            weights.rising[j] +=
                Gauss::integrate([&](double x) { return (x - begin) / step * survivalOf(service, x); }, cuts[i], cuts[i + 1]);
        }
        weights.falling[j] = area - weights.rising[j];
        if (area < 1e-17 * step) {
            break;
        }
    }
    return weights;
}

/// The density w of the wait solves w(x) = r (1 - load) S(x) + r * integral of w(x - y) S(y) dy, r the arrival rate and S the survival
/// function of the service. With w linear between the points of a grid that is a product of power series.
Tails tailsOnGrid(double rate, const Distribution& service, double step, std::size_t cells)
{
    const double load = rate * momentOf(service, 1);
    const CellWeights weights = weightsOf(service, step, cells);
    std::vector<double> kernel(cells + 1);
    std::vector<double> side(cells + 1);
    const double first = rate * (1.0 - load);
    for (std::size_t n = 0; n <= cells; ++n) {
        const double rising = n > 0 ? weights.rising[n - 1] : 0.0;
        const double falling = n < cells ? weights.falling[n] : 0.0;
        kernel[n] = (n == 0 ? 1.0 : 0.0) - rate * (rising + falling);
        // The hat at the far end has one half only.
        side[n] = first * survivalOf(service, step * static_cast<double>(n)) - rate * falling * first;
    }
    const std::vector<double> density = productOf(side, reciprocalOf(kernel));
    Tails tails{step, std::vector<double>(cells + 1), std::vector<double>(cells + 1)};
    double above = load;
    for (std::size_t n = 0; n <= cells; ++n) {
        above -= n > 0 ? step * (density[n - 1] + density[n]) / 2.0 : 0.0;
        tails.wait[n] = above;
        tails.sojourn[n] = above + density[n] / rate;
    }
    return tails;
}

/// Takes the error of second order out of the values that both grids have; fine has twice as many cells.
Tails extrapolated(const Tails& coarse, const Tails& fine)
{
    Tails best = coarse;
    for (std::size_t n = 0; n < coarse.wait.size(); ++n) {
        best.wait[n] = (4.0 * fine.wait[2 * n] - coarse.wait[n]) / 3.0;
        best.sojourn[n] = (4.0 * fine.sojourn[2 * n] - coarse.sojourn[n]) / 3.0;
    }
    return best;
}

/// Where falling values on a grid cross a level: cubic interpolation through the four points around.
double crossing(std::span<const double> values, double step, double level)
{
    if (values.front() <= level) {
        return 0.0;
    }
    const auto at = std::find_if(values.begin(), values.end(), [level](double value) { return value <= level; });
    const auto cell = static_cast<std::size_t>(at - values.begin()) - 1;
    const std::size_t base = std::min(cell > 0 ? cell - 1 : 0, values.size() - 4);
    const auto interpolated = [&](double x) {
        double sum = 0.0;
        for (std::size_t i = 0; i < 4; ++i) {
            double weight = 1.0;
            for (std::size_t k = 0; k < 4; ++k) {
                const auto distance = static_cast<double>(i) - static_cast<double>(k);
                weight *= k == i ? 1.0 : (x - static_cast<double>(base + k)) / distance;
            }
            sum += weight * values[base + i];
        }
        return sum - level;
    };
    const auto low = static_cast<double>(cell);
    return step * (interpolated(low + 1.0) == 0.0 ? low + 1.0 : zeroBetween(interpolated, low, low + 1.0));
}

/// A step that is short against the mean and the spread, so that the first kink of the law lies on the grid, and the last one too where it
/// is a simple multiple.
double stepFor(const Distribution& service)
{
    const double mean = momentOf(service, 1);
    const double spread = std::sqrt(std::max(0.0, momentOf(service, 2) - mean * mean));
    const double wanted = std::clamp(spread / 8.0, mean / 1024.0, mean / 64.0);
    const std::vector<double> kinks = kinksOf(service);
    if (kinks.empty()) {
        return wanted;
    }
    for (int parts = 1; parts <= 32; ++parts) {
        const double unit = kinks.front() / parts;
        const double ratio = kinks.back() / unit;
        if (parts == 32 || std::abs(ratio - std::round(ratio)) < 1e-9 * ratio) {
            return unit / std::ceil(unit / wanted);
        }
    }
    return wanted;
}

std::optional<WaitingLaw> onGrid(double arrivalRate, const Distribution& service)
{
    constexpr std::size_t mostCells = std::size_t{1} << 19U;
    constexpr double lastLevel = 1.0 - quantiles.back().second;
    const double step = stepFor(service);
    // Twice what an exponential tail of that mean needs.
    const double mean = momentOf(service, 1);
    const double load = arrivalRate * mean;
    const double wait = arrivalRate * momentOf(service, 2) / 2.0 / (1.0 - load);
    for (double reach = 8.0 * (wait + mean); reach / step < mostCells; reach *= 2.0) {
        const auto cells = static_cast<std::size_t>(std::ceil(reach / step)) + 4;
        const Tails coarse = tailsOnGrid(arrivalRate, service, step, cells);
        if (coarse.sojourn.back() > 0.5 * lastLevel) {
            continue;
        }
        const Tails tails = extrapolated(coarse, tailsOnGrid(arrivalRate, service, step / 2.0, 2 * cells));
        return WaitingLaw{quantilesBy([&](double p) { return crossing(tails.wait, step, 1.0 - p); }),
                          quantilesBy([&](double p) { return crossing(tails.sojourn, step, 1.0 - p); })};
    }
    return std::nullopt;
}

} // namespace

std::optional<WaitingLaw> waitingLawOf(double arrivalRate, const Distribution& service)
{
    if (service.law == Distribution::Law::Constant) {
        return ofConstant(arrivalRate, service.a);
    }
    if (const auto phases = phasesOf(service)) {
        return ofPhases(arrivalRate, *phases, momentOf(service, 1));
    }
    if (hasAtoms(service)) {
        return std::nullopt;
    }
    return onGrid(arrivalRate, service);
}

} // namespace highwater::analysis

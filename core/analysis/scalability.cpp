// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scalability.h"

#include "analysis/matrix.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace highwater::analysis {

double ScalabilityLaw::throughput(double n) const
{
    return gamma * n / (1.0 + sigma * (n - 1.0) + kappa * n * (n - 1.0));
}

std::optional<double> ScalabilityLaw::peak() const
{
    return kappa > 0.0 && sigma < 1.0 ? std::optional(std::sqrt((1.0 - sigma) / kappa)) : std::nullopt;
}

namespace {

double squaresOf(const ScalabilityLaw& law, std::span<const double> loads, std::span<const double> throughputs)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < loads.size(); ++i) {
        const double miss = throughputs[i] - law.throughput(loads[i]);
        sum += miss * miss;
    }
    return sum;
}

/// The step of Levenberg and Marquardt from a law.
ScalabilityLaw improved(const ScalabilityLaw& law, std::span<const double> loads, std::span<const double> throughputs, double damping)
{
    Matrix normal(3, 3);
    std::vector<double> side(3);
    for (std::size_t i = 0; i < loads.size(); ++i) {
        const double n = loads[i];
        const double value = law.throughput(n);
        const double below = law.gamma * n / value;
        const std::array<double, 3> slopes{-value * (n - 1.0) / below, -value * n * (n - 1.0) / below, value / law.gamma};
        for (std::size_t j = 0; j < 3; ++j) {
            side[j] += slopes[j] * (throughputs[i] - value);
            for (std::size_t k = 0; k < 3; ++k) {
                normal(j, k) += slopes[j] * slopes[k];
            }
        }
    }
    for (std::size_t j = 0; j < 3; ++j) {
        normal(j, j) *= 1.0 + damping;
    }
    const std::vector<double> step = solveRow(normal, side);
    return {std::clamp(law.sigma + step[0], 0.0, 1.0), std::max(0.0, law.kappa + step[1]), std::max(1e-300, law.gamma + step[2])};
}

} // namespace

Result<ScalabilityLaw> fittedScalability(std::span<const double> loads, std::span<const double> throughputs)
{
    if (loads.size() < 3 || loads.size() != throughputs.size()) {
        return failure(Errc::OutOfRange, {}, "three measured points at least are needed, a throughput for each load");
    }
    double perLoad = 0.0;
    for (std::size_t i = 0; i < loads.size(); ++i) {
        perLoad = std::max(perLoad, throughputs[i] / loads[i]);
    }
    ScalabilityLaw best{0.05, 1e-4, perLoad};
    double squares = squaresOf(best, loads, throughputs);
    double damping = 1e-3;
    constexpr int mostSteps = 500;
    for (int i = 0; i < mostSteps && damping < 1e12; ++i) {
        const ScalabilityLaw next = improved(best, loads, throughputs, damping);
        const double less = squaresOf(next, loads, throughputs);
        if (std::isfinite(less) && less < squares) {
            best = next;
            squares = less;
            damping /= 5.0;
        } else {
            damping *= 4.0;
        }
    }
    return best;
}

} // namespace highwater::analysis

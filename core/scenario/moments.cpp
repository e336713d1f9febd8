// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/distribution.h"
#include "scenario/scenario.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace highwater {

namespace {

using Law = Distribution::Law;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// E[X^k] of a bounded Pareto law on [low, high]:
/// low^k * alpha / (1 - r^alpha) * (1 - r^(alpha - k)) / (alpha - k), r = low / high; the last factor is ln(1 / r)
/// where alpha = k.
double boundedParetoMoment(const Distribution& d, int k)
{
    const double logRatio = std::log(d.a / d.b);
    const double excess = d.c - k;
    const double factor = std::abs(excess) < 1e-9 ? -logRatio : -std::expm1(excess * logRatio) / excess;
    return std::pow(d.a, k) * d.c / -std::expm1(d.c * logRatio) * factor;
}

/// First and second moment of max(0, N(mean, sd)).
std::pair<double, double> cutNormalMoments(double mean, double sd)
{
    if (sd <= 0.0) {
        return {mean, mean * mean};
    }
    const double z = mean / sd;
    const double above = 0.5 * std::erfc(-z / std::numbers::sqrt2);
    const double density = std::exp(-z * z / 2.0) / std::sqrt(2.0 * std::numbers::pi);
    return {mean * above + sd * density, (mean * mean + sd * sd) * above + mean * sd * density};
}

double pointsMoment(const Distribution& d, int k)
{
    double sum = 0.0;
    double weight = 0.0;
    for (const auto& [value, probability] : *d.points) {
        sum += probability * std::pow(value, k);
        weight += probability;
    }
    return weight > 0.0 ? sum / weight : 0.0;
}

double scvFrom(double mean, double secondMoment)
{
    return mean > 0.0 ? std::max(0.0, secondMoment / (mean * mean) - 1.0) : 0.0;
}

/// The mean of max(0, mean + amplitude * sin) over a period.
double cutSineMean(double mean, double amplitude)
{
    if (amplitude <= mean) {
        return mean;
    }
    return (mean * (std::numbers::pi / 2.0 + std::asin(mean / amplitude)) +
            std::sqrt(amplitude * amplitude - mean * mean)) /
           std::numbers::pi;
}

} // namespace

double meanOf(const Distribution& d)
{
    switch (d.law) {
    case Law::Uniform:
        return (d.a + d.b) / 2.0;
    case Law::BoundedPareto:
        return boundedParetoMoment(d, 1);
    case Law::Pareto:
        return d.b > 1.0 ? d.a : infinity;
    case Law::Normal:
        return cutNormalMoments(d.a, d.b).first;
    case Law::Mixture:
    case Law::Discrete:
    case Law::Empirical:
        return pointsMoment(d, 1);
    case Law::Constant:
    case Law::Exponential:
    case Law::Erlang:
    case Law::Hyperexponential:
    case Law::Lognormal:
    case Law::Weibull:
    case Law::Gamma:
    case Law::Geometric:
        break;
    }
    return d.a;
}

double scvOf(const Distribution& d)
{
    const double mean = meanOf(d);
    if (mean <= 0.0) {
        return 0.0;
    }
    switch (d.law) {
    case Law::Constant:
        return 0.0;
    case Law::Uniform:
        return (d.b - d.a) * (d.b - d.a) / 12.0 / (mean * mean);
    case Law::Exponential:
        return 1.0;
    case Law::Erlang:
        return 1.0 / d.phases;
    case Law::Hyperexponential:
        return d.b;
    case Law::Lognormal:
    case Law::Gamma:
        return d.b * d.b;
    case Law::BoundedPareto:
        return scvFrom(mean, boundedParetoMoment(d, 2));
    case Law::Pareto:
        return d.b > 2.0 ? 1.0 / (d.b * (d.b - 2.0)) : infinity;
    case Law::Weibull: {
        const double first = std::tgamma(1.0 + 1.0 / d.b);
        return std::tgamma(1.0 + 2.0 / d.b) / (first * first) - 1.0;
    }
    case Law::Normal:
        return scvFrom(mean, cutNormalMoments(d.a, d.b).second);
    case Law::Geometric:
        return 1.0 - 1.0 / d.a;
    case Law::Mixture:
        // The second moment of an exponential law is twice the square of its mean.
        return scvFrom(mean, 2.0 * pointsMoment(d, 2));
    case Law::Discrete:
    case Law::Empirical:
        return scvFrom(mean, pointsMoment(d, 2));
    }
    return 0.0;
}

std::optional<double> meanRateOf(const Arrivals& arrivals)
{
    using Kind = Arrivals::Kind;
    std::optional<double> rate;
    switch (arrivals.kind) {
    case Kind::Poisson:
    case Kind::Constant:
    case Kind::Ramp:
    case Kind::Spike:
        rate = arrivals.rate;
        break;
    case Kind::Renewal:
        rate = 1.0 / meanOf(arrivals.gap);
        break;
    case Kind::Mmpp:
        rate = (arrivals.rate * arrivals.stay + arrivals.rate2 * arrivals.stay2) / (arrivals.stay + arrivals.stay2);
        break;
    case Kind::OnOff:
        rate = arrivals.rate * arrivals.stay / (arrivals.stay + arrivals.stay2);
        break;
    case Kind::Sine:
        rate = cutSineMean(arrivals.rate, arrivals.rate2);
        break;
    case Kind::Trace:
        if (arrivals.times && !arrivals.times->empty() && arrivals.times->back() > 0.0) {
            rate = static_cast<double>(arrivals.times->size()) / arrivals.times->back();
        }
        break;
    case Kind::Closed:
    case Kind::Saturated:
        break;
    }
    if (rate && arrivals.batch) {
        *rate *= meanOf(*arrivals.batch);
    }
    return rate;
}

} // namespace highwater

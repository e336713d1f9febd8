// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/laws.h"

#include "analysis/root.h"

#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace highwater::analysis {

namespace {

using Law = Distribution::Law;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int mostPhases = 64;

double factorial(int n)
{
    return std::tgamma(n + 1.0);
}

/// P(N(0, 1) > z)
double normalSurvival(double z)
{
    return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

/// P(X > x) of a gamma law with mean 1.
double gammaSurvival(double shape, double x)
{
    constexpr double nearlyNormal = 1e4;
    if (shape > nearlyNormal) {
        // Wilson and Hilferty: the cube root is normal, to about 1 / shape.
        const double variance = 1.0 / (9.0 * shape);
        return normalSurvival((std::cbrt(x) - 1.0 + variance) / std::sqrt(variance));
    }
    return x > 0.0 ? boost::math::gamma_q(shape, x * shape) : 1.0;
}

/// Mean time and probability of each exponential that the law chooses from.
Distribution::Points branchesOf(const Distribution& law)
{
    if (law.law == Law::Hyperexponential) {
        // Balanced means: each branch contributes half of the mean.
        const double p = (1.0 + std::sqrt((law.b - 1.0) / (law.b + 1.0))) / 2.0;
        return {{law.a / (2.0 * p), p}, {law.a / (2.0 * (1.0 - p)), 1.0 - p}};
    }
    return *law.points;
}

double boundedParetoMoment(const Distribution& law, int n)
{
    const double logRatio = std::log(law.a / law.b);
    const double excess = law.c - n;
    const double factor = std::abs(excess) < 1e-9 ? -logRatio : -std::expm1(excess * logRatio) / excess;
    return std::pow(law.a, n) * law.c / -std::expm1(law.c * logRatio) * factor;
}

/// E[max(0, X)^n] of a normal X: partial integration steps down by two orders.
double cutNormalMoment(double mean, double sd, int n)
{
    if (sd <= 0.0) {
        return std::pow(std::max(0.0, mean), n);
    }
    const double z = mean / sd;
    double before = normalSurvival(-z);
    double moment = mean * before + sd * std::exp(-z * z / 2.0) / std::sqrt(2.0 * std::numbers::pi);
    for (int k = 2; k <= n; ++k) {
        const double next = mean * moment + sd * sd * (k - 1) * before;
        before = moment;
        moment = next;
    }
    return moment;
}

double pointsMoment(const Distribution::Points& points, int n)
{
    double sum = 0.0;
    for (const auto& [value, probability] : points) {
        sum += probability * std::pow(value, n);
    }
    return sum;
}

double geometricMoment(double mean, int n)
{
    const double second = mean * (2.0 * mean - 1.0);
    return n == 1 ? mean : n == 2 ? second : mean * (6.0 * mean * (mean - 1.0) + 1.0);
}

double paretoScale(const Distribution& law)
{
    return law.a * (law.b - 1.0) / law.b;
}
double weibullScale(const Distribution& law)
{
    return law.a / std::tgamma(1.0 + 1.0 / law.b);
}

} // namespace

double momentOf(const Distribution& law, int n)
{
    switch (law.law) {
    case Law::Constant:
        return std::pow(law.a, n);
    case Law::Uniform:
        return law.b > law.a ? (std::pow(law.b, n + 1) - std::pow(law.a, n + 1)) / ((n + 1) * (law.b - law.a)) : std::pow(law.a, n);
    case Law::Exponential:
        return factorial(n) * std::pow(law.a, n);
    case Law::Erlang: {
        double product = 1.0;
        for (int i = 0; i < n; ++i) {
            product *= law.a * (law.phases + i) / law.phases;
        }
        return product;
    }
    case Law::Hyperexponential:
    case Law::Mixture:
        return factorial(n) * pointsMoment(branchesOf(law), n);
    case Law::Lognormal:
        return std::pow(law.a, n) * std::pow(1.0 + law.b * law.b, n * (n - 1) / 2.0);
    case Law::BoundedPareto:
        return boundedParetoMoment(law, n);
    case Law::Pareto:
        return law.b > n ? law.b * std::pow(paretoScale(law), n) / (law.b - n) : infinity;
    case Law::Weibull:
        return std::pow(weibullScale(law), n) * std::tgamma(1.0 + n / law.b);
    case Law::Gamma: {
        double product = 1.0;
        for (int i = 0; i < n; ++i) {
            product *= law.a * (1.0 + i * law.b * law.b);
        }
        return product;
    }
    case Law::Normal:
        return cutNormalMoment(law.a, law.b, n);
    case Law::Geometric:
        return geometricMoment(law.a, n);
    case Law::Discrete:
    case Law::Empirical:
        return pointsMoment(*law.points, n);
    }
    return 0.0;
}

double survivalOf(const Distribution& law, double x)
{
    if (x < 0.0) {
        return 1.0;
    }
    switch (law.law) {
    case Law::Constant:
        return x < law.a ? 1.0 : 0.0;
    case Law::Uniform:
        return x < law.a ? 1.0 : x >= law.b ? 0.0 : (law.b - x) / (law.b - law.a);
    case Law::Exponential:
        return std::exp(-x / law.a);
    case Law::Erlang:
        return gammaSurvival(static_cast<double>(law.phases), x / law.a);
    case Law::Hyperexponential:
    case Law::Mixture: {
        double sum = 0.0;
        for (const auto& [mean, probability] : branchesOf(law)) {
            sum += probability * std::exp(-x / mean);
        }
        return sum;
    }
    case Law::Lognormal: {
        const double variance = std::log1p(law.b * law.b);
        return x > 0.0 ? normalSurvival((std::log(x / law.a) + variance / 2.0) / std::sqrt(variance)) : 1.0;
    }
    case Law::BoundedPareto: {
        const double whole = -std::expm1(law.c * std::log(law.a / law.b));
        return x < law.a ? 1.0 : x >= law.b ? 0.0 : 1.0 + std::expm1(law.c * std::log(law.a / x)) / whole;
    }
    case Law::Pareto:
        return x < paretoScale(law) ? 1.0 : std::pow(paretoScale(law) / x, law.b);
    case Law::Weibull:
        return std::exp(-std::pow(x / weibullScale(law), law.b));
    case Law::Gamma:
        return gammaSurvival(1.0 / (law.b * law.b), x / law.a);
    case Law::Normal:
        return law.b > 0.0 ? normalSurvival((x - law.a) / law.b) : x < law.a ? 1.0 : 0.0;
    case Law::Geometric:
        return law.a > 1.0 ? std::pow(1.0 - 1.0 / law.a, std::floor(x)) : x < 1.0 ? 1.0 : 0.0;
    case Law::Discrete:
    case Law::Empirical:
        break;
    }
    double above = 0.0;
    for (const auto& [value, probability] : *law.points) {
        above += value > x ? probability : 0.0;
    }
    return above;
}

double transformComplementOf(const Distribution& law, double s)
{
    const auto ofPoints = [s](const Distribution::Points& points, auto complement) {
        double sum = 0.0;
        for (const auto& [value, probability] : points) {
            sum += probability * complement(value * s);
        }
        return sum;
    };
    const auto ofExponential = [](double x) { return x / (1.0 + x); };
    const auto ofConstant = [](double x) { return -std::expm1(-x); };
    switch (law.law) {
    case Law::Constant:
        return ofConstant(law.a * s);
    case Law::Exponential:
        return ofExponential(law.a * s);
    case Law::Erlang:
        return -std::expm1(-law.phases * std::log1p(law.a * s / law.phases));
    case Law::Gamma:
        return -std::expm1(-std::log1p(law.a * s * law.b * law.b) / (law.b * law.b));
    case Law::Hyperexponential:
    case Law::Mixture:
        return ofPoints(branchesOf(law), ofExponential);
    case Law::Discrete:
    case Law::Empirical:
        return ofPoints(*law.points, ofConstant);
    default:
        break;
    }
    // s times the integral of exp(-s x) P(X > x), piece by piece: smooth between kinks, and pieces that double reach far.
    std::vector<double> cuts = kinksOf(law);
    const double scale = momentOf(law, 1);
    for (double x = scale / 1024.0; x < 60.0 / s; x *= 1.5) {
        cuts.push_back(x);
    }
    cuts.push_back(60.0 / s);
    std::sort(cuts.begin(), cuts.end());
    double sum = 0.0;
    double from = 0.0;
    for (const double to : cuts) {
        sum += boost::math::quadrature::gauss<double, 20>::integrate(
            [&](double x) { return std::exp(-s * x) * survivalOf(law, x); }, from, to);
        from = to;
    }
    return s * sum;
}

double quantileOf(const Distribution& law, double p)
{
    return firstBelow([&law](double x) { return survivalOf(law, x); }, 1.0 - p, momentOf(law, 1));
}

std::vector<double> kinksOf(const Distribution& law)
{
    switch (law.law) {
    case Law::Uniform:
    case Law::BoundedPareto:
        return law.a > 0.0 ? std::vector<double>{law.a, law.b} : std::vector<double>{law.b};
    case Law::Pareto:
        return {paretoScale(law)};
    case Law::Constant:
        return {law.a};
    default:
        return {};
    }
}

bool hasAtoms(const Distribution& law)
{
    return law.law == Law::Constant || law.law == Law::Discrete || law.law == Law::Empirical || law.law == Law::Geometric
           || law.law == Law::Normal || (law.law == Law::Uniform && !(law.b > law.a));
}

std::optional<PhaseType> phasesOf(const Distribution& law)
{
    if (law.law == Law::Exponential) {
        PhaseType phases{{1.0}, Matrix(1, 1)};
        phases.rates(0, 0) = -1.0 / law.a;
        return phases;
    }
    if (law.law == Law::Erlang && law.phases <= mostPhases) {
        const auto size = static_cast<std::size_t>(law.phases);
        PhaseType phases{std::vector<double>(size), Matrix(size, size)};
        phases.start[0] = 1.0;
        for (std::size_t i = 0; i < size; ++i) {
            phases.rates(i, i) = -law.phases / law.a;
            if (i + 1 < size) {
                phases.rates(i, i + 1) = law.phases / law.a;
            }
        }
        return phases;
    }
    if (law.law != Law::Hyperexponential && law.law != Law::Mixture) {
        return std::nullopt;
    }
    const auto branches = branchesOf(law);
    if (branches.size() > mostPhases) {
        return std::nullopt;
    }
    PhaseType phases{{}, Matrix(branches.size(), branches.size())};
    for (std::size_t i = 0; i < branches.size(); ++i) {
        phases.start.push_back(branches[i].second);
        phases.rates(i, i) = -1.0 / branches[i].first;
    }
    return phases;
}

Distribution exponentialLaw(double mean)
{
    return {Law::Exponential, mean, 0, 0, 1, nullptr, "exponential"};
}

} // namespace highwater::analysis

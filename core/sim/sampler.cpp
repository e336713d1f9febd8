// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/sampler.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace highwater {

namespace {

using Law = Distribution::Law;

/// Standard normal by Box & Muller's formula; the second variate is not kept, so that a draw has no memory.
double normal(Draws& draws)
{
    const double radius = std::sqrt(-2.0 * std::log1p(-draws.uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * draws.uniform());
}

/// Gamma of mean shape and scale 1: Marsaglia & Tsang 2000; below shape 1 by their power of a uniform variate.
double gammaOf(double shape, Draws& draws)
{
    if (shape < 1.0) {
        const double power = std::pow(1.0 - draws.uniform(), 1.0 / shape);
        return gammaOf(shape + 1.0, draws) * power;
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = normal(draws);
        const double v = std::pow(1.0 + c * x, 3.0);
        if (v <= 0.0) {
            continue;
        }
        if (std::log1p(-draws.uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) {
            return d * v;
        }
    }
}

} // namespace

Sampler::Sampler(const Distribution& distribution, double scale) : m_law(distribution.law), m_phases(distribution.phases)
{
    const double a = distribution.a;
    const double b = distribution.b;
    const double c = distribution.c;
    m_a = a * scale;
    m_b = b * scale;
    m_c = c;
    switch (m_law) {
    case Law::Constant:
        m_constant = rounded(m_a);
        break;
    case Law::Erlang:
        m_a = m_a / m_phases;
        break;
    case Law::Hyperexponential: {
        // Two phases with balanced means: p, rates 2 p / mean and 2 (1 - p) / mean.
        const double p = (1.0 + std::sqrt((b - 1.0) / (b + 1.0))) / 2.0;
        m_a = a * scale / (2.0 * p);
        m_b = p < 1.0 ? a * scale / (2.0 * (1.0 - p)) : 0.0;
        m_c = p;
        break;
    }
    case Law::Lognormal: {
        const double variance = std::log1p(b * b);
        m_a = a > 0.0 ? std::log(a * scale) - variance / 2.0 : -std::numeric_limits<double>::infinity();
        m_b = std::sqrt(variance);
        break;
    }
    case Law::Pareto:
        m_a = a * scale * (b - 1.0) / b;
        m_b = b;
        break;
    case Law::Weibull:
        m_a = a * scale / std::tgamma(1.0 + 1.0 / b);
        m_b = b;
        break;
    case Law::Gamma:
        m_b = 1.0 / (b * b);
        m_a = a * scale * b * b;
        break;
    case Law::Geometric:
        m_a = a;
        m_b = scale;
        break;
    case Law::Mixture:
    case Law::Discrete:
    case Law::Empirical: {
        auto table = std::make_shared<std::vector<Point>>();
        double sum = 0.0;
        for (const auto& [value, probability] : *distribution.points) {
            sum += probability;
            table->push_back({sum, value * scale});
        }
        m_points = std::move(table);
        break;
    }
    case Law::Uniform:
    case Law::Exponential:
    case Law::BoundedPareto:
    case Law::Normal:
        break;
    }
}

double Sampler::points(Draws& draws) const
{
    const double u = draws.uniform() * m_points->back().upTo;
    const auto at = std::upper_bound(m_points->begin(), m_points->end(), u,
                                     [](double value, const Point& point) { return value < point.upTo; });
    return at == m_points->end() ? m_points->back().value : at->value;
}

double Sampler::general(Draws& draws) const
{
    switch (m_law) {
    case Law::Constant:
        return m_a;
    case Law::Uniform:
        return m_a + (m_b - m_a) * draws.uniform();
    case Law::Exponential:
        return m_a * exponentialZiggurat(draws);
    case Law::Erlang: {
        double sum = 0.0;
        for (int i = 0; i < m_phases; ++i) {
            sum += exponentialZiggurat(draws);
        }
        return sum * m_a;
    }
    case Law::Hyperexponential:
        return draws.uniform() < m_c ? m_a * exponentialZiggurat(draws) : m_b * exponentialZiggurat(draws);
    case Law::Mixture: {
        const double mean = points(draws);
        return mean * exponentialZiggurat(draws);
    }
    case Law::Lognormal:
        return std::exp(m_a + m_b * normal(draws));
    case Law::BoundedPareto: {
        // Inversion of F(x) = (1 - (L / x)^alpha) / (1 - (L / H)^alpha).
        const double ratio = std::pow(m_a / m_b, m_c);
        return m_a * std::pow(1.0 - draws.uniform() * (1.0 - ratio), -1.0 / m_c);
    }
    case Law::Pareto:
        return m_a * std::pow(1.0 - draws.uniform(), -1.0 / m_b);
    case Law::Weibull:
        return m_a * std::pow(exponentialZiggurat(draws), 1.0 / m_b);
    case Law::Gamma:
        return m_a * gammaOf(m_b, draws);
    case Law::Normal:
        return std::max(0.0, m_a + m_b * normal(draws));
    case Law::Geometric: {
        const double fails = m_a > 1.0 ? std::floor(std::log1p(-draws.uniform()) / std::log1p(-1.0 / m_a)) : 0.0;
        return (1.0 + fails) * m_b;
    }
    case Law::Discrete:
    case Law::Empirical:
        return points(draws);
    }
    assert(false);
    return 0.0;
}

} // namespace highwater

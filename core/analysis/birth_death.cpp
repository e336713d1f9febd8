// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/birth_death.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace highwater::analysis {

namespace {

/// Divides by the sum.
std::vector<double> normalised(std::vector<double> weights)
{
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : weights) {
        weight /= sum;
    }
    return weights;
}

/// Keeps weights within what a double holds; only their ratios matter.
void keepSmall(std::vector<double>& weights)
{
    constexpr double large = 1e200;
    if (weights.back() > large) {
        for (double& weight : weights) {
            weight /= large;
        }
    }
}

} // namespace

std::vector<double> levelsBy(const std::function<double(double)>& up, const std::function<double(double)>& down)
{
    constexpr double negligible = 1e-17;
    constexpr std::size_t most = 20'000'000;
    std::vector<double> weights{1.0};
    double sum = 1.0;
    while (weights.size() < most) {
        const auto n = static_cast<double>(weights.size());
        const double birth = up(n - 1.0);
        if (!(birth > 0.0)) {
            break;
        }
        const double ratio = birth / down(n);
        weights.push_back(weights.back() * ratio);
        sum += weights.back();
        // What follows is less than a geometric series.
        if (ratio < 1.0 && weights.back() * ratio / (1.0 - ratio) * n < negligible * sum) {
            break;
        }
        const double before = weights.back();
        keepSmall(weights);
        sum *= before > 0.0 ? weights.back() / before : 1.0;
    }
    return normalised(std::move(weights));
}

std::vector<double> levelsOf(double arrivalRate, double meanService, std::int64_t servers, std::int64_t capacity)
{
    const double load = arrivalRate * meanService;
    std::vector<double> weights{1.0};
    for (std::int64_t n = 1; n <= capacity; ++n) {
        weights.push_back(weights.back() * load / static_cast<double>(std::min(n, servers)));
        keepSmall(weights);
    }
    return normalised(std::move(weights));
}

double emptyOf(double arrivalRate, double meanService, std::int64_t servers)
{
    const auto c = static_cast<double>(servers);
    const double load = arrivalRate * meanService;
    // Relative to p(c): those below it, and the geometric series from it on.
    double weight = 1.0;
    double sum = 1.0 / (1.0 - load / c);
    for (std::int64_t n = servers; n > 0; --n) {
        weight *= static_cast<double>(n) / load;
        sum += weight;
        if (!std::isfinite(sum)) {
            return std::exp(-load);
        }
    }
    return weight / sum;
}

DepartureCount::DepartureCount(std::vector<double> probabilities, double rate)
    : m_probabilities(std::move(probabilities)), m_more(m_probabilities.size()), m_rate(rate)
{
    for (std::size_t k = m_probabilities.size() - 1; k > 0; --k) {
        m_more[k - 1] = m_more[k] + m_probabilities[k];
    }
}

/// The sum of P(k departures within x) * weight(k) over k below most, outwards from where it is largest.
template <typename F>
double DepartureCount::poissonSum(double x, std::size_t most, F weight) const
{
    const double events = m_rate * x;
    if (!(events > 0.0)) {
        return weight(0);
    }
    const auto mode = std::min(static_cast<std::size_t>(events), most - 1);
    const auto peak = static_cast<double>(mode);
    const double top = std::exp(peak * std::log(events) - events - std::lgamma(peak + 1.0));
    double sum = 0.0;
    double term = top;
    for (std::size_t k = mode; k < most; ++k) {
        sum += term * weight(k);
        term *= events / (static_cast<double>(k) + 1.0);
        if (term < 1e-18 * top) {
            break;
        }
    }
    term = top;
    for (std::size_t k = mode; k > 0 && term > 1e-18 * top; --k) {
        term *= static_cast<double>(k) / events;
        sum += term * weight(k - 1);
    }
    return sum;
}

double DepartureCount::waitAbove(double x) const
{
    return m_probabilities.size() < 2 ? 0.0 : poissonSum(x, m_more.size(), [this](std::size_t k) { return m_more[k]; });
}

double DepartureCount::sojournAbove(double x, double servers) const
{
    // With all servers busy or not, the item in service sees departures at the full rate, each being its own with probability 1 / c.
    const double stays = 1.0 - 1.0 / servers;
    std::vector<double> inside(m_more.size());
    double served = 0.0;
    for (std::size_t k = 0; k < inside.size(); ++k) {
        served = served * stays + m_probabilities[k];
        inside[k] = m_more[k] + served;
    }
    // Beyond the last entry only the service goes on: sum over k >= size of Poisson(k) inside[size - 1] stays^(k - size + 1).
    const std::size_t last = inside.size() - 1;
    const double events = m_rate * x;
    const auto reach = static_cast<std::size_t>(events + 12.0 * std::sqrt(events + 16.0) + 64.0);
    const auto weight = [&](std::size_t k) {
        return k <= last ? inside[k] : inside[last] * std::pow(stays, static_cast<double>(k - last));
    };
    return poissonSum(x, std::max(reach, last + 1), weight);
}

double DepartureCount::waitSd() const
{
    double first = 0.0;
    double second = 0.0;
    for (std::size_t k = 0; k < m_probabilities.size(); ++k) {
        const auto departures = static_cast<double>(k);
        first += departures * m_probabilities[k];
        second += departures * (departures + 1.0) * m_probabilities[k];
    }
    return std::sqrt(std::max(0.0, second - first * first)) / m_rate;
}

} // namespace highwater::analysis

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

/// Where the population is most likely to be: the first level from which it shrinks more often than it grows.
std::size_t mostLikelyLevel(const std::function<double(double)>& up, const std::function<double(double)>& down)
{
    const auto grows = [&](std::size_t n) { return up(static_cast<double>(n)) > down(static_cast<double>(n) + 1.0); };
    std::size_t above = 0; // it shrinks from here
    for (std::size_t step = 1; grows(above); step *= 2) {
        above += step;
    }
    std::size_t low = 0;
    while (low < above) {
        const std::size_t middle = low + (above - low) / 2;
        (grows(middle) ? low : above) = grows(middle) ? middle + 1 : middle;
    }
    return above;
}

} // namespace

std::vector<double> levelsBy(const std::function<double(double)>& up, const std::function<double(double)>& down)
{
    constexpr double negligible = 1e-18;
    // Outwards from the most likely level, whose weight is 1: nothing overflows, and what is far below is nothing.
    const std::size_t mode = mostLikelyLevel(up, down);
    std::vector<double> weights(mode + 1);
    weights[mode] = 1.0;
    for (std::size_t n = mode; n > 0 && weights[n] > 0.0; --n) {
        const auto level = static_cast<double>(n);
        weights[n - 1] = weights[n] * down(level) / up(level - 1.0);
        if (weights[n - 1] < 1e-300) {
            break;
        }
    }
    double weight = 1.0;
    while (true) {
        const auto level = static_cast<double>(weights.size());
        const double birth = up(level - 1.0);
        const double ratio = birth / down(level);
        weight *= ratio;
        // What follows is less than a geometric series.
        const bool little = ratio < 1.0 && weight / (1.0 - ratio) * level < negligible;
        if (!(birth > 0.0) || (little && weight * level * level < negligible)) {
            break;
        }
        weights.push_back(weight);
    }
    return normalised(std::move(weights));
}

std::vector<double> levelsOf(double arrivalRate, double meanService, std::int64_t servers, std::int64_t capacity)
{
    const auto most = static_cast<double>(capacity);
    const auto c = static_cast<double>(servers);
    std::vector<double> levels = levelsBy([=](double n) { return n < most ? arrivalRate : 0.0; },
                                          [=](double n) { return std::min(n, c) / meanService; });
    levels.resize(static_cast<std::size_t>(capacity) + 1);
    return levels;
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

DepartureCount::DepartureCount(std::vector<double> probabilities, double rate, double servers)
    : m_probabilities(std::move(probabilities)), m_more(m_probabilities.size()), m_inside(m_probabilities.size()), m_rate(rate),
      m_stays(1.0 - 1.0 / servers)
{
    for (std::size_t k = m_probabilities.size() - 1; k > 0; --k) {
        m_more[k - 1] = m_more[k] + m_probabilities[k];
    }
    // The item in service sees departures at the full rate too, each being its own with probability 1 / servers.
    double served = 0.0;
    for (std::size_t k = 0; k < m_inside.size(); ++k) {
        served = served * m_stays + m_probabilities[k];
        m_inside[k] = m_more[k] + served;
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

double DepartureCount::sojournAbove(double x) const
{
    // Beyond the last entry only the service goes on.
    const std::size_t last = m_inside.size() - 1;
    const double events = m_rate * x;
    const auto reach = static_cast<std::size_t>(events + 12.0 * std::sqrt(events + 16.0) + 64.0);
    const auto weight = [&](std::size_t k) {
        return k <= last ? m_inside[k] : m_inside[last] * std::pow(m_stays, static_cast<double>(k - last));
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/markov_chain.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace highwater::analysis {

namespace {

/// A square matrix whose entries are 0 beyond so many places from the diagonal.
class Band
{
public:
    Band(std::size_t size, std::size_t width) : m_width(width), m_entries(size * (2 * width + 1)) {}
    double& operator()(std::size_t row, std::size_t column) { return m_entries[row * (2 * m_width + 1) + column + m_width - row]; }

private:
    std::size_t m_width;
    std::vector<double> m_entries;
};

std::vector<double> normalised(std::vector<double> x)
{
    const double sum = std::accumulate(x.begin(), x.end(), 0.0);
    for (double& each : x) {
        each /= sum;
    }
    return x;
}

/// Takes one state after the other out of the chain, the last one first, and puts them back in order.
std::vector<double> byElimination(std::size_t size, std::size_t width, std::span<const Transition> transitions)
{
    Band rates(size, width);
    for (const Transition& each : transitions) {
        rates(each.from, each.to) += each.rate;
    }
    const auto first = [width](std::size_t n) { return n > width ? n - width : 0; };
    for (std::size_t n = size - 1; n > 0; --n) {
        double out = 0.0;
        for (std::size_t j = first(n); j < n; ++j) {
            out += rates(n, j);
        }
        for (std::size_t i = first(n); i < n; ++i) {
            const double into = rates(i, n) / out;
            rates(i, n) = into;
            for (std::size_t j = first(n); into > 0.0 && j < n; ++j) {
                rates(i, j) += into * rates(n, j);
            }
        }
    }
    std::vector<double> x(size);
    x[0] = 1.0;
    for (std::size_t n = 1; n < size; ++n) {
        for (std::size_t i = first(n); i < n; ++i) {
            x[n] += x[i] * rates(i, n);
        }
    }
    return normalised(std::move(x));
}

/// Gauss and Seidel: each state takes what flows in over what flows out, until nothing changes.
std::vector<double> byIteration(std::size_t size, std::span<const Transition> transitions)
{
    std::vector<double> out(size);
    std::vector<std::vector<std::pair<std::size_t, double>>> into(size);
    for (const Transition& each : transitions) {
        out[each.from] += each.rate;
        into[each.to].emplace_back(each.from, each.rate);
    }
    std::vector<double> x(size, 1.0 / static_cast<double>(size));
    constexpr int mostSweeps = 50'000;
    constexpr double tolerance = 1e-14;
    for (int sweep = 0; sweep < mostSweeps; ++sweep) {
        double change = 0.0;
        double sum = 0.0;
        // Forwards and backwards in turn: probability travels both ways.
        for (std::size_t k = 0; k < size; ++k) {
            const std::size_t i = sweep % 2 == 0 ? k : size - 1 - k;
            double flow = 0.0;
            for (const auto& [from, rate] : into[i]) {
                flow += rate * x[from];
            }
            const double next = flow / out[i];
            change += std::abs(next - x[i]);
            sum += next;
            x[i] = next;
        }
        for (double& each : x) {
            each /= sum;
        }
        if (change < tolerance * sum) {
            break;
        }
    }
    return x;
}

} // namespace

std::vector<double> stationaryOf(std::size_t size, std::span<const Transition> transitions)
{
    constexpr double mostSteps = 1e9;   // of elimination
    constexpr double mostEntries = 3e7; // of the band
    std::size_t width = 1;
    for (const Transition& each : transitions) {
        width = std::max(width, std::max(each.from, each.to) - std::min(each.from, each.to));
    }
    const double entries = static_cast<double>(size) * static_cast<double>(2 * width + 1);
    const bool small = entries * static_cast<double>(width) / 2.0 <= mostSteps && entries <= mostEntries;
    return small ? byElimination(size, width, transitions) : byIteration(size, transitions);
}

} // namespace highwater::analysis

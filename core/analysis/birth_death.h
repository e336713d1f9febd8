// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace highwater::analysis {

/// P(N = n) of a population that grows from n at up(n) and shrinks from n at down(n) per second, n = 0, 1, ... up never rises and down never
/// falls with n, and down wins in the end. Ends where up is 0, or where what is left out is below 1e-18 of the whole.
std::vector<double> levelsBy(const std::function<double(double)>& up, const std::function<double(double)>& down);

/// P(N = n), n = 0..capacity, of M/M/c/K.
std::vector<double> levelsOf(double arrivalRate, double meanService, std::int64_t servers, std::int64_t capacity);
/// P(N = 0) of M/M/c with a load below c.
double emptyOf(double arrivalRate, double meanService, std::int64_t servers);

/// How many departures an item waits for, while departures are a Poisson stream: sums of positive terms only, so that far tails keep their
/// digits.
class DepartureCount
{
public:
    /// probabilities[k]: of waiting for k departures. rate: departures per second while all servers are busy. An exponential service by one of
    /// so many servers follows.
    DepartureCount(std::vector<double> probabilities, double rate, double servers);

    /// P(wait > x), x in seconds.
    [[nodiscard]] double waitAbove(double x) const;
    /// P(wait + service > x)
    [[nodiscard]] double sojournAbove(double x) const;
    [[nodiscard]] double waitSd() const;

private:
    template <typename F>
    [[nodiscard]] double poissonSum(double x, std::size_t most, F weight) const;

    std::vector<double> m_probabilities;
    std::vector<double> m_more;   ///< [k]: P(more than k departures)
    std::vector<double> m_inside; ///< [k]: P(still inside after k departures)
    double m_rate;
    double m_stays; ///< P(a departure is another's)
};

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/responsiveness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace highwater::analysis {

Responsiveness responsivenessOf(const LoadedProbes& probes)
{
    constexpr double minute = 60000.0; // ms
    const double foreign = probes.tls ? (probes.tcp + *probes.tls + probes.http) / 3.0 : (probes.tcp + probes.http) / 2.0;
    Responsiveness r;
    r.foreign = minute / foreign;
    r.loaded = minute / probes.self;
    r.combined = (r.foreign + r.loaded) / 2.0;
    return r;
}

double trimmedMean(std::span<const double> values)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const auto kept =
        std::max<std::size_t>(1, sorted.size() - static_cast<std::size_t>(std::floor(0.05 * static_cast<double>(sorted.size()))));
    return std::accumulate(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(kept), 0.0) / static_cast<double>(kept);
}

std::string_view networkGrade(double excessMs)
{
    constexpr std::array<std::pair<double, std::string_view>, 5> grades{
        {{5.0, "A+"}, {30.0, "A"}, {60.0, "B"}, {200.0, "C"}, {400.0, "D"}}};
    const auto grade = std::find_if(grades.begin(), grades.end(), [excessMs](const auto& each) { return excessMs < each.first; });
    return grade == grades.end() ? "F" : grade->second;
}

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/random.h"

#include <array>
#include <cmath>

namespace highwater {

/// An exponential variate of mean 1 by the ziggurat method (Marsaglia & Tsang 2000, 256 layers): one draw and one multiplication in 98.9 %
/// of the cases.
class ExponentialZiggurat
{
public:
    ExponentialZiggurat();

    double operator()(Draws& draws) const
    {
        for (;;) {
            const std::uint64_t bits = draws.next();
            const auto layer = static_cast<std::size_t>(bits & 255u);
            const double x = static_cast<double>(bits >> 11) * m_scaled[layer];
            if (x < m_edge[layer + 1]) [[likely]] {
                return x;
            }
            if (layer == 0) {
                // Beyond the last edge the law is exponential again: it has no memory.
                return m_edge[1] - std::log1p(-draws.uniform());
            }
            const double y = m_density[layer] + draws.uniform() * (m_density[layer + 1] - m_density[layer]);
            if (y < std::exp(-x)) {
                return x;
            }
        }
    }

private:
    std::array<double, 257> m_edge{};    ///< right edges of the layers, descending
    std::array<double, 257> m_density{}; ///< exp(-edge)
    std::array<double, 256> m_scaled{};  ///< edge * 2^-53
};

extern const ExponentialZiggurat exponentialZiggurat;

} // namespace highwater

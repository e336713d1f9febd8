// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/ziggurat.h"

namespace highwater {

namespace {

// For 256 layers of equal area (Marsaglia & Tsang 2000): the right edge of the lowest full layer.
constexpr double tailEdge = 7.69711747013104972;

} // namespace

ExponentialZiggurat::ExponentialZiggurat()
{
    const double area = std::exp(-tailEdge) * (tailEdge + 1.0);
    m_edge[0] = area * std::exp(tailEdge);
    m_edge[1] = tailEdge;
    for (std::size_t i = 2; i < 256; ++i) {
        m_edge[i] = -std::log(std::exp(-m_edge[i - 1]) + area / m_edge[i - 1]);
    }
    m_edge[256] = 0.0;
    for (std::size_t i = 0; i <= 256; ++i) {
        m_density[i] = std::exp(-m_edge[i]);
    }
    for (std::size_t i = 0; i < 256; ++i) {
        m_scaled[i] = m_edge[i] * 0x1p-53;
    }
}

const ExponentialZiggurat exponentialZiggurat;

} // namespace highwater

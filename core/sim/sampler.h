// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/distribution.h"
#include "sim/random.h"
#include "sim/ziggurat.h"
#include "units/time.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace highwater {

/// Draws from a Distribution, its parameters made ready. A plain value; points are shared by copies.
class Sampler
{
public:
    Sampler() = default;
    /// scale multiplies every draw: 1e9 turns seconds into nanoseconds.
    Sampler(const Distribution& distribution, double scale);

    /// A duration, rounded to the nearest nanosecond; for scale 1e9.
    Duration duration(Draws& draws) const { return Duration(whole(draws)); }
    /// A size or a count, rounded to the nearest whole number, >= 0.
    std::int64_t whole(Draws& draws) const
    {
        if (m_law == Distribution::Law::Exponential) {
            return rounded(exponentialZiggurat(draws) * m_a);
        }
        if (m_law == Distribution::Law::Constant) {
            return m_constant;
        }
        return rounded(general(draws));
    }

    /// Every draw is the same, and no random number is needed for it.
    [[nodiscard]] bool isConstant() const { return m_law == Distribution::Law::Constant; }
    [[nodiscard]] std::int64_t constant() const { return m_constant; }

private:
    static std::int64_t rounded(double value)
    {
        constexpr double most = 0x1p62;
        return static_cast<std::int64_t>((value < most ? value : most) + 0.5);
    }
    double general(Draws& draws) const;
    double points(Draws& draws) const;

    Distribution::Law m_law = Distribution::Law::Constant;
    std::int64_t m_constant = 0;
    double m_a = 0;
    double m_b = 0;
    double m_c = 0;
    int m_phases = 1;
    struct Point
    {
        double upTo;  ///< cumulative probability
        double value;
    };
    std::shared_ptr<const std::vector<Point>> m_points;
};

} // namespace highwater

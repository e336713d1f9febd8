// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "sim/sampler.h"

#include <cstdint>

namespace highwater {

/// When the next item of an open source is due. Rates that depend on the time depend on the time of the run; a source that was held back
/// goes on from the instant at which it was let go. A plain value, told the time.
class ArrivalProcess
{
public:
    ArrivalProcess() = default;
    /// begin: the instant from which the first gap counts (0, or that of a change).
    ArrivalProcess(const Arrivals& arrivals, Instant begin, std::uint64_t key);

    /// Of a source that has ended.
    static constexpr Instant never = Instant::max();
    /// The instant of the next item, given that the one before it was let go at from (begin, for the first); or never.
    Instant next(Instant from)
    {
        if (m_kind == Arrivals::Kind::Poisson && m_rate > 0.0) {
            // The one that is drawn by the million.
            const double gap = exponentialZiggurat(m_draws) * m_meanGap;
            return from + Duration(static_cast<std::int64_t>((gap < longest ? gap : longest) + 0.5));
        }
        return other(from);
    }
    /// Other draws from now on. The instant that was told last stays; a phase of random length that lasts until then lasts on from there as
    /// long as any.
    void redraw(std::uint64_t key, Instant now);

private:
    [[nodiscard]] double rateAt(double seconds) const;
    Instant other(Instant from);
    Instant scheduled(Instant from);
    Instant thinned(Instant from);
    Instant phased(Instant from);

    static constexpr double longest = 0x1p61; ///< nanoseconds: 73 years

    Arrivals::Kind m_kind = Arrivals::Kind::Saturated;
    double m_rate = 0;
    double m_meanGap = 0;    ///< nanoseconds
    double m_rate2 = 0;
    double m_stay = 0;
    double m_stay2 = 0;
    double m_at = 0;
    double m_peak = 0;       ///< bound of the rate, for thinning
    Sampler m_gap;           ///< renewal
    std::shared_ptr<const std::vector<double>> m_times;
    Draws m_draws;
    Instant m_begin;
    Instant m_due;           ///< constant, trace, phases: when the latest item was due
    Duration m_shift{};      ///< constant, trace: how long the source has been held back
    std::uint64_t m_count = 0;
    bool m_second = false;   ///< mmpp, onoff: which phase
    double m_phaseEnds = 0;  ///< seconds
};

} // namespace highwater

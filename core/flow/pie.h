// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/aqm_policy.h"

#include <cstdint>
#include <optional>

namespace highwater::flow {

/// PIE (RFC 8033) in items: every `update` the drop probability follows the queueing delay and its trend; an arrival is dropped by a coin
/// with that probability. A plain value.
///
/// The delay is the sojourn of the item taken last (the RFC allows time stamps instead of a rate), and 0 once a take has left nobody
/// waiting. Periods are counted from the first call; those that have passed are applied at the next call with the delay that held.
/// Of the RFC's optional parts it has the cap of 0.02 a step above a probability of 0.1 (section 5.5), and neither derandomisation (5.4),
/// nor a threshold that switches it on (5.3).
///
/// | arrival finds                                                                  | answer                                 |
/// |--------------------------------------------------------------------------------|----------------------------------------|
/// | probability 0, and this delay and the last period's below target / 2           | keep; the burst allowance is full again |
/// | burst allowance left                                                           | keep                                   |
/// | last period's delay below target / 2 and probability < 0.2; or <= 2 waiting    | keep                                   |
/// | otherwise                                                                      | drop with the probability              |
class Pie
{
public:
    /// waiting: items that wait before it enters; uniform: a draw from [0, 1). now never falls.
    bool dropOnArrival(const PiePolicy& policy, Instant now, std::int64_t waiting, double uniform);
    /// An item left the queue after `sojourn`; waitingAfter: those that wait on.
    void onTake(const PiePolicy& policy, Instant now, Duration sojourn, std::int64_t waitingAfter);
    /// Applies the periods that have passed. A long standstill costs at most 4096 steps; the rest of it, which changes next to nothing,
    /// is left out.
    void advance(const PiePolicy& policy, Instant now);

    /// Of the last update, 0..1.
    [[nodiscard]] double probability() const { return m_probability; }
    /// Time for which a burst is still let through.
    [[nodiscard]] Duration burstAllowance() const { return m_burst; }

private:
    bool update(const PiePolicy& policy);

    std::optional<Instant> m_lastUpdate; ///< nothing before the first call
    double m_probability = 0;
    Duration m_delay{};    ///< as of the last take
    Duration m_delayOld{}; ///< as of the last update
    Duration m_burst{};
};

} // namespace highwater::flow

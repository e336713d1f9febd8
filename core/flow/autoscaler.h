// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/autoscale_policy.h"

#include <cstdint>
#include <vector>

namespace highwater::flow {

/// What an autoscaler is told of the period that has just ended.
struct ScaleReading
{
    Instant now;
    std::int64_t workers = 1; ///< that run now
    std::int64_t waiting = 0; ///< items that wait now
    double meanBusy = 0;      ///< workers busy, mean of the period
    double throughput = 0;    ///< items per second of the period
    Duration oldest{};        ///< how long the item has waited that waits longest; 0 when none does
};

/// Decides how many workers there should be. A plain value.
///
/// The wish, every `evaluate`: workers * metric / target, rounded up, within min..max (the rule of the Kubernetes horizontal pod
/// autoscaler). It is compared with `wanted` = running + starting - stopping, so that workers that are on their way are not asked for
/// twice; a wish within 10 % of wanted is none.
///
/// | wish                                                         | what happens                                                         |
/// |--------------------------------------------------------------|----------------------------------------------------------------------|
/// | within 10 % of wanted                                        | nothing                                                              |
/// | above                                                        | stops are called off, latest first; then starts are planned          |
/// | below, also the highest wish of the last `stabilisation`     | starts are called off, latest first; then stops are planned, down to |
/// |                                                              | that highest wish                                                    |
/// | softLimit reached at an arrival, none starting, wanted < max | one stop is called off, or one start is planned                      |
///
/// A start is carried out startDelay after it was planned, a stop stopDelay after.
class Autoscaler
{
public:
    /// workers: that run now. The first time their number is brought within min..max at once, later as a wish is.
    void configure(const AutoscalePolicy& policy, std::int64_t workers, Instant now);

    /// When the next reading is due.
    [[nodiscard]] Instant nextEvaluation() const { return m_nextEvaluation; }
    void evaluate(const ScaleReading& reading);
    /// An item comes to a stage with that many items inside, itself not counted. True: something was planned, nextChange() may be earlier.
    bool onArrival(Instant now, std::int64_t inside, std::int64_t workers);

    /// When the next planned start or stop is due; Instant::max() when there is none.
    [[nodiscard]] Instant nextChange() const;
    /// Carries out what is due, and tells how many workers run now.
    std::int64_t workersAt(Instant now);

    [[nodiscard]] std::int64_t running() const { return m_running; }
    [[nodiscard]] std::int64_t starting() const { return m_starts.count; }
    [[nodiscard]] std::int64_t stopping() const { return m_stops.count; }
    /// Workers when all that is planned is done.
    [[nodiscard]] std::int64_t wanted() const { return m_running + m_starts.count - m_stops.count; }
    /// Whether more workers are wanted than run: some start, or it would have more than it may.
    [[nodiscard]] bool signal() const { return m_starts.count > 0 || m_wouldHaveMore; }

private:
    struct Batch
    {
        Instant at;
        std::int64_t workers = 0;
    };
    /// Changes that are planned, by the time at which they are due.
    struct Plan
    {
        std::vector<Batch> batches;
        std::int64_t count = 0;

        void add(Instant at, std::int64_t workers);
        /// Calls off the latest of them; returns how many there were to call off.
        std::int64_t cancel(std::int64_t workers);
        std::int64_t takeDue(Instant now);
    };
    struct Wish
    {
        Instant at;
        std::int64_t workers = 0;
    };

    [[nodiscard]] double exactWish(const ScaleReading& reading) const;
    void remember(Instant now, std::int64_t wish);
    void aimAt(std::int64_t workers, Instant now);

    AutoscalePolicy m_policy;
    bool m_configured = false;
    std::int64_t m_running = 0;
    Plan m_starts;
    Plan m_stops;
    std::vector<Wish> m_wishes; ///< of the last `stabilisation`, by time; each higher than all later ones
    Instant m_nextEvaluation;
    bool m_wouldHaveMore = false;
    static constexpr double rounding = 1e-9; ///< 4.2 / 0.7 is six workers, not seven
};

} // namespace highwater::flow

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/journey.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace highwater {

/// What is asked about a past.
struct JourneyQuestion
{
    LookBack past;
    Instant since;                                                     ///< of the table: requests that ended from then on
    std::size_t most = 20;                                             ///< rows of the table
    std::optional<RequestId> item;                                     ///< the journey of this one is wanted, and no table
    std::chrono::microseconds budget = std::chrono::milliseconds(500); ///< wall time of the first answer
};

/// Immutable once made.
struct JourneyAnswer
{
    std::uint64_t request = 0; ///< as ask() was told
    Instant from;              ///< what lies before is unknown
    SlowestItems slowest;      ///< empty when one item was asked for
    std::optional<Journey> item;
    bool aboutItem = false;
    double wallSeconds = 0;
};

/// Looks for journeys on a thread of its own, for whoever asks most recently. When the budget did not suffice, a complete answer follows the
/// first one, unless another question comes before. Every function may be called from any thread and returns at once.
class JourneyFinder
{
public:
    JourneyFinder();
    ~JourneyFinder();
    JourneyFinder(const JourneyFinder&) = delete;
    JourneyFinder& operator=(const JourneyFinder&) = delete;

    /// Replaces a question that has not begun, and interrupts one under way.
    void ask(JourneyQuestion question, std::uint64_t request);
    /// No answer is wanted any more; newest() stays what it is.
    void cancel();

    /// The newest answer; null before the first.
    [[nodiscard]] std::shared_ptr<const JourneyAnswer> newest() const;
    /// A question waits or is being worked on.
    [[nodiscard]] bool busy() const;

private:
    struct Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace highwater

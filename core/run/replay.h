// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run_history.h"
#include "run/run_log.h"
#include "units/error.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace highwater {

/// A simulated run that is had again from its log: the changes act where they acted. It may go beyond the end of the log, and a change of
/// somebody else begins another future, in which what the log says of later instants is forgotten. A value of the engine's thread.
class Replay
{
public:
    /// Fails with the faults of a scenario; those of the n-th change begin with "change 3".
    static Checked<Replay> create(const RunLog& log);

    [[nodiscard]] const RunHistory& history() const { return *m_history; }
    [[nodiscard]] const Simulation& world() const { return m_history->world(); }
    [[nodiscard]] const SeriesOptions& series() const { return m_series; }
    [[nodiscard]] std::uint64_t seed() const { return m_seed; }

    /// Handles events before target, at most so many. True when target was reached.
    bool advance(Instant target, std::uint64_t mostEvents = UINT64_MAX);
    /// One event, after the changes that come before it; false when there is none.
    bool step();
    /// To an instant, whether it was seen before or not.
    void seek(Instant instant);
    /// To where so many events have been handled and no later than an instant: the end of a recording.
    void goTo(Instant instant, std::uint64_t events);
    void stepBack() { m_history->stepBack(); }
    void stepItem();
    void stepItemBack() { m_history->stepItemBack(); }

    /// Goes on with another scenario from here. Fails, and changes nothing, when the document is faulty.
    Checked<void> change(const Document& document, const std::string& label);

private:
    struct Planned
    {
        Instant at;
        std::uint64_t events = 0;
        std::string label;
        std::shared_ptr<const Scenario> scenario;
        std::shared_ptr<const Standing> standing;
    };

    Replay(std::shared_ptr<const Scenario> scenario, std::uint64_t seed, std::shared_ptr<const Standing> standing);
    [[nodiscard]] const Planned* next() const { return m_done < m_planned.size() ? &m_planned[m_done] : nullptr; }
    bool reachNext(std::uint64_t& mostEvents);

    SeriesOptions m_series;
    std::uint64_t m_seed;
    std::unique_ptr<RunHistory> m_history;
    std::vector<Planned> m_planned;
    std::size_t m_done = 0; ///< of the planned changes that the history knows
};

} // namespace highwater

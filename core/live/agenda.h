// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/precise_timer.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace highwater {

/// The machine's own clock: on Linux that of CLOCK_MONOTONIC, the same for all processes of a machine.
using SteadyClock = std::chrono::steady_clock;
using SteadyTime = std::chrono::time_point<SteadyClock, std::chrono::nanoseconds>;

inline SteadyTime steadyNow()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(SteadyClock::now());
}

/// What is to be done, and when: any number of tasks on one timer. Tasks of one instant run in the order in which they were added. Belongs
/// to one thread with an event loop; a task may add and cancel others. Memory grows with the tasks that are planned, cancelled ones
/// included only up to as many.
class Agenda
{
public:
    using Task = std::function<void()>;
    /// Names a planned task; 0 names none.
    using Id = std::uint64_t;

    Agenda();
    Agenda(const Agenda&) = delete;
    Agenda& operator=(const Agenda&) = delete;

    Id at(SteadyTime when, Task task);
    /// Does nothing to a task that has run or was cancelled.
    void cancel(Id id);
    [[nodiscard]] std::size_t planned() const { return m_planned; }

private:
    struct Entry
    {
        SteadyTime when;
        std::uint64_t order;
        Id id;
        bool operator>(const Entry& other) const { return when != other.when ? when > other.when : order > other.order; }
    };
    struct Slot
    {
        std::uint32_t generation = 1;
        bool used = false;
        Task task;
    };
    [[nodiscard]] bool matters(Id id) const;
    Task take(Id id);
    void runDue();
    void dropStale();
    void setTimer();

    std::vector<Entry> m_heap; ///< earliest first
    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_free;
    std::size_t m_planned = 0;
    std::uint64_t m_order = 0;
    bool m_running = false;
    PreciseTimer m_timer;
};

} // namespace highwater

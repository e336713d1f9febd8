// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace highwater {

/// Calls back once at an instant of the steady clock, to some ten microseconds (a timerfd on Linux; elsewhere a timer of milliseconds).
/// Belongs to the event loop of the thread that made it.
class PreciseTimer
{
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit PreciseTimer(std::function<void()> due);
    ~PreciseTimer();
    PreciseTimer(const PreciseTimer&) = delete;
    PreciseTimer& operator=(const PreciseTimer&) = delete;

    /// Replaces what was planned. An instant that has passed calls back in the next turn of the loop; Time::max(): never.
    void plan(Time at);

private:
    struct Device;
    std::unique_ptr<Device> m_device;
    Time m_planned = Time::max();
};

} // namespace highwater

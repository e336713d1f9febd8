// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/precise_timer.h"

#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cstdint>

#ifdef __linux__
#include <sys/timerfd.h>
#include <unistd.h>
#endif

namespace highwater {

#ifdef __linux__

struct PreciseTimer::Device
{
    explicit Device(std::function<void()> due)
        : descriptor(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)), notifier(descriptor, QSocketNotifier::Read)
    {
        QObject::connect(&notifier, &QSocketNotifier::activated, [this, call = std::move(due)] {
            std::uint64_t times = 0;
            if (read(descriptor, &times, sizeof times) > 0) {
                call();
            }
        });
    }
    ~Device()
    {
        notifier.setEnabled(false);
        close(descriptor);
    }
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    void plan(Time at)
    {
        itimerspec when{};
        if (at != Time::max()) {
            // Zero would mean never.
            const std::int64_t ns = std::max<std::int64_t>(1, std::chrono::nanoseconds(at.time_since_epoch()).count());
            when.it_value.tv_sec = ns / 1'000'000'000;
            when.it_value.tv_nsec = ns % 1'000'000'000;
        }
        timerfd_settime(descriptor, TFD_TIMER_ABSTIME, &when, nullptr);
    }

    int descriptor;
    QSocketNotifier notifier;
};

#else

struct PreciseTimer::Device
{
    explicit Device(std::function<void()> due)
    {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer, &QTimer::timeout, std::move(due));
    }
    void plan(Time at)
    {
        timer.stop();
        if (at != Time::max()) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(at - std::chrono::steady_clock::now());
            timer.start(std::max(std::chrono::milliseconds(0), left));
        }
    }
    QTimer timer;
};

#endif

PreciseTimer::PreciseTimer(std::function<void()> due)
    : m_device(std::make_unique<Device>([this, call = std::move(due)] {
          m_planned = Time::max();
          call();
      }))
{
}

PreciseTimer::~PreciseTimer() = default;

void PreciseTimer::plan(Time at)
{
    if (at != m_planned) {
        m_planned = at;
        m_device->plan(at);
    }
}

} // namespace highwater

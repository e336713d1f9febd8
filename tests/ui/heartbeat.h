// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <thread>

namespace highwater::test {

/// Watches how long a thread goes without coming back to its events, in seconds of the processor that it used, so that a busy machine
/// blames nobody. While it takes too long by the clock, a second thread looks where the first one is. Lives in the thread it watches;
/// one at a time.
class Heartbeat
{
public:
    explicit Heartbeat(double limitSeconds);
    ~Heartbeat();
    Heartbeat(const Heartbeat&) = delete;
    Heartbeat& operator=(const Heartbeat&) = delete;

    /// A turn is over; what it was.
    void did(const QByteArray& what);
    [[nodiscard]] double worst() const { return m_worst; }
    [[nodiscard]] QByteArray worstWhat() const { return m_worstWhat; }
    /// Where the thread was in its longest turn, if that was over the limit.
    [[nodiscard]] QByteArray stack() const { return m_stack; }
    /// How many times as slow as an optimised build this one may be.
    [[nodiscard]] static double allowance();

    /// From now on a crash of the process prints its stack first; not under a sanitizer, which does so itself.
    static void reportCrashes();

private:
    void watch();

    double m_limit;
    double m_began; ///< processor seconds of the thread
    double m_worst = 0;
    QByteArray m_worstWhat;
    QByteArray m_stack;
    std::atomic<std::int64_t> m_beganClock; ///< nanoseconds
    std::atomic<bool> m_end = false;
    std::thread m_watcher;
};

} // namespace highwater::test

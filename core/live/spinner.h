// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/time.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace highwater {

/// Threads that burn CPU time, for work that is a computation: `workers.spin`. Jobs beyond the number of threads share them in turn, since a
/// machine has no more cores than it has. Any thread may call submit().
class Spinner
{
public:
    /// threads: 0 for one to a core.
    explicit Spinner(unsigned threads = 0);
    /// Jobs that have not begun are dropped; those that run are waited for.
    ~Spinner();
    Spinner(const Spinner&) = delete;
    Spinner& operator=(const Spinner&) = delete;

    /// Burns that much CPU time of one thread, then calls done from that thread.
    void submit(Duration cpu, std::function<void()> done);

private:
    struct Job
    {
        Duration cpu;
        std::function<void()> done;
    };
    void work();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs; ///< guarded by m_mutex
    bool m_quit = false;    ///< guarded by m_mutex
    std::vector<std::thread> m_threads;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/spinner.h"

#include <algorithm>
#include <ctime>

namespace highwater {

namespace {

Duration threadTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

} // namespace

Spinner::Spinner(unsigned threads)
{
    const unsigned count = threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < count; ++i) {
        m_threads.emplace_back([this] { work(); });
    }
}

Spinner::~Spinner()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
        m_jobs.clear();
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

void Spinner::submit(Duration cpu, std::function<void()> done)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({cpu, std::move(done)});
    }
    m_wake.notify_one();
}

void Spinner::work()
{
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_quit || !m_jobs.empty(); });
            if (m_quit) {
                return;
            }
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        const Duration end = threadTime() + job.cpu;
        while (threadTime() < end) {
        }
        job.done();
    }
}

} // namespace highwater

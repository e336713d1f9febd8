// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lockstep_run.h"

#include <algorithm>
#include <mutex>
#include <thread>

namespace highwater {

namespace {

constexpr std::int64_t stepsOfABatch = 8; ///< progress is told that often

} // namespace

struct LockstepRun::Worker
{
    Worker(std::vector<std::shared_ptr<const Scenario>> variants, const LockstepOptions& options, Instant until)
        : end(until > runStart ? until : runStart + variants.front()->duration), lockstep(std::move(variants), options),
          thread([this] { run(); })
    {
    }
    ~Worker()
    {
        stop.store(true);
        thread.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void run();
    void publish();

    const Instant end;
    Lockstep lockstep; ///< the thread's
    std::atomic<bool> stop{false};
    std::atomic<bool> finished{false};
    std::atomic<double> progress{0};
    mutable std::mutex mutex;
    std::shared_ptr<const LockstepResult> latest; ///< guarded by mutex
    std::thread thread; ///< last: it uses the others
};

void LockstepRun::Worker::run()
{
    std::size_t shown = 0;
    bool goesOn = true;
    while (goesOn && lockstep.now() < end) {
        const Duration batch = lockstep.batchLength();
        goesOn = lockstep.advanceTo(std::min(end, lockstep.now() + std::max(Duration(1), batch / stepsOfABatch)), &stop);
        progress.store(toSeconds(lockstep.now()) / toSeconds(end));
        if (goesOn && lockstep.batchCount() >= 2 && lockstep.batchCount() != shown) {
            shown = lockstep.batchCount();
            publish();
        }
    }
    publish();
    finished.store(true);
}

void LockstepRun::Worker::publish()
{
    auto made = std::make_shared<const LockstepResult>(lockstep.result());
    const std::lock_guard lock(mutex);
    latest = std::move(made);
}

LockstepRun::LockstepRun(std::vector<std::shared_ptr<const Scenario>> variants, const LockstepOptions& options, Instant end)
    : m_worker(std::make_unique<Worker>(std::move(variants), options, end))
{
}
LockstepRun::~LockstepRun() = default;

std::shared_ptr<const LockstepResult> LockstepRun::latest() const
{
    const std::lock_guard lock(m_worker->mutex);
    return m_worker->latest;
}

double LockstepRun::progress() const
{
    return m_worker->progress.load();
}

void LockstepRun::cancel()
{
    m_worker->stop.store(true);
}

bool LockstepRun::finished() const
{
    return m_worker->finished.load();
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/journey_finder.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace highwater {

namespace {

using WallClock = std::chrono::steady_clock;

struct Asked
{
    JourneyQuestion question;
    std::uint64_t request;
};

/// The whole answer, as far as the budget and the flag allow.
JourneyAnswer answerTo(const Asked& asked, const JourneyLimits& limits)
{
    const JourneyQuestion& question = asked.question;
    JourneyAnswer answer;
    answer.request = asked.request;
    answer.from = question.past.from();
    answer.aboutItem = question.item.has_value();
    const WallClock::time_point begin = WallClock::now();
    if (question.item) {
        answer.item = journeyOf(question.past, *question.item, limits);
    } else {
        answer.slowest = slowestItems(question.past, question.since, question.most, limits);
    }
    answer.wallSeconds = std::chrono::duration<double>(WallClock::now() - begin).count();
    return answer;
}

} // namespace

struct JourneyFinder::Worker
{
    Worker() : thread([this] { loop(); }) {}
    ~Worker()
    {
        {
            const std::lock_guard lock(mutex);
            quit = true;
            next.reset();
            stop.store(true);
        }
        wake.notify_one();
        thread.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void loop();
    void answer(const Asked& asked);
    /// False: nobody wants it any more.
    bool publish(JourneyAnswer made);

    mutable std::mutex mutex;
    std::condition_variable wake;
    std::optional<Asked> next; ///< guarded by mutex, as the next three
    std::shared_ptr<const JourneyAnswer> latest;
    bool working = false;
    bool quit = false;
    std::atomic<bool> stop{false}; ///< what is being worked on is not wanted any more; set with mutex held
    std::thread thread;            ///< last: it uses the others
};

void JourneyFinder::Worker::loop()
{
    std::unique_lock lock(mutex);
    while (true) {
        wake.wait(lock, [this] { return quit || next; });
        if (quit) {
            return;
        }
        std::optional<Asked> asked = std::move(next);
        next.reset();
        stop.store(false);
        working = true;
        lock.unlock();
        answer(*asked);
        asked.reset(); // a world may go with it
        lock.lock();
        working = false;
    }
}

void JourneyFinder::Worker::answer(const Asked& asked)
{
    if (asked.question.item) {
        publish(answerTo(asked, {std::chrono::microseconds(0), &stop})); // half a journey is of no use
        return;
    }
    JourneyAnswer first = answerTo(asked, {asked.question.budget, &stop});
    const bool complete = first.slowest.complete;
    if (publish(std::move(first)) && !complete) {
        publish(answerTo(asked, {std::chrono::microseconds(0), &stop}));
    }
}

bool JourneyFinder::Worker::publish(JourneyAnswer made)
{
    auto shared = std::make_shared<const JourneyAnswer>(std::move(made));
    const std::lock_guard lock(mutex);
    if (stop.load()) {
        return false;
    }
    latest = std::move(shared);
    return true;
}

JourneyFinder::JourneyFinder() : m_worker(std::make_unique<Worker>()) {}
JourneyFinder::~JourneyFinder() = default;

void JourneyFinder::ask(JourneyQuestion question, std::uint64_t request)
{
    std::optional<Asked> asked(Asked{std::move(question), request});
    {
        const std::lock_guard lock(m_worker->mutex);
        m_worker->next.swap(asked); // the one that was there goes without the lock
        m_worker->stop.store(true);
    }
    m_worker->wake.notify_one();
}

void JourneyFinder::cancel()
{
    std::optional<Asked> none;
    const std::lock_guard lock(m_worker->mutex);
    m_worker->next.swap(none);
    m_worker->stop.store(true);
}

std::shared_ptr<const JourneyAnswer> JourneyFinder::newest() const
{
    const std::lock_guard lock(m_worker->mutex);
    return m_worker->latest;
}

bool JourneyFinder::busy() const
{
    const std::lock_guard lock(m_worker->mutex);
    return m_worker->working || m_worker->next.has_value();
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/forecaster.h"

#include "run/forecast_work.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace highwater {

namespace {

constexpr int forksPerLook = 10; ///< a better answer is given after every so many more

struct Question
{
    Simulation simulation;
    ForecastOptions options;
    std::uint64_t request;
};

} // namespace

struct Forecaster::Worker
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
    void answer(Question question);
    /// False: nobody wants it any more.
    bool publish(const ForecastWork& work, std::uint64_t request);

    mutable std::mutex mutex;
    std::condition_variable wake;
    std::optional<Question> next;           ///< guarded by mutex, as the next three
    std::shared_ptr<const Forecast> latest;
    bool working = false;
    bool quit = false;
    std::atomic<bool> stop{false};          ///< what is being worked on is not wanted any more; set with mutex held
    std::thread thread;                     ///< last: it uses the others
};

void Forecaster::Worker::loop()
{
    std::unique_lock lock(mutex);
    while (true) {
        wake.wait(lock, [this] { return quit || next; });
        if (quit) {
            return;
        }
        Question question = std::move(*next);
        next.reset();
        stop.store(false);
        working = true;
        lock.unlock();
        answer(std::move(question));
        lock.lock();
        working = false;
    }
}

void Forecaster::Worker::answer(Question question)
{
    question.options.stop = &stop;
    ForecastWork work(std::move(question.simulation), question.options);
    work.runWithinBudget();
    bool wanted = publish(work, question.request);
    while (wanted && !work.complete()) {
        wanted = work.runForks(forksPerLook) && publish(work, question.request);
    }
}

bool Forecaster::Worker::publish(const ForecastWork& work, std::uint64_t request)
{
    auto made = std::make_shared<Forecast>(work.result());
    made->request = request;
    const std::lock_guard lock(mutex);
    if (stop.load()) {
        return false;
    }
    latest = std::move(made);
    return true;
}

Forecaster::Forecaster() : m_worker(std::make_unique<Worker>()) {}
Forecaster::~Forecaster() = default;

void Forecaster::ask(Simulation simulation, ForecastOptions options, std::uint64_t request)
{
    std::optional<Question> question(Question{std::move(simulation), std::move(options), request});
    {
        const std::lock_guard lock(m_worker->mutex);
        m_worker->next.swap(question); // the one that was there goes without the lock
        m_worker->stop.store(true);
    }
    m_worker->wake.notify_one();
}

void Forecaster::cancel()
{
    std::optional<Question> none;
    const std::lock_guard lock(m_worker->mutex);
    m_worker->next.swap(none);
    m_worker->stop.store(true);
}

std::shared_ptr<const Forecast> Forecaster::newest() const
{
    const std::lock_guard lock(m_worker->mutex);
    return m_worker->latest;
}

bool Forecaster::busy() const
{
    const std::lock_guard lock(m_worker->mutex);
    return m_worker->working || m_worker->next.has_value();
}

} // namespace highwater

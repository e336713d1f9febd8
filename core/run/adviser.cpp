// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/adviser.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace highwater {

struct Adviser::Worker
{
    /// Made on the owner's thread, answered on the worker's.
    struct Question
    {
        std::uint64_t number = 0;
        Simulation simulation;
        Document document;
    };
    struct MarkQuestion
    {
        Question about;
        std::string node;
        MarkOptions options;
    };

    explicit Worker(AdviceOptions adviceOptions) : options(adviceOptions)
    {
        options.interrupt = &interrupt;
        thread = std::thread([this] { loop(); });
    }
    ~Worker()
    {
        {
            const std::lock_guard lock(mutex);
            quit = true;
            interrupt = true;
        }
        wake.notify_one();
        thread.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void loop();
    void answer(std::unique_lock<std::mutex>& lock, Question question);
    void answerMarks(std::unique_lock<std::mutex>& lock, MarkQuestion question);

    AdviceOptions options;
    std::atomic<bool> interrupt{false}; ///< set under the mutex

    std::mutex mutex;
    std::condition_variable wake;
    // All below is guarded by the mutex.
    std::optional<Question> question;
    std::optional<MarkQuestion> markQuestion;
    std::shared_ptr<const AdviceReport> newest;
    std::shared_ptr<const MarkStudy> newestMarks;
    std::uint64_t asked = 0;
    std::uint64_t forgotten = 0; ///< questions up to this number are not answered any more
    bool working = false;
    bool quit = false;
    std::thread thread; ///< the last: it uses all of the above
};

void Adviser::Worker::loop()
{
    std::unique_lock lock(mutex);
    while (true) {
        wake.wait(lock, [this] { return quit || question || markQuestion; });
        if (quit) {
            return;
        }
        interrupt = false;
        working = true;
        if (markQuestion) {
            MarkQuestion taken = std::move(*markQuestion);
            markQuestion.reset();
            answerMarks(lock, std::move(taken));
        } else {
            Question taken = std::move(*question);
            question.reset();
            answer(lock, std::move(taken));
        }
        working = false;
    }
}

void Adviser::Worker::answer(std::unique_lock<std::mutex>& lock, Question taken)
{
    lock.unlock();
    auto report = std::make_shared<AdviceReport>(advise(taken.simulation, taken.document, options));
    report->question = taken.number;
    lock.lock();
    if (taken.number > forgotten) {
        newest = std::move(report);
    }
}

void Adviser::Worker::answerMarks(std::unique_lock<std::mutex>& lock, MarkQuestion taken)
{
    lock.unlock();
    taken.options.interrupt = &interrupt;
    auto study = studyMarks(taken.about.simulation, taken.about.document, taken.node, taken.options);
    lock.lock();
    if (study && taken.about.number > forgotten) {
        study->question = taken.about.number;
        newestMarks = std::make_shared<const MarkStudy>(std::move(*study));
    }
}

Adviser::Adviser(AdviceOptions options) : m_worker(std::make_unique<Worker>(options)) {}
Adviser::~Adviser() = default;

std::uint64_t Adviser::ask(Simulation simulation, Document document)
{
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(m_worker->mutex);
        number = ++m_worker->asked;
        m_worker->question.emplace(Worker::Question{number, std::move(simulation), std::move(document)});
    }
    m_worker->wake.notify_one();
    return number;
}

std::uint64_t Adviser::askMarks(Simulation simulation, Document document, std::string node, MarkOptions options)
{
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(m_worker->mutex);
        number = ++m_worker->asked;
        m_worker->markQuestion.emplace(Worker::MarkQuestion{{number, std::move(simulation), std::move(document)}, std::move(node), options});
    }
    m_worker->wake.notify_one();
    return number;
}

std::shared_ptr<const AdviceReport> Adviser::newest() const
{
    const std::lock_guard lock(m_worker->mutex);
    return m_worker->newest;
}

std::shared_ptr<const MarkStudy> Adviser::newestMarks() const
{
    const std::lock_guard lock(m_worker->mutex);
    return m_worker->newestMarks;
}

bool Adviser::busy() const
{
    const std::lock_guard lock(m_worker->mutex);
    return m_worker->working || m_worker->question || m_worker->markQuestion;
}

void Adviser::forget()
{
    const std::lock_guard lock(m_worker->mutex);
    m_worker->question.reset();
    m_worker->markQuestion.reset();
    m_worker->newest.reset();
    m_worker->newestMarks.reset();
    m_worker->forgotten = m_worker->asked;
    m_worker->interrupt = m_worker->working;
}

} // namespace highwater

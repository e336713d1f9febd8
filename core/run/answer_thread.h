// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace highwater {

/// A thread that works on the newest question. One that has not begun is replaced, and one under way is told to stop. Its functions may be
/// called from any thread and return at once; the destructor waits until the work has seen that it is to stop.
template <typename Question, typename Answer>
class AnswerThread
{
public:
    /// Makes an answer known; false: nobody wants it any more, and the work may end. An answer may be followed by a better one.
    using Publish = std::function<bool(Answer)>;
    /// On the thread; stop is set when the question is not wanted any more.
    using Work = std::function<void(Question, const std::atomic<bool>& stop, const Publish& publish)>;

    explicit AnswerThread(Work work) : m_work(std::move(work)), m_thread([this] { loop(); }) {}
    ~AnswerThread()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
            m_next.reset();
            m_stop.store(true);
        }
        m_wake.notify_one();
        m_thread.join();
    }
    AnswerThread(const AnswerThread&) = delete;
    AnswerThread& operator=(const AnswerThread&) = delete;

    void ask(Question question) { replace(std::move(question)); }
    /// No answer is wanted any more; newest() stays what it is.
    void cancel() { replace(std::nullopt); }

    /// Null before the first answer.
    [[nodiscard]] std::shared_ptr<const Answer> newest() const
    {
        const std::lock_guard lock(m_mutex);
        return m_newest;
    }
    /// A question waits or is being worked on.
    [[nodiscard]] bool busy() const
    {
        const std::lock_guard lock(m_mutex);
        return m_working || m_next.has_value();
    }

private:
    void replace(std::optional<Question> question)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_next.swap(question); // the one that was there goes without the lock
            m_stop.store(true);
        }
        m_wake.notify_one();
    }

    bool publish(Answer answer)
    {
        auto made = std::make_shared<const Answer>(std::move(answer));
        const std::lock_guard lock(m_mutex);
        if (m_stop.load()) {
            return false;
        }
        m_newest = std::move(made);
        return true;
    }

    void loop()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_wake.wait(lock, [this] { return m_quit || m_next; });
            if (m_quit) {
                return;
            }
            Question question = std::move(*m_next);
            m_next.reset();
            m_stop.store(false);
            m_working = true;
            lock.unlock();
            m_work(std::move(question), m_stop, [this](Answer answer) { return publish(std::move(answer)); });
            lock.lock();
            m_working = false;
        }
    }

    const Work m_work;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<Question> m_next; ///< guarded by the mutex, as the next three
    std::shared_ptr<const Answer> m_newest;
    bool m_working = false;
    bool m_quit = false;
    std::atomic<bool> m_stop{false}; ///< set with the mutex held
    std::thread m_thread;            ///< last: it uses the others
};

} // namespace highwater

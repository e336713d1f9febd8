// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace highwater {

/// A thread with an event loop, for what lives in one: sockets, timers. Owned by any other thread; an Application must be there before.
class LoopThread
{
public:
    LoopThread();
    /// Runs what was posted, ends the loop and waits.
    ~LoopThread();
    LoopThread(const LoopThread&) = delete;
    LoopThread& operator=(const LoopThread&) = delete;

    /// From any thread; in order.
    void post(std::function<void()> order);
    /// Posts and waits until it has run. Not from within the thread.
    void call(const std::function<void()>& order);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace highwater {

/// Calls back each time the event loop of this thread is about to sleep: what a turn has gathered is done once. In the order in which they
/// were made.
class BeforeSleep
{
public:
    explicit BeforeSleep(std::function<void()> order);
    ~BeforeSleep();
    BeforeSleep(const BeforeSleep&) = delete;
    BeforeSleep& operator=(const BeforeSleep&) = delete;

private:
    struct Connection;
    std::unique_ptr<Connection> m_connection;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace highwater {

/// Functions from any thread that run in the event loop of one thread, in the order in which they were posted. It cannot fail where the
/// system gives it a pipe; without one, nothing that is posted runs, and usable() says so.
class Mailbox
{
public:
    using Order = std::function<void()>;

    Mailbox();
    ~Mailbox();
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    [[nodiscard]] bool usable() const { return m_write >= 0; }
    /// From any thread. Waits until the mailbox is open.
    void post(Order order);
    /// In the thread that runs the functions from now on, those that wait now within this call.
    void open();
    /// In that thread. What is posted later waits.
    void close();

private:
    struct Reader;
    void run();

    std::mutex m_mutex; ///< of the orders
    std::vector<Order> m_orders;
    int m_read = -1;
    int m_write = -1;
    std::unique_ptr<Reader> m_reader; ///< while it is open
};

} // namespace highwater

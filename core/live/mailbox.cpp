// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/mailbox.h"

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <fcntl.h>
#include <unistd.h>

namespace highwater {

struct Mailbox::Reader
{
    QSocketNotifier notifier;
};

Mailbox::Mailbox()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe(ends.data()) != 0) {
        return;
    }
    for (const int end : ends) {
        ::fcntl(end, F_SETFL, O_NONBLOCK);
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    m_read = ends[0];
    m_write = ends[1];
}

Mailbox::~Mailbox()
{
    close();
    if (usable()) {
        ::close(m_read);
        ::close(m_write);
    }
}

void Mailbox::post(Order order)
{
    const std::scoped_lock guard(m_mutex);
    m_orders.push_back(std::move(order));
    if (m_orders.size() == 1 && usable()) {
        // A pipe that is full wakes up the reader as well as one byte more.
        const char wake = 1;
        [[maybe_unused]] const auto written = ::write(m_write, &wake, 1);
    }
}

void Mailbox::open()
{
    if (!usable()) {
        return;
    }
    m_reader.reset(new Reader{QSocketNotifier(m_read, QSocketNotifier::Read)});
    QObject::connect(&m_reader->notifier, &QSocketNotifier::activated, &m_reader->notifier, [this] { run(); });
    run();
}

void Mailbox::close()
{
    m_reader.reset();
}

void Mailbox::run()
{
    std::array<char, 64> bytes{};
    while (::read(m_read, bytes.data(), bytes.size()) > 0) {
    }
    std::vector<Order> orders;
    {
        const std::scoped_lock guard(m_mutex);
        orders.swap(m_orders);
    }
    for (const Order& order : orders) {
        order();
    }
}

} // namespace highwater

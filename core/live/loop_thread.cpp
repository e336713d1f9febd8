// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/loop_thread.h"

#include "live/mailbox.h"

#include <QEventLoop>

#include <future>
#include <thread>

namespace highwater {

struct LoopThread::Parts
{
    void run()
    {
        QEventLoop here;
        loop = &here;
        mailbox.open();
        if (!ends) {
            here.exec();
        }
        mailbox.close();
    }

    Mailbox mailbox;
    QEventLoop* loop = nullptr; ///< the thread's own
    bool ends = false;          ///< the thread's own
    std::thread thread;
};

LoopThread::LoopThread() : m_parts(std::make_unique<Parts>())
{
    m_parts->thread = std::thread([parts = m_parts.get()] { parts->run(); });
}

LoopThread::~LoopThread()
{
    post([parts = m_parts.get()] {
        parts->ends = true;
        parts->loop->quit();
    });
    m_parts->thread.join();
}

void LoopThread::post(std::function<void()> order)
{
    m_parts->mailbox.post(std::move(order));
}

void LoopThread::call(const std::function<void()>& order)
{
    std::promise<void> done;
    post([&] {
        order();
        done.set_value();
    });
    done.get_future().wait();
}

} // namespace highwater

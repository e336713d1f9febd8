// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <utility>

namespace highwater {

/// Calls an action at most once per interval: at once when it has rested long enough, else when the interval is over, so that the last
/// request is never lost. GUI thread only; part of the object whose action it calls.
class Throttle
{
public:
    Throttle(std::chrono::milliseconds interval, std::function<void()> action) : m_action(std::move(action))
    {
        m_timer.setSingleShot(true);
        m_timer.setInterval(interval);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            if (m_asked)
                now();
        });
    }

    void request()
    {
        if (m_timer.isActive())
            m_asked = true;
        else
            now();
    }

    /// Without waiting, for what a user has just asked for.
    void now()
    {
        m_asked = false;
        m_timer.start();
        m_action();
    }

private:
    std::function<void()> m_action;
    QTimer m_timer;
    bool m_asked = false;
};

} // namespace highwater

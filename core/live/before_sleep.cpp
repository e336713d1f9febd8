// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/before_sleep.h"

#include <QAbstractEventDispatcher>
#include <QObject>

namespace highwater {

struct BeforeSleep::Connection
{
    QObject context;
};

BeforeSleep::BeforeSleep(std::function<void()> order) : m_connection(std::make_unique<Connection>())
{
    QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, &m_connection->context, std::move(order));
}

BeforeSleep::~BeforeSleep() = default;

} // namespace highwater

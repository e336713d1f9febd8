// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/application.h"

#include <QCoreApplication>

#include <array>

namespace highwater {

struct Application::Parts
{
    std::array<char, 10> name{"highwater"};
    std::array<char*, 2> arguments{name.data(), nullptr};
    int count = 1;
    QCoreApplication application{count, arguments.data()};
};

Application::Application() : m_parts(QCoreApplication::instance() == nullptr ? std::make_unique<Parts>() : nullptr) {}
Application::~Application() = default;

} // namespace highwater

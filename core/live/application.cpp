// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/application.h"

#include <QCoreApplication>

#include <array>
#include <sys/resource.h>

namespace highwater {

struct Application::Parts
{
    std::array<char, 10> name{"highwater"};
    std::array<char*, 2> arguments{name.data(), nullptr};
    int count = 1;
    QCoreApplication application{count, arguments.data()};
};

Application::Application() : m_parts(QCoreApplication::instance() == nullptr ? std::make_unique<Parts>() : nullptr)
{
    allowManySockets();
}
Application::~Application() = default;

void allowManySockets()
{
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
        files.rlim_cur = files.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
}

} // namespace highwater

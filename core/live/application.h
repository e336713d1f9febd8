// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace highwater {

/// What Qt's event loops and sockets want to be there once in a program. Makes it in the thread that calls, the main one, unless there is
/// one; for programs that know no Qt themselves. Outlives everything that uses sockets.
class Application
{
public:
    Application();
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// Lets this process open as many descriptors as the system allows it; an Application does so by itself.
void allowManySockets();

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress.h"

#include <iostream>
#include <unistd.h>

namespace highwater::cli {

Progress::Progress(std::string_view title) : m_title(title), m_isTerminal(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress()
{
    if (m_shown >= 0) {
        std::cerr << "\r\x1b[K" << std::flush;
    }
}

void Progress::show(double fraction)
{
    const int percent = static_cast<int>(fraction * 100.0);
    if (m_isTerminal && percent != m_shown) {
        m_shown = percent;
        std::cerr << "\r\x1b[K" << m_title << "  " << percent << " %" << std::flush;
    }
}

} // namespace highwater::cli

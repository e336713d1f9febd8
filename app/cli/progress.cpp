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

void Progress::show(double fraction, const std::function<std::string()>& words)
{
    const auto now = std::chrono::steady_clock::now();
    if (m_isTerminal && now >= m_next) {
        m_next = now + std::chrono::milliseconds(200);
        m_shown = static_cast<int>(fraction * 100.0);
        std::cerr << "\r\x1b[K" << m_title << "  " << m_shown << " %  " << words() << std::flush;
    }
}

} // namespace highwater::cli

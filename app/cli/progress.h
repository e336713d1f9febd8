// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace highwater::cli {

/// One line on the standard error that tells how far a piece of work is; nothing at all when that is no terminal.
class Progress
{
public:
    explicit Progress(std::string_view title);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(double fraction);
    /// The same with more words, a few times a second; words is asked only when they are shown.
    void show(double fraction, const std::function<std::string()>& words);

private:
    std::string m_title;
    bool m_isTerminal;
    int m_shown = -1; ///< per cent
    std::chrono::steady_clock::time_point m_next; ///< when words are shown again
};

} // namespace highwater::cli

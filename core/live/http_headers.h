// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/http_lines.h"

namespace highwater::http {

/// Keeps the chosen header fields of one message after the other; their strings go round, so that nothing is allocated when warm.
/// Internal to core/live/http_*.cpp.
class HeaderKeeper
{
public:
    explicit HeaderKeeper(ChosenHeaders chosen) : m_chosen(std::move(chosen)) {}

    void keepIfChosen(std::string_view name, std::string_view value, Headers& headers);
    void clear(Headers& headers);
    /// Strings that wait to be used again are few, and short.
    static constexpr std::size_t mostSpare = 16;
    static constexpr std::size_t longestSpare = 256;

private:
    ChosenHeaders m_chosen;
    Headers m_spare;
};

/// The first of that name; empty: none.
[[nodiscard]] std::string_view findHeader(const Headers& headers, std::string_view name);

/// Empties a text; gives its memory back when it is much.
void clearText(std::string& text);

} // namespace highwater::http

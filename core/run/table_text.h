// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace highwater {

// Columns of UTF-8 text for terminals.

inline constexpr std::size_t widestLine = 100; ///< characters

/// Characters of UTF-8 text; all that is written here is one column wide.
std::size_t width(std::string_view text);
/// At most so many characters; a cut is shown.
std::string cut(std::string_view text, std::size_t most);
/// Filled up with spaces behind, or before.
std::string leftIn(std::string text, std::size_t columnWidth);
std::string rightIn(const std::string& text, std::size_t columnWidth);
/// Lines of words that begin at a column; the first indent is not written. Ends with a line feed.
std::string wrapped(std::string_view text, std::size_t indent);

} // namespace highwater

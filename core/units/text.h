// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// Text of people for a message: in double quotes, at most 60 bytes of it, cut between characters.
std::string inQuotes(std::string_view text);

/// Whether text is well-formed UTF-8.
bool isUtf8(std::string_view text);

/// The name that is nearest to text by edit distance (a swap of neighbours counts as one step, case does not count), or
/// an empty view when none is near enough to be what was meant. Of names that are as near, the first.
std::string_view nearestName(std::string_view text, const std::vector<std::string_view>& names);

/// "; did you mean "highWater"?" for the nearest name, or else "; known are "a", "b" and "c"" of at most twelve names.
std::string suggestion(std::string_view text, const std::vector<std::string_view>& names);

/// "a", "b" and "c"
std::string listed(const std::vector<std::string_view>& names, std::string_view conjunction = "and");

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace highwater {

/// The time of a line of an access log in common or combined format, `... [10/Oct/2000:13:55:36 -0700] ...`, in seconds
/// since the beginning of 1970; nothing when the line holds none.
std::optional<std::int64_t> accessLogTime(std::string_view line);

} // namespace highwater

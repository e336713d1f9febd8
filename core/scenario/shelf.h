// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// A scenario that comes with the program.
struct ShelfEntry
{
    std::string id; ///< file name without ".highwater.json": "slow-consumer"
    std::filesystem::path file;
    std::string name;
    std::string description;
};

/// The folder of the shipped scenarios: HIGHWATER_SCENARIOS if set, else share/highwater/scenarios beside the program's bin folder,
/// else the source tree that built it.
std::filesystem::path shelfFolder();
/// The shipped scenarios in the order of their files' names ("01-slow-consumer..." comes first; the number is not in the id).
std::vector<ShelfEntry> shelf();
/// By id, name or file stem; case does not matter.
std::optional<ShelfEntry> findOnShelf(std::string_view text);

} // namespace highwater

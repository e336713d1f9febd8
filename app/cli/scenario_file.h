// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace highwater::cli {

struct OpenedDocument
{
    Document document;
    bool shipped = false; ///< not a file of the user's
};

/// Reads the document that a file holds, or a shipped one of that name where there is no such file, with changes (pointer and value) made
/// to it. Complains about every fault, and returns nothing when there is one.
std::optional<OpenedDocument> openDocument(const std::string& file, const std::vector<std::pair<std::string, std::string>>& changes);
/// The scenario that it holds; file is for complaints. Null when there is a fault.
std::shared_ptr<const Scenario> readOpened(const std::string& file, const OpenedDocument& opened);
/// Both at once.
std::shared_ptr<const Scenario> openScenario(const std::string& file, const std::vector<std::pair<std::string, std::string>>& changes);
/// Complains about each.
void complainOfAll(const std::string& file, const Faults& faults);

/// Where a program keeps what it wants to find again: $XDG_STATE_HOME/highwater, or ~/.local/state/highwater. Makes it; fails with Io.
Result<std::filesystem::path> stateFolder();

} // namespace highwater::cli

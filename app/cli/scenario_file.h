// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace highwater::cli {

/// Reads the scenario that a file holds, or a shipped one of that name where there is no such file, with changes (pointer and value)
/// made to it. Complains about every fault and returns null when there is one.
std::shared_ptr<const Scenario> openScenario(const std::string& file, const std::vector<std::pair<std::string, std::string>>& changes);

} // namespace highwater::cli

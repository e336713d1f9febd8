// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// JSON whose members keep the order in which they were written.
using Json = nlohmann::ordered_json;

struct Document::Tree
{
    Json json = Json::object();
};

inline constexpr std::size_t mostLevels = 64;
inline constexpr std::size_t mostTextBytes = std::size_t{4} * 1024 * 1024;

/// Reads JSON text of at most 4 MiB and mostDepth levels. Faults as Document::parse says; pointers begin with prefix.
Checked<Json> parseJson(std::string_view text, std::size_t mostDepth = mostLevels, const std::string& prefix = {});

/// pointer + "/" + name, with "~" and "/" escaped as RFC 6901 wants.
std::string pointerTo(const std::string& pointer, std::string_view name);
/// The names that a JSON pointer is made of; Syntax when it is none.
Result<std::vector<std::string>> splitPointer(std::string_view pointer);
/// What stands at the end of a path, or null.
const Json* valueAt(const Json& root, const std::vector<std::string>& path);
/// Sets what stands at the end of a path; objects on the way are made, "-" or the size of an array appends. where of an
/// error is the pointer up to the step that failed.
Result<void> setAt(Json& root, const std::vector<std::string>& path, Json value);
/// Members of an object one after the other are found faster by a walk than by name; this adds one without looking for
/// its name.
Json& appendMember(Json& object, const std::string& name, Json value);

} // namespace highwater

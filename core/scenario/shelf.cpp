// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/shelf.h"

#include "scenario/document.h"
#include "scenario/tree.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace highwater {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view ending = ".highwater.json";

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

/// "01-slow-consumer" is slow-consumer: the number is for the order only.
std::string withoutNumber(const std::string& stem)
{
    const auto digits = stem.find_first_not_of("0123456789");
    const bool numbered = digits != std::string::npos && digits > 0 && stem[digits] == '-' && digits + 1 < stem.size();
    return numbered ? stem.substr(digits + 1) : stem;
}

std::string stemOf(const fs::path& file)
{
    const std::string name = file.filename().string();
    return name.substr(0, name.size() - ending.size());
}

bool isScenario(const fs::path& file)
{
    const std::string name = file.filename().string();
    return name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
}

std::string textOf(const Json& json, const char* field)
{
    const auto member = json.is_object() ? json.find(field) : json.end();
    return json.is_object() && member != json.end() && member->is_string() ? member->get<std::string>() : std::string();
}

} // namespace

fs::path shelfFolder()
{
    if (const char* chosen = std::getenv("HIGHWATER_SCENARIOS"); chosen != nullptr && *chosen != '\0') {
        return chosen;
    }
    std::error_code code;
    const fs::path program = fs::read_symlink("/proc/self/exe", code);
    if (!code) {
        fs::path installed = program.parent_path().parent_path() / "share" / "highwater" / "scenarios";
        if (fs::is_directory(installed, code)) {
            return installed;
        }
    }
    return HIGHWATER_SHELF_SOURCE;
}

std::vector<ShelfEntry> shelf()
{
    std::vector<fs::path> files;
    std::error_code code;
    for (fs::directory_iterator entry(shelfFolder(), code); !code && entry != fs::directory_iterator();
         entry.increment(code)) {
        if (isScenario(entry->path())) {
            files.push_back(entry->path());
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<ShelfEntry> entries;
    for (const fs::path& file : files) {
        // A file that is not even JSON has no name to offer.
        const auto document = Document::load(file);
        if (!document) {
            continue;
        }
        const Json& json = document->tree().json;
        const std::string id = withoutNumber(stemOf(file));
        const std::string name = textOf(json, "name");
        entries.push_back({id, file, name.empty() ? id : name, textOf(json, "description")});
    }
    return entries;
}

std::optional<ShelfEntry> findOnShelf(std::string_view text)
{
    const std::string wanted = lower(text);
    for (ShelfEntry& entry : shelf()) {
        if (lower(entry.id) == wanted || lower(entry.name) == wanted || lower(stemOf(entry.file)) == wanted) {
            return std::move(entry);
        }
    }
    return std::nullopt;
}

} // namespace highwater

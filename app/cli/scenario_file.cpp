// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_file.h"

#include "command.h"
#include "scenario/shelf.h"
#include "units/text.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>

namespace highwater::cli {

namespace {

namespace fs = std::filesystem;

Checked<OpenedDocument> load(const std::string& file)
{
    const auto opened = [](bool shipped) { return [shipped](Document document) { return OpenedDocument{std::move(document), shipped}; }; };
    std::error_code ignored;
    if (fs::exists(file, ignored)) {
        return Document::load(file).map(opened(fs::equivalent(fs::absolute(file).parent_path(), shelfFolder(), ignored)));
    }
    if (const auto shipped = findOnShelf(file)) {
        return Document::load(shipped->file).map(opened(true));
    }
    const auto entries = shelf();
    std::vector<std::string_view> ids;
    for (const ShelfEntry& entry : entries) {
        ids.push_back(entry.id);
    }
    const std::string_view nearest = nearestName(file, ids);
    return tl::unexpected(Faults{{Errc::NotFound, {},
                                  "there is no such file, and no shipped scenario of that name"
                                      + (nearest.empty() ? std::string() : "; did you mean " + inQuotes(nearest) + '?')}});
}

Checked<OpenedDocument> changed(OpenedDocument opened, const std::vector<std::pair<std::string, std::string>>& changes)
{
    Faults faults;
    for (const auto& [pointer, value] : changes) {
        if (auto next = opened.document.with(pointer, value)) {
            opened.document = std::move(*next);
        } else {
            faults.push_back(next.error());
        }
    }
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    return opened;
}

} // namespace

void complainOfAll(const std::string& file, const Faults& faults)
{
    for (const Error& fault : faults) {
        complain(file, fault);
    }
}

std::optional<OpenedDocument> openDocument(const std::string& file, const std::vector<std::pair<std::string, std::string>>& changes)
{
    auto opened = load(file).and_then([&](OpenedDocument document) { return changed(std::move(document), changes); });
    if (!opened) {
        complainOfAll(file, opened.error());
        return std::nullopt;
    }
    return std::move(*opened);
}

std::shared_ptr<const Scenario> readOpened(const std::string& file, const OpenedDocument& opened)
{
    auto scenario = readScenario(opened.document);
    if (!scenario) {
        complainOfAll(file, scenario.error());
        return nullptr;
    }
    return std::make_shared<const Scenario>(std::move(*scenario));
}

std::shared_ptr<const Scenario> openScenario(const std::string& file, const std::vector<std::pair<std::string, std::string>>& changes)
{
    const auto opened = openDocument(file, changes);
    return opened ? readOpened(file, *opened) : nullptr;
}

Result<fs::path> stateFolder()
{
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    const fs::path base = state != nullptr && *state == '/' ? fs::path(state) : fs::path(home != nullptr ? home : "/tmp") / ".local" / "state";
    std::error_code code;
    fs::create_directories(base / "highwater", code);
    if (code) {
        return failure(Errc::Io, (base / "highwater").string(), "the folder cannot be made: " + code.message());
    }
    return base / "highwater";
}

} // namespace highwater::cli

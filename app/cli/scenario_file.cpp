// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario_file.h"

#include "command.h"
#include "scenario/shelf.h"
#include "units/text.h"

#include <filesystem>
#include <optional>
#include <system_error>

namespace highwater::cli {

namespace {

namespace fs = std::filesystem;

Checked<Document> load(const std::string& file)
{
    std::error_code ignored;
    if (fs::exists(file, ignored)) {
        return Document::load(file);
    }
    if (const auto shipped = findOnShelf(file)) {
        return Document::load(shipped->file);
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

Checked<Scenario> readChanged(Document document, const std::vector<std::pair<std::string, std::string>>& changes)
{
    Faults faults;
    for (const auto& [pointer, value] : changes) {
        if (auto changed = document.with(pointer, value)) {
            document = std::move(*changed);
        } else {
            faults.push_back(changed.error());
        }
    }
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    return readScenario(document);
}

} // namespace

std::shared_ptr<const Scenario> openScenario(const std::string& file, const std::vector<std::pair<std::string, std::string>>& changes)
{
    auto scenario = load(file).and_then([&](Document document) { return readChanged(std::move(document), changes); });
    if (scenario) {
        return std::make_shared<const Scenario>(std::move(*scenario));
    }
    for (const Error& fault : scenario.error()) {
        complain(file, fault);
    }
    return nullptr;
}

} // namespace highwater::cli

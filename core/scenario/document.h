// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "units/error.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// A scenario file as its author wrote it: the JSON with its order of members, "x-..." fields included, and the folder that paths in
/// it start from. An immutable value; copies share. Not yet checked against the format: readScenario() does that.
class Document
{
public:
    Document();

    /// Fails with Syntax (line and column in where), or with OutOfRange for more than 4 MiB or 64 levels; duplicate keys are Syntax
    /// with the pointer. A byte order mark is accepted.
    static Checked<Document> parse(std::string_view text, std::filesystem::path folder = {});
    /// As parse, plus Io and NotFound with the path in where.
    static Checked<Document> load(const std::filesystem::path& file);

    /// The value at a JSON pointer as JSON text (strings keep their quotes); NotFound when there is none.
    [[nodiscard]] Result<std::string> get(std::string_view pointer) const;
    /// A copy with one value set; objects on the way are made. value is JSON, or else is taken as a string: both 200 and
    /// poisson(80/s) mean what they look like.
    [[nodiscard]] Result<Document> with(std::string_view pointer, std::string_view value) const;
    /// A copy without the member or element at pointer; NotFound when there is none.
    [[nodiscard]] Result<Document> without(std::string_view pointer) const;

    /// UTF-8 text, indented by two spaces; ends with a line feed.
    [[nodiscard]] std::string text() const;
    /// Writes text() to a file by way of a new file beside it, so that a failure leaves the old one whole. Fails with Io.
    [[nodiscard]] Result<void> save(const std::filesystem::path& file) const;

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    bool operator==(const Document& other) const;

    struct Tree; ///< the JSON itself; scenario/*.cpp only
    [[nodiscard]] const Tree& tree() const { return *m_tree; }

private:
    std::shared_ptr<const Tree> m_tree;
    std::filesystem::path m_folder;
};

/// Checks a document against the format and resolves every name. All faults are reported at once, in the order of the file, each with
/// the JSON pointer and what would be right.
Checked<Scenario> readScenario(const Document& document);

/// Reads "api.sojourn.p99 <= 250ms"; where of the error is empty. nodes: the names that a subject may have beside end_to_end.
Result<Objective> parseObjective(std::string_view text, const std::vector<std::string>& nodes);

} // namespace highwater

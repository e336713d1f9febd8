// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace highwater {

/// Whether a path could be one of the scenario's folder by its text alone; the file need not exist. The errors of these
/// three have an empty where.
Result<void> checkRelative(std::string_view path);
/// Where a path leads whose file need not exist. It may not leave the folder, by ".." or by a link.
Result<std::filesystem::path> locateInFolder(const std::filesystem::path& folder, std::string_view path);
/// As above, for a file that exists.
Result<std::filesystem::path> fileInFolder(const std::filesystem::path& folder, std::string_view path);

/// The tables and access logs that a scenario names. Each file is read once in the life of this object; paths are
/// relative to the folder and may not leave it, by ".." or by a link. A file has at most 256 MiB.
class DataFiles
{
public:
    using Numbers = std::shared_ptr<const std::vector<double>>;

    /// An empty folder is the current one.
    explicit DataFiles(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// A column of a CSV file that begins with a line of names; an empty name means the only column. Times become
    /// seconds: a name that ends in _ns, _us, _ms, _min or _h says in what they are written. Numbers are finite and not
    /// negative.
    Result<Numbers> column(std::string_view path, std::string_view name, bool times);

    /// Ascending seconds: a column as above (an empty name means "t_s", or the only column), or the times of an access
    /// log in common or combined format, counted from its first line.
    Result<Numbers> timeline(std::string_view path, std::string_view name);

private:
    using Lines = std::shared_ptr<const std::vector<std::string>>;
    Result<std::filesystem::path> locate(std::string_view path) const;
    Result<Lines> lines(std::string_view path);

    std::filesystem::path m_folder;
    std::map<std::string, Lines, std::less<>> m_lines;
};

} // namespace highwater

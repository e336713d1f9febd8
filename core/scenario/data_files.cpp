// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/data_files.h"

#include "scenario/access_log.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <system_error>

namespace highwater {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t mostBytes = std::uintmax_t{256} * 1024 * 1024;
/// A hundred years, as for every other time.
constexpr double mostSeconds = 3.15576e9;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r";
    const auto first = text.find_first_not_of(space);
    if (first == std::string_view::npos) {
        return {};
    }
    text = text.substr(first, text.find_last_not_of(space) - first + 1);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
        text = text.substr(1, text.size() - 2);
    }
    return text;
}

std::vector<std::string_view> cells(std::string_view line)
{
    std::vector<std::string_view> result;
    for (;;) {
        const auto comma = line.find(',');
        result.push_back(trimmed(line.substr(0, comma)));
        if (comma == std::string_view::npos) {
            return result;
        }
        line.remove_prefix(comma + 1);
    }
}

/// The cell with that number, without making the others.
std::optional<std::string_view> cellAt(std::string_view line, std::size_t index)
{
    for (; index > 0; --index) {
        const auto comma = line.find(',');
        if (comma == std::string_view::npos) {
            return std::nullopt;
        }
        line.remove_prefix(comma + 1);
    }
    return trimmed(line.substr(0, line.find(',')));
}

/// What a time in a column of that name is multiplied with to give seconds, and divided by.
struct Scale
{
    double times = 1.0;
    double per = 1.0;
};
Scale scaleOf(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, Scale>, 5> suffixes{
        {{"_ns", {1, 1e9}}, {"_us", {1, 1e6}}, {"_ms", {1, 1e3}}, {"_min", {60, 1}}, {"_h", {3600, 1}}}};
    for (const auto& [suffix, scale] : suffixes) {
        if (name.size() > suffix.size() && name.substr(name.size() - suffix.size()) == suffix) {
            return scale;
        }
    }
    return {};
}

std::string atLine(std::string_view path, std::size_t index)
{
    return inQuotes(path) + ", line " + std::to_string(index + 1) + ": ";
}

Result<double> numberAt(std::string_view path, const std::string& line, std::size_t index, std::size_t column,
                        std::string_view name)
{
    const auto cell = cellAt(line, column);
    if (!cell) {
        return failure(Errc::Missing, {}, atLine(path, index) + "the column " + inQuotes(name) + " is missing here");
    }
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell->data(), cell->data() + cell->size(), value);
    if (error != std::errc{} || end != cell->data() + cell->size() || cell->empty()) {
        return failure(Errc::Syntax, {}, atLine(path, index) + inQuotes(*cell) + " is not a number");
    }
    if (!std::isfinite(value) || value < 0.0) {
        return failure(Errc::OutOfRange, {},
                       atLine(path, index) + std::string(*cell) +
                           " is not allowed; numbers are finite and not negative");
    }
    return value;
}

Result<std::size_t> findColumn(std::string_view path, const std::vector<std::string_view>& names, std::string_view name)
{
    if (name.empty() && names.size() == 1) {
        return std::size_t{0};
    }
    if (name.empty()) {
        return failure(Errc::Missing, {},
                       "the argument \"column\" is missing; " + inQuotes(path) + " has " + listed(names));
    }
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) {
        return failure(Errc::NotFound, {},
                       inQuotes(path) + " has no column " + inQuotes(name) + suggestion(name, names));
    }
    return static_cast<std::size_t>(at - names.begin());
}

tl::unexpected<Error> leavesFolder(std::string_view path)
{
    return failure(Errc::OutOfRange, {},
                   inQuotes(path) + " leaves the scenario's folder; a path is relative to it and stays in it");
}

Result<DataFiles::Numbers> readLog(std::string_view path, const std::vector<std::string>& lines)
{
    auto numbers = std::make_shared<std::vector<double>>();
    std::int64_t first = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].empty()) {
            continue;
        }
        const auto time = accessLogTime(lines[i]);
        if (!time) {
            return failure(Errc::Syntax, {},
                           atLine(path, i) + "no time such as [10/Oct/2000:13:55:36 -0700] was found");
        }
        first = numbers->empty() ? *time : first;
        numbers->push_back(static_cast<double>(*time - first));
    }
    return numbers;
}

} // namespace

Result<void> checkRelative(std::string_view path)
{
    if (path.empty()) {
        return failure(Errc::OutOfRange, {}, "the name of the file is empty");
    }
    if (std::any_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U; })) {
        return failure(Errc::OutOfRange, {}, "the name of the file holds a control character");
    }
    const fs::path relative(path);
    const fs::path normal = relative.lexically_normal();
    if (relative.is_absolute() || (!normal.empty() && *normal.begin() == "..")) {
        return leavesFolder(path);
    }
    return {};
}

Result<fs::path> locateInFolder(const fs::path& folder, std::string_view path)
{
    if (const auto relative = checkRelative(path); !relative) {
        return tl::unexpected(relative.error());
    }
    std::error_code code;
    const fs::path base = fs::canonical(folder.empty() ? fs::path(".") : folder, code);
    const fs::path file = code ? fs::path() : fs::weakly_canonical(base / fs::path(path), code);
    if (code) {
        return failure(Errc::NotFound, {}, "there is no file " + inQuotes(path) + " beside the scenario");
    }
    // Only now are links resolved; one that leads to nothing yet could lead anywhere.
    if (std::mismatch(base.begin(), base.end(), file.begin(), file.end()).first != base.end() ||
        fs::is_symlink(file, code)) {
        return leavesFolder(path);
    }
    return file;
}

Result<fs::path> fileInFolder(const fs::path& folder, std::string_view path)
{
    auto file = locateInFolder(folder, path);
    std::error_code code;
    if (file && !fs::exists(*file, code)) {
        return failure(Errc::NotFound, {}, "there is no file " + inQuotes(path) + " beside the scenario");
    }
    if (file && !fs::is_regular_file(*file, code)) {
        return failure(Errc::Io, {}, inQuotes(path) + " is not a file");
    }
    return file;
}

Result<fs::path> DataFiles::locate(std::string_view path) const
{
    auto file = fileInFolder(m_folder, path);
    std::error_code code;
    if (file && fs::file_size(*file, code) > mostBytes) {
        return failure(Errc::OutOfRange, {}, inQuotes(path) + " is too large; at most 256 MiB are allowed");
    }
    return file;
}

Result<DataFiles::Lines> DataFiles::lines(std::string_view path)
{
    if (const auto known = m_lines.find(path); known != m_lines.end()) {
        return known->second;
    }
    const auto file = locate(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    std::ifstream stream(*file, std::ios::binary);
    auto result = std::make_shared<std::vector<std::string>>();
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
        if (result->empty() && line.compare(0, byteOrderMark.size(), byteOrderMark) == 0) {
            line.erase(0, byteOrderMark.size());
        }
        result->push_back(std::move(line));
    }
    if (!stream.eof()) {
        return failure(Errc::Io, {}, inQuotes(path) + " cannot be read");
    }
    if (result->empty()) {
        return failure(Errc::OutOfRange, {}, inQuotes(path) + " is empty");
    }
    m_lines.emplace(path, result);
    return Lines(result);
}

Result<DataFiles::Numbers> DataFiles::column(std::string_view path, std::string_view name, bool times)
{
    const auto text = lines(path);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const std::vector<std::string>& all = **text;
    const std::vector<std::string_view> names = cells(all.front());
    const auto index = findColumn(path, names, name);
    if (!index) {
        return tl::unexpected(index.error());
    }
    const Scale scale = times ? scaleOf(names[*index]) : Scale{};
    auto numbers = std::make_shared<std::vector<double>>();
    numbers->reserve(all.size());
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i].empty()) {
            continue;
        }
        const auto number = numberAt(path, all[i], i, *index, names[*index]);
        if (!number) {
            return tl::unexpected(number.error());
        }
        const double value = *number * scale.times / scale.per;
        if (times && value > mostSeconds) {
            return failure(Errc::OutOfRange, {}, atLine(path, i) + "more than 100 years are not allowed");
        }
        numbers->push_back(value);
    }
    if (numbers->empty()) {
        return failure(Errc::OutOfRange, {}, inQuotes(path) + " has no line below its names");
    }
    return numbers;
}

Result<DataFiles::Numbers> DataFiles::timeline(std::string_view path, std::string_view name)
{
    const auto text = lines(path);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const std::vector<std::string>& all = **text;
    const std::vector<std::string_view> names = cells(all.front());
    const bool log = accessLogTime(all.front()).has_value();
    const bool usual = name.empty() && std::find(names.begin(), names.end(), "t_s") != names.end();
    const auto numbers = log ? readLog(path, all) : column(path, usual ? "t_s" : name, true);
    if (!numbers) {
        return numbers;
    }
    const auto drop = std::is_sorted_until((*numbers)->begin(), (*numbers)->end());
    if (drop != (*numbers)->end()) {
        // Blank lines are counted too, so that the number is that of an editor.
        auto place = drop - (*numbers)->begin();
        std::size_t line = log ? 0 : 1;
        for (; line < all.size() && (all[line].empty() || place > 0); ++line) {
            place -= all[line].empty() ? 0 : 1;
        }
        return failure(Errc::OutOfRange, {},
                       atLine(path, line) + "the time lies before that of the line above; times must ascend");
    }
    return numbers;
}

} // namespace highwater

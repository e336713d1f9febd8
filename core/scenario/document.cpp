// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"

#include "scenario/tree.h"
#include "units/text.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>

namespace highwater {

namespace fs = std::filesystem;

namespace {

/// Closes itself; a close that reports an error is the caller's to look at, so release() gives the file back.
struct CloseFile
{
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string because(const std::error_code& code)
{
    return code.message();
}

Result<std::string> readAll(const fs::path& file)
{
    std::error_code code;
    const fs::file_status status = fs::status(file, code);
    if (!fs::exists(status)) {
        return failure(Errc::NotFound, file.string(), "there is no such file");
    }
    if (fs::is_directory(status)) {
        return failure(Errc::Io, file.string(), "this is a folder; a file is needed");
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return failure(Errc::Io, file.string(), "cannot be opened: " + because({errno, std::generic_category()}));
    }
    // One byte more than is allowed shows that there is too much, whatever the file is.
    std::string text(mostTextBytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad()) {
        return failure(Errc::Io, file.string(), "cannot be read: " + because({errno, std::generic_category()}));
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

struct Fresh
{
    File file; ///< null: errno says why
    fs::path name;
};

/// A file that did not exist before, beside the one that it will replace.
Fresh openBeside(const fs::path& target)
{
    for (int attempt = 0; attempt < 100; ++attempt) {
        fs::path name = target;
        name += attempt == 0 ? std::string(".new") : ".new" + std::to_string(attempt);
        if (File file{std::fopen(name.c_str(), "wbx")}) {
            return Fresh{std::move(file), std::move(name)};
        }
        if (errno != EEXIST) {
            break;
        }
    }
    return {};
}

/// JSON if it is JSON, otherwise the text itself.
Result<Json> meantBy(std::string_view value, const std::vector<std::string>& path, std::string_view pointer)
{
    auto json = parseJson(value, mostLevels - std::min(path.size(), mostLevels), std::string(pointer));
    if (json) {
        return std::move(*json);
    }
    const Error& fault = json.error().front();
    if (fault.code != Errc::Syntax) {
        return tl::unexpected(fault);
    }
    if (!isUtf8(value)) {
        return failure(Errc::Syntax, std::string(pointer), "the value is not UTF-8");
    }
    return Json(std::string(value));
}

} // namespace

Document::Document() : m_tree(std::make_shared<const Tree>()) {}

Checked<Document> Document::parse(std::string_view text, fs::path folder)
{
    auto json = parseJson(text);
    if (!json) {
        return tl::unexpected(std::move(json.error()));
    }
    Document document;
    document.m_tree = std::make_shared<const Tree>(Tree{std::move(*json)});
    document.m_folder = std::move(folder);
    return document;
}

Checked<Document> Document::load(const fs::path& file)
{
    const auto text = readAll(file);
    if (!text) {
        return tl::unexpected(Faults{text.error()});
    }
    return parse(*text, file.parent_path());
}

Result<std::string> Document::get(std::string_view pointer) const
{
    const auto path = splitPointer(pointer);
    if (!path) {
        return tl::unexpected(path.error());
    }
    const Json* value = valueAt(m_tree->json, *path);
    if (value == nullptr) {
        return failure(Errc::NotFound, std::string(pointer), "nothing stands here");
    }
    return value->dump();
}

Result<Document> Document::with(std::string_view pointer, std::string_view value) const
{
    const auto path = splitPointer(pointer);
    if (!path) {
        return tl::unexpected(path.error());
    }
    auto json = meantBy(value, *path, pointer);
    if (!json) {
        return tl::unexpected(json.error());
    }
    Tree tree = *m_tree;
    if (const auto done = setAt(tree.json, *path, std::move(*json)); !done) {
        return tl::unexpected(done.error());
    }
    Document document = *this;
    document.m_tree = std::make_shared<const Tree>(std::move(tree));
    return document;
}

Result<Document> Document::without(std::string_view pointer) const
{
    const auto path = splitPointer(pointer);
    if (!path) {
        return tl::unexpected(path.error());
    }
    if (path->empty()) {
        return failure(Errc::OutOfRange, {}, "the whole document cannot be taken away");
    }
    if (valueAt(m_tree->json, *path) == nullptr) {
        return failure(Errc::NotFound, std::string(pointer), "nothing stands here");
    }
    Tree tree = *m_tree;
    Json* parent = &tree.json;
    for (std::size_t i = 0; i + 1 < path->size(); ++i) {
        parent = parent->is_array() ? &(*parent)[std::stoul((*path)[i])] : &(*parent)[(*path)[i]];
    }
    if (parent->is_array()) {
        parent->erase(std::stoul(path->back()));
    } else {
        parent->erase(path->back());
    }
    Document document = *this;
    document.m_tree = std::make_shared<const Tree>(std::move(tree));
    return document;
}

std::string Document::text() const
{
    return m_tree->json.dump(2) + '\n';
}

Result<void> Document::save(const fs::path& file) const
{
    // Where the name is a link, the file that it names is replaced and the link stays.
    std::error_code code;
    const fs::path canonical = fs::canonical(file, code);
    const bool exists = !code;
    const fs::path target = exists ? canonical : file;
    const auto refuse = [&](int error) {
        return failure(Errc::Io, file.string(), "cannot be written: " + because({error, std::generic_category()}));
    };
    auto [out, name] = openBeside(target);
    if (!out) {
        return refuse(errno);
    }
    const std::string content = text();
    const bool written = std::fwrite(content.data(), 1, content.size(), out.get()) == content.size();
    int error = written ? 0 : errno;
    if (std::fclose(out.release()) != 0 && error == 0) {
        error = errno;
    }
    if (error == 0) {
        if (exists) {
            const fs::perms permissions = fs::status(target, code).permissions();
            fs::permissions(name, permissions, code);
        }
        fs::rename(name, target, code);
        error = code ? code.value() : 0;
    }
    if (error != 0) {
        fs::remove(name, code);
        return refuse(error);
    }
    return {};
}

bool Document::operator==(const Document& other) const
{
    return m_folder == other.m_folder && (m_tree == other.m_tree || m_tree->json == other.m_tree->json);
}

} // namespace highwater

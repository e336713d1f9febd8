// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/tree.h"

#include "units/text.h"

#include <charconv>
#include <optional>

namespace highwater {

namespace {

std::string joined(const std::vector<std::string>& path, std::size_t steps)
{
    std::string pointer;
    for (std::size_t i = 0; i < steps; ++i) {
        pointer = pointerTo(pointer, path[i]);
    }
    return pointer;
}

/// The index that a step of a pointer means in an array; "01" is none, as RFC 6901 says.
std::optional<std::size_t> indexOf(const std::string& step)
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
    if (error != std::errc{} || end != step.data() + step.size() || (step.size() > 1 && step.front() == '0')) {
        return std::nullopt;
    }
    return index;
}

} // namespace

std::string pointerTo(const std::string& pointer, std::string_view name)
{
    std::string result = pointer;
    result.reserve(pointer.size() + name.size() + 1);
    result += '/';
    for (const char c : name) {
        if (c == '~') {
            result += "~0";
        } else if (c == '/') {
            result += "~1";
        } else {
            result += c;
        }
    }
    return result;
}

Result<std::vector<std::string>> splitPointer(std::string_view pointer)
{
    std::vector<std::string> path;
    if (pointer.empty()) {
        return path;
    }
    if (pointer.front() != '/') {
        return failure(Errc::Syntax, std::string(pointer),
                       inQuotes(pointer) + " is not a JSON pointer; it begins with \"/\"");
    }
    if (!isUtf8(pointer)) {
        return failure(Errc::Syntax, {}, "the pointer is not UTF-8");
    }
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        const char c = pointer[i];
        if (c == '/') {
            path.emplace_back();
        } else if (c != '~') {
            path.back() += c;
        } else if (i + 1 < pointer.size() && (pointer[i + 1] == '0' || pointer[i + 1] == '1')) {
            path.back() += pointer[++i] == '0' ? '~' : '/';
        } else {
            return failure(Errc::Syntax, std::string(pointer),
                           "in a JSON pointer \"~\" is written ~0 and \"/\" in a name ~1");
        }
    }
    return path;
}

const Json* valueAt(const Json& root, const std::vector<std::string>& path)
{
    const Json* value = &root;
    for (const std::string& step : path) {
        if (value->is_object()) {
            const auto member = value->find(step);
            if (member == value->end()) {
                return nullptr;
            }
            value = &*member;
        } else if (value->is_array()) {
            const auto index = indexOf(step);
            if (!index || *index >= value->size()) {
                return nullptr;
            }
            value = &(*value)[*index];
        } else {
            return nullptr;
        }
    }
    return value;
}

Result<void> setAt(Json& root, const std::vector<std::string>& path, Json value)
{
    if (path.size() >= mostLevels) {
        return failure(Errc::OutOfRange, joined(path, path.size()), "the pointer has more than 64 levels");
    }
    Json* at = &root;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (at->is_object()) {
            const auto member = at->find(path[i]);
            at = member != at->end() ? &*member : &appendMember(*at, path[i], Json::object());
        } else if (at->is_array()) {
            const auto index = path[i] == "-" ? at->size() : indexOf(path[i]);
            if (!index || *index > at->size()) {
                return failure(Errc::NotFound, joined(path, i + 1),
                               "the list has " + std::to_string(at->size()) + " elements; " + inQuotes(path[i]) +
                                   " is none of them");
            }
            if (*index == at->size()) {
                at->push_back(Json::object());
            }
            at = &(*at)[*index];
        } else {
            return failure(Errc::WrongType, joined(path, i),
                           "what stands here is not an object, so nothing lies below it");
        }
    }
    *at = std::move(value);
    return {};
}

Json& appendMember(Json& object, const std::string& name, Json value)
{
    auto& members = static_cast<Json::object_t::Container&>(object.get_ref<Json::object_t&>());
    return members.emplace_back(name, std::move(value)).second;
}

} // namespace highwater

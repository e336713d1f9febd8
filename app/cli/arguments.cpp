// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.h"

#include "units/text.h"

#include <algorithm>

namespace highwater::cli {

namespace {

std::vector<std::string_view> namesOf(std::span<const Option> options)
{
    std::vector<std::string_view> names;
    for (const Option& option : options) {
        names.push_back(option.name);
    }
    return names;
}

bool looksLikeOption(std::string_view word)
{
    return word.size() > 1 && word.front() == '-';
}

} // namespace

Result<Arguments> Arguments::parse(std::span<const std::string_view> words, std::span<const Option> options)
{
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "--") {
            arguments.m_positional.insert(arguments.m_positional.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        }
        if (!looksLikeOption(word)) {
            arguments.m_positional.push_back(word);
            continue;
        }
        const auto equals = word.substr(0, 2) == "--" ? word.find('=') : std::string_view::npos;
        const std::string_view name = word.substr(0, equals);
        const auto option = std::find_if(options.begin(), options.end(), [&](const Option& each) { return each.name == name; });
        if (option == options.end()) {
            return failure(Errc::UnknownField, {}, "there is no option " + inQuotes(name) + suggestion(name, namesOf(options)));
        }
        if (!option->repeatable && arguments.has(name)) {
            return failure(Errc::OutOfRange, {}, std::string(name) + " stands twice");
        }
        std::string_view value;
        if (option->value.empty()) {
            if (equals != std::string_view::npos) {
                return failure(Errc::OutOfRange, {}, std::string(name) + " takes no value");
            }
        } else if (equals != std::string_view::npos) {
            value = word.substr(equals + 1);
        } else if (i + 1 < words.size() && words[i + 1].substr(0, 2) != "--") {
            value = words[++i];
        }
        if (value.empty() && !option->value.empty()) {
            return failure(Errc::Missing, {}, std::string(name) + " needs a value: " + std::string(name) + ' ' + std::string(option->value));
        }
        arguments.m_options.emplace_back(option->name, value);
    }
    return arguments;
}

std::optional<std::string_view> Arguments::value(std::string_view option) const
{
    const auto at = std::find_if(m_options.begin(), m_options.end(), [&](const auto& each) { return each.first == option; });
    return at == m_options.end() ? std::nullopt : std::optional(at->second);
}

std::vector<std::string_view> Arguments::values(std::string_view option) const
{
    std::vector<std::string_view> all;
    for (const auto& [name, value] : m_options) {
        if (name == option) {
            all.push_back(value);
        }
    }
    return all;
}

} // namespace highwater::cli

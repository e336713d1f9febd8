// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/table_text.h"

#include <algorithm>

namespace highwater {

std::size_t width(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string cut(std::string_view text, std::size_t most)
{
    if (width(text) <= most) {
        return std::string(text);
    }
    std::size_t at = 0;
    for (std::size_t characters = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && characters++ == most - 1) {
            break;
        }
    }
    return std::string(text.substr(0, at)) + "…";
}

std::string leftIn(std::string text, std::size_t columnWidth)
{
    const std::size_t used = width(text);
    return used < columnWidth ? text.append(columnWidth - used, ' ') : text;
}

std::string rightIn(const std::string& text, std::size_t columnWidth)
{
    const std::size_t used = width(text);
    return used < columnWidth ? std::string(columnWidth - used, ' ') + text : text;
}

std::string wrapped(std::string_view text, std::size_t indent)
{
    std::string result;
    std::size_t used = indent;
    while (!text.empty()) {
        const auto space = text.find(' ');
        const std::string word = cut(text.substr(0, space), widestLine - indent - 1);
        if (used > indent && used + 1 + width(word) > widestLine) {
            result += '\n' + std::string(indent, ' ');
            used = indent;
        } else if (used > indent) {
            result += ' ';
            ++used;
        }
        result += word;
        used += width(word);
        text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    }
    return result + '\n';
}

} // namespace highwater

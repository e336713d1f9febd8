// SPDX-License-Identifier: GPL-3.0-or-later
#include "units/text.h"

#include <algorithm>
#include <cstddef>

namespace highwater {

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Optimal string alignment: insertions, deletions, changes and swaps of neighbours. Three rows of the table are
/// enough.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

} // namespace

std::string inQuotes(std::string_view text)
{
    constexpr std::size_t most = 60;
    std::size_t length = std::min(text.size(), most);
    while (length < text.size() && length > 0 && isContinuation(text[length])) {
        --length;
    }
    return '"' + std::string(text.substr(0, length)) + (length < text.size() ? "...\"" : "\"");
}

bool isUtf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        std::size_t more = 0;
        unsigned int least = 0;
        unsigned int code = lead;
        if (lead >= 0xF0U && lead < 0xF5U) {
            more = 3;
            least = 0x10000U;
            code = lead & 0x07U;
        } else if (lead >= 0xE0U && lead < 0xF0U) {
            more = 2;
            least = 0x800U;
            code = lead & 0x0FU;
        } else if (lead >= 0xC2U && lead < 0xE0U) {
            more = 1;
            least = 0x80U;
            code = lead & 0x1FU;
        } else if (lead >= 0x80U) {
            return false;
        }
        if (i + more >= text.size()) {
            return false;
        }
        for (std::size_t k = 1; k <= more; ++k) {
            if (!isContinuation(text[i + k])) {
                return false;
            }
            code = (code << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        if (code < least || code > 0x10FFFFU || (code >= 0xD800U && code <= 0xDFFFU)) {
            return false;
        }
        i += more + 1;
    }
    return true;
}

std::string_view nearestName(std::string_view text, const std::vector<std::string_view>& names)
{
    // A third of the letters may differ; more is another word.
    const std::size_t tolerance = std::clamp<std::size_t>(text.size() / 3, 1, 4);
    std::size_t best = tolerance + 1;
    std::string_view nearest;
    for (const std::string_view name : names) {
        const std::size_t lengths = name.size() > text.size() ? name.size() - text.size() : text.size() - name.size();
        if (lengths >= best) {
            continue;
        }
        if (const std::size_t distance = editDistance(text, name); distance < best) {
            best = distance;
            nearest = name;
        }
    }
    return nearest;
}

std::string listed(const std::vector<std::string_view>& names, std::string_view conjunction)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) {
            text += i + 1 < names.size() ? ", " : " " + std::string(conjunction) + " ";
        }
        text += inQuotes(names[i]);
    }
    return text;
}

std::string suggestion(std::string_view text, const std::vector<std::string_view>& names)
{
    constexpr std::size_t most = 12;
    if (const std::string_view nearest = nearestName(text, names); !nearest.empty()) {
        return "; did you mean " + inQuotes(nearest) + "?";
    }
    if (names.empty()) {
        return {};
    }
    if (names.size() > most) {
        return "; known are " + listed({names.begin(), names.begin() + most}, "and") + ", and more";
    }
    return "; known are " + listed(names);
}

} // namespace highwater

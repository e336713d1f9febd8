// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/share_text.h"

#include "run/compressed.h"
#include "scenario/tree.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace highwater {

namespace {

constexpr std::string_view prefix = "highwater:";
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view spaces = " \t\r\n";

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(spaces);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

bool isSpace(char c)
{
    return spaces.find(c) != std::string_view::npos;
}

} // namespace

std::string base64Url(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() * 4 / 3 + 3);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : bytes) {
        bits = bits << 8U | static_cast<unsigned char>(c);
        for (held += 8; held >= 6; held -= 6) {
            text += alphabet[bits >> static_cast<unsigned>(held - 6) & 63U];
        }
    }
    if (held > 0) {
        text += alphabet[bits << static_cast<unsigned>(6 - held) & 63U];
    }
    return text;
}

Result<std::string> fromBase64Url(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    std::size_t digits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isSpace(text[i]) || text[i] == '=') {
            continue;
        }
        const auto value = alphabet.find(text[i]);
        if (value == std::string_view::npos) {
            return failure(Errc::Syntax, "character " + std::to_string(i + 1), inQuotes(text.substr(i, 1)) + " is no letter, digit, \"-\" or \"_\"");
        }
        bits = bits << 6U | static_cast<std::uint32_t>(value);
        ++digits;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes += static_cast<char>(static_cast<unsigned char>(bits >> static_cast<unsigned>(held)));
        }
    }
    if (digits % 4 == 1) {
        return failure(Errc::Syntax, "character " + std::to_string(text.size()), "the line ends within a byte: a part of it is missing");
    }
    return bytes;
}

std::string shareText(const Document& document)
{
    return std::string(prefix) + base64Url(compressed(document.get("").value_or(std::string()), Wrapping::Zlib));
}

Checked<Document> readShared(std::string_view text, std::filesystem::path folder)
{
    const std::string_view line = trimmed(text);
    if (line.empty()) {
        return tl::unexpected(Faults{Error{Errc::Missing, {}, "there is no text; a scenario is JSON, or one line that begins with highwater:"}});
    }
    if (line.substr(0, prefix.size()) != prefix) {
        return Document::parse(line, std::move(folder));
    }
    const auto bytes = fromBase64Url(line.substr(prefix.size()));
    if (!bytes) {
        return tl::unexpected(Faults{bytes.error()});
    }
    const auto json = decompressed(*bytes, Wrapping::Zlib, mostTextBytes);
    if (!json) {
        return tl::unexpected(Faults{json.error()});
    }
    return Document::parse(*json, std::move(folder));
}

} // namespace highwater

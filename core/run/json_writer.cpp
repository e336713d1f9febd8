// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/json_writer.h"

#include "units/quantity.h"

#include <cmath>
#include <utility>

namespace highwater {

void JsonWriter::key(std::string_view name)
{
    separate();
    quote(name);
    m_text += ": ";
    m_afterKey = true;
}

void JsonWriter::string(std::string_view text)
{
    separate();
    quote(text);
}

void JsonWriter::count(std::uint64_t value)
{
    separate();
    m_text += std::to_string(value);
}

void JsonWriter::number(std::optional<double> value)
{
    separate();
    m_text += value && std::isfinite(*value) ? writeNumber(*value) : "null";
}

void JsonWriter::boolean(bool value)
{
    separate();
    m_text += value ? "true" : "false";
}

void JsonWriter::null()
{
    separate();
    m_text += "null";
}

std::string JsonWriter::take()
{
    if (m_levels.empty() && !m_text.empty()) {
        m_text += '\n';
    }
    return std::exchange(m_text, {});
}

void JsonWriter::open(char bracket, Layout layout)
{
    separate();
    // Within one line there is no place for lines.
    const bool inLine = !m_levels.empty() && m_levels.back().layout == Layout::OneLine;
    m_text += bracket;
    m_levels.push_back({inLine ? Layout::OneLine : layout});
}

void JsonWriter::close(char bracket)
{
    const Level level = m_levels.back();
    m_levels.pop_back();
    if (!level.empty && level.layout == Layout::Lines) {
        lineFeed();
    } else if (!level.empty) {
        m_text += ' ';
    }
    m_text += bracket;
}

/// What stands before a member's name, or before an element.
void JsonWriter::separate()
{
    if (std::exchange(m_afterKey, false) || m_levels.empty()) {
        return;
    }
    Level& level = m_levels.back();
    if (!level.empty) {
        m_text += ',';
    }
    level.empty = false;
    if (level.layout == Layout::Lines) {
        lineFeed();
    } else {
        m_text += ' ';
    }
}

void JsonWriter::lineFeed()
{
    m_text += '\n';
    m_text.append(2 * m_levels.size(), ' ');
}

void JsonWriter::quote(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    m_text += '"';
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            m_text += '\\';
            m_text += c;
        } else if (c == '\n') {
            m_text += "\\n";
        } else if (c == '\t') {
            m_text += "\\t";
        } else if (code < 0x20U || code == 0x7FU) {
            m_text += "\\u00";
            m_text += digits[code >> 4U];
            m_text += digits[code & 0xFU];
        } else {
            m_text += c;
        }
    }
    m_text += '"';
}

} // namespace highwater

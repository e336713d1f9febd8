// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// Writes JSON text, indented by two spaces. Numbers are the shortest decimals that read back as the same double; what is no finite
/// number becomes null. The caller closes what it opens, and names each member of an object with key().
class JsonWriter
{
public:
    enum class Layout : std::uint8_t { Lines, OneLine };

    void beginObject(Layout layout = Layout::Lines) { open('{', layout); }
    void endObject() { close('}'); }
    void beginArray(Layout layout = Layout::Lines) { open('[', layout); }
    void endArray() { close(']'); }

    void key(std::string_view name);
    void string(std::string_view text); ///< UTF-8
    void count(std::uint64_t value);
    void number(std::optional<double> value);
    void boolean(bool value);
    void null();

    /// The text so far; ends with a line feed once everything is closed.
    std::string take();

private:
    struct Level
    {
        Layout layout;
        bool empty = true;
    };

    void open(char bracket, Layout layout);
    void close(char bracket);
    void separate();
    void lineFeed();
    void quote(std::string_view text);

    std::string m_text;
    std::vector<Level> m_levels;
    bool m_afterKey = false;
};

} // namespace highwater

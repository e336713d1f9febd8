// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/tree.h"
#include "units/text.h"

#include <algorithm>
#include <unordered_set>

namespace highwater {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

/// "line 3, column 7" of the byte at offset; columns count characters, both from 1.
std::string placeOf(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto lineStart = before.rfind('\n');
    const std::string_view tail = lineStart == std::string_view::npos ? before : before.substr(lineStart + 1);
    const auto column =
        1 + std::count_if(tail.begin(), tail.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; // not the inside of a UTF-8 character
        });
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// The library's message without its own numbers and place: "syntax error while parsing value - ...".
std::string plainMessage(std::string_view what)
{
    constexpr std::string_view mark = "syntax error";
    const auto at = what.find(mark);
    if (at == std::string_view::npos) {
        return std::string(what);
    }
    // What was read last is of little use to a person: it holds white space and escapes.
    std::string text(what.substr(at));
    if (const auto last = text.find("; last read:"); last != std::string::npos) {
        const auto expected = text.find("; expected", last);
        text.erase(last, expected == std::string::npos ? std::string::npos : expected - last);
    }
    return "not valid JSON: " + text;
}

/// Builds a tree from the parser's calls, and refuses what a tree cannot hold: duplicate keys, too many levels,
/// infinite numbers. Open containers are pointed at: a parent does not grow while a child of it is open, so the
/// pointers stay good.
class TreeBuilder : public nlohmann::json_sax<Json>
{
public:
    TreeBuilder(std::string_view text, std::size_t mostDepth, const std::string& prefix)
        : m_text(text), m_mostDepth(mostDepth), m_prefix(prefix)
    {
    }

    Json takeRoot() { return std::move(m_root); }
    Faults takeFaults() { return std::move(m_faults); }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override
    {
        Level& level = m_levels.back();
        level.key = name;
        if (!level.seen.insert(name).second) {
            m_faults.push_back(
                {Errc::Syntax, here(), "duplicate key " + inQuotes(name) + "; each name may stand once in an object"});
        }
        return true;
    }

    bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& error) override
    {
        constexpr int outOfRange = 406;
        if (error.id == outOfRange) {
            m_faults.push_back(
                {Errc::OutOfRange, here(), inQuotes(token) + " is not finite; a number is at most about 1.8e308"});
        } else {
            m_faults.push_back(
                {Errc::Syntax, placeOf(m_text, position > 0 ? position - 1 : 0), plainMessage(error.what())});
        }
        return false;
    }

private:
    struct Level
    {
        Json* container = nullptr;
        std::string key; ///< of the member that is being read
        std::unordered_set<std::string> seen;
    };

    /// The pointer to the value that comes now.
    [[nodiscard]] std::string here() const
    {
        std::string pointer = m_prefix;
        for (std::size_t i = 0; i < m_levels.size(); ++i) {
            const Level& level = m_levels[i];
            // A container that is open stands in its parent already.
            const std::size_t index = level.container->size() - (i + 1 < m_levels.size() ? 1 : 0);
            pointer = pointerTo(pointer, level.container->is_array() ? std::to_string(index) : level.key);
        }
        return pointer;
    }

    Json& place(Json value)
    {
        if (m_levels.empty()) {
            m_root = std::move(value);
            return m_root;
        }
        Level& level = m_levels.back();
        if (level.container->is_array()) {
            return level.container->emplace_back(std::move(value));
        }
        return appendMember(*level.container, level.key, std::move(value));
    }

    template <typename T>
    bool add(T&& value)
    {
        place(Json(std::forward<T>(value)));
        return true;
    }

    bool open(Json container)
    {
        if (m_levels.size() >= m_mostDepth) {
            m_faults.push_back({Errc::OutOfRange, here(), "nested too deep; at most 64 levels are allowed"});
            return false;
        }
        Json& placed = place(std::move(container));
        m_levels.push_back({&placed, {}, {}});
        return true;
    }

    bool close()
    {
        m_levels.pop_back();
        return true;
    }

    std::string_view m_text;
    std::size_t m_mostDepth;
    std::string m_prefix;
    Json m_root;
    std::vector<Level> m_levels;
    Faults m_faults;
};

} // namespace

Checked<Json> parseJson(std::string_view text, std::size_t mostDepth, const std::string& prefix)
{
    if (text.size() > mostTextBytes) {
        return tl::unexpected(
            Faults{{Errc::OutOfRange, prefix,
                    "the text has " + std::to_string(text.size()) + " bytes; at most 4 MiB (4194304) are allowed"}});
    }
    if (text.substr(0, byteOrderMark.size()) == byteOrderMark) {
        text.remove_prefix(byteOrderMark.size());
    }
    TreeBuilder builder(text, mostDepth, prefix);
    Json::sax_parse(text.begin(), text.end(), &builder);
    Faults faults = builder.takeFaults();
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    return builder.takeRoot();
}

} // namespace highwater

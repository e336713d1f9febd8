// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace highwater {

/// The idempotency keys of the last while, and the message that each stands for. Belongs to one thread. Bounded: beyond the most that it
/// holds, the oldest key is forgotten early. About 150 bytes a key of 36 characters.
class KeyWindow
{
public:
    explicit KeyWindow(std::size_t most) : m_most(most) {}
    KeyWindow(const KeyWindow&) = delete;
    KeyWindow& operator=(const KeyWindow&) = delete;

    /// The message of a key that has not expired.
    [[nodiscard]] std::optional<std::uint64_t> find(std::string_view key, std::int64_t now) const;
    /// A key that is there already stands for the new message.
    void add(std::string_view key, std::uint64_t id, std::int64_t expires);
    /// Forgets a key, when it still stands for that message.
    void remove(std::string_view key, std::uint64_t id);
    /// Forgets the keys that have expired, oldest first; the last message whose key was forgotten, 0 for none.
    std::uint64_t expire(std::int64_t now);

    [[nodiscard]] std::size_t size() const { return m_byKey.size(); }

private:
    struct Entry
    {
        std::string key;
        std::uint64_t id = 0;
        std::int64_t expires = 0;
    };

    void forgetOldest();

    std::size_t m_most;
    std::deque<Entry> m_entries; ///< oldest first; grows and shrinks at its ends alone, so that addresses last
    std::unordered_map<std::string_view, const Entry*> m_byKey;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/key_window.h"

namespace highwater {

std::optional<std::uint64_t> KeyWindow::find(std::string_view key, std::int64_t now) const
{
    const auto at = m_byKey.find(key);
    return at == m_byKey.end() || at->second->expires <= now ? std::nullopt : std::optional(at->second->id);
}

void KeyWindow::add(std::string_view key, std::uint64_t id, std::int64_t expires)
{
    if (m_most == 0) {
        return;
    }
    // The view of the older entry must not stay behind as the name of the newer one.
    m_byKey.erase(key);
    while (m_entries.size() >= m_most) {
        forgetOldest();
    }
    const Entry& entry = m_entries.emplace_back(Entry{std::string(key), id, expires});
    m_byKey.emplace(entry.key, &entry);
}

void KeyWindow::remove(std::string_view key, std::uint64_t id)
{
    // The entry itself stays until it is the oldest one.
    const auto at = m_byKey.find(key);
    if (at != m_byKey.end() && at->second->id == id) {
        m_byKey.erase(at);
    }
}

std::uint64_t KeyWindow::expire(std::int64_t now)
{
    std::uint64_t last = 0;
    while (!m_entries.empty() && m_entries.front().expires <= now) {
        last = m_entries.front().id;
        forgetOldest();
    }
    return last;
}

void KeyWindow::forgetOldest()
{
    const Entry& oldest = m_entries.front();
    const auto at = m_byKey.find(oldest.key);
    if (at != m_byKey.end() && at->second == &oldest) {
        m_byKey.erase(at);
    }
    m_entries.pop_front();
}

} // namespace highwater

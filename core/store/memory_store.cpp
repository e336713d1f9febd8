// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memory_store.h"

#include <algorithm>

namespace highwater {

MemoryStore::MemoryStore(MemoryOptions options) : m_options(options), m_keys(options.mostKeys) {}

void MemoryStore::insert(const Message& message)
{
    m_nextId = std::max(m_nextId, message.id + 1);
    m_keys.expire(message.receivedAt);
    if (!message.key.empty()) {
        m_keys.add(message.key, message.id, message.receivedAt + m_options.keyRetention.count());
    }
    m_sizes[message.id] = message.body.size();
    m_bytes += message.body.size();
    m_untold.push_back({message.id, std::nullopt});
}

std::optional<std::uint64_t> MemoryStore::take(std::uint64_t id)
{
    const auto at = m_sizes.find(id);
    if (at == m_sizes.end()) {
        return std::nullopt;
    }
    const std::uint64_t bytes = at->second;
    m_bytes -= bytes;
    m_sizes.erase(at);
    return bytes;
}

void MemoryStore::finish(std::uint64_t id)
{
    take(id);
}

void MemoryStore::bury(std::uint64_t id, std::string_view reason, std::int64_t now)
{
    const auto bytes = take(id);
    if (!bytes || m_options.mostDeadLetters == 0) {
        return;
    }
    if (m_dead.size() >= m_options.mostDeadLetters) {
        m_dead.pop_front();
    }
    m_dead.push_back({id, *bytes, now, std::string(reason)});
}

void MemoryStore::flush()
{
    if (!m_untold.empty() && m_wake) {
        m_wake();
    }
}

std::vector<MessageStore::Committed> MemoryStore::committed()
{
    return std::exchange(m_untold, {});
}

MessageStore::Size MemoryStore::size() const
{
    return {m_sizes.size(), m_bytes, m_dead.size()};
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store_group.h"

#include <iterator>
#include <utility>

namespace highwater {

std::size_t StoreGroup::insert(Message&& message, std::int64_t keyExpires)
{
    m_inserts.push_back({std::move(message), Fate::Keep, keyExpires, 0, {}});
    return m_inserts.size() - 1;
}

void StoreGroup::finishAt(std::size_t place)
{
    Insert& insert = m_inserts[place];
    insert.fate = Fate::Forget;
    // Its memory is free at once: the group may wait for a slow disk.
    std::string().swap(insert.message.body);
    insert.message.headers.clear();
}

void StoreGroup::buryAt(std::size_t place, std::string_view reason, std::int64_t at)
{
    Insert& insert = m_inserts[place];
    insert.fate = Fate::Bury;
    insert.reason = reason;
    insert.buriedAt = at;
    ++m_deadInserts;
}

void StoreGroup::finish(std::uint64_t id)
{
    m_attempts.erase(id);
    m_finished.push_back(id);
}

void StoreGroup::bury(std::uint64_t id, std::string_view reason, std::int64_t at)
{
    m_burials.push_back({id, at, std::string(reason)});
}

void StoreGroup::forgetKeys(std::uint64_t last, std::int64_t now)
{
    m_forgottenKey = last;
    m_forgottenAt = now;
}

void StoreGroup::takeChores(StoreGroup& group)
{
    m_attempts.swap(group.m_attempts);
    m_finished.swap(group.m_finished);
}

void StoreGroup::resume(StoreGroup&& earlier)
{
    for (const auto& [id, attempt] : earlier.m_attempts) {
        m_attempts.emplace(id, attempt);
    }
    const auto prepend = [](auto& list, auto& before) {
        before.insert(before.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
        list = std::move(before);
    };
    prepend(m_finished, earlier.m_finished);
    prepend(m_burials, earlier.m_burials);
    for (Insert& insert : earlier.m_inserts) {
        if (insert.fate == Fate::Forget && !insert.message.key.empty()) {
            earlier.m_keys.push_back({std::move(insert.message.key), insert.message.id, insert.keyExpires});
        }
    }
    prepend(m_keys, earlier.m_keys);
    if (m_forgottenKey == 0) {
        forgetKeys(earlier.m_forgottenKey, earlier.m_forgottenAt);
    }
}

bool StoreGroup::empty() const
{
    return m_inserts.empty() && m_attempts.empty() && m_finished.empty() && m_burials.empty() && m_keys.empty() && m_forgottenKey == 0;
}

} // namespace highwater

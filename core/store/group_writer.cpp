// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/group_writer.h"

#include "store/store_file.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>
#include <vector>

namespace highwater {

namespace {

/// Ids are noted as used in blocks, so that not every group writes the page with the number. After a crash up to so many are left out.
constexpr std::uint64_t idBlock = 10'000;

const std::string columns{messageColumns};

} // namespace

Result<std::unique_ptr<GroupWriter>> GroupWriter::create(std::unique_ptr<SqliteConnection> connection)
{
    std::unique_ptr<GroupWriter> writer(new GroupWriter(std::move(connection)));
    const auto nextId = writer->m_connection->number("SELECT value FROM meta WHERE name = 'next_id'");
    const auto pageBytes = writer->m_connection->number("PRAGMA page_size");
    if (!nextId || !pageBytes) {
        return tl::unexpected(nextId ? pageBytes.error() : nextId.error());
    }
    writer->m_pageBytes = static_cast<std::uint64_t>(*pageBytes);
    const auto ready = writer->prepare().and_then([&] { return writer->reserve(static_cast<std::uint64_t>(*nextId)); });
    if (!ready) {
        return tl::unexpected(ready.error());
    }
    return writer;
}

Result<void> GroupWriter::prepare()
{
    const std::array<std::pair<SqliteStatement*, std::string>, 12> all{{
        {&m_begin, "BEGIN IMMEDIATE"},
        {&m_commit, "COMMIT"},
        {&m_rollback, "ROLLBACK"},
        {&m_insert, "INSERT INTO messages (" + columns + ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
        {&m_insertDead, "INSERT INTO dead_letters (" + columns + ", attempts, buried, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"},
        {&m_insertKey, "INSERT OR REPLACE INTO keys (id, key, expires) VALUES (?1, ?2, ?3)"},
        {&m_setAttempts, "INSERT OR REPLACE INTO attempts (id, attempts) VALUES (?1, ?2)"},
        {&m_moveToDead, "INSERT INTO dead_letters (" + columns + ", attempts, buried, reason) SELECT " + columns
                            + ", coalesce((SELECT attempts FROM attempts WHERE attempts.id = messages.id), 0), ?2, ?3 FROM messages WHERE id = ?1"},
        {&m_deleteMessage, "DELETE FROM messages WHERE id BETWEEN ?1 AND ?2"},
        {&m_deleteAttempts, "DELETE FROM attempts WHERE id BETWEEN ?1 AND ?2"},
        {&m_deleteKeys, "DELETE FROM keys WHERE id <= ?1 AND expires <= ?2"},
        {&m_setNextId, "UPDATE meta SET value = ?1 WHERE name = 'next_id'"},
    }};
    for (const auto& [statement, sql] : all) {
        auto prepared = m_connection->prepare(sql);
        if (!prepared) {
            return tl::unexpected(prepared.error());
        }
        *statement = std::move(*prepared);
    }
    // In place of SQLite's own habit of copying the log back within a commit.
    sqlite3_wal_hook(
        m_connection->handle(),
        [](void* writer, sqlite3*, const char*, int pages) {
            static_cast<GroupWriter*>(writer)->noteLog(static_cast<std::uint64_t>(pages));
            return SQLITE_OK;
        },
        this);
    return {};
}

Result<void> GroupWriter::write(const StoreGroup& group, Safety safety)
{
    const std::uint64_t reserved = m_reserved;
    m_buried = 0;
    auto written = setSafety(safety).and_then([&] { return m_begin.run(); }).and_then([&] { return writeContent(group); }).and_then([&] {
        return m_commit.run();
    });
    if (!written) {
        m_reserved = reserved;
        m_buried = 0;
        // Some faults, a full disk for one, have taken the transaction back already.
        if (m_connection->inTransaction()) {
            (void)m_rollback.run();
        }
    }
    return written;
}

Result<void> GroupWriter::writeContent(const StoreGroup& group)
{
    // What leaves makes room for what comes: a store that is full could not get rid of anything else, as long as more comes.
    if (auto done = writeChanges(group); !done) {
        return done;
    }
    std::uint64_t last = 0;
    for (const StoreGroup::Insert& insert : group.inserts()) {
        last = std::max(last, insert.message.id);
        if (auto done = writeInsert(insert); !done) {
            return done;
        }
    }
    if (last + idBlock / 2 > m_reserved) {
        if (auto done = reserve(last + 1); !done) {
            return done;
        }
    }
    return {};
}

Result<void> GroupWriter::writeInsert(const StoreGroup::Insert& insert)
{
    const Message& message = insert.message;
    Result<void> done;
    if (insert.fate != StoreGroup::Fate::Forget) {
        const std::string headers = writeHeaders(message.headers);
        const bool dead = insert.fate == StoreGroup::Fate::Bury;
        SqliteStatement& statement = dead ? m_insertDead : m_insert;
        bindMessage(statement, message, headers);
        if (dead) {
            statement.bind(10, std::int64_t{message.attempts}).bind(11, insert.buriedAt).bindText(12, insert.reason);
            ++m_buried;
        }
        done = statement.run();
        if (done && !dead && message.attempts > 0) {
            done = m_setAttempts.bind(1, message.id).bind(2, std::int64_t{message.attempts}).run();
        }
    }
    return done && !message.key.empty() ? writeKey(message.key, message.id, insert.keyExpires) : done;
}

Result<void> GroupWriter::writeChanges(const StoreGroup& group)
{
    Result<void> done;
    for (const auto& [id, attempts] : group.attempts()) {
        done = done.and_then([&, number = id, count = attempts] { return m_setAttempts.bind(1, number).bind(2, std::int64_t{count}).run(); });
    }
    for (const StoreGroup::Burial& burial : group.burials()) {
        done = done.and_then([&] { return bury(burial); });
    }
    done = done.and_then([&] { return forgetAll(group); });
    for (const StoreGroup::Key& key : group.keys()) {
        done = done.and_then([&] { return writeKey(key.key, key.id, key.expires); });
    }
    if (group.lastForgottenKey() != 0) {
        done = done.and_then([&] { return m_deleteKeys.bind(1, group.lastForgottenKey()).bind(2, group.forgottenAt()).run(); });
    }
    return done;
}

Result<void> GroupWriter::bury(const StoreGroup::Burial& burial)
{
    auto moved = m_moveToDead.bind(1, burial.id).bind(2, burial.at).bindText(3, burial.reason).run();
    if (!moved) {
        return moved;
    }
    m_buried += m_connection->changed();
    return forget(burial.id, burial.id);
}

Result<void> GroupWriter::writeKey(std::string_view key, std::uint64_t id, std::int64_t expires)
{
    return m_insertKey.bind(1, id).bindText(2, key).bind(3, expires).run();
}

Result<void> GroupWriter::forget(std::uint64_t first, std::uint64_t last)
{
    return m_deleteMessage.bind(1, first).bind(2, last).run().and_then([&] { return m_deleteAttempts.bind(1, first).bind(2, last).run(); });
}

/// Messages are delivered nearly in their order: many neighbours are one walk through the table.
Result<void> GroupWriter::forgetAll(const StoreGroup& group)
{
    std::vector<std::uint64_t> ids(group.finished().begin(), group.finished().end());
    std::sort(ids.begin(), ids.end());
    Result<void> done;
    for (std::size_t i = 0; done && i < ids.size();) {
        std::size_t end = i + 1;
        while (end < ids.size() && ids[end] <= ids[end - 1] + 1) {
            ++end;
        }
        done = forget(ids[i], ids[end - 1]);
        i = end;
    }
    return done;
}

Result<void> GroupWriter::reserve(std::uint64_t id)
{
    m_reserved = id + idBlock;
    return m_setNextId.bind(1, m_reserved).run();
}

Result<void> GroupWriter::setSafety(Safety safety)
{
    if (safety == m_safety) {
        return {};
    }
    auto set = m_connection->execute(safety == Safety::Power ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    if (set) {
        m_safety = safety;
    }
    return set;
}

void GroupWriter::noteLog(std::uint64_t pages)
{
    // The log has started anew when it is shorter than what was copied of it.
    m_copiedPages = pages < m_copiedPages ? 0 : m_copiedPages;
    m_logPages = pages;
}

Result<bool> GroupWriter::checkpoint()
{
    int pages = 0;
    int copied = 0;
    const int done = sqlite3_wal_checkpoint_v2(m_connection->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
    if (done != SQLITE_OK) {
        return tl::unexpected(m_connection->fault());
    }
    // What somebody still reads is tried again when the log has grown, not at every group.
    m_copiedPages = m_logPages;
    return copied == pages;
}

Result<void> GroupWriter::close(std::uint64_t nextId)
{
    return setSafety(Safety::Power).and_then([&] { return m_setNextId.bind(1, nextId).run(); });
}

} // namespace highwater

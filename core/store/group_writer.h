// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite_connection.h"
#include "store/store_group.h"

namespace highwater {

/// Writes groups of changes into a store file, one transaction each. Used by one thread at a time.
class GroupWriter
{
public:
    enum class Safety : std::uint8_t {
        Power,  ///< safe when the power fails: the disk is waited for
        Process ///< safe when the process is killed; the disk gets it with the next group that waits, or checkpoint
    };

    /// Takes an open store file. Fails with Io.
    static Result<std::unique_ptr<GroupWriter>> create(std::unique_ptr<SqliteConnection> connection);
    GroupWriter(const GroupWriter&) = delete;
    GroupWriter& operator=(const GroupWriter&) = delete;

    /// All of it, or nothing when it fails with Io.
    Result<void> write(const StoreGroup& group, Safety safety);
    /// Copies the log into the file as far as nobody reads it; true: all of it, so that the log starts anew. Fails with Io.
    Result<bool> checkpoint();
    /// Notes the first id that was never used, when no more groups come.
    Result<void> close(std::uint64_t nextId);

    /// Dead letters that the last group added.
    [[nodiscard]] std::uint64_t buried() const { return m_buried; }
    /// Bytes that the log has grown by since it was copied.
    [[nodiscard]] std::uint64_t logBytes() const { return (m_logPages - m_copiedPages) * m_pageBytes; }

private:
    explicit GroupWriter(std::unique_ptr<SqliteConnection> connection) : m_connection(std::move(connection)) {}

    Result<void> prepare();
    Result<void> writeContent(const StoreGroup& group);
    Result<void> writeInsert(const StoreGroup::Insert& insert);
    Result<void> writeChanges(const StoreGroup& group);
    Result<void> bury(const StoreGroup::Burial& burial);
    Result<void> writeKey(std::string_view key, std::uint64_t id, std::int64_t expires);
    Result<void> forget(std::uint64_t first, std::uint64_t last);
    Result<void> forgetAll(const StoreGroup& group);
    Result<void> reserve(std::uint64_t id);
    Result<void> setSafety(Safety safety);
    void noteLog(std::uint64_t pages);

    std::unique_ptr<SqliteConnection> m_connection;
    SqliteStatement m_begin;
    SqliteStatement m_commit;
    SqliteStatement m_rollback;
    SqliteStatement m_insert;
    SqliteStatement m_insertDead;
    SqliteStatement m_insertKey;
    SqliteStatement m_setAttempts;
    SqliteStatement m_moveToDead;
    SqliteStatement m_deleteMessage;
    SqliteStatement m_deleteAttempts;
    SqliteStatement m_deleteKeys;
    SqliteStatement m_setNextId;
    Safety m_safety = Safety::Power;
    std::uint64_t m_reserved = 0; ///< ids below it count as used
    std::uint64_t m_buried = 0;
    std::uint64_t m_pageBytes = 4096; ///< of this file
    std::uint64_t m_logPages = 0;
    std::uint64_t m_copiedPages = 0; ///< of the log as it is now
};

} // namespace highwater

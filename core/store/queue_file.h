// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/file_lock.h"
#include "store/store_file.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

namespace highwater {

/// A message as it lies in a store.
struct StoredMessage
{
    Message message;
    std::uint64_t bytes = 0; ///< of the body
    bool dead = false;
    std::int64_t buriedAt = 0;
    std::string reason; ///< of a dead letter
};

/// A message store on disk for whoever looks after it. One thread. Looking is possible while a server writes to it: what is seen is the
/// store at the instant of opening. Changing it is not: the server has these messages in memory, and would not learn of it.
class QueueFile
{
public:
    enum class Part : std::uint8_t { Undelivered, Dead };

    struct Extent
    {
        std::uint64_t messages = 0;
        std::uint64_t bytes = 0;
    };

    /// Fails as openStoreFile() does; for writing also with Io when a process has it, and with NotFound when there is no file: none is
    /// made. For writing the whole file is checked.
    static Result<std::unique_ptr<QueueFile>> open(const std::filesystem::path& path, SqliteConnection::Access access);

    [[nodiscard]] Result<Extent> extent(Part part) const;
    /// Oldest first, without bodies, so many at most.
    [[nodiscard]] Result<std::vector<StoredMessage>> list(Part part, std::size_t most) const;
    /// With its body; nothing: there is none.
    [[nodiscard]] Result<std::optional<StoredMessage>> find(std::uint64_t id) const;

    /// Dead letters become messages that were never tried; all of them when none is named. Returns how many. Fails with NotFound, and
    /// changes nothing, when one is no dead letter.
    Result<std::uint64_t> requeue(std::span<const std::uint64_t> ids);
    /// Deletes dead letters, as requeue() takes them.
    Result<std::uint64_t> purgeDead(std::span<const std::uint64_t> ids);
    /// Deletes every message, dead letter and idempotency key, and gives the room back. Ids go on where they were.
    Result<std::uint64_t> purgeAll();

private:
    explicit QueueFile(std::unique_ptr<SqliteConnection> connection) : m_connection(std::move(connection)) {}

    Result<std::uint64_t> removeDead(std::span<const std::uint64_t> ids, bool keep);
    Result<std::uint64_t> removeDead(std::string_view condition, std::uint64_t id, bool keep);
    Result<std::uint64_t> transaction(const std::function<Result<std::uint64_t>()>& change);

    std::optional<FileLock> m_lock;
    std::unique_ptr<SqliteConnection> m_connection;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/queue_file.h"

#include <utility>

namespace highwater {

namespace {

const std::string columns{messageColumns};

std::string tableOf(QueueFile::Part part)
{
    return part == QueueFile::Part::Dead ? "dead_letters" : "messages";
}

/// What the functions below read; without the body when it is only listed.
std::string query(QueueFile::Part part, bool withBody)
{
    const std::string body = withBody ? "body" : "''";
    const std::string dead = part == QueueFile::Part::Dead ? "attempts, buried, reason"
                                                           : "(SELECT attempts FROM attempts WHERE attempts.id = messages.id), 0, ''";
    return "SELECT id, received, priority, method, path, content_type, headers, key, " + body + ", length(body), " + dead + " FROM " + tableOf(part);
}

StoredMessage read(const SqliteStatement& row, QueueFile::Part part)
{
    constexpr int next = messageColumnCount;
    StoredMessage stored;
    stored.message = readMessage(row);
    stored.bytes = row.count(next);
    stored.message.attempts = static_cast<std::uint32_t>(row.number(next + 1));
    stored.dead = part == QueueFile::Part::Dead;
    stored.buriedAt = row.number(next + 2);
    stored.reason = row.bytes(next + 3);
    return stored;
}

} // namespace

Result<std::unique_ptr<QueueFile>> QueueFile::open(const std::filesystem::path& path, SqliteConnection::Access access)
{
    const bool write = access == SqliteConnection::Access::Write;
    std::error_code ignored;
    std::optional<FileLock> lock;
    if (!std::filesystem::exists(path, ignored)) {
        return failure(Errc::NotFound, path.string(), "there is no message store");
    }
    if (write) {
        auto taken = FileLock::take(path);
        if (!taken) {
            return tl::unexpected(taken.error());
        }
        lock = std::move(*taken);
    }
    auto connection = openStoreFile(path, access);
    if (!connection) {
        return tl::unexpected(connection.error());
    }
    if (!write) {
        // Everything that is read belongs to one instant, which the first reading fixes.
        if (auto begun = (*connection)->execute("BEGIN; SELECT count(*) FROM meta"); !begun) {
            return tl::unexpected(begun.error());
        }
    }
    std::unique_ptr<QueueFile> file(new QueueFile(std::move(*connection)));
    file->m_lock = std::move(lock);
    return file;
}

Result<QueueFile::Extent> QueueFile::extent(Part part) const
{
    auto row = m_connection->prepare("SELECT count(*), total(length(body)) FROM " + tableOf(part));
    if (!row) {
        return tl::unexpected(row.error());
    }
    return row->next().map([&](bool) { return Extent{row->count(0), row->count(1)}; });
}

Result<std::vector<StoredMessage>> QueueFile::list(Part part, std::size_t most) const
{
    auto rows = m_connection->prepare(query(part, false) + " ORDER BY id LIMIT ?1");
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    rows->bind(1, std::uint64_t{most});
    std::vector<StoredMessage> all;
    Result<bool> row = rows->next();
    for (; row && *row; row = rows->next()) {
        all.push_back(read(*rows, part));
    }
    if (!row) {
        return tl::unexpected(row.error());
    }
    return all;
}

Result<std::optional<StoredMessage>> QueueFile::find(std::uint64_t id) const
{
    for (const Part part : {Part::Undelivered, Part::Dead}) {
        auto rows = m_connection->prepare(query(part, true) + " WHERE id = ?1");
        if (!rows) {
            return tl::unexpected(rows.error());
        }
        const auto row = rows->bind(1, id).next();
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (*row) {
            return read(*rows, part);
        }
    }
    return std::nullopt;
}

Result<std::uint64_t> QueueFile::transaction(const std::function<Result<std::uint64_t>()>& change)
{
    auto done = m_connection->execute("BEGIN IMMEDIATE").and_then(change);
    if (done) {
        const auto committed = m_connection->execute("COMMIT");
        if (!committed) {
            done = tl::unexpected(committed.error());
        }
    }
    if (!done && m_connection->inTransaction()) {
        (void)m_connection->execute("ROLLBACK");
    }
    return done;
}

Result<std::uint64_t> QueueFile::removeDead(std::string_view condition, std::uint64_t id, bool keep)
{
    const std::string where{condition};
    if (keep) {
        auto moved = m_connection->prepare("INSERT INTO messages (" + columns + ") SELECT " + columns + " FROM dead_letters" + where);
        const auto done = moved ? (where.empty() ? *moved : moved->bind(1, id)).run() : tl::unexpected(moved.error());
        if (!done) {
            return tl::unexpected(done.error());
        }
    }
    auto removed = m_connection->prepare("DELETE FROM dead_letters" + where);
    const auto done = removed ? (where.empty() ? *removed : removed->bind(1, id)).run() : tl::unexpected(removed.error());
    return done.map([this] { return m_connection->changed(); });
}

Result<std::uint64_t> QueueFile::removeDead(std::span<const std::uint64_t> ids, bool keep)
{
    return transaction([&]() -> Result<std::uint64_t> {
        if (ids.empty()) {
            return removeDead("", 0, keep);
        }
        std::uint64_t count = 0;
        for (const std::uint64_t id : ids) {
            const auto removed = removeDead(" WHERE id = ?1", id, keep);
            if (!removed) {
                return removed;
            }
            if (*removed == 0) {
                return failure(Errc::NotFound, m_connection->path().string(), "there is no dead letter " + std::to_string(id) + "; nothing was changed");
            }
            count += *removed;
        }
        return count;
    });
}

Result<std::uint64_t> QueueFile::requeue(std::span<const std::uint64_t> ids)
{
    return removeDead(ids, true);
}

Result<std::uint64_t> QueueFile::purgeDead(std::span<const std::uint64_t> ids)
{
    return removeDead(ids, false);
}

Result<std::uint64_t> QueueFile::purgeAll()
{
    const auto purged = transaction([&]() -> Result<std::uint64_t> {
        const auto count = m_connection->number("SELECT (SELECT count(*) FROM messages) + (SELECT count(*) FROM dead_letters)");
        if (!count) {
            return tl::unexpected(count.error());
        }
        return m_connection->execute("DELETE FROM messages; DELETE FROM attempts; DELETE FROM dead_letters; DELETE FROM keys").map([&] {
            return static_cast<std::uint64_t>(*count);
        });
    });
    if (purged) {
        // Room that cannot be given back is used for the next messages.
        (void)m_connection->execute("VACUUM");
    }
    return purged;
}

} // namespace highwater

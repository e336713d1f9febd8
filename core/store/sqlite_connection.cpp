// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_connection.h"

#include <cassert>
#include <cstring>
#include <sqlite3.h>

namespace highwater {

namespace {

/// How long another program may hold the file before a statement gives up.
constexpr int patienceMs = 5000;

/// What the system said of it, when it said something.
std::string systemReason(sqlite3* database)
{
    const int number = sqlite3_system_errno(database);
    return number == 0 ? std::string() : std::string(" (") + std::strerror(number) + ')';
}

Error describe(sqlite3* database, const std::filesystem::path& path)
{
    const std::string reason = sqlite3_errmsg(database) + systemReason(database);
    const auto error = [&path](Errc code, std::string message) { return Error{code, path.string(), std::move(message)}; };
    switch (sqlite3_errcode(database)) {
    case SQLITE_FULL:
        return error(Errc::Io, "there is no room left: the disk is full, or the file has reached its bound; make room");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return error(Errc::Io, "cannot be opened or written: " + reason + "; the file and its folder must be readable and writable");
    case SQLITE_CORRUPT:
        return error(Errc::Io, "is damaged: " + reason + "; restore a copy, or start with another file and save what can be read with sqlite3 FILE .recover");
    case SQLITE_NOTADB:
        return error(Errc::WrongType, "is no message store: it is not an SQLite database; name another file, or move this one away");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error(Errc::Io, "is held by another program, which writes to it; end that program");
    default:
        return error(Errc::Io, "could not be read or written: " + reason);
    }
}

} // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

SqliteStatement& SqliteStatement::bind(int parameter, std::int64_t value)
{
    [[maybe_unused]] const int done = sqlite3_bind_int64(m_statement.get(), parameter, value);
    assert(done == SQLITE_OK);
    return *this;
}

SqliteStatement& SqliteStatement::bindText(int parameter, std::string_view value)
{
    // An empty view may have no address, which would be NULL.
    [[maybe_unused]] const int done = sqlite3_bind_text64(m_statement.get(), parameter, value.empty() ? "" : value.data(), value.size(), SQLITE_STATIC,
                                                          SQLITE_UTF8);
    assert(done == SQLITE_OK);
    return *this;
}

SqliteStatement& SqliteStatement::bindBytes(int parameter, std::string_view value)
{
    [[maybe_unused]] const int done = sqlite3_bind_blob64(m_statement.get(), parameter, value.empty() ? "" : value.data(), value.size(), SQLITE_STATIC);
    assert(done == SQLITE_OK);
    return *this;
}

Result<void> SqliteStatement::run()
{
    const int done = sqlite3_step(m_statement.get());
    if (done != SQLITE_DONE && done != SQLITE_ROW) {
        Error error = m_connection->fault();
        reset();
        return tl::unexpected(std::move(error));
    }
    reset();
    return {};
}

Result<bool> SqliteStatement::next()
{
    const int done = sqlite3_step(m_statement.get());
    if (done == SQLITE_ROW) {
        return true;
    }
    if (done == SQLITE_DONE) {
        reset();
        return false;
    }
    Error error = m_connection->fault();
    reset();
    return tl::unexpected(std::move(error));
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement.get());
}

std::int64_t SqliteStatement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

std::string_view SqliteStatement::bytes(int column) const
{
    const void* data = sqlite3_column_blob(m_statement.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
    return data == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(data), size);
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::filesystem::path& path, Access access)
{
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(path));
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
                      | (access == Access::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // A name that starts with ':' or "file:" would mean something else to SQLite.
    const std::string name = (path.is_relative() ? std::filesystem::path(".") / path : path).string();
    if (sqlite3_open_v2(name.c_str(), &connection->m_database, flags, nullptr) != SQLITE_OK) {
        return tl::unexpected(connection->fault());
    }
    sqlite3_busy_timeout(connection->m_database, patienceMs);
    return connection;
}

SqliteConnection::~SqliteConnection()
{
    sqlite3_close_v2(m_database);
}

Result<void> SqliteConnection::execute(const std::string& sql)
{
    if (sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return tl::unexpected(fault());
    }
    return {};
}

Result<SqliteStatement> SqliteConnection::prepare(std::string_view sql) const
{
    sqlite3_stmt* raw = nullptr;
    const int done = sqlite3_prepare_v3(m_database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (done != SQLITE_OK) {
        return tl::unexpected(fault());
    }
    SqliteStatement statement;
    statement.m_connection = this;
    statement.m_statement.reset(raw);
    return statement;
}

Result<std::int64_t> SqliteConnection::number(std::string_view sql) const
{
    auto statement = prepare(sql);
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    return statement->next().map([&](bool found) { return found ? statement->number(0) : 0; });
}

Result<std::string> SqliteConnection::text(std::string_view sql) const
{
    auto statement = prepare(sql);
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    return statement->next().map([&](bool found) { return found ? std::string(statement->bytes(0)) : std::string(); });
}

bool SqliteConnection::inTransaction() const
{
    return sqlite3_get_autocommit(m_database) == 0;
}

std::uint64_t SqliteConnection::changed() const
{
    return static_cast<std::uint64_t>(sqlite3_changes64(m_database));
}

Error SqliteConnection::fault() const
{
    return describe(m_database, m_path);
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace highwater {

class SqliteConnection;

/// A prepared statement. Belongs to a connection, which must outlive it, and is used by the thread that uses the connection. Parameters
/// count from 1, columns from 0. Text and bytes are not copied: they must stay until run() or the last next().
class SqliteStatement
{
public:
    SqliteStatement() = default;

    SqliteStatement& bind(int parameter, std::int64_t value);
    SqliteStatement& bind(int parameter, std::uint64_t value) { return bind(parameter, static_cast<std::int64_t>(value)); }
    SqliteStatement& bindText(int parameter, std::string_view value);
    SqliteStatement& bindBytes(int parameter, std::string_view value);

    /// Does it once, to its end, and makes it ready for the next time. Fails with what the connection says.
    Result<void> run();
    /// The next row; false at the end, after which it is ready for the next time.
    Result<bool> next();
    void reset();

    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::uint64_t count(int column) const { return static_cast<std::uint64_t>(number(column)); }
    /// Valid until the next row.
    [[nodiscard]] std::string_view bytes(int column) const;

private:
    friend class SqliteConnection;
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const;
    };

    const SqliteConnection* m_connection = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// One connection to an SQLite file, for one thread at a time. Errors name the file and say what to do.
class SqliteConnection
{
public:
    enum class Access : std::uint8_t { Read, Write };

    /// A file that does not exist is made when it is opened for writing. Fails with NotFound, Io or WrongType.
    static Result<std::unique_ptr<SqliteConnection>> open(const std::filesystem::path& path, Access access);
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;
    ~SqliteConnection();

    Result<void> execute(const std::string& sql);
    [[nodiscard]] Result<SqliteStatement> prepare(std::string_view sql) const;
    /// The first column of the first row; 0 or empty when there is none.
    [[nodiscard]] Result<std::int64_t> number(std::string_view sql) const;
    [[nodiscard]] Result<std::string> text(std::string_view sql) const;

    /// A transaction that was not ended is open.
    [[nodiscard]] bool inTransaction() const;
    /// Rows that the last statement changed.
    [[nodiscard]] std::uint64_t changed() const;
    /// What went wrong last, in words, with the file as its place.
    [[nodiscard]] Error fault() const;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] sqlite3* handle() const { return m_database; }

private:
    explicit SqliteConnection(std::filesystem::path path) : m_path(std::move(path)) {}

    std::filesystem::path m_path;
    sqlite3* m_database = nullptr;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/message.h"
#include "store/sqlite_connection.h"

namespace highwater {

/// What stands in a message store on disk. Version 1 has the tables
///   messages      id, received, priority, method, path, content_type, headers, key, body: those that were not delivered
///   attempts      id, attempts: of messages whose delivery was begun. Apart, so that an attempt does not write the body again
///   dead_letters  as messages, with attempts, buried (when) and reason
///   keys          id, key, expires: idempotency keys, by the message that they stand for
///   meta          name, value: "version" of this list, and "next_id": ids below it may have been used
/// Times are nanoseconds since 1970.
inline constexpr std::int64_t storeVersion = 1;

/// Opens a store and looks whether it is one and whole. For writing, a file that is not there or empty becomes a new store. The caller
/// sees to it that nobody else writes (file_lock.h). Fails with NotFound, Io (cannot be read or written, cut off, damaged), WrongType
/// (something else) or Unsupported (of a newer version), the path in where.
Result<std::unique_ptr<SqliteConnection>> openStoreFile(const std::filesystem::path& path, SqliteConnection::Access access);

/// The columns of a message, in the order that the functions below take them; they are the same in messages and in dead_letters.
inline constexpr std::string_view messageColumns = "id, received, priority, method, path, content_type, headers, key, body";
inline constexpr int messageColumnCount = 9;

/// Binds the parameters 1 to 9. The message must stay, and so must its headers as text.
void bindMessage(SqliteStatement& statement, const Message& message, const std::string& headers);
/// Reads the columns 0 to 8; attempts are not among them.
Message readMessage(const SqliteStatement& row);

/// "name: value" in lines; backslash, CR and LF of a value are written as \\, \r and \n, so that no value makes a line of its own.
std::string writeHeaders(const std::vector<std::pair<std::string, std::string>>& headers);
std::vector<std::pair<std::string, std::string>> readHeaders(std::string_view text);

} // namespace highwater

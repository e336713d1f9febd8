// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace highwater {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t applicationId = 0x48'57'4D'31; // "HWM1"
constexpr std::string_view signature{"SQLite format 3\0", 16};
constexpr std::size_t headerSize = 100;
constexpr std::string_view remedy = "; restore a copy, or start with another file and save what can be read with sqlite3 FILE .recover";

using Connection = std::unique_ptr<SqliteConnection>;
using Header = std::array<unsigned char, headerSize>;

tl::unexpected<Error> refusal(const fs::path& path, Errc code, std::string message)
{
    return failure(code, path.string(), std::move(message));
}

std::uint64_t bigEndian(const Header& header, std::size_t at, std::size_t size)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value = value << 8 | header[at + i];
    }
    return value;
}

/// The length that the header tells of; 0: it does not know.
std::uint64_t toldLength(const Header& header)
{
    constexpr std::size_t pageSizeAt = 16;
    constexpr std::size_t changeAt = 24;
    constexpr std::size_t pagesAt = 28;
    constexpr std::size_t pagesValidForAt = 92;
    const std::uint64_t pageSize = bigEndian(header, pageSizeAt, 2);
    const bool valid = bigEndian(header, changeAt, 4) == bigEndian(header, pagesValidForAt, 4);
    return valid ? bigEndian(header, pagesAt, 4) * (pageSize == 1 ? 65536 : pageSize) : 0;
}

/// The beginning of a file; fewer bytes when it is shorter. Fails with Io.
Result<std::size_t> readBeginning(const fs::path& path, Header& header)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const ssize_t got = descriptor < 0 ? -1 : ::read(descriptor, header.data(), header.size());
    const int number = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (got < 0) {
        return refusal(path, Errc::Io, std::string("cannot be read: ") + std::strerror(number));
    }
    return static_cast<std::size_t>(got);
}

enum class Log : std::uint8_t { None, Good, Damaged };

/// SQLite takes a log that it does not understand for an empty one, and would lose what is in it.
Log lookAtLog(const fs::path& path)
{
    constexpr std::uint64_t magic = 0x377f0682; // and one more, by the order of bytes of the sums
    Header header{};
    const auto size = readBeginning(path.string() + "-wal", header);
    if (!size || *size == 0) {
        return Log::None;
    }
    // Zeros are what a loss of power leaves of a log that was never used.
    const std::uint64_t found = bigEndian(header, 0, 4);
    return found == magic || found == magic + 1 ? Log::Good : found == 0 ? Log::None : Log::Damaged;
}

/// What can be seen before SQLite looks: whether the file is there, and of the right kind and length. False: it is new or empty.
Result<bool> examine(const fs::path& path)
{
    struct ::stat status = {};
    if (::stat(path.c_str(), &status) != 0) {
        return errno == ENOENT ? Result<bool>(false) : refusal(path, Errc::Io, std::string("cannot be looked at: ") + std::strerror(errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return refusal(path, Errc::WrongType, "is a folder or a device; a message store is a file");
    }
    Header header{};
    const auto read = readBeginning(path, header);
    if (!read || *read == 0) {
        return read ? Result<bool>(false) : tl::unexpected(read.error());
    }
    const std::size_t size = *read;
    const std::size_t compared = std::min(size, signature.size());
    if (std::memcmp(header.data(), signature.data(), compared) != 0) {
        return refusal(path, Errc::WrongType, "is no message store: it does not begin like an SQLite database; name another file, or move this one away");
    }
    const auto length = static_cast<std::uint64_t>(status.st_size);
    const std::uint64_t told = size < headerSize ? headerSize : toldLength(header);
    const Log log = lookAtLog(path);
    if (log == Log::Damaged) {
        return refusal(path, Errc::Io, "has a damaged log, " + path.string() + "-wal, with messages that were confirmed last; restore a copy of both, "
                                       "or move the log away to go on without these messages");
    }
    // A log that was not yet copied into the file may hold what is missing.
    if (length < told && log == Log::None) {
        return refusal(path, Errc::Io,
                       "is cut off: it should have " + std::to_string(told) + " bytes and has " + std::to_string(length) + std::string(remedy));
    }
    return true;
}

Result<void> createTables(SqliteConnection& connection)
{
    const std::string columns = "id INTEGER PRIMARY KEY, received INTEGER NOT NULL, priority INTEGER NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,"
                                "content_type TEXT NOT NULL, headers TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL";
    return connection.execute("BEGIN IMMEDIATE;"
                              "PRAGMA application_id = " + std::to_string(applicationId) + ";"
                              "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
                              "INSERT INTO meta VALUES ('version', " + std::to_string(storeVersion) + "), ('next_id', 1);"
                              "CREATE TABLE messages (" + columns + ");"
                              "CREATE TABLE attempts (id INTEGER PRIMARY KEY, attempts INTEGER NOT NULL);"
                              "CREATE TABLE dead_letters (" + columns + ", attempts INTEGER NOT NULL, buried INTEGER NOT NULL, reason TEXT NOT NULL);"
                              "CREATE TABLE keys (id INTEGER PRIMARY KEY, key TEXT NOT NULL, expires INTEGER NOT NULL);"
                              "COMMIT");
}

Result<void> checkKind(const SqliteConnection& connection)
{
    const auto application = connection.number("PRAGMA application_id");
    if (!application) {
        return tl::unexpected(application.error());
    }
    if (*application != applicationId) {
        return refusal(connection.path(), Errc::WrongType, "is an SQLite database of another program; name another file");
    }
    const auto version = connection.number("SELECT value FROM meta WHERE name = 'version'");
    if (!version) {
        return tl::unexpected(version.error());
    }
    if (*version != storeVersion) {
        return refusal(connection.path(), Errc::Unsupported,
                       "is a message store of version " + std::to_string(*version) + ", and this program knows version " + std::to_string(storeVersion)
                           + "; open it with a newer program, or name another file");
    }
    return {};
}

Result<void> checkWhole(const SqliteConnection& connection)
{
    const auto found = connection.text("PRAGMA quick_check(1)");
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (*found != "ok") {
        std::string what = *found;
        for (char& letter : what) {
            letter = letter == '\n' ? ' ' : letter;
        }
        return refusal(connection.path(), Errc::Io, "is damaged: " + what + std::string(remedy));
    }
    return {};
}

Result<void> useLog(SqliteConnection& connection)
{
    // Only a new file can have pages of another size: seven messages of 1 KiB lie in one instead of three, so a group writes fewer of them.
    const auto pages = connection.execute("PRAGMA page_size = 8192");
    if (!pages) {
        return pages;
    }
    const auto mode = connection.text("PRAGMA journal_mode = WAL");
    if (!mode) {
        return tl::unexpected(mode.error());
    }
    if (*mode != "wal") {
        return refusal(connection.path(), Errc::Io, "lies on a file system that cannot keep a write-ahead log; put it on a local disk");
    }
    // What was deleted is written over only where that costs no writing of its own. The cache (KiB): what was written a moment ago is not read
    // again when it is delivered.
    return connection.execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = FAST; PRAGMA cache_size = -16384");
}

bool isEmpty(const SqliteConnection& connection)
{
    return connection.number("SELECT count(*) FROM sqlite_schema").value_or(1) == 0
           && connection.number("PRAGMA application_id").value_or(1) == 0;
}

} // namespace

Result<Connection> openStoreFile(const fs::path& path, SqliteConnection::Access access)
{
    const auto exists = examine(path);
    if (!exists) {
        return tl::unexpected(exists.error());
    }
    const bool write = access == SqliteConnection::Access::Write;
    if (!*exists && !write) {
        return refusal(path, Errc::NotFound, "there is no message store");
    }
    auto connection = SqliteConnection::open(path, access);
    if (!connection) {
        return connection;
    }
    SqliteConnection& store = **connection;
    // A process that ended while it made the store may have left a database without tables.
    const bool fresh = write && (!*exists || isEmpty(store));
    const auto checked = fresh ? Result<void>() : checkKind(store).and_then([&] { return write ? checkWhole(store) : Result<void>(); });
    const auto ready = checked.and_then([&] { return write ? useLog(store) : Result<void>(); }).and_then([&] {
        return fresh ? createTables(store) : Result<void>();
    });
    if (!ready) {
        return tl::unexpected(ready.error());
    }
    return connection;
}

void bindMessage(SqliteStatement& statement, const Message& message, const std::string& headers)
{
    statement.bind(1, message.id).bind(2, message.receivedAt).bind(3, std::int64_t{message.priority});
    statement.bindText(4, message.method).bindText(5, message.path).bindText(6, message.contentType).bindText(7, headers);
    statement.bindText(8, message.key).bindBytes(9, message.body);
}

Message readMessage(const SqliteStatement& row)
{
    Message message;
    message.id = row.count(0);
    message.receivedAt = row.number(1);
    message.priority = static_cast<std::int32_t>(row.number(2));
    message.method = row.bytes(3);
    message.path = row.bytes(4);
    message.contentType = row.bytes(5);
    message.headers = readHeaders(row.bytes(6));
    message.key = row.bytes(7);
    message.body = row.bytes(8);
    return message;
}

std::string writeHeaders(const std::vector<std::pair<std::string, std::string>>& headers)
{
    std::string text;
    for (const auto& [name, value] : headers) {
        text += name + ": ";
        for (const char letter : value) {
            switch (letter) {
            case '\\': text += "\\\\"; break;
            case '\r': text += "\\r"; break;
            case '\n': text += "\\n"; break;
            default: text += letter;
            }
        }
        text += '\n';
    }
    return text;
}

namespace {

std::string unescaped(std::string_view text)
{
    std::string value;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            value += text[i];
            continue;
        }
        ++i;
        value += text[i] == 'r' ? '\r' : text[i] == 'n' ? '\n' : text[i];
    }
    return value;
}

} // namespace

std::vector<std::pair<std::string, std::string>> readHeaders(std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> headers;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        const auto colon = line.find(": ");
        if (colon != std::string_view::npos) {
            headers.emplace_back(line.substr(0, colon), unescaped(line.substr(colon + 2)));
        }
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return headers;
}

} // namespace highwater

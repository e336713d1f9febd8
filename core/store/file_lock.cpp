// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_lock.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>

namespace highwater {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> refusal(const fs::path& file, int number)
{
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::error_code ignored;
    if (number == ENOTDIR || (number == ENOENT && fs::exists(folder, ignored) && !fs::is_directory(folder, ignored))) {
        return failure(Errc::Io, file.string(), folder.string() + " is no folder; name another file");
    }
    if (number == ENOENT && fs::is_directory(folder, ignored)) {
        return failure(Errc::Io, file.string(), "no file can be made in the folder " + folder.string() + "; name another file");
    }
    if (number == ENOENT) {
        return failure(Errc::NotFound, file.string(), "the folder " + folder.string() + " does not exist; make it, or name another file");
    }
    return failure(Errc::Io, file.string(),
                   "cannot be kept to this process: " + file.string() + ".lock: " + std::strerror(number)
                       + "; a message store needs a folder that can be written");
}

/// The process that holds the lock, as it wrote itself down; empty: it did not get that far.
std::string holder(int descriptor)
{
    std::array<char, 24> text{};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    std::string number;
    for (ssize_t i = 0; i < size && text[static_cast<std::size_t>(i)] >= '0' && text[static_cast<std::size_t>(i)] <= '9'; ++i) {
        number += text[static_cast<std::size_t>(i)];
    }
    return number;
}

/// Only for the message of the next one who comes: failing does no harm.
void writeHolder(int descriptor)
{
    const std::string text = std::to_string(::getpid()) + '\n';
    if (::ftruncate(descriptor, 0) == 0) {
        (void)!::pwrite(descriptor, text.data(), text.size(), 0);
    }
}

} // namespace

Result<FileLock> FileLock::take(const fs::path& file)
{
    const std::string name = file.string() + ".lock";
    int descriptor = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0 && errno == EACCES) {
        // Of another user, who looked after the store once: a lock needs no right to write.
        const int denied = errno;
        descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
        errno = descriptor < 0 ? denied : errno;
    }
    if (descriptor < 0) {
        return refusal(file, errno);
    }
    FileLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) {
            return refusal(file, errno);
        }
        const std::string process = holder(descriptor);
        return failure(Errc::Io, file.string(),
                       "is in use by " + (process.empty() ? "another process" : "process " + process)
                           + "; one process at a time may write to it: end that one, or name another file");
    }
    writeHolder(descriptor);
    return lock;
}

FileLock& FileLock::operator=(FileLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

} // namespace highwater

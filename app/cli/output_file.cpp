// SPDX-License-Identifier: GPL-3.0-or-later
#include "output_file.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace highwater::cli {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> ioFailure(const std::string& where, int error)
{
    const std::string why = error != 0 ? std::generic_category().message(error) : std::string("unknown reason");
    return failure(Errc::Io, where, "cannot be written: " + why);
}

/// What a new file gets, or what the file in its place has: mkstemp() makes files that only their owner may read.
mode_t modeFor(const fs::path& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) == 0) {
        return status.st_mode & 0777U;
    }
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666U & ~mask;
}

} // namespace

Result<std::unique_ptr<OutputFile>> OutputFile::create(const fs::path& path)
{
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (fs::is_directory(status)) {
        return ioFailure(path.string(), EISDIR);
    }
    fs::path target = path;
    fs::path temporary;
    if (!fs::exists(status) || fs::is_regular_file(status)) {
        if (fs::exists(status)) {
            // The file that a link leads to is replaced, not the link.
            const fs::path resolved = fs::canonical(path, code);
            target = code ? path : resolved;
            if (::access(target.c_str(), W_OK) != 0) {
                return ioFailure(path.string(), errno);
            }
        }
        std::string name = target.string() + ".XXXXXX";
        const int descriptor = ::mkstemp(name.data());
        if (descriptor < 0) {
            return ioFailure(path.string(), errno);
        }
        temporary = name;
        const bool failed = ::fchmod(descriptor, modeFor(target)) != 0;
        const int error = errno;
        ::close(descriptor);
        if (failed) {
            ::unlink(temporary.c_str());
            return ioFailure(path.string(), error);
        }
    }
    std::unique_ptr<OutputFile> file(new OutputFile(target, temporary));
    if (!file->m_stream.is_open()) {
        return ioFailure(path.string(), errno);
    }
    return file;
}

OutputFile::OutputFile(fs::path path, fs::path temporary) : m_path(std::move(path)), m_temporary(std::move(temporary))
{
    errno = 0;
    m_stream.open(m_temporary.empty() ? m_path : m_temporary, std::ios::binary | std::ios::trunc);
}

OutputFile::~OutputFile()
{
    if (!m_temporary.empty()) {
        std::error_code ignored;
        fs::remove(m_temporary, ignored);
    }
}

Result<void> OutputFile::finish()
{
    const bool wasGood = m_stream.good();
    errno = 0;
    if (!wasGood) {
        // The reason of an earlier failure is forgotten; the next attempt tells it again.
        m_stream.clear();
        m_stream << '\n';
    }
    m_stream.flush();
    const bool flushed = m_stream.good();
    int error = errno;
    m_stream.close();
    if (error == 0) {
        error = errno;
    }
    if (!wasGood || !flushed || m_stream.fail()) {
        return ioFailure(m_path.string(), error);
    }
    return {};
}

Result<void> OutputFile::commit()
{
    if (m_temporary.empty()) {
        return {};
    }
    std::error_code code;
    fs::rename(m_temporary, m_path, code);
    if (code) {
        return ioFailure(m_path.string(), code.value());
    }
    m_temporary.clear();
    return {};
}

Result<void> writeStandardOutput(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            return ioFailure("standard output", errno);
        }
    }
    return {};
}

} // namespace highwater::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <filesystem>
#include <utility>

namespace highwater {

/// Keeps a file to one process: a lock on a file beside it (its name and ".lock"), which the system lets go of when the process ends,
/// however it ends. The file beside it stays, and names the process that held it last.
class FileLock
{
public:
    /// Does not wait. Fails with Io when another process holds it, or when the folder cannot be written; NotFound without the folder.
    static Result<FileLock> take(const std::filesystem::path& file);

    FileLock(FileLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

private:
    explicit FileLock(int descriptor) : m_descriptor(descriptor) {}

    int m_descriptor = -1;
};

} // namespace highwater

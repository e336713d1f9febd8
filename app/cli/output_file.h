// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>

namespace highwater::cli {

/// A file that appears whole or not at all: it is written beside its place and moved there by commit(). What is no regular file
/// (a device, a pipe) is written directly. Without commit() nothing is left behind.
class OutputFile
{
public:
    /// Fails with Io and the path in where.
    static Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    std::ostream& stream() { return m_stream; }
    /// Closes the file; it is not in its place yet. Fails with Io for anything that could not be written.
    Result<void> finish();
    /// Puts the finished file into its place. Fails with Io.
    Result<void> commit();

private:
    OutputFile(std::filesystem::path path, std::filesystem::path temporary);

    std::filesystem::path m_path;
    std::filesystem::path m_temporary; ///< empty: written directly, or in its place already
    std::ofstream m_stream;
};

/// Writes text to the standard output. Fails with Io.
Result<void> writeStandardOutput(std::string_view text);

} // namespace highwater::cli

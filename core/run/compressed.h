// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace highwater {

/// How compressed bytes are wrapped: a file that gunzip reads, or the shorter frame of zlib for text that is passed on.
enum class Wrapping { Gzip, Zlib };

/// Any thread; blocks until done. The same text gives the same bytes.
std::string compressed(std::string_view text, Wrapping wrapping);

/// Fails with Syntax for what is not compressed so, was damaged or ends too early, and with OutOfRange when more than `most` bytes would
/// come out; no more memory than that is taken, whatever the input claims. where is "byte 1234" of the input.
Result<std::string> decompressed(std::string_view bytes, Wrapping wrapping, std::size_t most);

} // namespace highwater

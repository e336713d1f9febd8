// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http_transcript.h"

#include <string_view>

namespace highwater::test {

/// Reads some bytes in one piece, byte by byte, and cut in ways that follow from the bytes, and aborts with both texts when two of the
/// transcripts differ, or when one tells of a broken promise.
void sameWhateverTheCuts(std::string_view bytes, const std::function<std::string(const Cuts&)>& read);

} // namespace highwater::test

// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as frames, with a small limit.
#include "same_whatever_the_cuts.h"

using namespace highwater::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    sameWhateverTheCuts(bytes, [&](const Cuts& cuts) { return readFrames(bytes, cuts, 300); });
    return 0;
}

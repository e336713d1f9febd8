// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as requests: collected and streamed, with small limits.
#include "same_whatever_the_cuts.h"

using namespace highwater::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    RequestReading streamed;
    streamed.stream = true;
    streamed.streamLimit = 100;
    for (const RequestReading& reading : {RequestReading{}, streamed}) {
        sameWhateverTheCuts(bytes, [&](const Cuts& cuts) { return readRequests(bytes, cuts, reading); });
    }
    return 0;
}

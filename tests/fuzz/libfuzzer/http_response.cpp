// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as responses: with bodies, to HEAD, with a part of the body kept, and closed or not behind them.
#include "same_whatever_the_cuts.h"

using namespace highwater::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    ResponseReading toHead;
    toHead.noBody = true;
    ResponseReading short_;
    short_.limits.keep = 5;
    short_.closes = false;
    for (const ResponseReading& reading : {ResponseReading{}, toHead, short_}) {
        sameWhateverTheCuts(bytes, [&](const Cuts& cuts) { return readResponses(bytes, cuts, reading); });
    }
    return 0;
}

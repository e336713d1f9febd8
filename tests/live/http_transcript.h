// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/frame_decoder.h"
#include "live/http_parser.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace highwater::test {

/// How many bytes to give next, of those that are left (at least 1); asked again and again.
using Cuts = std::function<std::size_t(std::size_t left)>;

Cuts inOnePiece();
Cuts byteByByte();
/// Mostly short pieces, some long ones; the same for the same seed.
Cuts randomCuts(std::uint64_t seed);
/// The lengths come from the bytes of a text, over and over; a zero counts as one.
Cuts cutsOf(std::string_view lengths);

struct RequestReading
{
    http::RequestLimits limits{512, 64};
    bool stream = false;
    std::uint64_t streamLimit = http::unlimited;
};
struct ResponseReading
{
    http::ResponseLimits limits{512, 64, 64};
    bool noBody = false;  ///< the answers are to HEAD
    bool closes = true;   ///< the connection is closed behind the bytes
};

/// Everything that a parser tells about some bytes, as text: two ways to cut them are the same to it when the texts are the same. A line
/// that begins with "BROKEN" tells that the parser broke a promise: took more than it was given, kept more than its limits, went on
/// after a fault.
std::string readRequests(std::string_view bytes, const Cuts& cuts, const RequestReading& reading = {});
std::string readResponses(std::string_view bytes, const Cuts& cuts, const ResponseReading& reading = {});
std::string readFrames(std::string_view bytes, const Cuts& cuts, std::uint32_t limit);

/// The transcript in one piece, after all other ways to cut have given the same; "cuts differ" with both texts otherwise.
std::string whateverTheCuts(const std::function<std::string(const Cuts&)>& read);
/// The values of the lines "name=value" of a transcript, with commas between.
std::string valuesOf(std::string_view transcript, std::string_view name);
bool has(std::string_view text, std::string_view part);

} // namespace highwater::test

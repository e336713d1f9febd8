// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/agenda.h"
#include "metrics/histogram.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace highwater {

/// What a producer has done since it was added. Of requests: sent - retried = accepted + lost + cancelled + underWay.
struct LoadFigures
{
    std::uint64_t due = 0;       ///< items whose time has come, shed ones included
    std::uint64_t sent = 0;      ///< attempts that were begun
    std::uint64_t retried = 0;   ///< of them: not the first of their request
    std::uint64_t shed = 0;      ///< items thrown away at the source because of pressure
    std::uint64_t late = 0;      ///< items that were sent later than due because the bound of connections or of memory was reached
    std::uint64_t accepted = 0;  ///< answered with 2xx
    std::uint64_t refused = 0;   ///< attempts answered with another status
    std::uint64_t failed = 0;    ///< attempts that could not connect, or whose connection broke
    std::uint64_t timedOut = 0;  ///< attempts given up for want of an answer
    std::uint64_t lost = 0;      ///< requests given up for good, after their retries
    std::uint64_t cancelled = 0; ///< requests that were under way when the producer was removed or the generator stopped
    std::uint64_t unsent = 0;    ///< due, but not begun when the source was stopped
    std::map<int, std::uint64_t> statuses; ///< of all answers
    std::map<std::string, std::uint64_t> faults; ///< reasons in words; at most 20 of them
    Histogram fromIntended;      ///< of accepted requests: from the instant at which they were due, retries included
    Histogram fromSend;          ///< of accepted requests: from the instant at which the attempt was handed to the kernel
    std::uint64_t bytesSent = 0; ///< bodies of the attempts that found a connection and have ended
    std::uint64_t bytesReceived = 0; ///< answers
    std::int64_t underWay = 0;   ///< requests sent and not ended; those that wait for their retry included
    std::int64_t inFlight = 0;   ///< attempts without an answer now
    std::int64_t connections = 0; ///< open now
    Duration behind{};           ///< how far the source is behind its schedule now
    bool pressed = false;        ///< it heeds pressure, and there is some
    bool finished = false;       ///< it makes nothing more and nothing is under way
};

struct LoadSnapshot
{
    SteadyTime at;
    std::vector<std::pair<std::string, LoadFigures>> producers; ///< in the order in which they were added, removed ones included
};

} // namespace highwater

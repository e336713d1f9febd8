// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/agenda.h"
#include "metrics/histogram.h"
#include "scenario/scenario.h"
#include "units/error.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater::live {

/// What bounds a producer that is a real client, and what its random draws start from.
struct LoadOptions
{
    std::uint64_t seed = 1;
    std::optional<SteadyTime> begin;       ///< instant 0 of the run; absent: that of start()
    int connections = 256;                 ///< of each producer: requests under way at once, >= 1
    std::int64_t outstanding = 4096;       ///< of each producer: requests kept in memory, those that wait for their retry included; >= connections
    std::optional<std::int64_t> unanswered; ///< a producer that waits under pressure holds back above so many; absent: connections
    Duration probeAfter = std::chrono::milliseconds(100); ///< pressure that nothing has lifted is tried again after so long, or Retry-After
    std::int64_t longestBody = 64 * 1024 * 1024; ///< bytes; drawn sizes are cut to it
    std::optional<std::int64_t> sendBuffer, receiveBuffer; ///< SO_SNDBUF, SO_RCVBUF; bytes
};

/// What a producer has done since it was added. Requests: sent - retried = accepted + lost + underWay.
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
    std::uint64_t unsent = 0;    ///< due, but not begun when the source was stopped
    std::map<int, std::uint64_t> statuses; ///< of all answers
    std::map<std::string, std::uint64_t> faults; ///< reasons in words; at most 20 of them
    Histogram fromIntended;      ///< of accepted requests: from the instant at which they were due, retries included
    Histogram fromSend;          ///< of accepted requests: from the begin of the attempt that was accepted
    std::uint64_t bytesSent = 0; ///< bodies
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

/// Producers of a scenario as real clients of HTTP services, in a thread with an event loop of its own.
///
/// | arrivals  | a request is due                                                                       |
/// |-----------|----------------------------------------------------------------------------------------|
/// | open      | a gap after the one before it was due, whatever the service does                       |
/// | closed    | a think time after the user's request before it has ended                              |
/// | saturated | when the client's request before it has ended; `clients` of them are under way at once |
///
/// The gaps, sizes and clients are those that the simulator draws from the same seed. Latency counts from the due instant, so that a request
/// that waits for a connection because the service is slow is not forgotten. Memory is bounded: while as many requests are under way as
/// are allowed, the schedule is not drawn further, and what has come due is made up for later, counted as late.
///
/// A producer that waits under pressure lets its source stand still: what it would have sent meanwhile is never due. Pressure: the last
/// answer was 429 or 503, or more than a bound is unanswered. Without an answer the pressure is tried again after a time.
///
/// All functions may be called from any thread. Requests go to url + nothing else, by POST, with the headers X-Highwater-Producer,
/// -Intended (nanoseconds on CLOCK_MONOTONIC), -Attempt (from 1), -Client and -Priority.
class LoadGenerator
{
public:
    explicit LoadGenerator(LoadOptions options);
    /// As stop().
    ~LoadGenerator();
    LoadGenerator(const LoadGenerator&) = delete;
    LoadGenerator& operator=(const LoadGenerator&) = delete;

    /// Begins. Producers may be set before and after.
    void start();
    /// Adds a producer, or changes it at once: its arrivals begin anew when they are others, work under way goes on. Routes, services and
    /// deadlines of the producer are the server's business and not looked at. Fails with what HttpAddress::parse() fails with.
    Result<void> set(const std::string& name, const ProducerNode& producer, const std::string& url);
    /// Its source stops; what is under way is cancelled. Its figures stay.
    void remove(const std::string& name);
    /// No source makes anything more; what is under way, retries included, goes on to its end.
    void stopSources();
    /// Cancels what is under way and ends the thread. The figures stay.
    void stop();

    [[nodiscard]] LoadSnapshot snapshot() const;
    /// Every source is at its end, or stopped, and nothing is under way.
    [[nodiscard]] bool finished() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace highwater::live

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/agenda.h"
#include "live/load_figures.h"
#include "scenario/scenario.h"
#include "units/error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace highwater {

/// What bounds a producer that is a real client, and what its random draws start from.
struct LoadOptions
{
    std::uint64_t seed = 1;
    std::optional<SteadyTime> begin{};     ///< instant 0 of the run; absent: that of start()
    int connections = 256;                 ///< of each producer: requests under way at once, >= 1
    std::int64_t outstanding = 4096;       ///< of each producer: requests kept in memory, those that wait for their retry included; >= connections
    std::optional<std::int64_t> unanswered{}; ///< a producer that waits under pressure holds back above so many; absent: connections
    Duration probeAfter = std::chrono::milliseconds(100); ///< pressure that nothing has lifted is tried again after so long, or Retry-After
    std::int64_t longestBody = 64 * 1024 * 1024; ///< bytes; drawn sizes are cut to it
    std::optional<std::int64_t> sendBuffer{}, receiveBuffer{}; ///< SO_SNDBUF, SO_RCVBUF; bytes
    std::string headers{}; ///< whole lines, as http::appendHeader() makes them, for every request
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
/// start() and stop() belong to the owner's thread, all others to any. Requests go to the url by POST, with the headers X-Highwater-Producer,
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

} // namespace highwater

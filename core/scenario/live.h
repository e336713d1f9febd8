// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/producer_policy.h"
#include "scenario/distribution.h"
#include "units/time.h"

#include <cstdint>
#include <optional>
#include <string>

namespace highwater {

/// What bounds the clients of a live run, so that memory is bounded whatever arrives.
struct LiveLimits
{
    std::int64_t header = 16 * 1024;         ///< bytes of one request's head, >= 512
    std::int64_t body = 1024 * 1024;         ///< bytes of one body, or of one frame, >= 1
    std::int64_t connections = 8000;         ///< at once, >= 1
    std::int64_t connectionsPerPeer = 1000;  ///< at once from one address, >= 1
    Duration requestTime = std::chrono::seconds(10); ///< from a request's first byte to its last, while nobody holds it back
    Duration idleTime = std::chrono::seconds(60);    ///< between two requests of a connection
    std::int64_t pipelined = 1000;           ///< requests of one connection that wait for their answers, >= 1
    std::int64_t memory = std::int64_t{256} * 1024 * 1024; ///< bytes of all bodies that are kept at once, >= body; beyond: 503
    Duration drainTime = std::chrono::seconds(10);   ///< after SIGTERM: what is in flight may finish within it
    bool operator==(const LiveLimits&) const = default;
};

/// The member "live" of a scenario: where a live run listens, and to whom. Simulated runs ignore it.
struct LiveOptions
{
    std::string address = "127.0.0.1"; ///< an IPv4 or IPv6 address
    std::uint16_t port = 0;            ///< 0: any free port
    std::optional<std::uint16_t> framesPort; ///< of framed TCP; absent: no such front
    std::string token;                 ///< of PATCH, and of everything when the address is not a loopback one; empty: PATCH is refused
    std::optional<int> into;           ///< index of the stage that POSTs enter; absent: the first stage
    std::string framesPath = "/frames";
    std::string certificate, key;      ///< PEM files of TLS, in the scenario's folder; both or none
    std::string database;              ///< file of the durable store; empty: beside the scenario, "<name>.sqlite"
    Duration idempotency = std::chrono::minutes(10); ///< for how long a key is remembered
    std::optional<std::int64_t> sendBuffer, receiveBuffer, notSentLowat; ///< SO_SNDBUF, SO_RCVBUF, TCP_NOTSENT_LOWAT; bytes
    LiveLimits limits;
    bool operator==(const LiveOptions&) const = default;
};

/// workers.forward: the work on an item is a POST to another service.
struct Forward
{
    std::string url;                    ///< http://host[:port][/prefix]; the path of the message is appended
    Duration timeout = std::chrono::seconds(10); ///< of one try, > 0
    std::optional<double> rate;         ///< tries per second, > 0; absent: no limit
    flow::RetryPolicy retry;
    bool operator==(const Forward&) const = default;
};

/// What a live run does with a worker's time. Absent both: it sleeps for the service time.
struct LiveWork
{
    std::optional<Forward> forward;
    std::optional<Distribution> spin; ///< CPU time, seconds
    bool operator==(const LiveWork&) const = default;
};

} // namespace highwater

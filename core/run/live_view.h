// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace highwater {

/// Where a byte of a live run can be, in the order of its way.
enum class BytePlace : std::uint8_t {
    ReceiveBuffer, ///< come, and still in the kernel: the sender is held by TCP
    Reading,       ///< read, not yet a whole request
    Queues,        ///< in the queues of the stages
    Disk,          ///< bodies in the durable store
    SendBuffer     ///< answers that the clients have not taken
};
inline constexpr std::size_t bytePlaceCount = 5;

/// All of them at one instant.
struct ByteSample
{
    double at = 0; ///< seconds of the run
    std::array<double, bytePlaceCount> bytes{};
    double resident = 0; ///< memory of the process
};

/// What only a live run has: sockets, clients that nobody knows, a disk.
struct LiveView
{
    std::string url;       ///< "http://127.0.0.1:8080"
    std::string curl;      ///< a line to be pasted into a terminal: sends an item
    std::string framesUrl; ///< "127.0.0.1:8081" of framed TCP; empty: no such front
    std::size_t connections = 0;
    std::size_t heldBack = 0;          ///< connections from which nothing is read, so that TCP holds their senders
    std::uint64_t refusedConnections = 0;
    std::uint64_t requests = 0;
    std::int64_t unconfirmed = 0;      ///< requests without an answer
    std::int64_t resident = 0;         ///< bytes of memory of the process
    std::uint64_t stored = 0;          ///< messages on disk
    std::uint64_t dead = 0;            ///< dead letters
    std::uint64_t storeFaults = 0;
    bool draining = false;
    std::shared_ptr<const std::vector<ByteSample>> bytes; ///< the last ten minutes, oldest first; never null
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/time.h"

#include <cstdint>
#include <optional>

namespace highwater {

// Where the bytes of a connection are. Functions of a descriptor alone, from any thread; what the system does not tell is absent.

/// What the kernel knows of one TCP connection.
struct TcpState
{
    Duration roundTrip{};             ///< smoothed
    Duration roundTripVariation{};
    std::int64_t congestionWindow = 0; ///< segments
    std::int64_t segmentSize = 0;      ///< bytes
    std::int64_t unacknowledged = 0;   ///< segments
    std::int64_t retransmitted = 0;    ///< segments, in all
    std::int64_t unsent = 0;           ///< bytes in the send buffer that were not sent yet
};

/// What a socket is told to buffer. Bytes; absent: as the system has it.
struct SocketBuffers
{
    std::optional<std::int64_t> send{};         ///< SO_SNDBUF; the kernel doubles it
    std::optional<std::int64_t> receive{};      ///< SO_RCVBUF; the kernel doubles it
    std::optional<std::int64_t> notSentLowat{}; ///< TCP_NOTSENT_LOWAT
};

std::optional<std::int64_t> sendQueueBytes(int descriptor);    ///< written and not acknowledged by the peer
std::optional<std::int64_t> receiveQueueBytes(int descriptor); ///< come and not read
std::optional<TcpState> tcpState(int descriptor);

/// False when the system refused one of them; the others are set.
bool setSocketBuffers(int descriptor, const SocketBuffers& buffers);
/// As they are in force.
SocketBuffers socketBuffers(int descriptor);

/// Memory of this process that is resident, in bytes.
std::optional<std::int64_t> residentBytes();

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/socket_probe.h"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <memory>

#ifdef __linux__
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace highwater {

#ifdef __linux__

namespace {

std::optional<std::int64_t> askedOf(int descriptor, unsigned long request)
{
    int bytes = 0;
    return ::ioctl(descriptor, request, &bytes) == 0 ? std::optional<std::int64_t>(bytes) : std::nullopt;
}

bool setOption(int descriptor, int level, int name, std::optional<std::int64_t> value)
{
    if (!value) {
        return true;
    }
    const int number = static_cast<int>(std::clamp<std::int64_t>(*value, 0, std::numeric_limits<int>::max()));
    return ::setsockopt(descriptor, level, name, &number, sizeof number) == 0;
}

std::optional<std::int64_t> optionOf(int descriptor, int level, int name)
{
    int number = 0;
    socklen_t size = sizeof number;
    if (::getsockopt(descriptor, level, name, &number, &size) != 0) {
        return std::nullopt;
    }
    return number;
}

} // namespace

std::optional<std::int64_t> sendQueueBytes(int descriptor)
{
    return askedOf(descriptor, SIOCOUTQ);
}

std::optional<std::int64_t> receiveQueueBytes(int descriptor)
{
    return askedOf(descriptor, SIOCINQ);
}

std::optional<TcpState> tcpState(int descriptor)
{
    tcp_info info = {}; // an older kernel fills in less of it, the rest stays 0
    socklen_t size = sizeof info;
    if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) {
        return std::nullopt;
    }
    TcpState state;
    state.roundTrip = std::chrono::microseconds(info.tcpi_rtt);
    state.roundTripVariation = std::chrono::microseconds(info.tcpi_rttvar);
    state.congestionWindow = info.tcpi_snd_cwnd;
    state.segmentSize = info.tcpi_snd_mss;
    state.unacknowledged = info.tcpi_unacked;
    state.retransmitted = info.tcpi_total_retrans;
    state.unsent = info.tcpi_notsent_bytes;
    return state;
}

bool setSocketBuffers(int descriptor, const SocketBuffers& buffers)
{
    const bool send = setOption(descriptor, SOL_SOCKET, SO_SNDBUF, buffers.send);
    const bool receive = setOption(descriptor, SOL_SOCKET, SO_RCVBUF, buffers.receive);
    const bool lowat = setOption(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT, buffers.notSentLowat);
    return send && receive && lowat;
}

SocketBuffers socketBuffers(int descriptor)
{
    SocketBuffers buffers;
    buffers.send = optionOf(descriptor, SOL_SOCKET, SO_SNDBUF);
    buffers.receive = optionOf(descriptor, SOL_SOCKET, SO_RCVBUF);
    buffers.notSentLowat = optionOf(descriptor, IPPROTO_TCP, TCP_NOTSENT_LOWAT);
    return buffers;
}

std::optional<std::int64_t> residentBytes()
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/self/statm", "re"), &std::fclose);
    long long total = 0;
    long long resident = 0;
    if (!file || std::fscanf(file.get(), "%lld %lld", &total, &resident) != 2) {
        return std::nullopt;
    }
    return resident * ::sysconf(_SC_PAGESIZE);
}

#else

std::optional<std::int64_t> sendQueueBytes(int /*descriptor*/)
{
    return std::nullopt;
}
std::optional<std::int64_t> receiveQueueBytes(int /*descriptor*/)
{
    return std::nullopt;
}
std::optional<TcpState> tcpState(int /*descriptor*/)
{
    return std::nullopt;
}
bool setSocketBuffers(int /*descriptor*/, const SocketBuffers& /*buffers*/)
{
    return false;
}
SocketBuffers socketBuffers(int /*descriptor*/)
{
    return {};
}
std::optional<std::int64_t> residentBytes()
{
    return std::nullopt;
}

#endif

} // namespace highwater

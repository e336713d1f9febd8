// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

class QTcpSocket;

namespace highwater {

/// A connection that was taken in: bytes in, bytes out, without waiting. Belongs to the thread of its event loop. What is called back may end
/// the connection, but not destroy it.
class ByteSocket
{
public:
    struct Events
    {
        std::function<void()> readable; ///< there may be bytes to read
        std::function<void()> written;  ///< everything has gone to the kernel, after some of it had to wait
        std::function<void()> hungUp;   ///< the client sends nothing more, while bytes that it has sent are not wanted now; may never be told
        std::function<void()> ended;    ///< the connection is broken, or closed by both; what was read before is still to be read
    };

    ByteSocket() = default;
    ByteSocket(const ByteSocket&) = delete;
    ByteSocket& operator=(const ByteSocket&) = delete;
    virtual ~ByteSocket() = default;

    /// Bytes read into the buffer; 0: none now.
    virtual std::size_t read(char* buffer, std::size_t size) = 0;
    /// The client sends nothing more; it may still read.
    [[nodiscard]] virtual bool inputEnded() const = 0;
    /// Takes all of it; what the kernel has no room for is kept.
    virtual void write(std::string_view bytes) = 0;
    [[nodiscard]] virtual std::int64_t unwritten() const = 0; ///< bytes kept here
    [[nodiscard]] virtual std::int64_t unread() const = 0;    ///< bytes read ahead here
    /// Whether there is an interest in bytes: without, the kernel's buffer fills, and TCP holds the sender.
    virtual void wantBytes(bool wanted) = 0;
    /// More bytes may be read ahead: the connection carries much.
    virtual void readAheadMore() = 0;
    virtual void shutdownOutput() = 0;
    /// Sends what is kept, then closes.
    virtual void close() = 0;
    virtual void abort() = 0;
    [[nodiscard]] virtual int descriptor() const = 0;
    [[nodiscard]] virtual bool secure() const = 0;      ///< TLS
    [[nodiscard]] virtual bool established() const = 0; ///< the handshake of TLS is over
    [[nodiscard]] const std::string& address() const { return m_address; }
    [[nodiscard]] bool loopback() const { return m_loopback; }

    void follow(Events events) { m_events = std::move(events); }

protected:
    Events m_events;
    std::string m_address;
    bool m_loopback = false;
};

/// A socket of Qt: TLS, and systems without epoll. Takes it over.
std::unique_ptr<ByteSocket> byteSocket(std::unique_ptr<QTcpSocket> socket);

/// Which descriptors have something to tell, of any number at the price of those that do (epoll). Qt asks about each of them in every turn
/// of its loop, which five thousand silent clients would make slow. Belongs to one thread with an event loop.
class SocketWatch
{
public:
    SocketWatch();
    ~SocketWatch();
    SocketWatch(const SocketWatch&) = delete;
    SocketWatch& operator=(const SocketWatch&) = delete;

    /// False: this system has no such thing.
    [[nodiscard]] bool usable() const;
    /// Takes a connected descriptor over; null when the system refuses, and the descriptor is closed.
    std::unique_ptr<ByteSocket> take(int descriptor);

    struct Parts;

private:
    std::unique_ptr<Parts> m_parts;
};

} // namespace highwater

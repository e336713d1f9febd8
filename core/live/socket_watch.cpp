// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/byte_socket.h"

#ifdef __linux__

#include <QHostAddress>
#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace highwater {

namespace {

constexpr int eventsAtOnce = 512;

class KernelSocket;

} // namespace

struct SocketWatch::Parts
{
    Parts() : descriptor(::epoll_create1(EPOLL_CLOEXEC)), notifier(descriptor, QSocketNotifier::Read)
    {
        QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, [this] { dispatch(); });
    }
    ~Parts()
    {
        notifier.setEnabled(false);
        ::close(descriptor);
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void dispatch();

    int descriptor;
    QSocketNotifier notifier;
    std::array<epoll_event, eventsAtOnce> events{};
    int pending = 0; ///< of events: those from `at` on are not told yet
    int at = 0;
};

namespace {

/// A descriptor, non-blocking. The watch outlives it.
class KernelSocket final : public ByteSocket
{
public:
    KernelSocket(SocketWatch::Parts& watch, int descriptor) : m_watch(watch), m_descriptor(descriptor)
    {
        sockaddr_storage peer{};
        socklen_t length = sizeof peer;
        if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &length) == 0) {
            const QHostAddress address(reinterpret_cast<const sockaddr*>(&peer));
            m_address = address.toString().toStdString();
            m_loopback = address.isLoopback();
        }
    }
    ~KernelSocket() override
    {
        // Events of this turn that were not told yet must not find it.
        for (int i = m_watch.at; i < m_watch.pending; ++i) {
            if (m_watch.events[static_cast<std::size_t>(i)].data.ptr == this) {
                m_watch.events[static_cast<std::size_t>(i)].data.ptr = nullptr;
            }
        }
        shut();
    }

    bool enter() { return control(EPOLL_CTL_ADD); }

    std::size_t read(char* buffer, std::size_t size) override
    {
        if (m_inputEnded || m_descriptor < 0) {
            return 0;
        }
        const auto count = ::recv(m_descriptor, buffer, size, 0);
        if (count > 0) {
            return static_cast<std::size_t>(count);
        }
        if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) {
            m_inputEnded = true;
            m_broken = m_broken || count < 0;
            update();
        }
        return 0;
    }
    [[nodiscard]] bool inputEnded() const override { return m_inputEnded; }
    void write(std::string_view bytes) override
    {
        if (m_descriptor < 0 || m_broken) {
            return;
        }
        if (m_kept.empty()) {
            bytes.remove_prefix(send(bytes));
        }
        if (!bytes.empty() && !m_broken) {
            m_kept.append(bytes);
            update();
        }
    }
    [[nodiscard]] std::int64_t unwritten() const override { return static_cast<std::int64_t>(m_kept.size() - m_sent); }
    [[nodiscard]] std::int64_t unread() const override { return 0; }
    void wantBytes(bool wanted) override
    {
        if (m_wanted != wanted) {
            m_wanted = wanted;
            update();
        }
    }
    void readAheadMore() override {}
    void shutdownOutput() override
    {
        if (m_descriptor >= 0) {
            ::shutdown(m_descriptor, SHUT_WR);
        }
    }
    void close() override
    {
        m_closes = true;
        if (m_kept.empty()) {
            end();
        }
    }
    void abort() override { shut(); }
    [[nodiscard]] int descriptor() const override { return m_descriptor; }
    [[nodiscard]] bool secure() const override { return false; }
    [[nodiscard]] bool established() const override { return true; }

    void happened(std::uint32_t what)
    {
        if ((what & (EPOLLERR | EPOLLHUP)) != 0) {
            m_broken = true;
        }
        if ((what & EPOLLOUT) != 0 && !m_broken) {
            sendKept();
        }
        if ((what & EPOLLRDHUP) != 0) {
            m_hungUp = true;
            update();
        }
        if (!m_wanted && m_hungUp && !m_broken) {
            m_events.hungUp();
        } else if ((what & (EPOLLIN | EPOLLRDHUP)) != 0 && !m_broken && m_descriptor >= 0) {
            m_events.readable();
        }
        if (m_broken) {
            end();
        }
    }

private:
    bool control(int operation)
    {
        epoll_event event{};
        event.events = wantedEvents();
        event.data.ptr = this;
        return ::epoll_ctl(m_watch.descriptor, operation, m_descriptor, &event) == 0;
    }
    [[nodiscard]] std::uint32_t wantedEvents() const
    {
        return (m_wanted && !m_inputEnded ? std::uint32_t{EPOLLIN} : 0U) | (m_hungUp ? 0U : std::uint32_t{EPOLLRDHUP})
               | (m_kept.empty() ? 0U : std::uint32_t{EPOLLOUT});
    }
    void update()
    {
        if (m_descriptor >= 0 && wantedEvents() != m_asked) {
            m_asked = wantedEvents();
            control(EPOLL_CTL_MOD);
        }
    }
    std::size_t send(std::string_view bytes)
    {
        const auto count = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
            m_broken = true; // the watch will say so
        }
        return count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    void sendKept()
    {
        m_sent += send(std::string_view(m_kept).substr(m_sent));
        if (m_sent < m_kept.size()) {
            return;
        }
        m_kept.clear();
        m_kept.shrink_to_fit();
        m_sent = 0;
        update();
        if (m_closes) {
            end();
        } else {
            m_events.written();
        }
    }
    void end()
    {
        shut();
        if (!m_told) {
            m_told = true;
            m_events.ended();
        }
    }
    void shut()
    {
        if (m_descriptor >= 0) {
            ::close(std::exchange(m_descriptor, -1)); // which takes it off the watch
            m_inputEnded = true;
        }
    }

    SocketWatch::Parts& m_watch;
    int m_descriptor;
    std::string m_kept;
    std::size_t m_sent = 0; ///< of what is kept
    std::uint32_t m_asked = EPOLLIN | EPOLLRDHUP;
    bool m_hungUp = false;
    bool m_wanted = true;
    bool m_inputEnded = false;
    bool m_broken = false;
    bool m_closes = false;
    bool m_told = false;
};

} // namespace

void SocketWatch::Parts::dispatch()
{
    pending = std::max(0, ::epoll_wait(descriptor, events.data(), eventsAtOnce, 0));
    for (at = 0; at < pending;) {
        const epoll_event event = events[static_cast<std::size_t>(at++)];
        if (event.data.ptr != nullptr) {
            static_cast<KernelSocket*>(event.data.ptr)->happened(event.events);
        }
    }
    pending = at = 0;
}

SocketWatch::SocketWatch() : m_parts(std::make_unique<Parts>()) {}
SocketWatch::~SocketWatch() = default;

bool SocketWatch::usable() const
{
    return m_parts->descriptor >= 0;
}

std::unique_ptr<ByteSocket> SocketWatch::take(int descriptor)
{
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto socket = std::make_unique<KernelSocket>(*m_parts, descriptor);
    return socket->enter() ? std::move(socket) : nullptr;
}

} // namespace highwater

#else

namespace highwater {

struct SocketWatch::Parts
{
};

SocketWatch::SocketWatch() = default;
SocketWatch::~SocketWatch() = default;

bool SocketWatch::usable() const
{
    return false;
}

std::unique_ptr<ByteSocket> SocketWatch::take(int)
{
    return nullptr;
}

} // namespace highwater

#endif

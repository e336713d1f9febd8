// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_connection.h"

#include "live/http_text.h"
#include "live/socket_probe.h"

#include <QNetworkProxy>

#include <algorithm>
#include <array>

namespace highwater {

namespace {

/// What lies in the socket's own buffer at most, beside what the kernel has taken.
constexpr std::int64_t mostBuffered = 256 * 1024;
/// A body that is not longer goes out together with the head.
constexpr std::int64_t shortBody = 16 * 1024;
constexpr qint64 readBuffer = 64 * 1024;

http::ResponseLimits limitsOf(const HttpClientOptions& options)
{
    http::ResponseLimits limits;
    limits.head = static_cast<std::size_t>(std::max<std::int64_t>(options.header, 512));
    limits.body = static_cast<std::uint64_t>(std::max<std::int64_t>(options.body, 0));
    limits.keep = options.keepsBody ? limits.body : 0;
    return limits;
}

} // namespace

HttpConnection::HttpConnection(const HttpAddress& address, const HttpClientOptions& options, Agenda& agenda, Owner& owner)
    : m_address(address), m_options(options), m_agenda(agenda), m_owner(&owner), m_parser(limitsOf(options))
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setReadBufferSize(readBuffer);
    connectSignals();
}

HttpConnection::~HttpConnection()
{
    abandon();
}

void HttpConnection::connectSignals()
{
    QObject::connect(&m_socket, &QTcpSocket::connected, &m_socket, [this] {
        m_state = State::Busy;
        m_owner->opened();
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        setSocketBuffers(descriptor(), {m_options.sendBuffer, m_options.receiveBuffer, {}});
        begin();
    });
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { readMore(); });
    QObject::connect(&m_socket, &QTcpSocket::bytesWritten, &m_socket, [this] {
        if (m_state == State::Busy && m_bodyWritten < m_bodyLength) {
            writeMore();
        }
    });
    QObject::connect(&m_socket, &QTcpSocket::errorOccurred, &m_socket, [this] { broken(); });
    QObject::connect(&m_socket, &QTcpSocket::disconnected, &m_socket, [this] { broken(); });
}

void HttpConnection::abandon()
{
    m_socket.disconnect();
    m_agenda.cancel(m_watch);
    m_agenda.cancel(m_soon);
    m_watch = 0;
    m_soon = 0;
    m_done = nullptr;
    m_state = State::Closed;
    m_socket.abort();
}

int HttpConnection::descriptor() const
{
    const bool open = m_state == State::Idle || m_state == State::Busy;
    return open ? static_cast<int>(m_socket.socketDescriptor()) : -1;
}

void HttpConnection::send(const HttpCall& call, HttpClient::Callback done, std::uint32_t sender)
{
    m_sender = sender;
    m_done = std::move(done);
    m_reply = {};
    m_body = call.body;
    m_bodyLength = m_body.empty() ? 0 : call.bodyLength.value_or(static_cast<std::int64_t>(call.body.size()));
    m_bodyWritten = 0;
    m_head.clear();
    http::appendRequestHead(m_head, call.method, call.target, m_address.authority(), call.contentType,
                            static_cast<std::uint64_t>(m_bodyLength), true, call.headers);
    const SteadyTime now = steadyNow();
    m_reply.sentAt = now;
    m_deadline = call.timeout ? now + *call.timeout : SteadyTime::max();
    watch();
    if (m_state == State::Idle) {
        m_state = State::Busy;
        begin();
    } else {
        m_state = State::Connecting;
        m_socket.connectToHost(QString::fromStdString(m_address.host), m_address.port);
    }
}

/// The connection is there.
void HttpConnection::begin()
{
    m_reply.sentAt = steadyNow();
    if (m_bodyLength <= shortBody) {
        while (m_bodyWritten < m_bodyLength) {
            const auto piece = std::min<std::int64_t>(m_bodyLength - m_bodyWritten, static_cast<std::int64_t>(m_body.size()));
            m_head.append(m_body.data(), static_cast<std::size_t>(piece));
            m_bodyWritten += piece;
        }
    }
    m_socket.write(m_head.data(), static_cast<qint64>(m_head.size()));
    if (m_bodyWritten < m_bodyLength) {
        writeMore();
    } else if (m_state == State::Busy) {
        m_socket.flush();
    }
}

/// Goes on until the socket keeps something back: only then it tells when it has written more.
void HttpConnection::writeMore()
{
    const auto size = static_cast<std::int64_t>(m_body.size());
    while (m_state == State::Busy && m_bodyWritten < m_bodyLength && m_socket.bytesToWrite() < mostBuffered) {
        const std::int64_t offset = m_bodyWritten % size;
        const std::int64_t piece = std::min({size - offset, m_bodyLength - m_bodyWritten, mostBuffered});
        m_socket.write(m_body.data() + offset, piece);
        m_bodyWritten += piece;
        if (m_socket.bytesToWrite() >= mostBuffered || m_bodyWritten == m_bodyLength) {
            m_socket.flush();
        }
    }
}

void HttpConnection::readMore()
{
    std::array<char, readBuffer> bytes; // written before it is read
    while (m_state == State::Busy && !m_finishing) {
        const qint64 count = m_socket.read(bytes.data(), readBuffer);
        if (count <= 0) {
            return;
        }
        m_reply.received += count;
        const http::Fed fed = m_parser.feed({bytes.data(), static_cast<std::size_t>(count)});
        if (fed.state == http::State::Done) {
            const bool clean = fed.consumed == static_cast<std::size_t>(count) && m_socket.bytesAvailable() == 0;
            const bool sent = m_bodyWritten == m_bodyLength && m_socket.bytesToWrite() == 0;
            if (m_ended || !clean || !sent || !m_parser.response().keepAlive) {
                disconnectNow();
            }
            answered();
            return;
        }
        if (fed.state == http::State::Bad) {
            fail(HttpReply::Fault::Malformed, "the answer is not understood: " + std::string(m_parser.fault().reason));
            return;
        }
    }
    if (m_state == State::Idle && m_socket.bytesAvailable() > 0) {
        disconnectNow(); // nobody has asked for anything
    }
}

void HttpConnection::answered()
{
    http::Response& response = m_parser.response();
    m_reply.status = response.status;
    if (const auto seconds = response.retryAfterSeconds()) {
        m_reply.retryAfter = std::chrono::seconds(std::clamp<std::int64_t>(*seconds, 0, 10 * 365 * 86'400));
    }
    if (m_options.keepsBody) {
        m_reply.body = std::move(response.body);
    }
    m_parser.next();
    finish();
}

/// The connection has ended, or could not be made.
void HttpConnection::broken()
{
    if (m_state == State::Closed || m_finishing) {
        return;
    }
    if (m_state == State::Busy) {
        m_ended = true;
        readMore(); // the rest of the answer
        if (m_state != State::Busy) {
            return;
        }
        if (m_parser.finish() == http::State::Done) {
            disconnectNow();
            answered();
            return;
        }
        fail(HttpReply::Fault::Closed, m_parser.idle() ? "the connection was closed before an answer" : "the connection was closed within the answer");
        return;
    }
    if (m_state == State::Connecting) {
        m_owner->couldNotOpen();
        fail(HttpReply::Fault::Refused, "no connection: " + m_socket.errorString().toStdString());
        return;
    }
    disconnectNow();
}

void HttpConnection::fail(HttpReply::Fault fault, std::string reason)
{
    disconnectNow();
    m_parser = http::ResponseParser(limitsOf(m_options)); // it may hold part of an answer
    m_reply.fault = fault;
    m_reply.reason = std::move(reason);
    m_reply.status = 0;
    finish();
}

/// A socket that has just been closed, perhaps from within its own signal, is left alone until the event loop comes round again.
void HttpConnection::finish()
{
    m_reply.endedAt = steadyNow();
    if (m_state == State::Busy) {
        finishNow();
        return;
    }
    m_finishing = true;
    m_soon = m_agenda.at(m_reply.endedAt, [this] { finishNow(); });
}

/// Everything is in order before the owner and the sender are told: they may send again at once.
void HttpConnection::finishNow()
{
    m_soon = 0;
    m_finishing = false;
    m_deadline = SteadyTime::max();
    m_state = m_state == State::Busy ? State::Idle : State::Closed;
    m_body = {};
    const HttpClient::Callback done = std::move(m_done);
    m_done = nullptr;
    const HttpReply reply = std::move(m_reply);
    m_owner->fell(*this);
    if (done) {
        done(reply);
    }
}

/// Closed from now on; whoever waits for an answer is told by the caller.
void HttpConnection::disconnectNow()
{
    const bool open = m_state == State::Idle || m_state == State::Busy;
    m_state = State::Closed;
    m_ended = false;
    m_socket.abort();
    if (open) {
        m_owner->closed();
    }
}

void HttpConnection::cancel()
{
    if (!m_done) {
        return;
    }
    if (!m_finishing) {
        fail(HttpReply::Fault::Cancelled, "cancelled");
    }
    m_agenda.cancel(m_soon);
    finishNow();
}

void HttpConnection::close()
{
    if (m_state == State::Idle) {
        disconnectNow();
    }
}

/// One planned look at the clock serves all requests of the connection: it moves on when nothing is due yet.
void HttpConnection::watch()
{
    if (m_deadline == SteadyTime::max() || (m_watch != 0 && m_watchAt <= m_deadline)) {
        return;
    }
    m_agenda.cancel(m_watch);
    m_watchAt = m_deadline;
    m_watch = m_agenda.at(m_watchAt, [this] { watchDue(); });
}

void HttpConnection::watchDue()
{
    m_watch = 0;
    if (!m_done || m_finishing) {
        return;
    }
    if (m_deadline > steadyNow()) {
        watch();
        return;
    }
    const bool connecting = m_state == State::Connecting;
    fail(HttpReply::Fault::TimedOut, connecting ? "no connection within the time" : "no answer within the time");
}

} // namespace highwater

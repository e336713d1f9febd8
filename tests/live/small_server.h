// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/http_parser.h"
#include "live/http_text.h"

#include <QEventLoop>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace highwater::test {

/// How long is waited for what must come, in milliseconds: a sanitizer makes everything many times slower.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
inline constexpr int patience = 30'000;
#else
inline constexpr int patience = 5'000;
#endif

/// Lets the event loop run, without a sleep, until something is true; false when it is not within the patience.
inline bool comesTrue(const std::function<bool()>& condition)
{
    QEventLoop loop;
    QTimer look;
    int left = patience;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition() || --left == 0) {
            loop.quit();
        }
    });
    look.start(1);
    loop.exec();
    return left > 0;
}
#define VERIFY_SOON(condition) QVERIFY2(highwater::test::comesTrue([&] { return condition; }), #condition)

/// What a small server does with one request.
struct Answer
{
    int status = 200;
    std::int64_t retryAfter = -1; ///< seconds; negative: none
    int delay = 0;                ///< milliseconds
    bool never = false;           ///< no answer
    bool breaks = false;          ///< the connection is closed instead of an answer
    bool closes = false;          ///< the connection is closed after the answer
    std::string raw{};            ///< these bytes instead of an answer
};

/// An HTTP server for tests, in the event loop of the thread that made it.
class SmallServer
{
public:
    using Handler = std::function<Answer(const http::Request&)>;

    explicit SmallServer(Handler handler = {}, std::uint16_t port = 0) : m_handler(std::move(handler))
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket* socket = m_server.nextPendingConnection()) {
                take(socket);
            }
        });
        m_server.listen(QHostAddress::LocalHost, port);
        m_port = m_server.serverPort();
    }

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string url(const std::string& path = {}) const { return "http://127.0.0.1:" + std::to_string(port()) + path; }
    /// Nobody listens there any more.
    void close() { m_server.close(); }
    void closeConnections()
    {
        for (const auto& socket : m_sockets) {
            if (socket) {
                socket->abort();
            }
        }
    }

    std::vector<http::Request> requests; ///< as they came, while keeps is set
    bool keeps = true;
    std::uint64_t count = 0;
    int connections = 0;

private:
    void take(QTcpSocket* socket)
    {
        ++connections;
        m_sockets.emplace_back(socket);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        static const auto chosen = std::make_shared<const std::vector<std::string>>(
            std::vector<std::string>{"x-highwater-producer", "x-highwater-intended", "x-highwater-attempt", "x-highwater-client",
                                     "x-highwater-priority", "x-message-id", "x-attempt", "x-trace", "host"});
        const auto parser = std::make_shared<http::RequestParser>(http::RequestLimits{16 * 1024, 64 * 1024 * 1024}, chosen);
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, parser] { read(*socket, *parser); });
    }

    void read(QTcpSocket& socket, http::RequestParser& parser)
    {
        const QByteArray bytes = socket.readAll();
        std::string_view left(bytes.data(), static_cast<std::size_t>(bytes.size()));
        for (;;) {
            const http::Fed fed = parser.feed(left);
            left.remove_prefix(fed.consumed);
            if (fed.state == http::State::Bad) {
                socket.abort();
                return;
            }
            if (fed.state == http::State::NeedMore) {
                return; // every byte was taken
            }
            if (fed.state == http::State::Done) {
                answer(socket, parser.request());
                parser.next();
            }
        }
    }

    void answer(QTcpSocket& socket, const http::Request& request)
    {
        ++count;
        const Answer made = m_handler ? m_handler(request) : Answer{};
        if (keeps) {
            requests.push_back(request);
        }
        if (made.breaks) {
            QTimer::singleShot(0, &socket, [&socket] { socket.abort(); });
            return;
        }
        if (made.never) {
            return;
        }
        if (made.delay == 0) {
            write(socket, made);
            return;
        }
        QTimer::singleShot(made.delay, Qt::PreciseTimer, &socket, [this, &socket, made] { write(socket, made); });
    }

    void write(QTcpSocket& socket, const Answer& made)
    {
        m_text.clear();
        std::string extra;
        if (made.retryAfter >= 0) {
            http::appendHeader(extra, "Retry-After", made.retryAfter);
        }
        http::appendResponse(m_text, made.status, "text/plain", "done", !made.closes, extra);
        if (!made.raw.empty()) {
            m_text = made.raw;
        }
        socket.write(m_text.data(), static_cast<qint64>(m_text.size()));
        socket.flush();
        if (made.closes) {
            socket.disconnectFromHost();
        }
    }

    Handler m_handler;
    QTcpServer m_server;
    std::uint16_t m_port = 0;
    std::vector<QPointer<QTcpSocket>> m_sockets;
    std::string m_text;
};

} // namespace highwater::test

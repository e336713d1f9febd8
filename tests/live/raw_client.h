// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/http_parser.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace highwater::test {

/// A client that sends what it is told, byte for byte, and keeps what comes.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port, const QHostAddress& from = {}, std::unique_ptr<QTcpSocket> with = std::make_unique<QTcpSocket>())
        : socket(std::move(with))
    {
        QObject::connect(socket.get(), &QTcpSocket::readyRead, socket.get(), [this] {
            if (reads) {
                text += socket->readAll().toStdString();
            }
        });
        QObject::connect(socket.get(), &QTcpSocket::disconnected, socket.get(), [this] { closed = true; });
        if (!from.isNull()) {
            socket->bind(from);
        }
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        socket->waitForConnected(3000);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    }
    ~RawClient() { socket->disconnect(); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes)
    {
        socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
        socket->flush();
    }
    /// Its kernel takes no more than a little.
    void stopReading()
    {
        reads = false;
        socket->setReadBufferSize(1);
    }
    void goOnReading()
    {
        reads = true;
        socket->setReadBufferSize(0);
        text += socket->readAll().toStdString();
    }

    /// The answers that are whole.
    [[nodiscard]] std::vector<http::Response> answers() const
    {
        std::vector<http::Response> found;
        http::ResponseParser parser({16 * 1024, 1u << 30U, 1u << 30U}, chosen());
        std::string_view left = text;
        for (;;) {
            const http::Fed fed = parser.feed(left);
            left.remove_prefix(fed.consumed);
            const bool ends = fed.state == http::State::NeedMore && closed && !parser.idle() && parser.finish() == http::State::Done;
            if (fed.state != http::State::Done && !ends) {
                return found;
            }
            found.push_back(parser.response());
            if (ends) {
                return found;
            }
            parser.next();
        }
    }
    /// "200 503"
    [[nodiscard]] std::string statuses() const
    {
        std::string all;
        for (const http::Response& each : answers()) {
            all += (all.empty() ? "" : " ") + std::to_string(each.status);
        }
        return all;
    }
    [[nodiscard]] std::string bodies() const
    {
        std::string all;
        for (const http::Response& each : answers()) {
            all += each.body;
        }
        return all;
    }

    std::unique_ptr<QTcpSocket> socket;
    std::string text; ///< everything that came
    bool closed = false;
    bool reads = true;

private:
    static http::ChosenHeaders chosen()
    {
        static const auto names = std::make_shared<const std::vector<std::string>>(
            std::vector<std::string>{"retry-after", "connection", "www-authenticate", "allow", "content-length"});
        return names;
    }
};

} // namespace highwater::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "certificate.h"
#include "live/frame_decoder.h"
#include "live/ingest_server.h"
#include "raw_client.h"
#include "small_server.h"

#include <QCoreApplication>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace highwater::test {

/// What a handler was given.
struct Arrived
{
    Ticket ticket;
    std::string method, path, body;
    std::int64_t reserved = 0;
};

/// A handler that notes everything, and answers as `answers` says: at once with the path, unless told otherwise.
class NotingHandler : public IngestHandler
{
public:
    bool isFramed(const http::Request& head) override { return head.path == "/frames"; }
    bool mayTake(bool frame, std::int64_t) override
    {
        return permits > 0 || !(frame ? framesNeedPermits : bodiesNeedPermits);
    }
    bool reserve(std::int64_t bytes) override
    {
        if (reserved + bytes > memory) {
            return false;
        }
        reserved += bytes;
        most = std::max(most, reserved);
        return true;
    }
    void release(std::int64_t bytes) override { reserved -= bytes; }
    void onRequest(Ticket ticket, http::Request& request, const Peer& peer, std::int64_t bytes) override
    {
        release(bytes); // the body is not kept
        permits -= bodiesNeedPermits && request.hasBody() ? 1 : 0;
        bodyBytes += request.body.size();
        peers.push_back(std::string(peer.address) + (peer.loopback ? " here" : ""));
        requests.push_back({ticket, request.method, request.path, keepsBodies ? request.body : std::string(), bytes});
        if (answers) {
            answers(requests.back(), request);
        } else {
            server->reply(ticket, page(request.path, request.keepAlive), !request.keepAlive);
        }
    }
    bool onFramesBegin(Ticket, const http::Request&, const Peer&) override
    {
        ++begun;
        return true;
    }
    void onFrame(Ticket ticket, std::string_view payload, bool ownTicket, const Peer&) override
    {
        frames.emplace_back(payload);
        permits -= framesNeedPermits ? 1 : 0;
        if (ownTicket) {
            std::string answer;
            appendFrame(answer, "got " + frames.back());
            if (answersFrames) {
                server->reply(ticket, answer, false);
            } else {
                unanswered.emplace_back(ticket, answer);
            }
        }
    }
    void onFramesEnd(Ticket ticket) override
    {
        ++ended;
        server->reply(ticket, page(std::to_string(frames.size())), false);
    }
    void onGone(Ticket ticket) override { gone.push_back(ticket); }

    static std::string page(const std::string& body, bool keepAlive = true)
    {
        std::string bytes;
        http::appendResponse(bytes, 200, "text/plain", body, keepAlive);
        return bytes;
    }
    [[nodiscard]] std::string paths() const
    {
        std::string all;
        for (const Arrived& each : requests) {
            all += each.path;
        }
        return all;
    }

    IngestServer* server = nullptr;
    std::function<void(const Arrived&, const http::Request&)> answers;
    std::vector<Arrived> requests;
    std::vector<std::string> peers, frames;
    std::vector<std::pair<Ticket, std::string>> unanswered; ///< of framed TCP
    std::vector<Ticket> gone;
    std::size_t bodyBytes = 0;
    std::int64_t reserved = 0, most = 0;
    std::int64_t memory = INT64_MAX;
    int begun = 0, ended = 0;
    int permits = 0; ///< so many bodies, or frames, are let in where they need a permit
    bool framesNeedPermits = false, bodiesNeedPermits = false;
    bool answersFrames = true;
    bool keepsBodies = true;
};

/// A server with that handler.
struct IngestStand
{
    explicit IngestStand(const std::function<void(IngestOptions&)>& change = {}) : server(handler, optionsWith(change))
    {
        handler.server = &server;
        port = server.listen({"127.0.0.1", 0}).value().port;
    }
    static IngestOptions optionsWith(const std::function<void(IngestOptions&)>& change)
    {
        IngestOptions options;
        if (change) {
            change(options);
        }
        return options;
    }
    /// Keeps requests unanswered.
    void holdAnswers()
    {
        handler.answers = [](const Arrived&, const http::Request&) {};
    }
    void answer(std::size_t index) { server.reply(handler.requests.at(index).ticket, NotingHandler::page(handler.requests.at(index).path), false); }

    NotingHandler handler;
    IngestServer server;
    std::uint16_t port = 0;
};

inline std::string get(const std::string& path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

inline std::string post(const std::string& path, const std::string& body, const std::string& headers = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline std::string postInChunks(const std::string& path, const std::vector<std::string>& chunks)
{
    std::string bytes = "POST " + path + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const std::string& chunk : chunks) {
        http::appendChunk(bytes, chunk);
    }
    http::appendLastChunk(bytes);
    return bytes;
}

inline std::string framed(const std::vector<std::string>& payloads)
{
    std::string bytes;
    for (const std::string& payload : payloads) {
        appendFrame(bytes, payload);
    }
    return bytes;
}

/// The server has read what was sent.
inline void turn()
{
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::processEvents(QEventLoop::AllEvents);
    }
    comesTrue([] { return true; });
}

inline std::unique_ptr<QTcpSocket> tlsSocket()
{
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration tls = socket->sslConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setSslConfiguration(tls);
    return socket;
}

inline void setTls(IngestOptions& options, const QTemporaryDir& folder)
{
    options.certificate = folder.filePath("cert.pem").toStdString();
    options.key = folder.filePath("key.pem").toStdString();
}

} // namespace highwater::test

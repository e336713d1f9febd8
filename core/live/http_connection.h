// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/http_client.h"
#include "live/http_parser.h"

#include <QTcpSocket>

#include <cstdint>
#include <string>
#include <string_view>

namespace highwater {

/// One connection of an HttpClient: at most one request at a time.
///
/// | state      | send()            | connected    | answer complete | broken, too late, cancelled |
/// |------------|-------------------|--------------|-----------------|-----------------------------|
/// | Closed     | Connecting        | -            | -               | -                           |
/// | Connecting | not allowed       | Busy         | -               | called back, Closed         |
/// | Idle       | Busy              | -            | -               | Closed                      |
/// | Busy       | not allowed       | -            | called back; Idle, or Closed when the peer wants it | called back, Closed |
///
/// Belongs to the thread of its client.
class HttpConnection
{
public:
    /// Who is told, always before the call back.
    struct Owner
    {
        virtual void fell(HttpConnection& connection) = 0; ///< it can take a request
        virtual void opened() = 0;
        virtual void closed() = 0;
        virtual void couldNotOpen() = 0;

    protected:
        ~Owner() = default;
    };

    HttpConnection(const HttpAddress& address, const HttpClientOptions& options, Agenda& agenda, Owner& owner);
    ~HttpConnection();
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    /// Only while it has no request.
    void send(const HttpCall& call, HttpClient::Callback done, std::uint32_t sender);
    /// Ends the request, if there is one, with Cancelled.
    void cancel();
    /// Only while it has no request.
    void close();
    /// The owner goes away: nobody is told anything any more.
    void abandon();
    [[nodiscard]] std::uint32_t sender() const { return m_sender; }
    [[nodiscard]] int descriptor() const; ///< -1: not open

private:
    enum class State : std::uint8_t { Closed, Connecting, Idle, Busy };

    void connectSignals();
    void begin();
    void writeMore();
    void readMore();
    void answered();
    void broken();
    void fail(HttpReply::Fault fault, std::string reason);
    void finish();
    void finishNow();
    void disconnectNow();
    void watch();
    void watchDue();

    const HttpAddress& m_address;
    const HttpClientOptions& m_options;
    Agenda& m_agenda;
    Owner* m_owner;
    QTcpSocket m_socket;
    http::ResponseParser m_parser;
    State m_state = State::Closed;
    bool m_ended = false;     ///< the peer has closed: there may be a rest to read
    bool m_finishing = false; ///< what came of the request will be called back soon
    std::uint32_t m_sender = 0;
    HttpClient::Callback m_done;
    HttpReply m_reply;
    std::string m_head;
    std::string_view m_body;
    std::int64_t m_bodyLength = 0;
    std::int64_t m_bodyWritten = 0;
    SteadyTime m_deadline = SteadyTime::max();
    SteadyTime m_watchAt = SteadyTime::max();
    Agenda::Id m_watch = 0;
    Agenda::Id m_soon = 0;
};

} // namespace highwater

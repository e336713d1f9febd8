// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/agenda.h"
#include "units/error.h"
#include "units/time.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// Where a service is.
struct HttpAddress
{
    std::string host;   ///< a name, or an address without brackets
    std::uint16_t port = 80;
    std::string path;   ///< as it was written, with the query: "", "/" or "/api?x=1"

    /// Reads "http://host[:port][/path]". Fails with Syntax, or Unsupported for https; where is empty.
    static Result<HttpAddress> parse(std::string_view url);
    /// What the header Host says.
    [[nodiscard]] std::string authority() const;
    bool operator==(const HttpAddress&) const = default;
};

/// One request. All texts are copied, but the body is not: it lives until the answer is called back.
struct HttpCall
{
    std::string_view method = "POST";
    std::string_view target = "/";           ///< path and query; the path of the address is not put before it
    std::string_view contentType;            ///< empty: absent
    std::string_view headers;                ///< whole lines, as http::appendHeader() makes them
    std::string_view body;                   ///< repeated, or cut, to bodyLength
    std::optional<std::int64_t> bodyLength;  ///< bytes; absent: the body as it is
    std::optional<Duration> timeout;         ///< from now until the whole answer is there, > 0
};

/// What came of a request.
struct HttpReply
{
    enum class Fault : std::uint8_t {
        None,      ///< there is an answer; status tells which
        Refused,   ///< no connection could be made; nothing was sent
        Closed,    ///< the connection ended before the answer was complete
        TimedOut,  ///< no complete answer within the time
        Malformed, ///< what came is no HTTP answer, or a larger one than is allowed
        Cancelled  ///< the pool was closed
    };
    Fault fault = Fault::None;
    std::string reason;                 ///< of a fault, in words
    int status = 0;                     ///< 100..599; 0 with a fault
    std::optional<Duration> retryAfter; ///< of the answer's header, when it is a number of seconds
    std::string body;                   ///< kept only when the options say so
    std::int64_t received = 0;          ///< bytes of the answer, head included
    SteadyTime sentAt;                  ///< when the first byte was handed to the kernel; when the request was made, if none was
    SteadyTime endedAt;                 ///< when the answer or the fault was there

    [[nodiscard]] bool answered() const { return fault == Fault::None; }
    [[nodiscard]] bool succeeded() const { return fault == Fault::None && status >= 200 && status < 300; }
};

struct HttpClientOptions
{
    int connections = 64;                ///< at once, >= 1
    std::int64_t header = 16 * 1024;     ///< bytes of an answer's head
    std::int64_t body = 1024 * 1024;     ///< bytes of an answer's body
    bool keepsBody = false;
    std::optional<std::int64_t> sendBuffer{}, receiveBuffer{}; ///< SO_SNDBUF, SO_RCVBUF; bytes
};

/// How a pool has fared since it was made.
struct HttpClientCounts
{
    std::uint64_t connected = 0; ///< connections that were made
    std::uint64_t refused = 0;   ///< attempts to connect that failed
    std::int64_t open = 0;       ///< connections now
    std::int64_t busy = 0;       ///< of them: with a request under way
};

/// Keep-alive connections to one service, made when they are needed and again when they have broken. Each carries one request at a time,
/// and every request is called back exactly once, never from within send(). Belongs to one thread with an event loop; the agenda outlives
/// it. Bodies are handed to a socket piece by piece, so that memory does not grow with their length.
class HttpClient
{
public:
    using Callback = std::function<void(const HttpReply&)>;

    HttpClient(HttpAddress address, HttpClientOptions options, Agenda& agenda);
    /// Closes the connections; requests under way are not called back any more.
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// False, and nothing is done, when all connections are busy. sender: who sends; one's requests go over connections that were its own
    /// before, while there are enough.
    bool send(const HttpCall& call, Callback done, std::uint32_t sender = 0);
    [[nodiscard]] bool hasRoom() const;
    /// Fewer connections close as they fall idle.
    void setConnections(int connections);
    /// Ends every request under way with Cancelled, from within this call.
    void cancelAll();
    [[nodiscard]] const HttpAddress& address() const;
    [[nodiscard]] HttpClientCounts counts() const;
    /// Descriptors of the open connections, for a look at the kernel's buffers.
    [[nodiscard]] std::vector<int> descriptors() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace highwater

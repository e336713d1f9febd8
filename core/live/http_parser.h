// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP/1.1 and HTTP/1.0 as bytes: RFC 9112 (messages) and RFC 9110 (meaning). Nothing here knows a socket, a clock or a thread: a parser
/// belongs to one connection and is used by that connection's thread only. No function throws, except when memory runs out.
namespace highwater::http {

/// Why a message was refused. After a fault the connection cannot be used any more: answer and close.
struct Fault
{
    int status = 400;        ///< 400, 413, 414, 417, 431, 501 or 505; of a response always 502
    std::string_view reason; ///< for a person; lives as long as the program
    bool operator==(const Fault&) const = default;
};

enum class State {
    NeedMore,  ///< every byte was taken; nothing is complete
    HeadDone,  ///< the head is known, the body is not; decide, then feed the rest
    BodyPiece, ///< streaming only: a part of the body, in piece
    Done,      ///< the message is complete; call next() before feeding the rest
    Bad        ///< see fault()
};

/// What one call of feed() did.
struct Fed
{
    std::size_t consumed = 0;       ///< bytes taken from the front of what was given
    State state = State::NeedMore;
    std::string_view piece;         ///< BodyPiece: lies within the bytes given; lives as long as they do
};

/// Lower-case names of the header fields that are kept, beside the ones that have a member; shared by all connections.
using ChosenHeaders = std::shared_ptr<const std::vector<std::string>>;
using Headers = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

struct RequestLimits
{
    std::size_t head = 16 * 1024;       ///< bytes from the request line to the empty line, and of trailers; >= 512
    std::uint64_t body = 1024 * 1024;   ///< bytes of a body that is collected, without the chunk heads
};

struct Request
{
    std::string method;
    std::string path;           ///< with the query, as it came; of an absolute target without scheme and authority; "*" of OPTIONS
    std::string contentType, authorization, idempotencyKey; ///< empty: absent; each of them twice is a fault
    Headers headers;            ///< the chosen ones in their order, names in lower case; the same name may be there several times
    std::string body;           ///< empty while streaming
    std::uint64_t contentLength = 0; ///< 0 also when there is no body or it is chunked
    bool chunked = false;
    bool keepAlive = false;
    bool expectContinue = false; ///< the client waits for "100 Continue" before it sends the body
    bool http10 = false;         ///< no chunked answer to such a client

    [[nodiscard]] bool hasBody() const { return chunked || contentLength > 0; }
    /// The first chosen header of that lower-case name; empty: absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Bytes in, requests out. Use:
///
///     for (;;) {
///         const auto fed = parser.feed(bytes);          // bytes.remove_prefix(fed.consumed)
///         NeedMore:  read more. If request().expectContinue and no byte of the body has come: send "100 Continue" first.
///         HeadDone:  comes once for each request, also without a body. Answer and close, call streamBody(), or just go on.
///         BodyPiece: use fed.piece
///         Done:      use request(), also by moving its strings away; parser.next()
///         Bad:       answer fault().status, close
///     }
///
/// A Content-Length above the limit is HeadDone first, so that streamBody() can be called, and Bad (413) at the next feed, whatever
/// is fed: feed({}) tells it before "100 Continue" is sent. How the input is cut never changes what comes out.
///
/// Memory: at most one head, or one chunk head with trailers, and one body; when warm, no allocation for a request. next() gives back
/// what a large request has taken. Refused although Beast would take them: anything that two servers might read differently
/// (RFC 9112 section 11.2): two lengths, a length beside Transfer-Encoding, codings other than chunked, folded lines, bare CR or LF,
/// blanks before a colon, no Host or two of them.
class RequestParser
{
public:
    explicit RequestParser(RequestLimits limits = {}, ChosenHeaders chosen = {});
    ~RequestParser();
    RequestParser(RequestParser&&) noexcept;
    RequestParser& operator=(RequestParser&&) noexcept;

    /// After Done or Bad: takes nothing and says so again.
    [[nodiscard]] Fed feed(std::string_view bytes);
    /// Only right after HeadDone: hands the body over in pieces instead of collecting it; limit is that of the whole body.
    void streamBody(std::uint64_t limit = unlimited);
    /// Only after Done: makes ready for the next request.
    void next();

    [[nodiscard]] Request& request();
    [[nodiscard]] const Request& request() const;
    [[nodiscard]] const Fault& fault() const;
    /// No byte of a request has come (empty lines before it do not count): the connection may be closed without an answer.
    [[nodiscard]] bool idle() const;
    /// The head is there, the message is not complete: more of the body is awaited.
    [[nodiscard]] bool inBody() const;
    /// Bytes of the body that have come so far, of this request.
    [[nodiscard]] std::uint64_t bodyBytes() const;
    /// Bytes held for an unfinished head, chunk head or body.
    [[nodiscard]] std::size_t buffered() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

struct ResponseLimits
{
    std::size_t head = 16 * 1024;     ///< bytes from the status line to the empty line, and of trailers; >= 512
    std::uint64_t body = 1024 * 1024; ///< a longer body is a fault
    std::uint64_t keep = 1024 * 1024; ///< only so many bytes of the body are kept, the rest is skipped
};

struct Response
{
    int status = 0;
    std::string contentType;
    std::string retryAfter;          ///< as it came; empty: absent
    Headers headers;                 ///< the chosen ones in their order, names in lower case
    std::string body;                ///< its first bytes, see ResponseLimits::keep
    std::uint64_t contentLength = 0; ///< 0 also when it is absent; of an answer to HEAD: what GET would have had
    bool chunked = false;
    bool keepAlive = false;          ///< the connection may be used again

    /// Of Retry-After in its form of seconds; a date, or what is no number: nothing.
    [[nodiscard]] std::optional<std::int64_t> retryAfterSeconds() const;
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Bytes in, responses out; for a client. Interim answers (1xx) are skipped. States: NeedMore, Done, Bad. Otherwise as RequestParser.
class ResponseParser
{
public:
    explicit ResponseParser(ResponseLimits limits = {}, ChosenHeaders chosen = {});
    ~ResponseParser();
    ResponseParser(ResponseParser&&) noexcept;
    ResponseParser& operator=(ResponseParser&&) noexcept;

    [[nodiscard]] Fed feed(std::string_view bytes);
    /// The connection was closed by the other side: Done when that ends the body, or Bad (in the middle of a message, or without any).
    [[nodiscard]] State finish();
    /// Before the first byte of each response, also the first one, when the request was a HEAD: there will be no body.
    void expectNoBody();
    /// Only after Done: makes ready for the next response.
    void next();

    [[nodiscard]] Response& response();
    [[nodiscard]] const Response& response() const;
    [[nodiscard]] const Fault& fault() const;
    /// No byte of a response has come: a request on a connection kept alive may be sent again on another one (RFC 9112 section 9.3.1).
    [[nodiscard]] bool idle() const;
    [[nodiscard]] std::uint64_t bodyBytes() const;
    [[nodiscard]] std::size_t buffered() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace highwater::http

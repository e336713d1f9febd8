// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// Messages of HTTP/1.1 as bytes (RFC 9112, RFC 9110). Everything appends to a string of the caller's and allocates only when that has
/// no room. Free of state but DateLine; any thread. Nothing fails: texts from outside that would break a line are made harmless.
namespace highwater::http {

/// "Not Found"; of a status that is not known: the name of its class, or "Unknown".
std::string_view reasonPhrase(int status);

/// A whole response. The status line is that of HTTP/1.1; Content-Length is that of body, and absent of 1xx and 204, which have no body.
/// contentType may be empty. extraHeaders: whole lines with CR LF each, as appendHeader() and DateLine make them.
void appendResponse(std::string& out, int status, std::string_view contentType, std::string_view body, bool keepAlive,
                    std::string_view extraHeaders = {});
/// The head only: of an answer to HEAD, or when the body follows otherwise.
void appendResponseHead(std::string& out, int status, std::string_view contentType, std::uint64_t contentLength, bool keepAlive,
                        std::string_view extraHeaders = {});
/// The head of an endless body: chunked, or for a client of HTTP/1.0 (chunked false) until the connection is closed.
void appendStreamHead(std::string& out, int status, std::string_view contentType, bool chunked, std::string_view extraHeaders = {});
/// 200 with {"status":"OK","id":"17"}: the confirmation of a message.
void appendConfirmation(std::string& out, std::uint64_t id, bool keepAlive, std::string_view extraHeaders = {});
/// {"status":"refused","reason":"..."}; with Retry-After unless retryAfterSeconds is negative.
void appendRefusal(std::string& out, int status, std::string_view reason, std::int64_t retryAfterSeconds, bool keepAlive,
                   std::string_view extraHeaders = {});
/// "HTTP/1.1 100 Continue" and an empty line.
void appendContinue(std::string& out);

/// A whole request. path must begin with "/"; blanks and control characters in it, in method and host are percent-encoded or left out.
void appendRequest(std::string& out, std::string_view method, std::string_view path, std::string_view host,
                   std::string_view contentType, std::string_view body, bool keepAlive, std::string_view extraHeaders = {});
/// The head of a request whose body of so many bytes follows.
void appendRequestHead(std::string& out, std::string_view method, std::string_view path, std::string_view host,
                       std::string_view contentType, std::uint64_t contentLength, bool keepAlive, std::string_view extraHeaders = {});
/// The head of a request whose body follows in chunks.
void appendChunkedRequestHead(std::string& out, std::string_view method, std::string_view path, std::string_view host,
                              std::string_view contentType, std::string_view extraHeaders = {});
/// One chunk; of no bytes: nothing, since an empty chunk would end the body.
void appendChunk(std::string& out, std::string_view bytes);
void appendLastChunk(std::string& out);

/// "Name: value" CR LF. Control characters of the value become blanks; a name that is no token leaves the line out.
void appendHeader(std::string& out, std::string_view name, std::string_view value);
void appendHeader(std::string& out, std::string_view name, std::int64_t value);

/// A JSON string with its quotes; what is not UTF-8 becomes U+FFFD.
void appendJsonString(std::string& out, std::string_view text);
void appendNumber(std::string& out, std::uint64_t number);

/// The line "Date: Sun, 06 Nov 1994 08:49:37 GMT" CR LF, made anew once a second. One thread.
class DateLine
{
public:
    /// seconds since 1970, 0 to the end of the year 9999. The view lives until the next call.
    std::string_view at(std::int64_t seconds);

private:
    std::int64_t m_at = -1;
    std::array<char, 40> m_line{};
};

} // namespace highwater::http

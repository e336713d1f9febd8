// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_text.h"

#include "live/http_lines.h"

#include <cassert>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace highwater::http {

namespace {

constexpr std::string_view jsonType = "application/json";
constexpr std::string_view lineEnd = "\r\n";

struct Reason
{
    int status;
    std::string_view text;
};
constexpr std::array reasons{
    Reason{100, "Continue"},
    Reason{101, "Switching Protocols"},
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{411, "Length Required"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
    Reason{505, "HTTP Version Not Supported"},
};

std::string_view className(int status)
{
    constexpr std::array<std::string_view, 6> names{"Unknown",     "Informational", "Successful",
                                                    "Redirection", "Client Error",  "Server Error"};
    return status >= 100 && status < 600 ? names[static_cast<std::size_t>(status / 100)] : names[0];
}

bool hasNoBody(int status)
{
    return status < 200 || status == 204;
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

void appendStatusLine(std::string& out, int status)
{
    assert(status >= 100 && status <= 999);
    out.append("HTTP/1.1 ");
    appendNumber(out, static_cast<std::uint64_t>(status));
    out.push_back(' ');
    out.append(reasonPhrase(status));
    out.append(lineEnd);
}

void appendContentType(std::string& out, std::string_view type)
{
    if (!type.empty()) {
        appendHeader(out, "Content-Type", type);
    }
}

void appendLength(std::string& out, std::uint64_t length)
{
    out.append("Content-Length: ");
    appendNumber(out, length);
    out.append(lineEnd);
}

void appendConnection(std::string& out, bool keepAlive)
{
    out.append(keepAlive ? std::string_view("Connection: keep-alive\r\n") : std::string_view("Connection: close\r\n"));
}

void appendHex(std::string& out, std::uint64_t number)
{
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
    out.append(digits.data(), end);
}

/// Encodes what would end the target or the line.
void appendTarget(std::string& out, std::string_view path)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    if (path.empty() || (path.front() != '/' && path != "*")) {
        out.push_back('/');
    }
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7f && c != '#') {
            out.push_back(c);
        } else {
            out.push_back('%');
            out.push_back(hex[byte >> 4]);
            out.push_back(hex[byte & 15U]);
        }
    }
}

void appendRequestStart(std::string& out, std::string_view method, std::string_view path, std::string_view host)
{
    for (const char c : method) {
        if (isTokenChar(c)) {
            out.push_back(c);
        }
    }
    out.push_back(' ');
    appendTarget(out, path);
    out.append(" HTTP/1.1\r\nHost: ");
    for (const char c : host) {
        if (!isControl(c) && c != ' ') {
            out.push_back(c);
        }
    }
    out.append(lineEnd);
}

} // namespace

std::string_view reasonPhrase(int status)
{
    const auto found = std::lower_bound(reasons.begin(), reasons.end(), status,
                                        [](const Reason& reason, int wanted) { return reason.status < wanted; });
    return found != reasons.end() && found->status == status ? found->text : className(status);
}

void appendResponseHead(std::string& out, int status, std::string_view contentType, std::uint64_t contentLength, bool keepAlive,
                        std::string_view extraHeaders)
{
    appendStatusLine(out, status);
    if (!hasNoBody(status)) {
        appendContentType(out, contentType);
        appendLength(out, contentLength);
    }
    appendConnection(out, keepAlive);
    out.append(extraHeaders);
    out.append(lineEnd);
}

void appendResponse(std::string& out, int status, std::string_view contentType, std::string_view body, bool keepAlive,
                    std::string_view extraHeaders)
{
    appendResponseHead(out, status, contentType, body.size(), keepAlive, extraHeaders);
    if (!hasNoBody(status) && status != 304) {
        out.append(body);
    }
}

void appendStreamHead(std::string& out, int status, std::string_view contentType, bool chunked, std::string_view extraHeaders)
{
    appendStatusLine(out, status);
    appendContentType(out, contentType);
    out.append(chunked ? std::string_view("Transfer-Encoding: chunked\r\n") : std::string_view("Connection: close\r\n"));
    out.append(extraHeaders);
    out.append(lineEnd);
}

void appendConfirmation(std::string& out, std::uint64_t id, bool keepAlive, std::string_view extraHeaders)
{
    constexpr std::string_view before = R"({"status":"OK","id":")";
    constexpr std::string_view after = R"("})";
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), id).ptr;
    const std::string_view number(digits.data(), static_cast<std::size_t>(end - digits.data()));
    out.append("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
    appendLength(out, before.size() + number.size() + after.size());
    appendConnection(out, keepAlive);
    out.append(extraHeaders);
    out.append(lineEnd);
    out.append(before).append(number).append(after);
}

void appendRefusal(std::string& out, int status, std::string_view reason, std::int64_t retryAfterSeconds, bool keepAlive,
                   std::string_view extraHeaders)
{
    // The length stands before the body: the body is written first, and measured.
    thread_local std::string body;
    body.assign(R"({"status":"refused","reason":)");
    appendJsonString(body, reason);
    body.push_back('}');
    appendStatusLine(out, status);
    appendContentType(out, jsonType);
    appendLength(out, body.size());
    appendConnection(out, keepAlive);
    if (retryAfterSeconds >= 0) {
        appendHeader(out, "Retry-After", retryAfterSeconds);
    }
    out.append(extraHeaders);
    out.append(lineEnd);
    out.append(body);
}

void appendContinue(std::string& out)
{
    out.append("HTTP/1.1 100 Continue\r\n\r\n");
}

void appendRequestHead(std::string& out, std::string_view method, std::string_view path, std::string_view host,
                       std::string_view contentType, std::uint64_t contentLength, bool keepAlive, std::string_view extraHeaders)
{
    appendRequestStart(out, method, path, host);
    appendContentType(out, contentType);
    if (contentLength > 0 || (method != "GET" && method != "HEAD")) {
        appendLength(out, contentLength);
    }
    appendConnection(out, keepAlive);
    out.append(extraHeaders);
    out.append(lineEnd);
}

void appendRequest(std::string& out, std::string_view method, std::string_view path, std::string_view host,
                   std::string_view contentType, std::string_view body, bool keepAlive, std::string_view extraHeaders)
{
    appendRequestHead(out, method, path, host, contentType, body.size(), keepAlive, extraHeaders);
    out.append(body);
}

void appendChunkedRequestHead(std::string& out, std::string_view method, std::string_view path, std::string_view host,
                              std::string_view contentType, std::string_view extraHeaders)
{
    appendRequestStart(out, method, path, host);
    appendContentType(out, contentType);
    out.append("Transfer-Encoding: chunked\r\n");
    out.append(extraHeaders);
    out.append(lineEnd);
}

void appendChunk(std::string& out, std::string_view bytes)
{
    if (bytes.empty()) {
        return;
    }
    appendHex(out, bytes.size());
    out.append(lineEnd);
    out.append(bytes);
    out.append(lineEnd);
}

void appendLastChunk(std::string& out)
{
    out.append("0\r\n\r\n");
}

void appendHeader(std::string& out, std::string_view name, std::string_view value)
{
    if (name.empty() || !std::all_of(name.begin(), name.end(), isTokenChar)) {
        return;
    }
    out.append(name);
    out.append(": ");
    for (const char c : value) {
        out.push_back(isControl(c) && c != '\t' ? ' ' : c);
    }
    out.append(lineEnd);
}

void appendHeader(std::string& out, std::string_view name, std::int64_t value)
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    appendHeader(out, name, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

void appendNumber(std::string& out, std::uint64_t number)
{
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

std::string_view DateLine::at(std::int64_t seconds)
{
    // "Date: Sun, 06 Nov 1994 08:49:37 GMT" and the line end (RFC 9110 section 5.6.7).
    constexpr std::size_t length = 37;
    if (seconds == m_at) {
        return {m_line.data(), length};
    }
    constexpr std::string_view dayNames = "SunMonTueWedThuFriSat";
    constexpr std::string_view monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    const std::string_view weekday = dayNames.substr(std::chrono::weekday(day).c_encoding() * 3, 3);
    const std::string_view month = monthNames.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3);
    std::snprintf(m_line.data(), m_line.size(), "Date: %.3s, %02u %.3s %04d %02d:%02d:%02d GMT\r\n", weekday.data(),
                  static_cast<unsigned>(date.day()), month.data(), static_cast<int>(date.year()) % 10000,
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    m_at = seconds;
    return {m_line.data(), length};
}

} // namespace highwater::http

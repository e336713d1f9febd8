// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_lines.h"

#include <array>
#include <cstring>

namespace highwater::http {

namespace {

/// No method that anybody uses is longer.
constexpr std::size_t longestMethod = 32;
constexpr std::string_view protocol = "HTTP/";

constexpr std::string_view foldedLine = "a header line begins with a blank";
constexpr std::string_view bareLineFeed = "a line ends with LF alone instead of CR LF";

constexpr std::array<bool, 256> tokenTable()
{
    std::array<bool, 256> table{};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
        table[static_cast<unsigned char>(c)] = true;
    }
    return table;
}
constexpr std::array<bool, 256> isToken = tokenTable();

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}
bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (lowered(c) >= 'a' && lowered(c) <= 'f');
}

} // namespace

bool isTokenChar(char c)
{
    return isToken[static_cast<unsigned char>(c)];
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalsLower(std::string_view text, std::string_view lower)
{
    return text.size() == lower.size()
           && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) { return lowered(a) == b; });
}

std::string_view withoutBlanks(std::string_view text)
{
    while (!text.empty() && isBlank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isBlank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

bool isNumber(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Scan Lines::next(std::string_view text, std::string_view& line)
{
    const void* found = m_seen < text.size() ? std::memchr(text.data() + m_seen, '\n', text.size() - m_seen) : nullptr;
    if (found == nullptr) {
        m_seen = std::max(m_seen, text.size());
        return Scan::More;
    }
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    if (at == m_start || text[at - 1] != '\r') {
        return Scan::Bad;
    }
    line = text.substr(m_start, at - 1 - m_start);
    restartAt(at + 1);
    return Scan::End;
}

bool Lines::folds(std::string_view text) const
{
    return m_start < text.size() && isBlank(text[m_start]);
}

Scan HeadScan::scan(std::string_view text)
{
    const Scan found = scanLines(text.substr(0, m_limit));
    if (found == Scan::More && text.size() >= m_limit) {
        return m_request && m_inFirstLine ? bad(414, "the request line is too long") : bad(431, "the head is too long");
    }
    return found;
}

Scan HeadScan::scanLines(std::string_view text)
{
    for (;;) {
        if (!m_startSeen && !startIsGood(text)) {
            return Scan::Bad;
        }
        if (!m_inFirstLine && m_lines.folds(text)) {
            return bad(400, foldedLine);
        }
        std::string_view line;
        const Scan found = m_lines.next(text, line);
        if (found == Scan::Bad) {
            return bad(400, bareLineFeed);
        }
        if (found == Scan::More) {
            return found;
        }
        if (!line.empty()) {
            m_inFirstLine = false;
        } else if (m_inFirstLine) {
            m_begin = m_startPos = m_lines.start();
        } else {
            return found;
        }
    }
}

bool HeadScan::startIsGood(std::string_view text)
{
    if (m_request) {
        return methodIsGood(text);
    }
    const std::string_view start = text.substr(0, protocol.size());
    m_startSeen = start.size() == protocol.size();
    if (start != protocol.substr(0, start.size())) {
        m_fault = Fault{400, "the answer is not HTTP"};
        return false;
    }
    return true;
}

bool HeadScan::methodIsGood(std::string_view text)
{
    for (; m_startPos < text.size(); ++m_startPos) {
        const char c = text[m_startPos];
        const bool first = m_startPos == m_begin;
        if (c == '\r' && first) { // an empty line before the request: RFC 9112 section 2.2
            m_fault = Fault{400, "a CR without LF stands before the request"};
            return m_startPos + 1 == text.size() || text[m_startPos + 1] == '\n';
        }
        if (c == ' ' && !first) {
            m_startSeen = true;
            return true;
        }
        if (!isTokenChar(c)) {
            m_fault = Fault{400, "the request does not begin with a method"};
            return false;
        }
        if (m_startPos - m_begin >= longestMethod) {
            m_fault = Fault{501, "the method is too long"};
            return false;
        }
    }
    return true;
}

Scan HeadScan::bad(int status, std::string_view reason)
{
    m_fault = Fault{status, reason};
    return Scan::Bad;
}

void ChunkScan::restart(bool afterData)
{
    m_part = afterData ? Part::Gap : Part::Size;
    m_lines.restartAt(0);
}

Scan ChunkScan::scan(std::string_view text)
{
    if (m_part == Part::Gap) {
        const Scan found = scanGap(text);
        if (found != Scan::End) {
            return found;
        }
    }
    if (m_part == Part::Size) {
        const Scan found = scanSize(text);
        if (found != Scan::End || m_part == Part::Size) {
            return found;
        }
    }
    return scanTrailers(text);
}

Scan ChunkScan::scanGap(std::string_view text)
{
    const std::string_view lineEnd = "\r\n";
    const std::string_view gap = text.substr(0, lineEnd.size());
    if (gap != lineEnd.substr(0, gap.size())) {
        return bad(400, "a chunk is longer than it says");
    }
    if (gap.size() < lineEnd.size()) {
        return Scan::More;
    }
    m_lines.restartAt(lineEnd.size());
    m_part = Part::Size;
    return Scan::End;
}

/// Goes over to the trailers when the size is 0.
Scan ChunkScan::scanSize(std::string_view text)
{
    const std::string_view window = text.substr(0, m_lines.start() + lineLimit);
    const bool full = window.size() == m_lines.start() + lineLimit;
    if (m_lines.start() < window.size() && !isHex(window[m_lines.start()])) {
        return bad(400, "a chunk does not begin with its size");
    }
    std::string_view line;
    const Scan found = m_lines.next(window, line);
    if (found == Scan::More && full) {
        return bad(400, "the head of a chunk is too long");
    }
    if (found == Scan::Bad) {
        return bad(400, bareLineFeed);
    }
    if (found == Scan::More) {
        return found;
    }
    const std::size_t digits = std::min(line.find_first_not_of('0'), line.size());
    const bool more = digits < line.size() && isHex(line[digits]);
    if (digits > 0 && !more) {
        m_part = Part::Trailers;
        m_trailersAt = m_lines.start();
    }
    return found;
}

Scan ChunkScan::scanTrailers(std::string_view text)
{
    const std::string_view window = text.substr(0, m_trailersAt + m_trailerLimit);
    for (;;) {
        if (m_lines.folds(window)) {
            return bad(400, foldedLine);
        }
        std::string_view line;
        const Scan found = m_lines.next(window, line);
        if (found == Scan::Bad) {
            return bad(400, bareLineFeed);
        }
        if (found == Scan::End && line.empty()) {
            return found;
        }
        if (found == Scan::More) {
            return window.size() == m_trailersAt + m_trailerLimit ? bad(431, "the trailers are too long") : found;
        }
    }
}

Scan ChunkScan::bad(int status, std::string_view reason)
{
    m_fault = Fault{status, reason};
    return Scan::Bad;
}

} // namespace highwater::http

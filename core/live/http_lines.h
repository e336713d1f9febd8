// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/http_parser.h"

#include <algorithm>

namespace highwater::http {

/// Where the parts of a message end that consist of lines, found while they arrive. Strict about line ends, so that no fault of that
/// kind waits for the end of the part, and so that the grammar always sees a whole part: what it says cannot depend on how the input
/// was cut. Internal to core/live/http_*.cpp.
enum class Scan { More, End, Bad };

/// A character of a method or of a field name (RFC 9110 section 5.6.2).
[[nodiscard]] bool isTokenChar(char c);
[[nodiscard]] char lowered(char c);
/// Compares without regard to case; lower is in lower case already.
[[nodiscard]] bool equalsLower(std::string_view text, std::string_view lower);
[[nodiscard]] std::string_view withoutBlanks(std::string_view text);
[[nodiscard]] bool isNumber(std::string_view text); ///< digits only, at least one

/// The lines of a text that grows at its end.
class Lines
{
public:
    /// End: a line was found; it has neither CR nor LF. Bad: an LF without a CR before it.
    [[nodiscard]] Scan next(std::string_view text, std::string_view& line);
    [[nodiscard]] std::size_t start() const { return m_start; } ///< of the line that is read now
    void restartAt(std::size_t start) { m_start = m_seen = start; }
    /// The line that is read now goes on from the one before (obs-fold). Asked before next().
    [[nodiscard]] bool folds(std::string_view text) const;

private:
    std::size_t m_start = 0;
    std::size_t m_seen = 0;
};

/// A head: from the request or status line to the empty line.
class HeadScan
{
public:
    HeadScan(bool request, std::size_t limit) : m_request(request), m_limit(limit) {}

    /// text: everything so far. After End and Bad: restart() first.
    [[nodiscard]] Scan scan(std::string_view text);
    void restart() { *this = HeadScan(m_request, m_limit); }
    [[nodiscard]] std::size_t begin() const { return m_begin; } ///< behind empty lines that stood before the head
    [[nodiscard]] std::size_t end() const { return m_lines.start(); }
    [[nodiscard]] const Fault& fault() const { return m_fault; }

private:
    [[nodiscard]] Scan scanLines(std::string_view text);
    [[nodiscard]] bool startIsGood(std::string_view text);
    [[nodiscard]] bool methodIsGood(std::string_view text);
    [[nodiscard]] Scan bad(int status, std::string_view reason);

    bool m_request;
    bool m_inFirstLine = true;
    bool m_startSeen = false; ///< the method, or the protocol's name, is complete
    std::size_t m_limit;
    std::size_t m_begin = 0;
    std::size_t m_startPos = 0; ///< the method was checked up to here
    Lines m_lines;
    Fault m_fault;
};

/// The head of a chunk, with the line end of the data before it; of the last one with the trailers up to the empty line.
class ChunkScan
{
public:
    explicit ChunkScan(std::size_t trailerLimit) : m_trailerLimit(trailerLimit) {}

    /// Bytes of the line with size and extensions.
    static constexpr std::size_t lineLimit = 512;

    [[nodiscard]] Scan scan(std::string_view text);
    /// afterData: a chunk's data stands before it.
    void restart(bool afterData);
    [[nodiscard]] std::size_t begin() const { return 0; }
    [[nodiscard]] std::size_t end() const { return m_lines.start(); }
    [[nodiscard]] const Fault& fault() const { return m_fault; }

private:
    enum class Part { Gap, Size, Trailers };
    [[nodiscard]] Scan scanGap(std::string_view text);
    [[nodiscard]] Scan scanSize(std::string_view text);
    [[nodiscard]] Scan scanTrailers(std::string_view text);
    [[nodiscard]] Scan bad(int status, std::string_view reason);

    std::size_t m_trailerLimit;
    std::size_t m_trailersAt = 0;
    Part m_part = Part::Size;
    Lines m_lines;
    Fault m_fault;
};

} // namespace highwater::http

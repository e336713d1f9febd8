// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/http_lines.h"

#include <boost/beast/http/basic_parser.hpp>

#include <cassert>
#include <optional>

namespace highwater::http {

namespace beast = boost::beast;

/// What Beast says about a message, in words.
[[nodiscard]] Fault faultOf(beast::http::error error);

/// Beast's grammar for one message; tells an owner what it finds. Made anew for each message, in place.
template <bool isRequest, class Owner>
class Grammar final : public beast::http::basic_parser<isRequest>
{
public:
    explicit Grammar(Owner& owner) : m_owner(owner)
    {
        // The reader has limits of its own, which streaming lifts. Not boost::none: to Beast 1.74 every length exceeds that.
        this->body_limit(unlimited);
        this->header_limit(std::numeric_limits<std::uint32_t>::max());
    }

private:
    static std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }
    static void refuseUnless(bool good, beast::error_code& ec)
    {
        if (!good) {
            ec = beast::http::error::bad_value; // the owner knows better what it was
        }
    }

    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int version,
                         beast::error_code& ec) override
    {
        if constexpr (isRequest) {
            refuseUnless(m_owner.onRequestLine(view(method), view(target), version), ec);
        }
    }
    void on_response_impl(int status, beast::string_view, int version, beast::error_code& ec) override
    {
        if constexpr (!isRequest) {
            refuseUnless(m_owner.onStatusLine(status, version), ec);
        }
    }
    void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                       beast::error_code& ec) override
    {
        refuseUnless(m_owner.onAnyField(field, view(name), view(value)), ec);
    }
    void on_header_impl(beast::error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
    std::size_t on_body_impl(beast::string_view body, beast::error_code&) override { return m_owner.onPiece(view(body)); }
    void on_chunk_header_impl(std::uint64_t size, beast::string_view extensions, beast::error_code& ec) override
    {
        refuseUnless(m_owner.onChunk(size, extensions.size()), ec);
    }
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, beast::error_code&) override
    {
        return m_owner.onPiece(view(body));
    }
    void on_finish_impl(beast::error_code&) override {}

    Owner& m_owner;
};

/// The common part of both parsers: gathers what must be whole (heads, chunk heads), gives it to the grammar, and keeps the limits.
/// Derived has: onRequestLine or onStatusLine, onField(field, name, value), onHead(), keepPiece(bytes); those that return a bool call
/// fail() before they say no.
template <bool isRequest, class Derived>
class Reader
{
public:
    Reader(std::size_t headLimit, std::uint64_t bodyLimit)
        : m_headLimit(headLimit), m_usualBodyLimit(bodyLimit), m_bodyLimit(bodyLimit), m_head(isRequest, headLimit), m_chunk(headLimit)
    {
        m_grammar.emplace(derived());
    }

    Fed feed(std::string_view bytes);
    void stream(std::uint64_t limit)
    {
        assert(m_phase == Phase::Decide || m_phase == Phase::Complete);
        m_streaming = true;
        m_bodyLimit = limit;
    }
    void restart();

    [[nodiscard]] const Fault& fault() const { return m_fault; }
    [[nodiscard]] bool idle() const;
    [[nodiscard]] bool inBody() const { return m_phase > Phase::Head && m_phase < Phase::Complete; }
    [[nodiscard]] std::uint64_t bodyBytes() const { return m_bodyBytes; }
    [[nodiscard]] std::size_t gathered() const { return m_part.size(); }

    // Called by the grammar.
    bool onAnyField(beast::http::field field, std::string_view name, std::string_view value);
    bool onChunk(std::uint64_t size, std::size_t extensionBytes);
    std::size_t onPiece(std::string_view piece);

protected:
    enum class Phase { Head, Decide, Body, ChunkHead, ChunkData, Complete, Failed };

    /// Always false.
    bool fail(Fault fault)
    {
        m_fault = fault;
        if constexpr (!isRequest) {
            m_fault.status = 502;
        }
        m_phase = Phase::Failed;
        return false;
    }
    /// Begins again with the next head, which belongs to the same message (after an interim answer).
    void restartHead();

    Phase m_phase = Phase::Head;
    bool m_http10 = false;
    bool m_toEnd = false; ///< the body ends with the connection
    std::optional<Grammar<isRequest, Derived>> m_grammar;

private:
    Derived& derived() { return static_cast<Derived&>(*this); }
    template <class Scanner>
    std::size_t gather(Scanner& scanner, std::string_view bytes, std::string_view& whole);
    std::size_t put(std::string_view bytes);
    std::size_t takeHead(std::string_view bytes);
    std::size_t takeChunkHead(std::string_view bytes);
    std::size_t takeBody(std::string_view bytes);
    void decide();
    bool onTransferEncoding(std::string_view value);
    bool failTooLong() { return fail(Fault{413, "the body is too long"}); }

    /// Copied at once when a part was cut: enough for most heads, little enough not to copy what comes behind them.
    static constexpr std::size_t gatherStep = 1024;
    static constexpr std::size_t keptCapacity = 4096;

    std::size_t m_headLimit;
    std::uint64_t m_usualBodyLimit;
    std::uint64_t m_bodyLimit;
    HeadScan m_head;
    ChunkScan m_chunk;
    std::string m_part; ///< the beginning of a head or chunk head that was cut
    std::string_view m_piece;
    bool m_streaming = false;
    bool m_lengthSeen = false;
    std::uint64_t m_bodyBytes = 0;
    std::uint64_t m_chunkBytes = 0; ///< sizes of all chunks announced so far
    std::uint64_t m_chunkLeft = 0;
    std::size_t m_extensionBytes = 0;
    Fault m_fault;
};

template <bool isRequest, class Derived>
Fed Reader<isRequest, Derived>::feed(std::string_view bytes)
{
    std::size_t consumed = 0;
    for (;;) {
        const std::string_view rest = bytes.substr(consumed);
        if (m_phase == Phase::Decide) {
            decide();
        }
        if (m_phase == Phase::Failed || m_phase == Phase::Complete) {
            return Fed{consumed, m_phase == Phase::Failed ? State::Bad : State::Done, {}};
        }
        if (rest.empty()) {
            return Fed{consumed, State::NeedMore, {}};
        }
        if (m_phase == Phase::Head) {
            consumed += takeHead(rest);
            if (m_phase != Phase::Head && m_phase != Phase::Failed) {
                return Fed{consumed, State::HeadDone, {}};
            }
        } else if (m_phase == Phase::ChunkHead) {
            consumed += takeChunkHead(rest);
        } else {
            m_piece = {};
            consumed += takeBody(rest);
            if (!m_piece.empty() && m_phase != Phase::Failed) {
                return Fed{consumed, State::BodyPiece, m_piece};
            }
        }
    }
}

/// Bytes taken; whole stays empty while the part goes on.
template <bool isRequest, class Derived>
template <class Scanner>
std::size_t Reader<isRequest, Derived>::gather(Scanner& scanner, std::string_view bytes, std::string_view& whole)
{
    const std::size_t before = m_part.size();
    std::string_view text = bytes;
    if (before > 0) {
        text = m_part.append(bytes.substr(0, gatherStep));
    }
    const Scan found = scanner.scan(text);
    if (found == Scan::Bad) {
        fail(scanner.fault());
        return 0;
    }
    if (found == Scan::End) {
        whole = text.substr(scanner.begin(), scanner.end() - scanner.begin());
        return scanner.end() - before;
    }
    if (before == 0) {
        m_part.assign(bytes);
    }
    return text.size() - before;
}

template <bool isRequest, class Derived>
std::size_t Reader<isRequest, Derived>::put(std::string_view bytes)
{
    beast::error_code ec;
    const std::size_t taken = m_grammar->put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
    if (ec && m_phase != Phase::Failed) {
        fail(faultOf(static_cast<beast::http::error>(ec.value())));
    }
    return taken;
}

template <bool isRequest, class Derived>
std::size_t Reader<isRequest, Derived>::takeHead(std::string_view bytes)
{
    std::string_view whole;
    const std::size_t taken = gather(m_head, bytes, whole);
    if (whole.empty()) {
        return taken;
    }
    put(whole);
    if (m_phase == Phase::Failed) {
        derived().explainFault(whole);
        return taken;
    }
    m_part.clear();
    m_phase = m_grammar->is_done() ? Phase::Complete : Phase::Decide;
    m_toEnd = m_grammar->need_eof();
    derived().onHead();
    return taken;
}

/// The body begins: the last moment to refuse it by its length.
template <bool isRequest, class Derived>
void Reader<isRequest, Derived>::decide()
{
    if (m_grammar->chunked()) {
        m_chunk.restart(false);
        m_phase = Phase::ChunkHead;
        return;
    }
    m_phase = Phase::Body;
    if (const auto length = m_grammar->content_length(); length && *length > m_bodyLimit) {
        failTooLong();
    }
}

template <bool isRequest, class Derived>
std::size_t Reader<isRequest, Derived>::takeChunkHead(std::string_view bytes)
{
    std::string_view whole;
    const std::size_t taken = gather(m_chunk, bytes, whole);
    if (whole.empty()) {
        return taken;
    }
    put(whole);
    if (m_phase != Phase::Failed) {
        m_part.clear();
        m_phase = m_grammar->is_done() ? Phase::Complete : Phase::ChunkData;
    }
    return taken;
}

template <bool isRequest, class Derived>
std::size_t Reader<isRequest, Derived>::takeBody(std::string_view bytes)
{
    if (m_toEnd && bytes.size() > m_bodyLimit - m_bodyBytes) {
        failTooLong();
        return 0;
    }
    const std::size_t taken = put(bytes);
    if (m_grammar->is_done()) {
        m_phase = Phase::Complete;
    } else if (m_phase == Phase::ChunkData && m_chunkLeft == 0) {
        m_chunk.restart(true);
        m_phase = Phase::ChunkHead;
    }
    return taken;
}

template <bool isRequest, class Derived>
bool Reader<isRequest, Derived>::onAnyField(beast::http::field field, std::string_view name, std::string_view value)
{
    if (m_phase != Phase::Head) {
        return true; // a trailer: RFC 9110 section 6.5.1 lets us drop it
    }
    if (field == beast::http::field::transfer_encoding) {
        return onTransferEncoding(value);
    }
    if (field == beast::http::field::content_length) {
        if (m_lengthSeen || !isNumber(value)) {
            return fail(Fault{400, m_lengthSeen ? "Content-Length is there twice" : "Content-Length is not a number"});
        }
        m_lengthSeen = true;
    }
    return derived().onField(field, name, value);
}

/// RFC 9112 sections 6.1 and 6.3.
template <bool isRequest, class Derived>
bool Reader<isRequest, Derived>::onTransferEncoding(std::string_view value)
{
    if (m_http10) {
        return fail(Fault{400, "HTTP/1.0 has no Transfer-Encoding"});
    }
    if (equalsLower(value, "chunked")) {
        return true;
    }
    const std::size_t comma = value.rfind(',');
    if (comma != std::string_view::npos && equalsLower(withoutBlanks(value.substr(comma + 1)), "chunked")) {
        return fail(Fault{501, "a transfer coding other than chunked"});
    }
    return fail(Fault{400, "Transfer-Encoding does not end with chunked"});
}

template <bool isRequest, class Derived>
bool Reader<isRequest, Derived>::onChunk(std::uint64_t size, std::size_t extensionBytes)
{
    m_extensionBytes += extensionBytes;
    if (m_extensionBytes > m_headLimit) {
        return fail(Fault{400, "too many chunk extensions"});
    }
    if (size > m_bodyLimit - m_chunkBytes) {
        return failTooLong();
    }
    m_chunkBytes += size;
    m_chunkLeft = size;
    return true;
}

template <bool isRequest, class Derived>
std::size_t Reader<isRequest, Derived>::onPiece(std::string_view piece)
{
    m_bodyBytes += piece.size();
    m_chunkLeft -= std::min<std::uint64_t>(m_chunkLeft, piece.size());
    if (m_streaming) {
        m_piece = piece;
    } else {
        derived().keepPiece(piece);
    }
    return piece.size();
}

template <bool isRequest, class Derived>
bool Reader<isRequest, Derived>::idle() const
{
    const std::string_view begun = std::string_view(m_part).substr(std::min(m_head.begin(), m_part.size()));
    return m_phase == Phase::Head && (begun.empty() || begun == "\r");
}

template <bool isRequest, class Derived>
void Reader<isRequest, Derived>::restartHead()
{
    m_grammar.emplace(derived());
    m_head.restart();
    m_phase = Phase::Head;
    m_part.clear();
    m_http10 = m_toEnd = m_lengthSeen = false;
}

template <bool isRequest, class Derived>
void Reader<isRequest, Derived>::restart()
{
    assert(m_phase == Phase::Complete);
    restartHead();
    if (m_part.capacity() > keptCapacity) {
        std::string().swap(m_part);
    }
    m_piece = {};
    m_streaming = false;
    m_bodyLimit = m_usualBodyLimit;
    m_bodyBytes = m_chunkBytes = m_chunkLeft = 0;
    m_extensionBytes = 0;
}

} // namespace highwater::http

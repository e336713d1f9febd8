// SPDX-License-Identifier: GPL-3.0-or-later
#include "http_transcript.h"

#include <memory>
#include <random>

namespace highwater::test {

using namespace highwater::http;

namespace {

/// What a parser copies at once may reach a little beyond the part that it gathers.
constexpr std::size_t gatherSlack = 1024 + 512;

ChosenHeaders chosenNames()
{
    return std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"x-request-id", "traceparent"});
}

void add(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append("=").append(value).append("\n");
}
void add(std::string& out, std::string_view name, std::uint64_t value)
{
    add(out, name, std::to_string(value));
}
void addHeaders(std::string& out, const Headers& headers)
{
    for (const auto& [name, value] : headers) {
        add(out, "header " + name, value);
    }
}
void addFault(std::string& out, const Fault& fault)
{
    out.append("fault ").append(std::to_string(fault.status)).append(" ").append(fault.reason).append("\n");
}

void addHead(std::string& out, const Request& request)
{
    add(out, "method", request.method);
    add(out, "path", request.path);
    add(out, "type", request.contentType);
    add(out, "authorization", request.authorization);
    add(out, "key", request.idempotencyKey);
    addHeaders(out, request.headers);
    add(out, "length", request.contentLength);
    out.append(request.chunked ? "chunked " : "").append(request.keepAlive ? "keep " : "");
    out.append(request.expectContinue ? "expects " : "").append(request.http10 ? "1.0\n" : "1.1\n");
}

void addResponse(std::string& out, const Response& response)
{
    add(out, "status", static_cast<std::uint64_t>(response.status));
    add(out, "type", response.contentType);
    add(out, "retry", response.retryAfter);
    addHeaders(out, response.headers);
    add(out, "length", response.contentLength);
    out.append(response.chunked ? "chunked " : "").append(response.keepAlive ? "keep\n" : "close\n");
    add(out, "body", response.body);
}

/// Feeds piece after piece; told(fed) handles what is no NeedMore and says whether to go on.
template <class Parser, class Told>
bool feedAll(Parser& parser, std::string_view bytes, const Cuts& cuts, std::string& out, std::size_t mostBuffered, Told told)
{
    while (!bytes.empty()) {
        std::string_view piece = bytes.substr(0, cuts(bytes.size()));
        bytes.remove_prefix(piece.size());
        for (;;) {
            const auto fed = parser.feed(piece);
            if (fed.consumed > piece.size() || (fed.state == State::NeedMore && fed.consumed != piece.size())) {
                out.append("BROKEN: takes other bytes than it was given\n");
                return false;
            }
            if (parser.buffered() > mostBuffered) {
                out.append("BROKEN: holds more than its limits\n");
            }
            piece.remove_prefix(fed.consumed);
            if (fed.state == State::NeedMore) {
                break;
            }
            if (!told(fed)) {
                return false;
            }
        }
    }
    return true;
}

template <class Parser>
bool addEnd(std::string& out, Parser& parser)
{
    addFault(out, parser.fault());
    const Fed again = parser.feed("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    if (again.state != State::Bad || again.consumed != 0) {
        out.append("BROKEN: goes on after a fault\n");
    }
    return false;
}

} // namespace

Cuts inOnePiece()
{
    return [](std::size_t left) { return left; };
}

Cuts byteByByte()
{
    return [](std::size_t) { return std::size_t{1}; };
}

Cuts randomCuts(std::uint64_t seed)
{
    auto random = std::make_shared<std::mt19937_64>(seed);
    return [random](std::size_t left) {
        const std::size_t most = (*random)() % 4 == 0 ? left : std::min<std::size_t>(left, 9);
        return 1 + static_cast<std::size_t>((*random)() % most);
    };
}

Cuts cutsOf(std::string_view lengths)
{
    return [text = std::string(lengths), at = std::size_t{0}](std::size_t left) mutable {
        const std::size_t length = text.empty() ? left : static_cast<unsigned char>(text[at++ % text.size()]);
        return std::min(left, std::max<std::size_t>(length, 1));
    };
}

std::string readRequests(std::string_view bytes, const Cuts& cuts, const RequestReading& reading)
{
    RequestParser parser(reading.limits, chosenNames());
    std::string out;
    std::string streamed;
    const auto told = [&](const Fed& fed) {
        switch (fed.state) {
        case State::HeadDone:
            addHead(out, parser.request());
            if (reading.stream) {
                parser.streamBody(reading.streamLimit);
            }
            return true;
        case State::BodyPiece:
            if (!reading.stream || fed.piece.empty() || !parser.request().body.empty()) {
                out.append("BROKEN: a piece that nobody asked for\n");
            }
            streamed.append(fed.piece);
            return true;
        case State::Done:
            add(out, "body", reading.stream ? streamed : parser.request().body);
            if (parser.bodyBytes() != (reading.stream ? streamed : parser.request().body).size()) {
                out.append("BROKEN: counts other bytes than it gives\n");
            }
            streamed.clear();
            parser.next();
            return true;
        default:
            return addEnd(out, parser);
        }
    };
    const std::size_t most = reading.limits.head + static_cast<std::size_t>(reading.limits.body) + gatherSlack;
    if (feedAll(parser, bytes, cuts, out, most, told)) {
        out.append(parser.idle() ? "idle\n" : parser.inBody() ? "in body after " + std::to_string(parser.bodyBytes()) + "\n" : "in head\n");
    }
    const std::uint64_t limit = reading.stream ? reading.streamLimit : reading.limits.body;
    if (parser.bodyBytes() > limit || (reading.stream && !parser.request().body.empty())) {
        out.append("BROKEN: more of a body than allowed\n");
    }
    return out;
}

std::string readResponses(std::string_view bytes, const Cuts& cuts, const ResponseReading& reading)
{
    ResponseParser parser(reading.limits, chosenNames());
    std::string out;
    const auto prepare = [&] {
        if (reading.noBody) {
            parser.expectNoBody();
        }
    };
    const auto told = [&](const Fed& fed) {
        if (fed.state != State::Done) {
            return addEnd(out, parser);
        }
        addResponse(out, parser.response());
        parser.next();
        prepare();
        return true;
    };
    prepare();
    const std::size_t most = reading.limits.head + static_cast<std::size_t>(reading.limits.keep) + gatherSlack;
    const bool whole = feedAll(parser, bytes, cuts, out, most, told);
    if (parser.bodyBytes() > reading.limits.body || parser.response().body.size() > reading.limits.keep) {
        out.append("BROKEN: more of a body than allowed\n");
    }
    if (!whole || !reading.closes) {
        return out;
    }
    if (parser.finish() == State::Done) {
        out.append("closed: ");
        addResponse(out, parser.response());
    } else {
        addEnd(out, parser);
    }
    return out;
}

std::string readFrames(std::string_view bytes, const Cuts& cuts, std::uint32_t limit)
{
    FrameDecoder decoder(limit);
    std::string out;
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, cuts(bytes.size()));
        bytes.remove_prefix(piece.size());
        const auto fed = decoder.feed(piece, [&](std::string_view payload) {
            add(out, "frame " + std::to_string(payload.size()), payload);
            return true;
        });
        if (decoder.buffered() > limit) {
            out.append("BROKEN: holds more than its limit\n");
        }
        if (fed.state == FrameDecoder::State::TooLong) {
            add(out, "too long", decoder.announced());
            const auto again = decoder.next(bytes);
            if (again.state != FrameDecoder::State::TooLong || again.consumed != 0) {
                out.append("BROKEN: goes on after a fault\n");
            }
            break;
        }
        if (fed.consumed != piece.size()) {
            out.append("BROKEN: leaves bytes behind\n");
        }
    }
    add(out, "frames", decoder.frames());
    return out.append(decoder.inFrame() ? "in a frame of " + std::to_string(decoder.announced()) + "\n" : "between frames\n");
}

std::string whateverTheCuts(const std::function<std::string(const Cuts&)>& read)
{
    std::string whole = read(inOnePiece());
    if (has(whole, "BROKEN")) {
        return whole;
    }
    std::vector<Cuts> others{byteByByte()};
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        others.push_back(randomCuts(seed));
    }
    for (const Cuts& cuts : others) {
        if (const std::string other = read(cuts); other != whole) {
            return "cuts differ:\n" + whole + "---\n" + other;
        }
    }
    return whole;
}

std::string valuesOf(std::string_view transcript, std::string_view name)
{
    const std::string start = std::string(name) + "=";
    std::string values;
    bool first = true;
    for (std::size_t at = 0; at < transcript.size();) {
        const std::size_t end = std::min(transcript.find('\n', at), transcript.size());
        const std::string_view line = transcript.substr(at, end - at);
        if (line.starts_with(start)) {
            values.append(first ? "" : ",").append(line.substr(start.size()));
            first = false;
        }
        at = end + 1;
    }
    return values;
}

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

} // namespace highwater::test

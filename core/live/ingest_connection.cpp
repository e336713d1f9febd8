// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/ingest_connection.h"

#include "live/http_text.h"

#include <algorithm>

namespace highwater {

namespace {

constexpr auto lingerTime = std::chrono::seconds(2);

http::RequestLimits requestLimits(const LiveLimits& limits)
{
    return {static_cast<std::size_t>(limits.header), static_cast<std::uint64_t>(limits.body)};
}

std::uint32_t frameLimit(const LiveLimits& limits)
{
    return static_cast<std::uint32_t>(std::min<std::int64_t>(limits.body, INT32_MAX));
}

} // namespace

IngestConnection::IngestConnection(IngestShared& shared, std::uint32_t slot, std::uint32_t generation, std::unique_ptr<ByteSocket> socket, Front front)
    : m_shared(shared), m_slot(slot), m_generation(generation), m_socket(std::move(socket)), m_front(front),
      m_parser(requestLimits(shared.options.limits), shared.options.chosen), m_decoder(frameLimit(shared.options.limits)), m_since(steadyNow()),
      m_wroteAt(m_since)
{
    if (front == Front::Frames) {
        m_socket->readAheadMore();
    }
    ByteSocket::Events events;
    events.readable = [this] {
        m_drained = false;
        pump();
    };
    events.written = [this] {
        m_wroteAt = steadyNow();
        markToSend(); // what waited for that goes on
    };
    events.hungUp = [this] {
        // Frames that were sent before the end are still taken, when there is room; a client that waits for an answer has gone.
        if (m_front == Front::Http && !m_framed && (m_held || waitsForAnswer())) {
            end(true);
        }
    };
    events.ended = [this] { onDisconnected(); };
    m_socket->follow(std::move(events));
}

IngestConnection::~IngestConnection()
{
    m_socket->follow({[] {}, [] {}, [] {}, [] {}});
    m_shared.handler.release(m_reserved);
    const auto count = m_answers.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (!m_answers[i].ready) {
            m_shared.handler.onGone(ticketOf(m_first + i));
        }
    }
    m_socket->abort();
}

void IngestConnection::markToSend()
{
    if (!m_marked) {
        m_marked = true;
        m_shared.toSend.push_back(m_slot);
    }
}

void IngestConnection::onDisconnected()
{
    m_drained = false; // what came before the end is still there
    pump();
    end(false);
}

void IngestConnection::end(bool abort)
{
    if (m_ended) {
        return;
    }
    m_ended = true;
    m_shared.ended.push_back(m_slot);
    if (abort) {
        m_socket->abort();
    }
}

// ---------------------------------------------------------------------------------------------------------------- in

/// Bytes of answers that the kernel has not taken.
std::int64_t IngestConnection::unwritten() const
{
    return m_socket->unwritten();
}

bool IngestConnection::mayPump() const
{
    return !m_held && !m_refusing && !m_ended && !m_streams
           && m_answers.size() < static_cast<std::size_t>(m_shared.options.limits.pipelined)
           && unwritten() + static_cast<std::int64_t>(m_out.size() + m_waiting) < mostUnread;
}

void IngestConnection::pump()
{
    if (m_pumping) {
        return;
    }
    m_pumping = true;
    if (discards()) {
        discard();
    } else if (m_front == Front::Frames) {
        takeFrames();
    } else {
        takeHttp();
    }
    m_pumping = false;
    if (m_ended) {
        return;
    }
    if (m_socket->inputEnded() && m_rest.empty() && !m_held) {
        onInputEnded();
    } else {
        m_socket->wantBytes(mayPump() || discards());
    }
}

void IngestConnection::discard()
{
    while (m_socket->read(m_shared.buffer.data(), m_shared.buffer.size()) > 0) {
    }
}

bool IngestConnection::waitsForAnswer() const
{
    return std::any_of(m_answers.begin(), m_answers.end(), [](const Answer& each) { return !each.ready; });
}

/// The client sends nothing more. Whoever waits for an answer that is not there yet has gone, as far as anybody can tell; others may still
/// read theirs.
void IngestConnection::onInputEnded()
{
    if (waitsForAnswer() || m_lingers || !unsent()) {
        end(true);
        return;
    }
    m_refusing = m_closesWhenSent = true;
    m_socket->wantBytes(false);
    markToSend();
}

std::string_view IngestConnection::moreBytes()
{
    if (!m_rest.empty()) {
        return m_rest;
    }
    if (m_drained) {
        return {};
    }
    const std::size_t read = m_socket->read(m_shared.buffer.data(), m_shared.buffer.size());
    m_drained = read < m_shared.buffer.size(); // one receive a wake-up, as long as it is enough; what comes later is told
    return {m_shared.buffer.data(), read};
}

/// What is left of moreBytes().
void IngestConnection::keep(std::string_view rest)
{
    if (rest.empty()) {
        m_rest.clear();
    } else if (!m_rest.empty()) {
        m_rest.erase(0, m_rest.size() - rest.size());
    } else {
        m_rest.assign(rest);
    }
}

void IngestConnection::takeHttp()
{
    while (mayPump()) {
        if (m_framed && !goOnWithFrames()) {
            continue;
        }
        std::string_view bytes = moreBytes();
        if (bytes.empty()) {
            return;
        }
        if (m_parser.idle()) {
            m_since = steadyNow();
        }
        while (!bytes.empty() && mayPump()) {
            bytes.remove_prefix(feedHttp(bytes));
        }
        keep(bytes);
    }
}

std::size_t IngestConnection::feedHttp(std::string_view bytes)
{
    const http::Fed fed = m_parser.feed(bytes);
    switch (fed.state) {
    case http::State::NeedMore:
        reserveMore();
        break;
    case http::State::HeadDone:
        onHead();
        if (!m_refusing && !m_framed && awaitsBody(bytes.size() - fed.consumed)
            && !m_shared.handler.mayTake(false, static_cast<std::int64_t>(m_parser.request().contentLength))) {
            beginHold();
        }
        if (!m_refusing && !m_parser.request().hasBody() && m_parser.feed({}).state == http::State::Done) {
            finishRequest(); // there are no more bytes to wait for
        }
        break;
    case http::State::BodyPiece:
        if (m_wanted) {
            m_piece.append(fed.piece.substr(feedFrames(fed.piece)));
        }
        finishFrames();
        break;
    case http::State::Done:
        finishRequest();
        break;
    case http::State::Bad:
        fail(m_parser.fault().status, m_parser.fault().reason);
        break;
    }
    return fed.consumed;
}

/// Whether more of the body is on its way than the bytes that are at hand.
bool IngestConnection::awaitsBody(std::size_t atHand) const
{
    const http::Request& request = m_parser.request();
    return request.chunked ? atHand == 0 : request.contentLength > atHand;
}

void IngestConnection::onHead()
{
    const http::Request& request = m_parser.request();
    m_framed = request.hasBody() && m_shared.handler.isFramed(request);
    if (m_framed) {
        m_parser.streamBody();
        m_socket->readAheadMore();
        m_decoder = FrameDecoder(frameLimit(m_shared.options.limits));
        m_current = newRequest();
        m_wanted = m_shared.handler.onFramesBegin(ticketOf(m_current), request, peer());
    } else if (request.hasBody()) {
        // A body that is too long is told now, before the client is asked to send it.
        if (const http::Fed fed = m_parser.feed({}); fed.state == http::State::Bad) {
            fail(m_parser.fault().status, m_parser.fault().reason);
            return;
        }
        const auto wanted = static_cast<std::int64_t>(request.contentLength);
        if (!m_shared.handler.reserve(wanted)) {
            fail(503, "memory");
            return;
        }
        m_reserved = wanted;
    }
    m_asks = request.expectContinue && (!m_framed || m_wanted);
    askForBody();
}

/// The client that waits for it gets "100 Continue" when all answers before it have gone.
void IngestConnection::askForBody()
{
    if (m_asks && m_answers.size() == (m_framed ? 1U : 0U)) {
        m_asks = false;
        http::appendContinue(m_out);
        markToSend();
    }
}

/// Chunked bodies tell their length only as they come.
void IngestConnection::reserveMore()
{
    if (m_framed || !m_parser.request().chunked) {
        return;
    }
    const std::int64_t more = static_cast<std::int64_t>(m_parser.bodyBytes()) - m_reserved;
    if (more <= 0) {
        return;
    }
    if (m_shared.handler.reserve(more)) {
        m_reserved += more;
    } else {
        fail(503, "memory");
    }
}

void IngestConnection::finishRequest()
{
    http::Request& request = m_parser.request();
    reserveMore();
    if (m_refusing) {
        return;
    }
    ++m_shared.requests;
    const bool keepAlive = request.keepAlive;
    if (m_framed) {
        if (m_wanted && m_decoder.inFrame()) {
            refuseFrame();
        } else if (m_wanted) {
            m_shared.handler.onFramesEnd(ticketOf(m_current));
        }
    } else {
        const std::uint64_t number = newRequest();
        m_shared.handler.onRequest(ticketOf(number), request, peer(), std::exchange(m_reserved, 0));
    }
    m_refusing = m_refusing || !keepAlive;
    m_framed = false;
    m_wanted = true;
    m_asks = false;
    if (!m_refusing) {
        m_parser.next();
        m_since = steadyNow();
    }
}

std::uint64_t IngestConnection::newRequest()
{
    m_answers.emplace_back();
    return m_first + m_answers.size() - 1;
}

// --------------------------------------------------------------------------------------------------------- held back

void IngestConnection::beginHold()
{
    if (!m_held) {
        m_held = true;
        m_heldSince = steadyNow();
        m_shared.held.push_back(m_slot);
        m_socket->wantBytes(false);
    }
}

bool IngestConnection::goOn()
{
    const bool frame = m_frame.has_value();
    const auto bytes = frame ? static_cast<std::int64_t>(m_frame->size()) : static_cast<std::int64_t>(m_parser.request().contentLength);
    if (!m_shared.handler.mayTake(frame, bytes)) {
        return false;
    }
    m_held = false;
    m_since += steadyNow() - m_heldSince;
    m_drained = false;
    pump();
    return true;
}

// -------------------------------------------------------------------------------------------------------------- time

void IngestConnection::closeIfIdle()
{
    if (m_parser.idle() && !m_decoder.inFrame() && !m_held && m_answers.empty() && !unsent()) {
        end(true);
    }
}

void IngestConnection::lookAtTheTime(SteadyTime now)
{
    const LiveLimits& limits = m_shared.options.limits;
    if (m_ended) {
        return;
    }
    if (m_lingers) {
        if (now - m_since > lingerTime) {
            end(true);
        }
        return;
    }
    if (unwritten() > 0 && now - m_wroteAt > limits.requestTime) {
        end(true);
        return;
    }
    if (!m_socket->established()) {
        if (now - m_since > limits.requestTime) {
            end(true);
        }
        return;
    }
    if (m_held || m_streams) {
        return;
    }
    if (m_refusing) {
        if (m_closesWhenSent && unwritten() == 0 && now - m_wroteAt > limits.requestTime) {
            end(true);
        }
        return;
    }
    const bool inRequest = m_front == Front::Http ? !m_parser.idle() || m_framed : m_decoder.inFrame();
    if (inRequest && mayPump() && now - m_since > limits.requestTime) {
        if (m_front == Front::Frames) {
            end(true);
        } else {
            fail(408, "the request took too long");
        }
    } else if (!inRequest && m_answers.empty() && !unsent() && now - m_since > limits.idleTime) {
        end(true);
    }
}

IngestBytes IngestConnection::bytes() const
{
    IngestBytes bytes;
    if (m_parser.idle() && m_answers.empty() && !m_held && !m_lingers && !unsent() && m_rest.empty() && !m_decoder.inFrame()) {
        return bytes; // it says nothing, and the watch would tell if it did
    }
    const int descriptor = m_socket->descriptor();
    bytes.inKernel = receiveQueueBytes(descriptor).value_or(0);
    bytes.toSend = sendQueueBytes(descriptor).value_or(0) + unwritten() + static_cast<std::int64_t>(m_out.size());
    bytes.read = m_socket->unread() + static_cast<std::int64_t>(m_rest.size() + m_piece.size() + m_parser.buffered() + m_decoder.buffered()
                                                                        + (m_frame ? m_frame->size() : 0));
    return bytes;
}

} // namespace highwater

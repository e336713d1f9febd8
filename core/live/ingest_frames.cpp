// SPDX-License-Identifier: GPL-3.0-or-later
// Frames of a connection: of framed TCP, and in the bodies of requests.
#include "live/http_text.h"
#include "live/ingest_connection.h"

namespace highwater {

void IngestConnection::takeFrames()
{
    while (mayPump()) {
        if (m_frame && !handOverPending()) {
            break;
        }
        const std::string_view bytes = moreBytes();
        if (bytes.empty()) {
            return;
        }
        if (!m_decoder.inFrame()) {
            m_since = steadyNow();
        }
        keep(bytes.substr(feedFrames(bytes)));
    }
}

/// Of a framed body: what is here already comes before what is read. False: not all of it may go on.
bool IngestConnection::goOnWithFrames()
{
    m_piece.erase(0, feedFrames(m_piece));
    finishFrames();
    return m_piece.empty() && mayPump();
}

/// A body whose length is known ends without a byte more.
void IngestConnection::finishFrames()
{
    if (m_framed && m_piece.empty() && mayPump() && m_parser.feed({}).state == http::State::Done) {
        finishRequest();
    }
}

std::size_t IngestConnection::feedFrames(std::string_view bytes)
{
    if (m_frame && !handOverPending()) {
        return 0;
    }
    const FrameDecoder::Fed fed = m_decoder.feed(bytes, [this](std::string_view payload) {
        m_since = steadyNow();
        return handOver(payload);
    });
    if (fed.state == FrameDecoder::State::TooLong) {
        refuseFrame();
        return bytes.size();
    }
    return fed.consumed;
}

/// False: no more for now.
bool IngestConnection::handOver(std::string_view payload)
{
    if (!m_shared.handler.mayTake(true, static_cast<std::int64_t>(payload.size()))) {
        m_frame = std::string(payload);
        beginHold();
        return false;
    }
    const bool own = m_front == Front::Frames;
    m_shared.handler.onFrame(ticketOf(own ? newRequest() : m_current), payload, own, peer());
    return mayPump();
}

bool IngestConnection::handOverPending()
{
    const std::string payload = std::move(*m_frame);
    m_frame.reset();
    return handOver(payload);
}

/// A frame that is too long, or cut off by the end of its request.
void IngestConnection::refuseFrame()
{
    if (m_front == Front::Frames) {
        end(true);
        return;
    }
    const bool cut = m_decoder.announced() <= m_decoder.limit();
    std::string bytes;
    http::appendRefusal(bytes, cut ? 400 : 413, cut ? "the last frame is not whole" : "a frame is longer than the limit of a body", -1, false);
    m_wanted = false;
    m_refusing = true;
    answer(m_current, bytes, true);
    m_shared.handler.onGone(ticketOf(m_current)); // it has its answer, from here
}

} // namespace highwater

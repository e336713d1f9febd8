// SPDX-License-Identifier: GPL-3.0-or-later
// The way out of a connection: answers in the order of the requests, and the end.
#include "live/http_text.h"
#include "live/ingest_connection.h"

namespace highwater {

/// The request that comes in cannot be taken: its answer is the last one.
void IngestConnection::fail(int status, std::string_view reason)
{
    m_refusing = true;
    const std::uint64_t number = m_framed ? m_current : newRequest();
    std::string bytes;
    http::appendRefusal(bytes, status, reason, status == 503 ? 1 : -1, false);
    answer(number, bytes, true);
    if (m_framed && m_wanted) {
        m_shared.handler.onGone(ticketOf(number));
    }
}

void IngestConnection::answer(std::uint64_t request, std::string_view bytes, bool closes)
{
    if (request < m_first || request >= m_first + m_answers.size() || m_ended) {
        return;
    }
    Answer& slot = m_answers[request - m_first];
    if (slot.ready) {
        return;
    }
    slot.ready = true;
    slot.closes = closes || m_shared.closing;
    if (request != m_first) {
        m_waiting += bytes.size() - slot.bytes.size();
        slot.bytes.assign(bytes);
        return;
    }
    m_out.append(bytes);
    markToSend();
    sendReady();
}

/// The answers at the front that are ready leave the list; the first one has no bytes of its own any more.
void IngestConnection::sendReady()
{
    while (!m_answers.empty() && m_answers.front().ready && !m_closesWhenSent) {
        takeOut(m_answers.front());
        m_closesWhenSent = m_answers.front().closes;
        m_answers.pop_front();
        ++m_first;
    }
    m_refusing = m_refusing || m_closesWhenSent;
    if (m_answers.empty() && m_parser.idle() && !m_decoder.inFrame()) {
        m_since = steadyNow(); // idle from now on
    } else if (!m_answers.empty() && !m_answers.front().ready && !m_answers.front().bytes.empty()) {
        m_streams = true;
        takeOut(m_answers.front());
    }
    askForBody();
}

void IngestConnection::takeOut(Answer& answer)
{
    m_waiting -= answer.bytes.size();
    m_out.append(std::exchange(answer.bytes, {}));
}

bool IngestConnection::push(std::uint64_t request, std::string_view bytes)
{
    if (m_ended || request < m_first || request >= m_first + m_answers.size()) {
        return false;
    }
    if (request != m_first) { // its turn has not come
        std::string& waiting = m_answers[request - m_first].bytes;
        if (waiting.size() + bytes.size() < mostUnread) {
            waiting.append(bytes);
            m_waiting += bytes.size();
        }
        return true;
    }
    m_streams = true;
    if (unwritten() + static_cast<std::int64_t>(m_out.size()) < 4 * mostUnread) {
        m_out.append(bytes);
        markToSend();
    }
    return true;
}

void IngestConnection::send()
{
    m_marked = false;
    if (m_ended) {
        return;
    }
    if (!m_out.empty()) {
        if (unwritten() == 0) {
            m_wroteAt = steadyNow();
        }
        writeOut();
    }
    if (m_ended) {
        return;
    }
    if (m_closesWhenSent) {
        if (unwritten() == 0 && !m_lingers) {
            beginLinger();
        }
    } else {
        pump();
    }
}

/// A connection that is closed while bytes of the client are on their way is reset, and the client may never see its answer.
void IngestConnection::beginLinger()
{
    const bool whole = m_front == Front::Http && m_parser.idle() && m_rest.empty();
    if (whole) {
        m_socket->close();
        return;
    }
    m_lingers = true;
    m_since = steadyNow();
    m_rest.clear();
    m_socket->shutdownOutput();
    pump();
}

void IngestConnection::writeOut()
{
    m_socket->write(m_out);
    m_out.clear();
    if (m_out.capacity() > 64 * 1024) {
        m_out.shrink_to_fit();
    }
}

} // namespace highwater

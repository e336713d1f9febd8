// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/byte_socket.h"
#include "live/frame_decoder.h"
#include "live/ingest_server.h"

#include <deque>
#include <optional>
#include <vector>

namespace highwater {

/// What the connections of a server have in common. Internal to core/live/ingest_*.cpp.
struct IngestShared
{
    IngestHandler& handler;
    IngestOptions options;
    std::vector<std::uint32_t> toSend{};   ///< slots that have answers, or may read on
    std::deque<std::uint32_t> held{};      ///< slots that the handler holds back, in that order
    std::vector<std::uint32_t> ended{};    ///< slots to be freed
    std::vector<char> buffer = std::vector<char>(64 * 1024);
    std::uint64_t requests = 0;
    bool closing = false;                  ///< every answer is the last of its connection
};

/// One client's connection: bytes in, requests to the handler, answers out in order. Internal to core/live/ingest_*.cpp.
class IngestConnection
{
public:
    enum class Front : std::uint8_t { Http, Frames };

    IngestConnection(IngestShared& shared, std::uint32_t slot, std::uint32_t generation, std::unique_ptr<ByteSocket> socket, Front front);
    /// What was not answered is told to the handler.
    ~IngestConnection();
    IngestConnection(const IngestConnection&) = delete;
    IngestConnection& operator=(const IngestConnection&) = delete;

    [[nodiscard]] std::uint32_t generation() const { return m_generation; }
    [[nodiscard]] const std::string& address() const { return m_socket->address(); }
    [[nodiscard]] bool held() const { return m_held; }
    [[nodiscard]] bool unsent() const { return !m_out.empty() || unwritten() > 0; }
    [[nodiscard]] IngestBytes bytes() const;

    void answer(std::uint64_t request, std::string_view bytes, bool closes);
    bool push(std::uint64_t request, std::string_view bytes);
    /// Hands answers to the kernel, and reads on when it may.
    void send();
    /// After being held: asks again. False: still held.
    bool goOn();
    void closeIfIdle();
    void lookAtTheTime(SteadyTime now);

private:
    /// Bytes of answers that a client may leave unread before nothing more is read from it.
    static constexpr std::int64_t mostUnread = 256 * 1024;

    struct Answer
    {
        std::string bytes;
        bool ready = false;
        bool closes = false;
    };

    void pump();
    bool mayPump() const;
    [[nodiscard]] std::int64_t unwritten() const;
    /// What is there to be parsed: the rest from before, or the next bytes of the socket. Empty: nothing.
    std::string_view moreBytes();
    void keep(std::string_view rest);
    void takeHttp();
    std::size_t feedHttp(std::string_view bytes);
    void onHead();
    bool awaitsBody(std::size_t atHand) const;
    void askForBody();
    void finishRequest();
    void takeFrames();
    /// Hands over frames that bytes hold; what was not used: the connection is held, or has ended.
    std::size_t feedFrames(std::string_view bytes);
    bool goOnWithFrames();
    void finishFrames();
    bool handOver(std::string_view payload);
    bool handOverPending();
    void refuseFrame();
    void reserveMore();
    void beginHold();
    void fail(int status, std::string_view reason);
    void sendReady();
    void takeOut(Answer& answer);
    void writeOut();
    void end(bool abort);
    void beginLinger();
    void onDisconnected();
    void onInputEnded();
    [[nodiscard]] bool waitsForAnswer() const;
    /// What comes is read, but of no use: to see the client go, and to let it read its last answer.
    [[nodiscard]] bool discards() const { return m_lingers || m_streams || (m_refusing && !m_held && !m_closesWhenSent); }
    void discard();
    [[nodiscard]] Ticket ticketOf(std::uint64_t request) const { return {m_slot, m_generation, request}; }
    [[nodiscard]] Peer peer() const { return {m_socket->address(), m_socket->loopback()}; }
    [[nodiscard]] std::uint64_t newRequest();
    void markToSend();

    IngestShared& m_shared;
    std::uint32_t m_slot;
    std::uint32_t m_generation;
    std::unique_ptr<ByteSocket> m_socket;
    Front m_front;
    http::RequestParser m_parser;
    FrameDecoder m_decoder;
    std::string m_rest;          ///< read, not parsed
    std::string m_piece;         ///< of a framed body: taken from the chunks, not yet frames
    std::optional<std::string> m_frame; ///< whole, and not yet handed over
    std::deque<Answer> m_answers; ///< of the requests from m_first on
    std::uint64_t m_first = 1;
    std::uint64_t m_current = 0; ///< the request whose body comes in now
    std::int64_t m_reserved = 0; ///< for that body
    std::string m_out;
    std::size_t m_waiting = 0;   ///< bytes of answers behind an unanswered request
    bool m_framed = false;       ///< the body that comes in consists of frames
    bool m_wanted = true;        ///< those frames are wanted
    bool m_asks = false;         ///< the client sends that body when it is asked for
    bool m_streams = false;      ///< the last answer is endless
    bool m_held = false;
    bool m_refusing = false;     ///< nothing more is read
    bool m_closesWhenSent = false;
    bool m_lingers = false;      ///< everything was said; what still comes is thrown away, so that the client can read the answer
    bool m_pumping = false;
    bool m_drained = false;      ///< the kernel had no more, and has said nothing since
    bool m_marked = false;
    bool m_ended = false;
    SteadyTime m_since;          ///< a request began, or the connection became idle
    SteadyTime m_heldSince;
    SteadyTime m_wroteAt;        ///< the client took bytes
};

} // namespace highwater

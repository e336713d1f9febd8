// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/agenda.h"
#include "live/http_parser.h"
#include "live/socket_probe.h"
#include "scenario/endpoint.h"
#include "scenario/live.h"
#include "units/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// Names a request, or a frame of framed TCP, that awaits its answer.
struct Ticket
{
    std::uint32_t connection = 0; ///< its slot
    std::uint32_t generation = 0; ///< a slot is used again; this tells the connections apart
    std::uint64_t request = 0;    ///< of that connection, from 1
    bool operator==(const Ticket&) const = default;
};

/// Who sent it.
struct Peer
{
    std::string_view address;  ///< lives as long as the call
    bool loopback = false;
};

/// What decides about requests. Called in the server's thread; may answer at once.
class IngestHandler
{
public:
    IngestHandler() = default;
    IngestHandler(const IngestHandler&) = delete;
    IngestHandler& operator=(const IngestHandler&) = delete;
    virtual ~IngestHandler() = default;

    /// Whether the body of a request is a sequence of frames. The head alone is known.
    virtual bool isFramed(const http::Request& head) = 0;
    /// Whether the rest of a body that is still on its way may be read now, or a whole frame may be handed over. False: nothing is read from
    /// that connection, so that TCP holds its sender, until goOn() finds this true.
    virtual bool mayTake(bool frame, std::int64_t bytes) = 0;
    /// Asks for memory for a body; release() gives back what nobody took over with onRequest() or onFrame().
    virtual bool reserve(std::int64_t bytes) = 0;
    virtual void release(std::int64_t bytes) = 0;

    /// A whole request. Its strings may be moved away; reserved bytes are the handler's from now on.
    virtual void onRequest(Ticket ticket, http::Request& request, const Peer& peer, std::int64_t reserved) = 0;
    /// A framed request begins; its frames have the same ticket. False: it was answered, its frames are not wanted.
    virtual bool onFramesBegin(Ticket ticket, const http::Request& head, const Peer& peer) = 0;
    /// A frame. Of framed TCP each has a ticket of its own, and the answer is a frame.
    virtual void onFrame(Ticket ticket, std::string_view payload, bool ownTicket, const Peer& peer) = 0;
    virtual void onFramesEnd(Ticket ticket) = 0;
    /// The connection has ended; nobody waits for the answer any more. Not called for what was answered.
    virtual void onGone(Ticket ticket) = 0;
};

struct IngestOptions
{
    LiveLimits limits;
    SocketBuffers buffers;
    std::string certificate, key;    ///< PEM files of TLS; both or none
    http::ChosenHeaders chosen;      ///< headers that are kept
};

/// Where the bytes of all connections are.
struct IngestBytes
{
    std::int64_t inKernel = 0;  ///< come and not read
    std::int64_t toSend = 0;    ///< answers, in the kernel and before it
    std::int64_t read = 0;      ///< read, not yet a whole request
};

/// Takes connections and requests, and sends the answers in the order of the requests. Belongs to one thread with an event loop. Answers of
/// one turn of the loop go out together. Memory: each connection holds one head, what was reserved for its body, one frame, and 64 KiB.
///
/// | limit                     | answer                                                    |
/// |---------------------------|-----------------------------------------------------------|
/// | connections               | 503, and the connection is closed before anything is read |
/// | connectionsPerPeer        | 429, likewise                                             |
/// | header, body              | 431, 413, and the connection is closed                    |
/// | requestTime               | 408, likewise; time in which nothing is read does not count |
/// | idleTime                  | closed without a word                                     |
/// | pipelined                 | nothing more is read until an answer has gone             |
/// | 256 KiB of unread answers | likewise; closed when the client reads nothing for requestTime |
class IngestServer
{
public:
    IngestServer(IngestHandler& handler, IngestOptions options);
    ~IngestServer();
    IngestServer(const IngestServer&) = delete;
    IngestServer& operator=(const IngestServer&) = delete;

    /// Listens to HTTP. Fails with Io: the address in where. Returns where it listens.
    Result<Endpoint> listen(const Endpoint& at);
    /// Listens to HTTP without TLS on a free port of 127.0.0.1, beside the first one: for clients of this process.
    Result<Endpoint> listenWithin();
    /// Listens to framed TCP.
    Result<Endpoint> listenToFrames(const Endpoint& at);
    /// Takes no more connections; those that wait for a request are closed.
    void stopListening();
    /// Answers from now on close their connections.
    void closeAfterAnswers();

    /// Bytes of a whole answer; for framed TCP a whole frame. closes: the connection ends after it. Ignored when the connection is gone.
    void reply(const Ticket& ticket, std::string_view bytes, bool closes);
    /// An endless answer begins, and goes on with push(). False: the connection is gone, or the client does not read (nothing is sent then).
    bool push(const Ticket& ticket, std::string_view bytes);
    /// Sends what was replied, and reads on where that was held back. Called by itself before the event loop sleeps.
    void goOn();
    void setLimits(const LiveLimits& limits);

    [[nodiscard]] std::size_t connections() const;
    [[nodiscard]] std::size_t heldBack() const; ///< connections from which nothing is read now
    [[nodiscard]] std::uint64_t refusedConnections() const;
    [[nodiscard]] std::uint64_t requests() const;
    [[nodiscard]] bool unsent() const; ///< answers that the kernel has not taken
    [[nodiscard]] IngestBytes bytes() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace highwater

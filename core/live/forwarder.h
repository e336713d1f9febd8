// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/agenda.h"
#include "scenario/live.h"
#include "store/message.h"
#include "units/error.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace highwater {

/// How a message has fared with the upstream service.
struct Delivery
{
    std::uint64_t id = 0;       ///< of the message
    bool delivered = false;     ///< answered with 2xx; else it is given up and belongs among the dead letters
    int status = 0;             ///< of the last answer; 0: there was none
    std::string reason;         ///< why it was given up, in words
    std::uint32_t attempts = 0; ///< tries begun, those before this process included
};

/// POSTs messages to another service: workers.forward of a stage.
///
/// | answer to a try                 | what follows                                              |
/// |---------------------------------|-----------------------------------------------------------|
/// | 2xx                             | delivered                                                 |
/// | 5xx, 429                        | another try as the policy of retries says, or given up    |
/// | no connection, broken, too late | the same                                                  |
/// | 3xx, other 4xx                  | given up                                                  |
///
/// With a limit of rate a try waits for its token. Belongs to one thread with an event loop; the agenda outlives it. The caller bounds how
/// many messages are here at once: each is kept whole until its end.
class Forwarder
{
public:
    struct Listener
    {
        std::function<void(std::uint64_t id, std::uint32_t attempt)> onTry; ///< before the try is sent, also from within deliver(); from 1; may be empty
        std::function<void(const Delivery&)> onEnd;                         ///< once for each message, never from within deliver()
    };

    /// concurrency: tries under way at once, >= 1. seed: of jitter. Fails as HttpAddress::parse().
    static Result<std::unique_ptr<Forwarder>> create(const Forward& forward, int concurrency, std::uint64_t seed, Listener listener,
                                                     Agenda& agenda);
    /// Messages that are here are not called back any more.
    ~Forwarder();
    Forwarder(const Forwarder&) = delete;
    Forwarder& operator=(const Forwarder&) = delete;

    /// The next try has the number message.attempts + 1.
    void deliver(Message message);
    /// Changes the policies at once; tries under way go on. Another url fails, and nothing is changed, when it cannot be read.
    Result<void> configure(const Forward& forward, int concurrency);

    [[nodiscard]] std::int64_t inside() const;   ///< messages that have not ended
    [[nodiscard]] std::int64_t inFlight() const; ///< tries without an answer

private:
    struct Parts;
    explicit Forwarder(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace highwater

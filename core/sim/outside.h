// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/admission.h"
#include "flow/bounded_queue.h"
#include "units/time.h"

#include <cstdint>
#include <vector>

namespace highwater {

/// An item that somebody outside brings: a client on a socket. Who brings it does the retries, too.
struct OutsideItem
{
    std::uint64_t tag = 0;     ///< the driver's own name for it; comes back with every notice
    std::int64_t bytes = 0;
    std::int32_t priority = 0; ///< 0 is the most urgent
    std::uint32_t client = 0;  ///< of the producer's clients
    std::uint32_t attempt = 1;
    Instant created;           ///< when its sender meant to send it first; not after now
    std::uint16_t to = UINT16_MAX; ///< a stage of the simulation; UINT16_MAX: the way of the producer
};

/// Names an item that came from outside, or one on which the work is done outside. A slot is used again; the generation tells them apart.
struct OutsideRef
{
    flow::ItemHandle item = flow::noItem;
    std::uint32_t generation = 0;
};

/// What happened to such an item.
struct OutsideNotice
{
    enum class Kind : std::uint8_t {
        Accepted,  ///< it is inside: queued, or with a worker
        Refused,   ///< it did not get in; refusal says why
        Completed, ///< it has left the network
        Lost,      ///< it was accepted, and will not get through: dropped, expired or failed
        Work       ///< a worker of `node` takes it, and the work is the driver's: it calls endWork() with `ref` when it is done
    };
    enum class Loss : std::uint8_t { Dropped, Expired, Failed };
    Kind kind = Kind::Accepted;
    Loss loss = Loss::Dropped;
    std::uint16_t node = UINT16_MAX;
    OutsideRef ref;
    std::uint64_t tag = 0;
    Duration work{};        ///< Kind::Work: the service time that was drawn
    flow::Refusal refusal;  ///< Kind::Refused
};

/// Where a simulation writes what the driver must know. The driver's; read and cleared after each call.
using OutsideNotices = std::vector<OutsideNotice>;

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <memory>

namespace highwater {

/// Made-up pictures for the tests of the canvas. All run, at a speed of 1, unless a test changes them.

/// "batch" (held back) -> "api" (blocked, 6 of 8 workers) -> "db" (pressed, senders at its door) -> "disk" (busy) ->
/// exit: one chain of waiting with the root "disk".
Snapshot chainPicture();
/// "web" (sends, ignores the signal) and "batch" (waits) -> "api" (pressed) -> "db" -> exit.
Snapshot fanInPicture();
/// "users" (closed) -> "front" -> "db" and "cache", both -> exit; "cache" sends misses back to "front".
Snapshot feedbackPicture();
/// One stage after another in the states idle, flowing, filling, pressed, blocked, dropping; its producer sends.
Snapshot statesPicture();
/// Producers in the states sending, waiting, shedding, retrying, thinking, all to one stage.
Snapshot producersPicture();
/// columns x rows stages behind one producer, every second link set flowing; for measuring and for the small levels of
/// detail.
Snapshot gridPicture(int columns, int rows);
/// A stage without limits: any number of workers, any length of queue; its queue counts bytes.
Snapshot unlimitedPicture();

/// "web clients" through kernel buffers and "batch import" (waits) -> "api" -> "db pool" (a balancer, one replica
/// starts) and "events" (a channel), both -> exit.
Snapshot kindsPicture();
/// Channels that flow, press with a killed reader, block, and have more readers than rows.
Snapshot channelsPicture();
/// Balancers: below the soft limit, at the hard one, with a draining replica, with 16 and with 300 replicas.
Snapshot balancersPicture();
/// Hops that move, whose receiver is slow, whose buffers are both full, and that are down.
Snapshot hopsPicture();
/// Producers with several clients, and stages that refuse by a policy, hang, are down, have credits, scale, share,
/// adapt, drop.
Snapshot troublesPicture();

inline std::shared_ptr<const Snapshot> shared(Snapshot snapshot)
{
    return std::make_shared<const Snapshot>(std::move(snapshot));
}

} // namespace highwater

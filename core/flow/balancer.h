// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/autoscale_policy.h"
#include "flow/client_table.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace highwater::flow {

/// The replicas behind a balancer: which of them gets a request, and when one is started or stopped (the rules that Fly.io documents for
/// its proxy). A plain value.
///
/// | state    | event                                                                      | next                                |
/// |----------|----------------------------------------------------------------------------|-------------------------------------|
/// | stopped  | a request while all running ones are at or over soft, and none is starting | starting                            |
/// | starting | startDelay is over, at once if there is none                               | running                             |
/// | running  | a look, every stopAfter: it is the least loaded of n > 1, n > min, and     | draining; stopped if it has no load |
/// |          | n - (those at or over soft + 1) >= 1                                       |                                     |
/// | running  | a look: it alone runs, without load, and min is 0                          | stopped                             |
/// | draining | its last load left                                                         | stopped                             |
///
/// Only running replicas below the hard limit are chosen: the least loaded one, equals by the draw, which is below soft whenever any is.
class ReplicaSet
{
public:
    enum class State : std::uint8_t { Stopped, Starting, Running, Draining };

    /// The first time, min of them run at once. Later: too few are started, those above max are drained, the loads stay.
    void configure(const BalancerPolicy& policy, Instant now);

    /// For a request of that client; uniform: a draw from [0, 1). -1: none runs, or all are at the hard limit, and the request waits.
    /// Type::Connections: a client with items inside stays where they are, even above the hard limit: its connection is there already.
    [[nodiscard]] int choose(std::uint64_t client, double uniform) const;
    void onEnter(int replica, std::uint64_t client);
    /// For every onEnter one, with the same two.
    void onLeave(int replica, std::uint64_t client);

    /// A request has come. Begins to start a replica when it has to, and returns its number; else -1.
    int onRequest(Instant now);
    /// When onTime has something to do; Instant::max(): never.
    [[nodiscard]] Instant next() const;
    /// Ends starts that are due, and looks for a replica too many when it is time.
    void onTime(Instant now);

    /// Replicas, stopped ones included: numbers from 0.
    [[nodiscard]] int size() const { return static_cast<int>(m_replicas.size()); }
    /// Items inside, or clients with items inside, by the type.
    [[nodiscard]] std::int64_t load(int replica) const { return at(replica).load; }
    [[nodiscard]] State state(int replica) const { return at(replica).state; }
    /// While it is starting: when it will run.
    [[nodiscard]] Instant startsAt(int replica) const { return at(replica).startsAt; }
    [[nodiscard]] std::int64_t running() const { return countOf(State::Running); }
    [[nodiscard]] const BalancerPolicy& policy() const { return m_policy; }

private:
    struct Replica
    {
        std::int64_t load = 0;
        Instant startsAt;
        State state = State::Stopped;
    };
    struct Connection
    {
        std::int64_t items = 0;
        int replica = 0;
    };

    [[nodiscard]] const Replica& at(int replica) const { return m_replicas[static_cast<std::size_t>(replica)]; }
    Replica& at(int replica) { return m_replicas[static_cast<std::size_t>(replica)]; }
    [[nodiscard]] std::int64_t countOf(State state) const;
    [[nodiscard]] bool isOverSoft(const Replica& replica) const { return replica.load >= m_policy.softLimit; }
    int startOne(Instant now);
    bool look();
    static void stop(Replica& replica);

    BalancerPolicy m_policy;
    bool m_configured = false;
    std::vector<Replica> m_replicas;
    ClientTable<Connection> m_connections; ///< of clients with items inside; of Type::Connections only
    std::optional<Instant> m_nextLook;
};

} // namespace highwater::flow

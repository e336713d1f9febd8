// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/balancer.h"

#include <algorithm>
#include <cassert>

namespace highwater::flow {

void ReplicaSet::configure(const BalancerPolicy& policy, Instant now)
{
    const bool first = !m_configured;
    if (first || policy.stopAfter != m_policy.stopAfter) {
        m_nextLook = policy.stopAfter ? std::optional(now + *policy.stopAfter) : std::nullopt;
    }
    m_policy = policy;
    m_configured = true;
    m_replicas.resize(std::max(m_replicas.size(), static_cast<std::size_t>(policy.max)));
    for (std::size_t i = static_cast<std::size_t>(policy.max); i < m_replicas.size(); ++i) {
        stop(m_replicas[i]);
    }
    if (first) {
        std::for_each_n(m_replicas.begin(), policy.min, [](Replica& replica) { replica.state = State::Running; });
    }
    while (countOf(State::Running) + countOf(State::Starting) < policy.min && startOne(now) >= 0) {
    }
}

int ReplicaSet::choose(std::uint64_t client, double uniform) const
{
    if (m_policy.type == BalancerPolicy::Type::Connections) {
        if (const Connection* connection = m_connections.find(client)) {
            return connection->replica;
        }
    }
    std::int64_t least = m_policy.hardLimit.value_or(INT64_MAX);
    int equals = 0;
    for (const Replica& replica : m_replicas) {
        if (replica.state != State::Running || replica.load > least) {
            continue;
        }
        if (replica.load < least) {
            least = replica.load;
            equals = 0;
        }
        ++equals;
    }
    if (equals == 0 || least >= m_policy.hardLimit.value_or(INT64_MAX)) {
        return -1;
    }
    int skip = std::min(equals - 1, static_cast<int>(uniform * equals));
    for (int i = 0; i < size(); ++i) {
        if (at(i).state == State::Running && at(i).load == least && skip-- == 0) {
            return i;
        }
    }
    return -1;
}

void ReplicaSet::onEnter(int replica, std::uint64_t client)
{
    if (m_policy.type == BalancerPolicy::Type::Connections) {
        Connection* connection = m_connections.find(client);
        if (connection && connection->replica == replica) {
            ++connection->items;
            return;
        }
        if (!connection) {
            m_connections.insert(client, {1, replica});
        }
    }
    ++at(replica).load;
}

void ReplicaSet::onLeave(int replica, std::uint64_t client)
{
    // Items that came while the other type was set were counted one by one.
    if (Connection* connection = m_connections.find(client); connection && connection->replica == replica) {
        if (--connection->items > 0) {
            return;
        }
        m_connections.erase(client);
    }
    Replica& left = at(replica);
    assert(left.load > 0);
    --left.load;
    if (left.load == 0 && left.state == State::Draining) {
        left.state = State::Stopped;
    }
}

int ReplicaSet::onRequest(Instant now)
{
    const bool suffices = std::any_of(m_replicas.begin(), m_replicas.end(), [&](const Replica& replica) {
        return replica.state == State::Starting || (replica.state == State::Running && !isOverSoft(replica));
    });
    return suffices ? -1 : startOne(now);
}

Instant ReplicaSet::next() const
{
    Instant soonest = m_nextLook.value_or(Instant::max());
    for (const Replica& replica : m_replicas) {
        if (replica.state == State::Starting) {
            soonest = std::min(soonest, replica.startsAt);
        }
    }
    return soonest;
}

void ReplicaSet::onTime(Instant now)
{
    for (Replica& replica : m_replicas) {
        if (replica.state == State::Starting && replica.startsAt <= now) {
            replica.state = State::Running;
        }
    }
    while (m_nextLook && *m_nextLook <= now) {
        // A look that stops nobody makes those that were missed after it idle, too.
        const std::int64_t looks = look() ? 1 : (now - *m_nextLook) / *m_policy.stopAfter + 1;
        *m_nextLook += *m_policy.stopAfter * looks;
    }
}

std::int64_t ReplicaSet::countOf(State state) const
{
    return std::count_if(m_replicas.begin(), m_replicas.end(), [&](const Replica& replica) { return replica.state == state; });
}

int ReplicaSet::startOne(Instant now)
{
    for (int i = 0; i < m_policy.max; ++i) {
        Replica& replica = at(i);
        if (replica.state == State::Stopped) {
            replica.state = m_policy.startDelay > Duration::zero() ? State::Starting : State::Running;
            replica.startsAt = now + m_policy.startDelay;
            return i;
        }
    }
    return -1;
}

/// Stops one replica if there is one too many; of equals the last one.
bool ReplicaSet::look()
{
    std::int64_t running = 0;
    std::int64_t overSoft = 0;
    Replica* idlest = nullptr;
    for (Replica& replica : m_replicas) {
        if (replica.state == State::Running) {
            ++running;
            overSoft += isOverSoft(replica) ? 1 : 0;
            idlest = !idlest || replica.load <= idlest->load ? &replica : idlest;
        }
    }
    const bool tooMany = running > 1 ? running - (overSoft + 1) >= 1 : running == 1 && idlest->load == 0;
    if (!tooMany || running <= m_policy.min) {
        return false;
    }
    stop(*idlest);
    return true;
}

void ReplicaSet::stop(Replica& replica)
{
    if (replica.state != State::Stopped) {
        replica.state = replica.load > 0 ? State::Draining : State::Stopped;
    }
}

} // namespace highwater::flow

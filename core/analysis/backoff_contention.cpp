// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/backoff_contention.h"

#include "flow/retry.h"
#include "sim/random.h"

#include <cmath>
#include <numbers>
#include <queue>
#include <vector>

namespace highwater::analysis {

namespace {

struct Event
{
    enum class Kind : std::uint8_t { Read, Write, Conflict, Success };
    double at = 0;          ///< ms
    std::uint64_t order = 0;
    std::uint32_t client = 0;
    Kind kind = Kind::Read;
    bool operator>(const Event& other) const { return at != other.at ? at > other.at : order > other.order; }
};

struct Client
{
    std::int64_t version = 0;
    std::int64_t failures = 0;
    Duration previous{};
};

class Race
{
public:
    Race(const Contention& contention, const flow::RetryPolicy& retry, std::uint64_t key)
        : m_contention(contention), m_retry(retry), m_draws(key), m_clients(static_cast<std::size_t>(contention.clients))
    {
    }

    ContentionFigures run()
    {
        for (std::uint32_t i = 0; i < m_clients.size(); ++i) {
            send(0.0, i, Event::Kind::Read);
        }
        while (!m_events.empty()) {
            const Event event = m_events.top();
            m_events.pop();
            m_figures.timeMs = event.at;
            handle(event);
        }
        return m_figures;
    }

private:
    /// Messages take their way over the network.
    void send(double at, std::uint32_t client, Event::Kind kind) { m_events.push({at + delay(), m_order++, client, kind}); }

    double delay()
    {
        // Box and Muller; 1 - u is never 0.
        const double radius = std::sqrt(-2.0 * std::log1p(-m_draws.uniform()));
        const double normal = radius * std::cos(2.0 * std::numbers::pi * m_draws.uniform());
        return std::abs(m_contention.delayMean + m_contention.delaySd * normal);
    }

    void handle(const Event& event)
    {
        Client& client = m_clients[event.client];
        switch (event.kind) {
        case Event::Kind::Read:
            // The answer carries this version; the client writes as soon as it has it.
            client.version = m_version;
            send(event.at + delay(), event.client, Event::Kind::Write);
            break;
        case Event::Kind::Write: {
            m_figures.calls += 1.0;
            const bool current = client.version == m_version;
            m_version += current ? 1 : 0;
            send(event.at, event.client, current ? Event::Kind::Success : Event::Kind::Conflict);
            break;
        }
        case Event::Kind::Conflict:
            send(event.at + backOff(client), event.client, Event::Kind::Read);
            break;
        case Event::Kind::Success:
            break;
        }
    }

    double backOff(Client& client)
    {
        ++client.failures;
        if (m_retry.kind == flow::RetryPolicy::Kind::None) {
            return 0.0;
        }
        client.previous = flow::retryDelay(m_retry, client.failures, client.previous, m_draws.uniform());
        return toSeconds(client.previous) * 1e3;
    }

    const Contention& m_contention;
    const flow::RetryPolicy& m_retry;
    Draws m_draws;
    std::vector<Client> m_clients;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
    std::uint64_t m_order = 0;
    std::int64_t m_version = 0;
    ContentionFigures m_figures;
};

} // namespace

ContentionFigures contend(const Contention& contention, const flow::RetryPolicy& retry, std::int64_t replications, std::uint64_t seed)
{
    ContentionFigures mean;
    for (std::int64_t r = 0; r < replications; ++r) {
        const std::uint64_t key = streamKey(seed, static_cast<std::uint64_t>(r), "contention", Purpose::Retry);
        const ContentionFigures one = Race(contention, retry, key).run();
        mean.calls += one.calls / static_cast<double>(replications);
        mean.timeMs += one.timeMs / static_cast<double>(replications);
    }
    return mean;
}

} // namespace highwater::analysis

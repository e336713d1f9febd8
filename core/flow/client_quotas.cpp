// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/client_quotas.h"

namespace highwater::flow {

void ClientQuotas::configure(double ratePerSecond, std::int64_t burst, Instant now)
{
    const TokenRate rate(ratePerSecond, burst);
    if (rate != m_rate) {
        m_clients.forEach([&](TokenLevel& level) { level.change(m_rate, rate, now); });
        m_rate = rate;
    }
}

bool ClientQuotas::take(std::uint64_t client, Instant now)
{
    TokenLevel* level = m_clients.find(client);
    if (!level) {
        makeRoom(now);
        level = &m_clients.insert(client, TokenLevel(m_rate, now));
    }
    return level->take(m_rate, now);
}

Duration ClientQuotas::untilToken(std::uint64_t client, Instant now) const
{
    const TokenLevel* level = m_clients.find(client);
    return level ? level->untilToken(m_rate, now) : Duration::zero();
}

void ClientQuotas::makeRoom(Instant now)
{
    if (m_clients.size() >= mostClients) {
        forgetOne(now);
    } else if (m_clients.isTight() && m_clients.capacity() > 0) {
        m_clients.eraseIf([&](const TokenLevel& level) { return level.isFull(m_rate, now); });
        if (m_clients.size() * 2 > m_clients.capacity() * 3 / 4) {
            m_clients.grow();
        }
    }
}

void ClientQuotas::forgetOne(Instant now)
{
    constexpr int glance = 16;
    std::uint64_t victim = ClientTable<TokenLevel>::noKey;
    double most = -1;
    for (int looked = 0; looked < glance || most < 0; ++looked) {
        m_hand = (m_hand + 1) % m_clients.capacity();
        const auto& cell = m_clients.cell(m_hand);
        if (cell.key == ClientTable<TokenLevel>::noKey) {
            continue;
        }
        if (cell.value.isFull(m_rate, now)) {
            victim = cell.key;
            break;
        }
        if (const double tokens = cell.value.tokens(m_rate, now); tokens > most) {
            most = tokens;
            victim = cell.key;
        }
    }
    m_clients.erase(victim);
}

} // namespace highwater::flow

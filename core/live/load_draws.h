// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "sim/random.h"
#include "sim/sampler.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace highwater {

/// What the items of a producer are like: drawn as the simulator draws it, from the same keys, so that item n of a seed has the same size
/// and the same client here and there. A plain value.
class LoadDraws
{
public:
    LoadDraws(std::uint64_t seed, std::string_view name)
        : m_arrivals(key(seed, name, Purpose::Arrivals)), m_items(key(seed, name, Purpose::Items)), m_sizes(key(seed, name, Purpose::Size)),
          m_clients(key(seed, name, Purpose::Client)), m_retries(key(seed, name, Purpose::Retry)),
          m_batches(key(seed, name, Purpose::Batches)), m_thinking(key(seed, name, Purpose::Thinking))
    {
    }

    void configure(const ProducerNode& producer)
    {
        m_size = Sampler(producer.size, 1.0);
        m_count = static_cast<std::uint32_t>(producer.clients);
        m_hostileWeight = producer.hostile.value_or(1.0);
        if (producer.arrivals.batch) {
            m_batch = Sampler(*producer.arrivals.batch, 1.0);
        }
        m_think = Sampler(producer.arrivals.gap, 1e9);
    }

    /// epoch: how often the arrivals have begun, from 1.
    [[nodiscard]] std::uint64_t arrivalKey(std::uint64_t epoch) const { return mix64(m_arrivals + epoch); }
    [[nodiscard]] std::uint64_t identity(std::uint64_t number) const { return mix64(m_items + number * itemStep); }
    [[nodiscard]] std::int64_t size(std::uint64_t identity) const
    {
        Draws draws(identity ^ m_sizes);
        return m_size.whole(draws);
    }
    /// A hostile client, number 0, sends more than its share.
    [[nodiscard]] std::uint32_t client(std::uint64_t identity) const
    {
        if (m_count < 2) {
            return 0;
        }
        Draws draws(identity ^ m_clients);
        const double u = draws.uniform() * (m_hostileWeight + m_count - 1);
        return u < m_hostileWeight ? 0 : std::min(static_cast<std::uint32_t>(u - m_hostileWeight) + 1, m_count - 1);
    }
    /// From [0, 1), for the delay after a failed attempt.
    [[nodiscard]] double jitter(std::uint64_t identity, std::uint64_t attempt) const
    {
        Draws draws((identity ^ m_retries) + attempt * 0xd1342543de82ef95u);
        return draws.uniform();
    }
    std::int64_t batch() { return m_batch.whole(m_batches); }
    Duration think() { return m_think.duration(m_thinking); }

private:
    static constexpr std::uint64_t itemStep = 0x9e3779b97f4a7c15u;
    static std::uint64_t key(std::uint64_t seed, std::string_view name, Purpose purpose) { return streamKey(seed, 0, name, purpose); }

    std::uint64_t m_arrivals, m_items, m_sizes, m_clients, m_retries;
    Draws m_batches, m_thinking;
    Sampler m_size, m_batch, m_think;
    std::uint32_t m_count = 1;
    double m_hostileWeight = 1.0;
};

} // namespace highwater

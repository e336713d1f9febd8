// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/packed_simulation.h"

#include <any>
#include <utility>
#include <vector>

namespace highwater {

namespace {

/// Memory that was taken out and is given back in the same order.
class Aside
{
public:
    template <typename Store>
    void take(Store& store)
    {
        m_stores.emplace_back(std::exchange(store, Store()));
    }
    template <typename Store>
    void giveBack(Store& store)
    {
        store = std::move(*std::any_cast<Store>(&m_stores[m_back++]));
    }

private:
    std::vector<std::any> m_stores;
    std::size_t m_back = 0;
};

} // namespace

template <typename Visit>
void PackedSimulation::eachStore(Simulation& world, Visit visit)
{
    world.m_items.eachStore(visit);
    for (StageState& stage : world.m_stages) {
        stage.flow.eachStore(visit);
        stage.metrics.eachStore(visit);
        stage.recorder.eachStore(visit);
    }
    for (ProducerState& producer : world.m_producers) {
        producer.timeouts.eachStore(visit);
        for (Histogram* each : {&producer.wait, &producer.service, &producer.sojourn}) {
            each->eachStore(visit);
        }
    }
}

PackedSimulation::PackedSimulation(Simulation& world)
    : m_rest(withoutStores(world)), m_bytes(m_stores.bytes() + m_rest.approximateBytes()), m_unpackedBytes(world.approximateBytes())
{
}

Simulation PackedSimulation::withoutStores(Simulation& world)
{
    Aside aside;
    eachStore(world, [this, &aside](auto& store) {
        m_stores.append(store);
        aside.take(store);
    });
    m_stores.close();
    Simulation rest = world.fork();
    eachStore(world, [&aside](auto& store) { aside.giveBack(store); });
    return rest;
}

std::size_t PackedSimulation::columnBytesAfter(Instant earlier) const
{
    const Duration interval = m_rest.seriesOptions().interval;
    if (interval <= Duration::zero()) {
        return 0;
    }
    constexpr auto perChunk = static_cast<std::int64_t>(columnsPerChunk);
    const std::int64_t sealedThen = earlier.time_since_epoch() / interval / perChunk * perChunk;
    std::size_t sum = 0;
    for (const StageState& stage : m_rest.m_stages) {
        sum += stage.recorder.sealedBytes(sealedThen);
    }
    for (const ProducerState& producer : m_rest.m_producers) {
        sum += producer.recorder.sealedBytes(sealedThen);
    }
    return sum;
}

Simulation PackedSimulation::unpacked() const
{
    Simulation world = m_rest.fork();
    PackedWords::Reader reader(m_stores);
    eachStore(world, [&reader](auto& store) { reader.next(store); });
    return world;
}

} // namespace highwater

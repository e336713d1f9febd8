// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/checkpoints.h"

#include <algorithm>

namespace highwater {

void Checkpoints::note(const Simulation& simulation, std::size_t chapter, std::size_t marks)
{
    if (!m_copies.empty() && simulation.now() < next()) {
        return;
    }
    m_copies.push_back({std::make_shared<const Simulation>(simulation.fork()), chapter, marks});
    while (m_copies.size() > 2 && (m_copies.size() > m_most || bytes() > m_mostBytes)) {
        thin();
    }
}

const Checkpoints::Copy* Checkpoints::before(Instant instant) const
{
    const auto after = std::upper_bound(m_copies.begin(), m_copies.end(), instant, [](Instant at, const Copy& copy) { return at < copy.world->now(); });
    return after == m_copies.begin() ? nullptr : &*std::prev(after);
}

const Checkpoints::Copy* Checkpoints::beforeEvent(std::uint64_t events) const
{
    const auto after =
        std::upper_bound(m_copies.begin(), m_copies.end(), events, [](std::uint64_t count, const Copy& copy) { return count < copy.world->events(); });
    return after == m_copies.begin() ? nullptr : &*std::prev(after);
}

std::optional<Simulation> Checkpoints::rewind(Instant instant) const
{
    const Copy* copy = before(instant);
    if (copy == nullptr) {
        return std::nullopt;
    }
    Simulation world = copy->world->fork();
    world.runUntil(instant);
    return world;
}

void Checkpoints::forgetAfter(const Simulation& world)
{
    const auto after = [&world](const Copy& copy) { return copy.world->now() > world.now() || copy.world->events() > world.events(); };
    m_copies.erase(std::remove_if(m_copies.begin(), m_copies.end(), after), m_copies.end());
}

/// The first copy stays: it is where every rewind can begin.
void Checkpoints::thin()
{
    std::vector<Copy> kept;
    for (std::size_t i = 0; i < m_copies.size(); i += 2) {
        kept.push_back(std::move(m_copies[i]));
    }
    m_copies = std::move(kept);
    m_interval *= 2;
}

std::size_t Checkpoints::bytes() const
{
    std::size_t sum = 0;
    for (const Copy& copy : m_copies) {
        sum += copy.world->approximateBytes();
    }
    return sum;
}

} // namespace highwater

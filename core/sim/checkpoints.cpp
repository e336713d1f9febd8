// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/checkpoints.h"

#include <algorithm>

namespace highwater {

void Checkpoints::note(const Simulation& simulation)
{
    if (!m_copies.empty() && simulation.now() < next()) {
        return;
    }
    m_copies.push_back(std::make_shared<const Simulation>(simulation.fork()));
    if (m_copies.size() > m_most) {
        thin();
    }
}

std::optional<Simulation> Checkpoints::rewind(Instant instant) const
{
    const auto after = std::upper_bound(m_copies.begin(), m_copies.end(), instant,
                                        [](Instant at, const std::shared_ptr<const Simulation>& copy) { return at < copy->now(); });
    if (after == m_copies.begin()) {
        return std::nullopt;
    }
    Simulation world = (*std::prev(after))->fork();
    world.runUntil(instant);
    return world;
}

void Checkpoints::forgetAfter(Instant instant)
{
    m_copies.erase(std::remove_if(m_copies.begin(), m_copies.end(), [instant](const auto& copy) { return copy->now() > instant; }),
                   m_copies.end());
}

/// The first copy stays: it is where every rewind can begin.
void Checkpoints::thin()
{
    std::vector<std::shared_ptr<const Simulation>> kept;
    for (std::size_t i = 0; i < m_copies.size(); i += 2) {
        kept.push_back(std::move(m_copies[i]));
    }
    m_copies = std::move(kept);
    m_interval *= 2;
}

} // namespace highwater

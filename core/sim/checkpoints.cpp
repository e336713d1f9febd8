// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/checkpoints.h"

#include <algorithm>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace highwater {

namespace {

/// Of a large world, for each event between two copies: to pack them takes about a quarter of the time of the event.
constexpr std::uint64_t bytesOfEvent = 128;

std::uint64_t saturatingSum(std::uint64_t a, std::uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

std::uint64_t saturatingProduct(std::uint64_t a, std::uint64_t b)
{
    return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

/// Half of the copies leave holes between the others, which the heap would keep.
void giveFreeMemoryBack()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace

Checkpoints::Distance Checkpoints::apart() const
{
    return {m_apart.time * m_doubled, saturatingProduct(m_apart.events, static_cast<std::uint64_t>(m_doubled))};
}

std::uint64_t Checkpoints::nextEvents() const
{
    if (m_copies.empty()) {
        return 0;
    }
    const PackedSimulation& last = *m_copies.back().world;
    const std::uint64_t least = std::max<std::uint64_t>(m_apart.events, last.unpackedBytes() / bytesOfEvent);
    return saturatingSum(last.events(), saturatingProduct(least, static_cast<std::uint64_t>(m_doubled)));
}

void Checkpoints::note(Simulation& simulation, std::size_t chapter, std::size_t marks)
{
    if (!m_copies.empty() && simulation.now() < next() && simulation.events() < nextEvents()) {
        return;
    }
    add({std::make_shared<const PackedSimulation>(simulation), chapter, marks});
    while (m_copies.size() > 2 && (m_copies.size() > m_most || bytes() > m_mostBytes)) {
        thin();
    }
}

const Checkpoints::Copy* Checkpoints::before(Instant instant) const
{
    const auto after = std::lower_bound(m_copies.begin(), m_copies.end(), instant, [](const Copy& copy, Instant at) { return copy.world->now() < at; });
    if (after != m_copies.begin()) {
        return &*std::prev(after);
    }
    return after != m_copies.end() && after->world->now() == instant ? &*after : nullptr;
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
    Simulation world = copy->world->unpacked();
    world.runUntil(instant);
    return world;
}

void Checkpoints::forgetAfter(const Simulation& world)
{
    const auto after = [&world](const Copy& copy) { return copy.world->now() > world.now() || copy.world->events() > world.events(); };
    m_copies.erase(std::remove_if(m_copies.begin(), m_copies.end(), after), m_copies.end());
}

void Checkpoints::add(Copy copy)
{
    copy.bytes = copy.world->bytes() + copy.world->columnBytesAfter(m_copies.empty() ? runStart : m_copies.back().world->now());
    m_copies.push_back(std::move(copy));
}

/// The first copy stays: it is where every rewind can begin.
void Checkpoints::thin()
{
    std::vector<Copy> all = std::exchange(m_copies, {});
    for (std::size_t i = 0; i < all.size(); i += 2) {
        add(std::move(all[i]));
    }
    all.clear();
    giveFreeMemoryBack();
    m_doubled *= 2;
}

std::size_t Checkpoints::bytes() const
{
    std::size_t sum = 0;
    for (const Copy& copy : m_copies) {
        sum += copy.bytes;
    }
    return sum;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/journey_scout.h"

#include "run/journey_watch.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace highwater {

using flow::ItemHandle;

namespace {

constexpr std::uint64_t slotsPerStep = 16; ///< that looking into all of them may cost

bool byMaker(const RequestId& a, const RequestId& b)
{
    return std::tie(a.created, a.producer) < std::tie(b.created, b.producer);
}
bool byIdentity(const RequestId& a, const RequestId& b)
{
    return std::tie(a.identity, a.producer) < std::tie(b.identity, b.producer);
}

} // namespace

void JourneyScout::begin(const Simulation& world)
{
    m_windowBegin = world.windowBegin();
    findProducers(world);
    for (std::size_t i = 0; i < m_producers.size(); ++i) {
        const Moments& sojourns = world.producerAt(world.nodes()[m_producers[i]]).sojourn.moments();
        m_sums[i] = {sojourns.count, sojourns.sum};
    }
    lookIntoSlots(world);
}

/// Indices of nodes never change, new ones come last.
void JourneyScout::findProducers(const Simulation& world)
{
    for (; m_nodes < world.nodes().size(); ++m_nodes) {
        if (world.nodes()[m_nodes].isProducer) {
            m_producers.push_back(static_cast<std::uint16_t>(m_nodes));
        }
    }
    m_sums.resize(m_producers.size());
}

void JourneyScout::keep(std::vector<Found>& heap, std::size_t most, const Found& found)
{
    if (heap.size() >= most) {
        if (heap.empty() || found.sojourn <= heap.front().sojourn) {
            return;
        }
        std::pop_heap(heap.begin(), heap.end(), std::greater<>());
        heap.pop_back();
    }
    heap.push_back(found);
    std::push_heap(heap.begin(), heap.end(), std::greater<>());
}

void JourneyScout::look(const Simulation& world)
{
    if (m_nodes != world.nodes().size()) {
        findProducers(world);
    }
    if (world.windowBegin() != m_windowBegin) {
        m_windowBegin = world.windowBegin();
        std::fill(m_sums.begin(), m_sums.end(), Sums{}); // the figures began anew
    }
    for (std::size_t i = 0; i < m_producers.size(); ++i) {
        const Moments& sojourns = world.producerAt(world.nodes()[m_producers[i]]).sojourn.moments();
        Sums& before = m_sums[i];
        if (sojourns.count < before.count) {
            before = {};
        }
        if (sojourns.count == before.count) {
            continue;
        }
        if (world.now() >= m_since) {
            m_endedCount += sojourns.count - before.count;
        }
        if (sojourns.count == before.count + 1) { // of several at once the slots tell
            const Duration sojourn(static_cast<std::int64_t>(sojourns.sum - before.sum));
            const Found found{{0, m_producers[i], world.now() - sojourn}, sojourn};
            m_completed.push_back(found.id);
            if (world.now() >= m_since) {
                keep(m_answered, m_most, found);
            }
        }
        before = {sojourns.count, sojourns.sum};
    }
    if (m_untilLook-- <= 1) {
        lookIntoSlots(world);
    }
}

/// A request that has left its slot, is in no other one and was not answered is lost.
void JourneyScout::lookIntoSlots(const Simulation& world)
{
    const std::size_t slots = world.items().slotCount();
    m_slots.resize(slots);
    m_untilLook = std::max<std::uint64_t>(1, slots / slotsPerStep);
    std::vector<RequestId> gone;
    std::vector<RequestId> come;
    for (std::size_t i = 0; i < slots; ++i) {
        const Item& item = world.item(static_cast<ItemHandle>(i));
        Slot& slot = m_slots[i];
        const bool live = isRequest(item);
        if (slot.generation == item.generation && slot.live == live) {
            continue;
        }
        if (slot.live) {
            gone.push_back(slot.id);
        }
        slot = {{item.identity, item.producer, item.created}, item.generation, live};
        if (live) {
            come.push_back(slot.id);
        }
    }
    std::sort(come.begin(), come.end(), byIdentity);
    std::sort(m_completed.begin(), m_completed.end(), byMaker);
    for (const RequestId& id : gone) {
        if (world.now() >= m_since && !std::binary_search(come.begin(), come.end(), id, byIdentity) &&
            !std::binary_search(m_completed.begin(), m_completed.end(), id, byMaker)) {
            keep(m_lost, 4 * m_most + 16, {id, world.now() - id.created});
        }
    }
    m_completed.clear();
}

std::vector<RequestId> JourneyScout::slowest(const Simulation& world)
{
    lookIntoSlots(world);
    std::vector<RequestId> ids;
    for (const std::vector<Found>* found : {&m_answered, &m_lost}) {
        for (const Found& each : *found) {
            ids.push_back(each.id);
        }
    }
    return ids;
}

} // namespace highwater

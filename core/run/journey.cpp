// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/journey.h"

#include "run/journey_scout.h"
#include "run/journey_watch.h"

#include <algorithm>

namespace highwater {

using flow::ItemHandle;

namespace {

using WallClock = std::chrono::steady_clock;

constexpr int stepsPerLook = 256; ///< at the clock

/// When to end, whatever has been found.
class Patience
{
public:
    Patience(WallClock::time_point begin, std::chrono::microseconds budget, const std::atomic<bool>* stop)
        : m_deadline(budget.count() > 0 ? begin + budget : WallClock::time_point::max()), m_stop(stop)
    {
    }
    [[nodiscard]] bool stopped() const { return m_stop != nullptr && m_stop->load(); }
    /// Asks the clock every so many times only.
    bool isOver()
    {
        if (++m_asked % stepsPerLook == 0) {
            m_over = stopped() || WallClock::now() >= m_deadline;
        }
        return m_over;
    }

private:
    WallClock::time_point m_deadline;
    const std::atomic<bool>* m_stop;
    std::uint64_t m_asked = 0;
    bool m_over = false;
};

struct Scouted
{
    std::vector<RequestId> ids;
    std::uint64_t ended = 0;
    std::uint64_t events = 0; ///< as far as it came
    Instant reached;
    bool whole = false;
};

Scouted scout(const LookBack& past, Instant since, std::size_t most, Patience patience)
{
    Retelling telling(past);
    JourneyScout found(since, most);
    found.begin(telling.world());
    Scouted result;
    while (!patience.isOver()) {
        if (!telling.step()) {
            result.whole = true;
            break;
        }
        found.look(telling.world());
    }
    result.ids = found.slowest(telling.world());
    result.ended = found.ended();
    result.events = telling.world().events();
    result.reached = telling.now();
    return result;
}

/// What became of requests, up to an instant and a number of events. False: there was not time enough.
bool follow(const LookBack& past, JourneyWatch& watch, const Scouted& until, Patience patience, std::vector<Journey>& journeys)
{
    Retelling telling(past);
    EventLog log;
    telling.logTo(&log);
    watch.begin(telling.world());
    bool whole = false;
    while (!patience.isOver()) {
        const bool there = telling.world().events() >= until.events && telling.now() >= until.reached;
        if (watch.done() || there || !telling.step()) {
            whole = true;
            break;
        }
        watch.look(telling.world(), log);
        log.clear();
    }
    journeys = watch.finish(telling.world());
    return whole;
}

Duration& partOf(TimeSpent& spent, Stay stay)
{
    switch (stay) {
    case Stay::Held:
    case Stay::AtDoor:
        return spent.held;
    case Stay::Unsent:
    case Stay::OnWire:
    case Stay::Received:
        return spent.wire;
    case Stay::Waiting:
        return spent.waiting;
    case Stay::Serving:
        return spent.service;
    case Stay::Reserving:
    case Stay::Blocked:
        return spent.blocked;
    case Stay::BackingOff:
    case Stay::Calling:
    case Stay::Vanished:
        return spent.retrying;
    case Stay::Earlier:
    case Stay::Paused:
    case Stay::Hung:
    case Stay::Spread:
        break;
    }
    return spent.other;
}

} // namespace

TimeSpent timeSpent(const Journey& journey)
{
    TimeSpent spent;
    for (const JourneySegment& segment : journey.segments) {
        partOf(spent, segment.stay) += segment.length();
    }
    return spent;
}

std::string nameOf(const RequestId& id, const std::string& producer)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string name = producer + ' ';
    for (int shift = 60; shift > 44; shift -= 4) {
        name += digits[(id.identity >> shift) & 0xf];
    }
    return name;
}

SlowestItems slowestItems(const LookBack& past, Instant since, std::size_t most, const JourneyLimits& limits)
{
    const WallClock::time_point begin = WallClock::now();
    const Scouted found = scout(past, since, most, Patience(begin, limits.budget / 2, limits.stop));
    SlowestItems slowest;
    slowest.since = since;
    slowest.until = found.reached;
    slowest.ended = found.ended;
    JourneyWatch watch(found.ids);
    const bool followed = follow(past, watch, found, Patience(begin, limits.budget, limits.stop), slowest.journeys);
    slowest.complete = found.whole && followed;
    auto& journeys = slowest.journeys;
    std::erase_if(journeys, [since](const Journey& journey) { return journey.fate == Fate::Inside || journey.end < since; });
    std::sort(journeys.begin(), journeys.end(), [](const Journey& a, const Journey& b) {
        return a.total() != b.total() ? a.total() > b.total() : a.begin != b.begin ? a.begin < b.begin : a.id.identity < b.id.identity;
    });
    if (journeys.size() > most) {
        journeys.resize(most);
    }
    return slowest;
}

std::optional<Journey> journeyOf(const LookBack& past, const RequestId& id, const JourneyLimits& limits)
{
    JourneyWatch watch({id});
    std::vector<Journey> journeys;
    const Scouted everything{{}, 0, UINT64_MAX, past.end(), true};
    const bool whole = follow(past, watch, everything, Patience(WallClock::now(), limits.budget, limits.stop), journeys);
    if (!whole || journeys.empty()) {
        return std::nullopt;
    }
    return journeys.front();
}

std::vector<InsideItem> itemsInside(const Simulation& world, std::size_t mostOfNode)
{
    std::vector<std::vector<InsideItem>> byNode(world.nodes().size());
    const auto older = [](const InsideItem& a, const InsideItem& b) { return a.id.created < b.id.created; };
    for (ItemHandle handle = 0; handle < world.items().slotCount(); ++handle) {
        const Item& item = world.item(handle);
        if (!isRequest(item)) {
            continue;
        }
        const InsideItem inside{{item.identity, item.producer, item.created}, whereIs(item), stayOf(item.place), item.attempt};
        auto& heap = byNode[inside.node];
        if (heap.size() >= mostOfNode) {
            if (heap.empty() || !older(inside, heap.front())) {
                continue;
            }
            std::pop_heap(heap.begin(), heap.end(), older);
            heap.pop_back();
        }
        heap.push_back(inside);
        std::push_heap(heap.begin(), heap.end(), older);
    }
    std::vector<InsideItem> all;
    for (auto& heap : byNode) {
        std::sort_heap(heap.begin(), heap.end(), older);
        all.insert(all.end(), heap.begin(), heap.end());
    }
    return all;
}

std::optional<RequestId> oldestIn(const Simulation& world, const std::string& node)
{
    std::optional<RequestId> oldest;
    const auto isIn = [&](const Item& item) {
        const SimNode& at = world.nodes()[whereIs(item)];
        if (world.nodes()[item.producer].config->name == node || at.config->name == node) {
            return true;
        }
        const std::uint16_t owner = at.isProducer ? Way::out : world.stageAt(at).owner;
        return owner != Way::out && world.nodes()[owner].config->name == node;
    };
    for (ItemHandle handle = 0; handle < world.items().slotCount(); ++handle) {
        const Item& item = world.item(handle);
        if (!isRequest(item) || (oldest && oldest->created <= item.created)) {
            continue;
        }
        if (isIn(item)) {
            oldest = RequestId{item.identity, item.producer, item.created};
        }
    }
    return oldest;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/journey_watch.h"

#include <algorithm>
#include <array>
#include <utility>

namespace highwater {

using flow::ItemHandle;

namespace {

/// More than that are not followed at once: batches of very many items have one instant of creation.
constexpr std::size_t mostFollowed = 20'000;

Fate fateOf(LoggedEvent::Kind kind)
{
    switch (kind) {
    case LoggedEvent::Kind::Refused:
        return Fate::Refused;
    case LoggedEvent::Kind::Dropped:
        return Fate::Dropped;
    case LoggedEvent::Kind::Expired:
        return Fate::Expired;
    default:
        return Fate::Failed;
    }
}

const std::string& nameOf(const Simulation& world, std::uint16_t node)
{
    return world.nodes()[node].config->name;
}

/// How the visit went that an item is in, where its fields tell: it waited, and was served from `began` on.
std::vector<JourneySegment> visitSoFar(const Simulation& world, const Item& item, const JourneySegment& now)
{
    const StageState* stage = world.nodes()[item.node].isProducer ? nullptr : &world.stageAt(world.nodes()[item.node]);
    JourneySegment waiting = now;
    waiting.stay = Stay::Waiting;
    waiting.begin = item.entered;
    if (now.stay == Stay::Waiting && !item.interrupted) {
        waiting.end = now.begin;
        return {waiting};
    }
    const bool worked = now.stay == Stay::Serving || now.stay == Stay::Blocked;
    if (!worked || stage == nullptr || stage->preemptive || stage->exits.anyBefore || stage->tracksService) {
        return {};
    }
    waiting.end = item.began;
    JourneySegment served = now;
    served.stay = Stay::Serving;
    served.begin = item.began;
    served.end = now.stay == Stay::Blocked ? item.endsAt : now.begin;
    JourneySegment blocked = now;
    blocked.begin = served.end;
    blocked.end = now.begin;
    return {waiting, served, blocked};
}

/// Whether an item is in a line, not behind a place in it. Those before it only go, so that it is found at once when it is there.
bool isIn(const flow::Ring<ItemHandle>& line, ItemHandle handle, std::size_t& place)
{
    for (std::size_t i = place < line.size() ? place + 1 : line.size(); i-- > 0;) {
        if (line[i] == handle) {
            place = i;
            return true;
        }
    }
    return false;
}

/// In which part of a hop an item is; it goes from one to the next. before, place: where it was seen last.
Stay partOfHop(const HopState& hop, ItemHandle handle, Stay before, std::size_t& place)
{
    const std::array<std::pair<const flow::Ring<ItemHandle>*, Stay>, 3> parts{
        {{&hop.unsent, Stay::Unsent}, {&hop.wire, Stay::OnWire}, {&hop.received, Stay::Received}}};
    for (const auto& [line, stay] : parts) {
        const bool passed = before <= Stay::Received && stay < before;
        std::size_t at = stay == before ? place : line->size();
        if (!passed && isIn(*line, handle, at)) {
            place = at;
            return stay;
        }
    }
    return Stay::OnWire;
}

} // namespace

Stay stayOf(Item::Place place)
{
    switch (place) {
    case Item::Place::BackingOff:
        return Stay::BackingOff;
    case Item::Place::Held:
        return Stay::Held;
    case Item::Place::AtDoor:
        return Stay::AtDoor;
    case Item::Place::Waiting:
        return Stay::Waiting;
    case Item::Place::InService:
    case Item::Place::Sharing:
        return Stay::Serving;
    case Item::Place::Paused:
        return Stay::Paused;
    case Item::Place::Hung:
        return Stay::Hung;
    case Item::Place::Reserving:
        return Stay::Reserving;
    case Item::Place::Blocked:
        return Stay::Blocked;
    case Item::Place::OnHop:
        return Stay::OnWire;
    case Item::Place::Calling:
        return Stay::Calling;
    case Item::Place::Spread:
        return Stay::Spread;
    case Item::Place::Free:
    case Item::Place::Vanished:
        break;
    }
    return Stay::Vanished;
}

JourneyWatch::JourneyWatch(std::vector<RequestId> wanted) : m_wanted(std::move(wanted))
{
    std::sort(m_wanted.begin(), m_wanted.end(), [](const RequestId& a, const RequestId& b) { return a.created < b.created; });
}

JourneyWatch::Sight JourneyWatch::sightOf(const Simulation& world, Followed& each)
{
    const Item& item = world.item(each.handle);
    const Stay stay =
        item.place == Item::Place::OnHop ? partOfHop(world.hops()[item.hop], each.handle, each.seen.stay, each.inLine) : stayOf(item.place);
    return {stay, item.node, item.visits, item.entered};
}

JourneySegment JourneyWatch::segmentOf(const Simulation& world, const Item& item, Stay stay)
{
    JourneySegment segment;
    segment.stay = stay;
    segment.node = nameOf(world, whereIs(item));
    const bool atWire = item.place == Item::Place::OnHop || stay == Stay::AtDoor || stay == Stay::Held;
    if (atWire && item.hop != Item::nowhere) {
        segment.from = nameOf(world, world.hops()[item.hop].from);
    }
    segment.begin = segment.end = world.now();
    segment.attempt = item.attempt;
    return segment;
}

void JourneyWatch::close(Followed& each, Instant end)
{
    each.open.end = end;
    if (each.open.begin < end) {
        each.journey.segments.push_back(each.open);
    }
}

void JourneyWatch::begin(const Simulation& world)
{
    while (m_next < m_wanted.size() && m_wanted[m_next].created <= world.now()) {
        ++m_next;
    }
    for (ItemHandle handle = 0; m_next > 0 && handle < world.items().slotCount(); ++handle) {
        if (isRequest(world.item(handle)) && wants(world.item(handle), 0, m_next)) {
            take(world, handle, {});
        }
    }
    rememberEnds(world);
}

/// from, to: among these of the wanted, which are sorted.
bool JourneyWatch::wants(const Item& item, std::size_t from, std::size_t to) const
{
    const auto begin = m_wanted.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = m_wanted.begin() + static_cast<std::ptrdiff_t>(to);
    auto each = std::lower_bound(begin, end, item.created, [](const RequestId& id, Instant created) { return id.created < created; });
    for (; each != end && each->created == item.created; ++each) {
        if (each->producer == item.producer && (each->identity == 0 || each->identity == item.identity)) {
            return true;
        }
    }
    return false;
}

/// Begins to follow a request, which may have come a while ago.
void JourneyWatch::take(const Simulation& world, ItemHandle handle, const EventLog& log)
{
    const Item& item = world.item(handle);
    if (m_active.size() >= mostFollowed || !m_known.insert(item.identity).second) {
        return;
    }
    Followed each{handle, item.generation, item.attempt, {Stay::Vanished, 0, 0, {}}, 0, {}, {}};
    each.seen = sightOf(world, each);
    each.open = segmentOf(world, item, each.seen.stay);
    Journey& journey = each.journey;
    journey.id = {item.identity, item.producer, item.created};
    journey.producer = nameOf(world, item.producer);
    if (item.ofClient) {
        journey.client = item.client;
    }
    journey.begin = item.created;
    if (item.created < world.now()) {
        Instant known = item.created;
        std::vector<JourneySegment> visit;
        if (item.place == Item::Place::Held && item.attempt == 1) {
            each.open.begin = item.created;
        } else {
            visit = visitSoFar(world, item, each.open);
            known = visit.empty() ? world.now() : visit.front().begin;
        }
        if (known > item.created) {
            JourneySegment earlier;
            earlier.begin = item.created;
            earlier.end = known;
            earlier.attempt = item.attempt;
            journey.segments.push_back(earlier);
        }
        std::copy_if(visit.begin(), visit.end(), std::back_inserter(journey.segments),
                     [](const JourneySegment& segment) { return segment.begin < segment.end; });
        if (!journey.segments.empty() && journey.segments.back().stay == each.open.stay && !visit.empty()) {
            each.open.begin = journey.segments.back().begin; // one stay, not two
            journey.segments.pop_back();
        }
    }
    std::uint32_t attempt = 0;
    for (const LoggedEvent& event : log) {
        if (event.item == item.identity) {
            journey.setbacks.push_back({highwater::fateOf(event.kind), nameOf(world, event.node), event.at, ++attempt});
        }
    }
    m_active.push_back(std::move(each));
}

void JourneyWatch::readLog(const Simulation& world, const EventLog& log)
{
    for (const LoggedEvent& event : log) {
        for (Followed& each : m_active) {
            if (event.item != 0 && each.journey.id.identity == event.item) {
                each.journey.setbacks.push_back({highwater::fateOf(event.kind), nameOf(world, event.node), event.at, each.attempt});
                each.told = true;
            }
        }
    }
}

void JourneyWatch::look(const Simulation& world, const EventLog& log)
{
    readLog(world, log);
    for (std::size_t i = 0; i < m_active.size();) {
        Followed& each = m_active[i];
        if (goOn(world, each)) {
            each.told = false;
            ++i;
            continue;
        }
        end(world, each);
        m_ended.push_back(std::move(each.journey));
        if (i + 1 < m_active.size()) {
            each = std::move(m_active.back());
        }
        m_active.pop_back();
    }
    follow(world, log);
    rememberEnds(world);
}

/// Those of the wanted that come at this instant.
void JourneyWatch::follow(const Simulation& world, const EventLog& log)
{
    while (m_next < m_wanted.size() && m_wanted[m_next].created < world.now()) {
        ++m_next;
    }
    std::size_t to = m_next;
    while (to < m_wanted.size() && m_wanted[to].created == world.now()) {
        ++to;
    }
    for (ItemHandle handle = 0; to > m_next && handle < world.items().slotCount(); ++handle) {
        const Item& item = world.item(handle);
        if (item.created == world.now() && isRequest(item) && wants(item, m_next, to)) {
            take(world, handle, log);
        }
    }
}

/// Notes where a request has got to. False: it has ended.
bool JourneyWatch::goOn(const Simulation& world, Followed& each) const
{
    const Item& item = world.item(each.handle);
    if (item.generation == each.generation && item.place != Item::Place::Free && !item.abandoned) {
        if (const Sight now = sightOf(world, each); now != each.seen) {
            close(each, world.now());
            each.seen = now;
            each.open = segmentOf(world, item, now.stay);
        }
        return true;
    }
    for (ItemHandle handle = 0; handle < world.items().slotCount(); ++handle) {
        const Item& next = world.item(handle);
        if (next.identity != each.journey.id.identity || next.producer != each.journey.id.producer || next.attempt <= each.attempt ||
            !isRequest(next)) {
            continue;
        }
        if (!each.told) {
            each.journey.setbacks.push_back({fateOf(world, each), each.open.node, world.now(), each.attempt});
        }
        close(each, world.now());
        each.handle = handle;
        each.generation = next.generation;
        each.attempt = next.attempt;
        each.seen.stay = Stay::Vanished;
        each.seen = sightOf(world, each);
        each.open = segmentOf(world, next, each.seen.stay);
        return true;
    }
    return false;
}

/// How an attempt ended of which the log says nothing.
Fate JourneyWatch::fateOf(const Simulation& world, const Followed& each) const
{
    const Item& item = world.item(each.handle);
    const std::uint16_t producer = each.journey.id.producer;
    const ProducerTally& tally = world.producerAt(world.nodes()[producer]).tally;
    const Ends before = producer < m_ends.size() ? m_ends[producer] : Ends{};
    const bool given = item.generation == each.generation && item.abandoned;
    if (!given && tally.completed > before.completed) {
        return Fate::Completed;
    }
    if (given || tally.timedOut > before.timedOut) {
        return Fate::TimedOut;
    }
    return each.open.stay == Stay::OnWire ? Fate::LostOnWire : each.open.stay == Stay::BackingOff ? Fate::Shed : Fate::Lost;
}

void JourneyWatch::end(const Simulation& world, Followed& each) const
{
    Journey& journey = each.journey;
    journey.fate = each.told ? journey.setbacks.back().fate : fateOf(world, each);
    if (!each.told && journey.fate != Fate::Completed) {
        journey.setbacks.push_back({journey.fate, each.open.node, world.now(), each.attempt});
    }
    close(each, world.now());
    journey.end = world.now();
    journey.attempts = each.attempt;
}

void JourneyWatch::rememberEnds(const Simulation& world)
{
    m_ends.resize(world.nodes().size());
    for (std::size_t i = 0; i < m_ends.size(); ++i) {
        if (world.nodes()[i].isProducer) {
            const ProducerTally& tally = world.producerAt(world.nodes()[i]).tally;
            m_ends[i] = {tally.completed, tally.timedOut};
        }
    }
}

std::vector<Journey> JourneyWatch::finish(const Simulation& world)
{
    for (Followed& each : m_active) {
        close(each, world.now());
        each.journey.end = world.now();
        each.journey.attempts = each.attempt;
        m_ended.push_back(std::move(each.journey));
    }
    m_active.clear();
    return std::move(m_ended);
}

} // namespace highwater

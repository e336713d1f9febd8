// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/look_back.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// What a request is doing, from one instant to another.
enum class Stay : std::uint8_t {
    Earlier,   ///< before the past that was looked at: nobody knows
    Held,      ///< its sender waits for the signal
    AtDoor,    ///< its sender waits for room
    Unsent,    ///< in the send buffer of a wire
    OnWire,
    Received,  ///< in the receive buffer: its receiver has no room yet
    Waiting,   ///< in a queue
    Reserving, ///< a worker holds it and waits for a place ahead before it begins
    Serving,
    Paused,     ///< in service, and an outage stopped its worker
    Hung,       ///< its worker does not come back from it
    Blocked,    ///< was served, and its worker waits for room ahead
    BackingOff, ///< between two attempts
    Calling,    ///< between two calls of a stage that repeats them
    Vanished,   ///< was thrown away, which its sender does not know yet
    Spread      ///< a channel's consumers work on copies of it
};
inline constexpr std::size_t stayCount = static_cast<std::size_t>(Stay::Spread) + 1;

/// How a request, or one attempt of it, ended.
enum class Fate : std::uint8_t { Inside, Completed, Refused, Dropped, Expired, Failed, TimedOut, LostOnWire, Shed, Lost };

/// Names a request of one run.
struct RequestId
{
    std::uint64_t identity = 0; ///< the key of its draws
    std::uint16_t producer = 0; ///< node of the simulation
    Instant created;
    bool operator==(const RequestId&) const = default;
};

struct JourneySegment
{
    Stay stay = Stay::Earlier;
    std::string node; ///< where it is, or for which it is bound; BackingOff: its producer
    std::string from; ///< on a wire or in its buffers, and waiting for it: where the wire begins
    Instant begin, end;
    std::uint32_t attempt = 1;
    [[nodiscard]] Duration length() const { return end - begin; }
};

/// An attempt, or a call between stages, came to nothing.
struct Setback
{
    Fate fate = Fate::Lost;
    std::string node; ///< where; of a timeout: where the item was
    Instant at;
    std::uint32_t attempt = 1;
};

/// Where the time of a request went. The parts add up to its whole time.
struct TimeSpent
{
    Duration waiting{}; ///< in queues
    Duration held{};    ///< at the sender: by the signal, or for room
    Duration wire{};     ///< and in its buffers
    Duration service{};
    Duration blocked{};  ///< with a worker that waits for room ahead
    Duration retrying{}; ///< between attempts or calls, and until a loss was noticed
    Duration other{};    ///< stopped by a fault, with the consumers of a channel, or unknown
    [[nodiscard]] Duration total() const { return waiting + held + wire + service + blocked + retrying + other; }
};

/// One request on its way through the network. What its attempts do after their sender has given up is dead work and not in it.
struct Journey
{
    RequestId id;
    std::string producer;
    std::optional<std::uint32_t> client; ///< of several
    std::uint32_t attempts = 1;
    Instant begin, end; ///< end: of what was looked at, while it is inside
    Fate fate = Fate::Inside;
    std::vector<JourneySegment> segments; ///< from begin to end without a gap; none is empty
    std::vector<Setback> setbacks;        ///< by time
    [[nodiscard]] Duration total() const { return end - begin; }
};

TimeSpent timeSpent(const Journey& journey);
/// A short name of an item for people: "web 3fa9"; four digits of its identity.
std::string nameOf(const RequestId& id, const std::string& producer);

/// What an answer may cost.
struct JourneyLimits
{
    std::chrono::microseconds budget{0};     ///< wall time; zero: as long as it takes
    const std::atomic<bool>* stop = nullptr; ///< set by another thread: ends it, with what there is
};

struct SlowestItems
{
    Instant since, until;          ///< requests that ended in this span; until: as far as it came
    std::vector<Journey> journeys; ///< the slowest first
    std::uint64_t ended = 0;       ///< requests that were answered in that span
    bool complete = true;          ///< the whole span was looked at
};

/// The slowest requests that ended from an instant on, in a past that is told again twice, event by event: once to find them, once to follow
/// them. Exact for requests that were answered. Of lost ones, those are missed that came and went between two looks: in a network of n items
/// there is a look every n / 16 events. Any thread.
SlowestItems slowestItems(const LookBack& past, Instant since, std::size_t most, const JourneyLimits& limits = {});

/// The journey of one request; absent: it is not in that past, or it was stopped. To be known from its beginning the past must begin no later.
std::optional<Journey> journeyOf(const LookBack& past, const RequestId& id, const JourneyLimits& limits = {});

/// A request that is under way.
struct InsideItem
{
    RequestId id;
    std::uint16_t node = 0; ///< of the simulation: where it is, or whose door or signal it waits for; the producer while it backs off
    Stay stay = Stay::Waiting;
    std::uint32_t attempt = 1;
};
/// Those inside now, by node, the oldest request first; at most so many of each node. Dead work and copies that a channel made are left out.
std::vector<InsideItem> itemsInside(const Simulation& world, std::size_t mostOfNode);
/// The oldest request inside a node, its replicas and consumers included; of a producer: the oldest of its requests.
std::optional<RequestId> oldestIn(const Simulation& world, const std::string& node);

} // namespace highwater

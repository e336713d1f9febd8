// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/admission.h"
#include "flow/aqm.h"
#include "flow/autoscaler.h"
#include "flow/balancer.h"
#include "flow/retry.h"
#include "flow/shared_service.h"
#include "flow/stage.h"
#include "scenario/scenario.h"
#include "sim/arrival_process.h"
#include "sim/sampler.h"
#include "sim/series_recorder.h"
#include "sim/stage_metrics.h"

#include <boost/container/small_vector.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// Where an item can go: a node of the simulation, and the hop that leads there.
struct Way
{
    static constexpr std::uint16_t out = UINT16_MAX; ///< of the network
    static constexpr std::uint16_t direct = UINT16_MAX;
    std::uint16_t node = out;
    std::uint16_t hop = direct;
};

/// The ways from one node, made ready: weights summed up.
struct Exits
{
    static constexpr std::uint16_t out = Way::out;
    struct Choice
    {
        double upTo;
        Way way;
    };
    Way only;                    ///< when there is one way
    std::vector<Choice> ways;    ///< when there are several
    bool anyBefore = false;      ///< some way leads straight to a queue that blocks before service
};

/// Items that went along one way; for the pictures of links.
struct LinkTally
{
    std::uint16_t to = Exits::out;
    std::uint16_t hop = Way::direct;
    std::uint64_t items = 0;
};

using LinkTallies = boost::container::small_vector<LinkTally, 1>; ///< most nodes have one

/// A sender that obeys the signal and waits for it with an item in hand.
struct HeldSender
{
    Instant since;
    std::uint16_t producer = 0;
    flow::ItemHandle item = flow::noItem; ///< noItem: a saturated source
};

/// What a stage is for.
enum class Role : std::uint8_t {
    Stage,
    Channel,  ///< the entry of a channel: hands copies to its consumers
    Consumer, ///< one reader of a channel
    Balancer, ///< the entry of a balancer: what it queues, and all that its replicas hold
    Replica   ///< one stage of a balancer's pool
};

using RefusalCounts = std::array<std::uint64_t, flow::refusalReasonCount>;

/// What only some stages need; made when a stage is configured so that it needs it.
struct StageExtras
{
    flow::Admission admission;
    flow::Aqm aqm;
    flow::SharedService shared;
    std::optional<flow::Autoscaler> autoscaler;
    flow::ReplicaSet replicas;      ///< Role::Balancer
    flow::RetryBudget callBudget;
    Draws draws;                    ///< admission, queue management and the ties of a balancer: one after the other
    std::vector<flow::ItemHandle> serving; ///< in service, in no order; kept when tracksService
    std::vector<flow::ItemHandle> hung;
    std::vector<double> speeds;
    std::vector<bool> workerBusy;   ///< of a stage with speeds: its workers' places, `concurrency` to a worker
    std::vector<std::uint16_t> parts; ///< nodes of the consumers or replicas
    std::vector<bool> alive;        ///< Role::Channel, by consumer
    std::uint64_t copyKey = 0;      ///< Role::Consumer
    std::optional<std::int64_t> killAbove;
    std::uint16_t windowUntil = Way::out; ///< where the credits of its window are given back; a node
    Instant sharedEndsAt = Instant::max();
    std::uint8_t sharedEpoch = 0;   ///< older planned ends of a shared service are void
    std::uint64_t runningArea = 0; ///< of a balancer: replicas times nanoseconds since the window began, up to runningSince
    std::int64_t runningNow = 0;
    Instant runningSince;
    std::uint64_t pressedBeforeSignal = 0; ///< times that pressure began, or an item was refused, before the autoscaler wanted more
    std::uint64_t starts = 0, stops = 0;   ///< of workers or replicas
    Wide busyAtEvaluation = 0;
    std::uint64_t completedAtEvaluation = 0;
    Instant evaluatedAt;
};

/// A stage of a running simulation.
struct StageState
{
    // What every visit touches, side by side: from here into the queue, and the first part of the metrics.
    bool plain = true;     ///< a queue and workers, and nothing else to ask
    bool dirty = false;    ///< waits in the list of stages to settle
    bool asks = false;     ///< has an admission chain
    bool managed = false;  ///< has active queue management
    bool shared = false;   ///< processor sharing
    bool preemptive = false;
    bool tracksService = false;
    bool fails = false;
    bool windowed = false; ///< a window ends here
    bool repeatsCalls = false;
    bool worksOutside = false; ///< the driver does the work
    bool everSpecial = false; ///< items from that time may still be inside
    Role role = Role::Stage;
    std::uint16_t owner = Way::out; ///< the channel or balancer of a consumer or replica
    std::uint16_t part = 0;         ///< its number there
    std::uint64_t serviceKey = 0;
    std::uint64_t routeKey = 0;
    Exits exits;
    LinkTallies links;
    flow::Ring<HeldSender> held; ///< in the order in which they came
    std::vector<bool> hasServiceOf; ///< by producer
    Sampler service;
    flow::Stage flow;
    StageMetrics metrics;

    SeriesRecorder recorder;
    std::vector<Sampler> serviceOf; ///< by producer, where one replaces the service; else empty

    RefusalCounts refusedBy{};
    std::uint64_t patienceKey = 0;
    std::uint64_t failureKey = 0;
    std::uint64_t callKey = 0;
    StageExtras extras;
    Instant controlAt = Instant::max(); ///< the next planned look at outages and scaling; older ones are void

    /// Asks the processor for what every visit touches.
    void fetch() const
    {
        constexpr std::size_t line = 64;
        const char* const begin = reinterpret_cast<const char*>(this);
        const auto reach = static_cast<std::size_t>(metrics.nearEnd() - begin);
        for (std::size_t at = 0; at < reach; at += line) {
            __builtin_prefetch(begin + at, 1);
        }
    }
};

/// A timeout that was promised to an attempt.
struct TimeoutEntry
{
    Instant at;
    flow::ItemHandle item = flow::noItem;
    std::uint32_t generation = 0;
};

/// What one of several clients did.
struct ClientTally
{
    std::uint64_t sent = 0; ///< attempts
    std::uint64_t refused = 0;
    std::uint64_t completed = 0;
    std::uint64_t lost = 0;
    std::int64_t inside = 0; ///< requests under way
    std::int64_t insideMax = 0;
};

/// A producer of a running simulation.
struct ProducerState
{
    ArrivalProcess process;
    Sampler size;
    Sampler batch;
    Sampler think;
    Sampler patience;
    bool hasBatch = false;
    bool hasPatience = false;
    std::uint64_t itemKey = 0;
    std::uint64_t sizeKey = 0;
    std::uint64_t routeKey = 0;
    std::uint64_t retryKey = 0;
    std::uint64_t clientKey = 0;
    Draws batchDraws;
    Draws thinkDraws;
    Exits exits;
    LinkTallies links;

    // What the configuration says, where every item needs it.
    std::uint64_t itemLimit = UINT64_MAX; ///< items that are made at most
    flow::OnPressure onPressure = flow::OnPressure::Ignore;
    bool closed = false;
    bool many = false;                    ///< has several clients
    bool hostile = false;                 ///< the first of them
    bool wholeBatch = false;
    bool countsEnds = false;              ///< its retry policy looks at how attempts end
    std::int32_t priority = 0;
    std::optional<Duration> timeout;
    std::optional<Duration> deadline;
    std::optional<double> budgetRatio;

    std::uint64_t born = 0;       ///< items made
    std::uint32_t epoch = 0;      ///< of the arrivals: older planned ones are void
    std::int64_t users = 0;       ///< closed: users alive
    std::int64_t thinking = 0;
    std::int64_t pausing = 0;     ///< clients of a saturated source that were turned away and try again soon
    std::int64_t batchLeft = 0;   ///< items of a batch that wait behind a held one
    bool stalled = false;         ///< every client is held: nothing more is produced until one is let go
    std::int64_t held = 0;
    std::int64_t parked = 0;
    Instant holdingSince;         ///< up to when heldTime is counted
    Instant waitingSince;         ///< since when somebody has been held or parked
    flow::RetryBudget budget;
    flow::RetryThrottle throttle; ///< RetryPolicy::Kind::Grpc
    flow::RetryCap cap;           ///< RetryPolicy::Kind::Envoy
    flow::Ring<TimeoutEntry> timeouts; ///< in the order of their instants
    bool timeoutPlanned = false;
    std::vector<ClientTally> clients; ///< when there are several; for the first that many
    static constexpr std::size_t clientsTold = 10'000;

    ProducerTally tally;
    ProducerTally atWindow;
    Histogram wait, service, sojourn;
    SeriesRecorder recorder;
};

/// A wire between two nodes, with a kernel buffer at each end. Items move whole.
struct HopState
{
    std::uint16_t from = 0;
    std::uint16_t to = 0;
    Hop config;
    flow::Ring<flow::Sender> door;     ///< senders that wait for room in the send buffer
    flow::Ring<HeldSender> held;
    flow::Ring<flow::ItemHandle> unsent;   ///< in the send buffer, not yet on the wire
    flow::Ring<flow::ItemHandle> wire;     ///< in the order in which they will arrive
    flow::Ring<flow::ItemHandle> received; ///< in the receive buffer
    std::int64_t sendBytes = 0;    ///< unsent and on the wire
    std::int64_t wireBytes = 0;
    std::int64_t receiveBytes = 0;
    std::int64_t doorBytes = 0;    ///< that senders hold
    bool sending = false;          ///< the wire takes an item
    bool atDoor = false;           ///< the first that was received waits at the target's door
    bool down = false;
    bool dirty = false;
    Draws loss;
    Instant controlAt = Instant::max();
    std::uint64_t lost = 0;
    std::uint64_t carried = 0;
    // Integrals of what the buffers hold, bytes times nanoseconds, since the window of statistics began.
    Wide sendArea = 0, receiveArea = 0, doorArea = 0;
    std::int64_t sendMax = 0, receiveMax = 0;
    Instant since;
};

/// A node of a running simulation. Indices never change while it lives; a node that was removed is retired and keeps its counters.
struct SimNode
{
    std::shared_ptr<const Node> config; ///< of a consumer or replica: a stage of its own, named "channel/consumer" or "balancer/number"
    std::uint16_t index = 0;    ///< in the table of its kind
    bool isProducer = false;
    bool retired = false;
    bool fresh = false;         ///< has joined and is not yet configured
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/admission_policy.h"
#include "metrics/series.h"
#include "metrics/spread.h"
#include "metrics/summary.h"
#include "run/live_view.h"
#include "run/mode.h"
#include "scenario/scenario.h"
#include "units/time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// A node's state in one word: colour, shape and word of the canvas follow from it (ui/theme).
enum class NodeState : std::uint8_t {
    Idle,     ///< nothing to do
    Flowing,  ///< stage: level below the low mark, work moves; producer: sending
    Filling,  ///< level between the marks, rising
    Pressed,  ///< signal on: senders are asked to wait
    Blocked,  ///< all workers that are not idle hold finished items: no room ahead
    Dropping, ///< items were lost or refused within the last second (stage); retried or shed (producer)
    Waiting   ///< producer: held back by the target's signal, or parked at its door
};

enum class NodeKind : std::uint8_t { Producer, Stage, Channel, Balancer };

/// One reader of a channel.
struct ConsumerView
{
    std::string name;
    std::int64_t unread = 0;           ///< items between its cursor and the newest one
    std::optional<std::int64_t> buffer;
    bool busy = false;
    bool killed = false;
    bool blocked = false;              ///< holds an item for which there is no room ahead
    Duration lag{};                    ///< age of the oldest unread item
    double completedRate = 0;
};

/// One stage of a balancer's pool.
struct ReplicaView
{
    enum class State : std::uint8_t { Stopped, Starting, Running, Draining };
    State state = State::Stopped;
    std::int64_t load = 0;   ///< connections or requests, as the balancer counts
    std::int64_t waiting = 0;
    std::int64_t busy = 0;
    Duration startsIn{};     ///< while Starting
    double completedRate = 0;
};

/// Bytes on the way between two nodes.
struct HopView
{
    std::int64_t applicationBytes = 0; ///< that the sender could not yet hand to its kernel
    std::int64_t sendBytes = 0;        ///< in the send buffer, those on the wire included
    std::int64_t receiveBytes = 0;
    std::optional<std::int64_t> sendBuffer;
    std::optional<std::int64_t> receiveBuffer;
    std::int64_t items = 0;            ///< in both buffers and on the wire
    bool senderWaits = false;          ///< no room in the send buffer for the next item
    bool down = false;                 ///< an outage of the link
};

/// Why a stage turned items away, most often first.
struct RefusalView
{
    flow::RefusalReason reason = flow::RefusalReason::QueueFull;
    std::uint64_t total = 0;
};

/// What one of several clients did, in requests.
struct ClientView
{
    int number = 0;
    std::int64_t inside = 0; ///< under way
    std::uint64_t sent = 0;  ///< attempts
    std::uint64_t refused = 0;
    std::uint64_t completed = 0;
    std::uint64_t lost = 0;
};

/// How long visits took, since Snapshot::statisticsSince.
struct SpreadsView
{
    Spread wait, service, sojourn;
};

/// The clients of one producer, when it has several.
struct ClientsView
{
    int count = 1;
    std::int64_t worstInside = 0;  ///< items under way of the client that has most
    int worst = 0;                 ///< which client
    double meanInside = 0;
    std::optional<int> hostile;    ///< the client that keeps to nothing
    int killed = 0;
    std::shared_ptr<const std::vector<ClientView>> each{}; ///< those with most under way, at the rate of the statistics; null: a single one
    static constexpr std::size_t mostTold = 24;
};

/// Over how many rate windows the signal is looked at.
inline constexpr int switchWindows = 10;

/// One node at one instant. Fields that its kind does not have stay at their defaults. Rates cover the last rateWindow of virtual time.
struct NodeView
{
    std::string name;
    bool isProducer = false; ///< kind == Producer
    NodeKind kind = NodeKind::Stage;
    bool fromOutside = false; ///< of a live run: clients that the scenario does not know; nothing of them can be changed
    bool retired = false; ///< was removed while the run went on; kept for conservation, not drawn
    NodeState state = NodeState::Idle;
    Counters totals;          ///< stage: as in the results; producer: offered = attempts sent, completed, dropped = lost, refused = shed
    double offeredRate = 0;   ///< per second; producer: attempts sent
    double acceptedRate = 0;
    double completedRate = 0;
    double refusedRate = 0;   ///< refused + dropped + expired + failed; producer: shed
    double retriedRate = 0;

    // Stage
    std::int64_t waiting = 0;      ///< items in the queue
    std::int64_t waitingBytes = 0;
    std::int64_t level = 0;        ///< in the queue's measure: what the marks and the capacity count
    double levelSlope = 0;         ///< change of the level per second over the rate window
    std::optional<std::int64_t> workers; ///< WIP limit: count * concurrency; absent: unlimited
    std::int64_t busy = 0;
    std::int64_t blocked = 0;      ///< workers that hold a finished item
    std::int64_t parked = 0;       ///< senders at this stage's door
    Duration oldest{};             ///< age of the item that has waited longest
    Duration longestParked{};
    bool pressed = false;
    Duration inState{};            ///< how long the signal has stood as it stands (stage), or how long the current hold has lasted (producer)
    std::optional<int> waitsFor;   ///< index of the node whose lack of room or signal holds this one back
    double busyShare = 0, blockedShare = 0, idleShare = 1; ///< of worker time in the rate window
    double pressedShare = 0;       ///< part of switchWindows rate windows with the signal on
    double flipsPerMinute = 0;     ///< switches of the signal in the same time
    TimeSummary wait, service, sojourn; ///< since Snapshot::statisticsSince
    std::shared_ptr<const SpreadsView> spreads; ///< the same as distributions, at the rate of the statistics; null: not of a stage
    Bloat bloat;
    double meanInSystem = 0;       ///< time average over the window that wait, service and sojourn cover: L of Little's law
    double windowThroughput = 0;   ///< completed visits per second in that window: the lambda that goes with it
    double recentSojournP95 = 0, recentSojournP99 = 0; ///< over the latest column's window, seconds; NaN without samples
    std::uint32_t recentSamples = 0;

    std::vector<RefusalView> refusedBy;
    std::int64_t hung = 0;         ///< workers that hang in an item
    bool down = false;             ///< an outage: nothing is worked on
    std::int64_t reserved = 0;     ///< places promised to workers that block before service
    std::optional<std::int64_t> creditsFree; ///< of its window
    std::optional<double> adaptiveLimit;     ///< items inside that an adaptive limiter lets in now
    std::optional<std::int64_t> workersWanted; ///< by its autoscaler
    std::int64_t workersStarting = 0;
    double standing = 0;           ///< seconds: the shortest wait of the last column's window, the part of the queue that never drains
    std::int64_t peakLevel = 0;    ///< since Snapshot::statisticsSince
    std::uint64_t busyNs = 0, blockedNs = 0, idleNs = 0; ///< worker time since statisticsSince, open intervals counted
    std::vector<int> chain;        ///< from this node to the root of its wait: indices of nodes, this one not among them; empty: waits for nobody

    std::vector<ConsumerView> consumers; ///< of a channel; its waiting is the unread count of the slowest
    std::vector<ReplicaView> replicas;   ///< of a balancer, running or not; its waiting is its own queue

    // Producer
    ClientsView clients;
    double wantedRate = 0;    ///< the arrivals' own mean rate; 0 when it has none
    std::int64_t held = 0;    ///< senders that wait for the signal
    std::int64_t atDoor = 0;  ///< this producer's items that are parked at the target's door
    std::int64_t thinking = 0;///< closed: users that think
    double heldShare = 0;     ///< part of the rate window in which somebody was held or parked

    Series series;
};

/// Items that went along one link; the canvas draws width and dots from the rate.
struct LinkView
{
    int from = 0;
    std::optional<int> to; ///< absent: the exit
    std::uint64_t items = 0;
    double rate = 0;
    std::optional<HopView> hop{};
};

/// A change that acted during the run: the numbered circles on the time axis.
struct ChangeView
{
    int number = 0;
    Instant at;
    std::string text; ///< "workers 8 → 7"
    bool byUser = true; ///< false: from the schedule of the file
};

enum class RunState : std::uint8_t { Running, Paused, Stopped };

/// A run, whole, at one instant: immutable, made by the engine's thread, read by any other.
struct Snapshot
{
    std::shared_ptr<const Scenario> scenario; ///< with every change made so far
    Mode mode = Mode::Simulated;
    RunState state = RunState::Paused;
    std::uint64_t seed = 0;
    std::uint64_t generation = 0; ///< grows with every restart and every way back: series of another generation are another run
    Instant now;
    Instant end;                  ///< the latest instant that this branch of the run has seen; after now when the picture is of the past
    std::uint64_t branch = 0;     ///< grows when a change in the past begins another future
    Instant statisticsSince; ///< begin of the window that wait, service, sojourn and bloat cover: the warm-up's end, or the last change
    Duration rateWindow = std::chrono::seconds(2);
    double speedWanted = 1; ///< virtual seconds per second; infinite: as fast as possible
    double speedReached = 0;
    std::uint64_t events = 0;
    double eventsPerSecond = 0;
    std::vector<NodeView> nodes; ///< index = index in scenario->nodes for the nodes that are not retired
    std::vector<LinkView> links;
    std::vector<ChangeView> changes;
    Counters endToEnd; ///< items, not attempts: offered, completed, dropped = lost, refused = shed, inside
    bool conserved = true;
    std::optional<LiveView> live; ///< of a measured run
    std::string stoppedBy; ///< what a breakpoint has waited for, in words; empty when none stopped the run
    std::string trouble; ///< why the run stopped by itself; empty when it did not
};

} // namespace highwater

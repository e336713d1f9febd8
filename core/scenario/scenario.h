// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/admission_policy.h"
#include "flow/autoscale_policy.h"
#include "flow/producer_policy.h"
#include "flow/queue_policy.h"
#include "scenario/distribution.h"
#include "scenario/live.h"
#include "units/quantity.h"
#include "units/time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace highwater {

/// When a producer's items come. Times in seconds, rates per second.
struct Arrivals
{
    enum class Kind : std::uint8_t {
        Poisson,  ///< rate
        Constant, ///< rate; the n-th item is due at n / rate
        Renewal,  ///< gap
        Mmpp,     ///< rate, stay (mean), rate2, stay2 (mean)
        OnOff,    ///< rate while on; stay = on, stay2 = off, both constant; begins with on; Poisson while on
        Ramp,     ///< from rate to rate2 over stay, then rate2
        Sine,     ///< rate + rate2 * sin(2 pi t / stay), cut at 0
        Spike,    ///< rate; rate2 from at for stay
        Trace,    ///< times, in seconds from the start, ascending; already divided by speed
        Closed,   ///< users, gap = think time
        Saturated
    };
    Kind kind = Kind::Poisson;
    double rate = 0.0;
    double rate2 = 0.0;
    double stay = 0.0;
    double stay2 = 0.0;
    double at = 0.0;
    std::int64_t users = 0;
    Distribution gap;
    std::shared_ptr<const std::vector<double>> times;
    std::optional<Distribution> batch; ///< items that come at one instant
    bool wholeBatch = false;           ///< all enter or none
    std::string text;                  ///< as the user wrote it
    bool operator==(const Arrivals& other) const { return text == other.text; }
};

/// Long-run items per second of an open source (of a spike or a ramp: its base or first rate); nothing for closed, saturated.
std::optional<double> meanRateOf(const Arrivals& arrivals);

/// What lies between two nodes: a wire with a kernel buffer at each end. Sizes in bytes.
struct Hop
{
    Duration latency{};                         ///< of the wire
    std::optional<double> bandwidth;            ///< bytes per second, > 0; absent: no limit
    std::optional<std::int64_t> sendBuffer;     ///< >= 1; absent: no limit
    std::optional<std::int64_t> receiveBuffer;  ///< >= 1; absent: no limit
    double loss = 0;                            ///< 0..1: part of the items that is lost on the wire
    std::vector<flow::Outage> outages;          ///< of the link: nothing moves on the wire
    bool operator==(const Hop&) const = default;
};

/// Where an item goes next. An absent node is the exit.
struct Route
{
    std::optional<int> node; ///< index into Scenario::nodes
    double weight = 1.0;
    std::optional<Hop> hop{}; ///< absent: the item is there at once
    bool operator==(const Route&) const = default;
};

struct ProducerNode
{
    Arrivals arrivals;
    std::optional<std::int64_t> items; ///< send that many, then stop
    Distribution size = Distribution::constant(1024, "constant(1KiB)");
    int clients = 1;          ///< independent senders that share the rate
    /// One of the clients, number 0, sends so many times its share, ignores pressure and retries at once. Absent: all are alike.
    std::optional<double> hostile;
    std::vector<int> killed;  ///< clients that were cut off: they send nothing more
    int priority = 0;         ///< 0 is the most urgent
    /// Replaces the stage's service time for this producer's items: for every stage (stage < 0) or for one.
    std::vector<std::pair<int, Distribution>> service;
    std::optional<Duration> deadline;      ///< from the creation of the attempt until a worker takes the item
    std::optional<Distribution> patience;  ///< of each wait in a queue
    flow::OnPressure onPressure = flow::OnPressure::Ignore;
    std::optional<Duration> timeout;
    flow::RetryPolicy retry;
    std::vector<Route> to; ///< one or more
    bool operator==(const ProducerNode&) const = default;
};

/// Credits of flow control: an item takes one at the entry and gives it back when it has left the stage `until`, or is gone.
struct Window
{
    std::int64_t credits = 1; ///< >= 1
    int until = 0;            ///< index into Scenario::nodes
    bool operator==(const Window&) const = default;
};

struct StageNode
{
    enum class Acknowledge : std::uint8_t { Enqueued, Processed, Durable };
    /// Where a live run keeps the items that wait; a simulated run keeps them in memory.
    enum class Store : std::uint8_t { Memory, Sqlite };

    flow::QueuePolicy queue;
    Store store = Store::Memory;
    std::optional<std::int64_t> workers = 1; ///< count; absent: unlimited, nobody waits
    std::int64_t concurrency = 1;            ///< items that one worker holds at once: the WIP limit is count * concurrency
    std::vector<double> speeds;              ///< of the workers in turn, 1 = as the service says; empty: all alike
    Distribution service = Distribution::constant(0, "constant(0s)"); ///< with live.spin: that; with live.forward: 0
    LiveWork live;                           ///< what a live run does in place of waiting for the service time
    std::optional<flow::FailurePolicy> failures;
    std::vector<flow::Outage> outages;       ///< ascending, apart from each other
    flow::AdmissionPolicies admission;       ///< asked in this order
    Acknowledge acknowledge = Acknowledge::Enqueued; ///< for live runs
    std::optional<flow::AutoscalePolicy> autoscale;
    std::optional<Window> window;
    flow::RetryPolicy retry;                 ///< of the calls to the stage in `to`
    std::vector<Route> to;                   ///< empty: items leave the network here
    bool operator==(const StageNode&) const = default;
};

/// One reader of a channel: a worker with a cursor of its own.
struct Consumer
{
    std::string name;
    Distribution service = Distribution::constant(0, "constant(0s)");
    std::optional<std::int64_t> buffer; ///< unread items, >= 1: at it the channel is full; absent: no bound
    bool killed = false;                ///< it reads nothing more, and what it had not read is gone
    std::vector<Route> to;              ///< empty: its copies leave the network here
    bool operator==(const Consumer&) const = default;
};

/// Fan-out: every consumer sees every item in order, and the slowest one determines the pressure.
struct ChannelNode
{
    std::vector<Consumer> consumers;       ///< one or more
    std::optional<flow::Marks> marks;      ///< of the slowest consumer's unread items
    flow::WhenFull whenFull = flow::WhenFull::Block; ///< not DropOldest
    std::optional<std::int64_t> killAbove; ///< a consumer with more unread items is killed
    bool operator==(const ChannelNode&) const = default;
};

/// A pool of alike stages behind one address.
struct BalancerNode
{
    flow::BalancerPolicy policy;
    StageNode replica; ///< its `to` is where items go from the balancer
    bool operator==(const BalancerNode&) const = default;
};

struct Node
{
    std::string name;
    std::variant<ProducerNode, StageNode, ChannelNode, BalancerNode> kind;
    [[nodiscard]] const ProducerNode* producer() const { return std::get_if<ProducerNode>(&kind); }
    [[nodiscard]] const StageNode* stage() const { return std::get_if<StageNode>(&kind); }
    [[nodiscard]] const ChannelNode* channel() const { return std::get_if<ChannelNode>(&kind); }
    [[nodiscard]] const BalancerNode* balancer() const { return std::get_if<BalancerNode>(&kind); }
    bool operator==(const Node&) const = default;
};

/// What a node is made of and has results of its own, as stages: the consumers of a channel in their order, "news/slow", and the replicas
/// of a balancer, "pool/1" to "pool/max". Empty for the others. No node's name holds a "/".
std::vector<std::string> partNames(const Node& node);

/// A goal of the file: "api.sojourn.p99 <= 250ms". The subject is a node's name, that of a part (see partNames) or "end_to_end".
struct Objective
{
    enum class Comparison : std::uint8_t { LessEqual, Less, GreaterEqual, Greater };
    std::string text;
    std::string subject;
    std::string metric;    ///< "sojourn", "wait", "service", "loss", "throughput", "utilisation", ... as in the results
    std::string statistic; ///< "p99", "mean", ...; empty for a plain number
    Comparison comparison = Comparison::LessEqual;
    double limit = 0.0; ///< seconds, ratio, items or per second
};

/// A change of one parameter while the run goes on; it acts at its instant before all other events.
struct ScheduledChange
{
    Instant at;
    std::string pointer; ///< JSON pointer into the scenario
    std::string value;   ///< the new value as JSON text
    int node = 0;        ///< index of the node that changes
    Node after;          ///< that node with this change and every earlier one made
};

/// A whole experiment, checked: every name resolved, every bound kept. A plain value, free of JSON; scenario/document.h reads and
/// writes it. Nodes stand in the order of the file.
struct Scenario
{
    std::string name;
    std::string description;
    std::uint64_t seed = 1;
    Duration duration = std::chrono::minutes(1);
    Duration warmup = Duration::zero();
    std::vector<Node> nodes;
    std::vector<ScheduledChange> schedule; ///< ascending by time; equal times in the order of the file
    std::vector<Objective> objectives;
    LiveOptions live; ///< simulated runs ignore it

    [[nodiscard]] std::optional<int> find(std::string_view nodeName) const;
};

} // namespace highwater

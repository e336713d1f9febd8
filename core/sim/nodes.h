// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/retry.h"
#include "flow/stage.h"
#include "scenario/scenario.h"
#include "sim/arrival_process.h"
#include "sim/sampler.h"
#include "sim/series_recorder.h"
#include "sim/stage_metrics.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// Where items go, made ready: node indices of the simulation, weights summed up.
struct Exits
{
    static constexpr std::uint16_t out = UINT16_MAX;
    struct Way
    {
        double upTo;
        std::uint16_t node;
    };
    std::uint16_t only = out;  ///< when there is one way
    std::vector<Way> ways;     ///< when there are several
};

/// Items that went along one way; for the pictures of links.
struct LinkTally
{
    std::uint16_t to = Exits::out;
    std::uint64_t items = 0;
};

/// A sender that obeys the signal and waits for it with an item in hand.
struct HeldSender
{
    Instant since;
    std::uint16_t producer = 0;
    flow::ItemHandle item = flow::noItem; ///< noItem: a saturated source
};

/// A stage of a running simulation.
struct StageState
{
    flow::Stage flow;
    flow::Ring<HeldSender> held; ///< in the order in which they came
    StageMetrics metrics;
    SeriesRecorder recorder;
    Sampler service;
    std::vector<Sampler> serviceOf; ///< by producer, where one replaces the service; else empty
    std::vector<bool> hasServiceOf;
    std::uint64_t serviceKey = 0;
    std::uint64_t routeKey = 0;
    Exits exits;
    std::vector<LinkTally> links;
    std::uint64_t refusedQueueFull = 0;
    bool dirty = false; ///< waits in the list of stages to settle
};

/// A timeout that was promised to an attempt.
struct TimeoutEntry
{
    Instant at;
    flow::ItemHandle item = flow::noItem;
    std::uint32_t generation = 0;
};

/// A producer of a running simulation.
struct ProducerState
{
    ArrivalProcess process;
    Sampler size;
    Sampler batch;
    Sampler think;
    bool hasBatch = false;
    std::uint64_t itemKey = 0;
    std::uint64_t sizeKey = 0;
    std::uint64_t routeKey = 0;
    std::uint64_t retryKey = 0;
    Draws batchDraws;
    Draws thinkDraws;
    Exits exits;
    std::vector<LinkTally> links;

    // What the configuration says, where every item needs it.
    std::uint64_t itemLimit = UINT64_MAX; ///< items that are made at most
    flow::OnPressure onPressure = flow::OnPressure::Ignore;
    bool closed = false;
    std::optional<Duration> timeout;
    std::optional<double> budgetRatio;

    std::uint64_t born = 0;       ///< items made
    std::uint32_t epoch = 0;      ///< of the arrivals: older planned ones are void
    std::int64_t users = 0;       ///< closed: users alive
    std::int64_t thinking = 0;
    std::int64_t batchLeft = 0;   ///< items of a batch that wait behind a held one
    bool stalled = false;         ///< every client is held: nothing more is produced until one is let go
    std::int64_t held = 0;
    std::int64_t parked = 0;
    Instant holdingSince;         ///< up to when heldTime is counted
    Instant waitingSince;         ///< since when somebody has been held or parked
    flow::RetryBudget budget;
    flow::Ring<TimeoutEntry> timeouts; ///< in the order of their instants
    bool timeoutPlanned = false;

    ProducerTally tally;
    ProducerTally atWindow;
    Histogram wait, service, sojourn;
    SeriesRecorder recorder;
};

/// A node of a running simulation. Indices never change while it lives; a node that was removed is retired and keeps its counters.
struct SimNode
{
    std::shared_ptr<const Node> config;
    std::uint16_t index = 0;    ///< in the table of its kind
    bool isProducer = false;
    bool retired = false;
};

} // namespace highwater

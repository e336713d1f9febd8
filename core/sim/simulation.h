// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "sim/event_heap.h"
#include "sim/event_log.h"
#include "sim/item.h"
#include "sim/nodes.h"
#include "sim/results.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace highwater {

/// A scenario under virtual time: producers, stages, the items inside and the events to come. A plain value: a copy is another world that
/// goes on from the same instant with the same draws. It owns no clock and no thread; one driver at a time may use it.
///
/// At one instant: changes of the schedule, then departures and timeouts, then arrivals; within a kind in the order in which they were
/// planned. The same scenario, seed and replication give the same events on every machine.
class Simulation
{
public:
    /// Replication r of seed N shares no draws with any other replication of any other seed.
    Simulation(std::shared_ptr<const Scenario> scenario, std::uint64_t seed, std::uint64_t replication, const SeriesOptions& series);

    /// Handles every event before end, at most maxEvents of them. True when end was reached: then now() is end.
    bool runUntil(Instant end, std::uint64_t maxEvents = UINT64_MAX);
    /// Handles the next event, wherever it is. False when there is none.
    bool step();
    /// Goes on with another version of the scenario: nodes are matched by name, new ones join, missing ones retire. Changes of its schedule
    /// up to now are taken as made.
    void change(std::shared_ptr<const Scenario> scenario);

    /// Writes losses and switches of signals down from now on; the log is the caller's and must outlive the simulation or be taken away
    /// with null. Copies share it.
    void logTo(EventLog* log) { m_log = log; }

    /// The window of statistics begins anew now, so that figures after a change are those of what was changed. During the warm-up it
    /// does nothing: the window begins with its end.
    void restartWindow();
    [[nodiscard]] Instant windowBegin() const { return m_windowBegin; }

    [[nodiscard]] Instant now() const { return m_now; }
    [[nodiscard]] std::uint64_t events() const { return m_events; }
    /// Why the simulation cannot go on; empty while it can.
    [[nodiscard]] const std::string& trouble() const { return m_trouble; }
    /// Figures up to now(). interrupted is left false.
    [[nodiscard]] RunResult results() const;
    /// Counters add up at every node, and what they say is inside is inside.
    [[nodiscard]] bool conserved() const;

    // --- for pictures
    [[nodiscard]] const Scenario& scenario() const { return *m_scenario; }
    [[nodiscard]] const std::vector<SimNode>& nodes() const { return m_nodes; }
    [[nodiscard]] const StageState& stageAt(const SimNode& node) const { return m_stages[node.index]; }
    [[nodiscard]] const ProducerState& producerAt(const SimNode& node) const { return m_producers[node.index]; }
    /// Index in nodes() of each node of the scenario.
    [[nodiscard]] const std::vector<std::uint16_t>& nodeOfScenario() const { return m_nodeOfScenario; }
    [[nodiscard]] const Item& item(flow::ItemHandle handle) const { return m_items[handle]; }
    /// Changes of the schedule that were made so far.
    [[nodiscard]] std::size_t changesMade() const { return m_nextChange; }

private:
    enum class Sent : std::uint8_t { Gone, Held };

    // simulation.cpp: time
    void handleNext(const Event& next);
    void handle(const Event& event);
    void crossBoundary(Instant at);
    void planBoundary();
    void closeColumns();
    void beginWindow();
    void advanceAll();

    // simulation_setup.cpp: configuration
    void configureAll();
    std::uint16_t join(const std::string& name, bool isProducer);
    void reconfigure(std::uint16_t node, std::shared_ptr<const Node> config);
    void configureStage(std::uint16_t node);
    void configureProducer(std::uint16_t node, const ProducerNode* before);
    void overrideServices();
    void startSource(std::uint16_t node);
    void queueClients(std::uint16_t node);
    void purgeWaiting(std::uint16_t node, bool saturatedOnly);
    Exits makeExits(const std::vector<Route>& routes) const;
    void addLinks(const Exits& exits, std::vector<LinkTally>& links) const;
    void retire(std::uint16_t node);
    std::uint64_t key(const std::string& name, Purpose purpose) const { return streamKey(m_seed, m_replication, name, purpose); }

    // simulation_stage.cpp: what happens at stages
    void enter(std::uint16_t node, flow::ItemHandle handle, flow::Stage::Answer answer);
    void accept(std::uint16_t node, flow::ItemHandle handle, bool startsAtOnce);
    void refuse(std::uint16_t node, flow::ItemHandle handle);
    void startService(std::uint16_t node, flow::ItemHandle handle);
    void finishService(std::uint16_t node, flow::ItemHandle handle);
    void leave(std::uint16_t node, flow::ItemHandle handle);
    void startWaiting(StageState& stage, std::uint16_t node);
    void markDirty(std::uint16_t node);
    void settle();
    void settleStage(std::uint16_t node);
    bool admitFromDoor(std::uint16_t node);
    bool admitHeld(std::uint16_t node);
    std::uint16_t chooseWay(const Exits& exits, std::uint64_t routeKey, const Item& item) const;
    static void count(std::vector<LinkTally>& links, std::uint16_t to);
    void noteSwitch(std::uint16_t node, flow::WatermarkGate::Switch change);
    void log(LoggedEvent::Kind kind, std::uint16_t node, std::uint64_t item);

    // simulation_producer.cpp: what happens at producers
    flow::ItemHandle makeItem(std::uint16_t node, Instant created);
    bool spent(std::uint16_t node) const;
    std::int64_t sizeOfNext(const ProducerState& producer) const;
    void planArrival(std::uint16_t node, Instant from);
    void arrive(std::uint16_t node);
    void produce(std::uint16_t node, std::int64_t items);
    Sent send(std::uint16_t node, flow::ItemHandle handle);
    void dispatch(std::uint16_t node, flow::ItemHandle handle);
    void hold(std::uint16_t node, flow::ItemHandle handle);
    void shed(std::uint16_t node, flow::ItemHandle handle);
    void releaseSource(std::uint16_t node);
    void queueSaturated(std::uint16_t node);
    void countSent(const Item& item);
    void noteHolding(ProducerState& producer, std::int64_t heldMore, std::int64_t parkedMore) const;
    void promiseTimeout(std::uint16_t node, flow::ItemHandle handle, Duration timeout);
    void planTimeout(std::uint16_t node);
    void timeOut(std::uint16_t node);
    void expire(flow::ItemHandle handle);
    void loseAttempt(flow::ItemHandle handle, bool told);
    void failAttempt(flow::ItemHandle handle, bool refused);
    void completeRequest(flow::ItemHandle handle);
    void endRequest(std::uint16_t node, bool ofUser, bool refused);
    void userThinks(std::uint16_t node, bool refused);
    void userSends(std::uint16_t node);

    /// More moves than that at one instant: somebody is let in without end.
    static constexpr std::uint64_t standstillMoves = 5'000'000;

    StageState& stageOf(std::uint16_t node) { return m_stages[m_nodes[node].index]; }
    ProducerState& producerOf(std::uint16_t node) { return m_producers[m_nodes[node].index]; }
    [[nodiscard]] const ProducerNode& producerConfig(std::uint16_t node) const { return *m_nodes[node].config->producer(); }

    std::shared_ptr<const Scenario> m_scenario;
    std::uint64_t m_seed;
    std::uint64_t m_replication;
    SeriesOptions m_series;

    Instant m_now;
    std::int64_t m_boundary = 0; ///< nanoseconds: the next end of a column, of the warm-up, or scheduled change
    std::int64_t m_columnEnd = 0;
    std::size_t m_nextChange = 0;
    bool m_inWindow = false;
    Instant m_windowBegin;
    EventHeap m_heap;
    ItemSlab m_items;
    std::vector<SimNode> m_nodes;
    std::vector<StageState> m_stages;
    std::vector<ProducerState> m_producers;
    std::vector<std::uint16_t> m_nodeOfScenario;
    std::vector<std::uint16_t> m_dirty; ///< stages at which room or workers became free
    std::uint64_t m_events = 0;
    std::uint64_t m_completed = 0;
    Instant m_standstillAt = Instant::min(); ///< for detecting that time stands still
    std::string m_trouble;
    EventLog* m_log = nullptr;
};

} // namespace highwater

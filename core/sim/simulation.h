// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "sim/event_heap.h"
#include "sim/event_log.h"
#include "sim/item.h"
#include "sim/nodes.h"
#include "sim/outside.h"
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

    /// Another world that goes on from here with the same draws; it writes no log.
    [[nodiscard]] Simulation fork() const;
    /// A fork whose future is another one: what is drawn from now on is drawn as in that replication. What was drawn already stays: arrivals
    /// that are planned, services and waits that have begun. With its own number it is fork().
    [[nodiscard]] Simulation fork(std::uint64_t replication) const;
    /// A fork that has gone on for that long.
    [[nodiscard]] Simulation runAhead(Duration time) const;

    /// Cuts a consumer of a channel off, as "killed" does in the scenario; node is that of the consumer.
    void killConsumer(std::uint16_t node);

    /// Writes losses and switches of signals down from now on; the log is the caller's and must outlive the simulation or be taken away
    /// with null. Copies share it.
    void logTo(EventLog* log) { m_log = log; }

    // --- under real time (core/live): somebody else has the clock, brings items, and does the work
    /// Handles everything that is due by now, at now: what comes late is late, as it is. now never goes back.
    void advanceTo(Instant now);
    /// When advanceTo() has something to do next; Instant::max(): nothing is planned.
    [[nodiscard]] Instant nextDue();
    /// Where it says what becomes of items from outside; null: nowhere. The list is the caller's. Forks tell nobody.
    void tellOutside(OutsideNotices* notices) { m_outside = notices; }
    /// The work on a node's items is the driver's from now on (or no longer): see OutsideNotice::Kind::Work. Not with processor sharing.
    void workOutside(std::uint16_t node, bool on);
    /// An item comes from outside, now. producer: the node in whose name it comes. Notices tell what became of it; one that is neither
    /// accepted nor refused waits at a door.
    OutsideRef bring(std::uint16_t producer, const OutsideItem& item);
    /// The same for one that was accepted before a crash: it enters whatever the queue says.
    OutsideRef bringBack(std::uint16_t producer, const OutsideItem& item);
    /// Its sender has left and waits for no answer: what it still does is dead work. At a door it leaves.
    void leaveAlone(OutsideRef ref);
    /// The driver has done the work on an item, or failed.
    void endWork(OutsideRef ref, bool failed);

    /// The window of statistics begins anew now, so that figures after a change are those of what was changed. During the warm-up it
    /// does nothing: the window begins with its end.
    void restartWindow();
    [[nodiscard]] Instant windowBegin() const { return m_windowBegin; }
    /// Figures and series begin now, with other columns: what was recorded so far is forgotten, and the end of the warm-up changes nothing
    /// any more. What happens stays the same. The column that runs now shows its second part only.
    void recordAnew(const SeriesOptions& series);

    [[nodiscard]] Instant now() const { return m_now; }
    [[nodiscard]] std::uint64_t seed() const { return m_seed; }
    [[nodiscard]] std::uint64_t replication() const { return m_replication; }
    [[nodiscard]] const SeriesOptions& seriesOptions() const { return m_series; }
    [[nodiscard]] std::uint64_t events() const { return m_events; }
    /// Requests that were answered so far, of all producers.
    [[nodiscard]] std::uint64_t completed() const;
    /// About what a copy takes in memory.
    [[nodiscard]] std::size_t approximateBytes() const;
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

    /// Nodes in the order of the results: those of the scenario, each followed by its consumers or replicas.
    [[nodiscard]] std::vector<std::uint16_t> reportedNodes() const;
    [[nodiscard]] const std::vector<HopState>& hops() const { return m_hops; }
    [[nodiscard]] const ItemSlab& items() const { return m_items; }
    /// Consumers or replicas of a node, in the order of the scenario; nodes of the simulation.
    [[nodiscard]] const std::vector<std::uint16_t>& partsOf(std::uint16_t node) const;

    /// In the node of a sender: it is a hop, whose number follows.
    static constexpr std::uint32_t hopSender = 0x10000;

private:
    // What every event of a plain stage goes through is made one piece of code (flatten); what few need stays out of it (noinline, cold).
    friend class Audit;
    friend class PackedSimulation;
    using Answer = flow::Stage::Answer;
    enum class Sent : std::uint8_t { Gone, Held };
    using Loss = OutsideNotice::Loss;

    // simulation.cpp: time
    void handleNext(const Event& next);
    void handle(const Event& event);
    [[gnu::noinline]] void fetchAhead();
    [[gnu::cold, gnu::noinline]] void crossBoundary(Instant at);
    void planBoundary();
    void closeColumns();
    void beginWindow();
    void advanceAll();

    // simulation_setup.cpp: which nodes there are
    void configureAll();
    std::uint16_t join(const std::string& name, bool isProducer);
    std::uint16_t nodeFor(const Node& node);
    void overrideService(std::uint16_t node, std::size_t producer, const Distribution& service);
    void reconfigure(std::uint16_t node, std::shared_ptr<const Node> config);
    void retire(std::uint16_t node);
    void overrideServices();
    Exits makeExits(std::uint16_t from, const std::vector<Route>& routes);
    Way makeWay(std::uint16_t from, const Route& route);
    void addLinks(const Exits& exits, LinkTallies& links) const;
    void noteBlocking();
    std::uint64_t key(const std::string& name, Purpose purpose) const { return streamKey(m_seed, m_replication, name, purpose); }

    // simulation_fork.cpp: which draws the nodes have
    void keyProducer(ProducerState& producer, const std::string& name) const;
    void keyStage(StageState& stage, const std::string& name) const;
    std::uint64_t arrivalKey(std::uint16_t node) const;
    Draws lossDraws(const HopState& hop) const;
    void queueSaturatedAnew(std::uint16_t node);

    // simulation_configure.cpp: what the nodes are like
    void configureStage(std::uint16_t node, const StageNode& config);
    void configureExtras(std::uint16_t node, const StageNode& config);
    void configureShared(std::uint16_t node, bool shared);
    void weighReserved(std::uint16_t node);
    void configureWindow(std::uint16_t node, const StageNode& config);
    void configureScaling(std::uint16_t node, const StageNode& config);
    void configureSpeeds(std::uint16_t node, const StageNode& config);
    void configureChannel(std::uint16_t node, const ChannelNode& config);
    void configureBalancer(std::uint16_t node, const BalancerNode& config);
    void configureProducer(std::uint16_t node, const ProducerNode* before);
    void trackService(std::uint16_t node);
    void startSource(std::uint16_t node);
    void queueClients(std::uint16_t node);
    void purgeWaiting(std::uint16_t node, bool saturatedOnly);
    void purgeLine(flow::Ring<flow::Sender>& door, std::uint16_t node);
    std::uint16_t configurePart(std::uint16_t owner, std::size_t number, Role role, Node config);
    void purgeLine(flow::Ring<HeldSender>& held, std::uint16_t node, bool saturatedOnly, std::vector<flow::ItemHandle>& out);

    // simulation_stage.cpp: the way into, through and out of a stage
    Answer ask(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] Answer askSpecially(std::uint16_t node, flow::ItemHandle handle);
    bool admits(std::uint16_t node, std::int64_t bytes, std::int32_t priority) const;
    void enter(std::uint16_t node, flow::ItemHandle handle, Answer answer);
    void accept(std::uint16_t node, flow::ItemHandle handle, bool startsAtOnce);
    [[gnu::cold, gnu::noinline]] bool acceptSpecially(std::uint16_t node, flow::ItemHandle handle, bool startsAtOnce);
    void enqueue(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] void planPatience(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] void refuse(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void makeRoom(std::uint16_t node);
    void finishService(std::uint16_t node, flow::ItemHandle handle);
    void goOn(std::uint16_t node, flow::ItemHandle handle, Way way);
    void leave(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void leaveSpecially(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::flatten]] void startWaiting(StageState& stage, std::uint16_t node);
    void afterDeparture(std::uint16_t node);
    Way chooseWay(const Exits& exits, std::uint64_t routeKey, const Item& item) const;
    static void count(LinkTallies& links, Way way);
    void noteSwitch(std::uint16_t node, flow::WatermarkGate::Switch change);
    void log(LoggedEvent::Kind kind, std::uint16_t node, std::uint64_t item);

    // simulation_service.cpp: work
    void startService(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] bool startSpecially(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] bool reserveAhead(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] void beginReserved(std::uint16_t node, flow::ItemHandle handle);
    void work(std::uint16_t node, flow::ItemHandle handle);
    Duration drawService(std::uint16_t node, Item& item);
    [[gnu::cold, gnu::noinline]] bool drawFailure(std::uint16_t node, Item& item, Duration& service);
    [[gnu::cold, gnu::noinline]] void share(std::uint16_t node, flow::ItemHandle handle, Duration work);
    [[gnu::cold, gnu::noinline]] void planShared(std::uint16_t node);
    [[gnu::cold, gnu::noinline]] void finishShared(std::uint16_t node, std::uint8_t epoch, Instant due);
    [[gnu::flatten]] void endWork(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] std::optional<flow::ItemHandle> leastUrgent(const StageState& stage, std::int32_t than) const;
    [[gnu::cold, gnu::noinline]] void interrupt(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void pauseAll(std::uint16_t node);
    [[gnu::cold, gnu::noinline]] void pause(StageState& stage, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void resumeAll(std::uint16_t node);
    [[gnu::cold, gnu::noinline]] void giveUpHung(std::uint16_t node);
    [[gnu::noinline]] double takeWorker(std::uint16_t node, Item& item);
    [[gnu::noinline]] double speedOf(std::uint16_t node, const Item& item) const;
    static void freeWorker(StageState& stage, Item& item);
    [[gnu::noinline]] void addServing(StageState& stage, flow::ItemHandle handle);
    [[gnu::noinline]] void removeServing(StageState& stage, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void control(std::uint16_t node);
    [[gnu::cold, gnu::noinline]] void planControl(std::uint16_t node);
    void noteReplicas(StageExtras& extras) const;
    [[gnu::cold, gnu::noinline]] void controlWorkers(std::uint16_t node);
    void setWorkers(std::uint16_t node, std::int64_t limit);

    // simulation_settle.cpp: who moves when room, workers or the signal became free
    void markDirty(std::uint16_t node);
    void markHopDirty(std::uint16_t hop);
    [[gnu::noinline]] void settle();
    [[gnu::noinline]] void settleStage(std::uint16_t node);
    [[gnu::noinline]] bool admitFromDoor(std::uint16_t node);
    [[gnu::noinline]] bool admitHeld(std::uint16_t node);
    void passWithdrawn(flow::Ring<flow::Sender>& door, std::int64_t* bytes);
    [[gnu::noinline]] flow::ItemHandle takeFrom(const flow::Sender& sender, Way way);
    void afterTaking(const flow::Sender& sender);
    [[gnu::noinline]] void letGo(const HeldSender& sender);
    bool mayMove(const HeldSender& sender) const;

    // simulation_loss.cpp: items that do not get through
    [[gnu::cold, gnu::noinline]] void lose(std::uint16_t node, flow::ItemHandle handle, Loss loss, bool told);
    [[gnu::cold, gnu::noinline]] void runOutOfPatience(flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] bool expiresNow(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] void loseAttempt(flow::ItemHandle handle, bool told);
    [[gnu::cold, gnu::noinline]] bool callAgain(flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] bool repeats(flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void beginCall(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void endCall(flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void endCalls(flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void repeatCall(flow::ItemHandle handle);
    [[gnu::noinline]] void takeCredit(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void returnCredit(flow::ItemHandle handle, std::uint16_t until);
    [[gnu::cold, gnu::noinline]] void returnCreditOf(flow::ItemHandle handle, std::uint16_t window);
    std::uint32_t freeCredit(std::uint32_t credit);
    [[gnu::noinline]] void returnCredits(flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void endCopy(flow::ItemHandle handle, bool completed);

    // simulation_fanout.cpp: channels and balancers
    [[gnu::noinline]] Answer askChannel(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] Answer askBalancer(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] void spread(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] void noteRead(flow::ItemHandle copy);
    [[gnu::noinline]] void noteSlowest(std::uint16_t channel);
    [[gnu::cold, gnu::noinline]] void cutOff(std::uint16_t node);
    [[gnu::noinline]] void handOver(std::uint16_t node, flow::ItemHandle handle, int replica, Answer answer);
    [[gnu::noinline]] void noteRefusedBy(std::uint16_t replica);
    [[gnu::noinline]] void drainBalancer(std::uint16_t node);
    [[gnu::noinline]] void leaveOuter(std::uint16_t replica, flow::ItemHandle handle);
    [[gnu::noinline]] void loseOuter(std::uint16_t replica, flow::ItemHandle handle, Loss loss);
    std::uint64_t clientOf(const Item& item) const { return std::uint64_t{item.producer} << 32 | item.client; }
    std::uint64_t connectionOf(const Item& item) const;

    // simulation_hop.cpp: wires and their buffers
    bool hopHasRoom(const HopState& hop, std::int64_t bytes) const;
    [[gnu::noinline]] void enterHop(std::uint16_t hop, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void pumpHop(std::uint16_t hop);
    void deliver(std::uint16_t hop);
    void transmit(std::uint16_t hop);
    bool admitToHop(std::uint16_t hop);
    [[gnu::cold, gnu::noinline]] void hopSent(std::uint16_t hop);
    [[gnu::cold, gnu::noinline]] void hopArrives(std::uint16_t hop, flow::ItemHandle handle);
    [[gnu::cold, gnu::noinline]] void controlHop(std::uint16_t hop);
    void advanceHop(HopState& hop) const;
    HopResult hopResult(const HopState& hop, Duration span) const;
    void configureHop(std::uint16_t hop, const Hop& config);

    // simulation_producer.cpp: sources and their items
    flow::ItemHandle makeItem(std::uint16_t node, Instant created);
    bool spent(std::uint16_t node) const;
    Item nextOf(std::uint16_t node) const;
    [[gnu::cold, gnu::noinline]] std::uint32_t drawClient(std::uint16_t node, std::uint64_t identity) const;
    void planArrival(std::uint16_t node, Instant from);
    [[gnu::flatten]] void arrive(std::uint16_t node);
    void produce(std::uint16_t node, std::int64_t items);
    [[gnu::cold, gnu::noinline]] bool wholeBatchFits(std::uint16_t node, std::int64_t items);
    Sent send(std::uint16_t node, flow::ItemHandle handle);
    bool holdsBack(const Item& item) const;
    bool pressesShedder(const Item& item) const;
    bool dispatch(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] void hold(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] void shed(std::uint16_t node, flow::ItemHandle handle);
    [[gnu::noinline]] void releaseSource(std::uint16_t node);
    [[gnu::noinline]] void queueSaturated(std::uint16_t node);
    void wakeTargets(const Exits& exits);
    [[gnu::noinline]] void noteHolding(ProducerState& producer, std::int64_t heldMore, std::int64_t parkedMore) const;
    [[gnu::noinline]] void endRequest(std::uint16_t node, bool ofUser, bool refused);
    [[gnu::noinline]] void userThinks(std::uint16_t node, bool refused);
    [[gnu::noinline]] void userSends(std::uint16_t node);
    Duration pauseAfterRefusal() const;
    [[gnu::cold, gnu::noinline]] void pauseSaturated(std::uint16_t node);

    // simulation_outside.cpp: items and work from outside
    [[gnu::cold, gnu::noinline]] void notice(OutsideNotice::Kind kind, const Item& item, std::uint16_t node);
    [[gnu::cold, gnu::noinline]] void loseOutside(flow::ItemHandle handle);
    flow::ItemHandle makeOutside(std::uint16_t producer, const OutsideItem& from);
    [[nodiscard]] bool isThere(OutsideRef ref) const;
    [[gnu::cold, gnu::noinline]] void handOut(std::uint16_t node, flow::ItemHandle handle, Duration service);

    // simulation_request.cpp: attempts of a request
    void countSent(const Item& item);
    [[gnu::noinline]] void promiseTimeout(std::uint16_t node, flow::ItemHandle handle, Duration timeout);
    [[gnu::noinline]] void planTimeout(std::uint16_t node);
    [[gnu::noinline]] void timeOut(std::uint16_t node);
    [[gnu::cold, gnu::noinline]] void giveUp(flow::ItemHandle handle);
    void withdraw(const Item& item);
    [[gnu::cold, gnu::noinline]] void failAttempt(flow::ItemHandle handle, bool refused);
    bool mayRetry(std::uint16_t node, const Item& failed);
    [[gnu::noinline]] void endAttempt(const Item& item, bool completed);
    [[gnu::noinline]] void loseRequest(std::uint16_t node, const Item& item, bool refused);
    void completeRequest(flow::ItemHandle handle);

    /// More stages than that are more than a processor keeps near.
    static constexpr std::size_t manyStages = 64;
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
    bool m_patience = false; ///< some producer's items have one
    Instant m_windowBegin;
    EventHeap m_heap;
    ItemSlab m_items;
    std::vector<SimNode> m_nodes;
    std::vector<StageState, LargeAllocator<StageState>> m_stages;
    std::vector<ProducerState> m_producers;
    std::vector<HopState> m_hops;
    std::vector<std::uint16_t> m_nodeOfScenario;
    std::vector<std::uint16_t> m_dirty; ///< stages at which room or workers became free
    std::vector<std::uint16_t> m_dirtyHops;
    struct Credit
    {
        std::uint16_t window; ///< the stage whose window it belongs to
        std::uint16_t until;
        std::uint32_t next;
    };
    std::vector<Credit> m_credits; ///< that items hold, in lists
    struct Call
    {
        std::uint16_t caller; ///< the stage that makes it, and makes it again
        std::uint32_t calls;  ///< that it has made
        Duration backoff;     ///< before the latest
        std::uint32_t outer;  ///< the call that the caller itself answers
    };
    std::vector<Call> m_calls; ///< that items answer, in lists
    std::uint32_t m_freeCall = Item::noCall;
    std::uint32_t m_freeCredit = Item::noCredit;
    flow::Refusal m_refusal;       ///< why the latest answer was Refuse
    int m_chosen = -1;             ///< the replica that a balancer's latest answer speaks of
    Answer m_chosenAnswer = Answer::Start;
    bool m_turnedAway = false;     ///< what is lost now was not lost for want of room
    bool m_droppedOnArrival = false; ///< by active queue management
    bool m_refuseBatch = false;    ///< what is sent now belongs to a batch for which there is no room
    std::uint64_t m_events = 0;
    std::uint64_t m_completed = 0;
    Instant m_standstillAt = Instant::min(); ///< for detecting that time stands still
    std::string m_trouble;
    EventLog* m_log = nullptr;
    OutsideNotices* m_outside = nullptr;
    Loss m_lostBy = Loss::Dropped; ///< how the item is lost that is lost now
};

} // namespace highwater

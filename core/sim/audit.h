// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/simulation.h"

#include <cstdint>
#include <string>
#include <vector>

namespace highwater {

/// What is wrong inside a simulation between two events: the first contradiction, for a person; empty when there is none. Costs as much as
/// there are slots of items and nodes: for tests.
///
/// Every item is in exactly one place, and the lines, lists and counts agree with it; nothing is lost at a node or end to end; what was
/// promised, lent or sent is held by somebody; signals stand as their levels say; and nobody waits who could move.
std::string auditOf(const Simulation& simulation);

/// One look at one simulation.
class Audit
{
public:
    explicit Audit(const Simulation& simulation);
    std::string fault();

private:
    /// What the items say of a stage.
    struct StageCount
    {
        std::int64_t waiting = 0, serving = 0, shared = 0, hung = 0, paused = 0;
        std::int64_t reserving = 0, blocked = 0, spread = 0, inPool = 0;
        std::int64_t promised = 0, promisedWeight = 0, credits = 0, workers = 0;
        std::vector<std::int64_t> inPart; ///< of a balancer: by replica
    };
    /// What the items say of a producer.
    struct ProducerCount
    {
        std::int64_t held = 0, parked = 0, users = 0, underWay = 0, promisedTimeouts = 0, saturated = 0;
        std::vector<std::int64_t> clients;
    };

    // audit_lines.cpp: who stands where
    void walkStages();
    void walkQueue(std::uint16_t node, const StageState& stage);
    void walkWorkers(std::uint16_t node, const StageState& stage);
    void walkDoor(std::uint16_t node, const flow::Ring<flow::Sender>& door, std::uint16_t hop);
    void walkHeld(std::uint16_t node, const flow::Ring<HeldSender>& held, std::uint16_t hop);
    void walkHops();
    void walkRing(std::uint16_t hop, const flow::Ring<flow::ItemHandle>& ring, std::int64_t& bytes);
    void see(std::uint16_t node, flow::ItemHandle handle, const char* where);
    void checkHop(std::uint16_t hop);

    // audit.cpp: what they add up to
    void walkItems();
    void countAtStage(const Item& item, std::uint8_t seen);
    void countForProducer(const Item& item);
    void countFamily(flow::ItemHandle handle);
    void checkFamilies();
    void checkStage(std::uint16_t node);
    void checkQueue(std::uint16_t node);
    void checkWakeUps(std::uint16_t node);
    void checkChannel(std::uint16_t node);
    void checkBalancer(std::uint16_t node);
    void checkProducer(std::uint16_t node);
    void checkTimeouts(std::uint16_t node);

    [[nodiscard]] const Item& item(flow::ItemHandle handle) const { return m_sim.m_items[handle]; }
    [[nodiscard]] const StageState& stage(std::uint16_t node) const { return m_sim.m_stages[m_sim.m_nodes[node].index]; }
    StageCount& at(std::uint16_t node) { return m_stages[m_sim.m_nodes[node].index]; }
    [[nodiscard]] static bool isInStage(const Item& item);
    void blame(std::uint16_t node, const std::string& what);
    void expect(bool good, std::uint16_t node, const char* what);
    void expectEqual(std::int64_t found, std::int64_t wanted, std::uint16_t node, const char* what);

    const Simulation& m_sim;
    std::string m_fault;
    std::vector<std::uint8_t> m_seen;    ///< by slot: in how many lines the item stands
    std::vector<std::uint32_t> m_copies; ///< by slot: copies that name it as their parent
    std::vector<std::uint32_t> m_readers;
    bool m_families = false;
    std::vector<StageCount> m_stages;
    std::vector<ProducerCount> m_producers;
};

} // namespace highwater

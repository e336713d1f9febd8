// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace highwater::analysis {

/// The items of one producer at one stage.
struct ItemClass
{
    int producer = 0;   ///< index into Scenario::nodes
    double rate = 0;    ///< visits per second, as if nothing were lost; of a closed or saturated producer: visits per item
    int priority = 0;
    Distribution service;
    std::optional<Distribution> patience; ///< a deadline of its own that starts at this stage counts as a constant one
    bool operator==(const ItemClass&) const = default;
};

/// What comes to one stage, as theory sees it.
struct StageFlow
{
    int node = 0; ///< index into Scenario::nodes
    const StageNode* stage = nullptr;
    std::vector<ItemClass> classes;         ///< those with a rate above 0
    double rate = 0;                        ///< of all of them
    std::optional<std::int64_t> servers;    ///< absent: one for everybody
    std::optional<std::int64_t> room;       ///< waiting and in service; absent: no bound
    bool direct = false;                    ///< everything comes from producers
    bool poisson = false;                   ///< as a Poisson process, or as in a network of product form
    bool heeded = false;                    ///< some producer waits, or throws items away, while the signal is pressed
    std::string obstacle;                   ///< why no closed form applies; empty when nothing speaks against one
    [[nodiscard]] bool loses() const;       ///< not every item leaves it completed
    [[nodiscard]] bool sameService() const; ///< of all classes
    [[nodiscard]] bool isLast() const;      ///< nothing goes on from here
};

/// A scenario as a network of queues with open arrivals.
struct NetworkFlow
{
    std::string obstacle; ///< that concerns everything: "the schedule changes ..."
    std::vector<StageFlow> stages;
    std::vector<std::vector<double>> routing; ///< probabilities from stage to stage, by place in stages
    double offered = 0;                       ///< items per second from all producers
    [[nodiscard]] std::optional<std::size_t> find(int node) const;
};

/// The scenario outlives the flow.
NetworkFlow flowOf(const Scenario& scenario);

/// What keeps a producer's items from being a stationary stream that minds nobody; empty when nothing does. Its arrivals are not looked at.
std::string obstacleOf(const ProducerNode& producer, const std::string& name);
/// What keeps a stage from being a queue of theory, whatever comes to it; empty when nothing does. Bounds are not looked at.
std::string obstacleOf(const StageNode& stage);

} // namespace highwater::analysis

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/advice_watch.h"

namespace highwater {

/// A figure of a watch that a change is judged by.
struct AdviceFigure
{
    enum class Kind : std::uint8_t {
        Completed,    ///< answered in time, of the part of the scenario that the node belongs to; per second
        EndToEndP99,  ///< of that part
        EndToEndLoss, ///< of that part
        CompletedOthers, ///< Completed without one client: node is its producer
        Throughput,   ///< of a node
        P99,          ///< time in a node
        NodeLoss,     ///< share of what a node was offered
        Switches,     ///< of a node's signal, per minute
        Blocked,      ///< share of worker time
        Starved,
        Dead,
        Retries,      ///< of a producer, per second
        Workers       ///< of a node
    };
    Kind kind = Kind::Completed;
    std::string node;
    std::size_t client = 0; ///< CompletedOthers only

    [[nodiscard]] std::optional<double> of(const Watch& watch) const;
    [[nodiscard]] std::string name() const;
    [[nodiscard]] Effect::Unit unit() const;
    [[nodiscard]] bool moreIsBetter() const;
    bool operator==(const AdviceFigure&) const = default;
};

/// When a change counts as a help: one of the goals is met, and nothing of the rest becomes worse.
struct Aim
{
    struct Goal
    {
        AdviceFigure figure;
        double part = 0.1; ///< by which it must become better, of what it was
    };
    std::string node;            ///< whose p99 and losses are looked after, and those of its part of the scenario
    std::vector<Goal> goals;     ///< any of them is enough
    double fewerCompleted = 0.01; ///< part of what is completed that may be lost; what chance takes is allowed in any case
    double longerP99 = 0.1;       ///< part by which the p99 from end to end and of the node may become longer
    double moreLost = 0.005;      ///< by which the share that is lost may grow
};

/// Whether the change helps.
bool helps(const Aim& aim, const Watch& before, const Watch& after);
/// The figures of the goals, then the others that an aim looks after, without those that did not move.
std::vector<Effect> effectsOf(const Aim& aim, const Watch& before, const Watch& after);
/// At most three of them in one sentence about a node, whose name is left out.
std::string sentenceOf(const std::vector<Effect>& effects, const std::string& node);

} // namespace highwater

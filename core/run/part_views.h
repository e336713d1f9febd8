// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "sim/simulation.h"

#include <optional>

namespace highwater {

/// The parts of a view that only some nodes have. All are asked by the engine's thread while the simulation stands still.

/// Refusals, outages, reservations, credits, limits, scaling and the time of workers of a stage.
void fillStage(const Simulation& simulation, const StageState& stage, NodeView& view);
void fillConsumers(const Simulation& simulation, const SimNode& node, Duration window, NodeView& view);
void fillReplicas(const Simulation& simulation, const SimNode& node, Duration window, NodeView& view);
void fillClients(const ProducerNode& config, const ProducerState& producer, NodeView& view);
/// The clients with most requests under way, and the hostile one; null when there is a single one.
std::shared_ptr<const std::vector<ClientView>> clientsOf(const ProducerState& producer);
std::shared_ptr<const SpreadsView> spreadsOf(const StageState& stage);
HopView hopView(const HopState& hop);

/// Completed visits per second over the latest columns of a series that a window covers.
double completedRate(const Series& series, Duration window);

} // namespace highwater

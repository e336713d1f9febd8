// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"

#include <memory>
#include <string>

namespace highwater {

/// The producer in whose name clients come that the scenario does not know; "external", or with a number when a node has that name.
std::string externalName(const Scenario& scenario);

/// The scenario as the engine of a live run has it: its producers make nothing themselves, since real clients come in their name and do the
/// retries and timeouts; and one more producer, the last node, stands for the clients from outside.
std::shared_ptr<const Scenario> liveScenario(const Scenario& scenario);

/// Index of the stage that POSTs enter: that of "into", else the first node that is not a producer.
int entryOf(const Scenario& scenario, const std::optional<int>& into);

} // namespace highwater

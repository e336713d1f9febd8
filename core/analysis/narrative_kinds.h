// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/narrative.h"

#include <string>
#include <vector>

namespace highwater {

/// Fills in sentence and hint for a channel that neither blocks nor loses; waiting: names of those that it holds back.
void tellChannel(Narrative& told, const NodeView& view, const std::vector<std::string>& waiting);
/// The same for a balancer.
void tellBalancer(Narrative& told, const NodeView& view, const BalancerNode& balancer,
                  const std::vector<std::string>& waiting);

/// What bounds the level of a node that takes items: the queue of a stage, the slowest reader's buffer and the marks of
/// a channel, nothing for a balancer, whose own queue has no end.
flow::QueuePolicy boundsOf(const Node& node, const NodeView& view);
/// What to do about a node that everything waits for: "add a consumer (C)", "raise its number of replicas".
std::string remedyFor(const Node& node);

} // namespace highwater

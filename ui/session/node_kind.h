// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "scenario/scenario.h"

#include <QStringView>

#include <vector>

namespace highwater {

NodeKind kindOf(const Node& node);
/// Of a view whose makers may have said no more than whether it is a producer.
NodeKind kindOf(const NodeView& view);
/// "producer", "stage", "channel", "balancer": the name of its icon, and the word for it.
QStringView nameOf(NodeKind kind);
/// Every way out of a node; a channel has those of all its consumers, and a node without ways leads to the exit.
std::vector<Route> routesOf(const Node& node);

} // namespace highwater

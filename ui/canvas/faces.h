// SPDX-License-Identifier: GPL-3.0-or-later
// What each kind of node says and shows; node_face.h chooses among them. One file for each kind.
#pragma once

#include "canvas/node_face.h"

namespace highwater {

NodeWords producerWords(const NodeView& view, const ProducerNode& producer);
NodeWords stageWords(const Snapshot& snapshot, const NodeView& view, const StageNode& stage);
NodeWords channelWords(const NodeView& view);
NodeWords balancerWords(const NodeView& view, const BalancerNode& balancer);

void shapeProducer(NodeShape& shape, const NodeView& view, const ProducerNode& producer);
/// scale: the level that fills a gauge of that many pixels.
void shapeStage(NodeShape& shape, const NodeView& view, const StageNode& stage, int gaugeWidth, double scale);
void shapeChannel(NodeShape& shape, const NodeView& view, const ChannelNode& channel, int gaugeWidth, double scale);
void shapeBalancer(NodeShape& shape, const NodeView& view, const BalancerNode& balancer, int gaugeWidth, double scale);

/// "refuses 160/s: token bucket", "drops 30/s: codel", "12/s fail in service".
QString lossLine(const NodeView& view, const flow::QueuePolicy& queue);
/// The consumer that determines the pressure of a channel; nothing when all are killed.
const ConsumerView* slowestOf(const NodeView& view);
/// Whole pixels of a part of a gauge; something that is not 0 has one at least.
int pixelsOf(double level, double scale, int width);

} // namespace highwater

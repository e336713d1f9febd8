// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QString>

#include <cstdint>
#include <optional>

namespace highwater {

/// A link's pressure: the state of its target as its source feels it.
enum class LinkState : std::uint8_t { Idle, Flowing, Filling, Pressed, Blocked, Dropped };
inline constexpr std::size_t linkStateCount = 6;

/// What is drawn in the background for a link; it is painted again only when one of these differs.
struct LinkFace
{
    LinkState state = LinkState::Idle;
    double width = 1; ///< logical pixels
    bool operator==(const LinkFace&) const = default;
};

/// Senders that stand before a gate.
struct Queueing
{
    std::int64_t count = 0;
    Duration longest{};
};

/// from, to: indices into the snapshot's nodes; to absent: the exit. rate: items per second along the link.
LinkState linkStateOf(const Snapshot& snapshot, int from, std::optional<int> to, double rate);
Queueing queueingAt(const Snapshot& snapshot, int from, std::optional<int> to);
/// 1.5 to 8 logical pixels, by the logarithm of the flow; 1 when nothing flows.
double linkWidth(double rate);
/// Keeps the width as it was while it is off by less than half a pixel: the background is not painted for noise.
double steadyWidth(double wanted, double before);

Token tokenOf(LinkState state);
QString wordOf(LinkState state);
QStringView iconOf(LinkState state); ///< for paintIcon()

/// Line, chevrons and gate of a link. slim: a line of 1 px without chevrons and gate. hidden: the part of its length up
/// to which a card lies on it.
void paintLink(QPainter& painter, const Theme& theme, const QPainterPath& path, const LinkFace& face, bool slim,
               double hidden = 0);
/// Where the gate of a link stands: its first bar, before the target.
QPointF gateOf(const QPainterPath& path);

} // namespace highwater

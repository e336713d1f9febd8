// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/link_face.h"

#include "theme/picture_words.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double gateDistance = 10; ///< from the target to the middle of the gate's bar
constexpr double gateStep = 5;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Lengths of dash and gap in logical pixels; both 0: solid.
struct Dashes
{
    double dash = 0;
    double gap = 0;
};

Dashes dashesOf(LinkState state)
{
    switch (state) {
    case LinkState::Pressed:
        return {10, 4};
    case LinkState::Blocked:
        return {3, 5};
    case LinkState::Dropped:
        return {2, 4};
    case LinkState::Idle:
        return {1, 5};
    case LinkState::Flowing:
    case LinkState::Filling:
        break;
    }
    return {};
}

void paintChevrons(QPainter& painter, const QPainterPath& path, double hidden, double width, const QColor& color)
{
    painter.setPen(QPen(color, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double half = width / 2 + 3;
    for (const double place : {0.35, 0.5, 0.65}) {
        const double part = hidden + (1 - hidden) * place;
        painter.save();
        painter.translate(path.pointAtPercent(part));
        painter.rotate(-path.angleAtPercent(part));
        painter.drawPolyline(QPolygonF{{-3, -half}, {1, 0}, {-3, half}});
        painter.restore();
    }
}

/// A pattern needs some body to be told from the next one, however little flows; and its dots must not grow into bars.
double drawnWidth(const LinkFace& face)
{
    switch (face.state) {
    case LinkState::Pressed:
        return std::max(3.0, face.width);
    case LinkState::Blocked:
    case LinkState::Dropped:
        return std::clamp(face.width, 3.0, 4.0);
    case LinkState::Idle:
    case LinkState::Flowing:
    case LinkState::Filling:
        break;
    }
    return face.width;
}

bool obeys(const Snapshot& snapshot, int from)
{
    const auto* producer = snapshot.scenario->nodes[at(from)].producer();
    return !producer || producer->onPressure != flow::OnPressure::Ignore;
}

/// Whether the item that the source cannot get rid of is for this target.
bool isStuckBefore(const NodeView& source, int to, const NodeView& target)
{
    if (source.waitsFor && *source.waitsFor != to)
        return false;
    if (source.isProducer)
        return source.atDoor > 0 && target.parked > 0;
    return source.blocked > 0;
}

/// Readers of a channel that hold an item for this target; absent: the source is no channel.
std::optional<std::int64_t> blockedReaders(const Snapshot& snapshot, int from, int to)
{
    const auto* channel = snapshot.scenario->nodes[at(from)].channel();
    if (!channel)
        return std::nullopt;
    const auto& readers = snapshot.nodes[at(from)].consumers;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < std::min(readers.size(), channel->consumers.size()); ++i) {
        const auto& routes = channel->consumers[i].to;
        const bool leads =
            std::any_of(routes.begin(), routes.end(), [&](const Route& route) { return route.node == to; });
        count += readers[i].blocked && leads ? 1 : 0;
    }
    return count;
}

const HopView* hopBetween(const Snapshot& snapshot, int from, std::optional<int> to)
{
    const auto link = std::find_if(snapshot.links.begin(), snapshot.links.end(), [&](const LinkView& candidate) {
        return candidate.from == from && candidate.to == to && candidate.hop;
    });
    return link == snapshot.links.end() ? nullptr : &*link->hop;
}

bool receiverIsFull(const HopView& hop)
{
    return hop.receiveBuffer && hop.receiveBytes >= *hop.receiveBuffer;
}

} // namespace

LinkState linkStateOf(const Snapshot& snapshot, int from, std::optional<int> to, double rate)
{
    const LinkState flow = rate > 0 ? LinkState::Flowing : LinkState::Idle;
    const HopView* hop = hopBetween(snapshot, from, to);
    if (hop && (hop->senderWaits || hop->down))
        return LinkState::Blocked;
    if (!to)
        return flow;
    const NodeView& source = snapshot.nodes[at(from)];
    const NodeView& target = snapshot.nodes[at(*to)];
    const auto readers = blockedReaders(snapshot, from, *to);
    if (readers ? *readers > 0 : isStuckBefore(source, *to, target))
        return LinkState::Blocked;
    if (hop && receiverIsFull(*hop))
        return LinkState::Pressed;
    const bool heldBack =
        source.isProducer && source.state == NodeState::Waiting && source.waitsFor.value_or(*to) == *to;
    const bool sourceObeys = obeys(snapshot, from);
    if (heldBack || (source.isProducer && target.pressed && sourceObeys))
        return LinkState::Pressed;
    if (target.state == NodeState::Dropping && target.refusedRate > 0)
        return LinkState::Dropped;
    return rate > 0 && sourceObeys && target.state == NodeState::Filling ? LinkState::Filling : flow;
}

Queueing queueingAt(const Snapshot& snapshot, int from, std::optional<int> to)
{
    if (!to)
        return {};
    const NodeView& source = snapshot.nodes[at(from)];
    const NodeView& target = snapshot.nodes[at(*to)];
    if (const auto readers = blockedReaders(snapshot, from, *to))
        return {*readers, *readers > 0 ? target.longestParked : Duration::zero()};
    if (source.waitsFor.value_or(*to) != *to)
        return {};
    if (!source.isProducer)
        return {source.blocked, source.blocked > 0 ? target.longestParked : Duration::zero()};
    Duration longest{};
    if (source.atDoor > 0)
        longest = target.longestParked;
    if (source.held > 0)
        longest = std::max(longest, source.inState);
    return {source.held + source.atDoor, longest};
}

double linkWidth(double rate)
{
    return rate > 0 ? std::clamp(1.5 + 1.3 * std::log2(1 + rate / 60), 1.5, 8.0) : 1.0;
}

double steadyWidth(double wanted, double before)
{
    const bool startsOrStops = (wanted > 1) != (before > 1);
    return startsOrStops || std::abs(wanted - before) >= 0.5 ? wanted : before;
}

Token tokenOf(LinkState state)
{
    switch (state) {
    case LinkState::Flowing:
        return Token::Flowing;
    case LinkState::Filling:
        return Token::Filling;
    case LinkState::Pressed:
        return Token::Pressed;
    case LinkState::Blocked:
        return Token::Blocked;
    case LinkState::Dropped:
        return Token::Dropped;
    case LinkState::Idle:
        break;
    }
    return Token::Idle;
}

QString wordOf(LinkState state)
{
    switch (state) {
    case LinkState::Flowing:
        return Painted::tr("flowing");
    case LinkState::Filling:
        return Painted::tr("filling");
    case LinkState::Pressed:
        return Painted::tr("pressed");
    case LinkState::Blocked:
        return Painted::tr("blocked");
    case LinkState::Dropped:
        return Painted::tr("dropped");
    case LinkState::Idle:
        break;
    }
    return Painted::tr("idle");
}

QStringView iconOf(LinkState state)
{
    switch (state) {
    case LinkState::Flowing:
        return u"flowing";
    case LinkState::Filling:
        return u"filling";
    case LinkState::Pressed:
        return u"pressed";
    case LinkState::Blocked:
        return u"blocked";
    case LinkState::Dropped:
        return u"dropped";
    case LinkState::Idle:
        break;
    }
    return u"idle";
}

QPointF gateOf(const QPainterPath& path)
{
    // Links arrive horizontally, so that a step back from the end stays on the line.
    return path.currentPosition() - QPointF(gateDistance, 0);
}

void paintLink(QPainter& painter, const Theme& theme, const QPainterPath& path, const LinkFace& face, bool slim,
               double hidden)
{
    const QColor color = theme.color(tokenOf(face.state));
    const double width = slim ? 1.0 : drawnWidth(face);
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    if (const Dashes dashes = dashesOf(face.state); dashes.dash > 0) {
        // Qt counts dashes in widths of the pen.
        pen.setDashPattern({dashes.dash / width, dashes.gap / width});
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    painter.drawPath(path);
    if (slim)
        return;
    if (face.state == LinkState::Filling)
        paintChevrons(painter, path, hidden, width, theme.color(Token::Text));
    const QPointF gate = gateOf(path);
    const auto bar = [&](double x) {
        painter.fillRect(QRectF(std::round(x - 1.5), std::round(gate.y() - 8), 3, 16), color);
    };
    if (face.state == LinkState::Pressed || face.state == LinkState::Blocked)
        bar(gate.x());
    if (face.state == LinkState::Blocked)
        bar(gate.x() - gateStep);
}

} // namespace highwater

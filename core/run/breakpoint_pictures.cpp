// SPDX-License-Identifier: GPL-3.0-or-later
// Breakpoints of what has only pictures: the recording of a measured run.
#include "run/breakpoint.h"
#include "run/breakpoint_words.h"
#include "run/snapshot.h"

#include <algorithm>
#include <utility>

namespace highwater {

Result<void> Breakpoint::fitsPictures(const Snapshot& picture) const
{
    if (m_scope == Scope::Time) {
        return {};
    }
    if (m_test == Test::Grows || m_test == Test::Begins) {
        return failure(Errc::Unsupported, m_text,
                       "a recording of a measured run has pictures, not events: what happens between two of them cannot be found; "
                       "ask for a time or a figure, such as \"time >= 30s\" or \"api.depth > 500\"");
    }
    const auto named = [this](const NodeView& node) { return node.name == m_name; };
    if (m_scope == Scope::Node && std::none_of(picture.nodes.begin(), picture.nodes.end(), named)) {
        return failure(Errc::NotFound, m_text, "the recording has no figures of \"" + m_name + "\"");
    }
    return {};
}

bool Breakpoint::watches(const NodeView& node) const
{
    switch (m_scope) {
    case Scope::Time:
    case Scope::EndToEnd:
        return false;
    case Scope::Node:
        return !node.retired && node.name == m_name;
    case Scope::AnyProducer:
        return !node.retired && node.isProducer;
    case Scope::AnyStage:
        return !node.retired && !node.isProducer;
    case Scope::AnyNode:
        break;
    }
    return !node.retired && BreakpointWords::has(m_quantity, node.isProducer);
}

/// The same figure as that of a simulation.
std::int64_t Breakpoint::valueOf(const NodeView& node) const
{
    const Counters& totals = node.totals; // of a producer: accepted = sent, dropped = lost, refused = shed
    switch (m_quantity) {
    case Quantity::Sent:
        return static_cast<std::int64_t>(totals.accepted);
    case Quantity::Lost:
        return static_cast<std::int64_t>(totals.dropped);
    case Quantity::Shed:
        return static_cast<std::int64_t>(totals.refused);
    case Quantity::Depth:
        return node.level;
    case Quantity::Waiting:
        return node.waiting;
    case Quantity::Busy:
        return node.busy;
    case Quantity::BlockedWorkers:
        return node.blocked;
    case Quantity::Parked:
        return node.isProducer ? node.atDoor : node.parked;
    case Quantity::Held:
        return node.held;
    case Quantity::Thinking:
        return node.thinking;
    default:
        return totalOf(totals);
    }
}

std::vector<Breakpoint::Pictured> Breakpoint::seenIn(const Snapshot& picture, Instant now) const
{
    std::vector<Pictured> seen;
    const auto add = [this, &seen](const std::string& name, std::int64_t value) { seen.push_back({name, holds(value), value}); };
    if (m_scope == Scope::Time) {
        add({}, now.time_since_epoch().count());
    } else if (m_scope == Scope::EndToEnd) {
        std::int64_t sum = 0;
        for (const NodeView& node : picture.nodes) {
            sum += node.isProducer ? valueOf(node) : 0;
        }
        add({}, sum);
    }
    for (const NodeView& node : picture.nodes) {
        if (watches(node)) {
            add(node.name, valueOf(node));
        }
    }
    return seen;
}

void Breakpoint::arm(const Snapshot& picture, Instant now)
{
    m_pictured = seenIn(picture, now);
    m_hitAt.reset();
}

bool Breakpoint::hit(const Snapshot& picture, Instant now)
{
    const auto before = std::exchange(m_pictured, seenIn(picture, now));
    for (const Pictured& each : m_pictured) {
        const auto same = std::find_if(before.begin(), before.end(), [&each](const Pictured& other) { return other.name == each.name; });
        // One that has joined: how it stands is no news.
        if (!each.held || same == before.end() || same->held) {
            continue;
        }
        m_hitAt = now;
        m_hitValue = each.value;
        m_hitName = each.name;
        return true;
    }
    return false;
}

} // namespace highwater

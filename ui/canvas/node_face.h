// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "theme/icons.h"

#include <QString>

#include <optional>

namespace highwater {

/// The text of a node's card. It changes at most ten times a second, so that it can be read.
struct NodeWords
{
    QString rate;      ///< producer: what it sends; stage: what it completes
    QString note;      ///< producer: what it wants beyond that; may be empty
    QString depth;     ///< stage: the level
    QString capacity;  ///< stage: "/ 1 000"
    QString age;       ///< stage: "oldest 809 ms"
    QString servers;   ///< stage without a limit of workers: instead of the slots; else empty
    QString line;      ///< the last line
    QString shortLine; ///< the same where there is less room
    QString sentence;  ///< all of it for a tool tip and for a screen reader
    bool operator==(const NodeWords&) const = default;
};
NodeWords wordsOf(const Snapshot& snapshot, int node);

/// A node's gauge and slots in whole pixels and whole workers; a card is painted again only when one of these differs.
struct NodeShape
{
    Token state = Token::Idle; ///< of outline and bar
    Token fillToken = Token::Idle;
    bool outlined = false; ///< the outline carries the state: something holds or loses items here
    int fill = 0;          ///< pixels of a gauge of the given width
    int high = -1;         ///< -1: no such mark
    int low = -1;
    int forecast = -1; ///< the level in one second; -1: where it is now
    bool bounded = true;
    std::int64_t workers = 0; ///< 0: no limit
    std::int64_t busy = 0;
    std::int64_t blocked = 0;
    bool operator==(const NodeShape&) const = default;
};
/// scale: the level that fills the gauge, for a queue without a capacity; see gaugeScale().
NodeShape shapeOf(const Snapshot& snapshot, int node, int gaugeWidth, double scale);

/// What the gauge of a queue spans: its capacity, or for an unlimited one a round number above the level and the high
/// mark. It grows at once and shrinks only when the level has fallen below a fifth, so that the gauge does not pump.
double gaugeScale(const NodeView& view, const flow::QueuePolicy& queue, double scaleBefore);

/// A state that was shown stays for 250 ms, so that a short one can be read.
class HeldLook
{
public:
    /// now in milliseconds of any clock that does not go back.
    const StateLook& update(const StateLook& look, qint64 now);
    [[nodiscard]] bool isBehind() const { return m_behind; } ///< the shown state is not the newest one

private:
    std::optional<StateLook> m_shown;
    qint64 m_since = 0;
    bool m_behind = false;
};

/// Text of units/display.h for Qt; a rate keeps its unit at zero: "0/s".
QString rateText(double perSecond);
QString durationText(double seconds);
QString countText(std::int64_t count);
QString nodeName(const Snapshot& snapshot, int node);

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "theme/icons.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace highwater {

/// The text of one reader of a channel.
struct RowWords
{
    QString name;
    QString lag; ///< its age behind the newest item, or what is the matter with it: "killed", "blocked"
    bool operator==(const RowWords&) const = default;
};

/// The text of a node's card. It changes at most ten times a second, so that it can be read.
struct NodeWords
{
    QString rate;      ///< producer: what it sends; others: what they complete
    QString note;      ///< producer: what it wants beyond that; may be empty
    QString depth;     ///< stage: the level; channel: the longest lag; balancer: "3 / 5" replicas
    QString capacity;  ///< stage: "/ 1 000"
    QString age;       ///< stage: "oldest 809 ms"
    QString servers;   ///< stage: instead of slots, where they cannot be shown; else empty
    QString line;      ///< the last line; of a balancer the first of two
    QString shortLine; ///< the same where there is less room; of a balancer the second one
    QStringList
        extras; ///< stage: what is said before the last line as far as there is room: "2 of 8 hang", "5 of 8 credits"
    std::vector<RowWords> rows; ///< channel: one for each consumer that is shown
    QString more;               ///< channel: "and 7 more"; empty: all are shown
    QString sentence;           ///< all of it for a tool tip and for a screen reader
    bool operator==(const NodeWords&) const = default;
};
NodeWords wordsOf(const Snapshot& snapshot, int node);

/// The line of one reader of a channel.
struct LagBar
{
    int lag = 0; ///< pixels behind the newest item
    Token token = Token::Flowing;
    bool killed = false;
    bool blocked = false;
    bool operator==(const LagBar&) const = default;
};

/// One stage of a pool.
struct ReplicaBar
{
    ReplicaView::State state = ReplicaView::State::Running;
    int fill = 0; ///< pixels of gaugeWidth()
    Token token = Token::Flowing;
    int starts = 0; ///< while Starting: sixteenths of the start delay that are left
    bool operator==(const ReplicaBar&) const = default;
};

/// A node's gauge and slots in whole pixels and whole workers; a card is painted again only when one of these differs.
struct NodeShape
{
    Token state = Token::Idle; ///< of outline and bar
    Token fillToken = Token::Idle;
    bool outlined = false; ///< the outline carries the state: something holds or loses items here
    int fill = 0;          ///< pixels of a gauge of the given width
    int high = -1;         ///< -1: no such mark; of a balancer: the soft limit
    int low = -1;
    int forecast = -1; ///< the level in one second; -1: where it is now
    bool bounded = true;
    std::int64_t workers = 0; ///< 0: no limit
    std::int64_t busy = 0;    ///< those that hang are not among them
    std::int64_t blocked = 0;
    std::int64_t hung = 0;
    std::int64_t starting = 0; ///< workers that an autoscaler has ordered
    std::int64_t sharing = -1; ///< items that share all workers; -1: each worker has an item of its own
    bool down = false;         ///< an outage
    bool hostile = false;      ///< producer: one of its clients keeps to nothing
    std::vector<LagBar> lags;
    std::vector<ReplicaBar> replicas;
    bool operator==(const NodeShape&) const = default;
};
/// scale: what fills the gauge; see scaleOf().
NodeShape shapeOf(const Snapshot& snapshot, int node, int gaugeWidth, double scale);

/// What a node's gauge spans: a capacity, a buffer, a hard limit; where there is none a round number above what is
/// shown. It grows at once and shrinks only when the level has fallen below a fifth, so that the gauge does not pump.
double scaleOf(const Snapshot& snapshot, int node, double scaleBefore);
/// The same for a queue.
double gaugeScale(const NodeView& view, const flow::QueuePolicy& queue, double scaleBefore);
/// The same for any level; high: a mark that must be in sight, 0: none.
double roundScale(double level, double high, double scaleBefore);

/// Consumers of a channel that have a row on its card, in the order of the file: all, or the first few and the slowest
/// one.
std::vector<std::size_t> shownConsumers(const std::vector<ConsumerView>& consumers);
inline constexpr std::size_t mostConsumerRows = 6;
/// Rows of a channel's card.
int consumerRows(std::size_t consumers);

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

} // namespace highwater

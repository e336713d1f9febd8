// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "theme/theme.h"

#include <QList>
#include <QString>

#include <optional>

namespace highwater {

/// A name and its figure.
struct Reading
{
    QString name;
    QString value;
    bool operator==(const Reading&) const = default;
};

/// A part of a bar, 0..1, with the words under it.
struct BarPart
{
    Token token;
    double share;
    QString text;
    bool operator==(const BarPart&) const = default;
};

/// What a node does at the moment: pairs of readings from left to right, and a bar of shares.
struct NowReading
{
    QList<Reading> pairs;
    QList<BarPart> bar;
    QString note; ///< in the bar's place, where there is no worker time to share out
    bool operator==(const NowReading&) const = default;
};
NowReading nowReadingOf(const NodeView& view, const Node& node);

/// What belongs to one kind of node or to a longer time: refusals by reason, the use of workers, standing and burst of
/// a stage; the clients of a producer; the readers of a channel; the replicas of a balancer.
struct DetailReading
{
    QString title;
    QString note;       ///< at the right of the title: the time that it covers
    QList<BarPart> bar; ///< may be empty
    QList<Reading> lines;
    [[nodiscard]] bool isEmpty() const { return bar.isEmpty() && lines.isEmpty(); }
    bool operator==(const DetailReading&) const = default;
};
DetailReading detailReadingOf(const Snapshot& snapshot, const NodeView& view, const Node& node);

/// What waiting costs at a stage. All of it is text or a share of the bar; nothing is left to work out.
struct BloatReading
{
    bool enough = false;
    QString grade; ///< an en dash when there is not enough data
    Token token = Token::Strong;
    QString excess;      ///< "+0.84 s at p99"
    QString unloaded;    ///< "over 46 ms when nobody waits"
    QString ratio;       ///< "bloat ratio 19"
    QString since;       ///< what the figures cover: "since the warm-up"
    double standing = 0; ///< shares of the bar
    double useful = 0;
    QString standingText, usefulText, unusedText;
    QString sentence; ///< the price
    QString thin;     ///< "not enough data: 212 of 400"
    double thinShare = 0;
    bool operator==(const BloatReading&) const = default;
};
/// Samples below which a stage is not graded (theory.md 4.2).
inline constexpr std::uint64_t gradeSamples = 400;
BloatReading bloatReadingOf(const NodeView& view, const StageNode& stage);
/// "since the warm-up", "since the start", or "since 6:31.7" when a change began the window anew.
QString statisticsSpan(const Snapshot& snapshot);

/// A law that must hold, or a formula that says what should be measured.
struct CheckReading
{
    enum class Outcome { Holds, Broken, Unknown };
    Outcome outcome = Outcome::Unknown;
    QString name;
    QString figures;
    QString why; ///< for the tool tip: what is compared with what
    bool operator==(const CheckReading&) const = default;
};
QList<CheckReading> checksOf(const Snapshot& snapshot, const NodeView& view, const Node& node);

} // namespace highwater

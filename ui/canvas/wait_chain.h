// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <QString>

#include <optional>
#include <vector>

namespace highwater {

/// One node that waits, what it waits for, and why in a few words.
struct WaitStep
{
    int waiter = 0;
    int blocker = 0;
    QString reason; ///< "waits for room in api"
    QString limit;  ///< what was hit: "100 of 100 places"; may be empty
    QString time;   ///< of the wait that goes on: "3.10 s so far"; may be empty
};

/// Who waits for whom, read from the victim to the root.
struct WaitChain
{
    std::vector<WaitStep> steps; ///< empty: nobody waits
    int asked = -1;              ///< index of the node that the title speaks of
    bool circle = false;         ///< the last blocker waits for one of the chain: nobody can go on
    QString title;               ///< "batch waits for disk, 3.10 s so far." Of the node that was asked for, else of the first
    QString detail;              ///< what the root does meanwhile
    QString cure;                ///< the rate that would clear the wait; empty: nobody can say

    [[nodiscard]] std::optional<int> root() const;
    [[nodiscard]] bool contains(int node) const;
    /// Whether one of the steps goes along this link.
    [[nodiscard]] bool contains(int from, int to) const;
};

/// The chain that begins at a node.
WaitChain chainFrom(const Snapshot& snapshot, int node);
/// The longest chain; of those through the selected node, when there is one (-1: none). Its title speaks of the selected node, when
/// that one waits.
WaitChain longestChain(const Snapshot& snapshot, int selected);

/// Writes the words of a chain whose steps are known.
void sayChain(WaitChain& chain, const Snapshot& snapshot);

} // namespace highwater

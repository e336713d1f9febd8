// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "sim/simulation.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace highwater {

/// Turns a simulation into the views of a snapshot. Keeps what is costly and changes slowly (the statistics of the whole window) for
/// several snapshots. Owned by the engine's thread.
class ViewBuilder
{
public:
    /// Fills nodes, links, endToEnd, conserved, now, events and rateWindow. fresh: statistics are computed anew.
    void fill(const Simulation& simulation, bool fresh, Snapshot& snapshot);
    void forget() { m_cached.clear(); }

private:
    struct Cached
    {
        TimeSummary wait, service, sojourn;
        Bloat bloat;
        double meanInSystem = 0;
        double windowThroughput = 0;
        std::shared_ptr<const SpreadsView> spreads;
        std::shared_ptr<const std::vector<ClientView>> clients;
    };
    std::vector<Cached> m_cached; ///< by node of the simulation
};

} // namespace highwater

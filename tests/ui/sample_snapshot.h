// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <memory>

namespace highwater {

/// A made-up but consistent picture of a run for the tests of the widgets: producer "clients" -> stage "api" (capacity 1000, marks
/// 800 and 400, 4 workers) -> stage "db". From 40 s on the arrivals exceed what the workers can serve, and the depth of api swings
/// between its marks as a saw-tooth. Columns are 250 ms long, a percentile covers 20 of them; the scenario lasts 5 min, its warm-up 20 s.
/// Three changes stand on the time axis: at 40 s, 125 s and 200 s (only those before now).
/// columns: how many complete intervals the run is old; 0: a run that has not begun, without one sample.
std::shared_ptr<const Snapshot> sampleSnapshot(int columns = 1200);

/// The same run before its first event: no columns, no samples, unknown percentiles.
inline std::shared_ptr<const Snapshot> emptySnapshot()
{
    return sampleSnapshot(0);
}

/// The sample with every kind of node and figures in every field: "clients" are 20 with a hostile one and send through kernel buffers;
/// "api" refuses by a token bucket, has a window, an adaptive limit and an autoscaler, and a worker that hangs; "db" leads to the channel
/// "events" (readers "audit", "search", "mail", the last one killed) and to the balancer "db pool" (five replicas in every state).
std::shared_ptr<const Snapshot> sampleOfKinds();

/// One that a test may change.
inline std::shared_ptr<Snapshot> editable(int columns = 1200)
{
    return std::make_shared<Snapshot>(*sampleSnapshot(columns));
}

/// The snapshot with another stage "api" in its scenario.
template <typename Edit>
std::shared_ptr<Snapshot> withApi(Edit edit, int columns = 1200)
{
    auto snapshot = editable(columns);
    auto scenario = std::make_shared<Scenario>(*snapshot->scenario);
    edit(std::get<StageNode>(scenario->nodes[1].kind));
    snapshot->scenario = scenario;
    return snapshot;
}

} // namespace highwater

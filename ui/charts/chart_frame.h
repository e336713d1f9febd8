// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/time_window.h"
#include "run/snapshot.h"

#include <memory>
#include <optional>

namespace highwater {

enum class ChartKind { Depth, Time, Throughput, Bloat };
inline constexpr int chartCount = 4;

/// What all charts of one frame show.
struct ChartFrame
{
    std::shared_ptr<const Snapshot> snapshot; ///< null: nothing was opened yet
    std::shared_ptr<const Snapshot> twin;     ///< the simulation beside a live run; null: none
    int stage = -1;                           ///< index into the nodes, of a stage; -1: none
    TimeWindow window;
    std::optional<double> crosshair;          ///< seconds of virtual time
    double clock = 0;                         ///< monotonic seconds of the wall, for what may change only so often

    [[nodiscard]] double now() const { return snapshot ? toSeconds(snapshot->now) : 0; }
    /// Null without a stage.
    [[nodiscard]] const NodeView* view() const;
    /// The same stage of the twin; null without one.
    [[nodiscard]] const NodeView* twinView() const;
    [[nodiscard]] const StageNode* node() const;
    /// The column under the crosshair, or the newest one; null where there is none.
    [[nodiscard]] const Column* column() const;
    /// The middle of that column in seconds, where the plots draw it.
    [[nodiscard]] std::optional<double> columnTime() const;

private:
    [[nodiscard]] std::optional<std::int64_t> columnIndex() const;
};

/// The middle of the column that covers this instant: where a crosshair may stand. Unchanged without a series.
double snappedToColumn(const NodeView* view, double seconds);

} // namespace highwater

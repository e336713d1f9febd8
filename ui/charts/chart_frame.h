// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_kinds.h"
#include "charts/chart_note.h"
#include "charts/forecast_band.h"
#include "charts/time_window.h"
#include "run/snapshot.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace highwater {

/// Another run that is drawn below the one in sight.
enum class GhostKind {
    Twin,     ///< the simulation beside a live run
    Baseline, ///< what the user pinned
    OldBranch ///< how this run went on before it was scrubbed back and changed
};
struct Ghost
{
    std::shared_ptr<const Snapshot> snapshot;
    GhostKind kind = GhostKind::Twin;
    QString name; ///< "8 workers, 800/400"
};

/// What all charts of one frame show.
struct ChartFrame
{
    std::shared_ptr<const Snapshot> snapshot; ///< null: nothing was opened yet
    std::vector<Ghost> ghosts;                ///< at most one of a kind
    std::shared_ptr<const ForecastBand> forecast; ///< null: none
    int stage = -1;                           ///< index into the nodes, of a stage; -1: none
    TimeWindow window;
    std::optional<double> crosshair;          ///< A, in seconds of virtual time
    std::optional<double> second;             ///< B, that it is compared with
    std::shared_ptr<const std::vector<ChartNote>> notes; ///< null: none
    bool logarithmic = false;                 ///< the axis of times
    bool heatMap = false;
    double clock = 0;                         ///< monotonic seconds of the wall, for what may change only so often

    [[nodiscard]] double now() const { return snapshot ? toSeconds(snapshot->now) : 0; }
    /// Null without a stage.
    [[nodiscard]] const NodeView* view() const;
    /// The same stage of a ghost; null where it has none of that name.
    [[nodiscard]] const NodeView* viewOf(const Ghost& ghost) const;
    [[nodiscard]] const Ghost* ghost(GhostKind kind) const;
    [[nodiscard]] const StageNode* node() const;
    /// The column under the crosshair, or the newest one; null where there is none.
    [[nodiscard]] const Column* column() const;
    /// The ghost's column of the same instant.
    [[nodiscard]] const Column* columnOf(const Ghost& ghost) const;
    /// The middle of that column in seconds, where the plots draw it.
    [[nodiscard]] std::optional<double> columnTime() const;

    /// The same frame at B.
    [[nodiscard]] ChartFrame atSecond() const;
    /// What all producers did in the column of the shown instant, in sum; nothing where there is none.
    [[nodiscard]] std::optional<Column> producers() const;

private:
    [[nodiscard]] std::optional<std::int64_t> columnIndex() const;
};

/// What all producers of a picture did in one column, in sum. Counts only.
Column sumOfProducers(const Snapshot& snapshot, std::int64_t column);
/// The series that says which columns there are of the producers; null without one.
const Series* producersSeries(const Snapshot& snapshot);

/// The middle of the column that covers this instant: where a crosshair may stand. Unchanged without a series.
double snappedToColumn(const NodeView* view, double seconds);

} // namespace highwater

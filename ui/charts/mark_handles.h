// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/axis_range.h"
#include "charts/trace.h"
#include "flow/queue_policy.h"
#include "theme/theme.h"

#include <QObject>

#include <array>
#include <cstdint>
#include <optional>

class QWidget;

namespace highwater {

class MarkFlag;

enum class Mark { High, Low };

/// A step of moving one mark: what both marks should be now.
struct MarkDrag
{
    flow::Marks marks;
    Mark which = Mark::High;
    std::int64_t from = 0; ///< the value of that mark when the gesture began
    int gesture = 0;       ///< steps of one gesture share this number
    bool finished = false;
};

/// What bounds the flags and how their values are written.
struct MarkBounds
{
    std::optional<flow::Marks> marks; ///< absent: no flags
    std::optional<std::int64_t> capacity;
    Measurand measurand = Measurand::Items;
};

/// The two flags right of the depth plot that show the marks and can be dragged: values snap to round steps, finer with Shift; arrow
/// keys move a focused flag; Escape brings back the value from before the gesture. Whatever is asked for, 0 <= low < high <= capacity.
/// The flags never cover each other. The parent widget owns the flags.
class MarkHandles final : public QObject
{
    Q_OBJECT
public:
    MarkHandles(const Theme& theme, QWidget* parent);

    /// geometry: the depth plot in the parent's coordinates; clock: monotonic seconds.
    void show(const PlotGeometry& geometry, const MarkBounds& bounds, double clock);
    [[nodiscard]] QWidget* flag(Mark which) const;
    /// The marks as the flags show them: those of a drag that the run has not taken over yet come first.
    [[nodiscard]] std::optional<flow::Marks> shownMarks() const;

Q_SIGNALS:
    void dragged(const highwater::MarkDrag& drag);

private:
    friend class MarkFlag;
    void begin(Mark which);
    void moveBy(Mark which, double pixels, bool fine);
    void stepBy(Mark which, int direction, bool fine);
    void finish(Mark which);
    void restore(Mark which);
    [[nodiscard]] bool moving() const { return m_start.has_value(); }

    void set(Mark which, double value, std::int64_t step, bool finished);
    void place();
    [[nodiscard]] std::int64_t coarseStep() const;
    [[nodiscard]] std::int64_t fineStep() const;

    std::array<MarkFlag*, 2> m_flags{};
    PlotGeometry m_geometry;
    MarkBounds m_bounds;
    double m_clock = 0;
    std::optional<flow::Marks> m_start; ///< while a gesture goes on
    std::optional<flow::Marks> m_held;  ///< asked for; the snapshots do not show it yet
    double m_heldSince = 0;
    int m_gesture = 0;
};

} // namespace highwater

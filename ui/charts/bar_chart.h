// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_face.h"
#include "charts/node_rows.h"

#include <cstdint>
#include <optional>

namespace highwater {

/// Bars of all nodes at the shown instant: how the workers spend their time, where the bytes are, or how much each client has under
/// way. GUI thread only; the theme outlives it.
class BarChart final : public PaintedChart
{
    Q_OBJECT
public:
    BarChart(ChartKind kind, const Theme& theme, QWidget* parent = nullptr);

    void showFrame(const ChartFrame& frame, const MarkHistory& history) override;
    [[nodiscard]] int topMargin() const override { return 4; }
    [[nodiscard]] int bottomMargin() const override { return 6; }
    [[nodiscard]] const BarRows& rows() const { return m_rows; }
    /// Rows that there is room for; below them it is said how many more there are.
    [[nodiscard]] int rowsInSight() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintRow(QPainter& painter, const BarRow& row, const QRectF& line, double nameWidth) const;

    ChartKind m_kind;
    BarRows m_rows;
    double m_shownAt = 0; ///< wall clock of the rows in sight
    std::optional<std::uint64_t> m_generation;
    int m_stage = -1;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_face.h"
#include "charts/chart_model.h"
#include "charts/mark_history.h"
#include "theme/theme.h"

#include <QChartView>
#include <QPixmap>

#include <optional>

class QCategoryAxis;

namespace highwater {

class PlotItem;

/// One chart. Qt Charts draws its background, y axis and grid, which are kept in a pixmap; over it come the lines, redrawn when there
/// is new data, and over these what moves from frame to frame. The plot area has fixed margins, so that charts in a column align.
class ChartView final : public QChartView, public ChartFace
{
    Q_OBJECT
public:
    /// Space around the plot: labels at the left, flags and limits at the right.
    static constexpr int leftMargin = 56;
    static constexpr int rightMargin = 92;

    ChartView(ChartKind kind, const Theme& theme, QWidget* parent = nullptr);
    ~ChartView() override;

    [[nodiscard]] ChartKind kind() const { return m_model.kind(); }
    [[nodiscard]] QWidget* widget() override { return this; }
    [[nodiscard]] int topMargin() const override;
    [[nodiscard]] int bottomMargin() const override;
    void showFrame(const ChartFrame& frame, const MarkHistory& history) override;
    /// The first of a column: it says in words what the lines through all of them are.
    void setLeading(bool on);
    [[nodiscard]] const PlotGeometry& geometryOfPlot() const;
    [[nodiscard]] const ChartModel& model() const { return m_model; }

Q_SIGNALS:
    /// The pointer is over this instant (seconds); absent: it is beside the plot.
    void pointed(std::optional<double> seconds);
    /// A click with Ctrl: the second cursor should stand here.
    void secondWanted(double seconds);
    /// A double click: somebody wants to write something there.
    void noteWanted(double seconds);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void applyTheme();
    void applyAxis();
    void placePlot();
    void renderStill();
    [[nodiscard]] std::optional<double> instantAt(const QPointF& at) const;
    [[nodiscard]] bool momentMoved(const ChartFrame& frame) const;

    const Theme& m_theme;
    ChartModel m_model;
    QCategoryAxis* m_axis = nullptr; ///< owned by the chart
    PlotItem* m_item = nullptr;      ///< owned by the chart
    QPixmap m_still;                 ///< background, axis, grid
    QPixmap m_picture;               ///< m_still and the data
    bool m_stillStale = true;
    bool m_layoutStale = true; ///< the plot area is another one since the chart was laid out
    bool m_pictureStale = true;
};

} // namespace highwater

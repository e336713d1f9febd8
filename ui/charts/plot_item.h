// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_model.h"
#include "theme/theme.h"

#include <QGraphicsItem>

namespace highwater {

/// The data of one chart: a single item over the plot area of a QChart, which draws background, axis and grid. A line series of
/// Qt Charts strokes its whole path on every change and costs five times as much.
class PlotItem final : public QGraphicsItem
{
public:
    /// The model and the theme outlive the item.
    PlotItem(ChartModel& model, const Theme& theme, QGraphicsItem* parent);

    void setGeometry(const PlotGeometry& geometry, const QRectF& chart);
    [[nodiscard]] const PlotGeometry& geometry() const { return m_geometry; }
    void setFrame(const ChartFrame& frame) { m_frame = frame; }
    [[nodiscard]] const ChartFrame& frame() const { return m_frame; }

    /// The words of what goes through all charts are written here.
    void setLeading(bool on) { m_leading = on; }
    [[nodiscard]] bool isLeading() const { return m_leading; }

    /// Everything that changes only with the data.
    void drawPicture(QPainter& painter);
    /// What moves between two columns: the line of now, the crosshair.
    void drawMoment(QPainter& painter) const;

    /// While on, paint() draws nothing: the view renders what stands still around the data into a pixmap.
    void setStandingBack(bool on) { m_standingBack = on; }

    [[nodiscard]] QRectF boundingRect() const override { return m_chart; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void drawLines(QPainter& painter);
    void drawChanges(QPainter& painter) const;

    ChartModel& m_model;
    const Theme& m_theme;
    ChartFrame m_frame;
    PlotGeometry m_geometry;
    QRectF m_chart;
    bool m_standingBack = false;
    bool m_leading = false;
};

} // namespace highwater

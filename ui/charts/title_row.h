// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_legend.h"
#include "theme/theme.h"

#include <QWidget>

namespace highwater {

/// What is above a chart: its title, and its legend with the values in columns of fixed width. It is also the handle by which the chart
/// is moved among the others, enlarged and put away.
class TitleRow final : public QWidget
{
    Q_OBJECT
public:
    static int rowHeight() { return Theme::scaled(20); }

    explicit TitleRow(const Theme& theme, QWidget* parent = nullptr);
    void setLegend(const ChartLegend& legend);
    /// Where the legend ends, from the right edge: that of the plot below.
    void setRightMargin(int pixels);
    [[nodiscard]] const ChartLegend& legend() const { return m_legend; }

Q_SIGNALS:
    /// The row is dragged: the pointer is here in the parent.
    void draggedTo(const QPoint& at);
    void dropped();
    /// By the keyboard: so many places down, or up when negative.
    void moveWanted(int places);
    void enlargeWanted();
    void hideWanted();
    void menuWanted(const QPoint& global);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] std::vector<const LegendEntry*> entriesThatFit(double room) const;
    void paintEntry(QPainter& painter, const LegendEntry& entry, double left) const;
    void paintSamples(QPainter& painter, double left) const;
    void paintKey(QPainter& painter, double left) const;
    double paintGrade(QPainter& painter, double left) const;
    [[nodiscard]] double extrasWidth() const;

    const Theme& m_theme;
    ChartLegend m_legend;
    std::optional<QPoint> m_pressedAt;
    bool m_dragging = false;
    bool m_ring = false; ///< focus came by keyboard
    int m_rightMargin;
};

} // namespace highwater

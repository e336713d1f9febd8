// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_legend.h"
#include "theme/theme.h"

#include <QWidget>

namespace highwater {

/// The 20 px above a chart: its title, and its legend with the values in columns of fixed width.
class TitleRow final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int rowHeight = 20;

    explicit TitleRow(const Theme& theme, QWidget* parent = nullptr);
    void setLegend(const ChartLegend& legend);
    [[nodiscard]] const ChartLegend& legend() const { return m_legend; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] std::vector<const LegendEntry*> entriesThatFit(double room) const;
    void paintEntry(QPainter& painter, const LegendEntry& entry, double left) const;

    const Theme& m_theme;
    ChartLegend m_legend;
};

} // namespace highwater

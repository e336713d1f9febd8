// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "theme/theme.h"

#include <QWidget>

namespace highwater {

class HeaderButton;

/// The row above the charts: which stage, where its figures come from, which instant the values belong to, and what is compared with.
class ChartHeader final : public QWidget
{
    Q_OBJECT
public:
    static int headerHeight() { return Theme::scaled(30); }

    explicit ChartHeader(const Theme& theme, QWidget* parent = nullptr);
    void showFrame(const ChartFrame& frame);
    [[nodiscard]] HeaderButton* baselineChip() const { return m_baseline; }
    [[nodiscard]] HeaderButton* heatMapButton() const { return m_heatMap; } ///< checked while it is shown
    [[nodiscard]] HeaderButton* chartsButton() const { return m_charts; }   ///< the menu of the charts

Q_SIGNALS:
    /// The x of the baseline's chip.
    void baselineClosed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double paintBadge(QPainter& painter, double left) const;
    void showBaseline(const ChartFrame& frame);

    const Theme& m_theme;
    QString m_name;
    QString m_instant;
    QString m_hint;
    Mode m_mode = Mode::Simulated;
    HeaderButton* m_baseline = nullptr;
    HeaderButton* m_heatMap = nullptr;
    HeaderButton* m_charts = nullptr;
};

} // namespace highwater

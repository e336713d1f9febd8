// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "theme/theme.h"

#include <QWidget>

namespace highwater {

/// The row above the charts: which stage, where its figures come from, and which instant the values belong to.
class ChartHeader final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int headerHeight = 30;

    explicit ChartHeader(const Theme& theme, QWidget* parent = nullptr);
    void showFrame(const ChartFrame& frame);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double paintBadge(QPainter& painter, double left) const;

    const Theme& m_theme;
    QString m_name;
    QString m_instant;
    QString m_hint;
    Mode m_mode = Mode::Simulated;
};

} // namespace highwater

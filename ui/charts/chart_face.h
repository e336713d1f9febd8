// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "charts/mark_history.h"
#include "theme/theme.h"

#include <QWidget>

namespace highwater {

/// A chart below its title row, as the stack sees it.
class ChartFace
{
public:
    ChartFace() = default;
    ChartFace(const ChartFace&) = delete;
    ChartFace& operator=(const ChartFace&) = delete;
    virtual ~ChartFace() = default;

    [[nodiscard]] virtual QWidget* widget() = 0;
    virtual void showFrame(const ChartFrame& frame, const MarkHistory& history) = 0;
    /// What lies above and below the plot inside the widget.
    [[nodiscard]] virtual int topMargin() const = 0;
    [[nodiscard]] virtual int bottomMargin() const = 0;
};

/// One that paints itself. The theme outlives it.
class PaintedChart : public QWidget, public ChartFace
{
    Q_OBJECT
public:
    PaintedChart(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
    {
        setAttribute(Qt::WA_OpaquePaintEvent);
        setMouseTracking(true);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }
    [[nodiscard]] QWidget* widget() final { return this; }

protected:
    const Theme& m_theme;
};

} // namespace highwater

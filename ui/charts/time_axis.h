// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "theme/theme.h"

#include <QWidget>

namespace highwater {

/// The x axis that all charts of a column share: ticks, "now", and the crosshair's time. It has no background, since
/// the last plot's lowest label reaches into it.
class TimeAxis final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int axisHeight = 20;

    explicit TimeAxis(const Theme& theme, QWidget* parent = nullptr);
    /// left and right: the plots' edges in this widget.
    void showFrame(const ChartFrame& frame, double left, double right);
    /// It lies over charts that scroll below it, and hides them.
    void setCovers(bool on);
    /// The charts have the keyboard: arrows move the crosshair.
    void setRing(bool on);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Tag
    {
        double x = 0;
        QString text;
        Token token = Token::Muted;
        bool operator==(const Tag&) const = default;
    };
    [[nodiscard]] double pixelOf(double seconds) const;
    [[nodiscard]] QRectF box(const Tag& tag) const;

    const Theme& m_theme;
    TimeWindow m_window;
    double m_left = 0;
    double m_right = 1;
    std::vector<Tag> m_tags; ///< in the order of drawing
    bool m_ring = false;
    bool m_covers = false;
};

} // namespace highwater

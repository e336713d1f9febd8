// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_face.h"
#include "metrics/spread.h"

namespace highwater {

/// How the times of the charted stage are distributed since the statistics began, over a logarithmic axis of time: as a histogram, as the
/// share within a time, or as the share beyond it (logarithmic too, so that the tail is seen). GUI thread only; the theme outlives it.
class DistributionChart final : public PaintedChart
{
    Q_OBJECT
public:
    /// Histogram, Cdf or Tail.
    DistributionChart(ChartKind kind, const Theme& theme, QWidget* parent = nullptr);

    void showFrame(const ChartFrame& frame, const MarkHistory& history) override;
    [[nodiscard]] int topMargin() const override { return 8; }
    [[nodiscard]] int bottomMargin() const override { return 20; }
    /// The ends of the axis of time, in seconds.
    [[nodiscard]] double from() const { return m_from; }
    [[nodiscard]] double to() const { return m_to; }
    [[nodiscard]] bool empty() const { return m_from <= 0; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Line
    {
        const Spread* spread;
        Token token;
        bool dashed;
    };
    [[nodiscard]] std::vector<Line> lines() const;
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double x(double seconds) const;
    [[nodiscard]] double y(double share) const;
    void findAxes();
    void paintAxes(QPainter& painter) const;
    void paintMeaning(QPainter& painter) const;
    void paintLine(QPainter& painter, const Line& line) const;
    [[nodiscard]] QPolygonF steps(const Spread& spread) const;
    [[nodiscard]] QPolygonF curve(const Spread& spread) const;

    ChartKind m_kind;
    std::shared_ptr<const SpreadsView> m_spreads;
    std::shared_ptr<const SpreadsView> m_baseline;
    double m_from = 0; ///< seconds; 0: nothing to be shown
    double m_to = 1;
    double m_top = 1;    ///< of the histogram's axis: the share in the fullest band
    double m_least = 1e-3; ///< lower end of the tail's axis
};

} // namespace highwater

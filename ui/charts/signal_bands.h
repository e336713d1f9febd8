// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_face.h"
#include "charts/trace.h"

#include <QPixmap>

#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// When the signal of each stage was on: a band per stage over the time of the other charts, solid where senders were asked to wait,
/// hatched where its workers were blocked. Rests on the exact shares of the columns. GUI thread only; the theme outlives it.
class SignalBands final : public PaintedChart
{
    Q_OBJECT
public:
    explicit SignalBands(const Theme& theme, QWidget* parent = nullptr);

    void showFrame(const ChartFrame& frame, const MarkHistory& history) override;
    [[nodiscard]] int topMargin() const override { return 2; }
    [[nodiscard]] int bottomMargin() const override { return 10; }
    [[nodiscard]] int bandCount() const { return static_cast<int>(m_bands.size()); }
    /// Part of the time in sight with the signal of a band on, from 0 to 1.
    [[nodiscard]] double pressedShare(int band) const;

Q_SIGNALS:
    /// As ChartView's.
    void pointed(std::optional<double> seconds);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Cell
    {
        float pressed = 0;
        float blocked = 0;
        int columns = 0;
    };
    struct Band
    {
        std::string name;
        Buckets buckets;
        std::vector<Cell> cells;
        std::int64_t done = 0; ///< one past the last column that was read
        std::shared_ptr<const ColumnChunk> sealed;
        double pressed = 0;    ///< sum of the shares in sight
        std::int64_t read = 0; ///< columns in sight
    };
    bool read(const NodeView& node, Band& band, bool anew) const;
    void paintBand(QPainter& painter, const Band& band, const QRectF& line) const;
    void renderPicture();
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] PlotGeometry geometryOfPlot() const;

    std::vector<Band> m_bands;
    TimeWindow m_window;
    std::uint64_t m_generation = 0;
    int m_pixels = 0;
    double m_now = 0;
    std::optional<double> m_crosshair, m_second;
    QPixmap m_picture;
    bool m_stale = true;
};

} // namespace highwater

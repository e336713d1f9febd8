// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/time_window.h"
#include "metrics/series.h"
#include "theme/theme.h"

#include <QImage>
#include <QRectF>

#include <array>
#include <vector>

class QPainter;

namespace highwater {

/// The bar under the depth plot: per pixel, the state in which the queue spent most of the time that the pixel covers. It rests on
/// the exact shares of the columns, not on samples.
class LevelRibbon
{
public:
    void reset(const TimeWindow& window, double interval, int pixels);
    void add(std::int64_t column, const Column& values);
    void paint(QPainter& painter, const QRectF& rect, const Theme& theme);

private:
    using Shares = std::array<float, levelStateCount>;
    TimeWindow m_window;
    double m_interval = 1;
    std::vector<Shares> m_pixels;
    QImage m_image;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/trace.h"
#include "metrics/latency_map.h"
#include "theme/theme.h"

#include <QImage>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

class QPainter;

namespace highwater {

/// The colour for a share from 0 to 1 of a heat map: cividis, the same in both themes.
QRgb heatColor(double share);

/// How many visits of each length were completed, over time: one column of cells per bucket. An image that is coloured where counts
/// changed. GUI thread only.
class HeatMap
{
public:
    void reset(const Buckets& buckets);
    void add(std::int64_t column, const LatencyChunk::View& counts);

    /// From where to where there are cells with items, in seconds; nothing without one.
    [[nodiscard]] std::optional<std::pair<double, double>> range() const;
    /// Items in the fullest cell.
    [[nodiscard]] double most() const { return m_most; }

    /// The axis of the geometry is logarithmic. Cells without items are left out.
    void paint(QPainter& painter, const PlotGeometry& geometry);

private:
    void color(std::int64_t fromBucket);

    Buckets m_buckets;
    std::vector<float> m_counts; ///< by bucket, then by band
    double m_most = 0;
    int m_lowest = LatencyBands::count;
    int m_highest = -1;
    QImage m_image;
    double m_coloredFor = 0;            ///< m_most when the image was coloured
    std::int64_t m_firstStale = 0;      ///< bucket, from the first in sight
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/heat_map.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace highwater {

namespace {

constexpr std::array<QRgb, 10> cividis{0xff00224e, 0xff123570, 0xff3b496c, 0xff575d6d, 0xff707173,
                                       0xff8a8678, 0xffa59c74, 0xffc3b369, 0xffe1cc55, 0xfffee838};
constexpr auto bands = static_cast<std::size_t>(LatencyBands::count);

int mixed(int from, int to, double share)
{
    return static_cast<int>(std::lround(from + (to - from) * share));
}

std::array<QRgb, 256> makeTable()
{
    std::array<QRgb, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double at = static_cast<double>(i) / 255 * (cividis.size() - 1);
        const auto stop = std::min<std::size_t>(static_cast<std::size_t>(at), cividis.size() - 2);
        const QRgb a = cividis[stop];
        const QRgb b = cividis[stop + 1];
        const double share = at - static_cast<double>(stop);
        table[i] = qRgb(mixed(qRed(a), qRed(b), share), mixed(qGreen(a), qGreen(b), share), mixed(qBlue(a), qBlue(b), share));
    }
    return table;
}

const std::array<QRgb, 256>& table()
{
    static const auto colors = makeTable();
    return colors;
}

} // namespace

QRgb heatColor(double share)
{
    return table()[static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255))];
}

void HeatMap::reset(const Buckets& buckets)
{
    m_buckets = buckets;
    m_counts.assign(static_cast<std::size_t>(buckets.count) * bands, 0.0F);
    m_most = 0;
    m_lowest = LatencyBands::count;
    m_highest = -1;
    m_firstStale = 0;
    m_coloredFor = 0;
}

void HeatMap::add(std::int64_t column, const LatencyChunk::View& counts)
{
    const auto place = m_buckets.bucketOf(column) - m_buckets.first;
    if (place < 0 || place >= m_buckets.count || counts.codes.empty())
        return;
    float* cells = m_counts.data() + static_cast<std::size_t>(place) * bands + counts.first;
    for (const auto code : counts.codes) {
        *cells += static_cast<float>(countOfCode(code));
        m_most = std::max(m_most, static_cast<double>(*cells));
        ++cells;
    }
    m_lowest = std::min(m_lowest, counts.first);
    m_highest = std::max(m_highest, counts.first + static_cast<int>(counts.codes.size()) - 1);
    m_firstStale = std::min(m_firstStale, place);
}

std::optional<std::pair<double, double>> HeatMap::range() const
{
    if (m_highest < m_lowest)
        return std::nullopt;
    return std::pair(LatencyBands::beginOf(m_lowest), LatencyBands::beginOf(m_highest + 1));
}

void HeatMap::color(std::int64_t fromBucket)
{
    const double scale = 255 / std::log1p(std::max(1.0, m_most));
    const auto& colors = table();
    for (int row = 0; row < LatencyBands::count; ++row) {
        auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(row));
        const float* cell = m_counts.data() + static_cast<std::size_t>(fromBucket) * bands + static_cast<std::size_t>(LatencyBands::count - 1 - row);
        for (auto bucket = fromBucket; bucket < m_buckets.count; ++bucket, cell += bands)
            line[bucket] = *cell > 0 ? colors[static_cast<std::size_t>(std::log1p(static_cast<double>(*cell)) * scale)] : 0U;
    }
    m_firstStale = m_buckets.count;
}

void HeatMap::paint(QPainter& painter, const PlotGeometry& geometry)
{
    if (m_highest < m_lowest || geometry.floor <= 0 || m_buckets.count <= 0)
        return;
    const QSize size(static_cast<int>(m_buckets.count), LatencyBands::count);
    const bool fresh = m_image.size() != size;
    if (fresh)
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    if (fresh || m_most != m_coloredFor)
        m_firstStale = 0;
    m_coloredFor = m_most;
    if (m_firstStale < m_buckets.count)
        color(m_firstStale);
    // Whole bands that lie between the ends of the axis; what is smaller or larger is out of sight.
    const int low = LatencyBands::of(static_cast<std::uint64_t>(geometry.floor * 1e9 * 1.02));
    const int high = LatencyBands::of(static_cast<std::uint64_t>(geometry.top * 1e9 * 0.98));
    const double width = static_cast<double>(m_buckets.columns) * m_buckets.interval;
    const double left = geometry.x(static_cast<double>(m_buckets.first) * width);
    const double right = geometry.x(static_cast<double>(m_buckets.first + m_buckets.count) * width);
    const double logSpan = std::log(geometry.top / geometry.floor);
    const auto y = [&](int band) {
        return geometry.plot.bottom() - std::log(LatencyBands::beginOf(band) / geometry.floor) / logSpan * geometry.plot.height();
    };
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QRectF(QPointF(left, y(high + 1)), QPointF(right, y(low))), m_image,
                      QRectF(0, LatencyBands::count - 1 - high, size.width(), high - low + 1));
}

} // namespace highwater

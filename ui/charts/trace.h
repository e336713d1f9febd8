// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/time_window.h"
#include "metrics/series.h"
#include "theme/theme.h"

#include <QLineF>
#include <QList>
#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace highwater {

/// Where a plot's values fall on the screen. The y axis begins at 0, a logarithmic one at its floor.
struct PlotGeometry
{
    QRectF plot;
    TimeWindow window;
    double top = 1;
    double floor = 0; ///< above 0: the axis is logarithmic, and what is smaller lies on its lower end
    [[nodiscard]] double x(double seconds) const { return plot.left() + (seconds - window.from) / window.length() * plot.width(); }
    [[nodiscard]] double y(double value) const { return plot.bottom() - share(value) * plot.height(); }
    /// Where a value lies between the lower and the upper end of the axis.
    [[nodiscard]] double share(double value) const
    {
        return floor > 0 ? std::log(std::max(value, floor) / floor) / std::log(top / floor) : value / top;
    }
    [[nodiscard]] double timeAt(double px) const { return window.from + (px - plot.left()) / plot.width() * window.length(); }
    bool operator==(const PlotGeometry&) const = default;
};

/// Cuts a line into pieces at multiples of on + off along x. Qt's own dashes send the whole line through the stroker, which costs
/// ten times as much; and these stand still when points are added.
void dashAlongX(const QPolygonF& line, double on, double off, QList<QLineF>& pieces);

/// Which columns of a series share one place on the screen: bucket b holds the columns [b * columns, (b + 1) * columns). Buckets
/// are counted from the beginning of the run, so that they do not change when the window slides.
struct Buckets
{
    double interval = 0.25; ///< seconds per column
    std::int64_t columns = 1;
    std::int64_t first = 0; ///< the first bucket in sight
    std::int64_t count = 0;

    /// At most one bucket per pixel, except that a column is never split.
    static Buckets of(const TimeWindow& window, double interval, int pixels);
    [[nodiscard]] std::int64_t bucketOf(std::int64_t column) const { return column / columns; }
    [[nodiscard]] double middleOf(std::int64_t bucket) const
    {
        return (static_cast<double>(bucket) + 0.5) * static_cast<double>(columns) * interval;
    }
    bool operator==(const Buckets&) const = default;
};

/// What one line shows and how it is drawn.
struct TraceSpec
{
    using Read = double (*)(const Column& column, double interval);
    /// Range: a line through the values over a band from the lows to the highs.
    enum class Ink { Solid, Dashed, Steps, Range };

    Token token = Token::Text;
    Ink ink = Ink::Solid;
    Read value = nullptr;
    Read low = nullptr;  ///< Range only: the extremes inside a column
    Read high = nullptr;
    std::uint32_t samplesNeeded = 0; ///< columns with fewer are drawn as uncertain
};

/// The values of one line in the buckets of the window, and the polylines that draw them. Buffers are kept from frame to frame.
class Trace
{
public:
    explicit Trace(const TraceSpec& spec) : m_spec(spec) {}
    [[nodiscard]] const TraceSpec& spec() const { return m_spec; }

    void reset(const Buckets& buckets);
    void add(std::int64_t column, const Column& values);
    /// The largest value in sight; 0 without one.
    [[nodiscard]] double maximum() const { return m_maximum; }
    /// The smallest above 0; infinite without one.
    [[nodiscard]] double leastPositive() const { return m_leastPositive; }

    /// Makes the lines for paint() from the values; after add() or a change of the geometry. other: this line is left out where that one
    /// lies in the same place.
    void layOut(const PlotGeometry& geometry, const Trace* other = nullptr);
    /// Lines are one pixel wide and antialiased, whatever the painter's settings were; fills are not antialiased.
    void paint(QPainter& painter, const QColor& ink, const QColor& uncertain) const;
    /// White over three pixels of black, for a ground of any colour.
    void paintOverImage(QPainter& painter) const;

private:
    struct Cell
    {
        float low = 0;
        float high = 0;
        double sum = 0;
        std::int32_t count = 0;
        bool lowFirst = true;
        bool uncertain = false;
    };
    void append(const PlotGeometry& geometry, std::int64_t bucket, const Cell& cell, bool mean, double halfWidth);
    void endRun(bool uncertain);
    [[nodiscard]] bool differs(const PlotGeometry& geometry, std::int64_t bucket, const Trace& other) const;
    void paintLines(QPainter& painter, const QColor& ink, const QColor& uncertain) const;

    TraceSpec m_spec;
    Buckets m_buckets;
    std::vector<Cell> m_cells;
    double m_maximum = 0;
    double m_leastPositive = std::numeric_limits<double>::infinity();

    QPolygonF m_run;              ///< the line being laid out
    QList<QPointF> m_points;      ///< all solid runs, one after the other
    std::vector<int> m_runLengths;
    QList<QLineF> m_dashes;
    QList<QLineF> m_dots;         ///< uncertain parts
    QList<QRectF> m_band;         ///< Range only: one box per bucket
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/trace.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double dashOn = 4;
constexpr double dashOff = 3;
constexpr double dotOn = 1.5;
constexpr double dotOff = 2.5;
constexpr double wideBucket = 3; // pixels from which a step can be seen as one
constexpr double samePlace = 0.5; // pixels

} // namespace

void dashAlongX(const QPolygonF& line, double on, double off, QList<QLineF>& pieces)
{
    const double period = on + off;
    for (int i = 1; i < line.size(); ++i) {
        const QPointF a = line[i - 1];
        const QPointF b = line[i];
        if (b.x() - a.x() < 1e-6) {
            if (std::fmod(a.x(), period) < on)
                pieces.append(QLineF(a, b));
            continue;
        }
        const double slope = (b.y() - a.y()) / (b.x() - a.x());
        for (double start = std::floor(a.x() / period) * period; start < b.x(); start += period) {
            const double from = std::max(start, a.x());
            const double to = std::min(start + on, b.x());
            if (to > from)
                pieces.append(QLineF(from, a.y() + (from - a.x()) * slope, to, a.y() + (to - a.x()) * slope));
        }
    }
}

Buckets Buckets::of(const TimeWindow& window, double interval, int pixels)
{
    Buckets buckets;
    buckets.interval = interval;
    const auto columns = std::ceil(window.length() / interval);
    buckets.columns = std::max<std::int64_t>(1, std::llround(std::ceil(columns / std::max(1, pixels))));
    buckets.first = buckets.bucketOf(std::llround(std::floor(std::max(0.0, window.from) / interval + 1e-9)));
    const auto last = buckets.bucketOf(std::llround(std::ceil(window.to / interval - 1e-9)));
    buckets.count = last - buckets.first + 1;
    return buckets;
}

void Trace::reset(const Buckets& buckets)
{
    m_buckets = buckets;
    m_cells.assign(static_cast<std::size_t>(buckets.count), Cell{});
    m_maximum = 0;
    m_leastPositive = std::numeric_limits<double>::infinity();
}

void Trace::add(std::int64_t column, const Column& values)
{
    const auto place = m_buckets.bucketOf(column) - m_buckets.first;
    if (place < 0 || place >= m_buckets.count)
        return;
    const bool range = m_spec.ink == TraceSpec::Ink::Range;
    const double value = m_spec.value(values, m_buckets.interval);
    const auto low = static_cast<float>(range ? m_spec.low(values, m_buckets.interval) : value);
    const auto high = static_cast<float>(range ? m_spec.high(values, m_buckets.interval) : value);
    if (!std::isfinite(value) || !std::isfinite(low) || !std::isfinite(high))
        return;
    auto& cell = m_cells[static_cast<std::size_t>(place)];
    if (cell.count == 0) {
        cell.low = low;
        cell.high = high;
    } else {
        if (low < cell.low) {
            cell.low = low;
            cell.lowFirst = false;
        }
        if (high > cell.high) {
            cell.high = high;
            cell.lowFirst = true;
        }
    }
    cell.sum += value;
    ++cell.count;
    cell.uncertain = cell.uncertain || values.samples < m_spec.samplesNeeded;
    m_maximum = std::max(m_maximum, static_cast<double>(high));
    if (low > 0)
        m_leastPositive = std::min(m_leastPositive, static_cast<double>(low));
}

void Trace::append(const PlotGeometry& geometry, std::int64_t bucket, const Cell& cell, bool mean, double halfWidth)
{
    const double x = geometry.x(m_buckets.middleOf(bucket));
    // Halfway into the lowest pixel row, so that a line at 0 is not cut in half by the axis.
    const auto y = [&](float value) { return std::min(geometry.y(static_cast<double>(value)), geometry.plot.bottom() - 0.5); };
    const auto middle = static_cast<float>(cell.sum / cell.count);
    if (mean && m_spec.ink == TraceSpec::Ink::Steps && 2 * halfWidth >= wideBucket) {
        m_run.append(QPointF(x - halfWidth, y(middle)));
        m_run.append(QPointF(x + halfWidth, y(middle)));
        return;
    }
    if (m_spec.ink == TraceSpec::Ink::Range)
        m_band.append(QRectF(QPointF(x - halfWidth, y(cell.high)), QPointF(x + halfWidth, y(cell.low))));
    if (mean || cell.low == cell.high) {
        m_run.append(QPointF(x, y(middle)));
        return;
    }
    // In the order in which the two were met and side by side, so that a rise is drawn as a rise and not as stairs.
    m_run.append(QPointF(x - halfWidth / 2, y(cell.lowFirst ? cell.low : cell.high)));
    m_run.append(QPointF(x + halfWidth / 2, y(cell.lowFirst ? cell.high : cell.low)));
}

void Trace::endRun(bool uncertain)
{
    if (m_run.size() == 1) // one sample alone would leave no ink
        m_run.append(m_run.constFirst() + QPointF(1, 0));
    if (uncertain) {
        dashAlongX(m_run, dotOn, dotOff, m_dots);
    } else if (m_spec.ink == TraceSpec::Ink::Dashed) {
        dashAlongX(m_run, dashOn, dashOff, m_dashes);
    } else if (!m_run.isEmpty()) {
        m_points.append(m_run);
        m_runLengths.push_back(static_cast<int>(m_run.size()));
    }
    m_run.clear();
}

/// In this bucket, or in one beside it: a line that parts from another begins where the two still meet.
bool Trace::differs(const PlotGeometry& geometry, std::int64_t bucket, const Trace& other) const
{
    if (m_buckets != other.m_buckets)
        return true;
    for (auto i = std::max<std::int64_t>(0, bucket - 1); i <= std::min(bucket + 1, m_buckets.count - 1); ++i) {
        const auto& mine = m_cells[static_cast<std::size_t>(i)];
        const auto& theirs = other.m_cells[static_cast<std::size_t>(i)];
        if (mine.count == 0)
            continue;
        if (theirs.count == 0 || std::abs(geometry.y(mine.sum / mine.count) - geometry.y(theirs.sum / theirs.count)) > samePlace)
            return true;
    }
    return false;
}

void Trace::layOut(const PlotGeometry& geometry, const Trace* other)
{
    m_points.clear();
    m_runLengths.clear();
    m_dashes.clear();
    m_dots.clear();
    m_band.clear();
    const double width = m_buckets.interval * static_cast<double>(m_buckets.columns) / geometry.window.length() * geometry.plot.width();
    const bool mean = m_buckets.columns == 1 || m_spec.ink == TraceSpec::Ink::Range;
    bool uncertain = false;
    for (std::int64_t i = 0; i < m_buckets.count; ++i) {
        const auto& cell = m_cells[static_cast<std::size_t>(i)];
        if (cell.count == 0 || (other && !differs(geometry, i, *other))) {
            endRun(uncertain);
            continue;
        }
        if (cell.uncertain != uncertain && !m_run.isEmpty()) {
            // The line goes on from where it was: the change of ink is no gap.
            const QPointF joint = m_run.constLast();
            endRun(uncertain);
            m_run.append(joint);
        }
        uncertain = cell.uncertain;
        append(geometry, m_buckets.first + i, cell, mean, width / 2);
    }
    endRun(uncertain);
}

void Trace::paint(QPainter& painter, const QColor& ink, const QColor& uncertain) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    QColor band = ink;
    band.setAlphaF(0.4F);
    for (const auto& rect : m_band)
        painter.fillRect(rect, band);

    painter.setRenderHint(QPainter::Antialiasing, true);
    paintLines(painter, ink, uncertain);
    if (painter.device()->devicePixelRatioF() < 1.5)
        return;
    // A wider pen would go through the stroker; the same line half a pixel further costs less.
    for (const QPointF shift : {QPointF(0.5, 0), QPointF(0, 0.5)}) {
        painter.translate(shift);
        paintLines(painter, ink, uncertain);
        painter.translate(-shift);
    }
}

void Trace::paintOverImage(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const QPointF shift : {QPointF(-1, 0), QPointF(1, 0), QPointF(0, -1), QPointF(0, 1)}) {
        painter.translate(shift);
        paintLines(painter, Qt::black, Qt::black);
        painter.translate(-shift);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintLines(painter, Qt::white, Qt::white);
}

void Trace::paintLines(QPainter& painter, const QColor& ink, const QColor& uncertain) const
{
    QPen pen(ink, 1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    const QPointF* points = m_points.constData();
    for (const int length : m_runLengths) {
        painter.drawPolyline(points, length);
        points += length;
    }
    painter.drawLines(m_dashes);
    pen.setColor(uncertain);
    painter.setPen(pen);
    painter.drawLines(m_dots);
}

} // namespace highwater

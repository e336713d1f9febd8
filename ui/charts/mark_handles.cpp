// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/mark_handles.h"

#include "charts/mark_flag.h"
#include "units/display.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

constexpr double stepsOverPlot = 50;
constexpr double finer = 10;
/// A refused change would leave the flag where it was dropped; after this many seconds the run's own marks are shown again.
constexpr double holdFor = 0.5;

} // namespace

MarkHandles::MarkHandles(const Theme& theme, QWidget* parent) : QObject(parent)
{
    m_flags = {new MarkFlag(Mark::High, *this, theme, parent), new MarkFlag(Mark::Low, *this, theme, parent)};
}

QWidget* MarkHandles::flag(Mark which) const
{
    return m_flags[which == Mark::High ? 0 : 1];
}

std::optional<flow::Marks> MarkHandles::shownMarks() const
{
    return m_held ? m_held : m_bounds.marks;
}

void MarkHandles::show(const PlotGeometry& geometry, const MarkBounds& bounds, double clock)
{
    m_geometry = geometry;
    m_bounds = bounds;
    m_clock = clock;
    if (!bounds.marks) {
        m_held.reset();
        m_start.reset();
    }
    if (m_held && !moving() && (m_held == bounds.marks || clock - m_heldSince > holdFor))
        m_held.reset();
    place();
}

std::int64_t MarkHandles::coarseStep() const
{
    return std::max<std::int64_t>(1, std::llround(niceStep(m_geometry.top / stepsOverPlot)));
}

std::int64_t MarkHandles::fineStep() const
{
    return std::max<std::int64_t>(1, std::llround(niceStepBelow(static_cast<double>(coarseStep()) / finer)));
}

void MarkHandles::begin(Mark /*which*/)
{
    if (moving() || !shownMarks())
        return;
    m_start = shownMarks();
    ++m_gesture;
}

void MarkHandles::moveBy(Mark which, double pixels, bool fine)
{
    if (!moving() || m_geometry.plot.height() <= 0)
        return;
    const auto start = which == Mark::High ? m_start->high : m_start->low;
    const double value = static_cast<double>(start) - pixels * m_geometry.top / m_geometry.plot.height();
    set(which, value, fine ? fineStep() : coarseStep(), false);
}

void MarkHandles::stepBy(Mark which, int direction, bool fine)
{
    begin(which);
    if (!moving())
        return;
    const auto marks = *shownMarks();
    const auto step = fine ? fineStep() : coarseStep();
    const auto value = which == Mark::High ? marks.high : marks.low;
    // To the next multiple in that direction, not past it.
    const auto down = value / step * step;
    const auto next = direction > 0 ? down + step : down == value ? down - step : down;
    set(which, static_cast<double>(next), 1, false);
}

void MarkHandles::set(Mark which, double value, std::int64_t step, bool finished)
{
    const auto before = *shownMarks();
    auto marks = before;
    const auto highest = m_bounds.capacity.value_or(std::numeric_limits<std::int64_t>::max() / 4);
    const double snapped = std::round(std::clamp(value, 0.0, static_cast<double>(highest)) / static_cast<double>(step));
    const auto wanted = static_cast<std::int64_t>(snapped) * step;
    if (which == Mark::High)
        marks.high = std::clamp(wanted, std::min(marks.low + 1, highest), highest);
    else
        marks.low = std::clamp<std::int64_t>(wanted, 0, std::max<std::int64_t>(0, marks.high - 1));
    if (marks == before && !finished)
        return;
    m_held = marks;
    m_heldSince = m_clock;
    place();
    Q_EMIT dragged({marks, which, which == Mark::High ? m_start->high : m_start->low, m_gesture, finished});
}

void MarkHandles::finish(Mark which)
{
    if (!moving())
        return;
    const auto start = *m_start;
    const auto marks = *shownMarks();
    if (marks != start)
        set(which, static_cast<double>(which == Mark::High ? marks.high : marks.low), 1, true);
    m_start.reset();
    m_heldSince = m_clock;
}

void MarkHandles::restore(Mark which)
{
    if (!moving())
        return;
    const auto start = *m_start;
    if (*shownMarks() != start)
        set(which, static_cast<double>(which == Mark::High ? start.high : start.low), 1, true);
    m_start.reset();
    m_heldSince = m_clock;
}

void MarkHandles::place()
{
    const auto marks = shownMarks();
    for (auto* flag : m_flags)
        flag->setVisible(marks.has_value());
    if (!marks)
        return;
    const QRectF& plot = m_geometry.plot;
    const auto yOf = [&](std::int64_t value) {
        return std::clamp(m_geometry.y(static_cast<double>(value)), plot.top(), plot.bottom());
    };
    const double highTip = yOf(marks->high);
    const double lowTip = yOf(marks->low);
    double high = highTip;
    double low = lowTip;
    const double leastDistance = MarkFlag::bodyHeight() + 2;
    if (low - high < leastDistance) {
        const double middle = (low + high) / 2;
        high = std::clamp(middle - leastDistance / 2, plot.top(), std::max(plot.top(), plot.bottom() - leastDistance));
        low = high + leastDistance;
    }
    const auto text = [&](std::int64_t value) {
        const auto number = static_cast<double>(value);
        return QString::fromStdString(m_bounds.measurand == Measurand::Bytes ? displayBytes(number) : displayCount(number));
    };
    m_flags[0]->point(plot.right() + 1, highTip, high, text(marks->high));
    m_flags[1]->point(plot.right() + 1, lowTip, low, text(marks->low));
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_frame.h"

#include <algorithm>

#include <cmath>

namespace highwater {

const NodeView* ChartFrame::view() const
{
    if (!snapshot || stage < 0 || stage >= static_cast<int>(snapshot->nodes.size()))
        return nullptr;
    const auto& node = snapshot->nodes[static_cast<std::size_t>(stage)];
    return node.isProducer ? nullptr : &node;
}

const NodeView* ChartFrame::twinView() const
{
    const NodeView* mine = view();
    if (!mine || !twin)
        return nullptr;
    const auto there = std::find_if(twin->nodes.begin(), twin->nodes.end(), [&](const NodeView& each) { return each.name == mine->name; });
    return there != twin->nodes.end() ? &*there : nullptr;
}

const StageNode* ChartFrame::node() const
{
    if (!view() || !snapshot->scenario || stage >= static_cast<int>(snapshot->scenario->nodes.size()))
        return nullptr;
    return snapshot->scenario->nodes[static_cast<std::size_t>(stage)].stage();
}

std::optional<std::int64_t> ChartFrame::columnIndex() const
{
    const auto* node = view();
    if (!node || node->series.end <= node->series.first || node->series.interval <= Duration::zero())
        return std::nullopt;
    const auto& series = node->series;
    if (!crosshair)
        return series.end - 1;
    const auto index = std::llround(std::floor(*crosshair / toSeconds(series.interval)));
    if (index < series.first || index >= series.end)
        return std::nullopt;
    return index;
}

const Column* ChartFrame::column() const
{
    const auto index = columnIndex();
    return index ? &view()->series.at(*index) : nullptr;
}

std::optional<double> ChartFrame::columnTime() const
{
    const auto index = columnIndex();
    if (!index)
        return std::nullopt;
    return (static_cast<double>(*index) + 0.5) * toSeconds(view()->series.interval);
}

double snappedToColumn(const NodeView* view, double seconds)
{
    if (!view || view->series.interval <= Duration::zero())
        return seconds;
    const double interval = toSeconds(view->series.interval);
    return (std::floor(seconds / interval) + 0.5) * interval;
}

} // namespace highwater

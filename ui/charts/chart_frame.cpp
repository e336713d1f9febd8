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

const NodeView* ChartFrame::viewOf(const Ghost& ghost) const
{
    const NodeView* mine = view();
    if (!mine || !ghost.snapshot)
        return nullptr;
    const auto& nodes = ghost.snapshot->nodes;
    const auto there = std::find_if(nodes.begin(), nodes.end(), [&](const NodeView& each) { return each.name == mine->name; });
    return there != nodes.end() && !there->isProducer ? &*there : nullptr;
}

const Ghost* ChartFrame::ghost(GhostKind kind) const
{
    const auto there = std::find_if(ghosts.begin(), ghosts.end(), [&](const Ghost& each) { return each.kind == kind; });
    return there != ghosts.end() ? &*there : nullptr;
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

const Column* ChartFrame::columnOf(const Ghost& ghost) const
{
    const auto* there = viewOf(ghost);
    const auto at = columnTime();
    if (!there || !at || there->series.interval <= Duration::zero())
        return nullptr;
    const auto index = std::llround(std::floor(*at / toSeconds(there->series.interval)));
    return index >= there->series.first && index < there->series.end ? &there->series.at(index) : nullptr;
}

std::optional<double> ChartFrame::columnTime() const
{
    const auto index = columnIndex();
    if (!index)
        return std::nullopt;
    return (static_cast<double>(*index) + 0.5) * toSeconds(view()->series.interval);
}

ChartFrame ChartFrame::atSecond() const
{
    ChartFrame frame = *this;
    frame.crosshair = second;
    return frame;
}

std::optional<Column> ChartFrame::producers() const
{
    const auto* series = snapshot ? producersSeries(*snapshot) : nullptr;
    if (!series || series->end <= series->first)
        return std::nullopt;
    const auto index = crosshair ? std::llround(std::floor(*crosshair / toSeconds(series->interval))) : series->end - 1;
    return index >= series->first && index < series->end ? std::optional(sumOfProducers(*snapshot, index)) : std::nullopt;
}

Column sumOfProducers(const Snapshot& snapshot, std::int64_t column)
{
    Column sum;
    for (const auto& node : snapshot.nodes) {
        if (!node.isProducer || column < node.series.first || column >= node.series.end)
            continue;
        const Column& each = node.series.at(column);
        sum.offered += each.offered;
        sum.completed += each.completed;
        sum.refused += each.refused;
        sum.dropped += each.dropped;
        sum.retried += each.retried;
        sum.timedOut += each.timedOut;
        sum.dead += each.dead;
    }
    return sum;
}

const Series* producersSeries(const Snapshot& snapshot)
{
    for (const auto& node : snapshot.nodes) {
        if (node.isProducer && node.series.interval > Duration::zero())
            return &node.series;
    }
    return nullptr;
}

double snappedToColumn(const NodeView* view, double seconds)
{
    if (!view || view->series.interval <= Duration::zero())
        return seconds;
    const double interval = toSeconds(view->series.interval);
    return (std::floor(seconds / interval) + 0.5) * interval;
}

} // namespace highwater

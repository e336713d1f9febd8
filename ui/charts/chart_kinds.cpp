// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_kinds.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace highwater {

namespace {

constexpr std::array<ChartInfo, chartCount> charts{{
    {ChartKind::Depth, "depth", QT_TRANSLATE_NOOP("Charts", "Queue depth"), 0.36, 24, 96, true, true, true},
    {ChartKind::Time, "time", QT_TRANSLATE_NOOP("Charts", "Time in the stage"), 0.26, 24, 96, true, true, true},
    {ChartKind::Throughput, "throughput", QT_TRANSLATE_NOOP("Charts", "Throughput"), 0.17, 24, 64, true, true, true},
    {ChartKind::Bloat, "bloat", QT_TRANSLATE_NOOP("Charts", "Buffer bloat"), 0.21, 24, 64, true, true, true},
    {ChartKind::Retries, "retries", QT_TRANSLATE_NOOP("Charts", "Retries, timeouts and dead work"), 0.2, 24, 64, true, true, false},
    {ChartKind::Signals, "signals", QT_TRANSLATE_NOOP("Charts", "Pressure signals"), 0.18, 24, 60, true, false, false},
    {ChartKind::Usage, "usage", QT_TRANSLATE_NOOP("Charts", "Time of the workers"), 0.24, 60, 110, false, false, false},
    {ChartKind::Bytes, "bytes", QT_TRANSLATE_NOOP("Charts", "Where the bytes are"), 0.24, 60, 110, false, false, false},
    {ChartKind::Clients, "clients", QT_TRANSLATE_NOOP("Charts", "Pressure by client"), 0.24, 60, 110, false, false, false},
    {ChartKind::Histogram, "histogram", QT_TRANSLATE_NOOP("Charts", "Histogram of times"), 0.28, 60, 130, false, false, false},
    {ChartKind::Cdf, "cdf", QT_TRANSLATE_NOOP("Charts", "Cumulative distribution"), 0.28, 60, 130, false, false, false},
    {ChartKind::Tail, "tail", QT_TRANSLATE_NOOP("Charts", "Tail of the distribution"), 0.28, 60, 130, false, false, false},
}};

} // namespace

const ChartInfo& infoOf(ChartKind kind)
{
    return charts[static_cast<std::size_t>(kind)];
}

std::span<const ChartInfo> allCharts()
{
    return charts;
}

std::optional<ChartKind> chartOfId(QStringView id)
{
    const auto there = std::find_if(charts.begin(), charts.end(), [&](const ChartInfo& each) { return id == QLatin1String(each.id); });
    return there != charts.end() ? std::optional(there->kind) : std::nullopt;
}

QString nameOf(ChartKind kind)
{
    return QCoreApplication::translate("Charts", infoOf(kind).name);
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_legend.h"

#include "charts/chart_model.h"
#include "units/display.h"

#include <QStringList>

#include <cmath>

namespace highwater {

namespace {

QString unknown()
{
    return QStringLiteral("–");
}

QString duration(const Column* column, float Column::*member)
{
    return column ? QString::fromStdString(displayDuration(static_cast<double>(column->*member))) : unknown();
}

LegendEntry timed(const QString& name, Token token, const Column* column, float Column::*member, std::uint32_t needed, int rank)
{
    LegendEntry entry{name, token, false, duration(column, member), false, rank};
    if (column && column->samples < needed && std::isfinite(column->*member)) {
        entry.uncertain = true;
        entry.value.prepend(QStringLiteral("≈\u2009"));
    }
    return entry;
}

QString stageName(const ChartFrame& frame)
{
    return frame.view() ? QString::fromStdString(frame.view()->name) : QStringLiteral("stage");
}

ChartLegend depthLegend(const ChartFrame& frame)
{
    const auto* column = frame.column();
    const bool bytes = measurandOf(ChartKind::Depth, frame.node()) == Measurand::Bytes;
    ChartLegend legend;
    legend.title = bytes ? QStringLiteral("Queue depth, bytes") : QStringLiteral("Queue depth, items");
    QString depth = unknown();
    if (column) {
        const auto mean = static_cast<double>(column->depthMean);
        depth = QString::fromStdString(bytes ? displayBytes(mean) : displayCount(std::round(mean)));
    }
    legend.entries = {{QStringLiteral("depth"), Token::Text, false, depth, false, 0},
                      {QStringLiteral("drain time"), std::nullopt, false, duration(column, &Column::drain), false, 1}};
    return legend;
}

ChartLegend timeLegend(const ChartFrame& frame)
{
    const auto* column = frame.column();
    ChartLegend legend;
    legend.title = QStringLiteral("Time in %1").arg(stageName(frame));
    auto wait = timed(QStringLiteral("wait p95"), Token::P95, column, &Column::waitP95, samplesForP95, 3);
    wait.dashed = true;
    auto service = timed(QStringLiteral("service p95"), Token::P95, column, &Column::serviceP95, 0, 5);
    service.swatch.reset();
    legend.entries = {timed(QStringLiteral("p50"), Token::P50, column, &Column::sojournP50, 0, 2),
                      timed(QStringLiteral("p95"), Token::P95, column, &Column::sojournP95, samplesForP95, 1),
                      timed(QStringLiteral("p99"), Token::P99, column, &Column::sojournP99, samplesForP99, 0),
                      timed(QStringLiteral("max"), Token::Max, column, &Column::sojournMax, 0, 4), wait, service};
    return legend;
}

ChartLegend throughputLegend(const ChartFrame& frame)
{
    const auto* column = frame.column();
    const double interval = column ? toSeconds(frame.view()->series.interval) : 1;
    const auto entry = [&](const QString& name, Token token, double items, int rank) {
        const QString value = column ? QString::fromStdString(displayCount(std::round(items / interval))) : unknown();
        return LegendEntry{name, token, false, value, false, rank};
    };
    const Column c = column ? *column : Column{};
    ChartLegend legend;
    legend.title = QStringLiteral("Throughput, per second");
    legend.entries = {entry(QStringLiteral("offered"), Token::Offered, c.offered, 2),
                      entry(QStringLiteral("accepted"), Token::Accepted, c.accepted, 3),
                      entry(QStringLiteral("completed"), Token::Completed, c.completed, 0),
                      entry(QStringLiteral("refused"), Token::Refused, static_cast<double>(c.refused) + c.dropped, 1)};
    return legend;
}

ChartLegend bloatLegend(const ChartFrame& frame)
{
    const auto* column = frame.column();
    ChartLegend legend;
    legend.title = QStringLiteral("Buffer bloat");
    LegendEntry excess{QStringLiteral("excess p95"), Token::P95, false, unknown(), false, 0};
    if (column) {
        const double value = static_cast<double>(column->sojournP95) - static_cast<double>(column->serviceP95);
        excess.value = QString::fromStdString(displayDuration(value));
        excess.uncertain = column->samples < samplesForP95 && std::isfinite(value);
        if (excess.uncertain)
            excess.value.prepend(QStringLiteral("≈\u2009"));
    }
    LegendEntry drain{QStringLiteral("drain time"), Token::Max, true, duration(column, &Column::drain), false, 2};
    legend.entries = {excess, {QStringLiteral("standing"), Token::P50, false, duration(column, &Column::standing), false, 1}, drain};
    if (frame.view())
        legend.grade = QString::fromStdString(frame.view()->bloat.grade);
    return legend;
}

} // namespace

ChartLegend legendOf(ChartKind kind, const ChartFrame& frame)
{
    switch (kind) {
    case ChartKind::Depth:
        return depthLegend(frame);
    case ChartKind::Time:
        return timeLegend(frame);
    case ChartKind::Throughput:
        return throughputLegend(frame);
    case ChartKind::Bloat:
        return bloatLegend(frame);
    }
    return {};
}

QString spokenLegend(const ChartLegend& legend, const ChartFrame& frame)
{
    QStringList parts;
    for (const auto& entry : legend.entries)
        parts += QStringLiteral("%1 %2").arg(entry.name, entry.value);
    if (!legend.grade.isEmpty())
        parts += QStringLiteral("grade %1").arg(legend.grade);
    const auto shown = fromSeconds(frame.crosshair.value_or(frame.now()));
    return QStringLiteral("At %1: %2.").arg(QString::fromStdString(displayClock(shown)), parts.join(QStringLiteral(", ")));
}

Token tokenOfGrade(const QString& grade)
{
    if (grade.startsWith(QLatin1Char('A')) || grade == QLatin1String("B"))
        return Token::Flowing;
    if (grade == QLatin1String("C"))
        return Token::Filling;
    return grade == QLatin1String("D") ? Token::Pressed : Token::Blocked;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_legend.h"

#include "charts/chart_model.h"
#include "charts/chart_text.h"
#include "charts/node_rows.h"
#include "units/display.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

std::optional<double> known(double value)
{
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// A value with a line, or without one.
LegendEntry valued(const QString& name, std::optional<Token> swatch, std::optional<double> number, Measurand measurand, int rank)
{
    LegendEntry entry{name, swatch, false, legendValue(number, measurand), false, rank};
    entry.number = number;
    entry.measurand = measurand;
    return entry;
}

std::optional<double> timeOf(const Column* column, float Column::*member)
{
    return column ? known(static_cast<double>(column->*member)) : std::nullopt;
}

void doubt(LegendEntry& entry, const Column* column, std::uint32_t needed)
{
    if (!column || !entry.number || column->samples >= needed)
        return;
    entry.uncertain = true;
    entry.value.prepend(QStringLiteral("≈\u2009"));
}

LegendEntry timed(const QString& name, Token token, const Column* column, float Column::*member, std::uint32_t needed, int rank)
{
    auto entry = valued(name, token, timeOf(column, member), Measurand::Time, rank);
    doubt(entry, column, needed);
    return entry;
}

QString stageName(const ChartFrame& frame)
{
    return frame.view() ? QString::fromStdString(frame.view()->name) : Charts::tr("stage");
}

/// The value of a ghost at the same instant.
template <typename Read>
void addGhost(ChartLegend& legend, const ChartFrame& frame, GhostKind kind, const QString& name, Measurand measurand, int rank, Read read)
{
    const auto* ghost = frame.ghost(kind);
    if (!ghost || !frame.viewOf(*ghost))
        return;
    const auto* column = frame.columnOf(*ghost);
    const auto number = column ? known(read(*column, toSeconds(frame.viewOf(*ghost)->series.interval))) : std::nullopt;
    legend.entries.push_back(valued(name, Token::Ghost, number, measurand, rank));
}

/// Of what was pinned, and of the branch that this one replaced.
template <typename Read>
void addBaseline(ChartLegend& legend, const ChartFrame& frame, const QString& name, Measurand measurand, Read read)
{
    addGhost(legend, frame, GhostKind::Baseline, name, measurand, 1, read);
    addGhost(legend, frame, GhostKind::OldBranch, Charts::tr("before"), measurand, 3, read);
}

/// When the queue will be full, and when empty, as the forks say.
void addForecast(ChartLegend& legend, const ChartFrame& frame)
{
    if (!frame.forecast)
        return;
    const auto add = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            legend.entries.push_back({name, std::nullopt, false, value, false, 2});
    };
    add(Charts::tr("full in"), frame.forecast->timeToFull);
    add(Charts::tr("empty in"), frame.forecast->timeToEmpty);
}

ChartLegend depthLegend(const ChartFrame& frame)
{
    const auto* column = frame.column();
    const auto measurand = measurandOf(ChartKind::Depth, frame.node());
    ChartLegend legend;
    legend.title = measurand == Measurand::Bytes ? Charts::tr("Queue depth, bytes") : Charts::tr("Queue depth, items");
    legend.entries = {valued(Charts::tr("depth"), Token::Text, timeOf(column, &Column::depthMean), measurand, 0)};
    addBaseline(legend, frame, Charts::tr("baseline"), measurand, [](const Column& c, double) { return static_cast<double>(c.depthMean); });
    legend.entries.push_back(valued(Charts::tr("drain time"), std::nullopt, timeOf(column, &Column::drain), Measurand::Time, 3));
    addForecast(legend, frame);
    return legend;
}

ChartLegend timeLegend(const ChartFrame& frame)
{
    const auto* column = frame.column();
    ChartLegend legend;
    legend.title = Charts::tr("Time in %1").arg(stageName(frame));
    auto wait = timed(Charts::tr("wait p95"), Token::P95, column, &Column::waitP95, samplesForP95, 3);
    wait.dashed = true;
    auto service = timed(Charts::tr("service p95"), Token::P95, column, &Column::serviceP95, 0, 5);
    service.swatch.reset();
    legend.entries = {timed(QStringLiteral("p50"), Token::P50, column, &Column::sojournP50, 0, 2),
                      timed(QStringLiteral("p95"), Token::P95, column, &Column::sojournP95, samplesForP95, 1),
                      timed(QStringLiteral("p99"), Token::P99, column, &Column::sojournP99, samplesForP99, 0),
                      timed(Charts::tr("max"), Token::Max, column, &Column::sojournMax, 0, 4), wait, service};
    addBaseline(legend, frame, Charts::tr("baseline p99"), Measurand::Time, [](const Column& c, double) { return static_cast<double>(c.sojournP99); });
    if (column && column->samples > 0 && column->samples < samplesForP99)
        legend.samples = column->samples;
    if (frame.heatMap) { // p50 and p99 alone are drawn over it, in white
        for (auto& entry : legend.entries)
            entry.swatch = entry.swatch == Token::Ghost ? entry.swatch : std::nullopt;
    }
    return legend;
}

ChartLegend throughputLegend(const ChartFrame& frame)
{
    const auto* column = frame.column();
    const double interval = column ? toSeconds(frame.view()->series.interval) : 1;
    const auto entry = [&](const QString& name, Token token, double items, int rank) {
        return valued(name, token, column ? std::optional(items / interval) : std::nullopt, Measurand::Rate, rank);
    };
    const Column c = column ? *column : Column{};
    ChartLegend legend;
    legend.title = Charts::tr("Throughput, per second");
    legend.entries = {entry(Charts::tr("offered"), Token::Offered, c.offered, 2),
                      entry(Charts::tr("accepted"), Token::Accepted, c.accepted, 3),
                      entry(Charts::tr("completed"), Token::Completed, c.completed, 0),
                      entry(Charts::tr("refused"), Token::Refused, static_cast<double>(c.refused) + c.dropped, 1)};
    addBaseline(legend, frame, Charts::tr("baseline"), Measurand::Rate, [](const Column& each, double seconds) { return each.completed / seconds; });
    return legend;
}

ChartLegend bloatLegend(const ChartFrame& frame)
{
    const auto* column = frame.column();
    const auto excessOf = [](const Column& c, double) { return static_cast<double>(c.sojournP95) - static_cast<double>(c.serviceP95); };
    ChartLegend legend;
    legend.title = Charts::tr("Buffer bloat");
    auto excess = valued(Charts::tr("excess p95"), Token::P95, column ? known(excessOf(*column, 1)) : std::nullopt, Measurand::Time, 0);
    doubt(excess, column, samplesForP95);
    auto drain = valued(Charts::tr("drain time"), Token::Max, timeOf(column, &Column::drain), Measurand::Time, 2);
    drain.dashed = true;
    legend.entries = {excess, valued(Charts::tr("standing"), Token::P50, timeOf(column, &Column::standing), Measurand::Time, 1), drain};
    addBaseline(legend, frame, Charts::tr("baseline"), Measurand::Time, excessOf);
    if (frame.view())
        legend.grade = QString::fromStdString(frame.view()->bloat.grade);
    return legend;
}

ChartLegend retriesLegend(const ChartFrame& frame)
{
    const auto sum = frame.producers();
    const auto* series = frame.snapshot ? producersSeries(*frame.snapshot) : nullptr;
    const double interval = series ? toSeconds(series->interval) : 1;
    const auto entry = [&](const QString& name, Token token, std::uint32_t Column::*member, int rank) {
        return valued(name, token, sum ? std::optional((*sum).*member / interval) : std::nullopt, Measurand::Rate, rank);
    };
    ChartLegend legend;
    legend.title = Charts::tr("Retries and dead work of all senders, per second");
    auto dead = entry(Charts::tr("dead work"), Token::Refused, &Column::dead, 2);
    dead.dashed = true;
    legend.entries = {entry(Charts::tr("retries"), Token::P50, &Column::retried, 0), entry(Charts::tr("timeouts"), Token::P99, &Column::timedOut, 1), dead,
                      entry(Charts::tr("useful"), Token::Completed, &Column::completed, 3)};
    return legend;
}

/// The charts of all nodes: what their colours stand for.
ChartLegend rowsLegend(ChartKind kind, const ChartFrame& frame)
{
    ChartLegend legend;
    legend.title = titleOfRows(kind, frame);
    int rank = 0;
    for (const auto& look : looksOf(kind)) {
        LegendEntry entry{QCoreApplication::translate("Charts", look.word), look.token, look.hatched, {}, false, rank++};
        legend.entries.push_back(entry);
    }
    return legend;
}

ChartLegend distributionLegend(ChartKind kind, const ChartFrame& frame)
{
    const auto* view = frame.view();
    ChartLegend legend;
    const char* title = kind == ChartKind::Histogram ? QT_TRANSLATE_NOOP("Charts", "Histogram of %1")
                        : kind == ChartKind::Cdf     ? QT_TRANSLATE_NOOP("Charts", "CDF of %1")
                                                     : QT_TRANSLATE_NOOP("Charts", "Tail of %1");
    legend.title = QCoreApplication::translate("Charts", title).arg(stageName(frame));
    const auto entry = [&](const QString& name, Token token, const TimeSummary* summary, int rank) {
        const auto number = !summary ? std::nullopt : kind == ChartKind::Tail ? summary->p99 : summary->p50;
        return valued(name, token, number, Measurand::Time, rank);
    };
    const QString level = kind == ChartKind::Tail ? QStringLiteral("p99") : QStringLiteral("p50");
    auto wait = entry(Charts::tr("wait %1").arg(level), Token::P95, view ? &view->wait : nullptr, 1);
    wait.dashed = true;
    legend.entries = {entry(Charts::tr("time %1").arg(level), Token::P99, view ? &view->sojourn : nullptr, 0), wait,
                      entry(Charts::tr("service %1").arg(level), Token::P50, view ? &view->service : nullptr, 2)};
    return legend;
}

ChartLegend legendAt(ChartKind kind, const ChartFrame& frame)
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
    case ChartKind::Retries:
        return retriesLegend(frame);
    case ChartKind::Histogram:
    case ChartKind::Cdf:
    case ChartKind::Tail:
        return distributionLegend(kind, frame);
    default:
        return rowsLegend(kind, frame);
    }
}

QString signedValue(double difference, Measurand measurand)
{
    const QString size = legendValue(std::abs(difference), measurand);
    return difference > 0 ? QStringLiteral("+") + size : difference < 0 ? QStringLiteral("−") + size : size;
}

} // namespace

QString legendValue(std::optional<double> number, Measurand measurand)
{
    if (!number)
        return QStringLiteral("–");
    switch (measurand) {
    case Measurand::Bytes:
        return QString::fromStdString(displayBytes(*number));
    case Measurand::Time:
        return QString::fromStdString(displayDuration(*number));
    case Measurand::Items:
    case Measurand::Rate:
        return QString::fromStdString(displayCount(std::round(*number)));
    }
    return {};
}

ChartLegend legendOf(ChartKind kind, const ChartFrame& frame)
{
    auto legend = legendAt(kind, frame);
    if (!frame.second || !infoOf(kind).lines)
        return legend;
    const auto other = legendAt(kind, frame.atSecond());
    for (auto& entry : legend.entries) {
        const auto there = std::find_if(other.entries.begin(), other.entries.end(), [&](const LegendEntry& e) { return e.name == entry.name; });
        if (there == other.entries.end() || (!entry.number && !there->number))
            continue;
        entry.second = there->value;
        entry.difference = entry.number && there->number ? signedValue(*there->number - *entry.number, entry.measurand) : QStringLiteral("–");
    }
    return legend;
}

QString spokenLegend(const ChartLegend& legend, const ChartFrame& frame)
{
    QStringList parts;
    for (const auto& entry : legend.entries) {
        if (entry.value.isEmpty())
            continue;
        parts += QStringLiteral("%1 %2").arg(entry.name, entry.value);
        if (!entry.second.isEmpty())
            parts.back() += Charts::tr(", at B %1, difference %2").arg(entry.second, entry.difference);
    }
    if (!legend.grade.isEmpty())
        parts += Charts::tr("grade %1").arg(legend.grade);
    const auto shown = fromSeconds(frame.crosshair.value_or(frame.now()));
    return Charts::tr("At %1: %2.").arg(QString::fromStdString(displayClock(shown)), parts.join(QStringLiteral(", ")));
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/readings.h"

#include "inspector/inspector_text.h"
#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double recentSeconds = 30;

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

Token gradeToken(const std::string& grade)
{
    switch (grade.front()) {
    case 'A':
        return Token::Flowing;
    case 'B':
    case 'C':
        return Token::Filling;
    case 'D':
        return Token::Pressed;
    default:
        return Token::Blocked;
    }
}

/// The fullest that the queue was in the last half minute.
double recentTop(const NodeView& view)
{
    const auto& series = view.series;
    double top = static_cast<double>(view.level);
    if (series.interval <= Duration::zero())
        return top;
    const auto columns = static_cast<std::int64_t>(recentSeconds / toSeconds(series.interval));
    for (std::int64_t i = std::max(series.first, series.end - columns); i < series.end; ++i)
        top = std::max(top, static_cast<double>(series.at(i).depthMax));
    return top;
}

/// Places that the standing delay stands for, in the queue's measure.
double standingLevel(const NodeView& view, const StageNode& stage)
{
    const double items = view.bloat.standing.value_or(0) * view.windowThroughput;
    if (stage.queue.measure == flow::Measure::Items)
        return items;
    return view.waiting > 0 ? items * static_cast<double>(view.waitingBytes) / static_cast<double>(view.waiting) : 0;
}

QString places(double level, const StageNode& stage)
{
    return text(stage.queue.measure == flow::Measure::Bytes ? displayBytes(level) : displayCount(std::round(level)));
}

void fillBar(BloatReading& reading, double standing, double top, const StageNode& stage)
{
    const auto& capacity = stage.queue.capacity;
    const double all = capacity ? std::max(static_cast<double>(*capacity), top) : top;
    if (all > 0) {
        reading.standing = standing / all;
        reading.useful = (top - standing) / all;
    }
    reading.standingText = Inspector::tr("standing %1").arg(places(standing, stage));
    reading.usefulText = Inspector::tr("useful %1").arg(places(top - standing, stage));
    reading.unusedText = capacity ? Inspector::tr("unused %1").arg(places(all - top, stage)) : Inspector::tr("no limit");
}

QString priceOf(double standing, double top, double seconds, const StageNode& stage)
{
    if (top < 1)
        return Inspector::tr("Nobody waits here: the queue adds no time.");
    if (standing < 1)
        return Inspector::tr("The queue runs empty again and again: its places take bursts and add no standing time.");
    if (stage.queue.measure == flow::Measure::Bytes)
        return Inspector::tr("%1 of %2 are never empty: they add %3 and no throughput.")
            .arg(places(standing, stage), places(top, stage), text(displayDuration(seconds)));
    return Inspector::tr("%1 of %2 places are never empty: they add %3 and no throughput.")
        .arg(places(standing, stage), places(top, stage), text(displayDuration(seconds)));
}

} // namespace

QString statisticsSpan(const Snapshot& snapshot)
{
    const Duration since = snapshot.statisticsSince - runStart;
    if (since > snapshot.scenario->warmup)
        return Inspector::tr("since %1").arg(QString::fromStdString(displayClock(since)));
    return since > Duration::zero() ? Inspector::tr("since the warm-up") : Inspector::tr("since the start");
}

BloatReading bloatReadingOf(const NodeView& view, const StageNode& stage)
{
    BloatReading reading;
    reading.grade = QStringLiteral("\u2013");
    if (view.bloat.grade.empty()) {
        const auto count = view.sojourn.count;
        reading.thinShare = std::min(1.0, static_cast<double>(count) / static_cast<double>(gradeSamples));
        reading.thin = count < gradeSamples ? Inspector::tr("not enough data: %1 of %2").arg(count).arg(gradeSamples)
                                            : Inspector::tr("not enough data: %1 samples, too alike to grade")
                                                  .arg(text(displayCount(static_cast<double>(count))));
        return reading;
    }
    reading.enough = true;
    reading.grade = text(view.bloat.grade);
    reading.token = gradeToken(view.bloat.grade);
    if (view.bloat.excessP99)
        reading.excess = Inspector::tr("+%1 at p99").arg(text(displayDuration(std::max(0.0, *view.bloat.excessP99))));
    if (view.service.p99)
        reading.unloaded = Inspector::tr("over %1 when nobody waits").arg(text(displayDuration(*view.service.p99)));
    if (view.bloat.ratio)
        reading.ratio = Inspector::tr("bloat ratio %1").arg(text(displayNumber(*view.bloat.ratio)));
    const double top = recentTop(view);
    const double standing = std::min(standingLevel(view, stage), top);
    fillBar(reading, standing, top, stage);
    reading.sentence = priceOf(standing, top, view.bloat.standing.value_or(0), stage);
    return reading;
}

} // namespace highwater

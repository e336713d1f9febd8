// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/time_window.h"

#include "run/snapshot.h"
#include "units/time.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace highwater {

namespace {

constexpr double slidesPerWindow = 20;
constexpr double mostAhead = 1.0 / 3;

} // namespace

TimeWindow windowOf(const Snapshot& snapshot, double until)
{
    const double duration = snapshot.scenario ? toSeconds(snapshot.scenario->duration) : 0;
    const double length = duration > 0 ? duration : 60;
    const double now = toSeconds(snapshot.now);
    const double slide = length / slidesPerWindow;
    TimeWindow window{0, length};
    if (now > length) {
        window.to = std::ceil(now / slide) * slide;
        window.from = window.to - length;
    }
    const double shown = std::min(until, now + length * mostAhead);
    if (shown > window.to)
        window.to = std::ceil(shown / slide) * slide;
    return window;
}

double timeStep(const TimeWindow& window, int most)
{
    // 1-2-5 in each unit that a clock shows.
    static constexpr std::array steps{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,  0.2,  0.5,   1.0,
                                      2.0,   5.0,   10.0,  20.0, 60.0, 120., 300., 600., 1200., 3600.};
    const auto fits = [&](double step) { return std::floor(window.length() / step) + 1 <= most; };
    for (const double step : steps) {
        if (fits(step))
            return step;
    }
    double step = steps.back();
    for (int turn = 0; !fits(step); ++turn)
        step *= turn % 3 == 1 ? 2.5 : 2;
    return step;
}

std::vector<double> timeTicks(const TimeWindow& window, int most)
{
    const double step = timeStep(window, most);
    std::vector<double> ticks;
    for (double k = std::ceil(window.from / step - 1e-9); k * step <= window.to + step * 1e-9; ++k)
        ticks.push_back(k * step);
    return ticks;
}

QString timeLabel(double seconds, double step)
{
    const int decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
    const auto unit = std::pow(10.0, decimals);
    const auto ticks = static_cast<qint64>(std::llround(seconds * unit));
    const auto perSecond = static_cast<qint64>(unit);
    const qint64 whole = ticks / perSecond;
    const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    QString text = whole >= 3600 ? QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(two(whole / 60 % 60), two(whole % 60))
                                 : QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
    if (decimals > 0)
        text += QStringLiteral(".%1").arg(ticks % perSecond, decimals, 10, QLatin1Char('0'));
    return text;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "time/forecast_guide.h"

#include "session/session.h"
#include "units/display.h"

#include <cmath>

namespace highwater {

namespace {

constexpr qint64 againAfter = 700;   ///< milliseconds: a forecast that stays is made again
constexpr int lookEvery = 20;        ///< milliseconds, while there is something to wait for
constexpr qint64 goneAfter = 6000;   ///< after the last change, unless it is pinned

QString whenText(const std::optional<ForecastReach>& reach)
{
    return reach ? QString::fromStdString(displayDuration(reach->middle)) : QString();
}

std::vector<ForecastBand::Point> pointsOf(const Forecast& forecast, const std::vector<ForecastSpread>& spread)
{
    std::vector<ForecastBand::Point> points;
    const double interval = toSeconds(forecast.interval);
    double at = toSeconds(forecast.firstColumn) + interval / 2;
    for (const ForecastSpread& column : spread) {
        if (!std::isnan(column.middle))
            points.push_back({at, column.low, column.middle, column.high});
        at += interval;
    }
    return points;
}

} // namespace

ForecastGuide::ForecastGuide(Session& session, QObject* parent) : QObject(parent), m_session(session), m_forecaster(std::make_shared<Forecaster>())
{
    connect(&session, &Session::acted, this, [this] {
        m_sinceActed.start();
        ask();
    });
    m_look.setInterval(lookEvery);
    connect(&m_look, &QTimer::timeout, this, &ForecastGuide::follow);
    connect(&session, &Session::scenarioOpened, this, [this] {
        m_sinceActed.invalidate();
        drop();
    });
    connect(&session, &Session::liveChanged, this, &ForecastGuide::drop);
}

void ForecastGuide::setPinned(bool pinned)
{
    m_pinned = pinned;
    if (pinned)
        ask();
    else if (!m_sinceActed.isValid() || m_sinceActed.elapsed() > goneAfter)
        drop();
}

/// The engine hands over a copy of its world; the answer to an older question is not shown.
void ForecastGuide::ask()
{
    const auto snapshot = m_session.snapshot();
    if (!snapshot)
        return;
    ForecastOptions options;
    // As far as a fifth of the charts, a minute at most.
    options.horizon = std::min<Duration>(std::chrono::seconds(60), snapshot->scenario->duration / 5);
    m_sinceAsked.start();
    m_look.start();
    const auto request = ++m_request;
    m_session.look([forecaster = m_forecaster, options, request](const Simulation& world) { forecaster->ask(world.fork(), options, request); });
}

void ForecastGuide::follow()
{
    const bool wanted = m_pinned || (m_sinceActed.isValid() && m_sinceActed.elapsed() <= goneAfter);
    if (!wanted) {
        m_look.stop();
        drop();
        return;
    }
    // Of an instant before what it begins with, a forecast says nothing.
    const auto snapshot = m_session.snapshot();
    if (m_shown && snapshot && snapshot->now < m_shown->from) {
        drop();
        if (m_pinned)
            ask();
        return;
    }
    const auto newest = m_forecaster->newest();
    if (newest && newest->request == m_request && newest != m_shown && (!snapshot || snapshot->now >= newest->from)) {
        m_shown = newest;
        show();
    } else if (m_shown && m_shownNode != m_session.selectedNode()) {
        show();
    }
    if (m_sinceAsked.isValid() && m_sinceAsked.elapsed() > againAfter && m_session.isRunning() && !m_forecaster->busy())
        ask();
}

void ForecastGuide::drop()
{
    if (!m_shown)
        return;
    m_shown.reset();
    m_forecaster->cancel();
    Q_EMIT forecastChanged(nullptr);
}

void ForecastGuide::show()
{
    m_shownNode = m_session.selectedNode();
    const auto snapshot = m_session.snapshot();
    const int stage = m_session.chartedStage();
    auto band = std::make_shared<ForecastBand>();
    if (stage >= 0 && snapshot && stage < static_cast<int>(snapshot->nodes.size())) {
        for (const NodeForecast& node : m_shown->nodes) {
            if (node.name != snapshot->nodes[static_cast<std::size_t>(stage)].name)
                continue;
            band->level = pointsOf(*m_shown, node.level);
            band->p99 = pointsOf(*m_shown, node.sojournP99);
            band->timeToFull = whenText(node.full);
            band->timeToEmpty = whenText(node.empty);
        }
    }
    Q_EMIT forecastChanged(std::move(band));
}

} // namespace highwater

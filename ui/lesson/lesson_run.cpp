// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_run.h"

#include "session/session.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int lookMilliseconds = 100;

} // namespace

QList<QPair<QString, QString>> valuesOf(const lessons::Settings& settings)
{
    QList<QPair<QString, QString>> values;
    for (const lessons::Setting& setting : settings)
        values.append({QString::fromStdString(setting.pointer), QString::fromStdString(setting.value)});
    return values;
}

QString labelOf(const lessons::Settings& settings)
{
    QStringList parts;
    for (const lessons::Setting& setting : settings) {
        const QString pointer = QString::fromStdString(setting.pointer);
        parts.append(pointer.section(QLatin1Char('/'), -1) + QStringLiteral(" → ") + QString::fromStdString(setting.value));
    }
    return parts.join(QStringLiteral(", "));
}

LessonRun::LessonRun(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::frame, this, &LessonRun::follow);
    connect(&session, &Session::scenarioOpened, this, &LessonRun::reset);
}

bool LessonRun::isSet(const lessons::Settings& settings) const
{
    return std::all_of(settings.begin(), settings.end(), [this](const lessons::Setting& setting) {
        return m_session.parameter(QString::fromStdString(setting.pointer)) == QString::fromStdString(setting.value);
    });
}

bool LessonRun::start(const lessons::Prediction& prediction, double secondsNeeded)
{
    const auto snapshot = m_session.snapshot();
    if (!snapshot || m_session.isLive())
        return false;
    if (!isSet(prediction.experiment) && !m_session.setParameters(valuesOf(prediction.experiment), labelOf(prediction.experiment)))
        return false;
    m_prediction = prediction;
    m_secondsNeeded = secondsNeeded;
    m_generationBefore = snapshot->generation;
    m_generation.reset();
    m_undoIndex = m_session.undoStack()->index();
    m_measured = {};
    m_curve.clear();
    m_now = 0;
    m_drawing = prediction.sketch.has_value();
    m_state = State::Running;
    // As fast as possible means: only so far that the beginning is not forgotten; follow() says when.
    m_hasty = std::isinf(m_session.speed());
    m_session.setRunning(false);
    m_session.restart(false);
    if (!m_hasty)
        m_session.setRunning(true);
    Q_EMIT changed();
    return true;
}

void LessonRun::reset()
{
    m_state = State::Idle;
    m_drawing = false;
    m_measured = {};
    m_curve.clear();
    Q_EMIT changed();
}

double LessonRun::progress() const
{
    const double byTime = m_prediction.after ? std::clamp(m_now / *m_prediction.after, 0.0, 1.0) : 1.0;
    return std::min(byTime, m_measured.progress());
}

void LessonRun::follow()
{
    if (m_state != State::Running && !m_drawing)
        return;
    const auto snapshot = m_session.snapshot();
    if (!m_generation && snapshot->generation == m_generationBefore)
        return;
    if (m_generation.value_or(snapshot->generation) != snapshot->generation || m_session.undoStack()->index() != m_undoIndex) {
        m_drawing = false;
        m_state = m_state == State::Running ? State::Disturbed : m_state;
        Q_EMIT changed();
        return;
    }
    if (!m_generation && m_hasty)
        m_session.runTo(toSeconds(snapshot->scenario->duration));
    m_generation = snapshot->generation;
    if (m_sinceLook.isValid() && m_sinceLook.elapsed() < lookMilliseconds && m_session.isRunning())
        return;
    m_sinceLook.start();
    m_now = toSeconds(snapshot->now);
    if (m_drawing)
        followCurve(*snapshot);
    if (m_state == State::Running) {
        m_measured = lessons::measure(m_prediction.what, *snapshot, m_secondsNeeded);
        if (m_measured.enough() && m_now >= m_prediction.after.value_or(0))
            m_state = State::Done;
    }
    Q_EMIT changed();
}

void LessonRun::followCurve(const Snapshot& snapshot)
{
    const lessons::Sketch& sketch = *m_prediction.sketch;
    const auto node = std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(), [&](const NodeView& view) { return view.name == sketch.node; });
    if (node == snapshot.nodes.end() || node->series.interval <= Duration::zero())
        return;
    const Series& series = node->series;
    const double interval = toSeconds(series.interval);
    const std::int64_t end = std::min(series.end, static_cast<std::int64_t>(std::ceil(sketch.seconds / interval)));
    m_curve.clear();
    for (std::int64_t i = series.first; i < end; ++i) {
        const Column& column = series.at(i);
        const float value = sketch.curve == lessons::Sketch::Curve::Depth ? column.depthMean : column.sojournP99;
        m_curve.append({(static_cast<double>(i) + 0.5) * interval, static_cast<double>(value)});
    }
    m_drawing = series.end <= end && m_now < sketch.seconds;
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lessons/lesson.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPointF>

#include <optional>

namespace highwater {

class Session;

/// "/nodes/api/queue/capacity = 40" as Session::setParameters takes it.
QList<QPair<QString, QString>> valuesOf(const lessons::Settings& settings);
/// "capacity → 40"
QString labelOf(const lessons::Settings& settings);

/// The run that answers a prediction: sets the experiment, begins again and waits until there is enough data. GUI thread.
class LessonRun final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Idle,
        Running,
        Done,     ///< measured() stands
        Disturbed ///< somebody changed a parameter before it was done
    };

    LessonRun(Session& session, QObject* parent);

    /// False, with the session's fault() emitted, when the experiment is refused.
    bool start(const lessons::Prediction& prediction, double secondsNeeded);
    void reset();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const lessons::Measured& measured() const { return m_measured; }
    /// How far it is, 0 to 1.
    [[nodiscard]] double progress() const;
    /// What the run has drawn of the sketch so far: seconds of the run, items or seconds.
    [[nodiscard]] const QList<QPointF>& curve() const { return m_curve; }

Q_SIGNALS:
    void changed();

private:
    void follow();
    void followCurve(const Snapshot& snapshot);
    [[nodiscard]] bool isSet(const lessons::Settings& settings) const;

    Session& m_session;
    lessons::Prediction m_prediction;
    double m_secondsNeeded = 0;
    State m_state = State::Idle;
    std::optional<std::uint64_t> m_generation; ///< of the run that answers; absent: not seen yet
    std::uint64_t m_generationBefore = 0;
    int m_undoIndex = 0;
    bool m_hasty = false;   ///< it goes as fast as possible
    bool m_drawing = false; ///< the curve goes on
    double m_now = 0;
    lessons::Measured m_measured;
    QList<QPointF> m_curve;
    QElapsedTimer m_sinceLook;
};

} // namespace highwater

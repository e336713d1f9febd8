// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>

#include <filesystem>
#include <memory>
#include <optional>

namespace highwater {

/// The state that all views of one window share: the run and its newest picture, the selected node, the crosshair, the undo history
/// and the file. Views read it on frame() and talk to it; they do not know each other. GUI thread only; owned by the window.
class Session final : public QObject
{
    Q_OBJECT
public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    /// The newest picture; null only before the first scenario was opened. All views of one frame see the same one.
    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }

    // --- what is looked at
    [[nodiscard]] QString selectedNode() const { return m_selected; }
    void select(const QString& nodeName);
    /// Index of the stage that the charts show: the selected node, or the first stage that the selected producer feeds; -1: none.
    [[nodiscard]] int chartedStage() const;
    /// The instant under the crosshair in seconds of virtual time; absent: the charts show "now".
    [[nodiscard]] std::optional<double> crosshair() const { return m_crosshair; }
    void setCrosshair(std::optional<double> seconds);

    // --- changing the run; each is one undoable step, acts at once and is marked on the time axis
    /// The value at a JSON pointer as the user writes it (no quotes), in the run as it stands / in the file as opened; empty: absent.
    [[nodiscard]] QString parameter(const QString& pointer) const;
    [[nodiscard]] QString fileParameter(const QString& pointer) const;
    /// Sets a value ("200", "poisson(80/s)"); label says it in a few words: "workers 8 → 7". Steps of one gesture (a drag) with the same
    /// pointer merge. False, with fault() emitted and nothing changed, when the value is refused.
    bool setParameter(const QString& pointer, const QString& value, const QString& label, int gesture = 0);
    /// Several at once, as one step.
    bool setParameters(const QList<QPair<QString, QString>>& values, const QString& label, int gesture = 0);
    /// A number for setParameter that no other gesture has.
    int newGesture() { return ++m_gestures; }
    void addProducer();    ///< a copy of the selected (else the first) producer, with a name of its own
    void removeProducer(); ///< the selected, else the last one; never the only one
    void addConsumer();    ///< one worker more at the charted stage
    void removeConsumer();
    /// Four times the arrival rate of the selected (else first) open producer for 5 s of virtual time.
    void spike();
    [[nodiscard]] QUndoStack* undoStack() { return &m_undo; }

    // --- run control
    void setRunning(bool running);
    void toggleRunning();
    void stepEvent();
    void restart(bool newSeed);
    /// 0.1 to 1000; infinity: as fast as possible.
    void setSpeed(double factor);

    // --- files; each is false, with fault() emitted and everything as it was, when it cannot be done
    bool open(const QString& file);
    bool save();
    bool saveAs(const QString& file);
    [[nodiscard]] QString file() const { return m_file; }      ///< empty: none yet
    [[nodiscard]] bool fromShelf() const { return m_fromShelf; } ///< shipped scenarios are never overwritten: save asks for a name
    [[nodiscard]] bool modified() const { return !m_undo.isClean(); }

    // --- the cost of drawing, for the status bar
    [[nodiscard]] double framesPerSecond() const { return m_framesPerSecond; }
    [[nodiscard]] double frameMilliseconds() const { return m_frameMilliseconds; } ///< mean time of a frame's updates and paints
    [[nodiscard]] int skippedFrames() const { return m_skippedFrames; }

Q_SIGNALS:
    void frame();           ///< at most 60 a second: a new picture, crosshair or selection
    void scenarioOpened();  ///< another file; selection and crosshair are reset
    void selectionChanged();
    void crosshairChanged();
    void fault(const QString& title, const highwater::Faults& faults); ///< for the banner
    void noFault();         ///< the last attempt succeeded: the banner may go

private:
    class ChangeCommand;
    bool apply(const Document& document, const QString& label);
    void tick();

    std::unique_ptr<Run> m_run;
    std::shared_ptr<const Snapshot> m_snapshot;
    Document m_fileDocument;
    QString m_file;
    bool m_fromShelf = false;
    QString m_selected;
    std::optional<double> m_crosshair;
    QUndoStack m_undo;
    QTimer m_timer;
    QElapsedTimer m_clock;
    int m_gestures = 0;
    double m_framesPerSecond = 0;
    double m_frameMilliseconds = 0;
    int m_skippedFrames = 0;
};

} // namespace highwater

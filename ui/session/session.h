// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run.h"

#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <optional>

namespace highwater {

/// The state that all views of one window share: the run and its newest picture, the selected node, the crosshair, the undo history
/// and the file. Views read it on frame() and talk to it; they do not know each other. GUI thread only; owned by the window.
class Session final : public QObject
{
    Q_OBJECT
public:
    /// Makes the run of a document; fails with the document's faults.
    using RunFactory = std::function<Checked<std::unique_ptr<Run>>(const Document&)>;

    /// Runs are simulated, and may go live.
    explicit Session(QObject* parent = nullptr);
    /// live: makes the live run of a document; absent: there is none.
    explicit Session(RunFactory factory, RunFactory live, QObject* parent = nullptr);
    explicit Session(RunFactory factory, QObject* parent = nullptr) : Session(std::move(factory), {}, parent) {}
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
    /// The mouse was released: the gesture is marked on the time axis at once, not when it has rested for a while.
    void endGesture() { markGesture(); }
    /// What somebody wrote beside the time axis; kept in the scenario ("x-notes"), each an undoable step.
    struct Note
    {
        double seconds = 0; ///< of virtual time
        QString text;
    };
    [[nodiscard]] QList<Note> notes() const;
    void addNote(double seconds, const QString& text);
    void removeNote(int index);
    /// The scenario as it stands, without a spike that lies over it.
    [[nodiscard]] const Document& document() const { return m_document; }
    /// Goes on with another version of the scenario, as one step. Where nothing but remarks differs (notes, places of nodes), the run is not
    /// told: nothing is marked, and in the past no other future begins.
    bool edit(const Document& document, const QString& label) { return perform(document, label); }
    void addProducer();    ///< a copy of the selected (else the first) producer, with a name of its own
    void removeProducer(); ///< the selected, else the last one; never the only one
    void addConsumer();    ///< one worker more at the charted stage
    void removeConsumer();
    /// Four times the arrival rate of the selected (else first) open producer for 5 s of virtual time; once more prolongs it. A spike
    /// lies over the scenario and is never part of what is saved; undoing it ends it at once.
    void spike();
    [[nodiscard]] bool spiking() const { return m_spike.has_value(); }
    /// The history; views read its texts. Undo by undo(), which passes over spikes that have ended.
    [[nodiscard]] QUndoStack* undoStack() { return &m_undo; }
    void undo();
    void redo();
    /// What undo() would undo; empty: nothing.
    [[nodiscard]] QString undoText() const;

    // --- run control
    /// What was asked for last; the engine follows within a frame.
    [[nodiscard]] bool isRunning() const { return m_running; }
    void setRunning(bool running);
    void toggleRunning();
    void step(StepUnit unit, bool back);
    /// To an instant in seconds of virtual time, between the beginning and the latest one seen, and pauses there. A change made there begins
    /// another future.
    void seek(double seconds);
    /// Whether the picture is of an instant before the latest one seen.
    [[nodiscard]] bool inPast() const { return m_snapshot && m_snapshot->now < m_snapshot->end; }
    [[nodiscard]] bool canGoBack() const { return m_run && !m_live && m_run->canGoBack(); }
    /// The run pauses where one of these conditions begins to hold; see Breakpoint. False, with fault() emitted, when one cannot be read.
    bool setBreakpoints(const QStringList& conditions);
    [[nodiscard]] QStringList breakpoints() const { return m_breakpoints; }
    /// As fast as possible to an instant in seconds of virtual time, and pauses there.
    void runTo(double seconds);
    void restart(bool newSeed);
    void restartWithSeed(std::uint64_t seed);
    /// 0.1 to 1000; infinity: as fast as possible. A scenario that is opened begins at a pace of its own, in which its duration takes
    /// about half a minute, unless a speed was set before the first one.
    void setSpeed(double factor);
    [[nodiscard]] double speed() const { return m_speed; }

    // --- what is compared with: older pictures of this scenario, whole
    /// Keeps the newest picture as the baseline, or lets it go when there is one.
    void toggleBaseline();
    void dropBaseline();
    [[nodiscard]] std::shared_ptr<const Snapshot> baseline() const { return m_baseline; }
    /// What distinguishes the scenario of the baseline from the file, in a few words.
    [[nodiscard]] QString baselineName() const { return m_baselineName; }
    /// The scenario of the baseline; null without one.
    [[nodiscard]] const Document* baselineDocument() const { return m_baseline ? &m_baselineDocument : nullptr; }
    /// The future that a change in the past has left; null when there is none.
    [[nodiscard]] std::shared_ptr<const Snapshot> oldBranch() const { return m_oldBranch; }
    /// The picture of the latest instant of this branch, whatever instant is shown.
    [[nodiscard]] std::shared_ptr<const Snapshot> newest() const { return m_newestOfBranch ? m_newestOfBranch : m_snapshot; }
    /// Hands the simulated world to a function on the engine's thread; see Run::look(). False: there is none.
    bool look(std::function<void(const Simulation& world)> look) { return m_run && !m_live && m_run->look(std::move(look)); }
    /// The same for the past, from about an instant on; see Run::lookBack().
    bool lookBack(Instant from, std::function<void(const LookBack& past)> look) { return m_run && !m_live && m_run->lookBack(from, std::move(look)); }
    /// All that has to be known to have the run again; null: it cannot be had again.
    [[nodiscard]] std::shared_ptr<const RunLog> log() const { return m_run ? m_run->log() : nullptr; }

    // --- live: the same scenario under the machine's clock, with a simulated twin beside it
    [[nodiscard]] bool isLive() const { return m_live; }
    /// Goes live with the scenario as it stands, or back to a simulation of it. The history stays. False, with fault() emitted and the run
    /// going on as it was, when it cannot be done.
    bool setLive(bool live);
    /// The newest picture of the simulation that runs beside a live run; null without one.
    [[nodiscard]] std::shared_ptr<const Snapshot> twin() const { return m_twinSnapshot; }

    // --- files; each is false, with fault() emitted and everything as it was, when it cannot be done
    bool open(const QString& file);
    /// As open(), of a scenario that is in no file yet / of a run that was made elsewhere: a recording.
    bool openDocument(const Document& document, const QString& title);
    void openRun(std::unique_ptr<Run> run);
    bool save();
    bool saveAs(const QString& file);
    /// As edit(), with what somebody else has written into the file: the scenario is as in the file again. What the session
    /// has already is no step.
    bool takeFile(const Document& document, const QString& label);
    [[nodiscard]] QString file() const { return m_file; }      ///< empty: none yet
    [[nodiscard]] bool fromShelf() const { return m_fromShelf; } ///< shipped scenarios are never overwritten: save asks for a name
    /// Whether the scenario differs from the file.
    [[nodiscard]] bool modified() const { return !(m_document == m_fileDocument); }

    // --- the cost of drawing, for the status bar
    [[nodiscard]] double framesPerSecond() const { return m_framesPerSecond; }
    [[nodiscard]] double frameMilliseconds() const { return m_frameMilliseconds; } ///< mean time of a frame's updates and paints
    [[nodiscard]] int skippedFrames() const { return m_skippedFrames; }
    /// The window tells how long it painted, so that a frame that costs more than its share of time is followed by a rest.
    void framePainted(qint64 nanoseconds) { m_frameCost += nanoseconds; }
    /// Reduced motion: a new picture at most four times a second; crosshair and selection still answer at once.
    void setCalm(bool calm) { m_calm = calm; }

Q_SIGNALS:
    void frame();           ///< at most 60 a second: a new picture, crosshair or selection
    void scenarioOpened();  ///< another file; selection and crosshair are reset
    void selectionChanged();
    void crosshairChanged();
    void liveChanged();     ///< the run is another one: live, or simulated again
    void fault(const QString& title, const highwater::Faults& faults); ///< for the banner
    void acted();           ///< the run goes on with another scenario
    void breakpointsChanged();
    void notesChanged();
    void comparedChanged(); ///< the baseline or the old branch is another one
    void noFault();         ///< the last attempt succeeded: the banner may go

private:
    class ChangeCommand;
    class SpikeCommand;
    class RemarksCommand;
    struct Spike
    {
        QString node;
        QString standing; ///< the arrivals before it, which may be those of the file's schedule
        QString label;              ///< by which its begin is found on the time axis
        std::size_t after = 0;      ///< after so many changes
        std::optional<Instant> end; ///< absent until a picture shows when it began
    };

    /// What lay over the scenario when the run was changed: the run's document, and the session's own.
    struct Overlaid
    {
        Document run;
        Document own;
        std::optional<Spike> spike;
        QHash<QString, QString> lifted;
    };

    static double paceOf(const Scenario& scenario);
    void begin(std::unique_ptr<Run> run, const Document& document);
    void useRun(std::unique_ptr<Run> run, const Document& document);
    void startTwin();
    void takeForeignChanges();
    void followInTime(const std::shared_ptr<const Snapshot>& before);
    void takeStanding();
    void forgetCompared();
    void setNotes(const QList<Note>& notes, const QString& label);
    void remark(const Document& document, const QString& label);
    void takeRemarks(const Document& document);
    /// Goes on with another scenario, below the spike; emits fault() or noFault().
    bool apply(const Document& document, const QString& label);
    [[nodiscard]] Document withSpike(const Document& document) const;
    /// Applies and pushes the undo step.
    bool perform(const Document& document, const QString& label, int gesture = 0, const QString& key = {});
    void changeWorkers(std::int64_t by);
    bool startSpike(const QString& node);
    void followSpike();
    void endSpike(const QString& label);
    void forgetSpike(const QString& pointer);
    [[nodiscard]] bool isSpent(int index) const;
    void refuse(const QString& title, Errc code, const QString& where, const QString& message);
    void markGesture();
    [[nodiscard]] const Scenario* scenario() const;
    [[nodiscard]] const Node* selectedProducer(bool openOnly) const;
    [[nodiscard]] QString defaultSelection() const;

    void tick();
    void follow(const std::shared_ptr<const Snapshot>& picture);
    void countSkips(qint64 now, bool newPicture);
    void measure(qint64 now);

    RunFactory m_factory;
    RunFactory m_liveFactory;
    std::unique_ptr<Run> m_run;
    std::unique_ptr<Run> m_twin; ///< of a live run
    std::shared_ptr<const Snapshot> m_twinSnapshot;
    bool m_live = false;
    double m_speedBeforeLive = 1;
    std::shared_ptr<const Snapshot> m_snapshot;
    Document m_document;     ///< the scenario as it stands, without the spike
    Document m_fileDocument; ///< the scenario as it stands in the file
    QString m_file;
    bool m_fromShelf = false;
    bool m_running = false;
    std::optional<Instant> m_runEnd; ///< of runTo(), until it is reached
    bool m_speedChosenBefore = false; ///< by the command line: scenarios do not bring their own pace
    double m_speed = 1;
    QString m_selected;
    std::optional<double> m_crosshair;
    std::optional<Spike> m_spike;
    QStringList m_breakpoints;
    std::vector<Overlaid> m_overlaid; ///< of this run, newest last: found again when the run goes back
    std::shared_ptr<const Snapshot> m_newestOfBranch; ///< the picture of its latest instant
    std::shared_ptr<const Snapshot> m_oldBranch;
    std::shared_ptr<const Snapshot> m_baseline;
    Document m_baselineDocument;
    QString m_baselineName;
    QHash<QString, QString> m_lifted; ///< arrivals that lie over those of the scenario, by producer

    QUndoStack m_undo;
    int m_gestures = 0;
    int m_openGesture = 0;  ///< the gesture that goes on and is not marked yet
    QString m_gestureLabel; ///< what its mark will say
    QTimer m_gestureTimer;

    QTimer m_timer;
    QElapsedTimer m_clock;
    bool m_dirty = false; ///< something but the picture changed
    bool m_calm = false;
    qint64 m_lastTick = 0;   ///< nanoseconds of m_clock, as all below
    qint64 m_frameStart = 0; ///< of the last frame
    qint64 m_frameCost = 0;  ///< of the last frame: updates and paints
    qint64 m_windowStart = 0;
    qint64 m_windowCost = 0;
    int m_windowFrames = 0;
    double m_framesPerSecond = 0;
    double m_frameMilliseconds = 0;
    int m_skippedFrames = 0;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/measured_recorder.h"
#include "run/report.h"
#include "run/run_log.h"
#include "takeaway/frame_recorder.h"
#include "takeaway/picture_export.h"
#include "theme/theme.h"
#include "units/error.h"

#include <QList>
#include <QMenu>
#include <QPair>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>

namespace highwater {

class RecordingMark;
class ReportJob;
class ReportProgress;
class Session;

/// Where the share menu gets what it cannot know.
struct ShareSources
{
    /// The charts that can be taken away, by the name that the user knows them by.
    std::function<QList<QPair<QString, QWidget*>>()> charts;
    /// What the user did to the simulated run in sight, up to its newest picture; null: it cannot be told. Absent: only a run that was left as
    /// it was can be recorded.
    std::function<std::shared_ptr<const RunLog>()> log;
};

/// Everything that can be taken away: pictures, data, the run, a report, a film, the scenario as text; and what comes back the same ways. What
/// goes wrong is said by faulted(), what was done by told(). Session and theme outlive it; the window owns it.
class ShareMenu final : public QMenu
{
    Q_OBJECT
public:
    /// Asks for a file to write (or to read): title, suggested name, filters; empty: the user thought better of it.
    using AskForFile = std::function<QString(const QString& title, const QString& suggested, const QString& filters, bool toOpen)>;

    ShareMenu(Session& session, const Theme& theme, QWidget* window, ShareSources sources);
    ~ShareMenu() override;

    /// In place of the dialogs.
    void setAskForFile(AskForFile ask) { m_ask = std::move(ask); }

    void copyPicture(QWidget* chart);  ///< null: the whole window
    void savePictureOf(QWidget* chart);
    void saveSeries();
    void saveFigures();
    void copyFigures();
    void saveRecording();
    void openRecording();
    void saveReport();
    /// Begins a film of the window, or ends it.
    void toggleFilm(FrameRecorder::Format format);
    void copyScenario();
    void copyLine();
    void paste();

    [[nodiscard]] FrameRecorder& filmRecorder() { return *m_film; }
    [[nodiscard]] bool isReporting() const { return m_job != nullptr; }
    /// The actions with keys, so that these work while the menu is closed.
    [[nodiscard]] QList<QAction*> keyActions() const { return m_keyActions; }

Q_SIGNALS:
    void told(const QString& title, const QString& text);
    void faulted(const QString& title, const highwater::Faults& faults);
    /// A scenario was pasted and can be run: to be opened as one that has no file yet.
    void scenarioPasted(const highwater::Document& document);
    /// A recording was read and can be played.
    void recordingOpened(const highwater::Recording& recording, const QString& file);

private:
    void build();
    QAction* add(QMenu* menu, const QString& text, void (ShareMenu::*act)());
    void fillPictures(QMenu* menu, bool copy);
    void follow();
    void noteMeasured();
    [[nodiscard]] Picture pictureFor(QWidget* chart) const;
    [[nodiscard]] QString nameOf(QWidget* chart) const;
    [[nodiscard]] QString ask(const QString& title, const QString& ending, const QString& filters, const QString& part = {}, bool toOpen = false);
    [[nodiscard]] std::shared_ptr<const RunLog> logOfRun() const;
    void writeReport(const Report& report, const QString& file);
    bool tell(const Result<void>& done, const QString& what, const QString& file);
    void refuse(const QString& title, const QString& message);

    Session& m_session;
    const Theme& m_theme;
    QWidget* m_window;
    ShareSources m_sources;
    AskForFile m_ask;
    FrameRecorder* m_film = nullptr;
    RecordingMark* m_mark = nullptr;
    QAction* m_gif = nullptr;
    QAction* m_sequence = nullptr;
    QList<QAction*> m_needRun; ///< what makes no sense before a scenario was opened
    QList<QAction*> m_keyActions;
    MeasuredRecorder m_measured;
    std::unique_ptr<ReportJob> m_job;
    QPointer<ReportProgress> m_progress;
};

} // namespace highwater
